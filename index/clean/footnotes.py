"""Footnotes: small type at the foot of a page that begins with a mark.

It does not know where the mark stands in the text, and leaves it there. Only printed pages have footnotes that can be told from text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from index.clean.lines import Line
from index.clean.marks import FOOTNOTE

_SMALL = 0.93  # of the usual width of a character
_TEXT = 2  # lines in the usual type that a page with footnotes has at least
_LOWER = 0.4  # of the height of what is printed on a page: nothing above is a footnote


def footnotes(lines: Sequence[Line]) -> list[list[Line]]:
    """Each footnote's lines, in order. A page's footnotes are the last lines that it has in small type, from the first mark on."""
    sheets: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.printed:
            sheets[line.sheet].append(line)
    usual = _usual([line for found in sheets.values() for line in found])
    return [note for found in sheets.values() for note in _of_page(found, usual)]


def _usual(lines: Sequence[Line]) -> float:
    """The width of a character in the text: the median over lines, long ones only."""
    return median([line.advance for line in lines if len(line.text) > 25] or [0.0])


def _of_page(lines: Sequence[Line], usual: float) -> Iterator[list[Line]]:
    low, high = min(line.top for line in lines), max(line.bottom for line in lines)
    order = sorted(lines, key=lambda line: line.top)
    if sum(not _is_small(line, usual) for line in lines) < _TEXT:
        return
    foot: list[Line] = []
    for line in reversed(order):
        if line.top < low + _LOWER * (high - low) or not _is_small(line, usual):
            break
        foot.append(line)
    note: list[Line] = []
    for line in reversed(foot):
        if FOOTNOTE.match(line.text):
            if note:
                yield note
            note = [line]
        elif note:
            note.append(line)
    if note:
        yield note


def _is_small(line: Line, usual: float) -> bool:
    return line.advance < _SMALL * usual and line.heading < 0 and "...." not in line.text
