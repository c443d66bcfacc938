"""What the tests of all readers need: the one document of a file, and the rule that every word has its ink.

It does not know formats.
"""

from __future__ import annotations

import numpy as np

from index.errors import SourceError
from index.readers import read
from index.types import RawDocument, RawPage


def read_one(data: bytes, name: str = "datei", *, ocr: bool = False, problems: list[SourceError] | None = None) -> RawDocument:
    """The only document of a file."""
    (document,) = read(data, name, ocr=ocr, problems=problems)
    return document


def headings(document: RawDocument) -> list[tuple[int, str]]:
    """Level and text of every heading."""
    return [(heading.level, heading.span.of(page.text)) for page in document.pages for heading in page.headings]


def uncovered(page: RawPage) -> str:
    """The characters that are no white space and yet in no word, or the other way round."""
    covered = np.zeros(len(page.text), bool)
    for start, end in page.words.spans.tolist():
        covered[start:end] = True
    return "".join(char for char, inside in zip(page.text, covered, strict=True) if char.isspace() == inside)
