"""Our encoder beside sentence-transformers' defaults: the same folder, the same texts, in turns, in one process."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.embedder import Encoder, open_embedder
from index.models import ENCODER, model_path
from index.quiet import quiet_environment
from index.types import Float32
from tests.conftest import MODELS

PASSAGES = 64
ROUNDS = 5
QUERIES = 50

OPEN = """
import sys; from pathlib import Path; from index.embedder import open_embedder
open_embedder(models=Path(sys.argv[1])).embed_queries(["x"])
"""
OPEN_DEFAULT = """
import sys; from sentence_transformers import SentenceTransformer
SentenceTransformer(sys.argv[1], local_files_only=True).encode("query: x")
"""


def measure(passages: Path) -> dict[str, float | str]:
    """Passages per second (median of rounds that take turns), what one query takes, what opening takes, and how equal the vectors are."""
    os.environ.setdefault("OMP_WAIT_POLICY", "active")  # what torch does by itself: the baseline must not pay for our setting
    encoder, default = open_both()
    texts = evenly(_field(passages, "text"), PASSAGES)
    prefixed = [encoder.passage_prefix + text for text in texts]
    half = _in_half_precision()
    contenders: dict[str, Callable[[], Float32]] = {
        f"ours ({encoder.engine})": lambda: encoder.embed_passages(texts),
        "sentence-transformers, defaults": lambda: default.encode(prefixed),
        "sentence-transformers, bfloat16": lambda: half.encode(prefixed),
    }
    vectors = {name: encode()[: len(texts)] for name, encode in contenders.items()}  # and warm
    seconds = _in_turns(contenders)
    ours, theirs, _ = seconds
    tokens = encoder.count_tokens(texts)
    found: dict[str, float | str] = {"passages a round": len(texts), "tokens a passage (mean)": statistics.mean(tokens)}
    found |= {f"{name}, passages/s": len(texts) / taken for name, taken in seconds.items()}
    found |= {"ours against defaults, times": seconds[theirs] / seconds[ours]}
    found |= {f"{name}, lowest cosine to defaults": float((found_ * vectors[theirs]).sum(axis=1).min()) for name, found_ in vectors.items()}
    return found | _query(encoder, default) | _opening()


def compare(corpus: Path) -> dict[str, float | str]:
    """nDCG@10 of both on questions and passages of `corpus` (questions.jsonl, passages.jsonl), by the measure of scikit-learn."""
    from sklearn.metrics import ndcg_score

    encoder, default = open_both()
    passages, ids = _field(corpus / "passages.jsonl", "text"), _field(corpus / "passages.jsonl", "id")
    asked = [json.loads(line) for line in (corpus / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    questions = [line["question"] for line in asked]
    relevant = np.array([[identity in _relevant(line) for identity in ids] for line in asked])
    ours = encoder.embed_queries(questions) @ encoder.embed_passages(passages).T
    theirs = default.encode(["query: " + question for question in questions]) @ default.encode(["passage: " + text for text in passages]).T
    return {
        "questions": len(questions),
        "passages": len(passages),
        "ours, nDCG@10": float(ndcg_score(relevant, ours, k=10)),
        "sentence-transformers, nDCG@10": float(ndcg_score(relevant, theirs, k=10)),
    }


def open_both() -> tuple[Encoder, Any]:
    """Ours and sentence-transformers as it comes, on the same folder."""
    quiet_environment()
    from sentence_transformers import SentenceTransformer

    return open_embedder(models=MODELS), SentenceTransformer(str(model_path(ENCODER, MODELS)), local_files_only=True)


def evenly(texts: Sequence[str], count: int) -> list[str]:
    """`count` of the texts, spread over all of them."""
    return [texts[at * len(texts) // count] for at in range(min(count, len(texts)))]


def _in_half_precision() -> Any:
    import torch
    from sentence_transformers import SentenceTransformer

    folder = str(model_path(ENCODER, MODELS))
    return SentenceTransformer(folder, local_files_only=True, model_kwargs={"dtype": torch.bfloat16})


def _in_turns(contenders: dict[str, Callable[[], Float32]]) -> dict[str, float]:
    """The median of each over rounds in which all take part, so that what else the machine does meets all of them."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, encode in contenders.items():
            start = time.perf_counter()
            encode()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def _query(encoder: Encoder, default: Any) -> dict[str, float]:
    questions = [f"Wie viele Stellen werden in den Jahren {year} und {year + 1} neu geschaffen?" for year in range(1990, 1990 + QUERIES)]
    ours, theirs = [], []
    for question in questions:
        start = time.perf_counter()
        encoder.embed_queries([question])
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        default.encode(["query: " + question])
        theirs.append(time.perf_counter() - start)
    return {"ours, one query, ms (p50)": 1000 * statistics.median(ours), "defaults, one query, ms (p50)": 1000 * statistics.median(theirs)}


def _opening() -> dict[str, float]:
    """Seconds of a fresh process until its first vector."""
    found = {}
    for name, program, path in (("ours", OPEN, MODELS), ("defaults", OPEN_DEFAULT, model_path(ENCODER, MODELS))):
        times = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", program, str(path)], check=True, capture_output=True)
            times.append(time.perf_counter() - start)
        found[f"{name}, from nothing to the first vector, s"] = statistics.median(times)
    return found


def _relevant(question: dict[str, Any]) -> set[str]:
    given = question.get("passage_ids") or question["passage_id"]
    return {given} if isinstance(given, str) else set(given)


def _field(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)[name] for line in lines]


if __name__ == "__main__":
    for key, value in measure(Path(sys.argv[1])).items():
        print(f"{key:<50} {value if isinstance(value, str | int) else round(value, 4)}")
