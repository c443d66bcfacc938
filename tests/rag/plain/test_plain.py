"""What plain language changes and what it must not change."""

from __future__ import annotations

import pytest

from rag.plain import plain_sentences
from rag.plain.checks import checked
from rag.plain.glossary import nominative
from rag.plain.splitting import split
from rag.plain.wording import everyday
from rag.types import Claim, Verdict
from rag.verify import RuleVerifier
from tests.fakes import ScriptedGenerator
from tests.rag.conftest import Making

RULES = RuleVerifier()
LONG = "Das Landesamt, das die Messstellen an der Küste betreibt, hat im Jahr 2022 nach eigenen Angaben vierzehn Messstellen erneuert."


@pytest.mark.parametrize(
    ("official", "plain"),
    [
        ("Gemäß § 5 Abs. 2 sind z. B. 3,5 Mio. € vorgesehen.", "Nach § 5 Absatz 2 sind zum Beispiel 3,5 Millionen Euro vorgesehen."),
        ("Es entstanden Kosten in Höhe von 20 %.", "Es entstanden Kosten von 20 Prozent."),
        ("Hierzu liegen der Bundesregierung keine Daten vor.", "Hierzu hat die Bundesregierung keine Daten."),
        ("Der Landesregierung liegen keine Zahlen zum Hochwasser vor.", "Die Landesregierung hat keine Zahlen zum Hochwasser."),
        ("Es wird auf die Antwort zu Frage 3 verwiesen.", "Lesen Sie dazu die Antwort zu Frage 3."),
        ("Es liegen der Landesregierung keine Daten vor.", "Die Landesregierung hat keine Daten."),
        ("Nach den Regeln des Art. 9 Abs. 2 gilt das.", "Nach den Regeln des Artikels 9 Absatz 2 gilt das."),
        ("Das Amt verfügt über keine Pegel.", "Das Amt hat keine Pegel."),
        ("Aufgrund von Sturm ruht der Verkehr.", "Aufgrund von Sturm ruht der Verkehr."),  # "wegen von" is no German
        ("Siehe www.amt.de/a%20b für Nr. 4.", "Siehe www.amt.de/a%20b für Nummer 4."),
        ("Das gilt u.a. für Boote usw.", "Das gilt unter anderem für Boote usw."),
    ],
)
def test_wording(official: str, plain: str) -> None:
    assert everyday(official) == plain
    assert checked([plain], official, RULES).supported


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (
            "Die Leitung des Museums plant einen Umbau und prüft eine Senkung des Eintritts.",
            ["Die Leitung des Museums plant einen Umbau.", "Die Leitung des Museums prüft eine Senkung des Eintritts."],
        ),
        (
            "Das Amt plant keine eigene Flotte, sondern beteiligt sich an der des Bundes.",
            ["Das Amt plant keine eigene Flotte.", "Stattdessen beteiligt sich das Amt an der des Bundes."],
        ),
        ("Das Amt zahlt Hilfen; die Länder haben keine Kosten.", ["Das Amt zahlt Hilfen; die Länder haben keine Kosten."]),
        ("Der Leitung sind Boote und Kähne bekannt.", ["Der Leitung sind Boote und Kähne bekannt."]),
        (
            "Die Leitung teilt mit, dass sie plant und prüft eine Senkung.",
            ["Die Leitung teilt mit, dass sie plant und prüft eine Senkung."],
        ),
    ],
)
def test_splitting(long: str, short: list[str]) -> None:
    assert split(long) == short


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (["Das Amt hat 2023 zwölf Boote."], "date"),
        (["Das Amt hat 2022 elf Boote."], "number"),
        (["Das Amt hat 2022 keine zwölf Boote."], "negation"),
        (["Das Amt soll 2022 zwölf Boote haben."], "modality"),
        (["Das Amt hat zwölf Boote."], "date"),
        (["Das Amt hat 2022 Boote."], "number"),
    ],
)
def test_what_changes_the_meaning_is_seen(parts: list[str], code: str) -> None:
    verdict = checked(parts, "Das Amt hat 2022 zwölf Boote.", RULES)
    assert (verdict.supported, verdict.code) == (False, code)


def claim(text: str) -> Claim:
    return Claim(text, (2,), Verdict(True))


def test_each_sentence_keeps_its_evidence_and_terms_are_explained() -> None:
    told = list(plain_sentences([claim("Gemäß der Drucksache prüft das BMX den Bau.")], RULES, long_form={"BMX": "Bauministerium"}.get))  # type: ignore[arg-type]
    assert [(each.text, each.evidence, each.way) for each in told] == [
        ("Nach der Drucksache prüft das BMX den Bau.", (2,), "rules"),
        ("BMX heißt: Bauministerium.", (), "explanation"),
        ("Drucksache: Ein Papier des Parlaments mit einer Nummer.", (), "explanation"),
    ]


GOOD = (
    "Das Landesamt betreibt die Messstellen an der Küste. [1]",
    " Das Landesamt hat im Jahr 2022 nach eigenen Angaben vierzehn Messstellen erneuert. [1]",
)


@pytest.mark.parametrize(
    ("drafted", "ways"),
    [
        (GOOD, ["model", "model"]),
        ((GOOD[0],), ["unchanged"]),  # half of the sentence
        ((GOOD[0], GOOD[1].replace("vierzehn", "fünfzehn")), ["unchanged"]),
        ((GOOD[0], GOOD[1].replace("erneuert", "nicht erneuert")), ["unchanged"]),
        ((), ["unchanged"]),
    ],
)
def test_what_a_model_writes_stays_only_if_it_says_the_same(drafted: tuple[str, ...], ways: list[str]) -> None:
    assert [each.way for each in plain_sentences([claim(LONG)], RULES, ScriptedGenerator(drafted))] == ways


def test_an_answer_in_plain_language(assistant_of: Making) -> None:
    assistant = assistant_of(None)
    answer = assistant.answer("Wie viel kostet der Umbau des Museums?")
    told = list(assistant.plain(answer))
    assert [each.text for each in told if each.evidence == answer.claims[0].evidence] == [answer.claims[0].text]
    assert all(each.evidence or each.way == "explanation" for each in told)


def test_an_english_sentence_stays() -> None:
    (told,) = plain_sentences([claim("The office has twelve boats.")], RULES, ScriptedGenerator())
    assert (told.text, told.way) == ("The office has twelve boats.", "unchanged")


def test_a_long_form_in_another_case_is_not_shown() -> None:
    assert nominative("Künstlichen Intelligenz") == ""
    assert nominative("Bundesministeriums der Finanzen") == "Bundesministerium der Finanzen"
