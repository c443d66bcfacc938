"""The ink of words, asked of PDFium.

It does not know pages, rotation or what the words say. Rectangles are (left, bottom, right, top) in the page's user space, in points.
PDFium gives one rectangle for a whole run of characters of one text object: one or two calls for a word instead of one for each letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref, c_double
from itertools import pairwise

import numpy as np
import pypdfium2.raw as pdfium_c

from index.types import Float32, Int32

Rect = tuple[float, float, float, float]

_RAISED = 0.2  # of the height of a word: a character whose baseline differs by more is a footnote mark, or stands on another line
_THIN = 0.1  # points: no ink is thinner on paper; PDFium gives glyphs without outline, such as those of a text layer, no area at all


class _Pen:
    """PDFium's answers about one text page; the four numbers that it writes into are made once."""

    def __init__(self, handle: object) -> None:
        self.handle = handle
        self._a, self._b, self._c, self._d = c_double(), c_double(), c_double(), c_double()
        self._out = byref(self._a), byref(self._b), byref(self._c), byref(self._d)
        self._loose = pdfium_c.FS_RECTF()

    def rects(self, first: int, count: int) -> list[Rect]:
        """A rectangle for each text object that the characters belong to; none for characters without area."""
        found = []
        left, top, right, bottom = self._out
        for i in range(pdfium_c.FPDFText_CountRects(self.handle, first, count)):
            pdfium_c.FPDFText_GetRect(self.handle, i, left, top, right, bottom)
            found.append((self._a.value, self._d.value, self._c.value, self._b.value))
        return found

    def baseline(self, index: int) -> float:
        """The height that a character stands on, measured across the direction that its line runs in."""
        x, y, _, _ = self._out
        pdfium_c.FPDFText_GetCharOrigin(self.handle, index, x, y)
        sideways = 0.8 < pdfium_c.FPDFText_GetCharAngle(self.handle, index) % np.pi < 2.3
        return self._a.value if sideways else self._b.value

    def cell(self, index: int) -> Rect:
        """The room that the font gives a character, ink or not."""
        pdfium_c.FPDFText_GetLooseCharBox(self.handle, index, byref(self._loose))
        box = self._loose
        return min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top)


def word_boxes(handle: object, spans: Int32, indices: Int32) -> tuple[Int32, Float32]:
    """The words' spans and rectangles, both (n, 2) and (n, 4). A word is divided where its baseline jumps.

    `spans` are ranges of the text, `indices` holds for each of its characters the index that PDFium knows it by.
    """
    pen = _Pen(handle)
    words: list[tuple[int, int]] = []
    rects: list[Rect] = []
    for start, end in spans.tolist():
        first = int(indices[start])
        found = pen.rects(first, int(indices[end - 1]) - first + 1)
        if len(found) == 1:
            words.append((start, end))
            rects.append(found[0])
            continue
        for low, high in _level(pen, start, end, indices, found):
            words.append((low, high))
            rects.append(_ink(pen, indices[low:high].tolist()))
    return np.array(words, np.int32).reshape(-1, 2), np.array(rects, np.float32).reshape(-1, 4)


def _level(pen: _Pen, start: int, end: int, indices: Int32, found: Sequence[Rect]) -> list[tuple[int, int]]:
    """The word in parts that stand on one baseline each."""
    height = max((min(right - left, top - bottom) if end - start == 1 else top - bottom for left, bottom, right, top in found), default=0.0)
    baselines = np.array([pen.baseline(i) for i in indices[start:end].tolist()])
    cuts = np.flatnonzero(np.abs(np.diff(baselines)) > max(_RAISED * height, 1.0)) + 1
    edges = [start, *(start + cuts).tolist(), end]
    return list(pairwise(edges))


def _ink(pen: _Pen, indices: Sequence[int]) -> Rect:
    """The rectangle around the characters, never without area."""
    found = pen.rects(indices[0], indices[-1] - indices[0] + 1) or [pen.cell(i) for i in indices]
    left, bottom, right, top = (edge(values) for edge, values in zip((min, min, max, max), zip(*found, strict=True), strict=True))
    return left, bottom, max(right, left + _THIN), max(top, bottom + _THIN)
