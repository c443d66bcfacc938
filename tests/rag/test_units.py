"""What is read together: it is checked that no sentence is lost, and what tables and lists become."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.types import Passage, Span
from rag.units import LEAD, TABLE, text_at, units


def passage(*sentences: str, heading: str = "", part: str = "text") -> Passage:
    spans, at = list[Span](), 100
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return Passage(1, 1, Span(100, at - 1), " ".join(sentences), tuple(spans), heading, part)


def texts(*sentences: str) -> list[str]:
    made = passage(*sentences)
    return [text_at(made, unit.span) for unit in units(made)]


def test_sentences_are_units_of_their_own() -> None:
    assert texts("Die Zahl stieg.", "Sie liegt bei 5.") == ["Die Zahl stieg.", "Sie liegt bei 5."]


def test_a_table_comes_with_its_header_and_what_announces_it() -> None:
    rows = ("Jahr Anzahl", "2021 5", "2022 7")
    assert texts("Es gibt mehrere.", "Die Zahlen sind der folgenden Tabelle zu entnehmen.", *rows, "Mehr ist nicht bekannt.") == [
        "Es gibt mehrere.",
        "Die Zahlen sind der folgenden Tabelle zu entnehmen. Jahr Anzahl 2021 5 2022 7",
        "Mehr ist nicht bekannt.",
    ]


def test_a_table_that_nobody_announces_is_read_as_one() -> None:
    assert texts("Das ist alles.", "Jahr Anzahl", "2021 5") == ["Das ist alles.", "Jahr Anzahl 2021 5"]


def test_items_come_with_their_opening_line() -> None:
    opened = texts("Gefördert werden:", "– Schulen,", "– Kitas.", "Anträge sind zu stellen.")
    assert opened == ["Gefördert werden: – Schulen, – Kitas.", "Anträge sind zu stellen."]


def test_what_is_announced_in_words_is_a_sentence_of_its_own() -> None:
    assert texts("Dazu wird Folgendes mitgeteilt:", "Die Bahn plant den Ausbau.") == [
        "Dazu wird Folgendes mitgeteilt:",
        "Die Bahn plant den Ausbau.",
    ]


def test_a_long_table_is_several_units() -> None:
    rows = [f"{year} Zahl der Anträge im Jahr {year % 7}" for year in range(1900, 1960)]
    parts = texts(*rows)
    assert len(parts) > 2
    assert all(len(part) <= TABLE for part in parts)
    assert " ".join(parts) == " ".join(rows)


def led(made: Passage) -> list[tuple[str, str]]:
    return [(unit.lead, text_at(made, unit.span)) for unit in units(made)]


def test_every_row_of_a_long_table_has_its_header() -> None:
    header, rows = "Jahr Anträge Bewilligungen", [f"{year} {year * 7} {year * 3} im ganzen Land" for year in range(1970, 2020)]
    first, *others = led(passage(header, *rows))
    assert first[0] == ""
    assert first[1].startswith(header)
    assert len(others) >= 2
    assert {lead for lead, _text in others} == {header}
    announced = "Die Zahlen sind der folgenden Tabelle zu entnehmen."
    _first, *others = led(passage("Es gibt viele.", announced, header, *rows, "Mehr ist nicht bekannt."))[1:]
    assert [lead for lead, _text in others] == [f"{announced} … {header}"] * (len(others) - 1) + [""]


def test_every_item_of_a_long_list_has_its_opening_line() -> None:
    items = [f"{number}. Maßnahme zur Förderung des Landes im Bereich {number * 111} mit vielen Zielen," for number in range(1, 13)]
    opening = "Folgende Maßnahmen sind geplant:"
    first, *others = led(passage(opening, *items[:-1], "12. die letzte Maßnahme.", "Sie kosten Geld."))
    assert first[1].startswith(f"{opening} 1. Maßnahme")
    assert [lead for lead, _text in others] == [opening] * (len(others) - 1) + [""]
    assert others[-2][1].endswith("12. die letzte Maßnahme.")


def test_items_that_are_sentences_have_it_too_each_by_itself() -> None:
    items = [f"{letter}) Das Land fördert {letter * 9}." for letter in "abcdefghijklmnopqrstuvwx"]
    first, *others = led(passage("Dazu gilt Folgendes:", *items[:20], "Das ist neu.", *items[20:], "2. Anträge sind zu stellen."))
    assert first[1].startswith("Dazu gilt Folgendes: a) Das Land")
    assert ("", "Das ist neu.") in others
    assert [("Dazu gilt Folgendes:", item) for item in items[-4:]] == others[-5:-1], "a sentence more of an item does not end the list"
    assert others[-1] == ("", "2. Anträge sind zu stellen."), "what is numbered otherwise is not of this list"


def test_the_last_item_belongs_to_a_list_that_a_half_sentence_opens() -> None:
    assert texts("Zuständig sind", "a) das Land,", "b) der Bund.", "Das gilt seit 2020.") == [
        "Zuständig sind a) das Land, b) der Bund.",
        "Das gilt seit 2020.",
    ]
    assert texts("Zuständig sind", "a) das Land,", "b) der Bund.", "(2) Der Antrag ist zu stellen.")[-1] == "(2) Der Antrag ist zu stellen."


def test_a_table_that_goes_on_in_the_next_passage_has_the_head_that_its_heading_ends_with() -> None:
    rows = [f"{year} {year * 7} {year * 3} im Land" for year in range(1980, 2020)]
    found = led(passage(*rows, "Das ist alles.", heading="2. Förderung > Jahr Anträge"))
    assert [lead for lead, _text in found] == ["Jahr Anträge"] * (len(found) - 1) + [""]
    assert led(passage("b) der Bund.", heading="Zuständig sind:")) == [("Zuständig sind:", "b) der Bund.")]
    assert led(passage("2021 5", heading="Wie viele sind es? > Jahr Anträge", part="answer")) == [("Jahr Anträge", "2021 5")]


def test_a_table_below_a_heading_has_both_heading_and_header() -> None:
    header, rows = "Land Anträge", [f"Mecklenburg-Vorpommern {year * 7} und {year}" for year in range(1980, 2020)]
    first, *others = led(passage(header, *rows, heading="Förderung 2025"))
    assert first[0] == "Förderung 2025"
    assert {lead for lead, _text in others} == {"Förderung 2025 … Land Anträge"}


def test_a_heading_is_no_lead_of_a_sentence_nor_a_question_of_anything() -> None:
    assert led(passage("(1) Zuständig ist das Land.", heading="§ 3 Zuständigkeit")) == [("", "(1) Zuständig ist das Land.")]
    assert led(passage("2021 5", heading="Wie viele waren es 2021?", part="answer")) == [("", "2021 5")]
    assert led(passage("2021 5", heading="Wie viele waren es 2021 in Rostock", part="answer")) == [("", "2021 5")]


def test_a_lead_is_not_longer_than_what_it_leads() -> None:
    header = "Zahl der Anträge " * 11
    found = led(passage(header.strip(), *(f"{year} Anträge im Lande" for year in range(1900, 1990))))
    assert {len(lead) <= LEAD for lead, _text in found} == {True}


SENTENCES = st.lists(
    st.sampled_from(
        [
            "Die Zahl stieg.",
            "2021 5",
            "Jahr Anzahl",
            "Wie folgt:",
            "– Schulen,",
            "1. der Antrag",
            "Kurz und 1 2 3 4 5.",
            "x" * 700,
            "y. " * 250,
        ]
    )
)


@given(SENTENCES)
def test_every_sentence_is_in_one_unit(sentences: list[str]) -> None:
    made = passage(*sentences)
    found = list(units(made))
    assert [position for unit in found for position in range(unit.first, unit.last + 1)] == list(range(len(sentences)))
    assert all(len(unit.span) > 0 for unit in found)


def test_a_sentence_that_a_break_tore_is_read_whole() -> None:
    torn = ("Im Jahr 2023 wurden 130.924", "Abzeichen beantragt.", "Mehr ist nicht bekannt.")
    assert texts(*torn) == ["Im Jahr 2023 wurden 130.924 Abzeichen beantragt.", "Mehr ist nicht bekannt."]
    assert texts("Wie viele es sind", "Es sind 5.") == ["Wie viele es sind", "Es sind 5."]


def test_a_date_or_a_row_of_figures_is_no_header() -> None:
    for heading in ("5. August bis 27. September 2024", "7.341.155 8.005.182"):
        assert led(passage("1 Nach Rückmeldung vom Juni", heading=heading)) == [("", "1 Nach Rückmeldung vom Juni")]
