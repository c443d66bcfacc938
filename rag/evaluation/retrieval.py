"""Does finding find? Rankings of each leg, of both fused, and of other weights, against what is known to answer.

It does not know corpora nor how results are shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.ranking import Weights
from index.search import Retriever
from index.types import Hit, Reranker
from rag.evaluation.collection import Collection, retriever_of, weights_of
from rag.evaluation.corpora import Question
from rag.evaluation.measures import Difference, Estimate, Values, difference, estimate, of_rankings

LEGS = ("dense", "lexical", "rrf", "fused")
FETCHED = Weights().candidates  # more would draw more from the legs than a person's question does, and rank otherwise
RRF_CONSTANT = 60  # Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion" (SIGIR 2009)
DECISIVE = "nDCG@10"
Show = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Left minus right, by nDCG@10."""

    left: str
    right: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Retrieval:
    """legs: for each, by its name, the estimate of each measure. p50, p95: milliseconds of the fused search, warm."""

    legs: Mapping[str, Mapping[str, Estimate]]
    comparisons: tuple[Comparison, ...]
    p50: float
    p95: float


def evaluate(
    collection: Collection,
    questions: Sequence[Question],
    legs: Sequence[str] = LEGS,
    others: Sequence[Mapping[str, float]] = (),
    against: Sequence[str] = (),
    show: Show | None = None,
    reranker: Reranker | None = None,
) -> Retrieval:
    """Rank for every question. others: sets of weights to compare the fused search with; against: legs to compare it with."""
    base = retriever_of(collection)
    base.search("?", FETCHED)  # the first search loads what the others find loaded
    took, rankings = list[float](), {name: list[list[str]]() for name in dict.fromkeys((*legs, *against, "fused"))}
    settings = {setting_name(each): retriever_of(collection, each) for each in others}
    # No more than a setting ranks: a search draws as many from the legs as it is asked for.
    fetched = {setting_name(each): weights_of(each).candidates for each in others} | {"reranked": FETCHED}
    if reranker:
        settings["reranked"] = retriever_of(collection, reranker=reranker)
    rankings |= {name: [] for name in settings}
    for done, question in enumerate(questions):
        began = time.perf_counter()
        fused = base.search(question.text, FETCHED)
        took.append(1000 * (time.perf_counter() - began))
        found = {"fused": fused, **_legs(base, question)}
        found |= {name: retriever.search(question.text, fetched[name]) for name, retriever in settings.items()}
        for name, ranking in rankings.items():
            passages = collection.library.passages([hit.passage_id for hit in found[name]])
            ranking.append(collection.ranked(question, passages))
        if show:
            show(done + 1, len(questions))
    values = {name: of_rankings([question.grades for question in questions], each) for name, each in rankings.items()}
    p50, p95 = np.percentile(took, [50, 95]) if took else (0.0, 0.0)
    return Retrieval(
        {name: {measure: estimate(each) for measure, each in values[name].items()} for name in (*legs, *settings)},
        tuple(_compared(values, name) for name in (*against, *settings)),
        float(p50),
        float(p95),
    )


def setting_name(overrides: Mapping[str, float]) -> str:
    """ "dense_short=0.6, candidates=200"."""
    return ", ".join(f"{name}={value:g}" for name, value in overrides.items())


def reciprocal_rank_fusion(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    """All hits, best first; ties in order of age."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, 1):
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + 1 / (RRF_CONSTANT + rank)
    return [Hit(number, score) for number, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))]


def _legs(retriever: Retriever, question: Question) -> dict[str, list[Hit]]:
    dense, lexical = retriever.legs(question.text, FETCHED)
    return {"dense": dense, "lexical": lexical, "rrf": reciprocal_rank_fusion([dense, lexical])}


def _compared(values: Mapping[str, Mapping[str, Values]], name: str) -> Comparison:
    return Comparison("fused", name, difference(values["fused"][DECISIVE], values[name][DECISIVE]))
