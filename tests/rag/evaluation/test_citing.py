"""Citations against what is known to answer, and as a judge sees them, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.types import Place, Span
from rag.evaluation.citing import Judged, cited, gold_precision, gold_recall, judged
from rag.evaluation.corpora import Question
from rag.types import Answer, Citation, Claim, Evidence, Timings
from rag.verify import SUPPORTED, RuleVerifier

HARBOUR = "Im Hafen arbeiten 120 Beschäftigte."
EVIDENCE = (
    Evidence(1, 1, 1, Span(0, 35), HARBOUR, 0.9),
    Evidence(2, 2, 2, Span(0, 31), "Der Umschlag sank um 4 Prozent.", 0.8),
    Evidence(3, 3, 3, Span(0, 35), HARBOUR, 0.7),
    Evidence(4, 4, 4, Span(90, 97), "2024 17", 0.6, "Jahr Schulen"),
)


def answer(*claims: Claim, citations: tuple[Citation, ...] = ()) -> Answer:
    return Answer("Was gilt?", "answered", claims, citations, EVIDENCE, (), 0.9, "de", "1", "", Timings(0.1, 1.0, 1.0))


def question(*units: str, by_page: bool = False) -> Question:
    return Question("1", "Was gilt?", dict.fromkeys(units, 1), (), by_page)


def test_what_answers_and_is_not_cited_costs_recall_and_what_is_cited_beside_it_precision() -> None:
    given = answer(Claim(HARBOUR, (1, 2), SUPPORTED))
    assert cited(given) == {1, 2}
    assert gold_precision(given, frozenset({1})) == 0.5
    assert gold_recall(given, frozenset({1}), question("a", "b")) == 0.5
    assert gold_recall(given, frozenset({1, 2}), question("a", "b")) == 1.0
    assert gold_recall(given, frozenset({3}), question("a")) == 0.0


def test_pages_count_where_a_question_names_pages() -> None:
    places = (Place(1, "1", ()), Place(2, "2", ()))
    citation = Citation(1, 1, "Titel", Span(0, 35), HARBOUR, places)
    given = answer(Claim(HARBOUR, (1,), SUPPORTED), citations=(citation,))
    assert gold_recall(given, frozenset({1}), question("1#1", "1#2", "1#3", by_page=True)) == pytest.approx(2 / 3)
    one = replace(citation, places=places[:1])
    assert gold_recall(replace(given, citations=(one,)), frozenset({1}), question("1#1", "1#2", by_page=True)) == 0.5


@pytest.mark.parametrize(
    ("numbers", "judgement"),
    [
        ((1,), Judged(1.0, 1.0)),
        ((1, 2), Judged(1.0, 0.5)),  # the second supports nothing
        ((1, 3), Judged(1.0, 1.0)),  # each supports it alone: none is beside the point
        ((2,), Judged(0.0, 0.0)),
    ],
)
def test_several_numbers_behind_a_sentence_are_one_set(numbers: tuple[int, ...], judgement: Judged) -> None:
    assert judged(answer(Claim(HARBOUR, numbers, SUPPORTED)), RuleVerifier()) == judgement


def test_a_row_is_read_with_the_header_that_the_answer_shows() -> None:
    assert judged(answer(Claim("Jahr Schulen … 2024 17", (4,), SUPPORTED)), RuleVerifier()) == Judged(1.0, 1.0)


def test_an_answer_is_judged_sentence_by_sentence() -> None:
    given = answer(Claim(HARBOUR, (1,), SUPPORTED), Claim("Der Umschlag stieg um 4 Prozent.", (2,), SUPPORTED))
    assert judged(given, RuleVerifier()) == Judged(0.5, 0.5)
