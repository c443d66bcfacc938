"""What a tab keeps: the conversation and the written question over a reload, and the conversation over a new start of the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from index.library import Library
from index.sync import sync
from rag import Assistant, Options
from rag.plain.sentence import PlainSentence
from tests.fakes import FakeEmbedder
from tests.ui.answers import answer
from tests.ui.browsing import ask, begin, opened, question
from tests.ui.paced import HARBOUR, QUESTION, QUOTE, TWO, Paced, Screen, papers, screen
from ui.ledger import Ledger
from ui.plain_answers import keep_plain, plain_of
from ui.screen.conversation import Conversation
from ui.screen.resuming import NOWHERE, resume
from ui.services import Services


@pytest.fixture(autouse=True)
def gate() -> Iterator[None]:
    """Answers with "langsam" wait until a test lets go."""
    Paced.gate.clear()
    yield
    Paced.gate.set()


def reloaded(page: Page) -> None:
    page.reload()
    page.wait_for_selector("body.ready")


def test_a_reload_keeps_the_conversation_and_the_question_in_the_box(chat: Page) -> None:
    first = ask(chat, QUESTION)
    sources, text = first.locator(".source").count(), first.locator(".answer").inner_text()
    ask(chat, TWO)
    question(chat).fill("Und der Hafen")
    reloaded(chat)
    turns = chat.locator("#talk .turn")
    expect(turns).to_have_count(2)
    expect(question(chat)).to_have_value("Und der Hafen")
    assert turns.first.locator(".answer").inner_text() == text
    assert turns.first.locator(".source").count() == sources
    assert chat.locator("#live p").count() == 0  # heard before
    expect(ask(chat, "Und der Hafen in Sassnitz?")).to_contain_text(HARBOUR)
    expect(turns).to_have_count(3)
    turns.first.locator(".mark").first.click()
    expect(chat.locator("#panel-de").locator("mark, img.sheet")).to_be_visible()


def test_a_question_that_was_being_answered_comes_back_into_the_box(chat: Page) -> None:
    ask(chat, QUESTION)
    words = f"langsam: {TWO}"
    expect(begin(chat, words)).to_have_attribute("data-stage", "writing")
    reloaded(chat)
    expect(chat.locator("#talk .turn")).to_have_count(1)
    expect(question(chat)).to_have_value(words)


def test_a_new_conversation_stays_new(chat: Page) -> None:
    ask(chat, QUESTION)
    chat.get_by_role("button", name="Neues Gespräch").click()
    expect(chat.locator("#talk .turn")).to_have_count(0)
    reloaded(chat)
    expect(chat.locator("button.example").first).to_be_visible()
    assert chat.evaluate("JSON.parse(sessionStorage.getItem('belegt-conversation'))") == {"ids": "", "draft": ""}
    ask(chat, "Wird der Hafen in Sassnitz ausgebaut?")
    expect(chat.locator("#talk .turn")).to_have_count(1)


def test_another_tab_begins_anew(chat: Page, paced: Screen) -> None:
    ask(chat, QUESTION)
    other = opened(chat.context.new_page(), paced.url)
    other.wait_for_timeout(500)
    assert other.locator("#talk .turn").count() == 0
    other.close()


def test_the_language_stays_with_the_conversation(chat: Page) -> None:
    ask(chat, QUESTION)
    chat.get_by_label("English").check()
    expect(chat.locator("html")).to_have_attribute("lang", "en")
    reloaded(chat)
    expect(chat.locator("#turn-0")).to_contain_text("Verbatim from the documents.")


@pytest.mark.parametrize(
    "stored", ["{", '"x"', "null", '{"ids": ["<img src=x onerror=window.hostile=1>"], "draft": {"a": 1}}', '{"ids": "' + "x " * 9000 + '"}']
)
def test_what_the_storage_holds_harms_nothing(chat: Page, stored: str) -> None:
    question(chat).fill("")
    chat.evaluate("stored => { addEventListener('pagehide', () => sessionStorage.setItem('belegt-conversation', stored)); }", stored)
    reloaded(chat)
    question(chat).fill("")
    ask(chat, QUESTION)
    expect(chat.locator("#talk .turn")).to_have_count(1)
    assert chat.evaluate("window.hostile") is None


def test_a_server_that_was_started_anew_goes_on_where_it_was(browser: Browser, tmp_path: Path) -> None:
    page, folder = browser.new_page(), papers(tmp_path)
    with screen(folder) as first:
        opened(page, first.url)
        page.get_by_label("English").check()
        ask(page, QUESTION)
        page.evaluate("window.here = true")
    with screen(folder, port=int(first.url.rpartition(":")[2])):
        page.get_by_label("Deutsch").check()
        expect(page.locator("#turn-0")).to_contain_text("Wörtlich aus den Dokumenten.")
        page.get_by_label("English").check()
        expect(ask(page, "Und der Hafen in Sassnitz?")).to_contain_text(HARBOUR)
        expect(page.locator("#talk .turn")).to_have_count(2)
        expect(page.locator("#turn-1")).to_contain_text("Verbatim from the documents.")
        assert page.evaluate("window.here")  # the same page, without a reload
        page.close()


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    sync([papers(tmp_path)], tmp_path / "library", FakeEmbedder())
    with Assistant(Library.open(tmp_path / "library", FakeEmbedder()), FakeEmbedder(), None, Options(refusal_threshold=0.0)) as opened_one:
        yield opened_one


def resumed(assistant: Assistant, ledger: Ledger | None, ids: str) -> Conversation:
    conversation = Conversation()
    resume(assistant, Services(ledger), conversation, ids)
    return conversation


def test_an_answer_comes_back_with_all_that_was_read_for_it(assistant: Assistant) -> None:
    ledger = Ledger(assistant.library.path, 90)
    given = assistant.answer(QUESTION)
    (exchange,) = resumed(assistant, ledger, str(ledger.keep(given))).exchanges
    assert exchange.answer == given
    assert [each.number for each in exchange.found] == [each.number for each in given.evidence]
    assert [each.quote for each in exchange.cited] == [each.quote for each in given.citations]


def test_plain_language_comes_back_with_its_answer(chat: Page) -> None:
    chat.get_by_label("Einfache Sprache").check()
    text = ask(chat, QUESTION).locator(".simple").inner_text()
    chat.get_by_label("Einfache Sprache").uncheck()
    reloaded(chat)
    expect(chat.locator("#turn-0 .simple")).to_have_text(text, use_inner_text=True)
    assert chat.locator("#turn-0 .simple .mark").count() == 1


def test_plain_language_is_kept_as_it_was_told_and_goes_with_its_answer(assistant: Assistant) -> None:
    ledger, given = Ledger(assistant.library.path, 90), assistant.answer(QUESTION)
    new, none, unasked = (str(ledger.keep(given)) for _ in range(3))
    said = (PlainSentence("Der Umbau kostet Geld.", (1,), "rules"), PlainSentence("Umbau heißt: \ud800", (), "explanation"))
    keep_plain(ledger, new, said)
    keep_plain(ledger, none, ())
    for nowhere in ("", "unknown"):
        keep_plain(ledger, nowhere, said)
    keep_plain(None, new, ())
    exchanges = resumed(assistant, ledger, f"{new} {none} {unasked}").exchanges
    assert [(each.plain, each.simple) for each in exchanges] == [(True, said), (True, ()), (False, ())]
    with ledger.connected() as connection:
        assert connection.execute("UPDATE plain SET content = '[{}]' WHERE answer_id = ?", (new,)).rowcount == 1
        connection.execute("DELETE FROM answer WHERE id = ?", (none,))
        assert connection.execute("SELECT count(*) FROM plain").fetchone() == (1,)
    assert plain_of(ledger, new) is None


def test_a_document_that_changed_is_not_shown_as_if_it_were_the_cited_one(assistant: Assistant, tmp_path: Path) -> None:
    ledger = Ledger(assistant.library.path, 90)
    new = str(ledger.keep(assistant.answer(QUESTION)))
    (tmp_path / "museum.pdf").unlink()
    sync([tmp_path], tmp_path / "library", FakeEmbedder(), prune=True)
    (exchange,) = resumed(assistant, ledger, new).exchanges
    assert {each.document_id for each in exchange.cited} == {NOWHERE}
    assert exchange.cited[0].quote == QUOTE
    assert exchange.consulted == ()


def test_only_ids_of_its_own_bring_an_answer_back(assistant: Assistant) -> None:
    ledger = Ledger(assistant.library.path, 90)
    new = str(ledger.keep(answer()))
    link = str(ledger.share(new))
    assert resumed(assistant, ledger, f"{link} ' OR 1=1 ../../x {'a' * 65} unknown").exchanges == []
    assert [each.answer_id for each in resumed(assistant, ledger, f"{new} {new}").exchanges] == [new]
    assert resumed(assistant, None, new).exchanges == []


def test_serials_grow_over_new_conversations_and_restarts() -> None:
    first = Conversation()
    second, third = first.next(), first.next().next()
    assert first.serial < second.serial < third.serial
    assert Conversation().serial >= first.serial
