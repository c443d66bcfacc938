"""Does the score tell questions that the documents answer from those that they do not?

It does not know how the score is made: it is that of `rag.material.gather`, by which an answer is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from index.search import Retriever
from index.types import Filters, Reranker
from rag.evaluation.collection import Collection, retriever_of
from rag.evaluation.corpora import Question
from rag.evaluation.measures import Estimate, auroc, estimate
from rag.evaluation.retrieval import Show
from rag.material import gather


@dataclass(frozen=True, slots=True)
class Point:
    """At a threshold: the share of questions that are answered, and the share of those whose evidence holds nothing of what answers."""

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """hard: the answering papers out of reach; easy: questions of another corpus.

    *_found: of the questions as they are, only those whose evidence holds something of what answers.
    curve: the questions as they are; curve_hard: they and the hard ones, of which none can be answered. Areas are those under the curves.
    answered: share of the questions as they are, of those found, and refused: of hard and easy ones, at the threshold that is set.
    """

    threshold: float
    found: Estimate
    auroc_hard: float | None
    auroc_hard_found: float | None
    auroc_easy: float | None
    auroc_easy_found: float | None
    answered: Estimate
    answered_found: Estimate
    refused_hard: Estimate
    refused_easy: Estimate
    area: float
    area_hard: float
    curve: tuple[Point, ...]
    curve_hard: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    score: float
    found: bool


def evaluate(
    collection: Collection,
    questions: Sequence[Question],
    others: Sequence[Question] = (),
    threshold: float = 0.5,
    limit: int = 6,
    show: Show | None = None,
    reranker: Reranker | None = None,
) -> Refusal:
    """Ask every question as it is and without its papers, and the others. limit: evidence sentences; threshold: that of answering."""
    retriever, total = retriever_of(collection, reranker=reranker), 2 * len(questions) + len(others)
    plain, hard, easy = list[_Asked](), list[_Asked](), list[_Asked]()
    without = [Filters(excluded_document_ids=collection.answering_papers(question)) for question in questions]
    work = [
        *((plain, question, None) for question in questions),
        *((hard, question, filters) for question, filters in zip(questions, without, strict=True)),
        *((easy, question, None) for question in others),
    ]
    for done, (kept, question, filters) in enumerate(work):
        kept.append(_ask(collection, retriever, question, limit, filters))
        if show:
            show(done + 1, total)
    return _judged(plain, hard, easy, threshold)


def curve(asked: Sequence[tuple[float, bool]]) -> list[Point]:
    """The risk at each coverage as the threshold falls; (score, whether the evidence holds what answers) for each question."""
    points, answered, wrong = list[Point](), 0, 0
    for score, same in groupby(sorted(asked, reverse=True), key=lambda item: item[0]):
        for _score, found in same:
            answered, wrong = answered + 1, wrong + (not found)
        points.append(Point(score, answered / len(asked), wrong / answered))
    return points


def area(points: Sequence[Point]) -> float:
    """The mean risk over all coverages: that of a question, on average, had the threshold been its own score."""
    steps = np.diff([0.0, *(point.coverage for point in points)])
    return float(np.dot(steps, [point.risk for point in points])) if points else 0.0


def _ask(collection: Collection, retriever: Retriever, question: Question, limit: int, filters: Filters | None) -> _Asked:
    material = gather(collection.library, retriever, question.text, limit, filters)
    return _Asked(material.score, any(collection.gold(question, item.document_id, item.span) for item in material.evidence))


def _judged(plain: Sequence[_Asked], hard: Sequence[_Asked], easy: Sequence[_Asked], threshold: float) -> Refusal:
    scores, scores_hard, scores_easy = ([asked.score for asked in each] for each in (plain, hard, easy))
    found = [asked.score for asked in plain if asked.found]
    points = curve([(asked.score, asked.found) for asked in plain])
    points_hard = curve([(asked.score, asked.found) for asked in (*plain, *hard)])
    return Refusal(
        threshold=threshold,
        found=estimate([float(asked.found) for asked in plain]),
        auroc_hard=auroc(scores, scores_hard),
        auroc_hard_found=auroc(found, scores_hard),
        auroc_easy=auroc(scores, scores_easy),
        auroc_easy_found=auroc(found, scores_easy),
        answered=_share(scores, threshold, above=True),
        answered_found=_share(found, threshold, above=True),
        refused_hard=_share(scores_hard, threshold, above=False),
        refused_easy=_share(scores_easy, threshold, above=False),
        area=area(points),
        area_hard=area(points_hard),
        curve=tuple(points),
        curve_hard=tuple(points_hard),
    )


def _share(scores: Sequence[float], threshold: float, above: bool) -> Estimate:
    return estimate([float((score >= threshold) == above) for score in scores])
