"""Answers are kept as they were given, found by their ids alone, and gone when their time is over."""

from __future__ import annotations

import datetime
import json
import re
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import LibraryDamaged
from rag.schema import VERSION, to_dict
from tests.ui.answers import answer, refusal
from ui.ledger import FILE, LONGEST_SENTENCE, MOST_FEEDBACK, Ledger
from ui.ledger_schema import MIGRATIONS
from ui.problems import FeedbackRefused

START = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime.datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += datetime.timedelta(days=days)


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        return connection.execute(query).fetchall()


def kept(ledger: Ledger) -> str:
    new = ledger.keep(answer())
    assert new
    return new


def test_an_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, 90, lambda: START)
    ids = {given: ledger.keep(given) for given in (answer(), refusal())}
    for given, new in ids.items():
        found = Ledger(tmp_path, 90, lambda: START).get(str(new))
        assert found is not None
        assert (found.answer, found.time, found.shared, found.library_version) == (given, START, False, "abcd1234-7")


def test_ids_cannot_be_guessed(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, 90)
    ids = {kept(ledger) for _ in range(50)}
    assert len(ids) == 50
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", each) for each in ids)
    assert ledger.get("") is None
    assert ledger.get("%") is None


def test_what_nobody_shared_expires_and_is_deleted(tmp_path: Path) -> None:
    clock = Clock()
    ledger = Ledger(tmp_path, 90, clock)
    alone, shared = kept(ledger), kept(ledger)
    assert ledger.share(shared)
    assert ledger.feedback(alone, True)
    clock.pass_days(89)
    assert ledger.get(alone)
    clock.pass_days(2)
    assert ledger.get(alone) is None
    assert not ledger.share(alone)
    assert not ledger.feedback(alone, True)
    found = ledger.get(shared)
    assert found is not None
    assert found.shared
    ledger.sweep()
    assert alone not in {row[0] for row in rows(tmp_path, "SELECT id FROM answer")}
    assert rows(tmp_path, "SELECT * FROM feedback") == []


def test_a_withdrawn_link_expires_as_others_do(tmp_path: Path) -> None:
    clock = Clock()
    ledger = Ledger(tmp_path, 10, clock)
    shared = kept(ledger)
    assert ledger.share(shared)
    clock.pass_days(11)
    assert ledger.get(shared)
    assert ledger.withdraw(shared)
    assert ledger.get(shared) is None
    assert not ledger.withdraw(shared)


def test_a_link_is_another_word_than_the_id_and_withdrawn_for_good(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, 90)
    new = kept(ledger)
    link = ledger.share(new)
    assert link
    assert link == ledger.share(new) != new
    assert ledger.linked(new) is ledger.get(link) is None
    shown = ledger.linked(link)
    assert shown is not None
    assert (shown.id, shown.link) == (link, link)
    assert not ledger.withdraw(link)
    assert [each.link for each in ledger.shared()] == [link]
    assert ledger.withdraw_link(link)
    assert not ledger.withdraw_link(link)
    assert ledger.linked(link) is None
    assert ledger.shared() == []
    assert ledger.get(new)
    assert ledger.share(new) not in (link, None)


def test_links_of_before_go_on_working(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.executescript(MIGRATIONS[0] + "PRAGMA user_version = 1;")
        for number, shared in (("old", "2026-03-01T12:00:00+00:00"), ("alone", None)):
            row = (number, "2026-03-01T12:00:00+00:00", "v", shared, json.dumps(to_dict(answer())))
            connection.execute("INSERT INTO answer VALUES (?, ?, ?, ?, ?)", row)
        connection.commit()
    ledger = Ledger(tmp_path, 90, lambda: START)
    assert ledger.linked("old")
    assert ledger.linked("alone") is None
    assert ledger.withdraw("old")
    assert ledger.linked("old") is None


def test_nothing_is_kept_where_that_is_set(tmp_path: Path) -> None:
    assert Ledger.open(tmp_path, 0) is None
    assert not (tmp_path / FILE).exists()


def test_feedback_is_stored_without_who_gave_it(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, 90, lambda: START)
    new = kept(ledger)
    assert ledger.feedback(new, True)
    assert ledger.feedback(new, False, "source", "Die Seite\u202e passt\x00 nicht. " + "x" * 600)
    first, second = rows(tmp_path, "SELECT answer_id, at, helpful, reason, sentence FROM feedback ORDER BY id")
    assert first == (new, START.isoformat(timespec="seconds"), 1, None, "")
    assert second[2:4] == (0, "source")
    assert str(second[4]).startswith("Die Seite passt nicht. xxx")
    assert len(str(second[4])) == LONGEST_SENTENCE
    tables = [row[0] for row in rows(tmp_path, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    columns = {str(row[1]) for table in tables for row in rows(tmp_path, f"PRAGMA table_info({table})")}
    answered = {"id", "at", "library_version", "shared_at", "content", "question", "status", "score", "rejected", "way", "settings"}
    noted = {"evidence", "first", "total", "number", "sha256", "media_type", "name", "before", "after"}
    assert columns == {*answered, *noted, "answer_id", "helpful", "reason", "sentence"}


def test_feedback_has_a_bound(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, 90)
    new = kept(ledger)
    for _ in range(MOST_FEEDBACK):
        ledger.feedback(new, False, "wrong")
    with pytest.raises(FeedbackRefused):
        ledger.feedback(new, False, "wrong")
    assert not ledger.feedback("unknown", True)


def test_several_threads_and_ledgers_write_at_once(tmp_path: Path) -> None:
    ledgers = [Ledger(tmp_path, 90), Ledger(tmp_path, 90)]
    with ThreadPoolExecutor(8) as pool:
        questions = [f"Frage {number}?" for number in range(64)]
        ids = list(pool.map(lambda question: ledgers[hash(question) % 2].keep(answer(question)), questions))
    found = [ledgers[0].get(str(each)) for each in ids]
    assert [each.answer.question for each in found if each] == questions


def test_an_answer_of_an_older_schema_is_still_read(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, 90)
    new = kept(ledger)
    old = {**to_dict(answer()), "schema_version": 2}
    del old["claims"][0]["polarity"]
    rewrite(tmp_path, old)
    found = ledger.get(new)
    assert found is not None
    assert found.answer == answer()
    rewrite(tmp_path, {**to_dict(answer()), "schema_version": VERSION + 1})
    assert ledger.get(new) is None


def rewrite(folder: Path, data: dict[str, object]) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        connection.execute("UPDATE answer SET content = ?", (json.dumps(data),))


def test_a_ledger_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    Ledger(tmp_path, 90)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryDamaged, match="schema 99"):
        Ledger(tmp_path, 90)


def test_an_answer_that_cannot_be_kept_is_not_lost_for_that(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, 90)
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    assert ledger.keep(answer()) is None


def test_other_accounts_cannot_read_the_questions(tmp_path: Path) -> None:
    Ledger(tmp_path, 90)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_half_characters_are_kept_too(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, 90)
    found = ledger.get(str(ledger.keep(answer("Was \ud800 ist\x00?"))))
    assert found is not None
    assert found.answer.question == "Was \ud800 ist\x00?"
