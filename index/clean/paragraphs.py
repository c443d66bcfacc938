"""Lines put together into units: paragraphs, items, headings and rows as they stood before a margin broke them.

It does not know what a unit is for, and it changes no character. A unit may go on behind a page break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.clean.hyphens import is_hyphenated
from index.clean.lines import Line, touches
from index.clean.marks import HEAD, SECTION, style
from index.clean.measures import TEXT, Measures, continues, ends, goes_on, is_jump

_QUESTION_END = re.compile(r"\?[)\]“”\"»]*$")
_STOP = re.compile(r"[.?!][)\]“”\"»]*(?=\s|$)")
_NEXT_ITEM = re.compile(r"[,;]$|(?:^|\s)(?:und|oder|sowie|bzw\.)$")  # an item of a list may end so; "-" is no dash between words
_LIST = 4  # so many lines of cells after each other are a list
_CELL = 3  # lines
_LINK_WORD = re.compile(r"u ?n ?d$", re.IGNORECASE)  # stands alone between question and answer in the head of a paper


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that are one paragraph, or the rows of one table. `apart`: more white than usual lies before it."""

    lines: tuple[Line, ...]
    table: bool = False
    footnote: bool = False
    apart: bool = False


class _Builder:
    """Walks over the lines once; the unit that is being built decides with the next line whether that belongs to it."""

    def __init__(self, lines: Sequence[Line], rows: frozenset[int], measures: Measures) -> None:
        self.lines, self.rows, self.measures = lines, rows, measures

    def units(self) -> list[Unit]:
        found: list[Unit] = []
        first = 0
        for index in range(1, len(self.lines) + 1):
            if index == len(self.lines) or self._begins(first, index):
                apart = first == 0 or self.measures.is_apart(first, self.lines[first - 1], self.lines[first])
                found.append(Unit(tuple(self.lines[first:index]), table=first in self.rows, apart=apart))
                first = index
        return found

    def _begins(self, first: int, index: int) -> bool:
        """Whether a new unit begins with the line at `index`; the present one began at `first`."""
        above, below = self.lines[index - 1], self.lines[index]
        if (index - 1 in self.rows) or (index in self.rows):
            return (index - 1 in self.rows) != (index in self.rows) or above.sheet != below.sheet
        if touches(above, below):
            return False
        if above.heading != below.heading and not self._runs_in(index, above, below):
            return True
        if above.heading == below.heading >= 0:
            return False
        mark = style(below.text)
        if is_hyphenated(above.text) and not mark:
            return False
        apart, short = self.measures.is_apart(index, above, below), self.measures.is_short(index - 1, above, below)
        done = ends(above.text)
        if not self.measures.wrapped:
            runs_on = below.text[0].islower() or (len(above.text) >= TEXT and continues(above, below))
            return apart or done or bool(mark) or not runs_on
        if self._is_meant(mark, first, above, below, done or short or apart):
            return True
        if first == index - 1 and (short or apart) and (SECTION.match(above.text) or HEAD.match(above.text)):
            return True
        if _LINK_WORD.match(below.text) and (short or apart):
            return True
        if apart:
            return not self._runs_on(above, below, done)
        if _QUESTION_END.search(above.text) and style(self.lines[first].text) in ("number", "letter"):
            return not self._asks(index)
        if not done and self._hangs(first, below):
            return False
        return self._divides(above, below, done, short)

    def _runs_in(self, index: int, above: Line, below: Line) -> bool:
        """Whether what a bookmark points to is the beginning of a sentence and no line of its own."""
        return below.printed and goes_on(above.text, below.text) and not self.measures.is_apart(index, above, below)

    def _is_meant(self, mark: str, first: int, above: Line, below: Line, free: bool) -> bool:
        """Whether the mark at the beginning of a line is one: a number or a dash needs a sentence or a line that ended before."""
        if not mark:
            return bool(SECTION.match(below.text)) and free
        if mark == "bullet":
            return True
        in_list = style(self.lines[first].text) == mark and bool(_NEXT_ITEM.search(above.text) or below.text[0] in "-*")
        return free or in_list or (mark in ("letter", "parenthesis") and above.text[-1] in ",;:")

    def _runs_on(self, above: Line, below: Line, done: bool) -> bool:
        """Whether a sentence goes on behind the white that a lost picture or a column left."""
        return not done and self.measures.is_full(above) and goes_on(above.text, below.text)

    def _divides(self, above: Line, below: Line, done: bool, short: bool) -> bool:
        """Whether a paragraph ends between two lines with nothing unusual between them."""
        if not done:
            if below.text[0].isdigit() and self.measures.is_full(above):
                return False  # "rund" + "156 Milliarden" is kept together by a space that does not break
            return short and not continues(above, below)
        if is_jump(above, below):
            return short or not below.text[0].islower()
        return short or self._is_indented(above, below)

    def _is_indented(self, above: Line, below: Line) -> bool:
        return below.printed and 1 < (below.x0 - above.x0) / max(below.advance, 0.1) < 6 and not style(above.text)

    def _hangs(self, first: int, below: Line) -> bool:
        """Whether the line stands under the text of an item, right of its mark."""
        item = self.lines[first]
        return below.printed and bool(style(item.text)) and 1 < (below.x0 - item.x0) / max(below.advance, 0.1) < 8

    def _asks(self, index: int) -> bool:
        """Whether the next sentence is a question too."""
        following = " ".join(line.text for line in self.lines[index : index + 8])
        stop = _STOP.search(following)
        return stop is not None and stop.group().startswith("?") and not style(following)


def units(lines: Sequence[Line], rows: frozenset[int], measures: Measures) -> list[Unit]:
    """The units in the lines' order. `rows`: the indices of the lines of tables."""
    return list(_lists(_Builder(lines, rows, measures).units())) if lines else []


def _lists(found: Sequence[Unit]) -> Iterator[Unit]:
    """The units, with runs of short ones that end without a stop put together: cells of a table, names, addresses. Their lines stay."""
    run: list[Unit] = []
    for unit in [*found, None]:
        if unit is not None and (unit.table or _is_cell(unit)) and not (run and unit.apart):
            run.append(unit)
            continue
        if sum(len(unit.lines) for unit in run) >= _LIST and not all(unit.table for unit in run):
            yield Unit(tuple(line for cell in run for line in cell.lines), table=True, apart=run[0].apart)
        else:
            yield from run
        run = []
        if unit is not None:
            if unit.table or _is_cell(unit):
                run = [unit]
            else:
                yield unit


def _is_cell(unit: Unit) -> bool:
    first, last = unit.lines[0], unit.lines[-1]
    if len(unit.lines) > _CELL or first.heading >= 0 or style(first.text) or SECTION.match(first.text) or HEAD.match(first.text):
        return False
    return not ends(last.text) and not _LINK_WORD.match(first.text)
