"""Measures against values computed by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from index.types import Hit
from rag.evaluation.measures import auroc, difference, estimate, of_rankings
from rag.evaluation.refusal import area, curve
from rag.evaluation.retrieval import reciprocal_rank_fusion


def test_rankings_are_measured_as_by_hand() -> None:
    grades = [{"a": 1, "b": 1}, {"z": 1}, {"k": 1}, {"m": 2, "n": 1}]
    rankings = [["a", "x", "b"], [*(f"x{i:02}" for i in range(10)), "z"], [], ["n", "m"]]
    found = of_rankings(grades, rankings)
    first = (1 + 1 / math.log2(4)) / (1 + 1 / math.log2(3))
    graded = (1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3))
    assert found["nDCG@10"] == pytest.approx([first, 0, 0, graded])
    assert found["R@1"] == pytest.approx([0.5, 0, 0, 0.5])
    assert found["R@10"] == pytest.approx([1, 0, 0, 1])
    assert found["R@50"] == pytest.approx([1, 1, 0, 1])
    assert found["RR@10"] == pytest.approx([1, 0, 0, 1])


def test_the_order_is_that_of_the_ranking_not_of_names() -> None:
    for ranking in (["a", "b", "c"], ["c", "b", "a"]):
        assert of_rankings([{ranking[1]: 1}], [ranking])["RR@10"] == pytest.approx([0.5])


def test_an_interval_holds_the_mean_and_is_the_same_every_time() -> None:
    values = [0.0, 1.0] * 50
    found = estimate(values)
    assert found == estimate(values)
    assert (found.mean, found.questions) == (0.5, 100)
    assert 0.38 < found.low < 0.43  # 0.5 - 1.96 · 0.05 = 0.402
    assert 0.57 < found.high < 0.62
    assert (estimate([1.0] * 9).low, estimate([1.0] * 9).high) == (1.0, 1.0)
    assert estimate([]).questions == 0


def test_a_difference_in_every_question_is_no_chance() -> None:
    left, right = np.full(20, 0.8), np.full(20, 0.5)
    assert difference(left, right).mean == pytest.approx(0.3)
    assert difference(left, right).p < 0.001  # 2 of 2^20 signs are as extreme
    assert difference(right, left).mean == pytest.approx(-0.3)


def test_a_difference_in_few_questions_may_be_chance() -> None:
    left, right = np.zeros(20), np.zeros(20)
    left[:3] = 1.0
    assert difference(left, right).p == pytest.approx(0.25, abs=0.03)  # 2 of 2^3 signs are as extreme
    assert difference(right, right).p == 1.0


def test_one_question_shows_nothing() -> None:
    found = difference(np.array([1.0]), np.array([0.25]))
    assert (found.mean, found.low, found.high, found.p) == (0.75, 0.75, 0.75, 1.0)


def test_auroc_counts_pairs() -> None:
    assert auroc([0.9, 0.4], [0.5, 0.1]) == 0.75  # three of four pairs are in order
    assert auroc([0.9], [0.9]) == 0.5
    assert auroc([], [0.5]) is None


def test_the_curve_takes_equal_scores_together() -> None:
    points = curve([(0.9, True), (0.5, True), (0.5, False), (0.1, False)])
    assert [(point.threshold, point.coverage, point.risk) for point in points] == [(0.9, 0.25, 0.0), (0.5, 0.75, 1 / 3), (0.1, 1.0, 0.5)]
    assert area(points) == pytest.approx(0.25 * 0 + 0.5 / 3 + 0.25 * 0.5)
    assert curve([]) == []
    assert area([]) == 0.0


def test_reciprocal_rank_fusion() -> None:
    fused = reciprocal_rank_fusion([[Hit(1, 0.9), Hit(2, 0.8)], [Hit(2, 7.0), Hit(3, 5.0)]])
    assert [hit.passage_id for hit in fused] == [2, 1, 3]
    assert fused[0].score == pytest.approx(1 / 62 + 1 / 61)
