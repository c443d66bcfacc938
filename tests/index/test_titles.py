"""Titles of papers in questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.library import Library
from index.search import Retriever
from index.sync import sync
from index.titles import by_length, title_words, titled
from tests.fakes import FakeEmbedder

TITLES = by_length(
    {
        "Drucksache 21/1005: Wohnkostenlücke 2024": [1],
        "Aktivrente": [2],
        "Kenntnis der Bundesregierung über Inhalte des YOUNA- Chatbots": [4],
        "Drucksache 21/9: Kenntnis der Bundesregierung über Inhalte des YOUNA-Chatbots": [3],
        "…": [5],
    }
)


def test_a_title_is_compared_without_number_case_and_signs() -> None:
    assert title_words("Drucksache 21/112 (neu): Kosten der Energiewende – Teil 2") == ("kosten", "der", "energiewende", "teil", "2")
    assert title_words("Kosten der Energiewende") == title_words("KOSTEN DER  Energiewende.")
    assert title_words("Drucksache 8/2625") == ("drucksache", "8", "2625")  # it has no other


@pytest.mark.parametrize(
    ("question", "documents", "rest"),
    [
        ("Wohnkostenlücke 2024: Wie viele Haushalte betrifft sie?", [1], "Wie viele Haushalte betrifft sie?"),
        ("Was steht in „Aktivrente“ zu den Kosten?", [2], "Was steht in zu den Kosten?"),
        (
            "Wie hoch sind laut Kenntnis der Bundesregierung über Inhalte des Youna-Chatbots die Kosten?",
            [3, 4],
            "Wie hoch sind laut die Kosten?",
        ),
        ("Aktivrente: Warum?", [2], "Aktivrente: Warum?"),  # too little is left to search by
    ],
)
def test_a_title_names_its_papers_and_the_rest_is_asked(question: str, documents: list[int], rest: str) -> None:
    found = titled(question, TITLES)
    assert found is not None
    assert (list(found.documents), found.rest) == (documents, rest)


@pytest.mark.parametrize(
    "question",
    ["Wie viele nutzen die Aktivrente?", "Wie groß war die Wohnkostenlücke 2024 in Köln?", "Aktivrenten: Wie hoch sind sie?", "", "…?"],
)
def test_words_that_happen_to_be_a_title_name_nothing(question: str) -> None:
    assert titled(question, TITLES) is None


def test_a_paper_that_is_named_by_its_title_is_searched_by_the_rest(tmp_path: Path) -> None:
    """The title's words are many and stand in every other paper; what is asked stands in a single one of its own sentences."""
    title = "Lage der Häfen an der Ostsee im Winter"
    texts = {"a": "Der Umschlag stieg um 4,3 Prozent.", "b": "Die Eisbrecher kosten 12 Euro."}
    file = tmp_path / "corpus.jsonl"
    lines = [{"id": key, "title": title, "text": text} for key, text in texts.items()]
    lines += [{"id": f"x{n}", "title": f"Bericht {n}", "text": "Lage der Häfen an der Ostsee im Winter: Eisbrecher."} for n in range(30)]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    sync([file], tmp_path / "library", FakeEmbedder())
    with Library.open(tmp_path / "library", FakeEmbedder()) as library:
        found = Retriever(library, FakeEmbedder()).find(f"{title}: Was kosten die Eisbrecher?", 3)
        best, second = (passage.text for passage in library.passages([hit.passage_id for hit in found.hits[:2]]))
    assert found.named
    assert (best, second) == (texts["b"], texts["a"])
