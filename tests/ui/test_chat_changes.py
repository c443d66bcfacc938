"""Only what changes travels to the page: the question at work, and the one before it when a question is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Response, Route, expect

from tests.ui.browsing import ask, begin
from tests.ui.paced import QUESTION, QUOTE, TWO, Paced
from ui.screen.conversation import Conversation, Exchange
from ui.screen.views import talk_html

HELD = "document.querySelector('#feed template.turns').content.children.length"


@pytest.fixture
def gate() -> Iterator[None]:
    """Answers with "langsam" wait until a test lets go."""
    Paced.gate.clear()
    yield
    Paced.gate.set()


def questions(html: str) -> list[str]:
    return [f"turn-{number}" for number in range(9) if f'id="turn-{number}"' in html]


def test_of_a_long_conversation_only_the_latest_is_sent_once_the_rest_was_shown() -> None:
    conversation = Conversation(exchanges=[Exchange("Eins", stage="stopped"), Exchange("Zwei", stage="stopped")])
    assert questions(talk_html(conversation, latest=1)) == ["turn-0", "turn-1"]  # nothing was shown before
    conversation.exchanges.append(Exchange("Drei"))
    asked = talk_html(conversation, latest=2)
    assert questions(asked) == ["turn-1", "turn-2"]
    assert 'data-shown="2" data-first="1" data-after="1"' in asked
    working = talk_html(conversation, latest=1)
    assert questions(working) == ["turn-2"]
    assert 'data-shown="3" data-first="2" data-after="2"' in working
    assert questions(talk_html(conversation)) == ["turn-0", "turn-1", "turn-2"]


def test_in_another_language_everything_is_sent_anew() -> None:
    conversation = Conversation(exchanges=[Exchange("Eins", stage="stopped"), Exchange("Zwei")])
    talk_html(conversation)
    conversation.speak("de")
    assert questions(talk_html(conversation, latest=1)) == ["turn-1"]
    conversation.speak("en")
    assert questions(talk_html(conversation, latest=1)) == ["turn-0", "turn-1"]
    assert questions(talk_html(conversation, latest=1)) == ["turn-1"]


def test_what_has_ended_stays_on_the_page_and_is_not_sent_again(chat: Page) -> None:
    first = ask(chat, QUESTION)
    first.get_by_role("button", name="Nein").click()
    first.get_by_label("unverständlich").check()
    ask(chat, TWO)
    ask(chat, QUESTION)
    assert chat.evaluate(HELD) == 1
    expect(chat.locator("#talk .turn")).to_have_count(3)
    expect(first).to_contain_text(QUOTE)
    expect(first.get_by_label("unverständlich")).to_be_checked()


def test_a_page_that_missed_something_asks_for_all_of_it(chat: Page) -> None:
    ask(chat, QUESTION)

    def lose(route: Route) -> None:
        answered = route.fetch()
        told = answered.json()
        told["data"][0] = ""
        route.fulfill(response=answered, body=json.dumps(told))

    chat.route("**/gradio_api/run/**", lose, times=1)
    seen = list[Response]()
    chat.on("response", lambda response: seen.append(response))
    expect(ask(chat, TWO)).to_contain_text(QUOTE)
    expect(chat.locator("#talk .turn")).to_have_count(2)
    told = [each.text().replace("\\", "") for each in seen if "/gradio_api/run/" in each.url]
    assert ["turn-0", "turn-1"] in map(questions, told)


def test_the_language_changes_everywhere_while_an_answer_is_written(chat: Page, gate: None) -> None:
    ask(chat, QUESTION)
    turn = begin(chat, f"langsam: {TWO}")
    expect(turn).to_have_attribute("data-stage", "writing")
    chat.get_by_label("English").check()
    Paced.gate.set()
    expect(turn).to_have_attribute("data-stage", "done")
    for number in (0, 1):
        expect(chat.locator(f"#turn-{number}")).to_contain_text("Verbatim from the documents.")
