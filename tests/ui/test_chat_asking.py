"""Asking: evidence first, then sentences; stopping, changing a question, errors, waiting, a second language; everything heard once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.browsing import ask, begin, opened, question
from tests.ui.paced import HARBOUR, QUESTION, QUOTE, TWO, Paced, Screen
from ui.line import LineFull


@pytest.fixture(autouse=True)
def gate() -> Iterator[None]:
    """Answers with "langsam" wait until a test lets go."""
    Paced.gate.clear()
    yield
    Paced.gate.set()


def heard(page: Page) -> list[str]:
    return page.locator("#live p").all_inner_texts()


def test_the_page_says_what_it_is_and_what_it_answers_from(chat: Page) -> None:
    expect(chat.get_by_role("heading", level=1)).to_have_text("Belegt")
    expect(chat.locator("#head .library")).to_contain_text("2 Dokumente")
    expect(chat.locator("#head .library")).to_contain_text("Stand: ")
    expect(chat.locator("html")).to_have_attribute("lang", "de")
    assert chat.locator("button.example:visible").count() >= 1


def test_an_example_is_one_click(chat: Page) -> None:
    example = chat.locator("button.example:visible").first
    words = example.inner_text()
    example.click()
    expect(chat.locator("#turn-0 .question-text")).to_have_text(words)
    expect(chat.locator("#turn-0")).to_have_attribute("data-stage", "done")
    expect(example).to_be_hidden()


def test_evidence_comes_before_the_answer_and_each_is_announced_once(chat: Page) -> None:
    turn = begin(chat, f"langsam: {TWO}")
    expect(turn).to_have_attribute("data-stage", "writing")
    expect(turn.locator(".source").first).to_be_visible()
    assert turn.locator(".sentence").count() == 0
    assert "Fundstellen gefunden." in heard(chat)[0]
    Paced.gate.set()
    expect(turn).to_have_attribute("data-stage", "done")
    said = heard(chat)
    assert len(said) == len(set(said))
    assert QUOTE in said
    assert HARBOUR in said
    assert said[-1] == "Wörtlich aus den Dokumenten"


def test_stopped_is_said_and_the_next_question_is_answered(chat: Page) -> None:
    turn = begin(chat, f"langsam: {TWO}")
    expect(turn).to_have_attribute("data-stage", "writing")
    chat.get_by_role("button", name="Anhalten").click()
    expect(turn).to_have_attribute("data-stage", "stopped")
    expect(turn).to_contain_text("Die Antwort ist nicht vollständig.")
    expect(turn.locator("summary")).to_have_text("3 Fundstellen gefunden.")  # not "also read": nothing is cited
    Paced.gate.set()
    assert QUOTE in ask(chat, QUESTION).inner_text()
    expect(turn).to_have_attribute("data-stage", "stopped")


def test_the_focus_of_a_keyboard_is_never_nowhere(chat: Page) -> None:
    chat.locator("button.example").first.press("Enter")
    expect(chat.locator("#turn-0")).to_have_attribute("data-stage", "done")
    expect(question(chat)).to_be_focused()
    begin(chat, f"langsam: {TWO}")
    for name in ("Anhalten", "Neues Gespräch"):
        chat.get_by_role("button", name=name).press("Enter")
        expect(chat.get_by_role("button", name=name)).to_be_hidden()
        expect(question(chat)).to_be_focused()


def test_a_second_click_on_stop_hits_nothing(chat: Page) -> None:
    turn = begin(chat, f"langsam: {TWO}")
    stop = chat.get_by_role("button", name="Anhalten")
    stop.hover()  # not before the page has stopped moving
    place = stop.bounding_box()
    assert place
    chat.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(turn).to_have_attribute("data-stage", "stopped")
    chat.mouse.dblclick(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    chat.wait_for_timeout(300)
    expect(chat.locator("#talk .turn")).to_have_count(1)
    expect(chat.get_by_label("Einfache Sprache")).not_to_be_checked()


def test_a_question_can_be_changed_and_asked_again(chat: Page) -> None:
    turn = ask(chat, QUESTION)
    turn.get_by_role("button", name="Frage bearbeiten").click()
    expect(question(chat)).to_be_focused()
    expect(question(chat)).to_have_value(QUESTION)
    chat.keyboard.type(" Bitte genau.")
    chat.keyboard.press("Enter")
    expect(chat.locator("#turn-1 .question-text")).to_have_text(f"{QUESTION} Bitte genau.")


@pytest.mark.parametrize(("words", "sentence"), [("?", "Die Frage ist leer"), ("Ein Fehler!", "Ein Fehler in Belegt")])
def test_what_goes_wrong_is_told_and_the_question_comes_back(chat: Page, words: str, sentence: str) -> None:
    turn = ask(chat, words, "problem")
    expect(turn.locator(".state-problem")).to_contain_text(sentence)
    assert "secret detail" not in chat.content()
    expect(question(chat)).to_have_value(words)
    turn.get_by_role("button", name="Noch einmal fragen").click()
    expect(chat.locator("#turn-1")).to_have_attribute("data-stage", "problem")


def test_without_the_server_the_question_stays_and_the_page_says_so(browser: Browser, paced: Screen) -> None:
    page = opened(browser.new_page(), paced.url)
    page.route("**/gradio_api/**", lambda route: route.abort())
    question(page).fill(QUESTION)
    question(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Der Server ist gerade nicht zu erreichen.")
    expect(page.locator(".toast-wrap")).to_be_hidden()
    expect(question(page)).to_have_value(QUESTION)
    page.close()


def test_who_waits_is_told_for_how_many(chat: Page, paced: Screen) -> None:
    line = paced.services.line
    tickets = [line.stand() for _ in range(line.places + 1)]
    turn = begin(chat, QUESTION)
    expect(turn).to_contain_text("Vor Ihnen werden noch 2 Fragen beantwortet.")
    line.leave(tickets[0])
    expect(turn).to_contain_text("Vor Ihnen wird noch 1 Frage beantwortet.")
    for ticket in tickets:
        line.leave(ticket)
    expect(turn).to_have_attribute("data-stage", "done")


def test_too_many_are_told_so(chat: Page, paced: Screen) -> None:
    line = paced.services.line
    tickets = [line.stand() for _ in range(line.places + line.waiting)]
    try:
        expect(ask(chat, QUESTION, "problem")).to_contain_text(LineFull().message("de"))
    finally:
        for ticket in tickets:
            line.leave(ticket)


def test_nothing_found_says_how_to_ask_differently(chat: Page) -> None:
    turn = ask(chat, "Wie hoch ist der Everest?")
    expect(turn).to_contain_text("Keine Fundstelle.")
    expect(turn).to_contain_text("Sie beantworten die Frage nicht.")
    expect(turn.get_by_role("heading", name="So können Sie anders fragen")).to_be_visible()
    assert turn.locator(".sentence").count() == 0


def test_composed_and_verbatim_are_told_apart_in_words(chat: Page) -> None:
    expect(ask(chat, QUESTION)).to_contain_text("Wörtlich aus den Dokumenten.")
    expect(ask(chat, f"geprüft: {QUESTION}")).to_contain_text("Zusammengestellt und geprüft.")


def test_plain_language_is_a_choice(chat: Page) -> None:
    assert "In einfacher Sprache" not in ask(chat, QUESTION).inner_text()
    chat.get_by_label("Einfache Sprache").check()
    turn = ask(chat, QUESTION)
    chat.get_by_label("Einfache Sprache").uncheck()
    simple = turn.locator(".simple")
    expect(simple.get_by_role("heading")).to_have_text("In einfacher Sprache")
    expect(simple.locator(".said")).to_have_text(
        ["Der Umbau kostet 1,5 Millionen Euro.", "Erklärung: Umbau heißt: Ein Haus wird verändert."]
    )
    expect(simple.locator(".mark")).to_have_count(1)
    expect(turn.locator(".answer-quoted")).to_contain_text(QUOTE)


def test_a_follow_up_is_understood_and_a_new_conversation_forgets(chat: Page) -> None:
    ask(chat, QUESTION)
    expect(ask(chat, "Und der Hafen in Sassnitz?")).to_contain_text(HARBOUR)
    chat.get_by_role("button", name="Neues Gespräch").click()
    expect(chat.locator("#talk .turn")).to_have_count(0)
    expect(chat.locator("button.example").first).to_be_visible()
    assert heard(chat) == []


def test_filters_narrow_and_what_fits_nothing_is_told(chat: Page) -> None:
    chat.get_by_role("button", name="Suche eingrenzen").click()
    chat.get_by_label("Drucksache, etwa 8/2625").fill("8/2625")
    turn = ask(chat, "Was geschieht mit dem Museum in Wismar und dem Hafen in Sassnitz?")
    assert {*turn.locator(".source-title").all_text_contents()} == {"Museen des Landes"}
    chat.get_by_label("Drucksache, etwa 8/2625").fill("9/1")
    expect(ask(chat, QUESTION, "problem")).to_contain_text("Zu dieser Eingrenzung gibt es kein Dokument.")


def test_english_is_one_click_away_and_remembered(chat: Page) -> None:
    ask(chat, QUESTION)
    chat.get_by_label("English").check()
    expect(chat.locator("html")).to_have_attribute("lang", "en")
    expect(chat.get_by_role("textbox", name="Your question")).to_be_visible()
    expect(chat.locator("#turn-0")).to_contain_text("Verbatim from the documents.")
    expect(chat.locator("#turn-0 .source-meta").first).to_contain_text("Paper 8/2625 · 6 October 2023 · page 2")
    chat.reload()
    expect(chat.get_by_role("textbox", name="Your question")).to_be_visible()
    expect(chat.locator("html")).to_have_attribute("lang", "en")
    expect(chat.locator("#head")).to_contain_text("Every sentence carries its evidence")
