"""What is read together: it is checked that no sentence is lost, and what tables and lists become."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.types import Passage, Span
from rag.units import TABLE, text_at, units


def passage(*sentences: str) -> Passage:
    spans, at = list[Span](), 100
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return Passage(1, 1, Span(100, at - 1), " ".join(sentences), tuple(spans), "")


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
