"""What of an answer a text holds."""

from __future__ import annotations

import pytest

from rag.evaluation.corpora import Question
from rag.evaluation.evidence import numbers_held
from rag.evaluation.overlap import holds, prepared, rouge_l, token_f1, tokens

ANSWER = "In Summe wurden 831 Konten ange- griffen. Davon waren vier Konten von Leistungsbeziehenden betroffen, was sehr bedauert wird."


def test_a_broken_word_is_whole_and_a_number_is_one() -> None:
    assert tokens("Die Daten wurden ge-\nändert, die Ein- und Ausfuhr nicht.") == tokens(
        "Die Daten wurden geändert, die Ein- und Ausfuhr nicht."
    )
    assert tokens("199 990 Euro") == tokens("199.990 Euro") == ("199990", "euro")
    assert tokens("Dezember 2024 73 591") == ("dezember", "2024", "73591")
    assert tokens("4,5 Prozent") == ("4,5", "prozent")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("In Summe wurden 831 Konten angegriffen.", True),
        ("Zuerst: In Summe wurden 831 Konten angegriffen, so die Behörde.", True),
        ("Davon waren vier Konten von Leistungsbeziehenden betroffen", True),  # a piece of a sentence
        ("vier Konten", False),  # too short a piece
        ("In Summe wurden 12 Schulen geschlossen.", False),
        ("Betroffen sind andere Konten.", False),
    ],
)
def test_a_sentence_of_the_answer_is_known(text: str, held: bool) -> None:
    assert holds(prepared(ANSWER), tokens(text)) is held


def test_a_short_answer_stands_there_word_for_word() -> None:
    assert holds(prepared("im Mai 2031"), tokens("Sie öffnet im Mai 2031 wieder."))
    assert not holds(prepared("im Mai 2031"), tokens("Im Jahr 2031 und nicht im Mai."))
    assert not holds(prepared("308"), tokens("Es waren 1308 Punkte."))


def test_f1_is_that_of_the_words_without_articles() -> None:
    assert token_f1("Die Brücke ist gesperrt.", "Eine Brücke ist offen!") == pytest.approx(2 * 2 / 6)
    assert token_f1("der", "die") == 0.0
    assert token_f1("Eichen und Buchen", "Eichen und Buchen") == 1.0


def test_numbers_count_however_they_are_written() -> None:
    question = Question("q", "Wie hoch waren die Kosten, und wie viele Brücken?", {}, ("Es waren 199 990 Euro und zwei Brücken.",))
    assert numbers_held(question, ["Gezahlt wurden 199.990 Euro.", "Zwei Brücken"]) == 1.0
    assert numbers_held(question, ["Gezahlt wurden 199.990 Euro."]) == 0.5
    assert numbers_held(question, ["Nach § 2 werden 12 Brücken gesperrt."]) == 0.0
    assert numbers_held(Question("q", "Warum nicht?", {}, ("Es waren 12.",)), ["12"]) is None
    assert numbers_held(Question("q", "Wie viele Brücken?", {}, ("Keine Angaben.",)), ["12"]) is None


def test_rouge_reads_german_words_and_numbers_as_they_are_compared_elsewhere() -> None:
    assert rouge_l("Für Müller zählen 1.200 Größen", "für müller zählen 1 200 größen") == 1.0
    assert rouge_l("Größe", "Gräße") == 0.0
