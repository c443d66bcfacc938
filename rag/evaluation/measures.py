"""Measures of rankings, intervals around means, and tests of differences.

It does not know what was ranked. Rankings are measured by ir-measures (pytrec_eval), whose nDCG and recall are those of trec_eval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RANKING = ("nDCG@10", "R@1", "R@5", "R@10", "R@50", "RR@10")
RESAMPLES = 1000
PERMUTATIONS = 9999
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over questions and its 95 % interval."""

    mean: float
    low: float
    high: float
    questions: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean difference over the same questions with its 95 % interval. p: how often chance alone makes it as large."""

    mean: float
    low: float
    high: float
    p: float


def of_rankings(grades: Sequence[Mapping[str, int]], rankings: Sequence[Sequence[str]]) -> dict[str, Values]:
    """For each measure of `RANKING` the value of each question. grades: what is relevant and how much; rankings: units, best first."""
    import ir_measures

    wanted = [ir_measures.parse_measure(name) for name in RANKING]
    judged = {str(i): dict(each) for i, each in enumerate(grades)}
    # trec_eval orders by score and breaks ties by name: ranks, counted down, keep the order.
    run = {str(i): {unit: -float(rank) for rank, unit in enumerate(ranking)} for i, ranking in enumerate(rankings) if ranking}
    values = {name: np.zeros(len(judged)) for name in RANKING}
    for metric in ir_measures.iter_calc(wanted, judged, run):
        values[str(metric.measure)][int(metric.query_id)] = metric.value
    return values


def estimate(values: Sequence[float] | Values, seed: int = 0) -> Estimate:
    """The mean with the percentile interval of `RESAMPLES` bootstrap samples; all 0.0 where there are no values."""
    low, high = _interval(np.asarray(values, float), seed)
    return Estimate(float(np.mean(values)) if len(values) else 0.0, low, high, len(values))


def difference(left: Values, right: Values, seed: int = 0) -> Difference:
    """left - right, question by question: bootstrap interval and the two-sided p of a paired permutation test (signs flipped)."""
    from scipy.stats import permutation_test

    deltas = left - right
    low, high = _interval(deltas, seed)
    if not deltas.any():
        return Difference(0.0, low, high, 1.0)
    if len(deltas) == 1:  # SciPy wants two; of two ways to flip one sign both are as large
        return Difference(float(deltas[0]), low, high, 1.0)
    test = permutation_test((deltas,), np.mean, permutation_type="samples", n_resamples=PERMUTATIONS, batch=200, rng=seed)
    return Difference(float(deltas.mean()), low, high, float(test.pvalue))


def auroc(answerable: Sequence[float], unanswerable: Sequence[float]) -> float | None:
    """How often an answerable question scores above an unanswerable one; None when there are none of a kind."""
    from sklearn.metrics import roc_auc_score

    if not answerable or not unanswerable:
        return None
    return float(roc_auc_score([1] * len(answerable) + [0] * len(unanswerable), [*answerable, *unanswerable]))


def _interval(values: Values, seed: int) -> tuple[float, float]:
    if not len(values):
        return 0.0, 0.0
    drawn = np.random.default_rng(seed)
    means = [values[drawn.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)
