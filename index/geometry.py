"""Where things are: character ranges in a text and boxes on a page.

It does not know pages or documents. Boxes are in PDF points (1/72 inch), origin at the top left of the page as displayed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

Int32 = NDArray[np.int32]
Float32 = NDArray[np.float32]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `start` included, `end` not."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (`page` counts from 1), in points from the top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """A run of non-space characters of `RawPage.text` and the box around its ink."""

    span: Span
    box: Box


class Words(Sequence[Word]):
    """The words of one page, kept in two arrays: a page of 500 words costs 12 kB, not 200 kB.

    spans: int32 (n, 2), start and end in `RawPage.text`, ascending, not overlapping.
    boxes: float32 (n, 4), x0, top, x1, bottom in points.
    """

    __slots__ = ("boxes", "page", "spans")

    def __init__(self, page: int, spans: Int32, boxes: Float32) -> None:
        if spans.shape != (len(spans), 2) or boxes.shape != (len(spans), 4):
            raise ValueError(f"spans {spans.shape} and boxes {boxes.shape} must be (n, 2) and (n, 4)")
        self.page, self.spans, self.boxes = page, spans, boxes

    @classmethod
    def none(cls, page: int) -> Words:
        """The words of a page that has no boxes, such as that of a text file."""
        return cls(page, np.empty((0, 2), np.int32), np.empty((0, 4), np.float32))

    def __len__(self) -> int:
        return len(self.spans)

    @overload
    def __getitem__(self, index: int) -> Word: ...

    @overload
    def __getitem__(self, index: slice) -> Words: ...

    def __getitem__(self, index: int | slice) -> Word | Words:
        if isinstance(index, slice):
            return Words(self.page, self.spans[index], self.boxes[index])
        start, end = self.spans[index].tolist()
        x0, top, x1, bottom = self.boxes[index].tolist()
        return Word(Span(start, end), Box(self.page, x0, top, x1, bottom))

    def __iter__(self) -> Iterator[Word]:
        return (self[i] for i in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Words)
            and self.page == other.page
            and np.array_equal(self.spans, other.spans)
            and np.array_equal(self.boxes, other.boxes)
        )

    __hash__ = None  # type: ignore[assignment]
