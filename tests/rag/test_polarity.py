"""A derived "Ja" or "Nein" is right or it is not there."""

from __future__ import annotations

import pytest

from rag.polarity import asks_yes_or_no, polarity
from rag.roles import narrower, same_roles
from rag.types import Answer, Claim, Verdict
from tests.fakes import ScriptedGenerator
from tests.rag.conftest import Making

WHETHER = "Wird das Museum in Wismar geschlossen?"


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        (WHETHER, "Das Museum in Wismar wird nicht geschlossen.", "no"),
        (WHETHER, "Das Museum in Wismar wird geschlossen.", "yes"),
        ("Beobachtungen: Plant das Land neue Pegel?", "Das Land plant keine neuen Pegel.", "no"),
        ("Werden bereits Drohnen eingesetzt?", "Drohnen werden noch nicht eingesetzt.", "no"),
        ("Gibt es ein Register der Deiche, und wenn ja, seit wann?", "Nein, es gibt kein Register der Deiche.", "no"),
        ("Prüft die Leitung, ob der Eintritt gesenkt werden kann?", "Die Leitung prüft, ob der Eintritt gesenkt werden kann.", "yes"),
        ("Erhält die Oper Zuschüsse oder Darlehen?", "Die Oper erhält keine Zuschüsse oder Darlehen.", "no"),
    ],
)
def test_what_is_plain_is_said(question: str, sentence: str, said: str) -> None:
    assert polarity(question, sentence) == said


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (WHETHER, "Das Museum in Wismar wird noch nicht geschlossen."),  # it may be
        (WHETHER, "Das Museum in Wismar wird teilweise geschlossen."),
        (WHETHER, "Das Museum in Wismar wird grundsätzlich nicht geschlossen."),
        (WHETHER, "Das Museum in Wismar wird geschlossen, sofern die Mittel fehlen."),
        (WHETHER, "Das Museum in Wismar soll geschlossen werden."),
        (WHETHER, "Das Museum in Wismar wurde 2019 geschlossen."),
        (WHETHER, "Das Museum in Rostock wird nicht geschlossen."),
        (WHETHER, "Es trifft nicht zu, dass das Museum in Wismar geschlossen wird."),
        ("Wird das Museum in Wismar nicht geschlossen?", "Das Museum in Wismar wird nicht geschlossen."),
        ("Wird das Museum in Wismar oder in Rostock geschlossen?", "Das Museum in Wismar wird in Rostock geschlossen."),
        ("Gibt es Pläne für den Hafen?", "Der Landesregierung liegen dazu keine Erkenntnisse vor."),
        ("Gibt es Pläne für den Hafen?", "Es gibt keine konkreten Pläne für den Hafen."),
        ("Gibt es Pläne für den Hafen?", "Es gibt keine Pläne für den Hafen in Sassnitz."),
        ("Wurden die Deiche durch das Amt geprüft?", "Die Deiche wurden nach Auskunft des Amtes geprüft."),
        ("Sind 30 Lehrkräfte erkrankt?", "12 Lehrkräfte sind erkrankt."),
        ("Plant das Land, und hält es das für richtig?", "Das Land plant."),
        ("Wie viele Pegel plant das Land?", "Das Land plant keine Pegel."),
        ("Plant das Land neue Pegel?", "Nein."),  # to what?
    ],
)
def test_what_is_not_plain_is_left_out(question: str, sentence: str) -> None:
    assert polarity(question, sentence) == ""


@pytest.mark.parametrize(
    ("heading", "said"), [("3. Plant das Land neue Pegel?", "no"), ("3. Plant das Land 2025 neue Pegel?", ""), ("Pegel", "")]
)
def test_a_bare_no_answers_the_question_above_it(heading: str, said: str) -> None:
    assert polarity("Plant das Land neue Pegel?", "Nein.", f"Hochwasser\n{heading}") == said


def test_what_goes_on_with_an_exception_decides_nothing() -> None:
    assert polarity(WHETHER, "Das Museum in Wismar wird nicht geschlossen.", after="Ausgenommen ist der Westflügel.") == ""


def test_roles_and_parts() -> None:
    assert same_roles("Fördert das Land die Deiche mit Mitteln des Bundes?", "Das Land fördert die Deiche mit Mitteln des Bundes.")
    assert not same_roles("Fördert das Land die Deiche?", "Mit den Deichen fördert das Land die Küste.")
    assert narrower("Zu Details liegen keine Angaben vor.", "Liegen Angaben vor?")
    assert not narrower("In der Justiz Sachsens gibt es keine Pläne.", "Gibt es Pläne in der Justiz?")
    assert not asks_yes_or_no("Wann wird das Museum geschlossen?")


def test_the_quote_that_decides_comes_first_and_is_marked(assistant_of: Making) -> None:
    answer = assistant_of(None).answer(WHETHER)
    first, *others = answer.claims
    assert (first.polarity, first.text) == ("no", "Das Museum in Wismar wird nicht geschlossen.")
    assert answer.text.startswith("Nein: Das Museum in Wismar wird nicht geschlossen. [")
    assert not [claim for claim in others if claim.polarity]
    assert Answer.from_dict(answer.to_dict()) == answer


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        ("Nein, das Museum in Wismar wird nicht geschlossen. [1]", "Nein, das Museum in Wismar wird nicht geschlossen."),
        ("Das Museum in Wismar wird nicht geschlossen. [1]", "Das Museum in Wismar wird nicht geschlossen."),
    ],
)
def test_a_drafted_no_stays_where_the_rule_agrees(assistant_of: Making, draft: str, text: str) -> None:
    answer = assistant_of(ScriptedGenerator([draft])).answer(WHETHER)
    assert (answer.status, answer.claims[0].text, answer.claims[0].polarity) == ("answered", text, "no")
    assert answer.text.lower().count("nein") == 1


def test_a_sentence_that_begins_with_its_no_gets_no_second_one() -> None:
    assert Claim("Nein, so ist es nicht.", (1,), Verdict(True), polarity="no").lead == ""
    assert Claim("So ist es nicht.", (1,), Verdict(True), polarity="no").lead == "Nein:"


def test_a_word_that_only_begins_like_the_derived_one_does_not_stand_for_it() -> None:
    assert Claim("Jahresberichte liegen vor.", (1,), Verdict(True), polarity="yes").lead == "Ja:"
    assert Claim("Ja, sie liegen vor.", (1,), Verdict(True), polarity="yes").lead == ""
