"""Quotes from the project's own PDFs: every character that is no white space lies in a word box, and the box is that of its word."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from index.clean.characters import LIGATURES
from index.document import Document
from index.prepare import to_document
from index.types import Box, Source, Span
from tests import columns, papers, pdfs
from tests.index.readers.reading import read_one

PDFS: tuple[Callable[[], bytes], ...] = (
    pdfs.simple, pdfs.two_columns, pdfs.over_pages, pdfs.footnotes, pdfs.table, pdfs.rotated, pdfs.turned_text, pdfs.ligatures,
    pdfs.letter_spaced, pdfs.bookmarked, papers.kleine_anfrage, columns.drawn_across, columns.three_across, columns.right_first,
    columns.heading_across, columns.table_across,
)  # fmt: skip


@functools.cache
def document(make: Callable[[], bytes]) -> Document:
    return to_document(Source(1, f"{make.__name__}.pdf", "application/pdf", ""), read_one(make()))


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(PDFS), st.data())
def test_every_character_of_a_quote_lies_in_a_word_box(make: Callable[[], bytes], data: st.DataObject) -> None:
    found = document(make)
    start = data.draw(st.integers(0, len(found.text) - 1))
    end = data.draw(st.integers(start + 1, min(start + 200, len(found.text))))
    marked = [box for place in found.locate(Span(start, end)) for box in place.boxes]
    for at in range(start, end):
        if not found.text[at].isspace():
            ink, printed = word_of(found, at)
            assert any(_holds(box, ink) for box in marked)
            assert _means(printed, found.text[at])


def word_of(found: Document, at: int) -> tuple[Box, str]:
    """The word on the page that the character comes from: its box and what is printed there."""
    (place,) = found.locate(Span(at, at + 1))
    (box,) = place.boxes
    page = found.pages[place.page - 1]
    (word,) = (word for word in page.words if word.box == box)
    return box, word.span.of(page.text)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.page == inner.page
        and outer.x0 <= inner.x0 < inner.x1 <= outer.x1
        and outer.top <= inner.top < inner.bottom <= outer.bottom
    )  # fmt: skip


def _means(printed: str, character: str) -> bool:
    """Whether the character stands in the printed word, as it is or in another form of it."""
    written = printed.replace("\x02", "-") + "".join(LIGATURES.get(letter, "") for letter in printed)
    return character in written or unicodedata.normalize("NFKC", character) in written
