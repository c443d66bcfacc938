"""Paragraphs and articles that a question names, and the passages that stand under them."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from index.mentions import Section
from index.search import Retriever
from index.sync import sync
from index.types import Passage, Span
from index.under import under
from tests.fakes import FakeEmbedder


def _passage(number: int, heading: str, title: str = "") -> Passage:
    return Passage(number, 1, Span(0, 4), "Text", (Span(0, 4),), heading, "text", title)


@pytest.mark.parametrize(
    ("heading", "stands"),
    [
        ("§ 5 Aufgaben", True),
        ("Kapitel 1 > § 5 Aufgaben > (2) Weitere", True),
        ("AEG 1994 § 5 Aufgaben", True),
        ("§ 5", True),
        ("§ 50 Aufgaben", False),
        ("§ 5a Aufgaben", False),
        ("Artikel 5 Aufgaben", False),
        ("Anforderungen nach § 5", False),
        ("Anwendung des § 5", False),
        ("§ 6 Änderung der Anordnung nach § 5", False),
        ("§ 5 Absatz 2 findet welche Anwendung?", False),
    ],
)
def test_a_heading_is_about_what_it_begins_with(heading: str, stands: bool) -> None:
    assert bool(under(Section("5"), [_passage(1, heading)])) is stands


def test_the_law_that_is_named_decides_where_one_bears_its_name() -> None:
    passages = [_passage(1, "§ 5 Zweck", "Aufenthaltsgesetz (AufenthG)"), _passage(2, "§ 5 Zweck", "Asylgesetz")]
    assert under(Section("5", law="AufenthG"), passages) == {1}
    assert under(Section("5", law="AsylG"), passages, long_form="Asylgesetz") == {2}
    assert under(Section("5"), passages) == {1, 2}
    assert under(Section("5", law="BGB"), passages) == {1, 2}  # nothing tells that they are of another law


def test_a_named_paragraph_is_found_first(tmp_path: Path) -> None:
    """Others speak of it in more words than it does itself."""
    others = "".join(
        f"\n## § {number} Verweis {number}\n\nWer nach § 44 handelt, hat § 44 und auch § 44 Absatz 2 zu beachten.\n"
        for number in range(50, 90)
    )
    (tmp_path / "law.md").write_text(f"# Hafengesetz\n\n## § 44 Liegeplätze\n\nSie werden jährlich vergeben.\n{others}", "utf-8")
    library = tmp_path / "library"
    sync([tmp_path / "law.md"], library, FakeEmbedder())
    with Library.open(library, FakeEmbedder()) as opened:
        found = Retriever(opened, FakeEmbedder()).search("Was regelt § 44 Hafengesetz?", 3)
        first = opened.passages([found[0].passage_id])[0]
    assert first.heading.endswith("§ 44 Liegeplätze")
