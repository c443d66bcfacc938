"""What a person does with an answer: feedback that is kept, a link that another browser opens, exports that can be read, a print."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.browsing import ask, watched
from tests.ui.paced import QUESTION, QUOTE, Screen

FILES = {"PDF": b"%PDF", "DOCX": b"PK", "Markdown": QUESTION.encode(), "JSON": b"{"}


def kept(paced: Screen) -> list[tuple[object, ...]]:
    with sqlite3.connect(Path(paced.assistant.library.info().path) / "answers.sqlite") as ledger:
        return ledger.execute("SELECT helpful, reason, sentence FROM feedback ORDER BY rowid").fetchall()


def test_feedback_is_kept(chat: Page, paced: Screen) -> None:
    before = len(kept(paced))
    turn = ask(chat, QUESTION)
    turn.get_by_role("button", name="Ja", exact=True).click()
    expect(turn.get_by_role("status")).to_have_text("Danke für Ihre Rückmeldung.")
    no = turn.get_by_role("button", name="Nein", exact=True)
    no.click()
    expect(no).to_have_attribute("aria-expanded", "true")
    turn.get_by_role("button", name="Rückmeldung senden").click()
    expect(turn.get_by_role("status")).to_have_text("Bitte wählen Sie einen Grund.")
    turn.get_by_label("Quelle passt nicht").check()
    turn.get_by_label("In einem Satz (freiwillig)").fill("Es geht um Wismar, <b>nicht</b> um Anklam.")
    turn.get_by_role("button", name="Rückmeldung senden").click()
    expect(turn.locator("form")).to_be_hidden()
    assert kept(paced)[before:] == [(1, None, ""), (0, "source", "Es geht um Wismar, <b>nicht</b> um Anklam.")]


def test_a_shared_answer_opens_in_another_browser(chat: Page, browser: Browser, paced: Screen) -> None:
    turn = ask(chat, QUESTION)
    turn.get_by_role("button", name="Teilen").click()
    link = turn.get_by_label("Link zu dieser Antwort")
    expect(link).to_be_focused()
    address = link.input_value()
    assert address.startswith(f"{paced.url}/a/")
    other = browser.new_context().new_page()
    wrong = watched(other, paced.url)
    other.goto(address)
    expect(other.locator("body")).to_contain_text(QUESTION)
    expect(other.locator("body")).to_contain_text(QUOTE)
    expect(other.locator("html")).to_have_attribute("lang", "de")
    assert wrong == []
    turn.get_by_role("button", name="Link zurückziehen").click()
    expect(turn.get_by_role("status")).to_contain_text("Der Link ist zurückgezogen.")
    expect(turn.get_by_role("button", name="Teilen")).to_be_focused()
    expect(link).to_be_hidden()
    other.reload()
    expect(other.locator("body")).not_to_contain_text(QUOTE)
    other.context.close()
    turn.get_by_role("button", name="Teilen").click()
    expect(link).not_to_have_value(address)
    expect(link).to_be_focused()


@pytest.mark.parametrize("kind", FILES)
def test_an_export_is_a_file_of_its_kind(chat: Page, kind: str) -> None:
    turn = ask(chat, QUESTION)
    with chat.expect_download() as downloading:
        turn.get_by_role("link", name=kind, exact=True).click()
    data = Path(downloading.value.path()).read_bytes()
    assert FILES[kind] in data[:2000]
    if kind == "JSON":
        assert QUOTE in json.dumps(json.loads(data), ensure_ascii=False)


def test_in_print_the_answer_stands_without_buttons(chat: Page) -> None:
    turn = ask(chat, QUESTION)
    chat.emulate_media(media="print")
    try:
        expect(turn.locator(".answer")).to_be_visible()
        expect(turn.locator(".source-quote").first).to_be_visible()
        for hidden in (turn.locator(".actions"), chat.locator("#ask"), turn.locator(".edit")):
            expect(hidden).to_be_hidden()
    finally:
        chat.emulate_media(media="screen")
