"""What editors and administrators see of the past: the list, an answer reopened with its sources as they were, figures and files."""

from __future__ import annotations

import html
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from index.sync import remove, sync
from tests.fakes import FakeEmbedder
from tests.ui.answers import answer, refusal
from tests.ui.desk.desks import PAGE, Desk, opened
from tests.ui.hostile_strings import HOSTILE
from tests.ui.paced import HARBOUR, QUESTION, QUOTE
from ui.audit.circumstances import Circumstances
from ui.desk.users import Role


def shown(client: TestClient, path: str) -> str:
    """The page as somebody reads it: character references as characters."""
    response = client.get(path, headers=PAGE)
    assert response.status_code == 200, response.text
    return html.unescape(response.text)


def asked(desk: Desk, question: str = QUESTION) -> str:
    return str(desk.client().post("/api/answer", json={"question": question}).json()["id"])


@pytest.fixture
def fresh(tmp_path: Path) -> Desk:
    """A desk of its own, for tests that change its documents."""
    return opened(tmp_path)


def test_answers_are_listed_with_what_came_of_them(desk: Desk) -> None:
    new = asked(desk)
    desk.ledger.feedback(new, False, "wrong", "Das stimmt nicht.")
    desk.ledger.keep(refusal("Wie heißt der <b>Hausmeister</b>?"))
    client = desk.signed_in("editor")
    page = shown(client, "/desk/audit")
    assert f'href="/desk/audit/{new}"' in page
    assert QUESTION in page
    assert "1 nicht hilfreich" in page
    narrowed = shown(client, "/desk/audit?text=hausmeister&status=no_evidence&since=2020-01-01")
    assert QUESTION not in narrowed
    assert "&#60;b&#62;Hausmeister" in client.get("/desk/audit?text=hausmeister", headers=PAGE).text
    assert "0 Antworten" in shown(client, "/desk/audit?until=2020-01-01")
    assert shown(client, "/desk/audit?since=gestern&said=niemand&status=") == shown(client, "/desk/audit?since=gestern&said=niemand")


@pytest.mark.parametrize(("role", "path"), [("editor", "/desk/audit"), ("reviewer", "/desk/review")])
def test_days_at_the_ends_of_the_calendar_narrow_nothing(desk: Desk, role: Role, path: str) -> None:
    client = desk.signed_in(role)
    assert shown(client, f"{path}?until=9999-12-31&since=0001-01-01")
    assert "0 Antworten" in shown(client, f"{path}?until=0001-01-01")


def test_the_list_is_turned_page_by_page(fresh: Desk) -> None:
    for number in range(51):
        fresh.ledger.keep(answer(f"Frage Nummer {number}?"))
    client = fresh.signed_in("administrator")
    first = shown(client, "/desk/audit?text=nummer")
    assert ("Frage Nummer 50?" in first, "Frage Nummer 0?" in first) == (True, False)
    assert 'href="/desk/audit?text=nummer&start=50"' in first
    assert "Frage Nummer 0?" in shown(client, "/desk/audit?text=nummer&start=50")


@pytest.mark.parametrize("change", ["replaced", "removed"])
def test_an_answer_is_reopened_with_its_sources_as_they_were(fresh: Desk, change: str) -> None:
    new, other = asked(fresh), asked(fresh, "Wird der Hafen in Sassnitz ausgebaut?")
    pdf = (fresh.folder / "museum.pdf").read_bytes()
    client = fresh.signed_in("editor")
    before = shown(client, f"/desk/audit/{new}")
    assert "ersetzt oder entfernt" not in before
    if change == "replaced":
        (fresh.folder / "museum.pdf").write_bytes(pdf.replace(b"Wismar", b"Anklam") + b"\n%")
        (fresh.folder / "hafen.txt").write_text("Der Hafen bleibt, wie er ist.")
        sync([fresh.folder], fresh.assistant.library.path, FakeEmbedder())
    else:
        remove(fresh.assistant.library, [entry.id for entry in fresh.assistant.library.documents()])
    page = shown(client, f"/desk/audit/{new}")
    assert f"<mark>{QUOTE}</mark>" in page
    assert "Das Theater in Anklam bleibt im Winter geschlossen." in page
    file = client.get(f"/desk/audit/{new}/sources/1")
    assert (file.content, file.headers["content-type"]) == (pdf, "application/pdf")
    image = client.get(f"/desk/audit/{new}/sources/1/2.png")
    assert image.headers["content-type"] == "image/png"
    colours = {colour for _, colour in Image.open(io.BytesIO(image.content)).convert("RGB").getcolors(1 << 20) or []}
    assert (255, 226, 104) in colours
    text = shown(client, f"/desk/audit/{other}")
    assert f"<mark>{HARBOUR}</mark>" in text
    assert "ersetzt oder entfernt" in text
    saved = client.get(f"/desk/audit/{other}/sources/1")
    assert HARBOUR in saved.text
    assert saved.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert saved.headers["content-disposition"].startswith("attachment")


def test_the_picture_is_the_one_that_the_library_drew(desk: Desk) -> None:
    new = asked(desk)
    found = desk.ledger.get(new)
    assert found is not None
    citation = found.answer.citations[0]
    span = f"{citation.span.start}-{citation.span.end}"
    drawn = desk.client().get(f"/api/pages/{citation.document_id}/2.png?spans={span}&zoom=1.5").content
    again = desk.signed_in("editor").get(f"/desk/audit/{new}/sources/1/2.png").content
    assert Image.open(io.BytesIO(again)).tobytes() == Image.open(io.BytesIO(drawn)).tobytes()


@pytest.mark.parametrize("path", ["unknown", "{id}/sources/2", "{id}/sources/1/7.png", "{id}/sources/1/0.png", "unknown/sources/1"])
def test_what_is_not_there_is_404(desk: Desk, path: str) -> None:
    client = desk.signed_in("editor")
    assert client.get(f"/desk/audit/{path.format(id=asked(desk))}", headers=PAGE).status_code == 404


def test_bytes_that_are_gone_are_told(fresh: Desk) -> None:
    new = asked(fresh)
    for file in (fresh.assistant.library.path / "kept").iterdir():
        file.unlink()
    response = fresh.signed_in("editor").get(f"/desk/audit/{new}/sources/1", headers=PAGE)
    assert response.status_code == 404
    assert "nicht mehr vorhanden" in html.unescape(response.text)


def test_verdicts_settings_and_feedback_stand_beside_the_answer(desk: Desk) -> None:
    new = str(desk.ledger.keep(answer(), Circumstances("http", {"evidence": 6, "filters": {"kind": "<i>"}})))
    desk.ledger.feedback(new, False, "source", "<script>alert(1)</script>")
    page = desk.signed_in("editor").get(f"/desk/audit/{new}", headers=PAGE).text
    readable = html.unescape(page)
    assert "Mai steht nicht im Beleg." in readable
    assert "Quelle passt nicht" in readable
    assert "<script>alert" not in page
    assert "{'kind': '<i>'}" in readable


def test_reviewers_do_not_see_the_past(desk: Desk) -> None:
    client = desk.signed_in("reviewer")
    for path in ("/desk/audit", f"/desk/audit/{asked(desk)}", "/desk/statistics", "/desk/statistics/answers.jsonl"):
        assert client.get(path, headers=PAGE).status_code == 403


def test_hostile_questions_are_shown_and_do_nothing(fresh: Desk) -> None:
    ids = {name: str(fresh.ledger.keep(answer(text))) for name, text in HOSTILE.items()}
    client = fresh.signed_in("editor")
    plain = client.get("/desk/audit", headers=PAGE).text
    tags = {name: client.get(f"/desk/audit/{each}", headers=PAGE).text for name, each in ids.items()}
    for page in (plain, *tags.values()):
        assert "<img src=x" not in page
        assert "window.hostile = 1</script>" not in page
    counts = {name: (page.count("<"), page.count("<script"), page.count("href=")) for name, page in tags.items()}
    assert len(set(counts.values())) == 1, "a question made a tag of its own"


def test_figures_and_their_tables_stand_on_the_page(fresh: Desk) -> None:
    for given in (answer(), answer(), refusal()):
        new = str(fresh.ledger.keep(given))
    fresh.ledger.feedback(new, False, "unclear")
    client = fresh.signed_in("editor")
    page = " ".join(shown(client, "/desk/statistics?days=7").split())
    assert "3 Fragen in 7 Tagen" in page
    assert '<td class="number">2</td><td class="number">66,7 %</td>' in page
    assert '<th scope="row" class="inner">Unverständlich</th><td class="number">1</td>' in page
    assert page.count("<svg") - page.count('width="14"') // 2 >= 4
    assert client.get("/desk/statistics?days=0").status_code == 422


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_files_of_the_export_are_read_back(fresh: Desk, form: str) -> None:
    new = asked(fresh)
    client = fresh.signed_in("administrator")
    file = client.get(f"/desk/statistics/answers.{form}")
    assert file.headers["content-disposition"].startswith(f'attachment; filename="answers.{form}"')
    rows = [json.loads(line) for line in file.text.splitlines()] if form == "jsonl" else pq.read_table(io.BytesIO(file.content)).to_pylist()
    assert [(row["id"], row["question"], row["way"]) for row in rows] == [(new, QUESTION, "http")]
    assert client.get(f"/desk/statistics/passwords.{form}").status_code == 404
