"""Sentence ends of German official text: hand-checked decisions, properties of the spans, linear time."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentences
from index.types import Span

_LINES = (Path(__file__).parent / "data" / "sentences.txt").read_text(encoding="utf-8").splitlines()
CHECKED = [line.split(" ‖ ") for line in _LINES if line and not line.startswith("#")]

# Pieces whose every order is a hard case; together they reach all rules.
_PIECES = (
    """
Abs. 2 |z. B. |usw. |e. V.|Der |die |16. |Wahlperiode |Mai |VIII. |IV|„|“ |.“ |?“ |? |! |... |… |(|) |.) |a) |1. |¶1. |¶– |¶• |¶| ¶|¶¶
|.|. |:|; |Wort|3 |§ |10.30 |31.12.2023|8/2625|www.bund.de/a.html |.1 |[3] |ß|\u00a0|\u2028|\f|\\|🙂
""".replace("\n", "")
    .replace("¶", "\n")
    .split("|")
)
TEXTS = st.one_of(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join), st.text(max_size=80))


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize("expected", CHECKED, ids=lambda parts: " ".join(parts)[:60])
def test_hand_checked_ends(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


def test_the_hand_checked_set_is_large_enough_to_mean_something() -> None:
    places = sum(len(re.findall(r"[.!?…:;]\S*\s", " ".join(parts))) for parts in CHECKED)
    assert places >= 150
    assert 75 <= sum(len(parts) - 1 for parts in CHECKED) <= places - 75, "both ends and non-ends are well represented"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Überschrift\n\nDer Satz beginnt", ["Überschrift", "Der Satz beginnt"]),
        ("Er gilt\nauch hier. Der Rest", ["Er gilt\nauch hier.", "Der Rest"]),
        ("nach Abs.\n2 gilt es", ["nach Abs.\n2 gilt es"]),
        ("nach Abs.\n\n2 gilt es", ["nach Abs.", "2 gilt es"]),
        ("Folgende Daten:\n– 16 Fälle in Kiel,\n– 3 Fälle in Bremen.", ["Folgende Daten:", "– 16 Fälle in Kiel,", "– 3 Fälle in Bremen."]),
        (
            "nach eigener Beschreibung\n– „digitales Empowerment“ – erfahren",
            ["nach eigener Beschreibung\n– „digitales Empowerment“ – erfahren"],
        ),
        ("Dazu zählen\n• Wind\n• Sonne", ["Dazu zählen", "• Wind", "• Sonne"]),
        ("Welche sind es?\na) im Jahr 2023\nb) im Jahr 2024", ["Welche sind es?", "a) im Jahr 2023", "b) im Jahr 2024"]),
        ("bis zum 2.\n3. Oktober ist frei", ["bis zum 2.\n3. Oktober ist frei"]),
        ("  \n Der Satz. \t ", ["Der Satz."]),
        ("", []),
        (" \n\n\t", []),
        ("...", ["..."]),
    ],
)
def test_line_breaks_blank_lines_and_items(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(TEXTS)
def test_spans_are_ordered_trimmed_and_cover_every_character_that_is_not_space(text: str) -> None:
    spans = sentences(text)
    assert all(span.start < span.end for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in covered or character.isspace() for at, character in enumerate(text))


@given(TEXTS)
def test_no_sentence_reaches_over_a_blank_line(text: str) -> None:
    assert not any(re.search(r"\n\s*\n", sentence) for sentence in split(text))


@given(TEXTS, TEXTS)
def test_a_blank_line_keeps_two_texts_apart(left: str, right: str) -> None:
    shift = len(left) + 2
    assert sentences(f"{left}\n\n{right}") == sentences(left) + [Span(s.start + shift, s.end + shift) for s in sentences(right)]


HOSTILE = [
    ".",
    ". ",
    "„",
    "“",
    ".“",
    "a",
    "\n",
    "\n ",
    "a.",
    "a. ",
    " ",
    "(",
    "? „",
    "!“ A ",
    "(a.) A ",
    "1. ",
    "1.",
    "\n1",
    ". – ",
    "„a?“ b",
    ".[1]",
]


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    def seconds(characters: int) -> float:
        text = unit * (characters // len(unit))
        times = []
        for _ in range(3):
            start = time.process_time()
            sentences(text)
            times.append(time.process_time() - start)
        return min(times)

    # Ten times the text takes about ten times as long; quadratic rules would take a hundred times.
    assert seconds(100_000) < 35 * max(seconds(10_000), 0.001)


def test_a_megabyte_of_one_character_is_split_at_once() -> None:
    start = time.process_time()
    for character in ".„a":
        assert len(sentences(character * 1_000_000)) == 1
    assert time.process_time() - start < 2
