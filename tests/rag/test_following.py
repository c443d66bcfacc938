"""Follow-up questions, understood with the conversation before them."""

from __future__ import annotations

import re
import time

import pytest

from rag.following import MOST_CARRIED, follows_up, in_context
from rag.question import terms, wanted
from rag.types import Turn
from tests.rag.followups import HELD_OUT, JUSTICE, KNOWN, Case


def holds(case: Case) -> bool:
    result = in_context(case.question, [Turn(question) for question in case.earlier])
    words = set(re.findall(r"[\w-]+", result.casefold()))
    return set(case.carried.casefold().split()) <= words and not words & set(case.dropped.casefold().split())


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case.question)
def test_what_is_carried_and_what_is_not(case: Case) -> None:
    assert holds(case)


def test_conversations_that_the_rules_were_not_made_for() -> None:
    missed = [case.question for case in HELD_OUT if not holds(case)]
    assert missed == ["Was passiert bei Verstößen?"]  # a noun that asks "of what?" without being known for it


@pytest.mark.parametrize(
    "question",
    [
        "Behindern bürokratische Prozesse die Nutzung neuer Drohnentechnologien?",
        "Liegen der Bundesregierung Erkenntnisse darüber vor, ob Personen in Afghanistan inhaftiert wurden?",
        "Plant die Bundesministerin für Gesundheit in diesem Jahr eine Reise in die Ukraine?",
        "Ist es zulässig, wenn Arztpraxen die Bescheinigung per Telefon nicht erteilen?",
        "Gibt es Zuschüsse für Heimarbeitsplätze?",
        "Und wie viele Lehrkräfte fehlen an den Gymnasien in Rostock?",
        "Wie viele Bürger haben ihre Steuererklärung elektronisch abgegeben?",
        "Was kann ich tun?",
        "Wie schütze ich mich?",
        "Kann man sich und seine Mitmenschen schützen?",
        "Wann sollten Sie isoliert werden?",
        "Was kann jeder einzelne bewirken, indem er zuhause bleibt?",
        "Wer ist an seinem Arbeitsplatz gefährdet?",
        "Was passiert, wenn ich positiv getestet werde?",
        "Wie lange dauert es bis ich krank werde?",
        "Ist es noch sicher zu reisen?",
        "Wo ist es wegen Corona gefährlich?",
        "Wo kann ich noch einkaufen und was ist darüber hinaus offen?",
        "Haben Beschäftigte einen Anspruch darauf, im Home-Office zu arbeiten?",
        "Habe ich ein Anrecht darauf von zu Hause zu arbeiten?",
        "Wenn ich Pakete bestellt habe: Werden diese noch ausgeliefert?",
        "Was ist mit dem Kurzarbeitergeld während der Corona-Krise?",
        "Helfen Gesichtsmasken?",
    ],
)
def test_a_question_that_stands_on_its_own(question: str) -> None:
    assert not follows_up(question)
    assert in_context(question, [Turn(JUSTICE)]) == question


@pytest.mark.parametrize(
    "question",
    [
        "Und was kann ich tun?",
        "Was kann ich dagegen tun?",
        "Wie beantrage ich das?",
        "Wie kann man es vermeiden?",
        "Wer hilft mir dabei?",
        "Was ist dafür zu zahlen?",
        "Wird es eingesetzt?",
        "Wer war sein Vater?",
    ],
)
def test_a_person_in_a_question_does_not_hide_what_points_back(question: str) -> None:
    assert follows_up(question)


@pytest.mark.parametrize(
    ("before", "carried"),
    [
        ("Was passiert, wenn mehr Leute das Coronavirus bekommen?", "Leute Coronavirus bekommen"),
        ("Was gilt für Städte, die 2024 Geld erhalten?", "Städte 2024 Geld erhalten"),
        (JUSTICE, "KI in der Justiz eingesetzt"),
    ],
)
def test_of_several_clauses_the_content_words_are_carried(before: str, carried: str) -> None:
    assert in_context("Und was kann ich tun?", [Turn(before)]) == f"Was kann ich tun – {carried}?"


@pytest.mark.parametrize("question", ["Und in der Steuerverwaltung?", "", "Und?", "Wie hoch sind die Kosten dafür?"])
def test_without_a_history_nothing_changes(question: str) -> None:
    assert in_context(question, []) == question


def test_only_the_new_question_says_what_is_wanted() -> None:
    before = [Turn("Wie viele Beschäftigte arbeiten im Hafen Sassnitz?")]
    assert wanted(in_context("Und seit wann?", before)) == "date"
    assert wanted(in_context("Wer leitet ihn?", before)) == ""
    assert wanted(in_context("Und in Rostock?", before)) == "number"


def test_carried_nouns_keep_their_weight() -> None:
    weights = {term.text: term.weight for term in terms(in_context("Und wann?", [Turn(JUSTICE)]))}
    assert (weights["KI"], weights["Justiz"]) == (1.0, 1.0)


def test_a_long_conversation_does_not_bury_the_question() -> None:
    history = [Turn(JUSTICE), *(Turn("Und wer trägt sie, die dafür zahlen?") for _ in range(20))]
    result = in_context("Und wann?", history)
    assert result.startswith("Wann – ")
    assert result.endswith("KI in der Justiz eingesetzt?")
    assert len(result.split()) <= MOST_CARRIED + 2


@pytest.mark.parametrize("filler", ["a ", "Aa ", "in der ", "der Aa ", "es, ", "2023 ", "dafür "])
def test_hostile_conversations_take_no_time(filler: str) -> None:
    long = (filler * 2000)[:2000]
    began = time.perf_counter()
    in_context(f"Und {long}", [Turn(long)] * 3)
    assert time.perf_counter() - began < 2
