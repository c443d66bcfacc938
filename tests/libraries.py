"""Libraries that tests make of a few texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.sync import sync
from tests.fakes import FakeEmbedder


def library_of(folder: Path, files: Mapping[str, str]) -> Path:
    """The library of files with these names and texts, made in a folder."""
    papers = folder / "papers"
    papers.mkdir(parents=True)
    for name, text in files.items():
        (papers / name).write_text(text, "utf-8")
    assert not sync([papers], folder / "library", FakeEmbedder()).failed
    return folder / "library"
