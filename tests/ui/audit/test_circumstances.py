"""What an answer depended on is kept with it: settings, filters, and its sources as they were, for as long as the answer itself."""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index import keeping
from index.sync import remove, sync
from rag import Assistant, Options
from tests import papers
from tests.fakes import FakeEmbedder
from tests.ui.answers import answer
from tests.ui.shelf import shelve
from ui.api import create_api
from ui.audit.circumstances import CitedSource, circumstances_of
from ui.ledger import FILE, SOURCES, Ledger
from ui.ledger_schema import MIGRATIONS
from ui.services import Services

HARBOUR = "Der Hafen in Sassnitz wird im Jahr 2025 für 80 Schiffe ausgebaut."
QUESTION = "Wird der Hafen in Sassnitz ausgebaut?"
FILES: dict[str, bytes | str] = {
    "hafen.txt": f"Bericht über die Häfen\n\nDie Häfen werden modernisiert. {HARBOUR} Im Winter ruht der Betrieb.\n",
    "paper.pdf": papers.kleine_anfrage(),
}
START = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with Assistant(shelve(tmp_path, FILES), FakeEmbedder(), None, Options(refusal_threshold=0.0)) as opened:
        yield opened


def rows(ledger_of: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(ledger_of / FILE)) as connection:
        return connection.execute(query).fetchall()


def asked(assistant: Assistant, **more: object) -> tuple[Ledger, str]:
    ledger = Ledger(assistant.library.path, 90)
    response = TestClient(create_api(assistant, Services(ledger))).post("/api/answer", json={"question": QUESTION, **more})
    return ledger, response.json()["id"]


def test_an_answer_over_http_is_noted_with_what_it_depended_on(assistant: Assistant) -> None:
    _ledger, new = asked(assistant, filters={"source": "*.txt"})
    ((noted, question, status, way, settings, seconds),) = rows(
        assistant.library.path, "SELECT answer_id, question, status, way, settings, total FROM audit"
    )
    assert (noted, question, status, way) == (new, QUESTION, "quoted", "http")
    assert json.loads(str(settings)) == {
        "evidence": 6,
        "sentences": 3,
        "refusal_threshold": 0.0,
        "question_max_length": 2000,
        "language": "auto",
        "encoder": "fake-bag-of-words",
        "verifier": "RuleVerifier",
        "model": "",
        "reranked": False,
        "filters": {"source": "*.txt"},
    }
    assert float(str(seconds)) > 0


@pytest.mark.parametrize("change", ["replaced", "removed"])
def test_a_source_can_be_read_as_it_was_after_it_was_replaced_or_removed(assistant: Assistant, tmp_path: Path, change: str) -> None:
    ledger, new = asked(assistant)
    before = (tmp_path / "documents" / "hafen.txt").read_bytes()
    if change == "replaced":
        (tmp_path / "documents" / "hafen.txt").write_text("Der Hafen wurde geschlossen.")
        sync([tmp_path / "documents"], assistant.library.path, FakeEmbedder())
    else:
        remove(assistant.library, [entry.id for entry in assistant.library.documents()])
    source = ledger.sources(new)[1]
    assert ledger.source_bytes(source) == before
    assert (source.name, source.media_type) == ("hafen.txt", "text/plain")
    assert source.before.endswith("Die Häfen werden modernisiert. ")
    assert source.after.startswith(" Im Winter ruht der Betrieb.")
    assert not (assistant.library.path / keeping.FOLDER / source.sha256).exists()


def test_sources_take_no_room_twice_and_are_seen_by_nobody_else(assistant: Assistant) -> None:
    ledger, new = asked(assistant)
    source = ledger.sources(new)[1]
    kept, synced = (assistant.library.path / folder / source.sha256 for folder in (SOURCES, keeping.FOLDER))
    assert kept.samefile(synced)
    assert (assistant.library.path / SOURCES).stat().st_mode & 0o077 == 0


def test_sources_go_with_the_last_answer_that_cites_them(assistant: Assistant) -> None:
    folder, now = assistant.library.path, START

    def clock() -> datetime.datetime:
        return now

    ledger = Ledger(folder, 10, clock)
    given = assistant.answer(QUESTION)
    first, second = (str(ledger.keep(given, circumstances_of(assistant, given, "chat"))) for _ in range(2))
    assert ledger.share(second)
    sha256 = ledger.sources(first)[1].sha256
    now = START + datetime.timedelta(days=20)
    ledger.sweep()
    assert (ledger.sources(first), list(ledger.sources(second))) == ({}, [1])
    assert {file.name for file in (folder / SOURCES).iterdir()} == {sha256}
    ledger.withdraw(second)
    now = START + datetime.timedelta(days=21)
    ledger.sweep()
    assert list((folder / SOURCES).iterdir()) == []


def test_a_source_that_is_gone_already_is_left_out(assistant: Assistant) -> None:
    given = assistant.answer(QUESTION)
    gone = replace(given, citations=tuple(replace(citation, document_id=999) for citation in given.citations))
    assert circumstances_of(assistant, gone, "chat").sources == ()
    noted = circumstances_of(assistant, given, "chat")
    (assistant.library.path / keeping.FOLDER / noted.sources[0].sha256).unlink()
    ledger = Ledger(assistant.library.path, 90)
    assert ledger.sources(str(ledger.keep(given, noted))) == {}


def test_bytes_are_copied_where_a_disk_has_no_second_names(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    ledger, new = asked(assistant)
    assert HARBOUR in ledger.source_bytes(ledger.sources(new)[1]).decode()


def test_changed_bytes_are_not_taken_for_those_that_were_cited(assistant: Assistant) -> None:
    ledger, new = asked(assistant)
    source = ledger.sources(new)[1]
    (assistant.library.path / SOURCES / source.sha256).write_bytes(b"other")
    with pytest.raises(keeping.Lost, match="was changed"):
        ledger.source_bytes(source)
    with pytest.raises(keeping.Lost, match="is missing"):
        ledger.source_bytes(CitedSource(1, "0" * 64, "text/plain", "", "", ""))


def test_no_source_of_an_answer_that_is_kept_is_swept_away(assistant: Assistant) -> None:
    """Answers are kept by one ledger while others sweep all the time."""
    given = assistant.answer(QUESTION)
    noted = circumstances_of(assistant, given, "chat")
    stop = threading.Event()

    def sweep() -> None:
        while not stop.is_set():
            Ledger(assistant.library.path, 90).sweep()

    threads = [threading.Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    ledger = Ledger(assistant.library.path, 90)
    ids = [str(ledger.keep(given, noted)) for _ in range(30)]
    stop.set()
    for thread in threads:
        thread.join()
    assert [len(ledger.sources(each)) for each in ids] == [1] * 30
    assert HARBOUR in ledger.source_bytes(noted.sources[0]).decode()


def test_a_ledger_of_before_is_brought_up_to_date(tmp_path: Path) -> None:
    Ledger(tmp_path, 90)
    strange = answer("Was \ud800 ist\x00?")
    ledger = Ledger(tmp_path, 90, lambda: START)
    ids = [ledger.keep(answer("Wie hoch ist der Etat 😀?")), ledger.keep(strange), ledger.keep(answer("Wann beginnt der Umbau?"))]
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.executescript("DROP TABLE audit; DROP TABLE cited; PRAGMA user_version = 1;")
    Ledger(tmp_path, 90, lambda: START)
    assert rows(tmp_path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    found = {row[0]: row[1:] for row in rows(tmp_path, "SELECT answer_id, question, status, score, rejected, way FROM audit")}
    assert found[ids[2]] == ("Wann beginnt der Umbau?", "answered", 0.91, 1, "")
    assert (found[ids[0]][0], found[ids[1]][0]) == ("", "")
