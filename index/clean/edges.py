"""The edges of pages: the few outermost lines at the top, at the bottom and along the sides, where a page repeats itself.

It does not know which of them are repeated. A place is how far a line lies from the edge of
its page, in points, or in lines of a text file.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.clean.lines import Line
from index.types import RawPage

TOP, BOTTOM, SIDE = range(3)

_ZONE = 0.12  # of the page's height, at the top and at the bottom
_DEPTH = 4  # lines, at the top and at the bottom
_NEAR = 6.0  # points: the same place on two pages
_BESIDE = 0.5  # of the height of the lower of two lines that lie side by side
_CELLS = 2  # lines beside a third make a row of a table of it; a header has two parts, seldom three
BARE = re.compile(r"[-–—|\s]*(\d{1,5})(?:\s*(?:von|/|of)\s*\d{1,5})?[-–—|\s]*$")  # a number and nothing else
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Edges:
    """The lines at the edges. `sides`: for each sheet with ink, for TOP, BOTTOM and SIDE the lines' indices, the outermost first.

    `places`: for each of these lines its side and its distance from that edge. `cells`: those that are parts of a row of several.
    `white`: how far the next lines outwards and inwards lie, in heights of the line.
    """

    sides: dict[int, tuple[list[int], list[int], list[int]]]
    places: dict[int, tuple[int, float]]
    cells: frozenset[int]
    white: dict[int, tuple[float, float]]

    @classmethod
    def of(cls, lines: Sequence[Line], pages: Sequence[RawPage]) -> Edges:
        """The edges of all pages."""
        sheets: dict[int, list[int]] = defaultdict(list)
        for index, line in enumerate(lines):
            sheets[line.sheet].append(index)
        heights = {sheet: page.height for sheet, page in enumerate(pages)}
        sides = {sheet: _sides(lines, found, heights.get(sheet, 0.0)) for sheet, found in sheets.items()}
        places = {
            index: (side, _distance(lines[index], side, rank, heights.get(sheet, 0.0)))
            for sheet, edges in sides.items()
            for side, edge in enumerate(edges)
            for rank, index in enumerate(edge)
        }
        cells: set[int] = set()
        white: dict[int, tuple[float, float]] = {}
        for sheet, edges in sides.items():
            here = [lines[index] for index in sheets[sheet]]
            for side, edge in enumerate(edges[:SIDE]):
                for index in edge:
                    row = _row(lines[index], here)
                    white[index] = _white(lines[index], side, row, here)
                    if _is_cell(lines[index], lines[edge[0]], row):
                        cells.add(index)
        return cls(sides, places, frozenset(cells), white)

    def together(self, lines: Sequence[Line], found: Iterable[int], needed: int) -> list[list[int]]:
        """The lines in groups that stand at one place, on at least `needed` sheets each."""
        by_side: dict[int, list[int]] = defaultdict(list)
        for index in sorted(found, key=lambda index: self.places[index]):
            by_side[self.places[index][0]].append(index)
        groups = [group for side in by_side.values() for group in self._near(side)]
        return [sorted(group) for group in groups if len({lines[index].sheet for index in group}) >= needed]

    def _near(self, ordered: Sequence[int]) -> list[list[int]]:
        groups = [[ordered[0]]]
        for above, below in pairwise(ordered):
            if self.places[below][1] - self.places[above][1] > _NEAR:
                groups.append([])
            groups[-1].append(below)
        return groups


def squash(text: str) -> str:
    """Letters and digits alone, in lower case: a title is the same however it is broken, hyphenated and spaced."""
    return _NO_LETTER.sub("", text).lower()


def beside(line: Line, other: Line) -> bool:
    """Whether two lines of a page lie at one height."""
    shared = min(line.bottom, other.bottom) - max(line.top, other.top)
    return shared > _BESIDE * min(line.bottom - line.top, other.bottom - other.top)


def _sides(lines: Sequence[Line], found: Sequence[int], height: float) -> tuple[list[int], list[int], list[int]]:
    """The lines at the top, at the bottom and along the sides of a page, the outermost first."""
    printed = bool(height) and lines[found[0]].printed
    if not printed:
        return list(found[:_DEPTH]), list(found[: -_DEPTH - 1 : -1]), []
    order = sorted(found, key=lambda i: (lines[i].top, lines[i].x0))
    top = [i for i in order if lines[i].bottom < _ZONE * height]
    bottom = [i for i in reversed(order) if lines[i].top > (1 - _ZONE) * height]
    return top[:_DEPTH], bottom[:_DEPTH], [i for i in found if len(lines[i].text) > 9 and _is_upended(lines[i])]


def _is_upended(line: Line) -> bool:
    """Whether the line runs up or down the page: a remark in the side margin."""
    return line.bottom - line.top > 3 * (line.x1 - line.x0)


def _distance(line: Line, side: int, rank: int, height: float) -> float:
    if side == SIDE:
        return line.x0
    if not line.printed:
        return rank * 2 * _NEAR
    return line.top if side == TOP else height - line.bottom


def _row(line: Line, sheet: Sequence[Line]) -> list[Line]:
    """The other lines at its height."""
    return [o for o in sheet if o.top < line.bottom and o.bottom > line.top and o is not line and beside(line, o)]


def _is_cell(line: Line, outermost: Line, row: Sequence[Line]) -> bool:
    """Whether the line is one of a row: of three, or of two where a line lies further out. A page's number may lie beside a title."""
    if not (bare := BARE.match(line.text)):
        row = [other for other in row if not BARE.match(other.text)]
    return line.printed and len(row) >= (_CELLS if bare or beside(line, outermost) else 1)


def _white(line: Line, side: int, row: Sequence[Line], sheet: Sequence[Line]) -> tuple[float, float]:
    """How far the next lines outwards and inwards lie, in heights of the line; infinitely, where there is none."""
    above = line.top - max((o.bottom for o in sheet if o.top < line.top and o not in row), default=-math.inf)
    below = min((o.top for o in sheet if o.top > line.top and o not in row), default=math.inf) - line.bottom
    height = line.bottom - line.top
    return (above / height, below / height) if side == TOP else (below / height, above / height)
