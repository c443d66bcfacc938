"""Do the chosen evidence sentences hold the answer? Its sentences, its words, its numbers.

It does not know how evidence is chosen: it is that of `rag.material.gather`, from which answers are written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.search import Retriever
from index.types import Filters, Reranker
from rag.evaluation.collection import Collection, retriever_of
from rag.evaluation.corpora import Question
from rag.evaluation.measures import Estimate, estimate
from rag.evaluation.overlap import Answer, holds, prepared, token_f1, tokens
from rag.evaluation.retrieval import Show
from rag.material import gather
from rag.question import wanted
from rag.types import Evidence
from rag.verify.numbers import quantities

DEPTHS = (1, 3, 6)  # and the most sentences that are chosen, where that is another number


@dataclass(frozen=True, slots=True)
class EvidenceQuality:
    """recall: for each depth the share of questions with a sentence of the answer (or all of a short one) among so many evidence sentences.

    f1_first, f1_all: words shared with the answer, of the first sentence and of all together. all_numbers, half_numbers: share of the
    questions for a number whose evidence holds all, or at least half, of the numbers of the answer. gold_passage: share whose evidence has
    a sentence from what answers.
    """

    recall: Mapping[int, Estimate]
    f1_first: Estimate
    f1_all: Estimate
    all_numbers: Estimate
    half_numbers: Estimate
    gold_passage: Estimate
    gold_only: bool


@dataclass(frozen=True, slots=True)
class _Measured:
    rank: int  # of the first evidence that holds a sentence of the answer; 0 for none
    f1_first: float
    f1_all: float
    numbers: float | None
    gold: bool


def evaluate(
    collection: Collection,
    questions: Sequence[Question],
    limit: int = 6,
    gold_only: bool = False,
    show: Show | None = None,
    reranker: Reranker | None = None,
) -> EvidenceQuality:
    """Choose evidence for every question whose answer is known in words. gold_only: search only the documents that answer it."""
    retriever, measured = retriever_of(collection, reranker=reranker), list[_Measured]()
    asked = [question for question in questions if question.answers]
    for done, question in enumerate(asked):
        measured.append(_measure(collection, retriever, question, limit, gold_only))
        if show:
            show(done + 1, len(asked))
    shares = [each.numbers for each in measured if each.numbers is not None]
    return EvidenceQuality(
        recall={depth: estimate([float(0 < each.rank <= depth) for each in measured]) for depth in depths(limit)},
        f1_first=estimate([each.f1_first for each in measured]),
        f1_all=estimate([each.f1_all for each in measured]),
        all_numbers=estimate([float(share == 1) for share in shares]),
        half_numbers=estimate([float(share >= 0.5) for share in shares]),
        gold_passage=estimate([float(each.gold) for each in measured]),
        gold_only=gold_only,
    )


def depths(limit: int) -> tuple[int, ...]:
    """Those of `DEPTHS` that so many evidence sentences reach, and all of them: a recall at 6 of four sentences would be one at 4."""
    return tuple(sorted({depth for depth in DEPTHS if depth < limit} | {limit}))


def _measure(collection: Collection, retriever: Retriever, question: Question, limit: int, gold_only: bool) -> _Measured:
    filters = Filters(document_ids=collection.gold_documents(question)) if gold_only else None
    evidence = gather(collection.library, retriever, question.text, limit, filters).evidence
    golds = [collection.gold(question, item.document_id, item.span) for item in evidence]
    answers = [prepared(answer) for answer in question.answers]
    ranks = [rank for rank, (item, gold) in enumerate(zip(evidence, golds, strict=True), 1) if gold and _found(answers, item)]
    together = " ".join(item.text for item in evidence)
    return _Measured(
        rank=ranks[0] if ranks else 0,
        f1_first=max(token_f1(evidence[0].text, answer) for answer in question.answers) if evidence else 0.0,
        f1_all=max(token_f1(together, answer) for answer in question.answers),
        numbers=numbers_held(question, [item.text for item in evidence]),
        gold=any(golds),
    )


def numbers_held(question: Question, evidence: Sequence[str]) -> float | None:
    """The share of the numbers of the answer that the evidence holds; None where no number is asked for, or the answer has none.

    Numbers of dates, paragraphs and papers do not count; "199 990" is "199.990", and "zwei" is 2.
    """
    golds = [numbers for numbers in map(_numbers, question.answers) if numbers]
    if wanted(question.text) != "number" or not golds:
        return None
    held = {value for text in evidence for value in _numbers(text)}
    return max(len(numbers & held) / len(numbers) for numbers in golds)


def _numbers(text: str) -> frozenset[Decimal]:
    return frozenset(item.value for item in quantities(text) if isinstance(item.value, Decimal) and item.unit != "§")


def _found(answers: Sequence[Answer], item: Evidence) -> bool:
    words = tokens(item.text)
    return any(holds(answer, words) for answer in answers)
