"""Finding passages: both legs, fused by a convex combination of their normalised scores.

It does not know what the passages are wanted for. The formula is that of Bruch, Gai and Ingber, "An Analysis of Fusion Functions for
Hybrid Retrieval" (ACM TOIS 2023); in every trial on German text it beat reciprocal rank fusion.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.dense import DenseIndex
from index.errors import LibraryBusy, LibraryError
from index.legs import DENSE, LEXICAL, Legs, behind, bring_up_to_date
from index.lexical import LexicalIndex
from index.library import Library
from index.types import Embedder, Filters, Float32, Hit

log = logging.getLogger(__name__)

DENSE_WEIGHT = 0.6  # best mean nDCG of .5 to .7 over five German sets; among 13,000 passages .5 was a point better
CANDIDATES = 100  # of each leg


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage, its fused score from 0 to 1, and what it is made of: the cosine, and BM25 (0 when the question's words do not occur)."""

    passage_id: int
    score: float
    dense: float
    lexical: float


class Retriever:
    """A `Searcher` over a library. It may be used from many threads, and follows what other processes sync."""

    def __init__(self, library: Library, embedder: Embedder, dense_weight: float = DENSE_WEIGHT, candidates: int = CANDIDATES) -> None:
        self._library = library
        self._embedder = embedder
        self._dense_weight = dense_weight
        self._candidates = candidates
        self._legs = _open_legs(library.path, embedder.dimension)
        self._lock = threading.Lock()

    def search(self, question: str, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """At most `limit` hits, best first, scores from 0 to 1; [] when the library is empty."""
        return [Hit(scored.passage_id, scored.score) for scored in self.scored(question, limit, filters)]

    def scored(self, question: str, limit: int = 10, filters: Filters | None = None) -> list[Scored]:
        """The same with the scores of the legs."""
        vector = self._embedder.embed_queries([question])[0]
        dense, lexical = self._both(question, vector, max(limit, self._candidates), filters)
        return fuse(dense, lexical, lambda ids: self._legs.dense.scores(vector, ids), self._dense_weight)[:limit]

    def legs(self, question: str, limit: int = CANDIDATES, filters: Filters | None = None) -> tuple[list[Hit], list[Hit]]:
        """What the dense and the lexical leg find on their own, with their own scores."""
        return self._both(question, self._embedder.embed_queries([question])[0], limit, filters)

    def refresh(self) -> None:
        """Follow the library: first to what another process has written, else by bringing the legs up to date here."""
        if not behind(self._library, self._legs):
            return
        with self._lock:
            self._legs.dense.refresh()
            self._legs.lexical.refresh()
            if behind(self._library, self._legs):
                self._catch_up()

    def _catch_up(self) -> None:
        try:
            with self._library.lock():
                bring_up_to_date(self._library, self._legs)
        except LibraryBusy:
            return  # another process is at it; until it has finished, what is there answers
        except LibraryError as error:
            log.warning("Searching an older state of the library: %s", error)

    def _both(self, question: str, vector: Float32, limit: int, filters: Filters | None) -> tuple[list[Hit], list[Hit]]:
        self.refresh()
        # One after the other: at 13,000 passages each takes a millisecond or two, the embedding before them ten.
        documents = None if filters is None or filters == Filters() else self._library.document_ids(filters)
        return self._legs.dense.search(vector, limit, documents), self._legs.lexical.search(question, limit, documents)


def _open_legs(path: Path, dimension: int) -> Legs:
    """The legs, for a library that may still be empty and not know the dimension of its vectors."""
    return Legs(DenseIndex(path / DENSE, dimension), LexicalIndex(path / LEXICAL))


def fuse(
    dense: Sequence[Hit],
    lexical: Sequence[Hit],
    dense_scores: Callable[[Sequence[int]], Sequence[float]],
    dense_weight: float = DENSE_WEIGHT,
) -> list[Scored]:
    """All hits of both lists, best first; ties in order of age. `dense_scores` gives the cosines of what only the words found.

    A cosine counts from the worst to the best of the dense list, BM25 from 0 to the best.
    """
    cosines = {hit.passage_id: hit.score for hit in dense}
    words = {hit.passage_id: hit.score for hit in lexical}
    missing = [passage_id for passage_id in words if passage_id not in cosines]
    floor = min(cosines.values(), default=0.0)
    cosines.update(zip(missing, dense_scores(missing), strict=True))
    ceiling, most = max(cosines.values(), default=0.0), max(words.values(), default=0.0)
    found = []
    for passage_id, cosine in cosines.items():
        bm25 = words.get(passage_id, 0.0)
        near = max(cosine - floor, 0.0) / (ceiling - floor) if ceiling > floor else 1.0
        score = dense_weight * near + (1 - dense_weight) * (bm25 / most if most else 0.0)
        found.append(Scored(passage_id, score, cosine, bm25))
    return sorted(found, key=lambda scored: (-scored.score, scored.passage_id))
