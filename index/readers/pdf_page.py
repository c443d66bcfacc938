"""One page of a PDF: its text in reading order and a box for every word.

It does not know documents, bookmarks or OCR. The text is in PDFium's order, that of the content stream, which is mostly the order of
reading; `index.readers.pdf_columns` puts right where columns were drawn across each other. `index.readers.pdf_text` says what its
characters are.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from index.readers.pdf_boxes import word_boxes
from index.readers.pdf_columns import in_columns
from index.readers.pdf_text import HYPHEN, characters
from index.types import Float32, Int32, RawPage, Words

_WORD = re.compile(rf"[^\s{HYPHEN}]*{HYPHEN}|[^\s{HYPHEN}]+")
_SAMPLES = 40  # characters whose angle is asked for to learn how a page's text runs
_GAP = 0.6  # of a word's height: the widest space between two words of one line that PDFium may have torn apart


@dataclass(frozen=True, slots=True)
class Frame:
    """How user space becomes the page as displayed: the visible rectangle and the clockwise quarter turns."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> Frame:
        """The frame of a page as it is displayed now."""
        left, bottom, right, top = page.get_bbox()
        return cls(left, bottom, right, top, page.get_rotation() // 90 % 4)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def place(self, rects: Float32) -> Float32:
        """Rectangles (left, bottom, right, top) in user space as (x0, top, x1, bottom) from the top left corner."""
        left, bottom, right, top = rects.T
        sides = {
            0: (left - self.left, self.top - top, right - self.left, self.top - bottom),
            1: (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left),
            2: (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom),
            3: (self.top - top, self.right - right, self.top - bottom, self.right - left),
        }
        return np.column_stack(sides[self.turns]).astype(np.float32)

    def height_of(self, x: float | None, y: float | None) -> float | None:
        """How far below the top edge a point of user space is displayed; None when the coordinate that says so is not known."""
        if (x if self.turns % 2 else y) is None:
            return None
        point = np.array([[x or 0.0, y or 0.0, x or 0.0, y or 0.0]], np.float32)
        return float(self.place(point)[0, 1])


def read_page(page: pdfium.PdfPage, frame: Frame, number: int, label: str) -> RawPage:
    """The page's text and words; both empty when it holds none.

    A word is a run of characters without white space, divided after a hyphen at a line end and where a footnote mark is raised.
    """
    text_page = _upright(page, frame.turns)
    try:
        text, indices = characters(text_page)
        found = np.array([match.span() for match in _WORD.finditer(text)], np.int32).reshape(-1, 2)
        spans, rects = word_boxes(text_page.raw, found, indices)
    finally:
        text_page.close()
    boxes = frame.place(rects)
    shown = _shown(boxes, frame)
    for start, end in spans[~shown].tolist():
        text = text[:start] + " " * (end - start) + text[end:]
    spans, boxes = spans[shown], boxes[shown]
    text, spans, boxes = in_columns(_mend_lines(text, spans, boxes), spans, boxes)
    return RawPage(number, label, text, Words(number, spans, boxes), *frame.size)


def _shown(boxes: Float32, frame: Frame) -> NDArray[np.bool_]:
    """Which boxes touch the page: what printers write beside the trimmed sheet is no text, and nobody could see it cited."""
    width, height = frame.size
    return (boxes[:, 2] > 0) & (boxes[:, 3] > 0) & (boxes[:, 0] < width) & (boxes[:, 1] < height)


def _upright(page: pdfium.PdfPage, turns: int) -> pdfium.PdfTextPage:
    """The text page, loaded so that most text runs from left to right: PDFium takes the lines of sideways text in reverse order."""
    text_page = page.get_textpage()
    count = text_page.count_chars()
    angles = [pdfium_c.FPDFText_GetCharAngle(text_page.raw, i) for i in range(0, count, count // _SAMPLES + 1)]
    quarters = [round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
    text_turns = max(sorted(set(quarters)), key=quarters.count, default=0)
    if not quarters or (turns + text_turns) % 4 == 0:
        return text_page
    text_page.close()
    page.set_rotation(-text_turns % 4 * 90)  # of the page in memory only; the file is never written
    return page.get_textpage()


def _mend_lines(text: str, spans: Int32, boxes: Float32) -> str:
    """The text without the line breaks that PDFium puts after a raised mark in the middle of a line."""
    left, right = boxes[:-1], boxes[1:]
    heights = boxes[:, 3] - boxes[:, 1]
    shared = np.minimum(left[:, 3], right[:, 3]) - np.maximum(left[:, 1], right[:, 1])
    gap = right[:, 0] - left[:, 2]
    beside = (shared > np.minimum(heights[:-1], heights[1:]) / 2) & (gap >= 0) & (gap < _GAP * np.maximum(heights[:-1], heights[1:]))
    for i in np.flatnonzero(beside).tolist():
        start, end = int(spans[i, 1]), int(spans[i + 1, 0])
        if "\n" in text[start:end]:
            text = text[:start] + text[start:end].replace("\n", " ") + text[end:]
    return text
