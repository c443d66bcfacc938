"""Every screen and state by axe-core: no violation, light and dark, wide and narrow; nothing wider than 320 pixels at 320."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.ui.browsing import ask, opened, question
from tests.ui.paced import HARBOUR, QUESTION, QUOTE, TWO, Paced, Screen
from tests.ui.states import STATES

SIZES = {"wide": (1280, 900), "narrow": (390, 844)}


@pytest.fixture(scope="module", params=[(scheme, size) for scheme in ("light", "dark") for size in SIZES], ids="-".join)
def look(request: pytest.FixtureRequest, browser: Browser, paced: Screen) -> Iterator[Page]:
    """The page in one of its looks, kept from state to state."""
    scheme, size = request.param
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
    yield opened(context.new_page(), paced.url)
    Paced.gate.set()
    context.close()


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(look: Page, paced: Screen, state: str) -> None:
    STATES[state](look, paced)
    found = Axe().run(look).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert look.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_nothing_is_cut_off_at_320_pixels(browser: Browser, paced: Screen) -> None:
    page = opened(browser.new_page(viewport={"width": 320, "height": 640}), paced.url)
    page.get_by_role("button", name="Suche eingrenzen").click()
    ask(page, TWO)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    words = page.locator("#plain .label-text").bounding_box()
    box = page.locator("#plain").bounding_box()
    assert words
    assert box
    assert words["width"] > 60
    assert box["x"] <= words["x"] <= words["x"] + words["width"] <= min(box["x"] + box["width"], 320)
    page.locator(".mark").first.click()
    expect(page.locator("#panel-de .sheet")).to_be_visible()
    assert page.evaluate("document.querySelector('#panel-de').scrollWidth") <= 320
    page.close()


TOLD = """[...document.querySelectorAll("#live p")].map((line) => ({ said: line.textContent, lang: line.lang }))"""
SMALL = """[...document.querySelectorAll("#talk button, #ask button, .actions a")].filter((each) => each.offsetParent)
    .map((each) => [each.outerHTML, each.getBoundingClientRect()]).filter(([, box]) => Math.min(box.height, box.width) < 24)"""


def test_buttons_are_large_enough_to_touch(chat: Page) -> None:
    ask(chat, TWO)
    assert chat.evaluate(SMALL) == []


def test_the_way_past_the_conversation_leads_to_the_question(chat: Page) -> None:
    ask(chat, TWO)
    skip = chat.get_by_role("link", name="Zur Frage springen")
    assert chat.evaluate("document.querySelector('a[href], button, input, textarea, [tabindex]').className") == "skip"  # the first of all
    skip.focus()
    expect(skip).to_be_in_viewport()
    chat.keyboard.press("Enter")
    expect(question(chat)).to_be_focused()


def test_whether_the_filters_are_open_is_told(chat: Page) -> None:
    button = chat.get_by_role("button", name="Suche eingrenzen", exact=True)  # without the arrow that is drawn in it
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(chat.get_by_role("group", name="Sprache / Language").get_by_label("Deutsch")).to_be_checked()


def test_quotes_are_told_in_their_own_language_on_an_english_page(chat: Page) -> None:
    ask(chat, QUESTION).locator(".mark").first.hover()
    expect(chat.get_by_role("tooltip")).to_be_visible()
    chat.get_by_label("English").check()
    expect(chat.locator("html")).to_have_attribute("lang", "en")
    expect(chat.get_by_role("tooltip")).to_be_hidden()  # it spoke German
    turn = ask(chat, TWO)
    told = {line["said"]: line["lang"] for line in chat.evaluate(TOLD)}
    assert told[HARBOUR] == "de"
    assert told["3 passages found."] == told["Verbatim from the documents"] == ""
    expect(turn.locator(".said").first).to_have_attribute("lang", "de")
    turn.locator(".mark").first.focus()
    card = chat.get_by_role("tooltip").locator(".card-quote")
    expect(card).to_have_attribute("lang", "de")
    expect(card).to_have_text(f"“{QUOTE}”")
