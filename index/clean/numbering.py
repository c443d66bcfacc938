"""Numbers that count the lines of a motion or a bill, printed beside them.

It does not know numbered lists, tables or the margin numbers of court rulings: those do not stand beside most lines of running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.alignment import Aligned, Edit
from index.clean.lines import Line
from index.clean.measures import goes_on

_LEADING = re.compile(r"(\d{1,4})(?:\s+|$)(?!\d+\.|[.)%])")
_FEWEST = 15
_STEADY = 0.8  # of the numbers follow the one before
_DENSE = {1: 0.4, 5: 0.08}  # of all lines begin with a number, where each or every fifth is numbered
_PROSE = 0.2  # of the lines go on visibly with the sentence before


def without_line_numbers(text: Aligned, lines: Sequence[Line]) -> Aligned:
    """The text without them; the same object when the lines are not numbered."""
    found = [(index, match) for index, line in enumerate(lines) if line.printed and (match := _LEADING.match(line.text))]
    if len(found) < _FEWEST:
        return text
    values = [int(match[1]) for _, match in found]
    for step, dense in _DENSE.items():
        following = [b - a == step for a, b in pairwise(values)]
        chained = [i for i in range(len(found)) if any(following[max(i - 1, 0) : i + 1])]
        if len(chained) < _FEWEST or sum(following) < _STEADY * len(found):
            continue
        first, last = found[chained[0]][0], found[chained[-1]][0]
        if len(chained) >= dense * (last - first + 1) and _is_prose(lines[first : last + 1]):
            chosen = [(lines[found[i][0]].start, found[i][1]) for i in chained]
            return text.edit(Edit(start, start + match.end()) for start, match in chosen)
    return text


def _is_prose(lines: Sequence[Line]) -> bool:
    texts = [rest for line in lines if (rest := _LEADING.sub("", line.text, count=1))]
    return sum(goes_on(above, below) for above, below in pairwise(texts)) > _PROSE * len(texts)
