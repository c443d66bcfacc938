"""From a mark to the words on the page: card, panel, neighbours, file, reference; by mouse and by keyboard alone."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.ui.browsing import ask, question
from tests.ui.paced import HARBOUR, QUESTION, QUOTE, TWO, Screen
from ui.page_images import PageImages
from ui.problems import PagesBusy


@pytest.fixture
def panel(chat: Page) -> Locator:
    return chat.locator("#panel-de")


def yellow(picture: bytes) -> float:
    """The share of pixels that are marked."""
    red, green, blue = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).transpose(2, 0, 1)
    return float(((red > 200) & (green > 180) & (blue < 150)).mean())


def lightest(picture: bytes) -> int:
    return int(np.median(np.asarray(Image.open(io.BytesIO(picture)).convert("L"))))


def test_a_card_tells_the_source_on_hover_and_on_focus(chat: Page) -> None:
    mark = ask(chat, QUESTION).locator(".mark").first
    card = chat.get_by_role("tooltip")
    mark.hover()
    expect(card).to_contain_text("Museen des Landes")
    expect(card).to_contain_text("Drucksache 8/2625 · 6. Oktober 2023 · Seite 2")
    expect(card).to_contain_text(QUOTE)
    chat.keyboard.press("Escape")
    expect(card).to_be_hidden()
    question(chat).focus()
    mark.focus()
    expect(card).to_be_visible()
    name = mark.get_attribute("aria-label")
    assert name
    assert name.startswith("Quelle 1: Museen des Landes, Drucksache 8/2625, 6. Oktober 2023, Seite 2")


def test_a_mark_opens_the_page_with_the_words_marked(chat: Page, panel: Locator) -> None:
    ask(chat, QUESTION).locator(".mark").first.click()
    sheet = panel.locator("img.sheet")
    expect(sheet).to_be_visible()
    assert QUOTE in (sheet.get_attribute("alt") or "")
    expect(panel).to_contain_text("Seite 2 von 2")
    marked = yellow(sheet.screenshot())
    panel.get_by_role("button", name="Vorige Seite").click()
    expect(panel).to_contain_text("Seite 1 von 2")
    expect(sheet).to_have_attribute("alt", "Seite 1 von „Museen des Landes“, ohne Markierung")
    assert marked > 0.001 > yellow(sheet.screenshot())


def test_zoom_makes_the_page_larger(chat: Page, panel: Locator) -> None:
    ask(chat, QUESTION).locator(".mark").first.click()
    sheet = panel.locator("img.sheet")
    before = sheet.bounding_box()
    panel.get_by_role("button", name="Vergrößern").click()
    expect(panel).to_contain_text("150 %")
    expect(sheet).to_have_attribute("data-zoom", "1.5")
    after = sheet.bounding_box()
    assert before
    assert after
    assert after["width"] == pytest.approx(1.5 * before["width"], rel=0.02)
    panel.get_by_role("button", name="Verkleinern").click()  # the zoom stays for the next source that is opened
    expect(sheet).to_have_attribute("data-zoom", "1")


def test_too_many_drawings_are_told_and_offered_again(chat: Page, panel: Locator, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise PagesBusy

    monkeypatch.setattr(PageImages, "get", busy)
    chat.route("**/api/pages/**", lambda route: route.continue_())  # asks the server also where the browser has kept the picture
    with chat.expect_response("**/api/pages/**") as answered:
        ask(chat, QUESTION).locator(".mark").first.click()
    assert answered.value.status == 503
    view = panel.locator(".panel-view")
    expect(view).to_contain_text(PagesBusy().message("de"))
    expect(view).to_contain_text(QUOTE)
    monkeypatch.undo()
    view.get_by_role("button", name="Noch einmal versuchen").press("Enter")
    expect(panel.locator("img.sheet")).to_be_visible()
    expect(view).to_be_focused()
    chat.unroute("**/api/pages/**")


def test_a_page_that_is_not_drawn_just_now_is_told_so(chat: Page, panel: Locator, paced: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(chat, QUESTION).locator(".mark").first.click()
    expect(panel.locator("img.sheet")).to_be_visible()
    monkeypatch.setattr(paced.services.pages, "_step", 61.0)
    for _ in range(3):
        panel.get_by_role("button", name="Vergrößern").click()
    expect(panel.locator(".panel-view")).to_contain_text("Sie haben in kurzer Zeit viele Seiten geöffnet.")
    expect(panel.locator(".panel-view")).to_contain_text(QUOTE)
    monkeypatch.undo()
    for _ in range(3):
        panel.get_by_role("button", name="Verkleinern").click()
    expect(panel.locator("img.sheet")).to_be_visible()


def test_in_the_dark_the_page_does_not_glare_and_its_marks_stay(chat: Page, panel: Locator) -> None:
    ask(chat, QUESTION).locator(".mark").first.click()
    sheet = panel.locator("img.sheet")
    expect(sheet).to_be_visible()
    bright = lightest(sheet.screenshot())
    chat.evaluate("document.body.classList.add('dark')")
    try:
        dimmed = sheet.screenshot()
    finally:
        chat.evaluate("document.body.classList.remove('dark')")
    assert bright == 255
    assert 190 < lightest(dimmed) < 215
    pixels = np.asarray(Image.open(io.BytesIO(dimmed)).convert("RGB"), int)
    assert (pixels[..., 0] - pixels[..., 2] > 80).mean() > 0.001  # yellow against grey


def test_the_next_citation_is_a_text_in_its_surroundings(chat: Page, panel: Locator) -> None:
    turn = ask(chat, TWO)
    turn.locator(".mark").first.click()
    expect(panel).to_contain_text("Fundstelle 1 von 2")
    panel.get_by_role("button", name="Nächste Fundstelle").click()
    expect(panel).to_contain_text("Fundstelle 2 von 2")
    shown = {panel.locator("mark, img.sheet").first.evaluate("node => node.nodeName")}
    panel.get_by_role("button", name="Vorige Fundstelle").click()
    expect(panel).to_contain_text("Fundstelle 1 von 2")
    expect(panel.locator("mark, img.sheet")).to_have_count(1)
    shown.add(panel.locator("mark, img.sheet").first.evaluate("node => node.nodeName"))
    assert shown == {"MARK", "IMG"}
    turn.locator(".source-open", has_text="hafen").first.click()
    expect(panel.locator("mark")).to_have_text(HARBOUR)
    expect(panel.locator(".passage")).to_contain_text("Die Häfen des Landes werden modernisiert.")


def test_the_papers_own_file_opens_at_the_page(chat: Page, panel: Locator, paced: Screen) -> None:
    ask(chat, QUESTION).locator(".mark").first.click()
    link = panel.get_by_role("link", name="Dokument öffnen")
    expect(link).to_have_attribute("href", re.compile(r"/api/documents/\d+/file#page=2$"))
    file = chat.request.get(f"{paced.url}{(link.get_attribute('href') or '').partition('#')[0]}")
    assert file.body().startswith(b"%PDF")


def test_a_reference_is_copied_in_a_citable_form(chat: Page, panel: Locator, paced: Screen) -> None:
    chat.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(chat, QUESTION).locator(".mark").first.click()
    panel.get_by_role("button", name="Fundstelle kopieren").click()
    expect(panel).to_contain_text("Die Fundstelle ist kopiert.")
    copied = chat.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"Museen des Landes, Drucksache 8/2625, 6. Oktober 2023, Seite 2: „{QUOTE}“ {paced.url}/api/documents/")
    assert copied.endswith("/file#page=2")


def test_cited_and_merely_read_are_apart(chat: Page) -> None:
    turn = ask(chat, QUESTION)
    expect(turn.get_by_role("heading", name="Zitierte Stellen")).to_be_visible()
    expect(turn.locator("div.evidence .source")).to_have_count(1)
    expect(turn.locator("details.consulted summary")).to_contain_text("nicht zitiert")
    expect(turn.locator("details.consulted .source").first).to_be_hidden()


def test_the_whole_way_by_keyboard_alone(chat: Page, panel: Locator) -> None:
    chat.locator("body").press("Tab")
    for _ in range(12):
        if chat.evaluate("document.activeElement.closest('#question') !== null"):
            break
        chat.keyboard.press("Tab")
    chat.keyboard.type(TWO)
    chat.keyboard.press("Enter")
    expect(chat.locator("#turn-0")).to_have_attribute("data-stage", "done")
    for _ in range(40):
        chat.keyboard.press("Shift+Tab")
        if chat.evaluate("document.activeElement.matches('.mark')"):
            break
    ring = "getComputedStyle(document.activeElement).outlineStyle + parseInt(getComputedStyle(document.activeElement).outlineWidth)"
    assert chat.evaluate(ring) == "solid3"
    focused = chat.evaluate("document.activeElement.dataset.number")
    chat.keyboard.press("Enter")
    expect(panel).to_be_visible()
    expect(panel.locator(".panel-title")).to_be_focused()
    chat.keyboard.press("Tab")
    expect(panel.get_by_role("button", name="Schließen")).to_be_focused()
    chat.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert chat.evaluate("document.activeElement.matches('.mark') && document.activeElement.dataset.number") == focused


def test_a_new_sentence_does_not_take_the_focus(chat: Page) -> None:
    first = ask(chat, QUESTION).locator(".mark").first
    first.focus()
    chat.evaluate("window.kept = document.activeElement")
    chat.locator("#turn-0 summary").evaluate("node => node.click()")
    chat.evaluate("window.kept.focus()")
    chat.get_by_label("English").evaluate("node => node.click()")
    expect(chat.locator("html")).to_have_attribute("lang", "en")
    assert chat.evaluate("window.kept.isConnected && document.activeElement === window.kept")
    assert chat.evaluate("document.querySelector('#turn-0 details').open")
