"""What the tests of the library share: corpora on disk, an embedder that counts, and what must hold of every library at any moment."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from index.legs import bring_up_to_date, open_legs
from index.library import Library
from index.passages import embedding_text, split
from index.sync import SyncReport, sync
from index.types import Float32
from tests.fakes import FakeEmbedder

LONG_SENTENCES = ["Die Landesregierung hat den Bericht am 3. Oktober 2023 vorgelegt.", "Er umfasst 12 Seiten und nennt die Kosten."]
LONG = " ".join(LONG_SENTENCES)
Texts = dict[tuple[str, str], str]  # the cleaned text of a document by the name of its source and its key


class CountingEmbedder(FakeEmbedder):
    """Keeps the texts that it was given to embed."""

    def __init__(self, fingerprint: str = "fake-bag-of-words") -> None:
        super().__init__(fingerprint)
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Float32:
        self.embedded += texts
        return super().embed_passages(texts)


def write_corpus(path: Path, texts: Mapping[str, str]) -> None:
    """A JSONL corpus with a document a line."""
    lines = [json.dumps({"id": key, "title": f"Bericht {key}", "text": text}) for key, text in texts.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def texts_of(library: Library) -> Texts:
    """Every document of a library."""
    documents = [library.document(entry.id) for entry in library.documents()]
    found = {(document.source.name, document.key): document.text for document in documents}
    assert len(found) == len(documents), "no document is there twice"
    return found


def assert_whole(library: Library) -> None:
    """Each document has the passages that splitting it gives, each passage its vector, each source its bytes; all indexes agree."""
    embedder = FakeEmbedder()
    indexed = {passage.id: passage for batch in library.changes(0).added for passage in batch}
    kept = set()
    for entry in library.documents():
        document = library.document(entry.id)
        library.source_bytes(document.source.id)
        expected = split(document, embedder.count_tokens)
        ids = sorted(number for number, passage in indexed.items() if passage.document_id == entry.id)
        found = library.passages(ids)
        assert [(passage.span, passage.text, passage.sentences) for passage in found] == [(p.span, p.text, p.sentences) for p in expected]
        assert all(passage.text == document.quote(passage.span) for passage in found)
        vectors = embedder.embed_passages([embedding_text(passage) for passage in found]) if found else np.empty((0, embedder.dimension))
        assert np.allclose([indexed[number].vector for number in ids], vectors, atol=1e-3)
        kept |= set(ids)
    assert kept == indexed.keys(), "no passage without its document"


def assert_legs_agree(library: Library) -> None:
    """Brought up to date, both indexes hold exactly the library's passages."""
    legs = open_legs(library)
    with library.lock(timeout=120):
        bring_up_to_date(library, legs)
    indexed = {passage.id for batch in library.changes(0).added for passage in batch}
    assert legs.dense.sequence == legs.lexical.sequence == library.sequence()
    assert legs.dense.ids() == legs.lexical.ids() == indexed


def counts(report: SyncReport) -> tuple[int, int, int, int, int]:
    return report.added, report.changed, report.removed, report.unchanged, len(report.failed)


def run(folder: Path, embedder: CountingEmbedder, prune: bool = False) -> SyncReport:
    """A sync after which everything that must hold of a library was seen to hold."""
    embedder.embedded.clear()
    path = folder.parent / "library"
    report = sync([folder], path, embedder, prune=prune)
    with Library.open(path, embedder) as library:
        assert_whole(library)
        assert_legs_agree(library)
        shown = json.loads((path / "manifest.json").read_text())
        assert shown["version"] == library.version
    return report


def opened(folder: Path) -> Library:
    return Library.open(folder.parent / "library")
