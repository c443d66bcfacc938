"""Who is asked for, and what can say it."""

from __future__ import annotations

import pytest

from index.finding import Best
from rag.naming_somebody import asks_who, can_name
from rag.refusal import NAMES, WITHOUT_KIND, probability
from tests.rag.test_refusal import COST, finding, measured

FINANCE = "So sieht beispielsweise das Finanzministerium Potenziale in den Bereichen allgemeine Verwaltung und Steuerverwaltung."
CLUSTER = "Das Ministerium für Wirtschaft setzt sich im Rahmen der RIS MV für den Aufbau eines Clusters KI ein und begleitet ihn."


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Wer leitet das Cluster KI?", True),
        ("Von wem stammt der Plan?", True),
        ("Und wessen Haus ist das?", True),
        ("Wie heißt der Finanzminister?", True),
        ("Wie hieß die frühere Leiterin des Museums?", True),
        ("Wie heißt das Museum in Wismar?", False),
        ("Welche Behörde ist zuständig?", False),
        ("Wann entscheidet sich, wer gewinnt?", False),
        ("Was kostet der Umbau?", False),
    ],
)
def test_whether_somebody_is_asked_for(question: str, who: bool) -> None:
    assert asks_who(question) is who


@pytest.mark.parametrize(
    ("question", "text", "can"),
    [
        ("Wer setzt sich für den Aufbau ein?", CLUSTER, True),  # the sentence says so, whoever it is
        ("Wer leitet das Cluster KI?", CLUSTER, False),  # "begleitet" is another verb, "RIS MV" nobody's name
        ("Wer leitet das Cluster KI?", "Sprecherin des Clusters ist Anna-Lena Wolter.", True),
        ("Wer leitet das Cluster KI?", "Sprecherin Wolter stellte das Cluster vor.", True),
        ("Wer nahm am Workshop teil?", "An dem Workshop haben Fachleute teilgenommen.", True),
        ("Wie heißt der Finanzminister?", FINANCE, False),  # "Finanzministerium Potenziale" is no name
        ("Wie heißt der Finanzminister?", "Finanzminister Dr. Geue begrüßte das.", True),
        ("Wer ist der Finanzminister?", "Das sagte Heiko Geue.", True),
        ("Wer ist Finanzminister Heiko Geue?", "Finanzminister Heiko Geue antwortete.", False),  # the question's own words are no answer
        ("Wer ist zuständig?", "Zuständig ist jedes Ministerium selbst.", True),
        ("Wer war das?", "Das Museum ist alt.", True),  # the question says too little to tell
    ],
)
def test_whether_a_text_can_say_who(question: str, text: str, can: bool) -> None:
    assert can_name(question, [text]) is can
    assert can_name(question, ["Der Hafen ist groß.", text]) is can


def test_it_tells_in_a_library_of_one_paper_only() -> None:
    question = "Wer leitet den Umbau?"
    alone = measured(question, COST, found=finding(rival=None))
    assert alone["somebody"] == 0
    assert probability(dict.fromkeys(NAMES, 1.0) | {"somebody": alone["somebody"]}) == WITHOUT_KIND
    assert measured(question, COST, found=finding(rival=Best(0.8, 1.0)))["somebody"] == 1
    assert measured("Was kostet der Umbau?", COST, found=finding(rival=None))["somebody"] == 1


@pytest.mark.parametrize("filler", ["Aa ", "Aa-Aa ", "der Aa ", "Dr. ", "minister ", "Minister "])
def test_hostile_evidence_is_read_to_its_end(filler: str) -> None:
    long = (filler * 20_000)[:40_000]
    assert can_name(f"Wer leitet {long[:1000]}?", [long]) in (True, False)
