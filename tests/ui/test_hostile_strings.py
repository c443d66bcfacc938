"""Hostile strings as question, document, title, file name, heading, feedback, language and filter, through every route and export.

On pages they may not add an element or an attribute, in headers not a line, in files nothing but text; nothing fails over them. What a
browser makes of them is tried in the chat's own tests.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from index.types import Place
from rag import Assistant, Options
from rag.types import Answer, Claim, Verdict
from tests.fakes import FakeEmbedder
from tests.ui.answers import CITATION, answer
from tests.ui.hostile_strings import HOSTILE
from tests.ui.reading_back import folded, read_docx, read_markdown, read_pdf
from tests.ui.shelf import shelve
from ui.api import create_api
from ui.examples import dated_questions
from ui.exporting.sheet import link, sheet_of
from ui.ledger import Kept, Ledger
from ui.library_facts import LibraryFacts, library_facts
from ui.reference import citable
from ui.screen.views import head_html
from ui.security import HEADERS, secure
from ui.services import Services
from ui.shared_page import shared_page
from ui.terminal import plain

EVERY = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
READERS = {"md": read_markdown, "docx": read_docx, "pdf": read_pdf}
BENIGN = "Wort"


def hostile_answer(text: str, url: str = "") -> Answer:
    """The text wherever an answer has some."""
    citation = replace(
        CITATION,
        title=text,
        quote=text,
        lead=text,
        source_name=text,
        paper=text,
        heading=text,
        url=url,
        places=(replace(CITATION.places[0], label=text), Place(3, text, ())),
    )
    given = answer(text, text, citation)
    rejected = (Claim("verworfen", (1,), Verdict(False, "name", text)),)
    return replace(given, rejected=rejected, model=text)


@dataclass
class Served:
    assistant: Assistant
    ledger: Ledger
    client: TestClient
    kept: dict[tuple[str, str], str] = field(default_factory=dict)

    def address(self, text: str, url: str = "") -> str:
        """That of a shared answer which holds the text everywhere; each is kept once."""
        if (text, url) not in self.kept:
            new = self.ledger.keep(hostile_answer(text, url))
            assert new
            self.kept[text, url] = str(self.ledger.share(new))
        return f"/a/{self.kept[text, url]}"

    @cached_property
    def usual(self) -> str:
        """The page of an answer that nobody means harm with."""
        return self.client.get(self.address(BENIGN)).raise_for_status().text


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    with shelve(folder, {"corpus.jsonl": corpus(), **files()}) as library:
        assistant = Assistant(library, FakeEmbedder(), None, Options(refusal_threshold=0))
        ledger = Ledger(library.path, 90)
        app = create_api(assistant, Services(ledger, library_name=HOSTILE["script-1"]))
        secure(app)
        yield Served(assistant, ledger, TestClient(app))


def corpus() -> str:
    """Each string as text, title, ministry and group of a document."""
    lines = []
    for name, text in HOSTILE.items():
        told = {"title": text, "ministry": text, "groups": [text], "kind": text, "number": text, "url": text}
        lines.append(json.dumps({"id": name, "text": f"Der Hafen von {name} wird ausgebaut. {text}\n\nDas ist alles.", **told}))
    return "\n".join(lines)


def files() -> dict[str, bytes | str]:
    """Each string as a name, as far as a file system takes it, and as a heading."""
    names = {text: text.encode("utf-8", "ignore").decode().replace("/", "").replace("\x00", "")[:60] for text in HOSTILE.values()}
    fitting = {
        name: text for text, name in names.items() if name.strip(". ") and not name.startswith((".", "~$")) and len(name.encode()) < 200
    }
    return {
        f"{name}.html": f"<h1>{html_text(text)}</h1><p>Ein Museum in {html_text(text)} wird gebaut.</p>" for name, text in fitting.items()
    }


def html_text(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text if char.isalnum() or char in " .,;<>\"'/=()[]{}$")


def skeleton(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes."""
    return [(str(each.tag), tuple(sorted(each.keys()))) for each in html.document_fromstring(page).iter()]


def signs(page: str) -> tuple[int, ...]:
    """How often the signs stand in a page of which markup is made."""
    return tuple(page.count(sign) for sign in "<>\"'")


def sound(response: Any) -> Any:
    """The JSON of a response that nothing in it can turn into a page, and whose headers are ours alone."""
    assert response.status_code in (200, 404, 422), response.text
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in response.headers
    assert "x-evil" not in response.headers
    return response.json()


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTILE.values())) >= 100


@EVERY
def test_a_shared_page_has_the_same_elements_whatever_it_says(served: Served, text: str) -> None:
    shown = served.client.get(served.address(text)).raise_for_status().text
    assert skeleton(shown) == skeleton(served.usual)
    assert signs(shown) == signs(served.usual)
    assert folded(html.document_fromstring(shown).text_content()).count(folded(plain(text))) >= 4


@EVERY
def test_the_address_of_a_document_is_a_link_only_if_it_is_one_of_the_web(served: Served, text: str) -> None:
    page = shared_page(kept(hostile_answer(BENIGN, url=text)), sheet_of(kept(hostile_answer(BENIGN, url=text)), "de", ""))
    outside = [url for url in html.document_fromstring(page).xpath("//a/@href") if not re.match(r"/a/|/api/|/$|#source-", url)]
    assert outside == [link(text)] * bool(link(text))
    assert all(url.startswith("https://evil.example/") for url in outside)


def kept(given: Answer) -> Kept:
    return Kept("abc", datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC), given, "abc")


@EVERY
def test_files_open_and_hold_the_text_and_nothing_that_is_more(served: Served, text: str) -> None:
    wanted = "".join(plain(text).split())
    for form, reader in READERS.items():
        response = served.client.get(f"{served.address(text)}.{form}").raise_for_status()
        found = reader(response.content)
        assert found.active == []
        if form != "pdf" or (text.isascii() and len(wanted) < 300):  # what is longer is broken, and the font lacks many scripts
            assert wanted in "".join(found.text.split())
        assert_one_header(response)


@EVERY
def test_json_gives_the_very_text(served: Served, text: str) -> None:
    response = served.client.get(f"{served.address(text)}.json")
    data = sound(response)["answer"]
    assert (data["question"], data["claims"][0]["text"], data["citations"][0]["quote"]) == (text, text, text)
    assert "verworfen" not in response.text
    response.content.decode("ascii")
    assert_one_header(response)


def assert_one_header(response: Any) -> None:
    """What a name of a file may put into the headers: a name."""
    (disposition,) = response.headers.get_list("content-disposition")
    assert re.fullmatch(r"(attachment|inline); filename=\"[A-Za-z0-9. ()_-]+\"; filename\*=UTF-8''[A-Za-z0-9._~%-]+", disposition)
    assert set(response.headers) - {name.lower() for name in HEADERS} <= {
        *("content-disposition", "content-length", "content-type", "content-security-policy", "cache-control", "x-robots-tag"),
        *("accept-ranges", "last-modified", "etag"),
    }


@EVERY
def test_a_reference_is_one_line_without_anything_that_steers(text: str) -> None:
    found = citable(hostile_answer(text, url=text).citations[0], "de", "http://testserver/a/b")
    assert found == plain(found)
    assert found.splitlines() == [found]


@EVERY
def test_questions_filters_and_feedback_are_answered_in_json(served: Served, text: str) -> None:
    asked = sound(post(served, "/api/answer", {"question": text, "history": [{"question": text, "answer": text}]}))
    if "id" in asked:
        assert_ours(served, asked["id"])
    narrowed = dict.fromkeys(("kind", "ministry", "group", "number", "title", "source"), text)
    for more in ({"language": text}, {"filters": {"since": text}}, {"filters": narrowed}):
        sound(post(served, "/api/answer", {"question": "Hafen?", **more}))
    sound(post(served, "/api/search", {"question": text}))
    answer_id = served.address(BENIGN).removeprefix("/a/")
    for said in ({"helpful": False, "reason": text}, {"helpful": False, "reason": "wrong", "sentence": text}):
        sound(post(served, f"/api/answers/{answer_id}/feedback", said))


def post(served: Served, path: str, body: object) -> Any:
    """As ASCII: half characters travel as well."""
    return served.client.post(path, content=json.dumps(body), headers={"Content-Type": "application/json"})


def assert_ours(served: Served, answer_id: str) -> None:
    """The page of an answer to a hostile question has only elements of ours."""
    page = html.document_fromstring(served.client.get(f"/a/{served.ledger.share(answer_id)}").raise_for_status().text)
    assert page.xpath("//script | //img | //iframe | //svg | //style | //form | //base | //object | //embed") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []


@EVERY
def test_parts_of_an_address_are_refused_in_json_or_on_our_own_page(served: Served, text: str) -> None:
    parameters = {"span": text, "spans": text, "zoom": text}
    usable = {name: value.encode("utf-8", "replace").decode() for name, value in parameters.items()}
    for path in ("/api/documents/1/text", "/api/pages/1/1.png"):
        assert sound(served.client.get(path, params=usable))["message"]
    quoted = f"/a/{escaped(text)}"
    response = served.client.get(quoted)
    assert response.status_code == 404
    if response.headers["content-type"].startswith("text/html"):
        assert signs(response.text) == signs(served.client.get("/a/unknown").text)
    else:
        sound(response)
    language = served.client.get("/a/unknown", params={"language": usable["span"]})
    assert signs(language.text) in {signs(served.client.get(f"/a/unknown?language={each}").text) for each in ("de", "en")}


def escaped(text: str) -> str:
    """Every byte as %XX: it is one part of the path, whatever it holds."""
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace")[:300])


def test_hostile_documents_are_described_found_and_handed_over(served: Served) -> None:
    library = served.assistant.library
    entries = library.documents()
    assert len(entries) > 2 * 100
    for entry in entries:
        described = sound(served.client.get(f"/api/documents/{entry.id}"))
        assert described["has_pages"] is False
        length = len(library.document(entry.id).text)
        passage = sound(served.client.get(f"/api/documents/{entry.id}/text", params={"span": f"0-{min(length, 40)}"}))
        assert passage["quote"]
        if entry.source_name.endswith(".html"):
            file = served.client.get(f"/api/documents/{entry.id}/file")
            assert_one_header(file)
            assert file.headers["content-security-policy"] == "sandbox; default-src 'none'"
            assert file.headers["content-disposition"].startswith("attachment")
    found = sound(served.client.post("/api/search", json={"question": "Hafen", "limit": 100}))
    assert len(found["results"]) == 100


def test_the_facts_of_a_hostile_library_are_json(served: Served) -> None:
    data = sound(served.client.get("/api/library"))
    assert data["name"] == HOSTILE["script-1"]
    assert len(data["kinds"]) > 30
    facts = library_facts(served.assistant)
    assert all(example == plain(example) for example in facts.examples)


def test_nothing_of_it_was_run() -> None:
    assert not Path("/tmp/hostile").exists()


@EVERY
def test_what_a_library_is_called_reaches_the_page_as_text(text: str) -> None:
    facts = LibraryFacts(text, 1, None, (), (), (), None, None, ())
    page = html.fragment_fromstring(head_html(facts, "de"))
    assert {node.tag for node in page.iter()} == {"a", "div", "h1", "p", "strong", "span"}
    assert [each[:1] for each in page.xpath("//@href")] == ["#"], "the way past the conversation, and no other"
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    shown = page.xpath("string(.//p[@class='library'])")
    assert " ".join(plain(text).split()) in " ".join(shown.split())


@EVERY
def test_a_question_made_of_a_sentence_is_one_line_of_text(text: str) -> None:
    for question in dated_questions(f"Die Häfen {text} sollen bis 2027 ausgebaut werden."):
        assert question == plain(question)
        assert "\n" not in question
