"""Every hostile string in the page itself: as a question, and as whatever a document can bring along. Nothing runs, nothing loads."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from index.types import Place, Span
from rag.types import Answer, Citation, Claim, Event, Evidence, Finished, Found, Verdict
from tests.ui.browsing import ask
from tests.ui.hostile_strings import HOSTILE
from tests.ui.many import Person
from tests.ui.paced import QUESTION, Screen
from ui.terminal import plain

SHOWABLE = [text[:2000] for text in HOSTILE.values() if plain(text).strip()]
KNOWN = {"ARTICLE", "DIV", "H2", "H3", "SPAN", "BUTTON", "P", "STRONG", "A", "OL", "UL", "LI", "BLOCKQUOTE", "DETAILS", "SUMMARY"} | {
    *("FORM", "FIELDSET", "LEGEND", "LABEL", "INPUT", "svg", "circle", "path")
}


def brought_along(texts: list[str]) -> Iterator[Event]:
    """An answer each of whose sentences and sources is made of one of the strings."""
    day = datetime.date(2023, 10, 6)
    cited = tuple(
        Citation(number, 1, text, Span(0, 5), text, (Place(1, text, ()),), text, text[:80], day, text, text, text)
        for number, text in enumerate(texts, 1)
    )
    claims = tuple(Claim(text, (number,), Verdict(True)) for number, text in enumerate(texts, 1))
    evidence = tuple(Evidence(each.number, 1, 1, each.span, each.quote, 1.0) for each in cited)
    yield Found(evidence, cited)
    yield Finished(Answer("?", "quoted", claims, cited, evidence, (), 1.0, "de", "1", ""))


def unharmed(page: Page) -> None:
    assert page.evaluate("window.hostile") is None
    tags = page.evaluate("[...new Set([...document.querySelectorAll('#talk *')].map((node) => node.nodeName))]")
    assert set(tags) <= KNOWN
    handlers = "[...document.querySelectorAll('#talk *')].flatMap((n) => [...n.attributes]).filter((a) => a.name.startsWith('on')).length"
    assert page.evaluate(handlers) == 0
    assert page.evaluate("[...document.querySelectorAll('#talk a')].every((a) => new URL(a.href).origin === location.origin)")


def test_as_questions(chat: Page, paced: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paced.assistant, "ask", lambda *_, **__: brought_along(["Ja."]))
    typed = [text for text in SHOWABLE if text.encode(errors="replace").decode() == text]  # half a character cannot be typed
    for some in (typed[first : first + 12] for first in range(0, len(typed), 12)):
        words = " ".join(some)
        turn = ask(chat, words)
        assert turn.locator(".question-text").text_content() == plain(words)
    unharmed(chat)


def test_as_what_documents_bring_along(chat: Page, paced: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paced.assistant, "ask", lambda *_, **__: brought_along(SHOWABLE))
    turn = ask(chat, "Was steht in den Dokumenten?")
    assert turn.locator(".said").all_text_contents() == [plain(text) for text in SHOWABLE]
    assert turn.locator(".source-title").all_text_contents() == [plain(text) for text in SHOWABLE]
    marks = turn.locator(".mark")
    for number in range(0, len(SHOWABLE), 10):
        marks.nth(number).dispatch_event("mouseover")
        expect(chat.locator("#card .card-title")).to_have_text(plain(SHOWABLE[number]), use_inner_text=False)
    marks.first.click()
    expect(chat.locator("#panel-de .panel-title")).to_contain_text(plain(SHOWABLE[0]))
    unharmed(chat)


def test_as_an_error(chat: Page, paced: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> Iterator[Event]:
        raise type("<img src=x onerror=window.hostile=1>", (Exception,), {})

    monkeypatch.setattr(paced.assistant, "ask", fails)
    ask(chat, QUESTION, "problem")
    unharmed(chat)


@pytest.mark.parametrize("field", ["Drucksache, etwa 8/2625", "Bis"])
def test_as_a_filter(chat: Page, field: str) -> None:
    chat.get_by_role("button", name="Suche eingrenzen").click()
    chat.get_by_label(field, exact=True).fill("<img src=x onerror=window.hostile=1>")
    ask(chat, QUESTION, "problem")
    unharmed(chat)


def test_what_is_no_text_is_no_question_and_narrows_nothing(paced: Screen) -> None:
    person = Person(paced.url, "nobody")
    values = [{"a": 1}, None, "yes", ["x"], {"b": 2}, 1, ["c"], {"d": 3}, None, True, 2.5]
    sent = {"data": values, "fn_index": person.take, "session_hash": person.name}
    answer = person.client.post("/gradio_api/run/predict", json=sent)
    assert answer.status_code == 200
    assert 'data-question=""' in answer.json()["data"][0]
    assert 'data-stage="searching"' in answer.json()["data"][0]
