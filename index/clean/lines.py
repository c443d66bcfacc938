"""The lines of a document, each with its place on the page.

It does not know what a line is for. Lines of a PDF are measured in points by their words' boxes; lines of a text file, which have no boxes,
in characters and rows, so that one set of rules reads both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from index.alignment import Aligned
from index.types import Float32, Int32, RawPage

_LINE = re.compile(r"[^\n\f]*[^\s][^\n\f]*|[\n\f]")
_GAP = re.compile(r"\S(?: {3,}| *\t)\s*\S")
_NONE = np.zeros((1, 4), np.float32)
_TIGHT = 0.45  # times that height: the widest space between two words of a line that is not stretched
_SHARED = 0.6  # of the lower line's height
_WIDE = 1.3  # times the height of the ink: the narrowest space between two columns of a table


@dataclass(frozen=True, slots=True)
class Line:
    """A line that has ink: `text[start:end]` of the document, without white space at its ends.

    `sheet` counts pages from 0. `first` is the width of the first word. `printed`: measured in points, not in rows and characters.
    `gaps` counts the wide spaces in it, `tight` the usual ones. `heading` numbers the reader's headings from 0 (-1: none), `level` is
    that heading's.
    """

    text: str
    start: int
    end: int
    sheet: int
    x0: float
    top: float
    x1: float
    bottom: float
    first: float
    printed: bool
    gaps: int = 0
    tight: int = 0
    heading: int = -1
    level: int = 0

    @property
    def advance(self) -> float:
        """The mean width of a character: the size of the type, as far as a line tells it."""
        return (self.x1 - self.x0) / len(self.text)


def touches(line: Line, following: Line) -> bool:
    """Whether the second goes on where the first ends, on the same line of ink: a raised or lowered figure made two of it."""
    if not (line.printed and following.printed and line.sheet == following.sheet):
        return False
    shared = min(line.bottom, following.bottom) - max(line.top, following.top)
    height = min(line.bottom - line.top, following.bottom - following.top)
    return shared > _SHARED * height and abs(following.x0 - line.x1) < height / 2


def lines_of(text: Aligned, pages: Sequence[RawPage]) -> list[Line]:
    """Every line of `text` that has ink, in the reader's order. `text` still has its raw order."""
    stretches, sheets, rows = _stretches(text.text)
    if not stretches:
        return []
    edges = np.array(stretches, np.int64).reshape(-1, 2)
    raw = np.column_stack([text.origin[edges[:, 0]], text.origin[edges[:, 1] - 1] + 1])
    boxes, firsts, spaces = _boxes(raw, pages)
    headings = _headings(raw[:, 0].tolist(), pages)
    found = []
    for (start, end), sheet, row, box, first, (wide, tight), heading in zip(
        stretches, sheets, rows, boxes.tolist(), firsts.tolist(), spaces.tolist(), headings, strict=True
    ):
        line = text.text[start:end]
        if first:
            found.append(Line(line, start, end, sheet, box[0], box[1], box[2], box[3], first, True, wide, tight, *heading))
        else:
            x0, word = float(start - _line_start(text.text, start)), float(len(line.split(maxsplit=1)[0]))
            wide = len(_GAP.findall(line))
            tight = line.count(" ")
            found.append(Line(line, start, end, sheet, x0, row, x0 + len(line), row + 1.0, word, False, wide, tight, *heading))
    return found


def _stretches(text: str) -> tuple[list[tuple[int, int]], list[int], list[float]]:
    """Start and end, page and row of each line with ink."""
    stretches, sheets, rows = [], [], []
    sheet, row = 0, 0.0
    for match in _LINE.finditer(text):
        found = match.group()
        if found == "\n":
            row += 1
        elif found == "\f":
            sheet, row = sheet + 1, 0.0
        else:
            start = match.start() + len(found) - len(found.lstrip())
            stretches.append((start, start + len(found.strip())))
            sheets.append(sheet)
            rows.append(row)
    return stretches, sheets, rows


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\f", 0, at)) + 1


def _boxes(raw: Int32, pages: Sequence[RawPage]) -> tuple[Float32, Float32, Int32]:
    """The box around each line's words (n, 4), the width of its first word (n,), its wide and tight spaces (n, 2); 0 without boxes."""
    boxes, firsts, spaces = np.zeros((len(raw), 4), np.float32), np.zeros(len(raw), np.float32), np.zeros((len(raw), 2), np.int32)
    offsets = [0, *accumulate(len(page.text) + 1 for page in pages)]
    spans = np.concatenate([page.words.spans + offset for page, offset in zip(pages, offsets, strict=False)])
    ink = np.concatenate([*(_upright(page) for page in pages), _NONE])
    low = np.searchsorted(spans[:, 1], raw[:, 0], "right")
    high = np.searchsorted(spans[:, 0], raw[:, 1], "left")
    has = np.flatnonzero(high > low)
    if not len(has):
        return boxes, firsts, spaces
    low, high = low[has], high[has]
    # reduceat takes what lies between two starts: every second stretch is a line, the others are the gaps between lines.
    cuts = np.column_stack([low, high]).ravel()
    for column, reduce in enumerate((np.minimum, np.minimum, np.maximum, np.maximum)):
        boxes[has, column] = reduce.reduceat(ink[:, column], cuts)[::2]
    firsts[has] = np.maximum(ink[low, 2] - ink[low, 0], 0.1)
    space, height = ink[1:, 0] - ink[:-1, 2], ink[:-1, 3] - ink[:-1, 1]
    for column, found in enumerate((space > _WIDE * height, space < _TIGHT * height)):
        before = np.concatenate([[0], np.cumsum(found)])
        spaces[has, column] = before[high - 1] - before[low]
    return boxes, firsts, spaces


def _upright(page: RawPage) -> Float32:
    """The page's boxes, turned where its text runs up or down, so that lines lie and follow each other downwards."""
    boxes = page.words.boxes
    lengths = page.words.spans[:, 1] - page.words.spans[:, 0]
    long = boxes[lengths > 3]
    if not len(long) or np.median((long[:, 3] - long[:, 1]) / np.maximum(long[:, 2] - long[:, 0], 0.1)) < 1:
        return boxes
    x0, top, x1, bottom = boxes.T
    down = np.median(np.diff(top)) >= 0
    turned = (top, page.width - x1, bottom, page.width - x0) if down else (page.height - bottom, x0, page.height - top, x1)
    return np.column_stack(turned).astype(np.float32)


def _headings(starts: Sequence[int], pages: Sequence[RawPage]) -> list[tuple[int, int]]:
    """The reader's heading that each line begins in, and its level."""
    offsets = [0, *accumulate(len(page.text) + 1 for page in pages)]
    known = sorted(
        (offset + h.span.start, offset + h.span.end, h.level) for page, offset in zip(pages, offsets, strict=False) for h in page.headings
    )
    begins = [start for start, _, _ in known]
    found = []
    for start in starts:
        at = bisect_right(begins, start) - 1
        found.append((at, known[at][2]) if at >= 0 and start < known[at][1] else (-1, 0))
    return found
