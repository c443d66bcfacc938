"""What was kept long enough is deleted by a sync and by the server while it runs; what was decided stays without what was asked."""

from __future__ import annotations

import datetime
import html
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.answers import answer
from tests.ui.desk.desks import PAGE, Desk, opened
from tests.ui.paced import QUESTION
from ui import forgetting as module
from ui.audit.circumstances import circumstances_of
from ui.audit.tables import tables
from ui.desk.decisions import Decisions
from ui.desk.gold import questions
from ui.desk.published import Published
from ui.forgetting import after_sync, forget, forgetting
from ui.ledger import SOURCES, Ledger

NOTE = "Geheime Bemerkung zur Frage"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = opened(tmp_path)
    yield made
    made.assistant.close()


def in_days(days: float) -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)


def asked(desk: Desk) -> str:
    given = desk.assistant.answer(QUESTION)
    return str(desk.ledger.keep(given, circumstances_of(desk.assistant, given, "chat")))


def decided(desk: Desk, answer_id: str) -> Decisions:
    decisions = Decisions(desk.store)
    decisions.add(answer_id, "Rita", 0, "right", NOTE, done=True)
    return decisions


def forget_in(desk: Desk, days: float, keep_days: int = 90) -> None:
    forget(desk.folder / "library", keep_days, lambda: in_days(days))


def files(desk: Desk) -> bytes:
    """All that lies beside the library, but for the library."""
    folder = desk.folder / "library"
    return b"".join(path.read_bytes() for path in (folder / "answers.sqlite", folder / "staff.sqlite"))


def test_of_a_decision_only_the_verdict_outlives_its_answer(desk: Desk) -> None:
    new = asked(desk)
    desk.ledger.feedback(new, False, "wrong", "Das stimmt so nicht")
    decisions = decided(desk, new)
    forget_in(desk, 89)
    assert desk.ledger.get(new)
    assert decisions.latest()[new].note == NOTE
    forget_in(desk, 91)
    assert not desk.ledger.holds(new)
    assert list((desk.folder / "library" / SOURCES).iterdir()) == []
    (left,) = decisions.all()
    assert (left.verdict, left.who, left.done, left.note) == ("right", "Rita", True, "")
    left_behind = files(desk)
    for text in (NOTE, QUESTION, "Das stimmt so nicht"):
        assert text.encode() not in left_behind
    rows = {table.name: list(table.rows()) for table in tables(desk.assistant.library, desk.ledger)}
    assert [row["verdict"] for row in rows["decisions"]] == ["right"]
    assert rows["answers"] == rows["feedback"] == rows["questions"] == []


def test_a_shared_answer_keeps_its_notes(desk: Desk) -> None:
    new = asked(desk)
    decisions = decided(desk, new)
    assert desk.ledger.share(new)
    forget_in(desk, 1000)
    assert desk.ledger.get(new)
    assert decisions.latest()[new].note == NOTE


def test_a_publication_stays_while_it_stands_and_goes_when_it_was_withdrawn_long_ago(desk: Desk) -> None:
    new = asked(desk)
    decisions, published = decided(desk, new), Published(desk.store, desk.assistant.library)
    number = published.publish(new, desk.assistant.answer(QUESTION), "Rita")
    client = desk.signed_in("reviewer")
    assert f"/desk/review/{new}" in html.unescape(client.get("/desk/published", headers=PAGE).text)
    forget_in(desk, 1000)
    assert [each.id for each in published.everything()] == [number]
    assert f"/desk/review/{new}" not in html.unescape(client.get("/desk/published", headers=PAGE).text), (
        "there is nothing to be seen of it any more"
    )
    (gold,) = questions(desk.ledger, decisions, published, desk.assistant.library)
    assert gold["question"] == QUESTION
    published.withdraw(number, "Rita")
    forget_in(desk, 89)
    assert len(published.everything()) == 1
    forget_in(desk, 91)
    assert published.everything() == []
    assert QUESTION.encode() not in files(desk)
    assert list(questions(desk.ledger, decisions, published, desk.assistant.library)) == []


def test_where_nothing_is_kept_nothing_is_left(desk: Desk) -> None:
    new, published = asked(desk), Published(desk.store, desk.assistant.library)
    decided(desk, new)
    desk.ledger.share(new)
    published.withdraw(published.publish(new, desk.assistant.answer(QUESTION), "Rita"), "Rita")
    forget_in(desk, 1, keep_days=0)
    assert published.everything() == []
    assert desk.ledger.shared() == []
    assert NOTE.encode() not in files(desk)
    assert QUESTION.encode() not in files(desk)
    assert list((desk.folder / "library" / SOURCES).iterdir()) == []


def test_a_folder_without_answers_or_staff_stays_as_it_is(tmp_path: Path) -> None:
    forget(tmp_path, 0)
    forget(tmp_path / "nowhere", 90)
    assert list(tmp_path.iterdir()) == []


def test_who_only_reads_deletes_nothing(tmp_path: Path) -> None:
    old = Ledger(tmp_path, 90, lambda: in_days(-100))
    new = str(old.keep(answer()))
    Ledger.open(tmp_path, 90)
    Ledger.open(tmp_path, 0)
    assert old.holds(new)
    after_sync(tmp_path, 90)
    assert not old.holds(new)


def test_it_happens_again_and_again_while_the_server_runs_and_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, came = Ledger(tmp_path, 90, lambda: in_days(-100)), threading.Semaphore(0)

    def counted(folder: Path, keep_days: int) -> None:
        forget(folder, keep_days)
        came.release()

    monkeypatch.setattr(module, "forget", counted)
    before = threading.active_count()
    with forgetting(tmp_path, 90, every=0.05):
        assert came.acquire(timeout=30)
        new = str(ledger.keep(answer()))  # expires while it runs
        assert all(came.acquire(timeout=30) for _ in range(2))
        assert not ledger.holds(new)
    assert threading.active_count() == before
    late = str(ledger.keep(answer()))
    assert not came.acquire(timeout=0.3)
    assert ledger.holds(late)


def test_what_cannot_be_deleted_now_does_not_end_the_server(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    Ledger(tmp_path, 90)
    (tmp_path / "answers.sqlite").write_bytes(b"no database" * 100)
    forget(tmp_path, 90)
    assert "what is over is not deleted" in caplog.text
