"""Papers that contradict each other are shown with their dates, newest first; papers that only differ are not."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.library import Library
from index.sync import sync
from index.types import Span
from rag.assistant import Assistant
from rag.conflicts import conflicts, newest_first
from rag.types import Answer, Citation, Claim, Evidence, Options
from rag.verify import SUPPORTED
from tests.fakes import FakeEmbedder, ScriptedGenerator

OLD, NEW, NEWEST = datetime.date(2023, 3, 1), datetime.date(2025, 5, 12), datetime.date(2026, 1, 2)
HOW_MANY, WHEN = "Wie viele Beschäftigte arbeiten im Hafen Sassnitz?", "Wann soll der Umbau des Museums beendet sein?"


def told(question: str, *said: tuple[str, datetime.date | None], papers: tuple[str, ...] = ()) -> tuple[tuple[int, ...], ...]:
    numbers = range(1, len(said) + 1)
    evidence = [Evidence(number, number, number, Span(0, len(text)), text, 1.0) for number, (text, _day) in zip(numbers, said, strict=True)]
    citations = [
        Citation(item.number, item.document_id, "", item.span, item.text, (), date=day, paper=papers[item.number - 1] if papers else "")
        for item, (_text, day) in zip(evidence, said, strict=True)
    ]
    return conflicts(question, evidence, citations)


@pytest.mark.parametrize(
    ("question", "older", "newer"),
    [
        (HOW_MANY, "Im Hafen Sassnitz arbeiten 120 Beschäftigte.", "Im Hafen Sassnitz arbeiten 95 Beschäftigte."),
        (HOW_MANY, "Derzeit arbeiten im Hafen von Sassnitz 120 Beschäftigte.", "Im Hafen Sassnitz arbeiten nun 95 Beschäftigte."),
        (
            "Wie hoch sind die Kosten?",
            "Der Umbau des Museums kostet 1,5 Millionen Euro.",
            "Der Umbau des Museums kostet 2,1 Millionen Euro.",
        ),
        (
            HOW_MANY,
            "Im Jahr 2022 arbeiteten im Hafen Sassnitz 120 Beschäftigte.",
            "Im Hafen Sassnitz arbeiteten im Jahr 2022 95 Beschäftigte.",
        ),
        (WHEN, "Der Umbau des Museums soll bis 2027 beendet sein.", "Der Umbau des Museums soll bis 2029 beendet sein."),
    ],
)
def test_two_values_for_the_same_thing(question: str, older: str, newer: str) -> None:
    assert told(question, (older, OLD), (newer, NEW)) == ((2, 1),)
    assert told(question, (newer, NEW), (older, OLD)) == ((1, 2),)
    assert told(question, (older, OLD), (newer, OLD)) == (), "of one day neither is the newer"
    assert told(question, (older, OLD), (newer, None)) == (), "nothing is known of its date"
    assert told(question, (older, OLD), (newer, NEW), papers=("8/1", "8/1")) == (), "one paper"


@pytest.mark.parametrize(
    ("question", "older", "newer"),
    [
        (HOW_MANY, "Im Hafen Sassnitz arbeiten 120 Beschäftigte.", "Im Hafen Wismar arbeiten 95 Beschäftigte."),
        (HOW_MANY, "Sassnitz hat im Hafen 120 Beschäftigte.", "Wismar hat im Hafen 95 Beschäftigte."),
        (HOW_MANY, "Im Hafen Sassnitz arbeiten 120 Beschäftigte.", "Im Hafen Sassnitz arbeiten 120 Beschäftigte."),
        (
            HOW_MANY,
            "Im Jahr 2022 arbeiteten im Hafen Sassnitz 120 Beschäftigte.",
            "Im Jahr 2024 arbeiteten im Hafen Sassnitz 95 Beschäftigte.",
        ),
        (HOW_MANY, "Im Hafen Sassnitz arbeiten rund 120 Beschäftigte.", "Im Hafen Sassnitz arbeiten 118 Beschäftigte."),
        (HOW_MANY, "Im Hafen Sassnitz arbeiten 120 Beschäftigte.", "Der Hafen Sassnitz hat 3 Hafenbecken für 95 Boote."),
        (HOW_MANY, "Im Hafen Sassnitz arbeiten 120 Beschäftigte.", "Im Hafen Sassnitz arbeiten 12 Prozent der Beschäftigten."),
        (HOW_MANY, "Im Hafen Sassnitz arbeiten 120 Beschäftigte.", "Im Hafen Sassnitz arbeiten nicht 95 Beschäftigte."),
        ("Was ist im Hafen?", "Der Umbau des Museums begann 2023.", "Der Umbau des Museums begann 2024."),
        (WHEN, "Der Umbau des Museums soll bis 2027 beendet sein.", "Der Umbau des Museums soll ab 2027 beendet sein."),
        (WHEN, "Der Umbau des Museums soll 2027 beendet sein.", "Der Umbau des Museums soll am 1. Mai 2027 beendet sein."),
        ("Welche Fragen?", "Der Hafen steht in der Antwort auf Frage 3.", "Der Hafen steht in der Antwort auf Frage 5."),
    ],
)
def test_what_only_differs_is_no_conflict(question: str, older: str, newer: str) -> None:
    assert told(question, (older, OLD), (newer, NEW)) == ()


def test_three_papers_stand_in_the_order_of_their_dates() -> None:
    said = [(f"Im Hafen Sassnitz arbeiten {count} Beschäftigte.", day) for count, day in ((120, NEW), (95, OLD), (80, NEWEST))]
    assert told(HOW_MANY, *said, ("Der Hafen Sassnitz ist groß.", NEW)) == ((3, 1, 2),)


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from([None, OLD, NEW, NEWEST])), max_size=6))
def test_groups_share_nothing_and_fall_in_time(said: list[tuple[int, datetime.date | None]]) -> None:
    days = dict(enumerate((day for _count, day in said), 1))
    groups = told(HOW_MANY, *((f"Im Hafen Sassnitz arbeiten {count + 90} Beschäftigte.", day) for count, day in said))
    numbers = [number for group in groups for number in group]
    assert len(numbers) == len(set(numbers))
    for group in groups:
        assert len(group) > 1
        dated = [days[number] for number in group]
        assert dated == sorted((day for day in dated if day), reverse=True)


def test_quotes_bring_the_rest_of_their_group_along() -> None:
    evidence = [Evidence(number, number, number, Span(0, 3), text, 1.0) for number, text in ((1, "Alt."), (2, "Anderes."), (3, "Neu."))]
    citations = [
        Citation(item.number, item.number, "", item.span, item.text, (), date=day)
        for item, day in zip(evidence, (OLD, OLD, NEW), strict=True)
    ]
    quoted = [Claim(text, (number,), SUPPORTED) for number, text in ((1, "Alt."), (2, "Anderes."))]
    found = newest_first(quoted, evidence, citations, ((3, 1),))
    assert [(claim.text, claim.as_of) for claim in found] == [("Neu.", NEW), ("Alt.", OLD), ("Anderes.", None)]
    assert newest_first(quoted, evidence, citations, ()) == quoted
    assert newest_first([], evidence, citations, ((3, 1),)) == []


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = [
        {"id": "8/1", "number": "8/1", "date": "2023-03-01", "title": "Häfen", "text": "Im Hafen Sassnitz arbeiten 120 Beschäftigte."},
        {"id": "8/2", "number": "8/2", "date": "2025-05-12", "title": "Häfen", "text": "Im Hafen Sassnitz arbeiten 95 Beschäftigte."},
        {"id": "8/3", "number": "8/3", "date": "2024-01-01", "title": "Häfen", "text": "Im Hafen Wismar arbeiten 60 Fischer."},
    ]
    folder = tmp_path_factory.mktemp("papers")
    (folder / "papers.jsonl").write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    path = tmp_path_factory.mktemp("library") / "library"
    assert sync([folder], path, FakeEmbedder()).added == 3
    return path


def answered(path: Path, question: str, *drafts: str) -> Answer:
    generator = ScriptedGenerator(*([draft] for draft in drafts)) if drafts else None
    with Assistant(Library.open(path), FakeEmbedder(), generator, Options(refusal_threshold=0.0)) as assistant:
        return assistant.answer(question)


@pytest.mark.parametrize("drafts", [(), ("Im Hafen Sassnitz arbeiten 120 Beschäftigte. [1]",)], ids=["quoted", "composed"])
def test_an_answer_says_both_with_their_dates(library: Path, drafts: tuple[str, ...]) -> None:
    found = answered(library, HOW_MANY, *drafts)
    assert found.status == "quoted"
    assert [(claim.text, claim.as_of) for claim in found.claims[:2]] == [
        ("Im Hafen Sassnitz arbeiten 95 Beschäftigte.", NEW),
        ("Im Hafen Sassnitz arbeiten 120 Beschäftigte.", OLD),
    ]
    assert {citation.date for citation in found.citations} >= {OLD, NEW}
    assert Answer.from_dict(found.to_dict()) == found


def test_an_answer_without_a_conflict_bears_no_date(library: Path) -> None:
    found = answered(library, "Wie viele Fischer arbeiten im Hafen Wismar?", "Im Hafen Wismar arbeiten 60 Fischer. [1]")
    assert found.status == "answered"
    assert not [claim for claim in found.claims if claim.as_of]
