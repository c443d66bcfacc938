"""From a question over HTTP to its shared page: kept, shared, read by others, and still true after the documents changed."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from reportlab.pdfgen.canvas import Canvas

from index.sync import sync
from rag import Assistant, Options
from rag.types import Answer
from tests.fakes import FakeEmbedder
from tests.typeset import TOP, paragraph, pdf
from tests.ui.answers import refusal
from tests.ui.reading_back import read_docx, read_markdown, read_pdf
from tests.ui.shelf import shelve
from ui.api import create_api
from ui.ledger import Ledger
from ui.line import Line
from ui.security import Limiter, secure
from ui.services import Services

QUOTE = "Der Umbau des Museums in Wismar kostet 1,5 Millionen Euro."
QUESTION = {"question": "Wie viel kostet der Umbau des Museums in Wismar?"}


def paper(text: str) -> bytes:
    def draw(canvas: Canvas) -> None:
        paragraph(canvas, text, TOP)

    return pdf(draw)


PAPER = paper(f"{QUOTE} Der Hafen in Sassnitz wird nicht ausgebaut.")
READERS = {"pdf": read_pdf, "docx": read_docx, "md": read_markdown}


@dataclass
class Served:
    folder: Path
    assistant: Assistant
    ledger: Ledger
    client: TestClient

    def ask(self) -> str:
        return str(self.client.post("/api/answer", json=QUESTION).raise_for_status().json()["id"])

    def share(self, answer_id: str) -> str:
        return str(self.client.post(f"/api/answers/{answer_id}/share").raise_for_status().json()["url"])

    def page(self, answer_id: str, language: str = "de") -> html.HtmlElement:
        return html.fromstring(self.client.get(self.share(answer_id), params={"language": language}).raise_for_status().text)


def serving(assistant: Assistant, services: Services) -> TestClient:
    app = create_api(assistant, services)
    secure(app)
    return TestClient(app)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with shelve(tmp_path, {"museum.pdf": PAPER, "museum.json": '{"number": "8/2625", "title": "Museen <des> Landes"}'}) as library:
        assistant = Assistant(library, FakeEmbedder(), None, Options(refusal_threshold=0))
        ledger = Ledger(tmp_path / "library", 90)
        yield Served(tmp_path, assistant, ledger, serving(assistant, Services(ledger)))


def test_a_shared_answer_is_a_page_for_everybody_and_an_unshared_one_is_not(served: Served) -> None:
    new = served.ask()
    hidden = served.client.get(f"/a/{new}")
    assert hidden.status_code == 404
    assert "Unter dieser Adresse gibt es keine Antwort" in html.fromstring(hidden.text).text_content()
    assert QUOTE not in hidden.text
    url = served.share(new)
    assert re.fullmatch(r"http://testserver/a/[A-Za-z0-9_-]{22}", url)
    page = served.page(new)
    text = " ".join(page.text_content().split())
    for part in (QUESTION["question"], "Wörtlich aus den Dokumenten", QUOTE, "Museen <des> Landes, Drucksache 8/2625, Seite 1", url):
        assert part in text
    assert page.get("lang") == "de"
    assert page.xpath("//a[@class='mark']/@href") == ["#source-1"]
    assert page.xpath("//li/@id") == ["source-1"]


def test_who_has_the_link_alone_reads_and_cannot_act_for_who_asked(served: Served) -> None:
    new = served.ask()
    link = served.share(new).rpartition("/")[2]
    assert served.share(new).endswith(link)
    assert served.client.get(f"/a/{new}").status_code == 404
    saved = served.client.get(f"/a/{link}.json").raise_for_status().text
    assert new not in saved + served.client.get(f"/a/{link}").text
    for method, what in (("POST", "share"), ("DELETE", "share"), ("POST", "feedback")):
        assert served.client.request(method, f"/api/answers/{link}/{what}", json={"helpful": True}).status_code == 404


def test_a_withdrawn_link_leads_nowhere_and_does_not_come_back(served: Served) -> None:
    new = served.ask()
    link = served.share(new).rpartition("/")[2]
    assert served.client.delete(f"/api/answers/{new}/share").status_code == 200
    for path in (f"/a/{link}", f"/a/{link}.pdf", f"/a/{link}.json"):
        assert served.client.get(path).status_code == 404
    assert served.client.get(f"/a/{new}.json").json()["address"] == ""
    assert not served.share(new).endswith(link)
    assert served.client.get(f"/a/{link}").status_code == 404


def test_the_links_of_a_shared_page_lead_to_the_marked_page_and_the_file(served: Served) -> None:
    new = served.ask()
    (ways,) = served.page(new).xpath("//p[@class='ways']")
    picture, file = ways.xpath("./a/@href")
    assert re.fullmatch(r"/api/pages/\d+/1\.png\?spans=\d+-\d+&zoom=1\.5", picture)
    assert served.client.get(picture).headers["content-type"] == "image/png"
    assert file.endswith("/file#page=1")
    assert served.client.get(file).content == PAPER


def test_the_page_has_no_scripts_and_nothing_of_elsewhere(served: Served) -> None:
    new = served.ask()
    response = served.client.get(served.share(new))
    page = html.fromstring(response.text)
    assert page.xpath("//script | //img | //iframe | //style | //form | //@style") == []
    assert page.xpath("//link/@href") == ["/screen/shared.css"]
    assert [url for url in page.xpath("//a/@href") if not url.startswith(("/", "#"))] == []
    assert response.headers["x-robots-tag"] == "noindex, nofollow"
    assert response.headers["cache-control"] == "private, no-store"
    assert response.headers["referrer-policy"] == "no-referrer"


def test_the_page_is_english_where_that_is_asked_for(served: Served) -> None:
    new = served.ask()
    page = served.page(new, "en")
    assert page.get("lang") == "en"
    assert "Verbatim from the documents" in page.text_content()
    assert page.xpath("//p[@class='switch']/a/@hreflang") == ["de"]


def test_after_a_document_changed_its_quote_stays_and_the_change_is_told(served: Served) -> None:
    new = served.ask()
    (served.folder / "documents" / "museum.pdf").write_bytes(paper("Das Museum ist fertig."))
    sync([served.folder / "documents"], served.folder / "library", FakeEmbedder(), prune=True)
    page = served.page(new)
    text = " ".join(page.text_content().split())
    assert QUOTE in text
    assert "Dieses Dokument wurde seither geändert oder aus der Bibliothek entfernt." in text
    assert page.xpath("//p[@class='ways']/a") == []
    for form, reader in READERS.items():
        found = reader(served.client.get(f"/a/{new}.{form}").content)
        assert QUOTE in found.text
        assert "seither geändert" in found.text


def test_another_library_in_the_same_place_does_not_pass_for_the_old_one(served: Served) -> None:
    new = served.ask()
    link = served.ledger.share(new)
    kept = served.ledger.get(new)
    assert kept is not None
    (served.folder / "other").mkdir()
    with shelve(served.folder / "other", {"museum.pdf": PAPER}) as library:
        other = Assistant(library, FakeEmbedder(), None)
        text = serving(other, Services(served.ledger)).get(f"/a/{link}").text
    assert "seither geändert" in html.fromstring(text).text_content()


@pytest.mark.parametrize("form", [*READERS, "json"])
def test_whoever_asked_can_save_the_answer_without_sharing_it(served: Served, form: str) -> None:
    new = served.ask()
    response = served.client.get(f"/a/{new}.{form}").raise_for_status()
    disposition = response.headers["content-disposition"]
    assert disposition.startswith(f'attachment; filename="Belegt Wie viel kostet der Umbau des Museums in Wismar_.{form}"')
    assert response.headers["cache-control"] == "private, no-store"
    if form != "json":
        found = READERS[form](response.content)
        assert found.active == []
        assert QUOTE in found.text
        assert "Adresse" not in found.text  # nobody else could open it


def test_feedback_is_kept_and_what_is_none_is_refused(served: Served) -> None:
    new = served.ask()
    path = f"/api/answers/{new}/feedback"
    assert served.client.post(path, json={"helpful": False, "reason": "source", "sentence": "Seite 3 passt nicht."}).status_code == 200
    for body in (
        {},
        {"helpful": "?"},
        {"helpful": True, "reason": "bad"},
        {"helpful": True, "sentence": "x" * 501},
        {"helpful": True, "a": 1},
    ):
        response = served.client.post(path, json=body, headers={"Accept-Language": "de"})
        assert response.status_code == 422
        assert response.json()["message"].startswith("Die Anfrage ist nicht verwendbar")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/answers/unknown/share"),
        ("POST", "/api/answers/unknown/feedback"),
        ("GET", "/a/unknown.pdf"),
        ("GET", "/a/unknown"),
        ("GET", "/a/%3Cscript%3E"),
        ("GET", "/a/..%2f..%2fanswers.sqlite"),
    ],
)
def test_an_unknown_answer_is_a_sentence(served: Served, method: str, path: str) -> None:
    response = served.client.request(method, path, json={"helpful": True} if method == "POST" else None)
    assert response.status_code == 404
    assert "<script" not in response.text


def test_where_nothing_is_kept_there_is_no_id_and_nothing_to_share(served: Served) -> None:
    client = serving(served.assistant, Services())
    data = client.post("/api/answer", json=QUESTION).json()
    assert data["id"] is None
    assert client.get("/a/x").status_code == client.post("/api/answers/x/share").status_code == 404


def test_a_refusal_can_be_shared(served: Served) -> None:
    new = served.ledger.keep(refusal())
    assert new
    text = " ".join(served.page(new).text_content().split())
    assert "In den Dokumenten wurde nichts gefunden, das diese Frage beantwortet." in text
    assert "Quellen" not in text


def test_a_stream_carries_the_id_of_the_kept_answer(served: Served) -> None:
    text = served.client.post("/api/answer/stream", json=QUESTION).text
    (new,) = re.findall(r'"id": "([\w-]{22})"', text.rpartition("event: finished")[2])
    found = served.ledger.get(new)
    assert found is not None
    assert found.answer.question == QUESTION["question"]


@pytest.mark.parametrize("path", ["/api/answer", "/api/answer/stream", "/api/search"])
def test_too_many_questions_get_a_sentence(served: Served, path: str) -> None:
    client = serving(served.assistant, Services(limiter=Limiter(2)))
    for _ in range(2):
        assert client.post(path, json=QUESTION).status_code == 200
    response = client.post(path, json=QUESTION, headers={"Accept-Language": "de"})
    assert (response.status_code, response.json()["error"]) == (429, "TooManyQuestions")
    assert response.json()["message"].startswith("Sie haben in kurzer Zeit viele Fragen gestellt.")
    assert 1 <= int(response.headers["retry-after"]) <= 31


@pytest.mark.parametrize("path", ["/api/answer", "/api/answer/stream"])
def test_a_full_line_gets_a_sentence_and_room_comes_back(served: Served, path: str) -> None:
    line = Line(places=1, waiting=0)
    client = serving(served.assistant, Services(line=line))
    ticket = line.stand()
    response = client.post(path, json=QUESTION, headers={"Accept-Language": "de"})
    assert (response.status_code, response.json()["error"]) == (503, "LineFull")
    line.leave(ticket)
    for _ in range(3):
        assert client.post(path, json=QUESTION).status_code == 200
        assert line._tickets == []


def test_the_line_is_left_when_an_answer_fails(served: Served) -> None:
    line = Line(places=1, waiting=0)

    class Broken(Assistant):
        def ask(self, *_: object, **__: object) -> Iterator[object]:  # type: ignore[override]
            raise ZeroDivisionError

        def answer(self, *_: object, **__: object) -> Answer:
            raise ZeroDivisionError

    broken = Broken(served.assistant.library, FakeEmbedder(), None)
    client = TestClient(create_api(broken, Services(line=line)), raise_server_exceptions=False)
    for path, status in (("/api/answer", 500), ("/api/answer/stream", 200)) * 2:
        assert client.post(path, json=QUESTION).status_code == status
    assert line._tickets == []


def test_twenty_at_once_get_their_own_answers(served: Served) -> None:
    questions = [f"Wie viel kostet der Umbau Nummer {number}?" for number in range(20)]
    found: dict[str, str] = {}

    def ask(question: str) -> None:
        data = served.client.post("/api/answer", json={"question": question}).json()
        found[question] = data["question"]
        kept = served.ledger.get(data["id"])
        assert kept is not None
        assert kept.answer.question == question

    threads = [threading.Thread(target=ask, args=(question,)) for question in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == dict(zip(questions, questions, strict=True))


def test_the_library_is_described(served: Served) -> None:
    data = served.client.get("/api/library").json()
    assert (data["papers"], data["library_version"]) == (1, served.assistant.library_version)
    assert data.keys() == {
        *("name", "papers", "as_of", "kinds", "ministries", "groups", "first", "last", "examples", "library_version"),
    }
