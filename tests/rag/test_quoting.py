"""Quotes are the documents' own words, cut to the sentence."""

from __future__ import annotations

import pytest

from index.types import Span
from rag.quoting import quotes, tidy
from rag.types import Evidence


def evidence(number: int, text: str, score: float, document: int = 1, passage: int = 1) -> Evidence:
    return Evidence(number, document, passage, Span(100 - number, 100), text, score)


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


def test_a_further_quote_must_be_nearly_as_good_wherever_it_stands() -> None:
    beside, elsewhere, poor = evidence(2, "Nebenan.", 0.87), evidence(3, "Anderswo.", 0.87, passage=2), evidence(4, "Kaum.", 0.84)
    found = quotes("Was gilt?", [evidence(1, "Bestens.", 1.0), beside, elsewhere, poor])
    assert [claim.text for claim in found] == ["Bestens.", "Nebenan.", "Anderswo."]
    assert [claim.text for claim in quotes("Was gilt?", [evidence(1, "Bestens.", 1.0), poor])] == ["Bestens."]


def test_a_share_that_is_asked_for_goes_before_another_number() -> None:
    question = "Wie hoch war der Anteil der Frauen im Jahr 2024?"
    found = quotes(question, [evidence(1, "Es waren 40 Frauen.", 1.0), evidence(2, "Das sind 32 Prozent.", 0.95)])
    assert [claim.evidence for claim in found] == [(2,), (1,)]


def test_a_further_quote_is_in_the_unit_that_is_asked_for() -> None:
    cost, pages = evidence(1, "Der Umbau kostet 1,5 Millionen Euro.", 1.0), evidence(2, "Der Bericht umfasst 2 Seiten.", 0.95)
    assert [claim.evidence for claim in quotes("Wie viel kostet der Umbau in Euro?", [cost, pages])] == [(1,)]
    assert [claim.evidence for claim in quotes("Wie viel ist es?", [cost, pages])] == [(1,), (2,)]


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


def test_a_question_answers_nothing() -> None:
    read = [evidence(1, "Wie viele Anträge gab es?", 0.99), evidence(2, "Es waren 5.", 0.95)]
    assert [claim.evidence for claim in quotes("Wie viele Anträge gab es?", read)] == [(2,)]
    assert [claim.evidence for claim in quotes("Wie viele?", read[:1])] == [(1,)]


@pytest.mark.parametrize(
    "text",
    [
        "* Von einer Drucklegung der Anlage wird abgesehen. Diese ist auf Bundestagsdrucksache 21/835 auf www.bundestag.de abrufbar.",
        "Von einer Drucklegung der Anlagen wird abgesehen.",
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n\nAnlage 13 Gesamtzahl der Auftritte",
    ],
    ids=["note", "note alone", "numbers of rows"],
)
def test_a_note_on_printing_and_the_numbers_of_rows_are_quoted_only_where_nothing_else_is(text: str) -> None:
    found = [evidence(1, text, 1.0), evidence(2, "Es waren 5 Auftritte.", 0.95)]
    assert [claim.evidence for claim in quotes("Wie viele Auftritte gab es?", found)] == [(2,)]
    assert [claim.evidence for claim in quotes("Wie viele Auftritte gab es?", found[:1])] == [(1,)]


@pytest.mark.parametrize(
    "text",
    [
        "1 2 3 4 5 6 7 8\nBund 40 50 60 70 80 90 95 99",
        "Von einer Drucklegung der Anlage wird abgesehen, weil sie 400 Seiten hat.",
        "* Von einer Drucklegung der Anlage wird abgesehen. Es gab 40 Auftritte.",
    ],
    ids=["numbers of columns", "a reason", "more than the note"],
)
def test_what_says_more_is_quoted(text: str) -> None:
    found = quotes("Wie viele Auftritte gab es?", [evidence(1, text, 1.0), evidence(2, "Es waren 5 Auftritte.", 0.95)])
    assert (1,) in [claim.evidence for claim in found]
