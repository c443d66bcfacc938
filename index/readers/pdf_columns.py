"""Columns of a page that were drawn in another order than they are read: line by line across both, or the right one first.

It does not know characters or fonts; it moves words with their boxes. What the file's order already reads column by column is left alone,
and so are tables, lists, letterheads and tables of contents: columns are running text on both sides of a white strip that no line crosses.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from index.types import Box, Float32, Int32

_WIDE = 0.9  # of a word's height: a wider space may be the white between two columns
_FEWEST = 5  # lines of each column
_MOST = 4  # columns: what has more is a table
_EDGES = 8  # places where most lines begin: what has more is a table
_STRIP = 5.0  # points: the narrowest white between two columns
_NEAR = 2.5  # times the height of a line: more white divides what stands above each other
_SAMPLE = 10  # words: about two lines of a column
_SHARED = 0.5  # of the lower column's height that the other lies beside
_NARROW = 0.4  # of the wider column
_LONG = 14  # characters: the median line of a column of text
_FULL = 0.6  # of the column's width, which most of its lines reach
_GOES_ON = 0.25  # of the lines visibly go on with the line above; in German text it is every second
_BROKEN = 0.15  # of the lines do not fit to the line above, at most
_ALTERNATES = 0.5  # of a column's lines are followed by one of the other column, where they are drawn across
_HYPHENS = "-\x02\u00ad"


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that stand on one line without a wide space: `words[first:last]` of the page, `number` in the order of the file."""

    number: int
    first: int
    last: int
    text: str
    x0: float
    top: float
    x1: float
    bottom: float


def in_columns(text: str, spans: Int32, boxes: Float32) -> tuple[str, Int32, Float32]:
    """Text, spans and boxes of a page in the order of reading; the very same objects where nothing is to be moved."""
    if not _may_be_mixed(boxes):
        return text, spans, boxes
    runs = _runs(text, spans, boxes)
    order = _ordered(runs)
    if order == runs:
        return text, spans, boxes
    return _written(text, spans, boxes, order, runs)


def _may_be_mixed(boxes: Float32) -> bool:
    """Whether many lines go on behind a wide space at one place, or the text goes back up to the left of itself: most pages do neither."""
    if len(boxes) < 2 * _SAMPLE:
        return False
    left, right = boxes[:-1], boxes[1:]
    height = float(np.median(boxes[:, 3] - boxes[:, 1]))
    level = np.minimum(left[:, 3], right[:, 3]) - np.maximum(left[:, 1], right[:, 1]) > 0.3 * height
    behind = right[level & (right[:, 0] - left[:, 2] > _WIDE * height), 0]
    if len(behind) >= _FEWEST:
        places = np.bincount((np.maximum(behind, 0) / 2).astype(np.intp))
        if (places[:-1] + places[1:]).max(initial=places[0]) >= _FEWEST:
            return True
    back = np.flatnonzero((right[:, 3] < left[:, 1] - _FEWEST / 2 * height) & (right[:, 2] < left[:, 0])) + 1
    lefts = [float(boxes[max(at - _SAMPLE, 0) : at, 0].min()) for at in back.tolist()]
    # A heading over both columns may stand first: the second lines count as well.
    return any(
        left > boxes[start : start + _SAMPLE, 2].max(initial=0.0) > 0
        for left, at in zip(lefts, back.tolist(), strict=True)
        for start in (at, at + _SAMPLE)
    )


def _runs(text: str, spans: Int32, boxes: Float32) -> list[_Run]:
    left, right = boxes[:-1], boxes[1:]
    heights = np.maximum(left[:, 3] - left[:, 1], right[:, 3] - right[:, 1])
    level = np.minimum(left[:, 3], right[:, 3]) - np.maximum(left[:, 1], right[:, 1]) > 0.2 * heights
    gap = right[:, 0] - left[:, 2]
    cuts = np.concatenate([[0], np.flatnonzero(~level | (gap > _WIDE * heights) | (gap < -heights)) + 1])
    extents = np.column_stack(
        [f.reduceat(boxes[:, i], cuts) for i, f in enumerate((np.minimum, np.minimum, np.maximum, np.maximum))]
    ).tolist()
    ends = [*cuts[1:].tolist(), len(boxes)]
    edges = zip(spans[cuts, 0].tolist(), spans[np.array(ends) - 1, 1].tolist(), strict=True)
    words = [text[start:end] for start, end in edges]
    return [_Run(n, *each) for n, each in enumerate(zip(cuts.tolist(), ends, words, *zip(*extents, strict=True), strict=True))]


def _ordered(runs: Sequence[_Run]) -> list[_Run]:
    """The runs with those of mixed columns put in order, where the left column stood."""
    order = list(runs)
    moved: set[int] = set()
    edges = _left_edges(runs)
    downwards = sorted(runs, key=lambda run: run.top)
    for x in edges:
        for zone in _zones(downwards, x):
            columns = _columns(zone, edges)
            if moved.isdisjoint(run.number for run in zone) and _are_columns(columns) and _are_mixed(zone, columns):
                here = {run.number for run in zone}
                first = order.index(min(columns[0], key=lambda run: run.number))
                before, behind = ([run for run in part if run.number not in here] for part in (order[:first], order[first:]))
                order = [*before, *(run for column in columns for run in _down(column)), *behind]
                moved |= here
    return order


def _columns(zone: Sequence[_Run], edges: Sequence[float]) -> list[list[_Run]]:
    """The zone divided wherever lines begin that no other line reaches, from left to right."""
    columns = [list(zone)]
    for x in sorted(edges):
        left, right = [run for run in columns[-1] if run.x1 <= x - _STRIP], [run for run in columns[-1] if run.x0 >= x]
        if min(len(left), len(right)) >= _FEWEST and len(left) + len(right) == len(columns[-1]):
            columns[-1:] = [left, right]
    return columns


def _down(runs: Sequence[_Run]) -> list[_Run]:
    return sorted(runs, key=lambda run: (run.top + run.bottom, run.x0))


def _left_edges(runs: Sequence[_Run]) -> list[float]:
    """Where many long lines begin, but for the leftmost place; the one with most lines first."""
    places: dict[int, list[float]] = defaultdict(list)
    for run in runs:
        if len(run.text) >= _LONG:  # the cells of most tables are shorter
            places[round(run.x0 / 2)].append(run.x0)
    leftmost = min((run.x0 for run in runs), default=0.0) / 2
    edges = [(len(found) + len(places.get(place + 1, [])), min(found)) for place, found in places.items() if place > leftmost + _STRIP]
    return [x for count, x in sorted(edges, reverse=True) if count >= _FEWEST][:_EDGES]


def _zones(runs: Sequence[_Run], x: float) -> list[list[_Run]]:
    """The runs, given from the top down, in stretches where none crosses `x` and no white divides them; each in the order of the file."""
    zones: list[list[_Run]] = [[]]
    low = math.inf
    for run in runs:
        crossing = run.x0 < x < run.x1
        if crossing or run.top - low > _NEAR * (run.bottom - run.top):
            zones.append([])
        low = run.bottom if crossing or low == math.inf else max(low, run.bottom)
        if not crossing:
            zones[-1].append(run)
    return [sorted(zone, key=lambda run: run.number) for zone in zones if len(zone) >= 2 * _FEWEST]


def _are_columns(columns: Sequence[Sequence[_Run]]) -> bool:
    """Whether all of it is running text, and two columns stand beside each other and are about as wide; others may be notes beside them."""
    if not 2 <= len(columns) <= _MOST or not all(_is_text(column) for column in columns):
        return False
    *_, a, b = sorted((_extent(column) for column in columns), key=lambda extent: extent.x1 - extent.x0)
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return a.x1 - a.x0 > _NARROW * (b.x1 - b.x0) and shared > _SHARED * min(a.bottom - a.top, b.bottom - b.top)


def _extent(side: Sequence[_Run]) -> Box:
    return Box(0, min(run.x0 for run in side), min(run.top for run in side), max(run.x1 for run in side), max(run.bottom for run in side))


def _is_text(side: Sequence[_Run]) -> bool:
    """Whether most lines are long, reach the margin, and visibly go on with the line above."""
    width = max(run.x1 for run in side) - min(run.x0 for run in side)
    full = sum(run.x1 - run.x0 > _FULL * width for run in side)
    lines = [run.text for run in _down(side)]
    on = sum(below[0].islower() and (above[-1] in _HYPHENS or above[-1].isalpha() or above[-1] == ",") for above, below in pairwise(lines))
    return median(map(len, lines)) >= _LONG and full > len(side) / 2 and on >= _GOES_ON * (len(lines) - 1)


def _are_mixed(zone: Sequence[_Run], columns: Sequence[Sequence[_Run]]) -> bool:
    """Whether the order of the file goes from side to side with the lines, or takes the right side first; and columns read better."""
    column_of = {run.number: number for number, column in enumerate(columns) for run in column}
    sides = [column_of[run.number] for run in zone]
    changes = sum(a != b for a, b in pairwise(sides))
    if changes == 1 and sides[0] == 1:
        return _begin_level(*columns)
    across = changes >= 2 * _ALTERNATES * sorted(map(len, columns))[-2]
    broken = [_is_broken(above.text, below.text) for column in columns for above, below in pairwise(_down(column))]
    return across and sum(broken) <= min(
        _BROKEN * len(broken), sum(_is_broken(above.text, below.text) for above, below in pairwise(zone))
    )  # fmt: skip


def _begin_level(left: Sequence[_Run], right: Sequence[_Run]) -> bool:
    """Whether both begin at one height, as columns do and a note beside a text does not."""
    return abs(_extent(left).top - _extent(right).top) < _NEAR * (left[0].bottom - left[0].top)


def _is_broken(above: str, below: str) -> bool:
    """Whether no German text goes so from line to line: a hyphen and a capital, a full stop and a small letter."""
    if above[-1] in _HYPHENS:
        return not below[0].islower()
    return above[-1] in ".!?" and below[0].islower() and len(above.split()[-1]) > 4


def _written(text: str, spans: Int32, boxes: Float32, order: Sequence[_Run], runs: Sequence[_Run]) -> tuple[str, Int32, Float32]:
    """The page written anew, each run that was moved on a line of its own."""
    ends = [int(spans[run.first, 0]) for run in runs[1:]] + [len(text)]
    parts, moved, at = [text[: spans[0, 0]]], [], int(spans[0, 0])
    for run, following in zip(order, [*order[1:], None], strict=True):
        start, end = int(spans[run.first, 0]), ends[run.number]
        part = text[start:end]
        if following is not None and following.number != run.number + 1 and not part.endswith("\n"):
            part = part.rstrip(" ") + "\n"
        moved.append(spans[run.first : run.last] + (at - start))
        parts.append(part)
        at += len(part)
    indices = np.concatenate([np.arange(run.first, run.last) for run in order])
    return "".join(parts), np.concatenate(moved).astype(np.int32), boxes[indices]
