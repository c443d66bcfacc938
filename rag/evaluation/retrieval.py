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
from rag.evaluation.collection import Collection, retriever_of
from rag.evaluation.corpora import Question
from rag.evaluation.measures import Difference, Estimate, Values, difference, estimate, of_rankings

LEGS = ("dense", "lexical", "rrf", "fused")
FETCHED = Weights().candidates  # more would draw more from the legs than a person's question does, and rank otherwise
RRF_CONSTANT = 60  # Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion" (SIGIR 2009)
DECISIVE = "nDCG@10"
Show = Callable[[int, int], None]
Search = Callable[[str], list[Hit]]


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of a search, warm, with the embedding of the question where vectors are searched."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Left minus right, by nDCG@10. milliseconds: the median over the questions of how much longer left took for the same question."""

    left: str
    right: str
    difference: Difference
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """By the name of a leg or setting: the estimate of each measure, and how long it takes."""

    legs: Mapping[str, Mapping[str, Estimate]]
    comparisons: tuple[Comparison, ...]
    latency: Mapping[str, Latency]


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
    searches = {name: _leg(base, name) for name in dict.fromkeys((*legs, *against, "fused"))}
    searches |= {setting_name(each): _setting(collection, each) for each in others}
    if reranker:
        searches["reranked"] = _setting(collection, {}, reranker)
    for search in searches.values():
        search("?")  # the first search loads what the others find loaded
    took: dict[str, list[float]] = {name: [] for name in searches}
    rankings: dict[str, list[list[str]]] = {name: [] for name in searches}
    for done, question in enumerate(questions):
        for name, (hits, milliseconds) in _searched(base, searches, question.text, done).items():
            took[name].append(milliseconds)
            rankings[name].append(collection.ranked(question, collection.library.passages([hit.passage_id for hit in hits])))
        if show:
            show(done + 1, len(questions))
    values = {name: of_rankings([question.grades for question in questions], each) for name, each in rankings.items()}
    shown = [name for name in searches if name in legs or name not in LEGS]
    return Retrieval(
        {name: {measure: estimate(each) for measure, each in values[name].items()} for name in shown},
        tuple(_compared(values, took, name) for name in searches if name in against or name not in LEGS),
        {name: _latency(each) for name, each in took.items()},
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


def _leg(retriever: Retriever, name: str) -> Search:
    legs: dict[str, Search] = {
        "dense": lambda question: retriever.dense(question, FETCHED),
        "lexical": lambda question: retriever.lexical(question, FETCHED),
        "rrf": lambda question: reciprocal_rank_fusion(retriever.legs(question, FETCHED)),
        "fused": lambda question: retriever.search(question, FETCHED),
    }
    return legs[name]


def _setting(collection: Collection, overrides: Mapping[str, float], reranker: Reranker | None = None) -> Search:
    retriever = retriever_of(collection, overrides, reranker)
    limit = int(overrides.get("candidates", FETCHED))  # no more than it ranks: a search draws as many from the legs as it is asked for
    return lambda question: retriever.search(question, limit)


def _searched(base: Retriever, searches: Mapping[str, Search], question: str, turn: int) -> dict[str, tuple[list[Hit], float]]:
    """What each finds and its milliseconds. Each comes before any other as often as after it: the first one reads what others find read.

    The question is embedded once, and counts for all that search vectors.
    """
    began = time.perf_counter()
    base.vector(question)
    embedding = 1000 * (time.perf_counter() - began)
    found: dict[str, tuple[list[Hit], float]] = {}
    for name in list(searches)[:: -1 if turn % 2 else 1]:
        began = time.perf_counter()
        hits = searches[name](question)
        found[name] = hits, 1000 * (time.perf_counter() - began) + embedding * (name != "lexical")
    return found


def _compared(values: Mapping[str, Mapping[str, Values]], took: Mapping[str, Sequence[float]], name: str) -> Comparison:
    longer = float(np.median(np.subtract(took["fused"], took[name]))) if took[name] else 0.0
    return Comparison("fused", name, difference(values["fused"][DECISIVE], values[name][DECISIVE]), longer)


def _latency(took: Sequence[float]) -> Latency:
    p50, p95 = np.percentile(took, [50, 95]) if took else (0.0, 0.0)
    return Latency(float(p50), float(p95))
