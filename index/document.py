"""A cleaned document and the way from its text back to the ink.

It does not know how a document is read, cleaned or stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.alignment import Alignment
from index.types import Block, Box, Metadata, Place, RawPage, Source, Span


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its cleaned text, its pages as they were found, and the alignment between the two."""

    source: Source
    key: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[RawPage, ...]
    alignment: Alignment
    metadata: Metadata
    id: int = 0

    def quote(self, span: Span) -> str:
        """The text of `span`."""
        return span.of(self.text)

    def locate(self, span: Span) -> tuple[Place, ...]:
        """Every page that the quote stands on, in page order, with one box for each line of ink."""
        return locate(self.pages, page_offsets(self.pages), self.alignment.raw(span))


def page_offsets(pages: Sequence[RawPage]) -> list[int]:
    """The raw offset at which each page's text begins; one page break lies between two pages."""
    offsets, at = [], 0
    for page in pages:
        offsets.append(at)
        at += len(page.text) + 1
    return offsets


def locate(pages: Sequence[RawPage], offsets: Sequence[int], raw: Sequence[Span]) -> tuple[Place, ...]:
    """Places of raw stretches. `pages` may be some of a document's pages when `offsets` holds their raw offsets."""
    places = []
    for page, offset in zip(pages, offsets, strict=True):
        stretches = list(_on_page(raw, offset, len(page.text)))
        if stretches:
            places.append(Place(page.number, page.label, _lines_of_ink(page, stretches)))
    return tuple(places)


def _on_page(raw: Sequence[Span], offset: int, length: int) -> Iterator[Span]:
    for span in raw:
        start, end = max(span.start - offset, 0), min(span.end - offset, length)
        if start < end:
            yield Span(start, end)


def _lines_of_ink(page: RawPage, stretches: Sequence[Span]) -> tuple[Box, ...]:
    """The boxes of the words touched, neighbours on a line joined into one."""
    starts, ends = page.words.spans[:, 0], page.words.spans[:, 1]
    touched: set[int] = set()
    for span in stretches:
        touched.update(range(int(np.searchsorted(ends, span.start, "right")), int(np.searchsorted(starts, span.end, "left"))))
    boxes: list[Box] = []
    for index in sorted(touched):
        box = page.words[index].box
        if boxes and index - 1 in touched and _same_line(boxes[-1], box):
            last = boxes[-1]
            boxes[-1] = Box(box.page, min(last.x0, box.x0), min(last.top, box.top), max(last.x1, box.x1), max(last.bottom, box.bottom))
        else:
            boxes.append(box)
    return tuple(boxes)


def _same_line(left: Box, right: Box) -> bool:
    """Whether the boxes share more than half of the lower one's height and `right` goes on where `left` ends."""
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    height = min(left.bottom - left.top, right.bottom - right.top)
    return shared > height / 2 and right.x0 >= left.x0
