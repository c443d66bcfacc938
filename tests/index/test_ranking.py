"""One score for what both legs found: bounds, monotony, and what each weight is there for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ranking import LONG, SHORT, Candidates, Float, Weights, fused

BRIEF, LENGTHY = "Was kostet die Brücke?", " ".join(["Brücke"] * LONG)
WORDS_ONLY = Weights(dense_short=0.0, dense_long=0.0, paper_words=0.0, paper_dense=0.0)
DENSE_ONLY = Weights(dense_short=1.0, dense_long=1.0, sentence=0.0, paper_words=0.0, paper_dense=0.0)
NAN = float("nan")


def made(
    dense: Sequence[float],
    words: Sequence[float],
    sentence: Sequence[float] | None = None,
    paper: Sequence[int] | None = None,
    askers: Sequence[int] = (),
    named: Sequence[int] = (),
    told: Sequence[int] = (),
    typical: Sequence[float] | None = None,
) -> Candidates:
    """Candidates 0 to n - 1; each a paper of its own, without sentences, by default. askers, named, told: the positions that are."""
    n = len(dense)
    return Candidates(
        ids=range(n),
        dense=np.array(dense, np.float32),
        sentence=np.array([NAN] * n if sentence is None else sentence, np.float32),
        words=np.array(words, np.float32),
        typical=np.array([0.0] * n if typical is None else typical, np.float32),
        paper=np.array(range(n) if paper is None else paper, np.int64),
        askers=np.isin(range(n), askers),
        named=np.isin(range(n), named),
        told=np.isin(range(n), told).astype(np.float32),
    )


def order(scores: Float) -> list[int]:
    return [int(i) for i in np.argsort(-scores, kind="stable")]


cosine = st.integers(-10_000, 10_000).map(lambda number: number / 10_000)
row = st.tuples(cosine, st.one_of(st.just(NAN), cosine), st.floats(0, 100, width=32), st.integers(0, 4), st.booleans(), st.booleans())
share = st.floats(0, 1)
shares = dict.fromkeys(("dense_short", "dense_long", "typical", "sentence", "paper_words", "paper_dense", "askers", "told"), share)
some_weights = st.builds(Weights, **shares, named=st.floats(0, 3), candidates=st.integers(1, 300), neighbours=st.integers(1, 40))
questions = st.integers(1, 50).map(lambda words: " ".join(["Wort"] * words))


@st.composite
def candidates(draw: st.DrawFn, least: int = 0) -> Candidates:
    dense, sentence, words, paper, askers, named = zip(*draw(st.lists(row, min_size=max(least, 1), max_size=30)), strict=True)
    if not least and draw(st.booleans()):
        return made([], [])
    return replace(made(dense, words, sentence, paper), askers=np.array(askers, np.bool_), named=np.array(named, np.bool_))


def taken(found: Candidates, rows: Sequence[int]) -> Candidates:
    """The candidates at these positions, in this order."""
    at = np.array(rows, np.int64)
    arrays = {field.name: getattr(found, field.name)[at] for field in fields(found) if field.name != "ids"}
    return Candidates(ids=[found.ids[i] for i in rows], **arrays)


@given(found=candidates(), question=questions, weights=some_weights)
def test_scores_lie_between_nought_and_one(found: Candidates, question: str, weights: Weights) -> None:
    scores = fused(found, question, weights)
    assert scores.shape == (len(found.ids),)
    assert np.isfinite(scores).all()
    assert ((scores >= 0) & (scores <= 1)).all()


@given(found=candidates(least=1), question=questions, weights=some_weights, random=st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_is_of_no_account(found: Candidates, question: str, weights: Weights, random: object) -> None:
    shuffled = list(range(len(found.ids)))
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fused(taken(found, shuffled), question, weights) == pytest.approx(fused(found, question, weights)[shuffled], abs=1e-5)


@given(found=candidates(least=2), question=questions, data=st.data())
def test_more_of_a_signal_never_costs_a_passage_its_place(found: Candidates, question: str, data: st.DataObject) -> None:
    """A passage that is better by one signal than a second, and by no other worse, is not behind it.

    Both are strangers to every other paper and neither is named nor the askers' own.
    """
    signal = data.draw(st.sampled_from(["dense", "sentence", "words"]))
    low, high = sorted(data.draw(st.tuples(st.floats(0, 1, width=32), st.floats(0, 1, width=32))))
    same = {name: data.draw(st.floats(0, 1, width=32)) for name in ("dense", "sentence", "words")}
    pair = [same | {signal: value} for value in (low, high)]
    dense, words, sentence = ([each[name] for each in pair] for name in ("dense", "words", "sentence"))
    both = made(dense, words, sentence, paper=[7, 8])
    arrays = {
        field.name: np.append(getattr(found, field.name), getattr(both, field.name)) for field in fields(found) if field.name != "ids"
    }
    worse, better = fused(Candidates(ids=range(len(found.ids) + 2), **arrays), question, Weights())[-2:]
    assert better >= worse - 1e-6


@given(st.lists(st.tuples(cosine, st.floats(0, 50, width=32)), min_size=1, max_size=20))
def test_a_passage_that_is_nearest_and_has_most_of_the_words_is_first(others: list[tuple[float, float]]) -> None:
    dense, words = zip((1.1, 51.0), *others, strict=True)
    assert order(fused(made(dense, words), BRIEF, Weights()))[0] == 0


def test_both_legs_count() -> None:
    near, worded, both, neither = range(4)
    scores = fused(made([0.9, 0.7, 0.9, 0.7], [0, 8, 8, 0]), BRIEF, Weights())
    assert order(scores)[0] == both
    assert scores[both] > scores[near] > scores[neither] == 0
    assert scores[both] > scores[worded] > scores[neither]
    assert order(fused(made([0.9, 0.7], [1, 7]), BRIEF, DENSE_ONLY)) == [0, 1]
    assert order(fused(made([0.9, 0.7], [1, 7]), BRIEF, WORDS_ONLY)) == [1, 0]


def test_words_alone_rank_by_bm25() -> None:
    assert fused(made([0.1, 0.9, 0.5], [4, 1, 2]), BRIEF, WORDS_ONLY) == pytest.approx([1, 0.25, 0.5])


def test_vectors_alone_rank_from_the_last_neighbour_to_the_nearest() -> None:
    assert fused(made([0.7, 0.9, 0.8], [1, 2, 3]), BRIEF, DENSE_ONLY) == pytest.approx([0, 1, 0.5], abs=1e-5)
    narrow = replace(DENSE_ONLY, neighbours=1)
    assert fused(made([0.7, 0.9, 0.8], [1, 2, 3]), BRIEF, narrow) == pytest.approx([0, 1, 0], abs=1e-5)


def test_what_is_near_to_everything_is_not_near_to_this_question() -> None:
    found = made([0.90, 0.89, 0.85], [0, 0, 0], typical=[0.96, 0.90, 0.90])
    assert order(fused(found, BRIEF, replace(DENSE_ONLY, typical=0.0))) == [0, 1, 2]
    assert order(fused(found, BRIEF, DENSE_ONLY)) == [1, 0, 2]
    alike = replace(found, typical=np.full(3, 0.9, np.float32))
    assert fused(alike, BRIEF, DENSE_ONLY) == pytest.approx(fused(alike, BRIEF, replace(DENSE_ONLY, typical=0.0)), abs=1e-5)


def test_a_word_that_nobody_has_leaves_it_to_the_vectors() -> None:
    assert order(fused(made([0.7, 0.9, 0.8], [0, 0, 0]), BRIEF, Weights())) == [1, 2, 0]


def test_equal_cosines_leave_it_to_the_words() -> None:
    scores = fused(made([0.8] * 3, [1, 3, 2]), BRIEF, Weights())
    assert order(scores) == [1, 2, 0]
    assert np.isfinite(scores).all()


def test_a_single_candidate_has_everything_that_can_be_had() -> None:
    assert fused(made([0.8], [3]), BRIEF, replace(Weights(), paper_words=0.0, paper_dense=0.0)) == pytest.approx([1.0])


def test_nothing_comes_of_no_candidates() -> None:
    assert fused(made([], []), BRIEF, Weights()).shape == (0,)


def test_passages_of_one_paper_speak_for_each_other() -> None:
    alone = made([0.8] * 4, [5, 5, 5, 0], paper=[0, 1, 2, 3])
    together = replace(alone, paper=np.array([0, 1, 0, 3], np.int64))
    before, after = fused(alone, BRIEF, Weights()), fused(together, BRIEF, Weights())
    assert before[0] == pytest.approx(before[1])
    assert after[0] == pytest.approx(after[2])
    assert after[0] > after[1] > after[3]


def test_three_passages_of_a_paper_say_as_much_as_thirty() -> None:
    many = [0] * 30 + [1] * 3
    scores = fused(made([0.8] * 33, [5] * 33, paper=many), BRIEF, Weights())
    assert scores == pytest.approx([scores[0]] * 33)
    fewer = fused(made([0.8] * 32, [5] * 32, paper=many[:-1]), BRIEF, Weights())
    assert fewer[-1] < fewer[0]


def test_the_numbers_of_papers_need_not_be_without_gaps() -> None:
    dense, words = [0.9, 0.8, 0.7], [1, 5, 2]
    assert fused(made(dense, words, paper=[900, 3, 900]), BRIEF, Weights()) == pytest.approx(
        fused(made(dense, words, paper=[0, 1, 0]), BRIEF, Weights())
    )


def test_what_the_askers_say_themselves_comes_last() -> None:
    found = made([0.95, 0.8, 0.7], [9, 4, 1])
    assert order(fused(found, BRIEF, Weights())) == [0, 1, 2]
    assert order(fused(replace(found, askers=np.array([True, False, False])), BRIEF, Weights()))[0] == 1
    assert fused(replace(found, askers=np.array([True] * 3)), BRIEF, Weights()).max() < fused(found, BRIEF, Weights()).max()


def test_a_named_paper_comes_first() -> None:
    found = made([0.95, 0.8, 0.7], [9, 4, 1], named=[2])
    assert order(fused(found, BRIEF, Weights())) == [2, 0, 1]
    two = made([0.95, 0.8, 0.7], [9, 4, 1], named=[1, 2])
    assert order(fused(two, BRIEF, Weights())) == [1, 2, 0], "among the named ones the better comes first"


def test_a_day_or_ministry_that_is_named_decides_between_near_equals_and_counts_less_than_a_number() -> None:
    found = made([0.95, 0.94, 0.7], [9, 8.9, 1], told=[1])
    assert order(fused(found, BRIEF, Weights())) == [1, 0, 2]
    assert order(fused(made([0.95, 0.9, 0.7], [9, 8, 1], told=[2]), BRIEF, Weights()))[0] == 0
    assert order(fused(made([0.95, 0.8, 0.7], [9, 4, 1], named=[2], told=[1]), BRIEF, Weights()))[0] == 2


def test_naming_every_paper_changes_nothing_of_the_order() -> None:
    found = made([0.95, 0.8, 0.9], [2, 4, 1])
    assert order(fused(replace(found, named=np.array([True] * 3)), BRIEF, Weights())) == order(fused(found, BRIEF, Weights()))


def test_a_short_question_is_met_by_a_sentence_a_long_one_by_a_passage() -> None:
    by_sentence, by_passage = 0, 1
    found = made([0.80, 0.90, 0.70], [1, 1, 1], sentence=[0.95, 0.78, 0.70])
    heavy = replace(Weights(), sentence=1.0)
    assert order(fused(found, BRIEF, heavy))[0] == by_sentence
    assert order(fused(found, LENGTHY, heavy))[0] == by_passage
    without = replace(found, sentence=np.full(3, NAN, np.float32))
    assert fused(found, LENGTHY, Weights()) == pytest.approx(fused(without, LENGTHY, Weights())), "for a long one sentences count nothing"


def test_the_many_words_of_a_long_question_count_more() -> None:
    near, worded = 0, 1
    found = made([0.9, 0.7], [3, 9])
    assert order(fused(found, BRIEF, Weights())) == [near, worded]
    short, long = (fused(found, question, Weights()) for question in (BRIEF, LENGTHY))
    assert long[worded] - long[near] > short[worded] - short[near]


def test_between_short_and_long_nothing_jumps() -> None:
    found = made([0.9, 0.7], [3, 9], sentence=[0.8, 0.9])
    at = {words: fused(found, " ".join(["Wort"] * words), Weights()) for words in range(1, LONG + 10)}
    assert all((at[words] == at[1]).all() for words in range(1, SHORT + 1))
    assert all((at[words] == at[LONG]).all() for words in range(LONG, LONG + 10))
    assert max(float(np.abs(at[words + 1] - at[words]).max()) for words in range(1, LONG)) < 0.03


def test_a_passage_without_a_sentence_that_says_something_is_judged_as_a_whole() -> None:
    without = fused(made([0.9, 0.8], [1, 1], sentence=[NAN, NAN]), BRIEF, Weights())
    as_good = fused(made([0.9, 0.8], [1, 1], sentence=[0.9, 0.8]), BRIEF, Weights())
    assert without == pytest.approx(as_good)
