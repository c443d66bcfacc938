"""How statements that contradict each other are shown: each with the date of its paper, in both languages."""

from __future__ import annotations

import datetime

import pytest

from rag.types import Answer, Claim, Verdict
from ui.markup import answer_html, claims_html, inert
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
    shown = answer_html(answer(NEW, OLD), 0, language)
    assert shown.index(new) < shown.index(old) < shown.index(note)
    assert note not in claims_html([NEW], 0, language)


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_is_said_where_nothing_disagrees(language: Language) -> None:
    note = SHOWN[language][2]
    assert next(answer_lines(answer(PLAIN), language)) == f"{PLAIN.text} [3]"
    assert note not in " ".join(answer_lines(answer(PLAIN), language))
    assert note not in answer_html(answer(PLAIN), 0, language)
