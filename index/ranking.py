"""From what both legs found to one ranking: a convex combination of normalised scores, and what the passages of one paper say together.

It does not know how anything is found. The formula builds on Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval"
(ACM TOIS 2023), which beat reciprocal rank fusion in every trial on German text. What a passage has in common with all others counts
against it: what is near to the mean of the data is the nearest of far too many (Radovanović, Nanopoulos and Ivanović, "Hubs in Space", JMLR
2010). The weights were chosen on all papers of five German collections together; a choice on half of the papers, by
`tests.eval.choose_weights`, is no better on the other half (tests/eval/MEASURED.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.types import Float32

Float = NDArray[np.floating[Any]]
Order = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts. A short question is met by a sentence, a long one by a whole passage and by its many words.

    dense_short, dense_long: of the vectors, for questions of up to `SHORT` and from `LONG` words; the words have the rest.
    typical: what a passage's cosine loses of that to the mean of all passages: what is near to everything is near to this question, too.
    sentence: of the best sentence's vector beside the passage's, for a short question; for a long one it counts nothing.
    paper_words, paper_dense: of the best three passages of the same paper together.
    askers: what a passage loses that is the askers' own introduction: it is no answer.
    named: what a passage gains if the question names its paper or the paragraph of a law that it stands under; told: if it names the day
    or the ministry that the paper's metadata has.
    reranker: of a cross-encoder's scores beside these, among the `reranked` best, where there is one.
    candidates: passages of each leg that are ranked. neighbours: of the dense list, by which its scores are normalised.
    """

    dense_short: float = 0.7
    dense_long: float = 0.5
    typical: float = 0.25
    sentence: float = 0.5
    paper_words: float = 0.3
    paper_dense: float = 0.15
    askers: float = 0.8
    named: float = 1.0
    told: float = 0.15
    reranker: float = 0.7
    reranked: int = 20
    candidates: int = 200
    neighbours: int = 100


SHORT, LONG = 10, 30  # words of a question
SUPPORT = 3  # passages of a paper that speak for each other


@dataclass(frozen=True, slots=True)
class Candidates:
    """What is known of n passages. paper: equal numbers for passages of one paper. sentence: NaN where no sentence says anything alone.

    dense, sentence and typical are cosines, typical that to the mean of all passages of the library; words is BM25 (0: none of the
    question's words). told: the share of day and ministry that fits.
    """

    ids: Sequence[int]
    dense: Float32
    sentence: Float32
    words: Float32
    typical: Float32
    paper: NDArray[np.int64]
    askers: NDArray[np.bool_]
    named: NDArray[np.bool_]
    told: Float32


def fused(found: Candidates, question: str, weights: Weights) -> Float:
    """A score from 0 to 1 for each candidate, shape (n,)."""
    short = np.clip((LONG - len(question.split())) / (LONG - SHORT), 0.0, 1.0)
    dense = _spread(found.dense - weights.typical * found.typical, weights.neighbours)
    sentence = _spread(np.where(np.isnan(found.sentence), found.dense, found.sentence), weights.neighbours)
    near = dense + weights.sentence * short * (sentence - dense)
    words = found.words / max(float(found.words.max(initial=0.0)), 1e-9)
    share = weights.dense_long + short * (weights.dense_short - weights.dense_long)
    together = weights.paper_words * _support(words, found.paper) + weights.paper_dense * _support(dense, found.paper)
    score = (share * near + (1 - share) * words + together) / (1 + weights.paper_words + weights.paper_dense)
    most = weights.named * bool(found.named.any()) + weights.told * float(found.told.max(initial=0.0))
    score = (score + weights.named * found.named + weights.told * found.told) / (1 + most)
    final: Float = np.clip(score - weights.askers * found.askers, 0.0, 1.0)
    return final


def reranked(scores: Float, best: Order, found: Float32, weights: Weights) -> Float:
    """The scores with those of the passages `best`, in descending order, taken from a cross-encoder's too; they keep their range."""
    if len(best) < 2:
        return scores
    high, low = scores[best[0]], scores[best[-1]]
    own = (scores[best] - low) / (high - low) if high > low else np.ones(len(best))
    theirs = (found - found.min()) / (found.max() - found.min()) if found.max() > found.min() else np.ones(len(best))
    changed: Float = scores.astype(np.float64)
    changed[best] = low + (high - low) * ((1 - weights.reranker) * own + weights.reranker * theirs)
    return changed


def _spread(cosines: Float, neighbours: int) -> Float:
    """From 0 at the last of the nearest `neighbours` to 1 at the nearest: all cosines of an encoder lie close together."""
    if not len(cosines):
        return cosines
    ordered = np.sort(cosines)[::-1]
    low, high = ordered[min(neighbours, len(ordered) - 1)], ordered[0]
    return np.clip((cosines - low) / (high - low), 0.0, 1.0) if high > low else np.ones_like(cosines)


def _support(scores: Float, paper: NDArray[np.int64]) -> Float:
    """For each passage the mean of the best three of its paper; passages that are not there count 0."""
    order = np.lexsort((-scores, paper))
    starts = np.flatnonzero(np.diff(paper[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff([*starts, len(order)]))
    kept = order[rank < SUPPORT]
    sums = np.bincount(paper[kept], weights=scores[kept], minlength=int(paper.max(initial=0)) + 1)
    support: Float = sums[paper] / SUPPORT
    return support
