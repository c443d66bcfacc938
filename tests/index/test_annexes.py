"""In which annex a passage lies and where it is named, for both ways to store a paper."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.library import Library
from tests.libraries import library_of

PAPER = """# Wege im Landkreis

## Vorbemerkung der Landesregierung

Die Landesregierung ist für Wege zuständig.

## Fragen

1. Wie viele Brücken sind gesperrt?

Die Zahlen sind der Anlage 1 zu entnehmen.

2. Wie viele Fähren fahren?

Es fahren vier Fähren.

## Anlage 1 zu Frage 1

Demmin 3, Anklam 7.

### Übersicht nach Jahren

Im Jahr 2023 waren es neun.

## Anlage 2

Fähren in Wolgast.
"""
CORPUS = {
    "21/7#V0": "Vorbemerkung der Bundesregierung\nDie Anlage 1 enthält die Zahlen der Länder.",
    "21/7#A1.0": "Die Zahlen sind der\nAnlage 1 zu entnehmen.",
    "21/7#A2.0": "Es gibt vier Fähren.",
    "21/7#A10.0": "Die Kosten sind der Anlage 2* zu entnehmen.\nAnlage 1 – Antwort zu den Fragen 1 und 3\nBayern 31\nHessen 17",
    "21/7#A10.1": "Sachsen 12\nThüringen 5",
    "21/7#A10.2": "Anlage 1 – Antwort zu den Fragen 1 und 3\nSaarland 4\nAnlage 2\nKosten 2 Millionen Euro",
    "21/7#A10.3": "Kosten 3 Millionen Euro\nAnlage 3",
    "21/7#A10.10": "Kosten 4 Millionen Euro",
    "21/70#A1.0": "Anlage 3\nEin anderes Papier.",
    "frei": "Anlage 4\nEin Dokument ohne Nummern.",
}


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(library_of(tmp_path_factory.mktemp("paper"), {"anfrage.md": PAPER})) as library:
        yield library


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    lines = "\n".join(json.dumps({"id": key, "text": text}, ensure_ascii=False) for key, text in CORPUS.items())
    with Library.open(library_of(tmp_path_factory.mktemp("corpus"), {"antworten.jsonl": lines})) as library:
        yield library


def place_of(library: Library, words: str) -> tuple[int, int]:
    """Where these words stand: the passage, and where in its document."""
    ((passage, at),) = [(each, each.text.index(words)) for each in library.passages(range(1, 100)) if words in each.text]
    return passage.id, passage.span.start + at


def near(library: Library, words: str) -> tuple[list[str], set[int]]:
    """The annexes in which these words may stand, and the numbers of their questions."""
    annexes = library.annexes(*place_of(library, words))
    return ([*annexes.names], {number.main for number in annexes.numbers}) if annexes else ([], set())


def texts(library: Library, ids: Sequence[int]) -> list[str]:
    return [passage.text for passage in library.passages(ids)]


@pytest.mark.parametrize("words", ["Demmin 3", "Im Jahr 2023"])
def test_an_annex_of_a_document(paper: Library, words: str) -> None:
    assert near(paper, words) == (["1"], {1})
    annexes = paper.annexes(*place_of(paper, words))
    assert annexes is not None
    assert texts(paper, annexes.named_in) == ["Die Zahlen sind der Anlage 1 zu entnehmen."]


def test_the_next_annex_of_a_document(paper: Library) -> None:
    assert near(paper, "Wolgast") == (["2"], set())


@pytest.mark.parametrize("words", ["vier Fähren", "der Anlage 1 zu"])
def test_an_answer_lies_in_no_annex(paper: Library, words: str) -> None:
    assert near(paper, words) == ([], set())


@pytest.mark.parametrize("words", ["Bayern 31", "Sachsen 12", "Saarland"])
def test_an_annex_of_a_corpus_that_says_for_which_questions_it_is(corpus: Library, words: str) -> None:
    assert near(corpus, words) == (["1"], {1, 3})
    annexes = corpus.annexes(*place_of(corpus, words))
    assert annexes is not None
    assert [text.split("\n")[0] for text in texts(corpus, annexes.named_in)] == [
        "Die Anlage 1 enthält die Zahlen der Länder.",
        "Die Zahlen sind der Anlage 1 zu entnehmen.",
        "Die Kosten sind der Anlage 2* zu entnehmen.",
    ]


def test_the_mark_before_and_the_mark_behind_where_they_say_no_more(corpus: Library) -> None:
    assert near(corpus, "Kosten 2 Millionen") == (["2", "3"], set())


def test_a_mark_that_is_missing_between_two(tmp_path: Path) -> None:
    lines = [{"id": "21/8#A1.0", "text": "Anlage 2\nBayern 31\nAnlage 4\nHessen 17"}]
    with Library.open(library_of(tmp_path, {"a.jsonl": "\n".join(map(json.dumps, lines))})) as library:
        assert near(library, "Bayern 31") == (["2", "3", "4"], set())
        assert near(library, "Hessen 17") == (["4"], set())


def test_the_last_annex_goes_on_in_the_pieces_behind_its_mark(corpus: Library) -> None:
    assert near(corpus, "Kosten 4 Millionen") == (["3"], set())


def test_the_passage_above_may_be_that_of_another_piece(corpus: Library) -> None:
    annexes = corpus.annexes(*place_of(corpus, "Kosten 3 Millionen"))
    assert annexes is not None
    assert [text.split("\n")[-1] for text in texts(corpus, annexes.above)] == ["Kosten 2 Millionen Euro"]


@pytest.mark.parametrize("words", ["vier Fähren", "Anlage 1 zu entnehmen", "Die Kosten sind", "Die Anlage 1 enthält"])
def test_a_line_that_begins_with_the_word_opens_none_before_the_last_answer(corpus: Library, words: str) -> None:
    assert near(corpus, words) == ([], set())


def test_a_passage_that_is_gone_lies_in_none(corpus: Library) -> None:
    assert corpus.annexes(10_000, 0) is None
