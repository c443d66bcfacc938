"""What a ranking and a choice of evidence read of passages: the paper they belong to and the vectors of their sentences.

It does not know how passages are found or weighed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.packing import unpack_all_sentences, unpack_sentences
from index.types import Float32


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage in the eyes of a ranking. `number` is the paper's; `sentence` the cosine of the sentence nearest to the question, NaN where
    no sentence says anything alone."""

    passage_id: int
    document_id: int
    number: str
    part: str
    sentence: float


def select_candidates(connection: sqlite3.Connection, ids: Sequence[int], question: Float32 | None) -> list[Candidate]:
    """The passages of these ids that are there, ascending; `question` is a vector (dimension,), or None: sentences are not wanted."""
    found = connection.execute(
        "SELECT p.id, p.document_id, d.number, p.part, s.vectors FROM json_each(?) AS wanted JOIN passage AS p ON p.id = wanted.value"
        " JOIN document AS d ON d.id = p.document_id LEFT JOIN sentence AS s ON ? AND s.passage_id = p.id ORDER BY p.id",
        (_json(ids), question is not None),
    ).fetchall()
    best = [float("nan")] * len(found) if question is None else _nearest([row[-1] for row in found], question)
    rows = zip(found, best, strict=True)
    return [Candidate(number, document, paper, part, near) for (number, document, paper, part, _blob), near in rows]


def select_sentences(connection: sqlite3.Connection, ids: Sequence[int], question: Float32) -> dict[int, dict[int, float]]:
    """For each passage the cosine of each sentence, by its position, that says something alone."""
    found = connection.execute(
        "SELECT s.passage_id, s.vectors FROM json_each(?) AS wanted JOIN sentence AS s ON s.passage_id = wanted.value", (_json(ids),)
    )
    cosines = {}
    for passage_id, blob in found:
        positions, vectors = unpack_sentences(blob, len(question))
        cosines[passage_id] = dict(zip(positions.tolist(), (vectors @ question).tolist(), strict=True))
    return cosines


def _nearest(blobs: Sequence[bytes | None], question: Float32) -> list[float]:
    """One product for all passages: a few hundred small ones would take several times as long."""
    counts, rows = unpack_all_sentences(blobs, len(question))
    best = np.full(len(blobs), np.nan, np.float32)
    if counts.sum():
        starts = np.cumsum(counts)[counts > 0] - counts[counts > 0]
        best[counts > 0] = np.maximum.reduceat(rows @ question, starts)
    return [float(each) for each in best]


def _json(ids: Sequence[int]) -> str:
    return json.dumps([int(number) for number in ids])
