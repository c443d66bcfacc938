"""Real PDFs, where a folder of them is at hand: every one is read or refused by name, and every character has its ink."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from index.errors import NoTextLayer
from tests.index.readers.reading import read_one, uncovered

LARGEST = 700_000  # bytes: enough to see the layouts that bite, and quick


@pytest.fixture(scope="module")
def papers(evaluation_data: Path) -> list[Path]:
    found = sorted(path for path in (evaluation_data / "pdf").rglob("*.pdf") if path.stat().st_size < LARGEST)
    assert found
    return found


def test_every_character_of_real_papers_stands_in_a_word_on_its_page(papers: list[Path]) -> None:
    read = 0
    for path in papers:
        try:
            document = read_one(path.read_bytes(), path.name)
        except NoTextLayer:
            continue
        read += 1
        for page in document.pages:
            assert uncovered(page) == "", path.name
            assert (page.words.boxes[:, 2:] > 0).all(), path.name
            assert (page.words.boxes[:, 0] < page.width).all(), path.name
            assert page.text.count("\ufffd") <= 0.1 * len(page.text), path.name
    assert read > len(papers) / 2


def test_more_than_fifty_pages_are_read_in_a_second(papers: list[Path]) -> None:
    files = [path.read_bytes() for path in papers if path.stat().st_size > 200_000]
    start, pages = time.process_time(), 0
    for data in files:
        try:
            pages += len(read_one(data).pages)
        except NoTextLayer:
            continue
    assert pages / (time.process_time() - start) > 50
