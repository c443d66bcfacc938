"""Figures as shapes of a picture: whole numbers in the coordinates of an SVG, which the template draws.

It does not know colours, words or HTML. What a picture shows stands beside it as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.audit.statistics import STATUSES, Day

WIDTH, HEIGHT = 720, 200
LEFT, BOTTOM, TOP = 40, 24, 10  # room for the numbers of the axis, for dates, and above the highest bar
NAMES = 180  # room for what a row is called
MOST_DATES = 8  # written under the bars


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle and what it stands for: a status, or a name of a row."""

    x: int
    y: int
    width: int
    height: int
    kind: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and the value that is written there."""

    at: int
    value: object


@dataclass(frozen=True, slots=True)
class Columns:
    """A column for each day, in parts; `lines` are heights with their counts, `dates` places with their days."""

    rects: tuple[Rect, ...]
    lines: tuple[Tick, ...]
    dates: tuple[Tick, ...]


def columns(days: Sequence[Day]) -> Columns:
    """The days from left to right, each status on the one before."""
    top = _round_up(max((day.asked for day in days), default=0))
    room, floor = HEIGHT - BOTTOM - TOP, HEIGHT - BOTTOM
    step = (WIDTH - LEFT) / max(len(days), 1)
    rects = list[Rect]()
    for number, day in enumerate(days):
        x, below = round(LEFT + number * step + step * 0.1), 0
        for status in STATUSES:
            count = getattr(day, status)
            low, high = (round(each / top * room) for each in (below, below + count))
            if count:
                rects.append(Rect(x, floor - high, max(round(step * 0.8), 1), max(high - low, 1), status))
            below += count
    every = -(-len(days) // MOST_DATES) or 1
    dates = tuple(Tick(round(LEFT + (number + 0.5) * step), days[number].day) for number in range(0, len(days), every))
    lines = tuple(Tick(floor - round(part * room), round(top * part)) for part in (0.0, 0.5, 1.0))
    return Columns(tuple(rects), lines, dates)


def bar(counts: Sequence[tuple[str, int]]) -> tuple[Rect, ...]:
    """One bar of full width in parts; () where there is nothing to show."""
    whole, rects, before = sum(count for _, count in counts), list[Rect](), 0
    for kind, count in counts:
        left, right = (round(each / whole * WIDTH) if whole else 0 for each in (before, before + count))
        if count:
            rects.append(Rect(left, 0, max(right - left, 1), 28, kind))
        before += count
    return tuple(rects)


def rows(values: Sequence[tuple[str, float]]) -> tuple[Rect, ...]:
    """A bar for each value, one under the other, right of its name, the longest up to the edge."""
    longest, room = max((value for _, value in values), default=0.0), WIDTH - NAMES
    return tuple(
        Rect(NAMES, number * 28, round(value / longest * room) if longest else 0, 20, kind) for number, (kind, value) in enumerate(values)
    )


def _round_up(count: int) -> int:
    """The next number that halves well: 2, 4, 10, 20, 40, 100 …"""
    size = 1
    while True:
        for factor in (2, 4, 10):
            if factor * size >= count:
                return factor * size
        size *= 10
