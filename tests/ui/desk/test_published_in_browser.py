"""What is published in a real browser: by keyboard, withdrawn by hand, and by itself when a cited document changes; gold read back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from index.sync import sync
from tests.fakes import FakeEmbedder
from tests.ui.browsing import PATIENCE, ask, opened
from tests.ui.desk.browsed import Running, at_desk, at_item, running, visitor
from tests.ui.hostile_strings import HOSTILE
from tests.ui.paced import QUESTION, QUOTE, papers
from ui.terminal import plain


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A desk whose documents the test changes."""
    with running(tmp_path) as started:
        yield started


def tab_to(page: Page, words: str) -> None:
    """Go on by keyboard until what is called so has the focus; a field by its label."""
    named = "(e => (e.labels?.[0]?.textContent ?? '') + (e.ariaLabel ?? '') + e.textContent)(document.activeElement)"
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in str(page.evaluate(named)):
            return
    raise AssertionError(f"no way to {words} by keyboard")


def test_published_and_withdrawn_by_keyboard_alone(browser: Browser, own: Running) -> None:
    own.keep()
    with at_desk(browser, own.url, "reviewer") as page:
        tab_to(page, QUESTION)
        page.keyboard.press("Enter")
        at_item(page, QUESTION)
        page.keyboard.press("b")
        expect(page.get_by_role("status")).to_contain_text("Bestätigt")
        tab_to(page, "Antwort veröffentlichen")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
        chat = opened(visitor(browser).new_page(), own.url)
        expect(ask(chat, QUESTION).locator(".verified")).to_be_visible()
        tab_to(page, "Grund für das Zurückziehen")
        page.keyboard.type("Der Haushalt ist neu.")
        tab_to(page, "Zurückziehen")
        page.keyboard.press("Enter")
        expect(page.locator(".notice")).to_contain_text("zurückgezogen. Der Haushalt ist neu.")
        expect(ask(chat, QUESTION).locator(".verified")).to_have_count(0)
        chat.context.close()


def test_withdrawn_by_itself_when_the_cited_document_changes_and_gold_goes_with_it(browser: Browser, own: Running) -> None:
    new = own.keep()
    with at_desk(browser, own.url, "administrator") as page:
        page.goto(f"{own.url}/desk/review/{new}")
        page.keyboard.press("b")
        page.get_by_role("button", name="Antwort veröffentlichen").click()
        expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
        (gold,) = downloaded(page, own, "Fragen mit geprüften Fundstellen")
        (decision,) = downloaded(page, own, "Entscheidungen")
        assert (gold["question"], gold["answers"], decision["verdict"]) == (QUESTION, [QUOTE], "right")
        papers(own.folder, date="2024-01-15")  # the same file, described anew
        sync([own.folder], own.folder / "library", FakeEmbedder())
        page.goto(f"{own.url}/desk/published")
        expect(page.locator(".notice")).to_contain_text("von selbst zurückgezogen.")
        assert downloaded(page, own, "Fragen mit geprüften Fundstellen") == []
        chat = opened(visitor(browser).new_page(), own.url)
        expect(ask(chat, QUESTION).locator(".verified")).to_have_count(0)
        chat.context.close()


def downloaded(page: Page, own: Running, name: str) -> list[dict[str, object]]:
    page.goto(f"{own.url}/desk/statistics")
    with page.expect_download(timeout=PATIENCE) as started:
        page.get_by_role("link", name=f"{name} als JSONL").click()
    return [json.loads(line) for line in Path(started.value.path()).read_bytes().splitlines()]


def test_hostile_questions_run_nothing_in_record_and_figures(browser: Browser, own: Running) -> None:
    texts = [text for text in HOSTILE.values() if plain(text) and text.encode(errors="replace").decode() == text]
    with at_desk(browser, own.url, "editor") as page:
        for some in (texts[first : first + 40] for first in range(0, len(texts), 40)):
            words = plain(" ".join(some))[:1900]
            new = own.keep(words, rejected=words)
            for path in (f"audit/{new}", "audit", "statistics"):
                page.goto(f"{own.url}/desk/{path}")
                expect(page.get_by_role("heading", level=1)).to_be_visible()
                assert page.evaluate("window.hostile") is None
                assert page.evaluate("[...document.links].every((link) => new URL(link.href).origin === location.origin)")
