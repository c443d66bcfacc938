"""Figures out of past answers: questions a day, what came of them, what readers said, how long it took.

Pure functions: they do not know where answers are kept nor how figures are drawn.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ui.audit.records import Entry, Feedback

STATUSES = ("answered", "quoted", "no_evidence")
REASONS = ("wrong", "incomplete", "source", "unclear", "")


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of one local day, by what came of them."""

    day: datetime.date
    answered: int
    quoted: int
    no_evidence: int

    @property
    def asked(self) -> int:
        """All of them."""
        return self.answered + self.quoted + self.no_evidence


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds that half and 95 of 100 of `count` questions took at most; 0.0 where none was asked."""

    count: int
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Figures:
    """reasons: why readers found answers unhelpful, "" for those who gave none, each with its count."""

    days: tuple[Day, ...]
    statuses: tuple[tuple[str, int], ...]
    helpful: int
    unhelpful: int
    reasons: tuple[tuple[str, int], ...]
    evidence: Latency
    first: Latency
    total: Latency

    @property
    def asked(self) -> int:
        """All questions."""
        return sum(count for _, count in self.statuses)

    def share(self, count: int) -> float:
        """Of all questions, from 0 to 1."""
        return count / self.asked if self.asked else 0.0


def figures(answers: Sequence[Entry], said: Iterable[Feedback], since: datetime.date, until: datetime.date) -> Figures:
    """Those of the local days from `since` to `until`, both included. Feedback counts on the day on which it was given."""
    within = [entry for entry in answers if since <= _day(entry.time) <= until]
    opinions = [each for each in said if since <= _day(each.time) <= until]
    statuses, reasons = Counter(entry.status for entry in within), Counter(each.reason for each in opinions if not each.helpful)
    return Figures(
        days=_days(within, since, until),
        statuses=tuple((status, statuses[status]) for status in STATUSES),
        helpful=sum(each.helpful for each in opinions),
        unhelpful=reasons.total(),
        reasons=tuple((reason, reasons[reason]) for reason in REASONS),
        evidence=latency([entry.evidence_seconds for entry in within]),
        first=latency([entry.first_seconds for entry in within if entry.first_seconds]),
        total=latency([entry.seconds for entry in within]),
    )


def latency(seconds: Sequence[float]) -> Latency:
    """Percentiles by nearest rank: times that questions really took."""
    ordered = sorted(seconds)
    if not ordered:
        return Latency(0, 0.0, 0.0)
    p50, p95 = (ordered[max(math.ceil(len(ordered) * share) - 1, 0)] for share in (0.5, 0.95))
    return Latency(len(ordered), p50, p95)


def _days(answers: Iterable[Entry], since: datetime.date, until: datetime.date) -> tuple[Day, ...]:
    """Each day of them, those without questions, too."""
    counts = Counter((_day(entry.time), entry.status) for entry in answers)
    every = (since + datetime.timedelta(days=number) for number in range((until - since).days + 1))
    return tuple(Day(day, *(counts[day, status] for status in STATUSES)) for day in every)


def _day(time: datetime.datetime) -> datetime.date:
    return time.astimezone().date()
