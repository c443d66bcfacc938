"""The chat in a real browser, over a real server, with the real models: the starter library, composed answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.browsing import begin, opened, watched
from tests.ui.conftest import Served

PATIENCE = 120_000  # milliseconds; a small machine may be busy


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """The chat, opened; every request that does not go to the server fails the test."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    wrong = watched(page, served.url)
    yield opened(page, served.url)
    page.close()
    assert wrong == []


def ask(page: Page, question: str) -> str:
    """Ask by keyboard; the finished answer with its state."""
    turn = begin(page, question)
    expect(turn).to_have_attribute("data-stage", "done", timeout=PATIENCE)
    return turn.inner_text()


def test_three_questions_and_a_citation_that_leads_to_its_sentence(page: Page, served: Served) -> None:
    assert "2029" in ask(page, "Bis wann soll die RIS MV umgesetzt werden?")
    mark = page.locator("#turn-0 .mark").first
    mark.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#panel-de")
    expect(panel.locator("mark")).to_contain_text("Umsetzung der RIS MV bis zum Jahr 2029 erfolgen soll")
    expect(panel).to_contain_text("KI-Strategie des Landes")
    page.keyboard.press("Escape")

    workshop = ask(page, "Wann und wo fand der Workshop zu Entlastungspotenzialen statt?")
    assert "20. Juni 2023" in workshop
    assert "Rostock" in workshop

    refused = ask(page, "Wie hoch ist das Budget für die KI-Strategie?")
    assert "nichts gefunden" in refused
    assert not served.log.exists(), served.log.read_text()


def test_the_server_does_not_say_what_it_is_made_with(page: Page, served: Served) -> None:
    for path in ("/", "/healthz", "/screen/chat.css", "/nothing"):
        assert "server" not in page.request.get(f"{served.url}{path}").headers


def test_an_example_of_the_library_is_answered(page: Page) -> None:
    assert page.locator("button.example:visible").count() == 4
    page.locator("button.example").first.click()
    turn = page.locator("#turn-0")
    expect(turn).to_have_attribute("data-stage", "done", timeout=PATIENCE)
    expect(turn.locator(".mark").first).to_be_visible()
