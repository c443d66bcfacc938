"""The chat in a real browser, over a real server, with the real models."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import Served

PATIENCE = 120_000  # milliseconds; a small machine may be busy


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """The chat, opened; every request that does not go to the server fails the test."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(PATIENCE)
    strangers: list[str] = []
    opened.on(
        "request", lambda request: strangers.append(request.url) if not request.url.startswith((served.url, "data:", "blob:")) else None
    )
    opened.goto(served.url)
    expect(opened.get_by_label("Ihre Frage")).to_be_visible(timeout=PATIENCE)
    yield opened
    opened.close()
    assert strangers == []


def ask(page: Page, question: str) -> str:
    """Ask by keyboard; the finished answer with its state."""
    answers = page.locator("#conversation .belegt-done")
    before = answers.count()
    page.get_by_label("Ihre Frage").fill(question)
    page.get_by_label("Ihre Frage").press("Enter")
    expect(answers).to_have_count(before + 1, timeout=PATIENCE)
    return page.locator("#conversation .bot.message, #conversation [data-testid=bot]").last.inner_text()


def test_three_questions_and_a_citation_that_leads_to_its_sentence(page: Page, served: Served) -> None:
    assert "2029" in ask(page, "Bis wann soll die RIS MV umgesetzt werden?")
    mark = page.locator("#conversation a.belegt-mark").first
    mark.focus()
    page.keyboard.press("Enter")
    source = page.locator("#sources article:target")
    expect(source).to_contain_text("Umsetzung der RIS MV bis zum Jahr 2029 erfolgen soll")
    expect(source).to_contain_text("KI-Strategie des Landes")
    assert page.url.startswith(served.url)

    workshop = ask(page, "Wann und wo fand der Workshop zu Entlastungspotenzialen statt?")
    assert "20. Juni 2023" in workshop
    assert "Rostock" in workshop

    refused = ask(page, "Wie hoch ist das Budget für die KI-Strategie?")
    assert "nichts gefunden" in refused
    assert page.locator("#conversation a.belegt-mark").count() >= 2
    assert not served.log.exists(), served.log.read_text()


def test_evidence_is_there_before_the_answer(page: Page) -> None:
    page.get_by_label("Ihre Frage").fill("Was plant das Justizministerium zum Einsatz von KI?")
    page.get_by_role("button", name="Fragen", exact=True).click()
    expect(page.locator("#sources article").first).to_be_visible(timeout=PATIENCE)
    assert page.locator("#conversation .belegt-done").count() == 0
    page.get_by_role("button", name="Anhalten").click()


def test_english_is_one_click_away(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.get_by_label("English").check()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_label("Your question")).to_be_visible()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()


def test_markup_in_a_question_shows_as_it_was_typed(page: Page) -> None:
    hostile = "<img src=x onerror=alert(1)> **fett** ![b](http://example.org/b.png) $x$ [1]"
    page.on("dialog", lambda _dialog: pytest.fail("a script ran"))
    ask(page, hostile)
    shown = page.locator("#conversation [data-testid=user]").last
    assert re.sub(r"\s+", " ", shown.inner_text()).strip() == hostile
    assert page.locator("#conversation img, #sources img").count() == 0
