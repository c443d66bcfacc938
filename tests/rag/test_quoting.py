"""Quotes are the documents' own words, cut to the sentence."""

from __future__ import annotations

import pytest

from index.types import Span
from rag.quoting import quotes, tidy
from rag.types import Evidence


def evidence(number: int, text: str, score: float, document: int = 1) -> Evidence:
    return Evidence(number, document, 1, Span(100 - number, 100), text, score)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("– Der Hafen ist neu.", "Der Hafen ist neu."),
        ("a) Der Hafen ist neu.", "Der Hafen ist neu."),
        ("1) Der Hafen ist neu.", "Der Hafen ist neu."),
        ("Der Hafen\nist  neu.", "Der Hafen ist neu."),
        ("Der Hafen ist neu.12", "Der Hafen ist neu."),
        ("Der Hafen² ist neu.", "Der Hafen ist neu."),
        ("12 Schulen fehlen.", "12 Schulen fehlen."),
        ("Der Bau hat 99,10 m² und 20 km² Wald.", "Der Bau hat 99,10 m² und 20 km² Wald."),
        ("Das Programm² ist neu.", "Das Programm ist neu."),
        ("Im Jahr 2023 waren es 5.", "Im Jahr 2023 waren es 5."),
        ("Das gilt seit dem 20. Juni 2023.", "Das gilt seit dem 20. Juni 2023."),
        ("– ", "–"),
        ("März 2 939 April 3 207 * Von einer Drucklegung der Anlage wird abgesehen.", "März 2 939 April 3 207"),
        ("Die Anlage 2* gilt.", "Die Anlage 2 gilt."),
    ],
)
def test_tidy(text: str, cut: str) -> None:
    assert tidy(text) == cut


def test_the_best_are_quoted_best_first() -> None:
    found = quotes("Was gilt?", [evidence(1, "Zweitens.", 1.0), evidence(2, "Erstens.", 0.95), evidence(3, "Fern.", 0.5)])
    assert [(claim.text, claim.evidence) for claim in found] == [("Zweitens.", (1,)), ("Erstens.", (2,))]
    assert all(claim.verdict.supported for claim in found)


def test_nothing_to_quote() -> None:
    assert quotes("Was gilt?", []) == ()


def test_a_date_that_is_asked_for_comes_first() -> None:
    found = quotes(
        "Wann tritt die Richtlinie in Kraft?", [evidence(1, "Die Richtlinie ist in Arbeit.", 1.0), evidence(2, "Sie gilt ab 2024.", 0.95)]
    )
    assert [claim.evidence for claim in found] == [(2,), (1,)], "what fits best is kept behind it"


def test_of_more_than_are_quoted_the_best_is_not_left_out() -> None:
    dated = [evidence(number, f"Sie gilt ab 202{number}.", 0.95) for number in range(2, 6)]
    found = quotes("Wann tritt die Richtlinie in Kraft?", [evidence(1, "Die Richtlinie ist in Arbeit.", 1.0), *dated])
    assert [claim.evidence for claim in found] == [(2,), (3,), (1,)]


def test_what_fits_much_better_stays_before_the_date_that_is_asked_for() -> None:
    """Where the date stands, or that there is none, is an answer that holds no date."""
    found = quotes(
        "Wann tritt die Richtlinie in Kraft?",
        [evidence(1, "Der Tag kann der Anlage entnommen werden.", 1.0), evidence(2, "Die alte gilt seit 2024.", 0.7)],
    )
    assert [claim.evidence for claim in found] == [(1,), (2,)]


def test_a_question_and_a_table_read_letter_by_letter_answer_nothing() -> None:
    torn = "E nt sc he id un ge n üb er A sy la nt rä ge ge sa mt da vo n: 20 22 5 39 6 7 1 63 6"
    read = [evidence(1, torn, 1.0), evidence(2, "Wie viele Anträge gab es?", 0.99), evidence(3, "Es waren 5.", 0.95)]
    assert [claim.evidence for claim in quotes("Wie viele Anträge gab es?", read)] == [(3,)]
    assert [claim.evidence for claim in quotes("Wie viele?", read[:2])] != []
