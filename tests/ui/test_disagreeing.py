"""How statements that contradict each other are shown: each with the date of its paper, in both languages."""

from __future__ import annotations

import datetime

import pytest

from rag.types import Answer, Claim, Verdict
from ui.markup import inert
from ui.screen.conversation import Conversation, Exchange
from ui.screen.views import talk_html
from ui.terminal import answer_lines, claim_lines
from ui.texts import Language

NEW = Claim("Im Hafen arbeiten 95 Menschen.", (1,), Verdict(True), datetime.date(2025, 5, 12))
OLD = Claim("Im Hafen arbeiten 120 Menschen.", (2,), Verdict(True), datetime.date(2023, 3, 1))
PLAIN = Claim("Der Hafen ist groß.", (3,), Verdict(True))
SHOWN = {
    "de": ("Stand: 12. Mai 2025", "Stand: 1. März 2023", "verschiedene Angaben"),
    "en": ("as of 12 May 2025", "as of 1 March 2023", "disagree"),
}


def answer(*claims: Claim) -> Answer:
    return Answer("Frage?", "quoted", claims, (), (), (), 0.9, "de", "1", "")


def shown(language: Language, *claims: Claim) -> str:
    exchange = Exchange("Frage?", answer=answer(*claims), claims=list(claims), stage="done")
    return talk_html(Conversation(language, [exchange]))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_terminal_names_the_date_behind_each(language: Language) -> None:
    new, old, note = SHOWN[language]
    lines = list(answer_lines(answer(NEW, OLD, PLAIN), language))
    assert lines[:3] == [f"{NEW.text} [1] ({new})", f"{OLD.text} [2] ({old})", f"{PLAIN.text} [3]"]
    assert note in lines[3]
    assert claim_lines(NEW, language) == [f"{NEW.text} [1] ({new})"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_chat_names_it_too(language: Language) -> None:
    new, old, note = map(inert, SHOWN[language])
    html = shown(language, NEW, OLD)
    assert html.index(new) < html.index(old) < html.index(note)


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_is_said_where_nothing_disagrees(language: Language) -> None:
    note = SHOWN[language][2]
    assert next(answer_lines(answer(PLAIN), language)) == f"{PLAIN.text} [3]"
    assert note not in " ".join(answer_lines(answer(PLAIN), language))
    assert note not in shown(language, PLAIN)
