"""Hyphens at line ends: which go and which stay."""

from __future__ import annotations

import pytest

from index.clean.hyphens import Vocabulary, is_hyphenated, joint
from tests.index.clean.making import plain

NOTHING = Vocabulary.of([])


def joined(line: str, following: str, *known: str) -> str:
    drop, gap = joint(line, following, Vocabulary.of(known))
    return (line[:-1] if drop else line) + gap + following


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("unterstützt Trans-", "formationsprozesse im", "unterstützt Transformationsprozesse im"),
        ("Länder-Kommis-", "sion", "Länder-Kommission"),
        ("(Qualifizie-", "rungsrichtlinie)", "(Qualifizierungsrichtlinie)"),
        ("die BÜND-", "NIS 90", "die BÜNDNIS 90"),
        ("DIE GRÜ-", "NEN", "DIE GRÜNEN"),
        ("so-", "wie", "sowie"),
        ("deut-", "sche", "deutsche"),
        ("Ost-", "see", "Ostsee"),
        ("Nicht-", "raucher", "Nichtraucher"),
    ],
)
def test_a_broken_word_is_joined(line: str, following: str, expected: str) -> None:
    assert joined(line, following) == expected


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("Sachsen-", "Anhalt"),
        ("Mecklenburg-", "Vorpommern"),
        ("MECKLENBURG-", "VORPOMMERN"),
        ("Bund-", "Länder-Kommission"),
        ("KI-", "gestützt"),
        ("SPD-", "Fraktion"),
        ("E-", "Mail"),
        ("US-", "amerikanisch"),
        ("BAföG-", "berechtigt"),
        ("2023-", "2025"),
        ("20-", "jährige"),
        ("COVID-", "19"),
        ("deutsch-", "französischen"),
        ("sozial-", "ökologische"),
        ("rot-", "grünen"),
        ("KTA-", "PMK"),
        ("SAE-5080-7AED-", "A529"),
        ("„KI“-", "Anwendung"),
        ("https://www.bund.de/bericht-", "gesamt.pdf"),
        ("Expertinnen und -", "vertreter"),
    ],
)
def test_a_hyphen_of_its_own_stays(line: str, following: str) -> None:
    assert joined(line, following) == line + following


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("Bund-", "und Länderbehörden"),
        ("BMJ-", "oder BMI-Mittel"),
        ("Ein-", "bzw. Ausfuhr"),
        ("Kinder-", "sowie Jugendhilfe"),
        ("Haus-", "(und Hof-)Tiere"),
        ("das ist -", "Kosten hin oder her -"),
        ("PMK -rechts-", "polizeilich bekannt"),
    ],
)
def test_a_hyphen_that_stands_for_the_rest_of_a_word_keeps_its_space(line: str, following: str) -> None:
    assert joined(line, following) == f"{line} {following}"


def test_the_words_of_the_document_decide_first() -> None:
    assert joined("der Stakeholder-", "dialog", "Ein Stakeholder-dialog ist geplant.") == "der Stakeholder-dialog"
    assert joined("der Impf-", "Stoff", "Der ImpfStoff wirkt.") == "der ImpfStoff"
    assert joined("EU-", "BNE", "Die EU fördert BNE.") == "EU-BNE"


def test_a_word_broken_elsewhere_is_no_witness() -> None:
    assert Vocabulary.of(["die Landes-", "regierung der Regierung"]).words == {"die", "der", "regierung"}


def test_a_slash_a_year_and_an_address_are_not_torn() -> None:
    assert joined("BÜNDNIS 90/", "DIE GRÜNEN") == "BÜNDNIS 90/DIE GRÜNEN"
    assert joined("2021–", "2027") == "2021–2027"
    assert joined("Strategie –", "Ausblick") == "Strategie – Ausblick"
    assert joined("(www.unternehmensregister.de/ure", "g/result.html)") == "(www.unternehmensregister.de/ureg/result.html)"
    assert joined("siehe www.bund.de", "und/oder www.land.de") == "siehe www.bund.de und/oder www.land.de"


def test_a_dash_is_no_hyphen() -> None:
    assert not is_hyphenated("Wirtschaft –")
    assert not is_hyphenated("-")
    assert not is_hyphenated("Kosten -")


@pytest.mark.parametrize("between", ["\n", "\n\n", " \n \n", "\r\n", "\u00ad\n"[1:], "\f"])
def test_words_are_joined_over_every_kind_of_line_end(between: str) -> None:
    lines = ["Die Angaben liegen der Landesregierung nicht vor, weil sie nicht erhoben", "werden. Sie plant eine Erhebung durch die"]
    assert "durch die Landesjustizverwaltungen" in plain(f" {between}".join([*lines, "Landes-", "justizverwaltungen."]).replace("- ", "-"))


@pytest.mark.parametrize("mark", ["\x02", "\u00ad", "\ufffe", "‐"])
def test_every_mark_of_a_broken_word_is_a_hyphen(mark: str) -> None:
    assert (
        plain(f"Das regelt die Kommunal{mark}\nverfassung von Sachsen{mark}\nAnhalt.")
        == "Das regelt die Kommunalverfassung von Sachsen-Anhalt."
    )


def test_a_line_end_that_the_reader_ran_over() -> None:
    assert plain("Das regelt die Kommunal\x02verfassung\nvon Sachsen\x02Anhalt.") == "Das regelt die Kommunalverfassung von Sachsen-Anhalt."
