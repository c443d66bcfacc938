"""Which lines are rows of tables, and which are the letters of a table that a reader took apart.

It does not know cells or columns. What is marked here keeps its line ends and stays out of the sentences around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.clean.lines import Line

_FIGURE = re.compile(r"[-–+]?[\d.,:/]*\d[\d.,:/]*\s?[%€*]?|[-–*xX./]+")
_LEADER = re.compile(r"(?:\.\s?|_|…\s?){4,}\s*\d{1,4}$")
_PAGE = re.compile(r"\D\s\d{1,4}$")
_BETWEEN = 2  # lines of a cell that is broken over lines
_LETTERS = 4  # characters: a line of a page that is read letter by letter
_RUN = 8


def tables(lines: Sequence[Line], width: float) -> frozenset[int]:
    """The indices of the lines that belong to tables. `width`: that of a full line."""
    rows = [index for index, line in enumerate(lines) if is_row(line)]
    found: set[int] = set()
    for run in _runs(rows, lines, width):
        if sum(1 for index in run if is_row(lines[index])) >= 2:
            found.update(run)
    return frozenset(found | set(_letters(lines)))


def is_row(line: Line) -> bool:
    """Whether the line is divided by wide spaces or bars, made of figures, or an entry of a table of contents."""
    if _LEADER.search(line.text) or " | " in line.text or (line.gaps == 1 and _PAGE.search(line.text)):
        return True
    words = line.text.split()
    figures = sum(1 for word in words if _FIGURE.fullmatch(word))
    if line.gaps >= 2 and (figures > 1 or len(words) < 5 or line.tight):  # without a usual space, text was stretched to the margin
        return True
    return figures >= (0.3 if line.gaps else 0.6) * len(words) and len(words) >= 3 and figures >= 2


def _runs(rows: Sequence[int], lines: Sequence[Line], width: float) -> Iterator[list[int]]:
    """Rows that follow each other, with the short lines between them."""
    run: list[int] = []
    for index in rows:
        between = range(run[-1] + 1, index) if run else range(0)
        if run and len(between) <= _BETWEEN and all(_is_cell(lines[i], width) for i in between):
            run += [*between, index]
        else:
            yield run
            run = [index]
    yield run


def _is_cell(line: Line, width: float) -> bool:
    return line.x1 - line.x0 < 0.6 * width and line.heading < 0 and line.text[-1] not in ".?!"


def _letters(lines: Sequence[Line]) -> Iterator[int]:
    """Runs of lines of a few letters each, with some longer ones in between: a rotated table."""
    run: list[int] = []
    for index, line in enumerate(lines):
        if len(line.text) <= _LETTERS:
            run.append(index)
        elif run and index - run[-1] > _BETWEEN:
            yield from _filled(run)
            run = []
    yield from _filled(run)


def _filled(run: Sequence[int]) -> Iterator[int]:
    if len(run) >= _RUN:
        yield from range(run[0], run[-1] + 1)
