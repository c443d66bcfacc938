"""Past answers are listed newest first, narrowed as wanted, and counted as they were."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from rag.types import Answer, Timings
from tests.ui.answers import answer, refusal
from tests.ui.hostile_strings import HOSTILE
from ui.audit.charts import HEIGHT, NAMES, WIDTH, bar, columns, rows
from ui.audit.circumstances import Circumstances
from ui.audit.records import Entry, Feedback, Wanted, count, entries, feedback, record, records
from ui.audit.statistics import Day, Latency, figures, latency
from ui.ledger import Ledger

NOON = datetime.datetime(2026, 3, 1, 12).astimezone()
DAY = datetime.timedelta(days=1)


class Clock:
    now = NOON

    def __call__(self) -> datetime.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Ledger:
    return Ledger(tmp_path, 90, clock)


def kept(ledger: Ledger, given: Answer, way: str = "chat") -> str:
    return str(ledger.keep(given, Circumstances(way)))  # type: ignore[arg-type]


def test_answers_are_listed_newest_first_and_page_by_page(ledger: Ledger, clock: Clock) -> None:
    ids = []
    for number in range(5):
        clock.now = NOON + number * DAY
        ids.append(kept(ledger, answer(f"Frage {number}?")))
    assert [entry.id for entry in entries(ledger)] == ids[::-1]
    assert [entry.question for entry in entries(ledger, limit=2, offset=2)] == ["Frage 2?", "Frage 1?"]
    assert (count(ledger), [each.kept.id for each in records(ledger)]) == (5, ids)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), "cba"),
        (Wanted(text="HÄFEN"), "b"),
        (Wanted(text="100 %"), ""),
        (Wanted(status="no_evidence"), "c"),
        (Wanted(way="http"), "b"),
        (Wanted(said="unhelpful"), "a"),
        (Wanted(said="helpful"), "b"),
        (Wanted(said="any"), "ba"),
        (Wanted(rejected=True), "ba"),
        (Wanted(since=(NOON + DAY).date()), "cb"),
        (Wanted(until=(NOON + DAY).date()), "ba"),
        (Wanted(text="haefen", status="answered", way="http", said="any", rejected=True, since=NOON.date()), "b"),
    ],
)
def test_filters_narrow_the_list_and_its_count(ledger: Ledger, clock: Clock, wanted: Wanted, expected: str) -> None:
    ids = {kept(ledger, answer("Wie viel kostet der Umbau?")): "a"}
    clock.now = NOON + DAY
    ids[kept(ledger, answer("Was ist mit den Häfen?"), "http")] = "b"
    clock.now = NOON + 2 * DAY
    ids[kept(ledger, refusal())] = "c"
    named = {name: each for each, name in ids.items()}
    ledger.feedback(named["a"], False, "wrong")
    ledger.feedback(named["b"], True)
    assert "".join(ids[entry.id] for entry in entries(ledger, wanted)) == expected
    assert count(ledger, wanted) == len(expected)


def test_a_record_holds_the_answer_and_what_was_said_of_it(ledger: Ledger) -> None:
    new, other = kept(ledger, answer()), kept(ledger, refusal())
    ledger.feedback(new, False, "source", "Falsche Seite.")
    ledger.feedback(other, True)
    found = record(ledger, new)
    assert found is not None
    assert (found.kept.answer, found.entry.unhelpful, found.entry.helpful) == (answer(), 1, 0)
    assert found.feedback == (Feedback(new, NOON, False, "source", "Falsche Seite."),)
    assert [each.answer_id for each in feedback(ledger)] == [new, other]
    assert record(ledger, "unknown") is None


def test_what_has_expired_is_neither_listed_nor_counted(ledger: Ledger, clock: Clock) -> None:
    alone, shared = kept(ledger, answer()), kept(ledger, answer())
    ledger.feedback(alone, True)
    ledger.share(shared)
    clock.now = NOON + 91 * DAY
    assert [entry.id for entry in entries(ledger)] == [shared]
    assert (count(ledger), feedback(ledger), record(ledger, alone)) == (1, [], None)


def test_hostile_questions_are_listed_as_they_were(ledger: Ledger) -> None:
    for each in HOSTILE.values():
        kept(ledger, answer(each))
    assert count(ledger, Wanted(text="' OR 1=1 --")) <= len(HOSTILE)
    found = {entry.id: entry.question for entry in entries(ledger)}
    assert len(found) == len(HOSTILE)


def entry(time: datetime.datetime, status: str = "quoted", seconds: float = 1.0) -> Entry:
    return Entry(
        "x", time, "?", status, 0.5, 0, seconds / 2, 0.0 if status == "no_evidence" else seconds, seconds, "chat", {}, "v-1", False, 0, 0
    )


def test_figures_count_each_day_between_both_ends() -> None:
    given = [
        entry(NOON - DAY),  # before
        entry(NOON, "answered"),
        entry(NOON, "quoted"),
        entry(NOON.replace(hour=23, minute=59), "quoted"),
        entry(NOON + 2 * DAY, "no_evidence"),
        entry(NOON + 3 * DAY),  # after
    ]
    said = [Feedback("x", NOON, True, "", ""), Feedback("x", NOON, False, "wrong", ""), Feedback("x", NOON - DAY, False, "source", "")]
    found = figures(given, said, NOON.date(), (NOON + 2 * DAY).date())
    assert found.days == (Day(NOON.date(), 1, 2, 0), Day((NOON + DAY).date(), 0, 0, 0), Day((NOON + 2 * DAY).date(), 0, 0, 1))
    assert found.statuses == (("answered", 1), ("quoted", 2), ("no_evidence", 1))
    assert (found.asked, found.share(1), found.helpful, found.unhelpful) == (4, 0.25, 1, 1)
    assert dict(found.reasons) == {"wrong": 1, "incomplete": 0, "source": 0, "unclear": 0, "": 0}
    assert (found.total.count, found.first.count) == (4, 3)


def test_figures_of_nothing_are_zero() -> None:
    found = figures([], [], NOON.date(), NOON.date())
    assert (found.asked, found.share(0), found.total, len(found.days)) == (0, 0.0, Latency(0, 0.0, 0.0), 1)


def test_percentiles_are_times_that_were_measured() -> None:
    assert latency([float(number) for number in range(100, 0, -1)]) == Latency(100, 50.0, 95.0)
    assert latency([3.0]) == Latency(1, 3.0, 3.0)
    assert latency([1.0, 2.0]) == Latency(2, 1.0, 2.0)


@pytest.mark.parametrize("most", [0, 1, 3, 7, 42, 1999])
def test_columns_stand_on_each_other_inside_the_picture(most: int) -> None:
    days = [Day(NOON.date() + number * DAY, most * number // 29, most // 3, 1 if most else 0) for number in range(30)]
    drawn = columns(days)
    for rect in drawn.rects:
        assert 0 <= rect.x <= rect.x + rect.width <= WIDTH
        assert 0 <= rect.y <= rect.y + rect.height <= HEIGHT
    assert len(drawn.dates) <= 8
    assert [tick.value for tick in drawn.lines] == [0, *[tick.value for tick in drawn.lines[1:]]]
    by_day = [rect for rect in drawn.rects if rect.x == max((each.x for each in drawn.rects), default=0)]
    tops = sorted((rect.y + rect.height, rect.y) for rect in by_day)
    assert all(abs(upper[1] - lower[0]) <= 1 for upper, lower in zip(tops[1:], tops, strict=False)) or len(tops) < 2


def test_bars_are_as_long_as_their_shares() -> None:
    assert [rect.width for rect in bar([("answered", 1), ("quoted", 3), ("no_evidence", 0)])] == [WIDTH // 4, WIDTH * 3 // 4]
    assert bar([("answered", 0)]) == ()
    assert [rect.width for rect in rows([("a", 2.0), ("b", 1.0), ("c", 0.0)])] == [WIDTH - NAMES, (WIDTH - NAMES) // 2, 0]


def test_the_same_answer_in_another_state_is_another_line(ledger: Ledger) -> None:
    kept(ledger, replace(answer(), timings=Timings(0.1, 0.4, 0.9)))
    (found,) = entries(ledger)
    assert (found.evidence_seconds, found.first_seconds, found.seconds) == (0.1, 0.4, 0.9)
