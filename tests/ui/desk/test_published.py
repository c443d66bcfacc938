"""A published answer is given first, marked as verified, until a cited document changes or somebody withdraws it."""

from __future__ import annotations

import datetime
import html
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.sync import sync
from index.types import Filters
from rag.evaluation.corpora import questions_about
from rag.types import Answer, Claim, Finished, Found, Turn, Verdict, Wrote
from tests.fakes import FakeEmbedder
from tests.ui.desk.desks import NAMES, PAGE, Desk, opened
from tests.ui.hostile_strings import HOSTILE
from tests.ui.paced import QUESTION, QUOTE
from tests.ui.reading_back import read_markdown
from ui.desk.decisions import Decisions
from ui.desk.gold import questions
from ui.desk.published import MOST_PHRASINGS, Published, key_of, withdraw_fallen
from ui.desk.refusals import AlreadyPublished, NoSuchPublication, NotConfirmed, NothingToPublish, PhrasingRefused
from ui.terminal import answer_lines

MARK = "Der Umbau kostet 1,5 Millionen Euro, so die Prüfung."


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own, whose documents a test may change."""
    made = opened(tmp_path)
    yield made
    made.assistant.close()


@pytest.fixture
def published(own: Desk) -> Published:
    return Published(own.store, own.assistant.library)


def verified(desk: Desk) -> Answer:
    """An answer that can be told from what the line would give."""
    found = desk.assistant.answer(QUESTION)
    return replace(found, claims=(Claim(MARK, found.claims[0].evidence, Verdict(True)),))


def change(desk: Desk, text: str) -> None:
    """Replace the harbour's paper; both papers stay in the library."""
    (desk.folder / "hafen.txt").write_text(text)
    sync([desk.folder], desk.folder / "library", FakeEmbedder())


def test_the_same_question_gets_the_published_answer_with_its_day(own: Desk, published: Published) -> None:
    published.publish("x", verified(own), "Rita")
    for asked in (QUESTION, QUESTION.upper(), f"  {QUESTION.replace(' ', '   ').rstrip('?')} !!"):
        *first, last = own.assistant.ask(asked)
        assert isinstance(last, Finished)
        assert (last.answer.claims[0].text, last.answer.question) == (MARK, asked.strip())
        assert last.answer.verified == datetime.datetime.now().astimezone().date()
        assert [type(each) for each in first] == [Found, Wrote]
    for other in ("Wie viel kostet der Umbau?", "Wie viel kostet der Umbau des Museums in Anklam?"):
        assert own.assistant.answer(other).verified is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Was kostet es?", "WAS  kostet es", True),
        ("Straße?", "STRASSE", True),
        ("Gilt § 5?", "gilt 5", True),
        ("Über 1,5 Euro?", "über 15 Euro", False),
        ("Über 1,5 Euro?", "Über 1,5 Euro!", True),
        ("Drucksache 8/2625?", "Drucksache 82625?", False),
        ("10² Meter", "102 Meter", False),
        ("u\u0308ber", "über", True),
        ("Kosten nicht?", "Kosten?", False),
        ("Mehr als 5 %?", "Mehr als 5 €?", False),
        ("Mehr als 5%?", "Mehr als 5 %?", True),
        ("Kosten < 5?", "Kosten > 5?", False),
        ("Unter -5 Grad?", "Unter 5 Grad?", False),
        ("Die Jahre 2020 - 2021?", "Die Jahre 2020 – 2021?", True),
    ],
)
def test_what_makes_two_questions_the_same(one: str, other: str, same: bool) -> None:
    assert (key_of(one) == key_of(other)) is same


def test_a_follow_up_or_a_filter_or_another_language_is_another_question(own: Desk, published: Published) -> None:
    published.publish("x", replace(verified(own), question="Und in Wismar?"), "Rita")
    assert own.assistant.answer("Und in Wismar?").verified
    history = [Turn("Wie viel kostet der Umbau des Theaters in Anklam?", "Nichts.")]
    assert own.assistant.answer("Und in Wismar?", history).verified is None
    assert own.assistant.answer("Und in Wismar?", filters=Filters(kind="Antwort")).verified is None
    assert own.assistant.answer("Und in Wismar?", filters=Filters()).verified
    assert own.assistant.answer("Und in Wismar?", language="en").verified is None


def test_further_phrasings(own: Desk, published: Published) -> None:
    number = published.publish("x", verified(own), "Rita")
    published.add_phrasing(number, "Was kostet der Museumsumbau?")
    assert own.assistant.answer("was kostet der museumsumbau").verified
    with pytest.raises(AlreadyPublished):
        published.add_phrasing(number, "Was kostet der Museumsumbau!")
    for bad in ("", " ?! ", "x" * 2001):
        with pytest.raises(PhrasingRefused):
            published.add_phrasing(number, bad)
    with pytest.raises(NoSuchPublication):
        published.add_phrasing(99, "Was?")
    for extra in range(MOST_PHRASINGS - 2):
        published.add_phrasing(number, f"Frage {extra}?")
    with pytest.raises(PhrasingRefused):
        published.add_phrasing(number, "Eine zu viel?")


def test_one_question_has_one_published_answer(own: Desk, published: Published) -> None:
    number = published.publish("x", verified(own), "Rita")
    with pytest.raises(AlreadyPublished):
        published.publish("y", verified(own), "Ada")
    published.withdraw(number, "Ada", "Überholt.")
    assert own.assistant.answer(QUESTION).verified is None
    again = published.publish("y", verified(own), "Ada")
    assert [(each.id, bool(each.withdrawn), each.by, each.reason) for each in published.everything()] == [
        (again, False, "", ""),
        (number, True, "Ada", "Überholt."),
    ]


def test_only_what_is_proved_by_documents_as_they_are_is_published(own: Desk, published: Published) -> None:
    given = verified(own)
    for bad in (
        replace(given, claims=()),
        replace(given, citations=()),
        replace(given, question="?"),
        replace(given, library_version="x-1"),
    ):
        with pytest.raises(NothingToPublish):
            published.publish("x", bad, "Rita")


def test_it_is_withdrawn_by_itself_when_a_cited_document_changes(own: Desk, published: Published) -> None:
    published.publish("x", verified(own), "Rita")
    change(own, "Die Häfen bleiben, wie sie sind. Danach ist Ruhe.\n")
    assert own.assistant.answer(QUESTION).verified, "another document changed"
    (own.folder / "museum.json").write_text(json.dumps({"number": "8/2625", "title": "Museen"}))
    (own.folder / "museum.pdf").unlink()
    (own.folder / "museum.txt").write_text(
        "Bericht\n\nDer Umbau des Museums in Wismar kostet 3 Millionen Euro. Das Theater bleibt offen.\n"
    )
    sync([own.folder], own.folder / "library", FakeEmbedder(), prune=True)
    assert own.assistant.answer(QUESTION).verified is None
    (only,) = published.everything()
    assert only.withdrawn
    assert only.by == ""
    assert "nicht mehr in der Bibliothek" in only.reason
    page = html.unescape(own.signed_in("reviewer").get("/desk/published", headers=PAGE).text)
    assert "von selbst zurückgezogen" in page
    assert only.reason in page


def test_a_sync_withdraws_what_has_fallen(own: Desk, published: Published) -> None:
    published.publish("x", verified(own), "Rita")
    assert withdraw_fallen(own.folder / "library") == 0
    (own.folder / "museum.pdf").unlink()
    sync([own.folder], own.folder / "library", FakeEmbedder(), prune=True)
    assert withdraw_fallen(own.folder / "library") == 1
    assert withdraw_fallen(own.folder / "library") == 0


def test_http_shell_exports_and_the_shared_page_say_so(own: Desk, published: Published) -> None:
    published.publish("x", verified(own), "Rita")
    client = own.client()
    data = client.post("/api/answer", json={"question": QUESTION}).json()
    assert data["verified"] == datetime.datetime.now().astimezone().date().isoformat()
    assert data["schema_version"] == 4
    stream = client.post("/api/answer/stream", json={"question": QUESTION}).text
    assert f'"verified": "{data["verified"]}"' in stream
    assert any("Von Mitarbeitenden geprüft am" in line for line in answer_lines(own.assistant.answer(QUESTION), "de"))
    assert any("Checked by staff on" in line for line in answer_lines(own.assistant.answer(QUESTION), "en"))
    link = own.ledger.share(data["id"])
    assert "Von Mitarbeitenden geprüft am" in html.unescape(client.get(f"/a/{link}").text)
    assert "Von Mitarbeitenden geprüft am" in read_markdown(client.get(f"/a/{data['id']}.md").content).text


def test_a_damaged_file_of_staff_keeps_nobody_from_an_answer(own: Desk, published: Published) -> None:
    published.publish("x", verified(own), "Rita")
    for name in ("staff.sqlite-wal", "staff.sqlite-shm"):
        (own.folder / "library" / name).unlink(missing_ok=True)
    (own.folder / "library" / "staff.sqlite").write_bytes(b"no database" * 500)
    assert own.assistant.answer(QUESTION).claims[0].text == QUOTE


def test_only_what_was_confirmed_can_be_published_at_the_desk(own: Desk) -> None:
    new, client = str(own.ledger.keep(own.assistant.answer(QUESTION))), own.signed_in("reviewer")
    assert client.post(f"/desk/review/{new}/publish", headers=PAGE).status_code == 422
    assert client.post(f"/desk/review/{new}", data={"seen": "0", "verdict": "right"}).status_code == 303
    assert client.post(f"/desk/review/{new}/publish").status_code == 303
    assert own.assistant.answer(QUESTION).verified
    again = client.post(f"/desk/review/{new}/publish", headers=PAGE)
    assert again.status_code == 422
    assert "ist schon eine Antwort veröffentlicht" in html.unescape(again.text)
    assert client.post("/desk/published/1/phrasing", data={"question": "Was kostet es?"}).status_code == 303
    page = html.unescape(client.get("/desk/published", headers=PAGE).text)
    assert "Was kostet es?" in page
    assert NAMES["reviewer"] in page
    assert client.post("/desk/published/1/withdraw", data={"reason": "Überholt."}).status_code == 303
    assert own.assistant.answer(QUESTION).verified is None


@pytest.mark.parametrize("given", [False, True], ids=["itself", "as it was given"])
def test_what_a_reviewer_finds_wrong_later_is_withdrawn(own: Desk, given: bool) -> None:
    new, client = str(own.ledger.keep(own.assistant.answer(QUESTION))), own.signed_in("reviewer")
    client.post(f"/desk/review/{new}", data={"seen": "0", "verdict": "right"})
    assert client.post(f"/desk/review/{new}/publish").status_code == 303
    judged, seen = (client.post("/api/answer", json={"question": QUESTION}).json()["id"], "0") if given else (new, "1")
    assert client.post(f"/desk/review/{judged}", data={"seen": seen, "keep": "as", "note": "Noch ansehen."}).status_code == 303
    assert own.assistant.answer(QUESTION).verified
    seen = str(Decisions(own.store).history(judged)[-1].id)
    assert client.post(f"/desk/review/{judged}", data={"seen": seen, "verdict": "outdated"}).status_code == 303
    assert own.assistant.answer(QUESTION).verified is None
    page = html.unescape(client.get("/desk/published", headers=PAGE).text)
    assert f"von {NAMES['reviewer']} zurückgezogen. Bei der Prüfung beurteilt: Quelle veraltet." in page


def test_a_wrong_verdict_and_the_withdrawal_are_written_together_or_not_at_all(own: Desk, published: Published) -> None:
    new, client = str(own.ledger.keep(own.assistant.answer(QUESTION))), own.signed_in("reviewer")
    client.post(f"/desk/review/{new}", data={"seen": "0", "verdict": "right"})
    published.publish(new, verified(own), "Rita")
    with own.store.connected() as connection:
        connection.execute("CREATE TRIGGER full BEFORE UPDATE ON published BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
    with pytest.raises(sqlite3.IntegrityError):
        client.post(f"/desk/review/{new}", data={"seen": "1", "verdict": "wrong"}, headers=PAGE)
    assert [each.verdict for each in Decisions(own.store).history(new)] == ["right"]
    assert own.assistant.answer(QUESTION).verified
    with own.store.connected() as connection:
        connection.execute("DROP TRIGGER full")
    assert client.post(f"/desk/review/{new}", data={"seen": "1", "verdict": "wrong"}, headers=PAGE).status_code == 303
    assert own.assistant.answer(QUESTION).verified is None


def test_what_was_judged_while_somebody_published_it_is_not_served(own: Desk, published: Published) -> None:
    new, decisions = str(own.ledger.keep(own.assistant.answer(QUESTION))), Decisions(own.store)
    decisions.add(new, "Rita", 0, "right", done=True)
    decisions.add(new, "Ada", 1, "wrong", done=True)  # between Rita's look and her click
    with pytest.raises(NotConfirmed):
        published.publish(new, verified(own), "Rita")
    assert own.assistant.answer(QUESTION).verified is None


def test_what_was_looked_for_in_a_part_of_the_documents_is_not_given_to_who_asks_them_all(own: Desk) -> None:
    client = own.signed_in("reviewer")
    new = own.client().post("/api/answer", json={"question": QUESTION, "filters": {"kind": "Antwort"}}).json()["id"]
    client.post(f"/desk/review/{new}", data={"seen": "0", "verdict": "right"})
    assert "nur in einem Teil der Dokumente" in html.unescape(client.get(f"/desk/review/{new}", headers=PAGE).text)
    assert client.post(f"/desk/review/{new}/publish", headers=PAGE).status_code == 422
    assert own.assistant.answer(QUESTION).verified is None


def test_a_single_phrasing_is_removed(own: Desk, published: Published) -> None:
    number, client = published.publish("x", verified(own), "Rita"), own.signed_in("reviewer")
    for each in ("Was kostet es?", "Wie teuer ist es?"):
        published.add_phrasing(number, each)
    for asked in ("Wie teuer ist es?", QUESTION, "Etwas anderes?"):  # its own question stays
        assert client.post(f"/desk/published/{number}/phrasing/remove", data={"question": asked}).status_code == 303
    assert published.everything()[0].questions == (QUESTION, "Was kostet es?")
    assert own.assistant.answer("Wie teuer ist es?").verified is None
    assert "Formulierung entfernen: Was kostet es?" in html.unescape(client.get("/desk/published", headers=PAGE).text)
    published.withdraw(number, "Rita")
    published.drop_phrasing(number, "Was kostet es?")
    assert published.everything()[0].questions == (QUESTION, "Was kostet es?")


def test_no_question_gets_into_the_log_by_being_published_twice(own: Desk, published: Published, caplog: pytest.LogCaptureFixture) -> None:
    published.publish("x", verified(own), "Ada")
    new, client = str(own.ledger.keep(own.assistant.answer(f"{QUESTION}?"))), own.signed_in("reviewer")
    client.post(f"/desk/review/{new}", data={"seen": "0", "verdict": "right"})
    assert client.post(f"/desk/review/{new}/publish", headers=PAGE).status_code == 422
    assert QUESTION not in caplog.text


def test_hostile_strings_as_phrasings_and_reasons_are_only_shown(own: Desk, published: Published) -> None:
    client = own.signed_in("reviewer")
    for text in list(HOSTILE.values())[::6]:
        number = published.publish("x", verified(own), "Rita")
        client.post(f"/desk/published/{number}/phrasing", data={"question": text.encode(errors="replace").decode()})
        client.post(f"/desk/published/{number}/withdraw", data={"reason": text.encode(errors="replace").decode()})
    page = client.get("/desk/published", headers=PAGE).text
    assert "<img" not in page
    assert page.lower().count("<script") == 0


def test_confirmed_answers_are_questions_that_an_evaluation_reads(own: Desk, published: Published, tmp_path: Path) -> None:
    right, wrong = (str(own.ledger.keep(own.assistant.answer(QUESTION))) for _ in range(2))
    decisions = Decisions(own.store)
    decisions.add(right, "Rita", 0, "right", done=True)
    decisions.add(wrong, "Rita", 0, "wrong", done=True)
    rows = list(questions(own.ledger, decisions, published, own.assistant.library))
    assert [(row["question"], row["page"], row["answers"]) for row in rows] == [(QUESTION, 2, [QUOTE])]
    assert right not in json.dumps(rows), "who has the id of an answer can share it"
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (read,) = questions_about(file, own.assistant.library.documents())
    (unit,) = read.grades
    assert unit.endswith("#2")
    (own.folder / "museum.pdf").unlink()
    sync([own.folder], own.folder / "library", FakeEmbedder(), prune=True)
    assert list(questions(own.ledger, decisions, published, own.assistant.library)) == []


def test_a_publication_that_cannot_be_read_keeps_nobody_from_an_answer(own: Desk, published: Published) -> None:
    published.publish("x", verified(own), "Rita")
    with own.store.connected() as connection:
        connection.execute("UPDATE published SET content = '{}'")
    assert published.find(QUESTION) is None
    assert own.assistant.answer(QUESTION).verified is None
