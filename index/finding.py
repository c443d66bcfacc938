"""What a search found, and what tells whether it is what was meant.

It does not know how passages are found or ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.ranking import Candidates
from index.types import Float32, Hit

AGREEING = 10  # hits of each leg that are compared


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage, its score from 0 to 1, and what it is made of: the cosine, that of its best sentence (the passage's own where no sentence
    says anything alone), and BM25 (0 when the question's words do not occur)."""

    passage_id: int
    score: float
    dense: float
    sentence: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Best:
    """The highest cosine and the highest BM25 of some passages, not necessarily of the same one."""

    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a question, best first, and what tells whether it is what was meant.

    vector: of the question. ceiling: the BM25 of a passage that repeats all its terms. rival: the best of all other papers than the first
    hit's; None where there is only one paper. agreement: the share of the ten best of one leg that are the other's, too, beyond chance.
    named: whether the question names the first hit's paper or paragraph.
    """

    hits: tuple[Scored, ...]
    vector: Float32
    ceiling: float
    rival: Best | None
    agreement: float
    named: bool = False


def rival(found: Candidates, order: Sequence[int]) -> Best | None:
    """The best of all other papers than that of the first candidate in `order`; None where there are none."""
    others = found.paper != found.paper[order[0]] if order else np.zeros(0, np.bool_)
    return Best(float(found.dense[others].max()), float(found.words[others].max())) if others.any() else None


def agreement(dense: Sequence[Hit], lexical: Sequence[Hit], passages: int) -> float:
    """The share of the best of one leg that are the other's, too, beyond what chance gives in a small library."""
    both = {hit.passage_id for hit in dense[:AGREEING]} & {hit.passage_id for hit in lexical[:AGREEING]}
    chance = AGREEING / max(passages, AGREEING)
    return max(len(both) / AGREEING - chance, 0.0) / (1 - chance) if chance < 1 else 0.0


def merged(hits: Sequence[Hit], more: Sequence[Hit]) -> list[Hit]:
    """Both, each passage once, with its score among `more` where it is in both."""
    return list({hit.passage_id: hit for hit in (*hits, *more)}.values())
