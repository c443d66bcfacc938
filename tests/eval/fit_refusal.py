"""Fits the weights of `rag/refusal.json`: a logistic regression on questions whose answer is, or is not, within reach.

It does not know what the features mean. Corpora and questions are those of `belegt eval`; a field of the questions may be put before them:

    python -m tests.eval.fit_refusal CORPUS.jsonl=QUESTIONS.jsonl[:FIELD] [...] [--sample 800] [--store]

Positive: questions whose evidence holds a passage that answers. Negative: the same questions with every document of the answering paper out
of reach, and questions of the other corpora. Questions whose answer was not found are left out of the fit, they are finding's fault, but
not out of the report. The weights for questions in another language than their evidence are fitted on the same rows by what does not
compare words. Half 0 of the papers fits, half 1 reports (`belegt eval refusal --half 1` asks the same); each corpus is also
reported by weights that never saw it, in whatever form its questions were asked. With --store the new weights are kept if the mean AUROC
of all sets on half 1, hard, is higher with them than with those that are there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

import rag.refusal
from index.types import Embedder, Filters
from rag.evaluation.collection import Collection, retriever_of
from rag.evaluation.corpora import Question, half_of, paper_of
from rag.evaluation.measures import auroc
from rag.material import gather
from rag.opening import embedder_of
from rag.refusal import NAMES, NAMES_ACROSS, probability
from rag.settings import load
from tests.eval.sets import EvaluationSet, by_corpus, opened, parsed

SAMPLE = 800  # questions of each set
EASY = 5  # one of so many questions is asked of each other corpus as well
LIMIT = 6  # evidence sentences
FITTED_ON, REPORTED_ON = 0, 1
STORED = Path(rag.refusal.__file__).with_name("refusal.json")


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one question, asked in one way. kind: "found", "missed", "hard" or "easy"."""

    given: EvaluationSet
    half: int
    kind: str
    values: dict[str, float]


def main(arguments: Sequence[str]) -> None:
    """Fit on half of the papers of all corpora; report on the other half, and for each corpus without it."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.fit_refusal")
    parser.add_argument("sets", nargs="+", type=parsed, metavar="CORPUS=QUESTIONS[:FIELD]")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="questions of each set, drawn with seed 0")
    parser.add_argument("--store", action="store_true", help="keep the weights in rag/refusal.json if they are better")
    options = parser.parse_args(arguments)
    rows = list(asked(options.sets, options.sample, embedder_of(load())))
    for given in options.sets:
        without = [row for row in elsewhere(rows, given) if row.half == FITTED_ON]
        if without:
            print(reported("fitted without the collection", fit(without), held_out(rows, given)))
    present, weights = rag.refusal.weights(), fit([row for row in rows if row.half == FITTED_ON])
    for given in options.sets:
        print(reported("present weights", present, held_out(rows, given)))
        print(reported("new weights", weights, held_out(rows, given)))
    fitted = {"same": weights, "across": fit([row for row in rows if row.half == FITTED_ON], NAMES_ACROSS)}
    for given in options.sets:
        print(reported("without words", fitted["across"], held_out(rows, given)))
    print(json.dumps(fitted, indent=2))
    worth = [float(np.mean([areas(each, held_out(rows, given))["AUROC hard"] for given in options.sets])) for each in (present, weights)]
    print(f"mean AUROC, hard, on half {REPORTED_ON}: present weights {worth[0]:.4f}, new ones {worth[1]:.4f}")
    if options.store and worth[1] > worth[0]:
        STORED.write_text(json.dumps(fitted, indent=2) + "\n", "utf-8")
        print(f"stored in {STORED}")


def asked(sets: Sequence[EvaluationSet], size: int, embedder: Embedder) -> Iterator[Row]:
    """Every question of every set as it is and without its papers, and some of it in the other corpora."""
    questions = {given: given.asked(size) for given in sets}
    for corpus, mine in by_corpus(sets):
        with opened(corpus, embedder) as collection:
            for given in mine:
                others = [each for other, found in questions.items() if other.corpus != corpus for each in found[::EASY]]
                rows = list(rows_of(given, collection, questions[given], others))
                counts = {kind: sum(row.kind == kind for row in rows) for kind in ("found", "missed", "hard", "easy")}
                print(given.name, counts, file=sys.stderr)
                yield from rows


def rows_of(given: EvaluationSet, collection: Collection, questions: Sequence[Question], others: Sequence[Question]) -> Iterator[Row]:
    """What is known of each question in this collection."""
    retriever = retriever_of(collection)
    for question in questions:
        half = half_of(paper_of(question, collection.papers))
        material = gather(collection.library, retriever, question.text, LIMIT)
        found = any(collection.gold(question, item.document_id, item.span) for item in material.evidence)
        yield Row(given, half, "found" if found else "missed", dict(material.features))
        without = Filters(excluded_document_ids=collection.answering_papers(question))
        yield Row(given, half, "hard", dict(gather(collection.library, retriever, question.text, LIMIT, without).features))
    for question in others:
        easy = gather(collection.library, retriever, question.text, LIMIT)
        yield Row(given, half_of(question.id), "easy", dict(easy.features))


def elsewhere(rows: Sequence[Row], given: EvaluationSet) -> list[Row]:
    """Those of other corpora: another form of the same questions is the same corpus."""
    return [row for row in rows if row.given.corpus.resolve() != given.corpus.resolve()]


def held_out(rows: Sequence[Row], given: EvaluationSet) -> list[Row]:
    """Those of a set that no weights are fitted on."""
    return [row for row in rows if row.given == given and row.half == REPORTED_ON]


def fit(rows: Sequence[Row], of: Sequence[str] = NAMES) -> dict[str, float]:
    """Weights of these features and intercept; each set and both classes weigh the same. A feature that speaks against an answer is left
    out."""
    used = [row for row in rows if row.kind != "missed" and row.values]
    labels = np.array([row.kind == "found" for row in used])
    keys = [(row.given, row.kind == "found") for row in used]
    share = np.array([1000 / keys.count(key) for key in keys])
    names, found = list(of), dict[str, float]()
    while len(found) < len(names):
        model = LogisticRegression(C=1.0, max_iter=1000)
        model.fit([[row.values[name] for name in names] for row in used], labels, sample_weight=share)
        found = {name: float(weight) for name, weight in zip(names, model.coef_[0], strict=True) if weight >= 0}
        if len(found) < len(names):
            names, found = list(found), {}
    return {"intercept": round(float(model.intercept_[0]), 2)} | {name: round(found.get(name, 0.0), 2) for name in of}


def areas(weights: Mapping[str, float], rows: Sequence[Row]) -> dict[str, float]:
    """How well the score tells the kinds apart, and what it lets through and refuses at the default threshold."""
    kinds = ("found", "missed", "hard", "easy")
    scores = {kind: [probability(row.values, weights) for row in rows if row.kind == kind] for kind in kinds}
    answerable, threshold = scores["found"] + scores["missed"], load().refusal_threshold
    return {
        "AUROC hard": _area(answerable, scores["hard"]),
        "AUROC hard, found": _area(scores["found"], scores["hard"]),
        "AUROC easy": _area(answerable, scores["easy"]),
        "found": len(scores["found"]) / max(len(answerable), 1),
        "lets through, found": _share(scores["found"], threshold),
        "refuses hard": 1 - _share(scores["hard"], threshold),
        "refuses easy": 1 - _share(scores["easy"], threshold),
    }


def reported(title: str, weights: Mapping[str, float], rows: Sequence[Row]) -> str:
    """A line for a set."""
    told = ", ".join(f"{name} {value:.3f}" for name, value in areas(weights, rows).items())
    return f"{rows[0].given.name if rows else '–'} ({title}, {sum(row.kind == 'hard' for row in rows)} questions): {told}"


def _area(yes: Sequence[float], no: Sequence[float]) -> float:
    area = auroc(yes, no)
    return float("nan") if area is None else area


def _share(scores: Sequence[float], threshold: float) -> float:
    return float(np.mean(np.array(scores) >= threshold)) if scores else float("nan")


if __name__ == "__main__":
    main(sys.argv[1:])
