"""What is known about a question before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from index.search import Retriever
from index.sync import sync
from index.types import Filters
from rag.assistant import Assistant
from rag.evidence import Ranked
from rag.material import answering, gather, rank
from rag.refusal import NAMES, probability
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
        found = answering(opened, [Ranked(question, 1.0 - 0.1 * i, 0.9) for i, question in enumerate(questions)])
    assert [item.passage.part for item in found] == ["answer", "answer"]
    assert ["drei Brücken" in item.passage.text for item in found] == [True, False]
    assert [item.score for item in found] == [1.0, 0.9]


def test_a_question_is_no_evidence(library: Path) -> None:
    with Assistant(Library.open(library), FakeEmbedder(), None) as assistant:
        found = assistant.answer("Wie viele Brücken sind im Landkreis gesperrt?")
    assert found.evidence
    assert not [item for item in found.evidence if "?" in item.text]
    assert found.evidence[0].text == "Im Landkreis sind derzeit drei Brücken gesperrt."


def test_the_answer_in_the_place_of_its_question_has_no_cosines_of_the_questions_sentences(library: Path) -> None:
    with Library.open(library) as opened:
        (question, *_more) = (passage for passage in opened.passages(list(range(1, 30))) if passage.part == "question")
        (found,) = answering(opened, [Ranked(question, 1.0, 0.9, {0: 0.99})])
    assert (found.passage.part, found.cosine, dict(found.sentences)) == ("answer", 0.9, {})


def test_a_passage_that_was_found_itself_keeps_its_cosines(library: Path) -> None:
    with Library.open(library) as opened:
        (answer, *_more) = (passage for passage in opened.passages(list(range(1, 30))) if passage.part == "answer")
        given = Ranked(answer, 1.0, 0.9, {0: 0.99})
        assert answering(opened, [given]) == [given]


def test_what_was_found_is_ranked_with_the_cosines_of_its_sentences(library: Path) -> None:
    with Library.open(library) as opened:
        finding = Retriever(opened, FakeEmbedder()).find("Wie viele Brücken sind im Landkreis gesperrt?", 3)
        ranked = rank(opened, finding)
        assert [(item.passage.id, item.score, item.cosine) for item in ranked] == [
            (hit.passage_id, hit.score, hit.dense) for hit in finding.hits
        ]
        for item, hit in zip(ranked, finding.hits, strict=True):
            assert max(item.sentences.values(), default=item.cosine) == pytest.approx(hit.sentence, abs=1e-5)
            assert set(item.sentences) <= set(range(len(item.passage.sentences)))


def test_the_material_tells_what_its_probability_is_made_of(library: Path) -> None:
    with Library.open(library) as opened:
        found = gather(opened, Retriever(opened, FakeEmbedder()), "Wie viele Brücken sind im Landkreis gesperrt?", 4)
    assert 0 < len(found.evidence) <= 4
    assert set(found.features) == {*NAMES, "topic", "somebody", "across"}
    assert found.score == probability(found.features) > 0
    assert set(found.contexts) == {item.number for item in found.evidence}
    assert {item.number for item in found.evidence} <= {citation.number for citation in found.citations}


def test_without_evidence_there_is_nothing_to_judge(library: Path) -> None:
    with Library.open(library) as opened:
        found = gather(opened, Retriever(opened, FakeEmbedder()), "Wie viele Brücken?", 4, Filters(document_ids=(10**6,)))
    assert (found.evidence, found.citations, dict(found.features), found.score) == ((), (), {}, 0.0)
