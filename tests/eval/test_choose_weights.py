"""Weights are chosen on one half of the papers and judged on the other; what a setting is worth is what a search with it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.ranking import Candidates, Weights
from rag.evaluation import collection
from rag.evaluation.collection import Collection, retriever_of
from rag.evaluation.measures import of_rankings
from rag.evaluation.retrieval import DECISIVE, FETCHED
from tests.eval import choose_weights, sets
from tests.eval.choose_weights import Asked, chosen, ndcg, searched
from tests.eval.sets import EvaluationSet, by_corpus, parsed
from tests.fakes import FakeEmbedder
from tests.rag.evaluation.papers import CORPUS, QUESTIONS, write

WORDS_ALONE = {"dense_short": 0.0, "dense_long": 0.0, "sentence": 0.0, "paper_words": 0.0, "paper_dense": 0.0}


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EvaluationSet:
    monkeypatch.setattr(collection, "cache_folder", lambda: tmp_path / "cache")
    write(tmp_path / "corpus.jsonl", CORPUS)
    write(tmp_path / "questions.jsonl", [*QUESTIONS, {"id": "q5", "question": "Was geschieht im Hafen?", "passage_ids": ["h1", "w1"]}])
    return EvaluationSet(tmp_path / "corpus.jsonl", tmp_path / "questions.jsonl")


@pytest.fixture
def opened(given: EvaluationSet) -> Iterator[Collection]:
    with sets.opened(given.corpus, FakeEmbedder()) as collection:
        yield collection


@pytest.mark.parametrize("changed", [{}, WORDS_ALONE, {"paper_words": 0.7, "dense_short": 0.2}])
def test_a_setting_is_worth_what_a_search_with_it_finds(given: EvaluationSet, opened: Collection, changed: dict[str, float]) -> None:
    weights, questions = replace(Weights(), **changed), given.asked()  # type: ignore[arg-type]
    retriever, plain = retriever_of(opened, changed), retriever_of(opened)
    rankings = [
        opened.ranked(each, opened.library.passages([hit.passage_id for hit in retriever.search(each.text, FETCHED)])) for each in questions
    ]
    expected = of_rankings([each.grades for each in questions], rankings)[DECISIVE]
    assert [ndcg(searched(opened, plain, each), weights) for each in questions] == pytest.approx(expected)


def asked(words_tell: bool) -> Asked:
    """Two passages of two papers; one signal finds the right one, the other does not."""
    right, wrong = (1.0, 0.0), (0.0, 1.0)
    dense, words = (wrong, right) if words_tell else (right, wrong)
    nothing, none = np.zeros(2, np.bool_), np.zeros(2, np.float32)
    cosines, counts = np.array(dense, np.float32), np.array(words, np.float32)
    found = Candidates([1, 2], cosines, np.full(2, np.nan, np.float32), counts, none, np.array([0, 1]), nothing, nothing, none)
    return Asked("Was?", found, np.array([0, 1]), np.array([1.0, 0.0]), 1.0, 0)


@pytest.mark.parametrize("words_tell", [True, False])
def test_what_tells_the_right_passage_gains_weight(words_tell: bool) -> None:
    question = asked(words_tell)
    wrong = replace(Weights(), dense_short=0.9 if words_tell else 0.2)
    assert ndcg(question, wrong) < 1
    best = chosen([[question]], wrong)
    assert ndcg(question, best) == 1
    assert (best.dense_short < wrong.dense_short) == words_tell
    assert chosen([[question]], best) == best, "what cannot get better stays"


def test_sets_weigh_the_same_however_many_questions_they_have() -> None:
    many, few = [asked(words_tell=True)] * 9, [asked(words_tell=False)]
    right, wrong = (ndcg(asked(words_tell=True), replace(Weights(), dense_short=share)) for share in (0.1, 0.9))
    assert choose_weights.mean([many, few], replace(Weights(), dense_short=0.1)) == pytest.approx((right + wrong) / 2)


def test_the_whole_choice_reports_the_other_half(
    given: EvaluationSet, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(choose_weights, "embedder_of", lambda _settings: FakeEmbedder())
    choose_weights.main([f"{given.corpus}={given.questions}", f"{given.corpus}={given.questions}:id"])
    out = capsys.readouterr().out
    assert out.startswith("half 0, present: ")
    assert "| half 1 | questions | present | chosen |" in out
    rows = [line.split(" | ") for line in out.splitlines() if line.startswith("| ")]
    assert [row[0].endswith("id before") for row in rows] == [False, False, True, False]
    counts = [int(row[1]) for row in rows[1:3]]
    assert counts[0] == counts[1] < 5, "the same papers, however the questions are asked"


def test_sets_of_one_corpus_are_searched_together() -> None:
    alone, titled = parsed("a/c.jsonl=a/q.jsonl"), parsed("a/c.jsonl=a/q.jsonl:doc_title")
    other = parsed("b/c.jsonl=b/q.jsonl")
    assert by_corpus([alone, other, titled]) == [(alone.corpus, [alone, titled]), (other.corpus, [other])]
    assert [each.name for each in (alone, titled)] == ["a/q", "a/q, doc_title before"]
    with pytest.raises(ValueError, match="expected"):
        parsed("a/c.jsonl")
