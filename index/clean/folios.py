"""Page numbers beside other words: "124 Das Rentenkonzept der AfD" at the head of a page.

It does not know repetition. The number tells such a line, because it counts the pages of the whole document; on sheets that show two pages
it counts by two. The title beside it may change from chapter to chapter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from index.clean.lines import Line

_FIRST = re.compile(r"[-–—|\s]*(\d{1,4})(?=[-–—|\s]|$)")
_LAST = re.compile(r"(?:^|[-–—|\s])(\d{1,4})[-–—|\s]*$")
_OUTERMOST = 2  # lines
_FEWEST, _SHARE = 4, 0.3  # pages, and part of all pages, on which a count must hold

Count = tuple[int, int]  # pages a sheet, and the number on sheet 0


def folios(lines: Sequence[Line], edges: Sequence[Sequence[Sequence[int]]]) -> set[int]:
    """The indices of the lines at the edges that begin or end with the number of their page. `edges`: for each sheet, for each side."""
    found = {
        index: numbers for sides in edges for side in sides[:2] for index in side[:_OUTERMOST] if (numbers := _numbers(lines[index].text))
    }
    sheets: dict[Count, set[int]] = defaultdict(set)
    for index, numbers in found.items():
        for count in _counts(numbers, lines[index].sheet):
            sheets[count].add(lines[index].sheet)
    held = {count for count, on in sheets.items() if len(on) >= max(_FEWEST, _SHARE * len(edges))}
    return {index for index, numbers in found.items() if held.intersection(_counts(numbers, lines[index].sheet))}


def _numbers(text: str) -> set[int]:
    return {int(match[1]) for match in (_FIRST.match(text), _LAST.search(text)) if match}


def _counts(numbers: set[int], sheet: int) -> list[Count]:
    return [(step, number - step * sheet) for number in numbers for step in (1, 2)]
