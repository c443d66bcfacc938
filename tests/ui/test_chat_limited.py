"""Too many questions from one address, seen on the page: it says for how long, the question stays, and then it is answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.ui.browsing import ask, opened, question, watched
from tests.ui.paced import HARBOUR, QUESTION, QUOTE, TWO, Screen, papers, screen
from ui.problems import TooManyQuestions
from ui.security import Limiter


class Clock:
    """Time that passes when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limited(tmp_path: Path, clock: Clock) -> Iterator[Screen]:
    """A server that answers two questions a minute from one address."""
    with screen(papers(tmp_path), limiter=Limiter(2, clock)) as running:
        yield running


@pytest.fixture
def page(browser: Browser, limited: Screen) -> Iterator[Page]:
    page = browser.new_page()
    wrong = watched(page, limited.url)
    yield opened(page, limited.url)
    page.close()
    assert wrong == []


def test_who_asks_too_much_is_told_for_how_long_and_loses_nothing(page: Page, clock: Clock) -> None:
    ask(page, QUESTION)
    ask(page, TWO)
    harbour = "Wird der Hafen in Sassnitz ausgebaut?"
    turn = ask(page, harbour, "problem")
    sentence = TooManyQuestions(seconds=30).message("de")
    expect(turn.locator(".state-problem")).to_contain_text(sentence)
    assert page.locator("#live p").all_inner_texts()[-1] == sentence
    expect(question(page)).to_have_value(harbour)
    expect(page.locator("#turn-0")).to_contain_text(QUOTE)
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    clock.now += 29
    turn.get_by_role("button", name="Noch einmal fragen").click()
    expect(page.locator("#turn-3 .state-problem")).to_contain_text("in 2 Sekunden noch einmal")
    clock.now += 1
    page.locator("#turn-3").get_by_role("button", name="Noch einmal fragen").click()
    expect(page.locator("#turn-4")).to_have_attribute("data-stage", "done")
    expect(page.locator("#turn-4")).to_contain_text(HARBOUR)
    expect(question(page)).to_have_value("")


def test_another_window_of_the_same_address_is_told_so_in_its_language(page: Page, browser: Browser, limited: Screen) -> None:
    ask(page, QUESTION)
    ask(page, TWO)
    other = opened(browser.new_page(), limited.url)
    other.get_by_label("English").check()
    expect(other.locator("html")).to_have_attribute("lang", "en")
    expect(ask(other, QUESTION, "problem")).to_contain_text(TooManyQuestions(seconds=30).message("en"))
    other.close()


def test_what_a_reload_shows_again_is_not_counted_again(page: Page) -> None:
    ask(page, QUESTION)
    page.reload()
    page.wait_for_selector("body.ready")
    expect(page.locator("#turn-0")).to_contain_text(QUOTE)
    ask(page, TWO)
