"""Stand-ins for models, for tests of logic. Nothing that is claimed about a model may be tested with them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from index.types import Float32
from rag.types import Constraint, Message


class FakeEmbedder:
    """An `Embedder`: a hashed bag of words in 64 dimensions. Texts that share words are near each other, on every machine the same."""

    dimension = 64

    def __init__(self, fingerprint: str = "fake-bag-of-words") -> None:
        self.fingerprint = fingerprint

    def embed_queries(self, texts: Sequence[str]) -> Float32:
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str]) -> Float32:
        return self._embed(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_words(text)) for text in texts]

    def _embed(self, texts: Sequence[str]) -> Float32:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in _words(text) or [""]:
                row[zlib.crc32(word.encode()) % self.dimension] += 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


class ScriptedGenerator:
    """A `Generator` that says what it was told to say, piece by piece, and keeps what it was asked in `history`."""

    name = "scripted"

    def __init__(self, *drafts: Sequence[str]) -> None:
        self.drafts = list(drafts)
        self.history: list[tuple[Sequence[Message], Constraint]] = []
        self.said: list[str] = []
        self.stopped = False

    def enqueue(self, *pieces: str) -> None:
        """What the next draft says, in these pieces."""
        self.drafts.append(pieces)

    def stream(self, messages: Sequence[Message], constraint: Constraint) -> Iterator[str]:
        self.history.append((messages, constraint))
        try:
            for piece in self.drafts.pop(0):
                self.said.append(piece)
                yield piece
        finally:
            self.stopped = True
