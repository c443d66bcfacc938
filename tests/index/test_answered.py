"""Which questions of a paper its passages answer, for both ways to store a paper."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from index.library import Library
from tests.libraries import library_of

PAPER = """KLEINE ANFRAGE

der Abgeordneten Erika Beispiel

und

ANTWORT

der Landesregierung

# Vorbemerkung der Fragesteller

Die Brücken im Landkreis sind alt.

# Vorbemerkung der Landesregierung

Die Landesregierung unterstützt die Landkreise.

1. Wie viele Brücken sind gesperrt?

2. Wie viele davon länger als ein Jahr?

Die Fragen 1 und 2 werden gemeinsam beantwortet. Drei Brücken sind gesperrt.

3. Wer bezahlt die Umleitungen?

Das Land bezahlt sie.

a) Wenn ja, seit wann?

Seit dem Jahr 2023 bezahlt sie das Land.
"""
CORPUS = {
    "21/7#V0": "Vorbemerkung der Fragesteller\nDie Fährverbindungen sind nach Ansicht der Fragesteller selten.",
    "21/7#V1": "Vorbemerkung der Bundesregierung\nDie Bundesregierung ist für Fähren nicht zuständig.",
    "21/7#V2": "b) Welche Schwellen gelten für Fähren?\nDie Fragen 6a und 6b werden gemeinsam beantwortet. Es gelten keine Schwellen.",
    "21/7#A1.0": "Es gibt vier Fähren.",
    "21/7#A4.0": "Die Fragen 2 bis 4 werden gemeinsam beantwortet.\nDie Fähren kosten 2 Millionen Euro.",
    "21/7#A4.1": "Der Betrag wird jedes Jahr überprüft.",
    "21/7#A5.0": "Die Fähren fahren nur im Sommer.\na) Warum fahren sie nicht im Winter?\nIm Winter ist der See gefroren.",
    "21/70#A1.0": "Die Antwort eines anderen Papiers.",
    "frei": "Ein Dokument ohne Nummern.",
}


def corpus(lines: Mapping[str, str], **fields: str) -> str:
    return "\n".join(
        json.dumps({"id": key, "text": text, "doc": key.split("#")[0]} | fields, ensure_ascii=False) for key, text in lines.items()
    )


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library_of(tmp_path_factory.mktemp("paper"), {"anfrage.md": PAPER})


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library_of(tmp_path_factory.mktemp("lines"), {"corpus.jsonl": corpus(CORPUS, date="2025-05-06")})


def told(path: Path, document_id: int) -> dict[str, str]:
    """By the last words of each passage what it answers; "V" for a remark."""
    with Library.open(path) as library:
        found = {}
        for each in [*library.answered(document_id), *library.answered(document_id, set(range(1, 10)))]:
            (passage,) = library.passages([each.passage_id])
            numbers = " ".join(sorted(f"{number.main}{number.part}" for number in each.numbers))
            found[" ".join(passage.text.split()[-3:])] = f"V {numbers}".strip() if each.remark else numbers
    return found


def test_the_numbers_of_a_file_are_those_of_the_questions_in_its_headings(paper: Path) -> None:
    expected = {
        "unterstützt die Landkreise.": "V",
        "Brücken sind gesperrt.": "1 2",
        "Land bezahlt sie.": "3",
        "sie das Land.": "3a",
    }
    assert told(paper, 1) == expected


def document_of(path: Path, key: str) -> int:
    with Library.open(path) as library:
        return next(entry.id for entry in library.documents() if entry.key == key)


def test_the_numbers_of_a_corpus_are_those_of_its_keys(lines: Path) -> None:
    expected = {
        "Fähren nicht zuständig.": "V",
        "gelten keine Schwellen.": "6a 6b",
        "gibt vier Fähren.": "1",
        "2 Millionen Euro.": "2 3 4",
        "jedes Jahr überprüft.": "2 3 4",
        "nur im Sommer.": "5",
        "der See gefroren.": "5a",
    }
    for key in ("21/7#A1.0", "21/7#V1", "21/7#A4.1"):
        assert told(lines, document_of(lines, key)) == expected


def test_only_what_was_asked_for_is_told(lines: Path) -> None:
    """Of a paper whose answers may have thousands of pieces."""
    document_id = document_of(lines, "21/7#A1.0")
    with Library.open(lines) as library:
        assert [each.passage_id for each in library.answered(document_id, {3})] == [
            each.passage_id for each in library.answered(document_id, {4})
        ]
        assert len(library.answered(document_id, {3})) == 2
        assert len(library.answered(document_id, {5})) == 2
        assert library.answered(document_id, {99}) == []
        assert all(each.remark for each in library.answered(document_id))


def test_a_paper_ends_where_its_number_ends(lines: Path) -> None:
    assert list(told(lines, document_of(lines, "21/70#A1.0")).values()) == ["1"]
    assert told(lines, document_of(lines, "frei")) == {}
    assert told(lines, 10**6) == {}


def test_two_files_with_the_same_keys_are_two_papers(tmp_path: Path) -> None:
    path = library_of(tmp_path, {name: corpus({"21/7#A1.0": f"Aus der Datei {name}."}) for name in ("eins.jsonl", "zwei.jsonl")})
    assert [list(told(path, number)) for number in (1, 2)] == [["der Datei eins.jsonl."], ["der Datei zwei.jsonl."]]


def test_papers_are_found_by_their_number(tmp_path: Path) -> None:
    federal = corpus(
        {"20/12#A1.0": "Vom Bund.", "20/12#A2.0": "Auch vom Bund.", "20/123#A1.0": "Von anderem."}, parliament="Deutscher Bundestag"
    )
    land = corpus({"20/12#A1.0": "Vom Land.", "20/14 (neu)#A1.0": "Neu vom Land."}, parliament="Hessischer Landtag")
    path = library_of(tmp_path, {"bund.jsonl": federal, "land.jsonl": land})
    with Library.open(path) as library:
        assert len(library.papers("20/12")) == 2
        (only,) = library.papers("20/12", "Deutscher Bundestag")
        assert library.metadata(only).parliament == "Deutscher Bundestag"
        assert [library.metadata(each).number for each in library.papers("20/14", "Hessischer Landtag")] == ["20/14 (neu)"]
        assert library.papers("20/1") == library.papers("%") == library.papers("") == []


def test_no_other_paper_is_read(lines: Path) -> None:
    """Both queries go through an index: a library of thousands of papers answers as fast as one of ten."""
    with Library.open(lines) as library, library.store.reading() as connection:
        plans = [
            connection.execute("EXPLAIN QUERY PLAN SELECT max(id) FROM document WHERE number IN (?, ?)", ("20/12", "")).fetchall(),
            connection.execute("EXPLAIN QUERY PLAN SELECT id FROM document WHERE source_id = 1 AND key >= 'a' AND key < 'b'").fetchall(),
        ]
    assert all("SEARCH" in plan[0][3] and "INDEX" in plan[0][3] for plan in plans)
