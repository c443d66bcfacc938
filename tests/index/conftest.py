"""What the tests of a sync start from: a folder with files that a library is made of, and an embedder that counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.index.shelf import LONG, CountingEmbedder, write_corpus


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "documents"
    root.mkdir()
    (root / "a.txt").write_text("Der erste Satz steht in der Datei a.", encoding="utf-8")
    (root / "b.txt").write_text("Der zweite Satz steht in der Datei b.", encoding="utf-8")
    write_corpus(root / "corpus.jsonl", {str(number): f"Zeile {number}. {LONG}" for number in range(20)})
    return root


@pytest.fixture
def counting() -> CountingEmbedder:
    return CountingEmbedder()
