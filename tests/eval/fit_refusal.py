"""Fits the weights of `rag/refusal.json`: a logistic regression on questions whose answer is, or is not, in a library.

It does not know what the features mean. Run it on libraries built from benchmark corpora, each with its questions (JSON lines with
"question" and "passage_ids", the keys of the documents that answer):

    python -m tests.eval.fit_refusal LIBRARY=QUESTIONS.jsonl [LIBRARY=QUESTIONS.jsonl ...]

Positive: the evidence comes from an answering document. Negative: the same question with the answering paper left out, and questions of the
other corpora. Questions whose answer was not found are left out: they are finding's fault. Prints the weights and how they do on each
corpus, fitted with and without it.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.library import Library
from index.types import Embedder
from rag.assistant import Assistant
from rag.citations import context_of
from rag.evidence import select
from rag.material import PASSAGES, rank
from rag.opening import embedder_of
from rag.refusal import NAMES, features
from rag.settings import load

SAMPLE = 120  # questions of each corpus
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    corpus: str
    answered: bool
    values: tuple[float, ...]


def main(arguments: Sequence[str]) -> None:
    """Fit on all corpora, and for each on the others."""
    pairs = [argument.split("=", 1) for argument in arguments]
    embedder = embedder_of(load())
    asked = {library: random.Random(1).sample(_lines(Path(file)), SAMPLE) for library, file in pairs}
    rows = [row for library in asked for row in _rows(library, asked, embedder)]
    for library in asked:
        rest = [row for row in rows if row.corpus != library]
        if rest:
            _report(f"{library}, fitted on the others", fit(rest), [row for row in rows if row.corpus == library])
    weights = fit(rows)
    _report("all, fitted on all", weights, rows)
    print(json.dumps(dict(zip((*NAMES, "intercept"), (round(float(weight), 2) for weight in weights), strict=True)), indent=2))


def fit(rows: Sequence[Row], penalty: float = 1.0, steps: int = 50) -> Matrix:
    """Weights and, last, the intercept, by Newton's method with an L2 penalty; both classes weigh the same."""
    x, y = _matrix(rows)
    balance = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y).mean())
    ridge = np.diag([penalty] * len(NAMES) + [1e-6])
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (balance * p * (1 - p))[:, None]).T @ x + ridge
        weights -= np.linalg.solve(hessian, x.T @ (balance * (p - y)) + ridge @ weights)
    return weights


def _rows(library: str, asked: dict[str, list[Any]], embedder: Embedder) -> Iterator[Row]:
    with Assistant(Library.open(Path(library), embedder), embedder, None) as assistant:
        for question in asked[library]:
            gold = set(question["passage_ids"])
            found, values = _gather(assistant, question["question"], ())
            if found & gold:
                yield Row(library, True, values)
            found, values = _gather(assistant, question["question"], {key.split("#")[0] for key in gold})
            if found:  # the paper may be all that there is on its subject
                yield Row(library, False, values)
        for other in (other for other in asked if other != library):
            for question in asked[other][: SAMPLE // 2]:
                yield Row(library, False, _gather(assistant, question["question"], ())[1])


def _gather(assistant: Assistant, question: str, without: Collection[str]) -> tuple[set[str], tuple[float, ...]]:
    """The keys of the documents that the evidence is from, and the features."""
    keys = {}
    ranked = rank(assistant.library, assistant.retriever, question, PASSAGES * (8 if without else 1))
    for item in ranked:
        keys[item.passage.document_id] = assistant.library.document(item.passage.document_id).key
    ranked = [item for item in ranked if keys[item.passage.document_id].split("#")[0] not in without][:PASSAGES]
    if not ranked:
        return set(), ()
    ranked = [replace(item, score=item.score / ranked[0].score) for item in ranked]
    passages = {item.passage.id: item.passage for item in ranked}
    evidence = select(question, ranked, assistant.embedder)
    values = features(question, evidence, [context_of(passages[item.passage_id]) for item in evidence], assistant.embedder)
    return {keys[item.document_id] for item in evidence}, tuple(values[name] for name in NAMES)


def _matrix(rows: Sequence[Row]) -> tuple[Matrix, Matrix]:
    return np.array([[*row.values, 1.0] for row in rows]), np.array([float(row.answered) for row in rows])


def _report(title: str, weights: Matrix, rows: Sequence[Row]) -> None:
    x, y = _matrix(rows)
    answers = x @ weights >= 0
    print(
        f"{title}: answers {answers[y == 1].mean():.1%} of {int(y.sum())} that it can, refuses {(~answers[y == 0]).mean():.1%} of the rest"
    )


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main(sys.argv[1:])
