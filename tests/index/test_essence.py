"""What is left of a question without the phrases that every question to a government has."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.essence import essence
from index.types import Embedder


@pytest.mark.parametrize(
    ("question", "left"),
    [
        (
            "Wie viele Brücken sind nach Kenntnis der Bundesregierung in Mecklenburg-Vorpommern gesperrt?",
            "Wie viele Brücken sind in Mecklenburg-Vorpommern gesperrt?",
        ),
        (
            "Plant die Landesregierung den Ausbau der Radwege an Bundesstraßen, und wenn ja, welche Abschnitte sind betroffen?",
            "Plant den Ausbau der Radwege an Bundesstraßen",
        ),
        ("Wird das Museum in Wismar wieder eröffnet werden, falls nicht, warum?", "Wird das Museum in Wismar wieder eröffnet werden"),
        (
            "Wie hoch waren die Kosten (bitte nach Jahren und Ländern aufschlüsseln)?",
            "Wie hoch waren die Kosten ?",
        ),
        (
            "Wie hoch waren die Ausgaben für Schulen, bitte nach Jahren und Ländern aufschlüsseln?",
            "Wie hoch waren die Ausgaben für Schulen, ?",
        ),
        ("Was ist der Staatsregierung bekannt über Wölfe in Bayern?", "Was ist über Wölfe in Bayern?"),
        ("Wie viele Wohnungen fehlen nach Einschätzung des Senats in Bremen?", "Wie viele Wohnungen fehlen in Bremen?"),
        ("Was kostet der Umbau?", "Was kostet der Umbau?"),
    ],
)
def test_set_phrases_go_and_the_matter_stays(question: str, left: str) -> None:
    assert essence(question) == left


def test_a_clause_goes_only_where_enough_is_left() -> None:
    assert essence("Ist das so, wenn ja, seit wann?") == "Ist das so, wenn ja, seit wann?"


@pytest.mark.parametrize("question", ["die Bundesregierung", "(Was ist das?)", "Die Landesregierung?", "(a) (b)", "?", ""])
def test_a_question_of_nothing_else_stays_what_it_was(question: str) -> None:
    assert essence(question) == question


@given(st.text(alphabet="abc (),.?ä\n", max_size=80) | st.text(max_size=80))
def test_it_is_never_empty_nor_longer_nor_in_need_of_a_second_look_at_brackets(question: str) -> None:
    left = essence(question)
    assert bool(left) == bool(question)
    assert len(left) <= len(question)
    if any(map(str.isalpha, question)):
        assert any(map(str.isalpha, left))


def test_long_questions_take_no_time() -> None:
    began = time.perf_counter()
    for hostile in ("(" * 50_000, ", wenn ja " * 5_000, "bitte " * 10_000, "nach Kenntnis der " * 5_000, " " * 100_000):
        essence(hostile)
    assert time.perf_counter() - began < 2


def test_what_every_question_says_leads_the_encoder_astray(embedder: Embedder) -> None:
    """What it is there for: the whole question is nearer to an empty phrase than to its answer, the essence is not."""
    question = (
        "Sind der Bundesregierung Fälle bekannt, in denen nach Kenntnis der Bundesregierung Wölfe Schafe gerissen haben, "
        "und wenn ja, welche (bitte nach Bundesländern und Jahren aufschlüsseln)?"
    )
    phrase = "Der Bundesregierung sind keine Fälle bekannt. Eine Aufschlüsselung nach Bundesländern und Jahren liegt nicht vor."
    whole, short = embedder.embed_queries([question, essence(question)])
    answer, empty = embedder.embed_passages(["Wölfe haben 120 Schafe gerissen.", phrase])
    assert whole @ answer < whole @ empty
    assert short @ answer > short @ empty
