"""Chooses the weights of the ranking on one half of the papers of all given corpora, and says what they are worth on the other half.

It does not know how a weight works (`index.ranking`). Corpora and questions are those of `belegt eval`:

    python -m tests.eval.choose_weights CORPUS.jsonl=QUESTIONS.jsonl[:FIELD] [...] [--sample 2000]

One setting for all: what counts is the mean over the sets of their nDCG@10 on half 0. Each weight in turn takes the best value of its grid
until none moves, once from the present weights and once from a plain mean of both legs; the better end is the choice. Half 1 only judges.
A half is of papers, not of questions (`rag.evaluation.corpora.half_of`); where lines name no paper, of titles or ids.

`named` is left as it is, for no question of these sets names a paper by its number; `candidates` too, which is what a search may cost.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Collection as Several
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.ranking import Candidates, Weights, fused
from index.search import Retriever
from index.types import Embedder
from rag.evaluation.collection import Collection, retriever_of
from rag.evaluation.corpora import Question, half_of, paper_of
from rag.evaluation.measures import Values, difference
from rag.evaluation.retrieval import FETCHED
from rag.opening import embedder_of
from rag.settings import load
from tests.eval.lexical_variants import mean_difference
from tests.eval.sets import EvaluationSet, by_corpus, opened, parsed

GRIDS: Mapping[str, tuple[Any, ...]] = {
    "dense_short": tuple(step / 20 for step in range(6, 20)),
    "dense_long": tuple(step / 20 for step in range(6, 20)),
    "typical": (0.0, 0.1, 0.2, 0.25, 0.3, 0.4),
    "sentence": tuple(step / 10 for step in range(11)),
    "paper_words": (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7),
    "paper_dense": (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4),
    "askers": (0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0),
    "neighbours": (25, 50, 75, 100, 150, 200),
}
PLAIN: Mapping[str, Any] = {"dense_short": 0.5, "dense_long": 0.5, "sentence": 0.0, "paper_words": 0.0, "paper_dense": 0.0, "askers": 0.0}
DEEP = 10  # of nDCG@10
LEAST = 1e-4  # a mean nDCG that grows by less does not move a weight
CHOSEN_ON, REPORTED_ON = 0, 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with everything that the legs found. units: of each candidate, equal numbers for one unit; gains: how well it answers.

    ideal: the DCG of the best ranking there could be. half: of its paper.
    """

    text: str
    found: Candidates
    units: NDArray[np.int64]
    gains: NDArray[np.float64]
    ideal: float
    half: int


def main(arguments: Sequence[str]) -> None:
    """Search once, choose, report."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.choose_weights")
    parser.add_argument("sets", nargs="+", type=parsed, metavar="CORPUS=QUESTIONS[:FIELD]")
    parser.add_argument("--sample", type=int, help="questions of each set, drawn with seed 0")
    options = parser.parse_args(arguments)
    searched = searched_sets(options.sets, options.sample, embedder_of(load()))
    halves = [{name: [each for each in asked if each.half == half] for name, asked in searched.items()} for half in (0, 1)]
    present = Weights()
    ends = [chosen(list(halves[CHOSEN_ON].values()), start) for start in (present, replace(present, **PLAIN))]
    best = max(ends, key=lambda weights: mean(halves[CHOSEN_ON].values(), weights))
    for title, weights in (("present", present), ("from the present ones", ends[0]), ("from a plain mean", ends[1])):
        print(f"half {CHOSEN_ON}, {title}: {mean(halves[CHOSEN_ON].values(), weights):.4f}", _moved(weights))
    print(report(halves[REPORTED_ON], best, present))


def searched_sets(sets: Sequence[EvaluationSet], size: int | None, embedder: Embedder) -> dict[str, list[Asked]]:
    """Every question of every set, asked once."""
    found: dict[str, list[Asked]] = {}
    for corpus, mine in by_corpus(sets):
        with opened(corpus, embedder) as collection:
            retriever = retriever_of(collection)
            for each in mine:
                began = time.perf_counter()
                found[each.name] = [searched(collection, retriever, question) for question in each.asked(size)]
                print(f"{each.name}: {len(found[each.name])} questions in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return found


def searched(collection: Collection, retriever: Retriever, question: Question) -> Asked:
    """A question with what its search ranks."""
    found = retriever.candidates(question.text, FETCHED)
    documents = {passage.id: passage.document_id for passage in collection.library.passages(found.ids)}
    units = [collection.units[documents[number]] for number in found.ids]
    numbers = {unit: number for number, unit in enumerate(dict.fromkeys(units))}
    return Asked(
        text=question.text,
        found=found,
        units=np.array([numbers[unit] for unit in units], np.int64),
        gains=np.array([question.grades.get(unit, 0) for unit in units], np.float64),
        ideal=_dcg(np.sort(np.array(list(question.grades.values()), np.float64))[::-1]),
        half=half_of(paper_of(question, collection.papers)),
    )


def ndcg(asked: Asked, weights: Weights) -> float:
    """That of trec_eval at 10, each unit where its best passage stands."""
    order = np.lexsort((np.asarray(asked.found.ids), -fused(asked.found, asked.text, weights)))
    firsts = np.sort(np.unique(asked.units[order], return_index=True)[1])[:DEEP]
    return _dcg(asked.gains[order][firsts]) / asked.ideal


def values(asked: Sequence[Asked], weights: Weights) -> Values:
    """nDCG@10 of each question."""
    return np.array([ndcg(each, weights) for each in asked])


def mean(sets: Several[Sequence[Asked]], weights: Weights) -> float:
    """The mean over sets of the mean over questions: a set with many questions counts no more than another."""
    return float(np.mean([values(asked, weights).mean() for asked in sets if asked]))


def chosen(sets: Sequence[Sequence[Asked]], start: Weights) -> Weights:
    """The weights that a search along one weight after the other ends at."""
    best, reached = start, mean(sets, start)
    moving = True
    while moving:
        moving = False
        for name, grid in GRIDS.items():
            tried = {value: mean(sets, replace(best, **{name: value})) for value in grid if value != getattr(best, name)}
            value = max(tried, key=lambda each: tried[each])
            if tried[value] > reached + LEAST:
                best, reached, moving = replace(best, **{name: value}), tried[value], True
    return best


def report(sets: Mapping[str, Sequence[Asked]], best: Weights, present: Weights) -> str:
    """A table of both settings on the sets."""
    lines = [f"| half {REPORTED_ON} | questions | present | chosen | chosen − present |", "|---|---:|---:|---:|---|"]
    ours, theirs = ([values(asked, weights) for asked in sets.values()] for weights in (best, present))
    for name, left, right in zip(sets, ours, theirs, strict=True):
        found = difference(left, right)
        lines.append(
            f"| {name} | {len(left)} | {right.mean():.4f} | {left.mean():.4f} "
            f"| {found.mean:+.4f} [{found.low:+.4f}, {found.high:+.4f}] p {found.p:.3f} |"
        )
    gain, low, high = mean_difference(ours, theirs)
    means = [float(np.mean([each.mean() for each in side])) for side in (theirs, ours)]
    return "\n".join([*lines, f"| mean | | {means[0]:.4f} | {means[1]:.4f} | {gain:+.4f} [{low:+.4f}, {high:+.4f}] |"])


def _moved(weights: Weights) -> str:
    return ", ".join(f"{name}={getattr(weights, name):g}" for name in GRIDS)


def _dcg(gains: NDArray[np.float64]) -> float:
    return float((gains[:DEEP] / np.log2(np.arange(2, min(len(gains), DEEP) + 2))).sum())


if __name__ == "__main__":
    main(sys.argv[1:])
