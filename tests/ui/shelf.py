"""Small libraries with the fake encoder, for tests of what a screen or a program is shown of documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.library import Library
from index.sync import sync
from tests.fakes import FakeEmbedder


def shelve(folder: Path, files: Mapping[str, bytes | str]) -> Library:
    """A library in `folder`/library of the files, by their names; syncing the same folder again changes it."""
    documents = folder / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (documents / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    report = sync([documents], folder / "library", FakeEmbedder(), prune=True)
    assert not report.failed, report.failed
    return Library.open(folder / "library", FakeEmbedder())


def document_id(library: Library, name: str) -> int:
    """The document that a file holds."""
    return next(entry.id for entry in library.documents() if entry.source_name == name)
