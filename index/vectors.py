"""The vectors of a passage: one of the whole behind its title and heading, and one of each sentence that says something alone.

It does not know where they are kept, nor what they are compared with. A short question is met by one sentence, a long one by a whole
passage; which of the two counts how much is decided in `index.ranking`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from index.packing import pack_sentences, pack_vectors
from index.passages import embedding_text
from index.types import Embedder, Float32, Passage

LETTERS = 15  # of a sentence that is embedded: "Nein.", a figure or a cell of a table says nothing without its passage
READ = 400  # characters of a sentence that the encoder reads: what it is about stands there
BATCH = 2048  # sentences embedded at once: enough to sort by length


@dataclass(frozen=True, slots=True)
class Vectors:
    """What is kept of a passage: `pack_vectors` of the whole, `pack_sentences` of its sentences."""

    passage: bytes
    sentences: bytes


def digest(passage: Passage) -> bytes:
    """Equal for two passages exactly if their vectors are: of what is embedded and of where its sentences end."""
    ends = ",".join(str(span.end - passage.span.start) for span in passage.sentences)
    return hashlib.blake2b(f"{embedding_text(passage)}\0{ends}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def embed(passages: Sequence[Passage], embedder: Embedder) -> list[Vectors]:
    """The vectors of each passage, packed."""
    whole = _embedded([embedding_text(passage) for passage in passages], embedder)
    texts = [_sentences(passage) for passage in passages]
    distinct = list(dict.fromkeys(text for row in texts for text in row if text))
    known: dict[str, Float32] = {}
    for start in range(0, len(distinct), BATCH):
        part = distinct[start : start + BATCH]
        known.update(zip(part, _embedded(part, embedder), strict=True))
    sentences = (pack_sentences([known[text] if text else None for text in row]) for row in texts)
    return [Vectors(*packed) for packed in zip(pack_vectors(whole), sentences, strict=True)]


def _sentences(passage: Passage) -> list[str]:
    """The text of each sentence; "" where it says nothing alone."""
    found = (" ".join(passage.text[span.start - passage.span.start : span.end - passage.span.start].split()) for span in passage.sentences)
    return [text[:READ] if sum(map(str.isalpha, text)) >= LETTERS else "" for text in found]


def _embedded(texts: Sequence[str], embedder: Embedder) -> Float32:
    found = embedder.embed_passages(texts)
    if found.shape != (len(texts), embedder.dimension):
        raise ValueError(f"the embedder gave {found.shape} for {len(texts)} texts of {embedder.dimension} dimensions")
    return found
