"""What is known about a question before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from index.sync import sync
from rag.assistant import Assistant
from rag.evidence import Ranked
from rag.material import answering
from tests.fakes import FakeEmbedder

PAPER = """KLEINE ANFRAGE

der Abgeordneten Erika Beispiel

und

ANTWORT

der Landesregierung

1. Wie viele Brücken sind im Landkreis gesperrt?

Im Landkreis sind derzeit drei Brücken gesperrt.

2. Wann wird die Brücke in Demmin wieder geöffnet?

Die Brücke wird voraussichtlich im Mai 2026 wieder geöffnet.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("paper") / "anfrage.txt"
    file.write_text(PAPER, "utf-8")
    path = tmp_path_factory.mktemp("library") / "library"
    assert sync([file], path, FakeEmbedder()).added == 1
    return path


def test_the_answer_takes_the_place_of_its_question(library: Path) -> None:
    with Library.open(library) as opened:
        passages = opened.passages(list(range(1, 30)))
        questions = [passage for passage in passages if passage.part == "question"]
        assert len(questions) == 2
        found = answering(opened, [Ranked(question, 1.0 - 0.1 * i) for i, question in enumerate(questions)])
    assert [item.passage.part for item in found] == ["answer", "answer"]
    assert ["drei Brücken" in item.passage.text for item in found] == [True, False]
    assert [item.score for item in found] == [1.0, 0.9]


def test_a_question_is_no_evidence(library: Path) -> None:
    with Assistant(Library.open(library), FakeEmbedder(), None) as assistant:
        found = assistant.answer("Wie viele Brücken sind im Landkreis gesperrt?")
    assert found.evidence
    assert not [item for item in found.evidence if "?" in item.text]
    assert found.evidence[0].text == "Im Landkreis sind derzeit drei Brücken gesperrt."
