"""Short forms and long forms that a corpus defines itself."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from index.acronyms import Acronyms, definitions


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("das Bundesamt für Migration und Flüchtlinge (BAMF)", "BAMF", "Bundesamt für Migration und Flüchtlinge"),
        ("nach dem Zweiten Buch Sozialgesetzbuch (SGB II)", "SGB II", "Zweiten Buch Sozialgesetzbuch"),
        ("im Zwölften Buch Sozialgesetzbuch (SGB XII)", "SGB XII", "Zwölften Buch Sozialgesetzbuch"),
        ("das BMWK (Bundesministerium für Wirtschaft und Klimaschutz)", "BMWK", "Bundesministerium für Wirtschaft und Klimaschutz"),
        ("mit KI (Künstliche Intelligenz) und", "KI", "Künstliche Intelligenz"),
        ("einen AI (Artificial Intelligence)-Chatbot", "AI", "Artificial Intelligence"),
        ("die Kreditanstalt für\nWiederaufbau (KfW)", "KfW", "Kreditanstalt für Wiederaufbau"),
        ("das Aufenthaltsgesetz (AufenthG)", "AufenthG", "Aufenthaltsgesetz"),
        ("das Bundesamt für Wirtschaft und Ausfuhrkontrolle (BAFA)", "BAFA", "Bundesamt für Wirtschaft und Ausfuhrkontrolle"),
        ("beim Robert Koch-Institut (RKI)", "RKI", "Robert Koch-Institut"),
        ("die Gesellschaft für Internationale Zusammenarbeit GmbH (GIZ)", "GIZ", "Gesellschaft für Internationale Zusammenarbeit"),
        ("das Kompetenznetz Einsamkeit (im Folgenden: „KNE“)", "KNE", "Kompetenznetz Einsamkeit"),
        ("der Bundesanstalt Technisches Hilfswerk (THW)", "THW", "Technisches Hilfswerk"),
    ],
)
def test_a_definition(text: str, short: str, long: str) -> None:
    assert list(definitions(text)) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "Consular Post / CHILE / SANTIAGO (BOTSCHAFT)",
        "das Statistische Bundesamt (Destatis)",
        "Online-Accounts (siehe Frage 8)",
        "die Fraktion der AfD (Bundestagsdrucksache 21/112)",
        "Der Beirat tagt. Migration und Flüchtlinge (BMF)",
        "die Bundesregierung (BMF, BMI)",
        "KWW (siehe auch Frage 8)",
        "Wir prüfen das (JA)",
        "nach dem Dritten Buch Sozialgesetzbuch (SGB II)",
        "ein Bericht des Ministeriums (2024)",
        "(",
    ],
)
def test_no_definition(text: str) -> None:
    assert list(definitions(text)) == []


def test_inflected_forms_are_one_and_the_most_frequent_is_kept() -> None:
    genitive, nominative = "des Bundesamtes für Migration und Flüchtlinge (BAMF)", "das Bundesamt für Migration und Flüchtlinge (BAMF)"
    assert Acronyms.train([genitive, nominative, nominative]).long_forms == {"BAMF": "Bundesamt für Migration und Flüchtlinge"}


def test_a_longer_name_of_the_same_thing_is_no_second_meaning() -> None:
    short, longer = "das Bundesministerium des Innern (BMI)", "das Bundesministerium des Innern und für Heimat (BMI)"
    assert Acronyms.train([short, longer]).long_forms == {"BMI": "Bundesministerium des Innern"}


def test_an_ambiguous_short_form_is_dropped_unless_one_meaning_dominates() -> None:
    health, register = "das Bundesministerium für Gesundheit (BMG)", "das Bundesmeldegesetz (BMG)"
    assert Acronyms.train([health, register]).long_forms == {}
    assert Acronyms.train([health, health, health, register]).long_forms == {"BMG": "Bundesministerium für Gesundheit"}


def test_expansions() -> None:
    known = Acronyms(
        {"BAMF": "Bundesamt für Migration und Flüchtlinge", "SGB II": "Zweites Buch Sozialgesetzbuch", "KI": "Künstliche Intelligenz"}
    )
    assert known.expansions("Was prüft das BAMF?") == ("Bundesamt für Migration und Flüchtlinge",)
    assert known.expansions("was prüft das bamf?") == ("Bundesamt für Migration und Flüchtlinge",)
    assert known.expansions("Wie viele KI-Anwendungen gibt es?") == ("Künstliche Intelligenz",)
    assert known.expansions("Was zahlt das SGB II?") == ("Zweites Buch Sozialgesetzbuch",)
    assert known.expansions("Stellen des Bundesamtes für Migration und Flüchtlinge?") == ("BAMF",)
    assert known.expansions("Hat das BAMF, also das Bundesamt für Migration und Flüchtlinge, Stellen?") == (
        "Bundesamt für Migration und Flüchtlinge",
    )
    assert known.expansions("Wie viele Flüchtlinge kamen in ein Bundesamt für Migration?") == ()


def test_a_short_form_that_looks_like_a_word_needs_its_capitals() -> None:
    assert Acronyms({"IST": "Institut für Statistik", "WANN": "Wald und Natur Nord"}).expansions("wann ist das?") == ()


def test_it_comes_back_from_json() -> None:
    known = Acronyms.train(["das Bundesamt für Bevölkerungsschutz und Katastrophenhilfe (BBK)"])
    assert json.loads(known.to_json()) == {"BBK": "Bundesamt für Bevölkerungsschutz und Katastrophenhilfe"}
    assert Acronyms.from_json(known.to_json()).long_forms == known.long_forms


def test_hostile_words_take_no_time() -> None:
    began = time.perf_counter()
    assert list(definitions(" ".join(["a" * 12] * 12) + " (AAAAAAAAAB)")) == []
    list(definitions("(" * 100_000))
    assert time.perf_counter() - began < 1


def test_a_real_corpus_defines_what_everybody_knows() -> None:
    if "BELEGT_EVAL_DATA" not in os.environ:
        pytest.skip("BELEGT_EVAL_DATA names no folder with evaluation data")
    passages = Path(os.environ["BELEGT_EVAL_DATA"]) / "bundestag_antworten" / "passages.jsonl"
    with passages.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    began = time.perf_counter()
    known = Acronyms.train(texts).long_forms
    assert time.perf_counter() - began < 2 * len(texts) / 20_000 * 2  # twice what is aimed at: the machine may be busy
    wanted = ("BAMF", "BMF", "BSI", "BMWK", "KI", "KMU", "SGB II", "KfW", "GIZ", "BKA")
    assert [short for short in wanted if short not in known] == []
