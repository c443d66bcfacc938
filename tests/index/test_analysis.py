from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import MONTHS, STOP_WORDS, Analyser, analyse, count_nouns, grams
from index.compounds import Splitter

SPLITTER = Splitter({"haushalt": 50, "plan": 40, "entwurf": 20})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "Strasse"),
        ("Ärzte", "Aerzte"),
        ("Ärzte", "Arzt"),
        ("Größe", "Groesse"),
        ("Maßnahmen", "MASSNAHME"),
        ("überprüfen", "ÜBERPRÜFEN"),
        ("Bürger*innen", "Bürger"),
        ("Lehrer:innen", "Lehrer"),
        ("Schüler/innen", "Schüler"),
        ("Bürger_innen", "Bürger"),
        ("Cafés", "Cafes"),
        ("3.\u00a0Oktober 2023", "03.10.2023"),
        ("3. Oktober\n2023", "3.10.2023"),
        ("1. MÄRZ 2024", "01.03.2024"),
        ("Paragraf 433", "§ 433"),
        ("§433", "§ 433"),
        ("§§ 433", "§ 433"),
        ("Art. 20a", "Artikel 20a"),
        ("1.234,56", "1 234,56"),
        ("199 990", "199.990"),
        ("199\u202f990", "199990"),
        ("5 %", "5 Prozent"),
        ("5 €", "5 Euro"),
        ("007", "7"),
        ("a\u0308rzte", "ärzte"),
    ],
)
def test_different_spellings_are_the_same_terms(one: str, other: str) -> None:
    assert analyse(one) == analyse(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [("§ 433", "§ 434"), ("21/1832", "21/1833"), ("2,5", "25"), ("3.10.2023", "10.3.2023"), ("nicht", ""), ("keine", ""), ("ohne", "mit")],
)
def test_what_differs_in_meaning_differs_in_terms(one: str, other: str) -> None:
    assert analyse(one) != analyse(other)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("am 3. Oktober 2023 in Kraft", "2023-10-03"),
        ("am 3. Oktober 2023 in Kraft", "3"),
        ("am 3. Oktober 2023 in Kraft", "oktob"),
        ("am 03.10.2023 in Kraft", "2023"),
        ("nach § 433 Absatz 1 BGB", "§433"),
        ("nach § 433 Absatz 1 BGB", "433"),
        ("Drucksache 21/1832 (neu)", "21/1832"),
        ("Drs. 8/2625", "8/2625"),
        ("mit 1.234,56 Euro", "1234,56"),
        ("KI-Anwendungen", "ki"),
        ("KI-Anwendungen", "anwend"),
        ("COVID-19", "covid19"),
        ("Corona-Virus", "coronavirus"),
        ("das 5G-Netz", "5g"),
        ("§ 12a", "§12a"),
    ],
)
def test_what_stands_in_a_text_is_one_of_its_terms(text: str, term: str) -> None:
    assert term in analyse(text)


def test_a_date_that_cannot_be_is_a_number_like_any_other() -> None:
    assert analyse("99.99.2023") == ["99.99.2023"]


def test_function_words_and_question_words_go_but_negation_stays() -> None:
    assert analyse("Welche Maßnahmen hat die Bundesregierung nicht und mit keinem Land wann und wo ergriffen?") == [
        "massnahm",
        "bundesregier",
        "nicht",
        "kein",
        "land",
        "ergriff",
    ]


def test_no_stop_word_negates() -> None:
    assert not STOP_WORDS & {"nicht", "nichts", "nie", "kein", "keine", "keinen", "keiner", "ohne", "weder"}


def test_compounds_give_themselves_and_their_parts() -> None:
    assert analyse("Haushaltsplanentwürfe", SPLITTER) == analyse("Haushaltsplanentwürfe")
    assert analyse("Haushaltsplanentwurf", SPLITTER) == ["haushaltsplanentwurf", "haushalt", "plan", "entwurf"]


def test_the_parts_of_hyphenated_compounds_count_too() -> None:
    assert analyse("Haushaltsplan-Entwurf", SPLITTER) == ["haushaltsplan", "entwurf", "haushaltsplanentwurf", "haushalt", "plan"]


def test_months_in_words_and_in_numbers_agree() -> None:
    for number, month in enumerate(MONTHS, 1):
        assert analyse(f"7. {month.title()} 2021") == analyse(f"07.{number:02}.2021")


def test_grams_are_of_the_stem_without_umlauts() -> None:
    assert Analyser().terms("Straße").grams.split() == ["stra", "tras", "rass"]
    assert grams("amt") == ["amt"]
    assert Analyser().terms("2023 1.234,56").grams.split() == []


def test_only_nouns_are_counted() -> None:
    counts = count_nouns(["Der Haushaltsplan sichert die KI-Strategie.", "Ein HAUSHALTSPLAN, der Haushaltsplan"])
    assert counts["haushaltsplan"] == 2
    assert "sichert" not in counts
    assert counts["strategie"] == 1


@given(st.text())
def test_any_text_has_terms_without_spaces_and_the_same_each_time(text: str) -> None:
    terms = analyse(text)
    assert terms == analyse(text)
    assert all(term and term == "".join(term.split()) for term in terms)


@given(st.lists(st.sampled_from(["Straße", "§ 433", "3. Oktober 2023", "nicht", "21/1832", "Ärztin", "1.234,56 €"]), max_size=6))
def test_remembering_words_changes_nothing(words: list[str]) -> None:
    analyser = Analyser()
    text = ", ".join(words)
    assert analyser.terms(text) == analyser.terms(text) == Analyser().terms(text)


def test_threads_share_an_analyser() -> None:
    text = " ".join(f"Verwaltungen{number} Größen{number} Häuser{number}" for number in range(3000))
    expected = Analyser().terms(text)
    shared, found = Analyser(), []
    threads = [threading.Thread(target=lambda: found.append(shared.terms(text))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_a_full_memory_is_emptied_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.analysis.CACHED_WORDS", 10)
    analyser = Analyser()
    text = " ".join(f"Wort{number}" for number in range(35))
    assert analyser.terms(text) == Analyser().terms(text)
    assert len(analyser._memory) <= 10
