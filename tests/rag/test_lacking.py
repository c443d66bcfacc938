"""Whether a translation lacks a part of its sentence: with the real encoder, for it decides with."""

from __future__ import annotations

import pytest

from index.types import Embedder
from rag.crosslingual import agrees
from rag.lacking import lacks, without_a_part

WHOLE = [
    ("Die Kommission wird ihren Abschlussbericht voraussichtlich im Herbst 2026 vorlegen und ihn anschließend im Internet veröffentlichen.",
     "The commission is expected to present its final report in autumn 2026 and subsequently publish it on the internet."),
    ("Nach Einschätzung der Bundesnetzagentur ist die Versorgung mit Strom im kommenden Winter gesichert.",
     "According to the Federal Network Agency, the electricity supply is secure for the coming winter."),
    ("Im Jahr 2024 haben 1.312 Beschäftigte an einer Schulung zum Umgang mit personenbezogenen Daten teilgenommen.",
     "In 2024, 1,312 employees took part in training on how to handle personal data."),
    ("Das Programm richtet sich an kleine und mittlere Unternehmen, die ihre Produktion auf klimafreundliche Verfahren umstellen.",
     "The programme is aimed at small and medium-sized enterprises that convert their production to climate-friendly processes."),
    ("Die Verordnung tritt am 1. Januar 2027 in Kraft und gilt für alle Betriebe mit mehr als 50 Beschäftigten.",
     "The regulation enters into force on 1 January 2027 and applies to all businesses with more than 50 employees."),
    ("Der Zuschuss beträgt höchstens 40 Prozent der förderfähigen Kosten und ist auf 15.000 Euro je Wohngebäude begrenzt.",
     "The subsidy amounts to at most 40 percent of the eligible costs and is limited to 15,000 euros per residential building."),
]  # fmt: skip
PART = [
    (WHOLE[0][0], "The commission is expected to present its final report in autumn 2026."),
    (WHOLE[1][0], "The electricity supply is secure for the coming winter."),
    (WHOLE[2][0], "In 2024, 1,312 employees took part in training."),
    (WHOLE[3][0], "The programme is aimed at small and medium-sized enterprises."),
]


@pytest.mark.parametrize(("german", "english"), WHOLE)
def test_a_whole_translation_lacks_nothing(german: str, english: str, embedder: Embedder) -> None:
    assert not lacks(english, german, embedder)
    assert agrees(english, german, embedder).supported


@pytest.mark.parametrize(("german", "english"), PART)
def test_a_translation_of_a_part_is_not_one(german: str, english: str, embedder: Embedder) -> None:
    verdict = agrees(english, german, embedder)
    assert (verdict.supported, verdict.code) == (False, "coverage")
    assert verdict.reason == "Der Übersetzung fehlt ein Teil des Satzes."


def test_the_parts_are_neighbouring_phrases() -> None:
    assert list(without_a_part("Die Schule wird seit 2019 in freier Trägerschaft geführt.")) == [
        "seit 2019 in freier Trägerschaft geführt.",
        "Die Schule wird in freier Trägerschaft geführt.",
        "Die Schule wird seit 2019.",
        "in freier Trägerschaft geführt.",
    ]
    assert list(without_a_part("Die Schule schließt.")) == []
