"""Where a section is cut into passages, and a sentence that is too long into parts.

It does not know documents or passages. All cuts of a section are weighed together: even sizes, at the end of a paragraph rather than inside
one, never between a list and the line that opens it if that can be helped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.types import Block, Span

TOLERANCE = 1.15  # a section this much over the limit stays whole: halves of it would say less than half

_REFERS_BACK = re.compile(
    r"(?:Dies(?:e[mnrs]?)?|Dabei|Dazu|Damit|Dadurch|Dafür|Daher|Deshalb|Dort|Hier(?:bei|zu|für|durch|mit|von)?|Er|Sie|Es|Seine?[mnrs]?"
    r"|Ihre?[mnrs]?|Deren|Dessen|Diesbezüglich|So)\b"
)
_BREAK = re.compile(r"[;:.!?,–—]?\s")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, a row of a table, or a part of a sentence that is too long. `lead`: the line above that it needs to be understood."""

    span: Span
    block: Block
    tokens: int = 0
    lead: Span | None = None


def packed(units: Sequence[Unit], limit: int) -> list[tuple[int, int]]:
    """Stretches of units. The best cuts by dynamic programming over where a passage may begin; time is linear in the units."""
    tokens = [unit.tokens for unit in units]
    total = sum(tokens)
    if total <= limit * TOLERANCE:
        return [(0, len(units))] if units else []
    ideal = total / -(-total // limit)
    best = [_cut_cost(units, first) for first in range(len(units))] + [0.0]  # of a cut at each unit; the loop adds all that came before it
    begins = [0] * (len(units) + 1)
    for last in range(1, len(units) + 1):
        cost, size = float("inf"), 0
        for first in range(last - 1, -1, -1):
            size += tokens[first]
            if size > limit and first < last - 1:
                break
            here = best[first] + ((size - ideal) / limit) ** 2
            if here < cost:
                cost, begins[last] = here, first
        best[last] += cost
    return _backwards(begins)


def _backwards(begins: Sequence[int]) -> list[tuple[int, int]]:
    stretches, last = [], len(begins) - 1
    while last:
        stretches.append((begins[last], last))
        last = begins[last]
    return stretches[::-1]


def _cut_cost(units: Sequence[Unit], first: int) -> float:
    """What it costs to begin a passage at this unit, in units of a passage that is wrong by a whole limit."""
    if first == 0:
        return 0.0
    before, unit = units[first - 1], units[first]
    if unit.lead is not None and unit.lead == before.span:
        return 1.0
    if unit.block == before.block:
        return 0.1 if unit.block.kind == "table" else 0.2
    return 0.1 if unit.block.kind == "item" else 0.0


def overlapped(text: str, units: Sequence[Unit], eligible: range, room: int) -> int:
    """Where a passage begins with its overlap: sentences of the same paragraph, or those that its first word refers to."""
    begin = eligible.stop
    for index in reversed(eligible):
        before, unit = units[index], units[index + 1]
        belongs = before.block == unit.block or _REFERS_BACK.match(text, unit.span.start)
        room -= before.tokens
        if not belongs or room < 0 or "table" in (unit.block.kind, before.block.kind):
            break
        begin = index
    return begin


def cut(text: str, span: Span, size: int) -> list[Span]:
    """Parts of at most `size` characters, each ending at a clause, else at a space, else anywhere; only white space is left out."""
    size = max(1, min(size, len(span) - 1))
    parts, start = [], span.start
    while start < span.end:
        end = min(start + size, span.end)
        if end < span.end:
            breaks = list(_BREAK.finditer(text, start + size // 2, end))
            clauses = [match for match in breaks if not match[0].isspace()]
            end = (clauses or breaks)[-1].end() if breaks else end
        piece = text[start:end]
        if piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            parts.append(Span(begin, begin + len(piece.strip())))
        start = end
    return parts
