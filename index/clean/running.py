"""Running titles: what stands at the same place at the edge of many pages, word for word and figure for figure.

It does not know page numbers. A row of a table is none, wherever its table goes on, and the words of a sentence are none unless they stand
apart from the text on nearly all pages.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from index.clean.edges import SIDE, Edges, beside
from index.clean.lines import Line
from index.clean.tables import is_row

SHORT = 5  # pages: what comes twice in so short a document is running
MOST = 0.4  # of the pages have a running header, or every second one
_FEWEST = 4  # pages
_NEARLY_ALL = 0.8  # of the pages repeat a sentence that is a remark and no text
_ROWS = 1.5  # times the height of a row: no more lies between two of a table
_APART = 0.8  # of the height of a line: the white between such a remark and the text


def running(lines: Sequence[Line], edges: Edges, numbered: Collection[int]) -> list[list[int]]:
    """The lines in groups that say the same, ascending; each group is a title that needs to be said once. `numbered`: the page numbers."""
    needed = 2 if len(edges.sides) <= SHORT else 3
    alike = [group for found in _alike(lines, edges, numbered) for group in edges.together(lines, found, needed)]
    titles = [group for group in alike if not is_text(lines[group[0]].text)]
    known = {*numbered, *(index for group in titles for index in group)}
    remarks = [group for group in alike if is_text(lines[group[0]].text) and _is_remark(lines, edges, group, numbered, known)]
    several = MOST * len(edges.sides)
    return [run for group in titles + remarks for run in ([group] if len(group) >= several else _of_chapter(lines, group, needed))]


def _alike(lines: Sequence[Line], edges: Edges, numbered: Collection[int]) -> Iterable[list[int]]:
    """The lines at the edges that say the same, but for page numbers and what is part of a table."""
    alike: dict[str, list[int]] = defaultdict(list)
    for side in _without_copies(lines, edges):
        free = [index for index in side if index not in numbered]
        for rank, index in enumerate(free):
            if index not in edges.cells and not _is_inside(lines, edges, index, side[0], free[rank + 1 : rank + 2]):
                alike[key(lines[index].text)].append(index)
    return alike.values()


def in_place(lines: Sequence[Line], edges: Edges, known: Collection[int]) -> list[int]:
    """Lines that stand alone where most pages have a running title: it may be that of a short chapter."""
    places = Counter(round(lines[index].top) for index in known if lines[index].printed)
    usual = {at for at, count in places.items() if count >= max(_FEWEST, MOST * len(edges.sides))}
    outermost = [side[0] for sides in edges.sides.values() for side in sides[:SIDE] if side]
    free = [index for index in outermost if index not in known and index not in edges.cells]
    return [index for index in free if round(lines[index].top) in usual and not is_text(lines[index].text)]


def key(text: str) -> str:
    """What makes two titles the same."""
    return " ".join(text.lower().split())


def is_text(line: str) -> bool:
    """Whether the line looks like part of a sentence: the last word of a law's paragraph may begin many pages."""
    return line[0].islower() or line[-1] in ".,;:?!"


def _without_copies(lines: Sequence[Line], edges: Edges) -> Iterator[list[int]]:
    """The edges but those of short documents where everything comes again: these are copies of one page, and all of it is text."""
    sides = [side for found in edges.sides.values() for side in found]
    times = Counter((kind, lines[index].text) for found in edges.sides.values() for kind, side in enumerate(found) for index in side)
    for number, side in enumerate(sides):
        copied = len(side) >= _FEWEST and all(times[number % 3, lines[index].text] > 1 for index in side)
        if not (copied and len(edges.sides) <= SHORT):
            yield side


def _is_inside(lines: Sequence[Line], edges: Edges, index: int, outermost: int, following: Sequence[int]) -> bool:
    """Whether the line belongs to what stands further inside: a row of a table with the next, or what is nearer to it than to the edge."""
    outwards, inwards = edges.white.get(index, (0.0, math.inf))
    if is_row(lines[index]) and any(is_row(lines[other]) for other in following) and inwards < _ROWS:
        return True
    return inwards < min(outwards / 2, _APART) and outwards < math.inf and not beside(lines[index], lines[outermost])


def _is_remark(lines: Sequence[Line], edges: Edges, group: Sequence[int], numbered: Collection[int], known: Collection[int]) -> bool:
    """Whether words of a sentence stand beside the page's number, or on nearly all pages and apart from the text."""
    sides = {index: side for index in group for side in edges.sides[lines[index].sheet] if index in side}
    if all(any(i in numbered and beside(lines[i], lines[index]) for i in side) for index, side in sides.items() if lines[index].printed):
        return lines[group[0]].printed
    return len(group) >= max(_FEWEST - 1, _NEARLY_ALL * len(edges.sides)) and all(
        _is_apart(lines[index], [lines[i] for i in side[side.index(index) + 1 :] if i not in known]) for index, side in sides.items()
    )


def _is_apart(line: Line, inner: Sequence[Line]) -> bool:
    """Whether white lies between the line and the text; what stands further inside than the margin is apart from it."""
    white = [max(line.top - other.bottom, other.top - line.bottom) for other in inner]
    return not white or min(white) > _APART * (line.bottom - line.top)


def _of_chapter(lines: Sequence[Line], group: Sequence[int], needed: int) -> list[list[int]]:
    """Runs of those that follow each other from page to page, or on every second one."""
    runs: list[list[int]] = []
    for index in group:
        if runs and lines[index].sheet - lines[runs[-1][-1]].sheet <= 2:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) >= needed]
