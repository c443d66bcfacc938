"""What a question asks for."""

from __future__ import annotations

import pytest

from rag.question import gives, in_context, language_of, terms, wanted
from rag.types import Turn


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Wie hoch ist das Budget?", "number"),
        ("Wie viele Stellen sind unbesetzt?", "number"),
        ("In welcher Höhe wurde gefördert?", "number"),
        ("Bis wann soll die RIS MV umgesetzt werden?", "date"),
        ("In welchem Jahr wurde das Gesetz geändert?", "date"),
        ("Wer leitet den Beirat?", ""),
        ("Welche Maßnahmen sind geplant?", ""),
    ],
)
def test_wanted(question: str, kind: str) -> None:
    assert wanted(question) == kind


def test_gives() -> None:
    assert gives("Es waren 831.", "number")
    assert not gives("Das regelt § 15.", "number")
    assert gives("bis zum Jahr 2029", "date")
    assert not gives("demnächst", "date")
    assert gives("", "")


def test_nouns_weigh_more_than_verbs_and_commonplaces() -> None:
    weights = {term.text: term.weight for term in terms("Wie hoch bewertet die Bundesregierung das Budget (bitte nach Ländern)?")}
    assert weights == {"hoch": 0.2, "bewertet": 0.2, "Bundesregierung": 0.2, "Budget": 1.0}


@pytest.mark.parametrize(
    ("text", "language"),
    [("Wie hoch ist das?", "de"), ("How high is the budget?", "en"), ("What will it cost?", "en"), ("RIS MV?", "de"), ("", "de")],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_follow_up_takes_the_question_before_along() -> None:
    history = [Turn("Wird KI in der Justiz eingesetzt?", "Nein. [1]")]
    assert in_context("Und in der Steuerverwaltung?", history) == "Wird KI in der Justiz eingesetzt? Und in der Steuerverwaltung?"
    assert in_context("Ist das geplant?", history).startswith("Wird KI")
    assert in_context("Wie viele Lehrkräfte fehlen an den Gymnasien des Landes?", history).startswith("Wie viele")
    assert in_context("Und in der Steuerverwaltung?", []) == "Und in der Steuerverwaltung?"
