"""The probability that evidence answers a question, and what it is made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.finding import Best, Finding, Scored
from index.types import Span
from rag.evidence import COSINES
from rag.refusal import (
    AHEAD,
    AHEAD_WORDS,
    FARTHER,
    NAMES,
    NAMES_ACROSS,
    RIVAL_UNKNOWN,
    RIVAL_WORDS_UNKNOWN,
    WITHOUT_KIND,
    WITHOUT_TOPIC,
    features,
    probability,
    weights,
)
from rag.types import Evidence

COST = "Der Umbau des Museums kostet 1,5 Millionen Euro."
END = "Der Umbau des Museums soll bald beendet sein."
FOUND = ("passage", "sentence", "words", "rival", "rival_words", "agreement")  # what finding tells


def evidence(*texts: str) -> list[Evidence]:
    return [Evidence(i, i, i, Span(0, len(text)), text, 1.0) for i, text in enumerate(texts, 1)]


def finding(*hits: Scored, ceiling: float = 10.0, rival: Best | None = Best(0.8, 4.0), agreement: float = 0.5) -> Finding:  # noqa: B008
    return Finding(hits or (Scored(1, 0.9, 0.85, 0.88, 5.0),), np.zeros(3, np.float32), ceiling, rival, agreement)


def measured(question: str, *texts: str, context: str = "", found: Finding | None = None) -> dict[str, float]:
    return features(question, evidence(*texts), [context] * len(texts), found or finding())


def test_the_weights_are_those_of_the_features_and_speak_for_an_answer() -> None:
    assert set(weights()) == {*NAMES, "intercept"}
    assert all(weights()[name] > 0 for name in NAMES)


def test_of_a_question_in_another_language_words_tell_nothing() -> None:
    german, english = measured("Was kostet der Umbau des Museums?", COST), measured("How much does the conversion cost?", COST)
    assert (german["across"], english["across"]) == (0, 1)
    assert set(weights(across=True)) == {*NAMES_ACROSS, "intercept"}
    assert not {"words", "rival_words", "covered", "nouns"} & set(weights(across=True))
    low, high = COSINES
    hit = Scored(1, 0.9, low, high - FARTHER, 0.0)
    assert measured("How much does it cost?", COST, found=finding(hit))["sentence"] == pytest.approx(1)
    assert measured("Was kostet es?", COST, found=finding(hit))["sentence"] < 1
    changed = {name: 1 - english[name] for name in ("words", "rival_words", "covered", "nouns")}
    assert probability(english | changed) == probability(english)


def test_numbers_dates_and_short_forms_are_looked_for_as_a_german_text_has_them() -> None:
    text = "Für KI und das BAMF wurden am 3. Mai 2023 genau 1.200,5 Millionen Euro bewilligt."
    assert measured("Were 1,200.5 million euros granted for AI and the BAMF on 3 May 2023?", text)["facts"] == 1
    assert measured("Were 1,300.5 million euros granted for the AI?", text)["facts"] == 0.5
    assert measured("How much was granted for AI: is the amount known?", text)["topic"] == 1
    assert measured("How many museums are there?", END)["kind"] == 0


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


@pytest.mark.parametrize(
    "unknown",
    [
        "Der Bundesregierung liegen keine Erkenntnisse vor.",
        "Angaben über die Kosten des Umbaus liegen der Landesregierung nicht vor.",
        "Der Bundesregierung liegen hierzu keine belastbaren Zahlen vor.",
        "Die Zahl der Fälle wird statistisch nicht gesondert erfasst.",
    ],
)
def test_that_nothing_is_known_is_an_answer_where_a_number_is_asked_for(unknown: str) -> None:
    known = measured("Wie viele Fälle gab es?", unknown)
    assert 0 < known["kind"] < measured("Wie viele Fälle gab es?", "Es gab 12 Fälle.")["kind"]
    assert probability(dict.fromkeys(NAMES, 1.0) | {"kind": known["kind"]}, weights()) > WITHOUT_KIND
    assert measured("Wie viele Fälle gab es?", "Es gab keine Fälle mit Waffen.")["kind"] == 0


def test_facts_of_the_question_must_be_there() -> None:
    assert measured("Was kostete der Umbau 2022 nach § 5?", COST)["facts"] == 0
    assert measured("Was kostete der Umbau 2022?", COST + " Das war 2022.")["facts"] == 1


def test_no_evidence_answers_nothing() -> None:
    assert probability({}) == 0
    assert probability({}, weights()) == 0


def test_more_speaks_for_an_answer() -> None:
    little, much = dict.fromkeys(NAMES, 0.2), dict.fromkeys(NAMES, 0.9)
    assert probability(little, weights()) < 0.1 < 0.8 < probability(much, weights())


def test_what_was_found_is_told_in_shares() -> None:
    low, high = COSINES
    hits = (Scored(1, 0.9, high, low, 3.0), Scored(2, 0.8, low, high, 7.0))
    rival = Best(high - AHEAD / 2, 7.0 - 10 * AHEAD_WORDS * 0.75)
    values = measured("Was kostet der Umbau?", COST, found=finding(*hits, ceiling=10.0, rival=rival, agreement=0.3))
    told = {name: values[name] for name in FOUND}
    assert told == pytest.approx({"passage": 1, "sentence": 1, "words": 0.7, "rival": 0.5, "rival_words": 0.75, "agreement": 0.3})


def test_strangers_show_in_every_share() -> None:
    found = finding(Scored(1, 0.9, 0.76, 0.77, 0.0), ceiling=30.0, rival=Best(0.79, 2.0), agreement=0.0)
    values = measured("Was kostet der Umbau?", COST, found=found)
    assert [values[name] for name in FOUND] == [0] * len(FOUND)


def test_one_paper_alone_is_neither_ahead_nor_behind() -> None:
    values = measured("Was kostet der Umbau?", COST, found=finding(rival=None))
    assert (values["rival"], values["rival_words"]) == (RIVAL_UNKNOWN, RIVAL_WORDS_UNKNOWN)


def test_a_question_whose_words_nobody_knows_has_no_share_of_them() -> None:
    assert measured("Was?", COST, found=finding(Scored(1, 0.9, 0.85, 0.88, 0.0), ceiling=0.0))["words"] == 0


cosines = st.floats(-1, 1)
scored = st.builds(Scored, st.integers(1, 9), st.floats(0, 1), cosines, cosines, st.floats(0, 100))


@given(
    hits=st.lists(scored, min_size=1, max_size=5),
    ceiling=st.floats(0, 200),
    rival=st.none() | st.builds(Best, cosines, st.floats(0, 100)),
    agreement=st.floats(0, 1),
    question=st.sampled_from(["Was kostet der Umbau?", "Wann war das am 3.10.2022?", "?", "§ 5 BauGB"]),
)
def test_whatever_was_found_every_feature_is_a_share_and_the_sum_a_probability(
    hits: list[Scored], ceiling: float, rival: Best | None, agreement: float, question: str
) -> None:
    values = measured(question, COST, END, found=finding(*hits, ceiling=ceiling, rival=rival, agreement=agreement))
    assert set(values) == {*NAMES, "topic", "somebody", "across"}
    assert all(0 <= value <= 1 for value in values.values())
    assert 0 < probability(values) < 1


@given(values=st.fixed_dictionaries({name: st.floats(0, 1) for name in NAMES}), name=st.sampled_from(NAMES), more=st.floats(0, 1))
def test_no_feature_speaks_against_an_answer(values: dict[str, float], name: str, more: float) -> None:
    assert probability(values | {name: max(values[name], more)}) >= probability(values)


def test_other_weights_may_be_tried() -> None:
    nothing = dict.fromkeys([*NAMES, "intercept"], 0.0)
    assert probability(dict.fromkeys(NAMES, 1.0), nothing) == 0.5
    assert probability(dict.fromkeys(NAMES, 1.0)) == probability(dict.fromkeys(NAMES, 1.0), weights())


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("Umbau des Museums: Was kostet der Umbau?", 1.0),
        ("Ausbau der Fährlinien im Sommer: Was kostet der Umbau?", 0.0),
        ("Kosten und Umbau des Museums in Thüringen: Was kostet der Umbau?", 2 / 3),  # the title of a paper about another Land
        ("Was kostet der Umbau?", 1.0),
        ("Was kostet der Umbau: viel oder wenig?", 1.0),
    ],
)
def test_what_is_announced_before_a_colon_must_be_what_a_document_is_about(question: str, share: float) -> None:
    values = measured(question, COST)
    assert values["topic"] == pytest.approx(share)
    assert (probability(values | dict.fromkeys(NAMES, 1.0)) <= WITHOUT_TOPIC) is (share < 1.0)
