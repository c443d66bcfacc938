"""What a library says of itself: values to filter by, dates, and questions that it answers; read once for each of its states."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.sync import sync
from rag import Assistant
from tests import papers
from tests.fakes import FakeEmbedder
from tests.ui.shelf import shelve
from ui import library_facts as module
from ui.examples import COUNT, dated_questions, examples, made_question, own_questions
from ui.library_facts import library_facts

ANSWERS = [
    ("Wie viele Lehrkräfte wurden im Jahr 2024 eingestellt?", "Im Jahr 2024 wurden 312 Lehrkräfte eingestellt."),
    ("Welche Häfen werden bis 2027 ausgebaut?", "Bis 2027 werden die Häfen Sassnitz und Wismar ausgebaut."),
]


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    lines = [
        {
            "id": str(number),
            "text": f"{question}\n\n{answer}",
            "title": f"Papier {number}",
            "number": f"8/{number}",
            "date": f"2024-0{number}-01",
        }
        for number, (question, answer) in enumerate(ANSWERS, 1)
    ]
    files: dict[str, bytes | str] = {"corpus.jsonl": "\n".join(map(json.dumps, lines)), "paper.pdf": papers.kleine_anfrage()}
    with shelve(tmp_path, files) as library:
        yield Assistant(library, FakeEmbedder(), None)


def test_the_facts_are_those_of_the_documents(assistant: Assistant) -> None:
    facts = library_facts(assistant)
    assert (facts.papers, facts.first, facts.last) == (3, datetime.date(2024, 1, 1), datetime.date(2025, 3, 12))
    assert facts.as_of == datetime.datetime.now(datetime.UTC).astimezone().date()
    assert "Kleine Anfrage und Antwort" in facts.kinds
    assert facts.name == "Landtag Mecklenburg-Vorpommern"
    assert facts.to_dict()["first"] == "2024-01-01"
    json.dumps(facts.to_dict())


def test_examples_are_questions_that_the_library_answers(assistant: Assistant) -> None:
    found = examples(assistant)
    assert 1 <= len(found) <= COUNT
    for question in found:
        assert assistant.answer(question).status != "no_evidence"
        assert question.endswith("?")


def test_facts_are_read_once_for_each_state(assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Assistant] = []

    def reading(asked: Assistant) -> tuple[str, ...]:
        read.append(asked)
        return ()

    monkeypatch.setattr(module, "examples", reading)
    first = library_facts(assistant)
    assert library_facts(assistant) is first
    assert len(read) == 1
    (tmp_path / "documents" / "more.txt").write_text("Ein weiteres Dokument über Museen.")
    sync([tmp_path / "documents"], tmp_path / "library", FakeEmbedder())
    assert library_facts(assistant).papers == first.papers + 1
    assert len(read) == 2


@pytest.mark.parametrize(
    ("heading", "questions"),
    [
        ("3. Wie viele Lehrkräfte wurden im Jahr 2024 eingestellt?", ["Wie viele Lehrkräfte wurden im Jahr 2024 eingestellt?"]),
        ("Wie hoch waren die Ausgaben für diese Verfahren im Jahr 2024?", []),
        ("4. Wurden sie im Umgang mit den Verfahren geschult?", []),
        ("Kosten der Verwaltung im Jahr 2024", []),
        ("Warum?", []),
        (
            "1. Welche Häfen werden bis 2027 ausgebaut? Wann ist die Fertigstellung der Häfen vorgesehen? > Anlage",
            ["Welche Häfen werden bis 2027 ausgebaut?", "Wann ist die Fertigstellung der Häfen vorgesehen?"],
        ),
    ],
)
def test_a_question_that_leans_on_others_is_no_example(heading: str, questions: list[str]) -> None:
    assert own_questions(heading) == questions


@pytest.mark.parametrize(
    ("passage", "questions"),
    [
        (
            "Das Ministerium weist darauf hin, dass die Umsetzung der RIS MV bis zum Jahr 2029 erfolgen soll. Danach ist Ruhe.",
            ["Bis wann soll die Umsetzung der RIS MV erfolgen?"],
        ),
        ("Das Museum in Wismar wird bis Ende Mai 2026 umgebaut.", ["Bis wann wird das Museum in Wismar umgebaut?"]),
        (
            "Die Häfen des Landes sollen voraussichtlich bis zum 31. Dezember 2027 ausgebaut werden.",
            ["Bis wann sollen die Häfen des Landes ausgebaut werden?"],
        ),
        ("Das Programm soll bis 2027 laufen.", ["Bis wann soll das Programm laufen?"]),
        ("Die Umsetzung dieses Vorhabens soll bis zum Jahr 2029 erfolgen.", []),
        ("Die Züge sollen von 2020 bis 2024 alle 5 Minuten fahren.", []),
        ("Wir bitten, dass sie bis 2029 antworten sollen.", []),
        ("Der Umbau kostet von Mai bis Juni 1,5 Millionen Euro.", []),
    ],
)
def test_a_sentence_with_a_deadline_becomes_a_question(passage: str, questions: list[str]) -> None:
    assert dated_questions(passage) == questions


def test_an_example_is_answered_out_of_its_own_document(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    own = examples(assistant)[0]
    monkeypatch.setattr(assistant, "search", lambda *_: [SimpleNamespace(passage=SimpleNamespace(document_id=-1))])
    assert own not in examples(assistant)


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"a.txt": "Bericht über die Häfen\n\nDie Häfen werden ausgebaut."}, "a.txt"),
        ({"a.txt": "Häfen.", "a.json": '{"title": "Häfen <b>", "kind": "Bericht"}'}, "Häfen <b> (Bericht)"),
        (
            {name: f"Satz {name}." for name in ("a.txt", "b.txt")} | {"a.json": '{"kind": "Bericht"}', "b.json": '{"kind": "Gesetz"}'},
            "Bericht, Gesetz",
        ),
        ({"a.txt": "Satz eins.", "b.txt": "Satz zwei.", "a.json": '{"kind": "Bericht"}'}, ""),
    ],
)
def test_a_library_without_a_parliament_is_named_after_what_it_holds(tmp_path: Path, files: dict[str, str], name: str) -> None:
    with shelve(tmp_path, files) as library:
        assert library_facts(Assistant(library, FakeEmbedder(), None)).name == name


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Buch 2 > § 535 Inhalt und Hauptpflichten des Mietvertrags", "Was regelt § 535 (Inhalt und Hauptpflichten des Mietvertrags)?"),
        ("§ 1", "Was regelt § 1?"),
        (
            "Teil 1 > Digitale Verwaltung im ländlichen Raum",
            "Was steht in den Dokumenten zum Thema „Digitale Verwaltung im ländlichen Raum“?",
        ),
        ("Vorbemerkung", ""),
        ("DRUCKSACHE DES LANDTAGS", ""),
        ("Seite", ""),
    ],
)
def test_a_heading_becomes_a_question_where_it_is_a_subject(heading: str, question: str) -> None:
    assert made_question(heading) == question
