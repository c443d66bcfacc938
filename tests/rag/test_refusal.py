"""The probability that evidence answers a question, and what it is made of."""

from __future__ import annotations

import pytest

from index.types import Span
from rag.refusal import NAMES, WITHOUT_KIND, answerable, features, probability, weights
from rag.types import Evidence
from tests.fakes import FakeEmbedder

COST = "Der Umbau des Museums kostet 1,5 Millionen Euro."
END = "Der Umbau des Museums soll bald beendet sein."


def evidence(*texts: str) -> list[Evidence]:
    return [Evidence(i, i, i, Span(0, len(text)), text, 1.0) for i, text in enumerate(texts, 1)]


def measured(question: str, *texts: str, context: str = "") -> dict[str, float]:
    return features(question, evidence(*texts), [context] * len(texts), FakeEmbedder())


def test_the_weights_are_those_of_the_features_and_speak_for_an_answer() -> None:
    assert set(weights()) == {*NAMES, "intercept"}
    assert all(weights()[name] > 0 for name in NAMES)


@pytest.mark.parametrize("question", ["Was kostet der Umbau?", "Wie hoch ist das Budget im Jahr 2025 nach § 5 BauGB?", "Wann?", "?"])
def test_every_feature_lies_between_nought_and_one(question: str) -> None:
    assert all(0 <= value <= 1 for value in measured(question, COST, END).values())


def test_words_of_the_heading_count() -> None:
    assert measured("Was kostet das Theater?", COST)["nouns"] == 0
    assert measured("Was kostet das Theater?", COST, context="Umbau des Theaters")["nouns"] == 1


def test_nouns_scattered_over_documents_do_not_add_up() -> None:
    assert measured("Gehören Museum und Hafen zusammen?", "Das Museum ist alt.", "Der Hafen ist neu.")["nouns"] == 0.5


def test_a_number_that_is_asked_for_must_be_there() -> None:
    assert measured("Wie viel kostet der Umbau?", COST)["kind"] == 1
    assert measured("Wie viel kostet der Umbau?", END)["kind"] == 0
    assert probability(dict.fromkeys(NAMES, 1.0) | {"kind": 0.0}, weights()) == WITHOUT_KIND


def test_facts_of_the_question_must_be_there() -> None:
    assert measured("Was kostete der Umbau 2022 nach § 5?", COST)["facts"] == 0
    assert measured("Was kostete der Umbau 2022?", COST + " Das war 2022.")["facts"] == 1


def test_no_evidence_answers_nothing() -> None:
    assert answerable("Was kostet der Umbau?", [], [], FakeEmbedder()) == 0


def test_more_speaks_for_an_answer() -> None:
    little, much = dict.fromkeys(NAMES, 0.2), dict.fromkeys(NAMES, 0.9)
    assert probability(little, weights()) < 0.1 < 0.8 < probability(much, weights())
