"""From an answer in the ledger to the queue, to decisions that are never lost, to questions with gold."""

from __future__ import annotations

import html
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.types import Span
from rag.types import Claim, Verdict
from tests.ui.desk.desks import NAMES, PAGE, Desk
from tests.ui.hostile_strings import HOSTILE
from tests.ui.paced import QUESTION, QUOTE
from ui.audit.records import Wanted, entries
from ui.desk.decisions import DecidedMeanwhile, Decisions
from ui.desk.queue import NOBODY, Narrowed, drawn, queue
from ui.desk.store import StaffStore
from ui.terminal import plain

THROWN_OUT = Claim(
    "Der Umbau kostet 2 Millionen Euro.", (1,), Verdict(False, "number", "Die Zahl 2 steht nicht im Beleg.", (), (Span(17, 18),))
)

EVERYTHING = Narrowed()


def answered(desk: Desk, question: str = QUESTION, **changes: object) -> str:
    """A kept answer; its id."""
    new = desk.ledger.keep(replace(desk.assistant.answer(QUESTION), question=question, **{"score": 0.9, **changes}))  # type: ignore[arg-type]
    assert new
    return new


def shown(client: TestClient, path: str) -> str:
    answer = client.get(path, headers=PAGE)
    assert answer.status_code == 200, answer.text
    return " ".join(html.unescape(answer.text).split())


def seen(client: TestClient, answer_id: str) -> str:
    page = client.get(f"/desk/review/{answer_id}", headers=PAGE).text
    return page.partition('name="seen" value="')[2].partition('"')[0]


def decide(client: TestClient, answer_id: str, **data: str) -> int:
    return client.post(f"/desk/review/{answer_id}", data={"seen": seen(client, answer_id), **data}, headers=PAGE).status_code


def ids(desk: Desk, narrowed: Narrowed = EVERYTHING, share: float = 0.0) -> set[str]:
    return {item.entry.id for item in queue(desk.ledger, Decisions(desk.store).latest(), share, narrowed)}


def test_each_reason_brings_an_answer_into_the_queue_and_none_leaves_it_out(desk: Desk) -> None:
    good, bad, low, rejected = answered(desk), answered(desk), answered(desk, score=0.6), answered(desk, rejected=(THROWN_OUT,))
    nothing = answered(desk, status="no_evidence", score=0.1, claims=(), citations=())
    desk.ledger.feedback(bad, False, "wrong")
    desk.ledger.feedback(good, True)
    assert {bad, low, rejected} <= ids(desk)
    assert not {good, nothing} & ids(desk)
    for reason, expected in (("feedback", bad), ("score", low), ("rejected", rejected)):
        assert {bad, low, rejected} & ids(desk, Narrowed(reason=reason)) == {expected}  # type: ignore[arg-type]
    assert {good, nothing} <= ids(desk, share=1.0)


def test_the_draw_is_the_same_for_everybody_and_as_large_as_is_set() -> None:
    names = [f"{number:022}" for number in range(4000)]
    first = [name for name in names if drawn(name, 0.1)]
    assert first == [name for name in names if drawn(name, 0.1)]
    assert 320 < len(first) < 480
    assert not any(drawn(name, 0.0) for name in names)
    assert all(drawn(name, 1.0) for name in names)


def test_filters_narrow_the_queue(desk: Desk) -> None:
    mine, other = answered(desk, "Was kostet die Brücke?", score=0.6), answered(desk, "Was kostet das Theater?", score=0.6)
    client = desk.signed_in("reviewer")
    assert decide(client, mine, keep="as", assigned=NAMES["reviewer"]) == 303
    assert decide(client, other, verdict="wrong") == 303
    assert mine in ids(desk, Narrowed(assigned=NAMES["reviewer"]))
    assert other not in ids(desk, Narrowed(assigned=NAMES["reviewer"]))
    assert mine not in ids(desk, Narrowed(assigned=NOBODY))
    assert other not in ids(desk)
    assert other in ids(desk, Narrowed(state="done"))
    assert {mine, other} <= ids(desk, Narrowed(state="all"))
    assert ids(desk, Narrowed(state="all", wanted=Wanted(text="BRÜCKE"))) == {mine}
    for query in ("text=Brücke", "reason=score&text=Brücke", f"assigned={NAMES['reviewer']}&text=Brücke"):
        assert "Was kostet die Brücke?" in shown(client, f"/desk/review?{query}")
        assert "Theater" not in shown(client, f"/desk/review?{query}")
    assert "Hier wartet nichts." in shown(client, "/desk/review?until=2000-01-01")
    for nonsense in ("reason=%3Cscript%3E", "state=x", "since=gestern", "from=-1", "from=99999999999", "assigned=Niemand%22%3E"):
        assert client.get(f"/desk/review?{nonsense}", headers=PAGE).status_code == 200


def test_an_answer_is_shown_with_verdicts_evidence_and_the_page(desk: Desk) -> None:
    new = answered(desk, rejected=(THROWN_OUT,))
    desk.ledger.feedback(new, False, "source", "Das <b>stimmt</b> nicht.")
    page = shown(desk.signed_in("reviewer"), f"/desk/review/{new}")
    for part in (
        QUESTION,
        QUOTE,
        "Geprüft:",
        "Die Zahl 2 steht nicht im Beleg.",
        "<mark>2</mark>",
        "Quelle passt nicht",
        "Das <b>stimmt</b> nicht.",
    ):
        assert part in page
    picture = page.partition('<img class="sheet" src="')[2].partition('"')[0]
    assert desk.client().get(picture).headers["content-type"] == "image/png"


def test_a_decision_is_kept_with_who_and_when(desk: Desk) -> None:
    new, client = answered(desk), desk.signed_in("reviewer")
    assert decide(client, new, verdict="incomplete", note="Die Kosten\nfür 2024 fehlen.") == 303
    assert decide(desk.signed_in("administrator"), new, keep="open", assigned=NAMES["editor"]) == 303
    first, second = Decisions(desk.store).history(new)
    assert (first.who, first.verdict, first.note, first.done) == (NAMES["reviewer"], "incomplete", "Die Kosten für 2024 fehlen.", True)
    assert (second.who, second.verdict, second.assigned, second.done) == (NAMES["administrator"], "incomplete", NAMES["editor"], False)
    page = shown(client, f"/desk/review/{new}")
    assert "Verlauf" in page
    assert "Die Kosten für 2024 fehlen." in page


def test_nobody_is_assigned_who_does_not_work_here(desk: Desk) -> None:
    new, client = answered(desk), desk.signed_in("reviewer")
    assert decide(client, new, keep="as", assigned="Niemand <b>") == 303
    assert Decisions(desk.store).history(new)[-1].assigned == ""


def test_of_two_at_once_the_second_is_told_and_nothing_is_lost(desk: Desk) -> None:
    new, rita, ada = answered(desk), desk.signed_in("reviewer"), desk.signed_in("administrator")
    before = seen(ada, new)
    assert decide(rita, new, verdict="wrong", note="Falsche Zahl") == 303
    late = ada.post(f"/desk/review/{new}", data={"seen": before, "verdict": "right", "note": "Meine Notiz"}, headers=PAGE)
    assert late.status_code == 409
    text = " ".join(html.unescape(late.text).split())
    assert f"{NAMES['reviewer']} hat inzwischen etwas eingetragen." in text
    assert "Meine Notiz" in text
    assert [each.verdict for each in Decisions(desk.store).history(new)] == ["wrong"]
    assert decide(ada, new, verdict="right") == 303
    assert [each.verdict for each in Decisions(desk.store).history(new)] == ["wrong", "right"]


def test_of_many_at_once_exactly_one_decides(tmp_path: Path) -> None:
    store = StaffStore(tmp_path)
    store.create()
    told: list[str] = []

    def one(name: str) -> None:
        try:
            Decisions(StaffStore(tmp_path)).add("x", name, 0, "right")
        except DecidedMeanwhile as error:
            told.append(str(error))

    threads = [threading.Thread(target=one, args=(f"Person {number}",)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    (only,) = Decisions(store).all()
    assert len(told) == 11
    assert all(only.who in sentence for sentence in told)


@pytest.mark.parametrize("path", ["/desk/review/unknown", "/desk/review/" + "x" * 65, "/desk/review/%3Cscript%3E"])
def test_an_unknown_answer_is_a_page(desk: Desk, path: str) -> None:
    client = desk.signed_in("reviewer")
    for answer in (client.get(path, headers=PAGE), client.post(path, data={"verdict": "right"}, headers=PAGE)):
        assert answer.status_code in (404, 422)
        assert "<script>" not in answer.text


def test_hostile_strings_as_questions_notes_and_filters_are_only_shown(desk: Desk) -> None:
    client = desk.signed_in("reviewer")
    for text in HOSTILE.values():
        new = answered(desk, text, score=0.5, rejected=(replace(THROWN_OUT, text=text + " Satz."),))
        assert decide(client, new, verdict="right", note=text.encode(errors="replace").decode()[:2000]) == 303
        for path in (f"/desk/review/{new}", "/desk/review?state=all"):
            page = client.get(path, headers=PAGE).text
            assert "window.hostile" not in page.replace("&#46;", "").replace("&#61;", "")
            assert "<img src=x" not in page
            if path.endswith(new):
                assert plain(text)[:40] in " ".join(html.unescape(page).split()) or not plain(text)


def test_the_ledger_is_only_read(desk: Desk) -> None:
    new = answered(desk)
    with sqlite3.connect(desk.folder / "library" / "answers.sqlite") as connection:
        before = list(connection.iterdump())
    assert decide(desk.signed_in("reviewer"), new, verdict="right") == 303
    with sqlite3.connect(desk.folder / "library" / "answers.sqlite") as connection:
        assert list(connection.iterdump()) == before
    assert len(entries(desk.ledger)) > 0
