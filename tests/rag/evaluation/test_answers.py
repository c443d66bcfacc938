"""Measures of answers against values worked out by hand, and real answers over a small corpus with the real encoder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.types import Embedder, Span
from rag.assistant import Assistant
from rag.evaluation.answer_tables import answer_tables
from rag.evaluation.answers import Asked, ask, evaluate
from rag.evaluation.collection import Collection, build, opened_corpus
from rag.evaluation.corpora import Question, corpus_of, questions_of
from rag.evaluation.overlap import rouge_l
from rag.types import Answer, Claim, Evidence, Status, Timings
from rag.verify import SUPPORTED
from tests.rag.evaluation.papers import CORPUS, QUESTIONS, write

EVIDENCE = (
    Evidence(1, 1, 1, Span(0, 40), "Im Hafen arbeiten 120 Beschäftigte.", 0.9),
    Evidence(2, 2, 2, Span(0, 40), "Der Umschlag sank um 4 Prozent.", 0.8),
)


def answer(status: Status, *claims: Claim, seconds: float = 1.0) -> Answer:
    return Answer(
        question="Wie viele Beschäftigte arbeiten im Hafen?",
        status=status,
        claims=claims,
        citations=(),
        evidence=EVIDENCE,
        rejected=(),
        score=0.9,
        language="de",
        library_version="1",
        model="",
        timings=Timings(0.1, seconds, seconds),
    )


def asked(given: Answer, gold: set[int], without: Answer | None = None) -> Asked:
    question = Question("1", given.question, {"h1": 1}, ("Im Hafen sind 120 Beschäftigte tätig.",))
    return Asked(question, given, frozenset(gold), without)


def test_shares_are_those_of_the_questions() -> None:
    right = answer("answered", Claim("Im Hafen arbeiten 120 Beschäftigte.", (1,), SUPPORTED), seconds=2.0)
    beside = answer("quoted", Claim("Der Umschlag sank um 4 Prozent.", (2,), SUPPORTED), seconds=4.0)
    refused = answer("no_evidence")
    result = evaluate([asked(right, {1}, refused), asked(beside, {1}, beside), asked(refused, {1})])
    assert [round(each.mean, 3) for each in result.statuses.values()] == [0.333, 0.333, 0.333]
    assert result.cites_gold.mean == pytest.approx(1 / 3)
    assert result.citation_precision.mean == 0.5
    assert (result.half_numbers.mean, result.half_numbers.questions) == (0.5, 2)
    assert (result.refused_without.mean, result.refused_without.questions) == (0.5, 2)
    assert (result.judged_recall.mean, result.judged_precision.mean) == (1.0, 1.0)
    assert result.ways["verbatim"].mean == 1.0
    assert result.seconds["total"] == 3.0
    assert result.words == 5.5


def test_a_citation_that_a_claim_does_not_need_costs_precision() -> None:
    padded = answer("answered", Claim("Im Hafen arbeiten 120 Beschäftigte.", (1, 2), SUPPORTED))
    result = evaluate([asked(padded, {1})])
    assert (result.judged_recall.mean, result.judged_precision.mean) == (1.0, 0.5)
    assert result.citation_precision.mean == 0.5


def test_a_claim_in_other_words_is_free() -> None:
    near = Claim("Im Hafen arbeiten derzeit 120 Beschäftigte.", (1,), SUPPORTED)
    free = Claim("Der Hafen gibt 120 Menschen Arbeit.", (1,), SUPPORTED)
    result = evaluate([asked(answer("answered", near, free), {1})])
    assert {way: share.mean for way, share in result.ways.items()} == {"verbatim": 0.0, "near": 0.5, "free": 0.5}


def test_without_questions_there_is_nothing_but_zeros() -> None:
    result = evaluate([])
    assert result.cites_gold.mean == 0.0
    assert answer_tables({"quoted": result})[0].columns == ("", "quoted")


@pytest.mark.parametrize(
    ("text", "known", "score"), [("a b c d", "a c d", 6 / 7), ("a b", "c d", 0.0), ("Der Hafen", "der Hafen", 1.0), ("", "a", 0.0)]
)
def test_rouge_l_is_the_f1_of_the_longest_common_subsequence(text: str, known: str, score: float) -> None:
    assert rouge_l(text, known) == pytest.approx(score)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Collection]:
    folder = tmp_path_factory.mktemp("answers")
    corpus = corpus_of(write(folder / "corpus.jsonl", CORPUS))
    path, problems = build(corpus, embedder, folder / "cache")
    with opened_corpus(corpus, path, embedder, problems) as opened:
        yield opened


def test_real_answers_cite_what_answers(collection: Collection, tmp_path: Path) -> None:
    questions = questions_of(write(tmp_path / "questions.jsonl", QUESTIONS), collection.papers)
    assistant = Assistant(collection.library, collection.embedder, None)
    shown = list[int]()
    result = evaluate(list(ask(collection, assistant, questions, without=True, show=lambda done, _total: shown.append(done))))
    assert result.statuses["answered"].mean == 0.0
    assert result.cites_gold.mean >= 0.75
    assert result.half_numbers.mean == 1.0
    assert result.refused_without.questions == len(questions)
    assert shown[-1] == len(questions)
