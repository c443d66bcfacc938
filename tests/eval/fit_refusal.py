"""Fits the weights of `rag/refusal.json`: a logistic regression on questions whose answer is, or is not, within reach.

It does not know what the features mean. Corpora and questions are those of `belegt eval`; a field of the questions may be put before them:

    python -m tests.eval.fit_refusal CORPUS.jsonl=QUESTIONS.jsonl[:FIELD] [...]

Positive: questions whose evidence holds a passage that answers. Negative: the same questions with every document of the answering paper out
of reach, and questions of the other corpora. Questions whose answer was not found are left out of the fit, they are finding's fault, but
not out of the report. Half of the papers fit, the other half reports; each corpus is also reported by weights that never saw it.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from index.types import Filters
from rag.evaluation.collection import Collection, build, opened_corpus, retriever_of
from rag.evaluation.corpora import Question, corpus_of, questions_of, sample
from rag.material import gather
from rag.opening import embedder_of
from rag.refusal import NAMES, probability
from rag.settings import load

SAMPLE = 800  # questions of each corpus
EASY = 5  # one of so many questions is asked of each other corpus as well
LIMIT = 6  # evidence sentences


@dataclass(frozen=True, slots=True)
class Row:
    corpus: str
    held_out: bool
    kind: str  # "found", "missed", "hard", "easy"
    values: dict[str, float]


def main(arguments: Sequence[str]) -> None:
    """Fit on half of the papers of all corpora; report on the other half, and for each corpus without it."""
    embedder = embedder_of(load())
    rows: list[Row] = []
    asked = {argument: _questions(argument) for argument in arguments}
    for argument, questions in asked.items():
        corpus = corpus_of(Path(argument.split("=")[0]))
        with opened_corpus(corpus, build(corpus, embedder)[0], embedder) as collection:
            others = [each for other, found in asked.items() if other.split("=")[0] != argument.split("=")[0] for each in found[::EASY]]
            rows += _rows(argument, collection, questions, others)
        print(
            argument,
            {kind: sum(row.kind == kind and row.corpus == argument for row in rows) for kind in ("found", "missed", "hard", "easy")},
        )
    for argument in asked:
        without = [row for row in rows if row.corpus != argument]
        if without:
            _report("fitted without it", fit(without), [row for row in rows if row.corpus == argument])
    weights = fit([row for row in rows if not row.held_out])
    for argument in asked:
        _report("held-out half", weights, [row for row in rows if row.corpus == argument and row.held_out])
    print(json.dumps(weights, indent=2))


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Weights and intercept; each corpus and both classes weigh the same. A feature that would speak against an answer is left out."""
    used = [row for row in rows if row.kind != "missed"]
    labels = np.array([row.kind == "found" for row in used])
    keys = [(row.corpus, row.kind == "found") for row in used]
    share = np.array([1000 / keys.count(key) for key in keys])
    names, found = list(NAMES), dict[str, float]()
    while len(found) < len(names):
        model = LogisticRegression(C=1.0, max_iter=1000)
        model.fit([[row.values.get(name, 0.0) for name in names] for row in used], labels, sample_weight=share)
        found = {name: float(weight) for name, weight in zip(names, model.coef_[0], strict=True) if weight >= 0}
        if len(found) < len(names):
            names, found = list(found), {}
    return {"intercept": round(float(model.intercept_[0]), 2)} | {name: round(found.get(name, 0.0), 2) for name in NAMES}


def _questions(argument: str) -> list[Question]:
    corpus, _, rest = argument.partition("=")
    file, _, before = rest.partition(":")
    return sample(questions_of(Path(file), corpus_of(Path(corpus)).papers, before), SAMPLE)


def _rows(name: str, collection: Collection, questions: Sequence[Question], others: Sequence[Question]) -> Iterator[Row]:
    retriever = retriever_of(collection)
    for question in questions:
        papers = collection.answering_papers(question)
        half = zlib.crc32(str(min(papers)).encode()) % 2 == 1
        material = gather(collection.library, retriever, question.text, LIMIT)
        found = any(collection.gold(question, item.document_id, item.span) for item in material.evidence)
        yield Row(name, half, "found" if found else "missed", dict(material.features))
        hard = gather(collection.library, retriever, question.text, LIMIT, Filters(excluded_document_ids=papers))
        yield Row(name, half, "hard", dict(hard.features))
    for question in others:
        easy = gather(collection.library, retriever, question.text, LIMIT)
        yield Row(name, zlib.crc32(question.text.encode()) % 2 == 1, "easy", dict(easy.features))


def _report(title: str, weights: dict[str, float], rows: Sequence[Row]) -> None:
    scores = {kind: [probability(row.values, weights) for row in rows if row.kind == kind] for kind in ("found", "missed", "hard", "easy")}
    answerable = scores["found"] + scores["missed"]
    figures = {
        "AUROC hard": _auroc(answerable, scores["hard"]),
        "hard, found": _auroc(scores["found"], scores["hard"]),
        "easy": _auroc(answerable, scores["easy"]),
        "answers": float(np.mean(np.array(scores["found"]) >= 0.5)),
        "refuses hard": float(np.mean(np.array(scores["hard"]) < 0.5)),
        "refuses easy": float(np.mean(np.array(scores["easy"] or [0.0]) < 0.5)),
    }
    print(f"{rows[0].corpus} ({title}):", ", ".join(f"{name} {value:.3f}" for name, value in figures.items()))


def _auroc(yes: Sequence[float], no: Sequence[float]) -> float:
    return float(roc_auc_score([1] * len(yes) + [0] * len(no), [*yes, *no])) if yes and no else float("nan")


if __name__ == "__main__":
    main(sys.argv[1:])
