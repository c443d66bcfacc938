"""What a question asks for."""

from __future__ import annotations

import pytest

from rag.question import answers, gives, language_of, terms, touched, wanted


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


@pytest.mark.parametrize(
    ("question", "text", "does"),
    [
        ("Wann endet der Umbau?", "Der Umbau endet 2027.", True),
        ("Wann endet der Umbau?", "Der Umbau ist der Tabelle zu entnehmen.", False),
        ("Wann endet der Umbau?", "Es gibt keinen einheitlichen Zeitpunkt.", True),
        ("Wie viel kostet der Umbau?", "Der Umbau kostet 5 Euro.", True),
        ("Wie viel kostet der Umbau?", "Der Umbau kostet Geld.", False),
        ("Wie viel kostet der Umbau, und wer zahlt ihn?", "Das Land zahlt ihn.", True),
        ("Wer leitet den Umbau?", "Das Land leitet ihn.", True),
    ],
)
def test_a_number_or_date_must_be_given_where_nothing_else_is_asked(question: str, text: str, does: bool) -> None:
    assert answers(question, text) is does


def test_touched() -> None:
    asked = terms("Wie hoch ist das Budget der Justiz für die KI-Strategie?")
    best = "Das Budget der Justiz für die KI-Strategie steht fest."
    assert touched(asked, "Das Budget steht fest.")
    assert not touched(asked, "Der Hafen ist offen.")
    assert not touched(asked, "Die Justiz ist unabhängig.", [best, "Der Hafen ist offen."])
    assert touched(asked, best, [best])
