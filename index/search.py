"""Finding passages: both legs, and one ranking of what they found.

It does not know what the passages are wanted for, nor how the ranking weighs (`index.ranking`).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from index.dense import DenseIndex
from index.errors import LibraryBusy, LibraryError
from index.essence import essence
from index.finding import Finding, Scored, agreement, merged, rival
from index.legs import DENSE, LEXICAL, Legs, behind, bring_up_to_date, foreign
from index.lexical import LexicalIndex
from index.library import Library
from index.naming import Named, named
from index.passages import embedding_text
from index.ranking import Candidates, Float, Order, Weights, fused, reranked
from index.types import Embedder, Filters, Float32, Hit, Reranker
from index.under import under

log = logging.getLogger(__name__)

T = TypeVar("T")
PATIENCE = 5.0  # seconds for which a search waits at most until a sync has brought the indexes after a commit; it takes tenths of one
MOMENT = 0.01  # seconds between two looks


class Retriever:
    """A `Searcher` over a library. It may be used from many threads, and follows what other processes sync."""

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        weights: Weights = Weights(),  # noqa: B008 - frozen
        reranker: Reranker | None = None,
    ) -> None:
        self._library = library
        self._embedder = embedder
        self._weights = weights
        self._reranker = reranker
        self._legs = _open_legs(library.path, embedder.dimension)
        self._lock = threading.Lock()
        self._narrowed: tuple[tuple[int, Filters], list[int]] | None = None

    @property
    def reranks(self) -> bool:
        """Whether a cross-encoder orders the best passages anew."""
        return self._reranker is not None

    def search(self, question: str, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """At most `limit` hits, best first, scores from 0 to 1; [] when the library is empty."""
        return [Hit(scored.passage_id, scored.score) for scored in self.scored(question, limit, filters)]

    def scored(self, question: str, limit: int = 10, filters: Filters | None = None) -> list[Scored]:
        """The same with what each score is made of; ties in order of age."""
        return list(self.find(question, limit, filters).hits)

    def find(self, question: str, limit: int = 10, filters: Filters | None = None) -> Finding:
        """The hits of `scored` with what judges them together."""
        return self.settled(lambda: self._find(question, limit, filters))

    def settled(self, read: Callable[[], T]) -> T:
        """What `read` gives, which searches and looks into the library, from a state in which nothing went missing meanwhile.

        Between a commit of a sync and its indexes a replaced document can be found neither old nor new. Then this waits for the moment that
        it takes, and reads again.
        """
        until = time.monotonic() + PATIENCE
        while True:
            state = self._caught_up(until)
            found = read()
            if not self._library.lost_since(state) or time.monotonic() > until:
                return found

    def _find(self, question: str, limit: int, filters: Filters | None) -> Finding:
        meant = self._named(question, filters)
        question = meant.asked
        vector = self.vector(question)
        dense, lexical, found = self._pool(meant, vector, limit, filters)
        scores = fused(found, question, self._weights)
        ids = np.asarray(found.ids)
        order = np.lexsort((ids, -scores))
        if self._reranker:
            best = order[: self._weights.reranked]
            scores = self._reranked(self._reranker, question, found, scores, best)
            order[: len(best)] = best[np.lexsort((ids[best], -scores[best]))]  # all others stay behind them
        sentence = np.where(np.isnan(found.sentence), found.dense, found.sentence)
        hits = (
            Scored(found.ids[i], float(scores[i]), float(found.dense[i]), float(sentence[i]), float(found.words[i]))
            for i in order[:limit].tolist()
        )
        agreed = agreement(dense, lexical, len(self._legs.dense))
        named_first = bool(len(order) and found.named[order[0]])
        return Finding(tuple(hits), vector, self._legs.lexical.ceiling(question), rival(found, order.tolist()), agreed, named_first)

    def candidates(self, question: str, limit: int = 10, filters: Filters | None = None) -> Candidates:
        """All that `find` ranks for so many hits, not weighed yet: whoever tries many weights searches once."""
        self.refresh()
        meant = self._named(question, filters)
        return self._pool(meant, self.vector(meant.asked), limit, filters)[2]

    def legs(self, question: str, limit: int = 100, filters: Filters | None = None) -> tuple[list[Hit], list[Hit]]:
        """What the dense and the lexical leg find on their own, with their own scores."""
        return self.settled(lambda: (self.dense(question, limit, filters), self.lexical(question, limit, filters)))

    def dense(self, question: str, limit: int = 100, filters: Filters | None = None) -> list[Hit]:
        """What the vectors find on their own; scores are cosines."""
        self.refresh()
        return self._legs.dense.search(self.vector(question), limit, self.document_ids(filters))

    def long_form(self, short: str) -> str:
        """What the library itself says for a short form, "" when it explains none."""
        return self._legs.lexical.long_form(short)

    def lexical(self, question: str, limit: int = 100, filters: Filters | None = None) -> list[Hit]:
        """What the words find on their own; scores are BM25."""
        self.refresh()
        return self._legs.lexical.search(question, limit, self.document_ids(filters))

    def vector(self, question: str) -> Float32:
        """That of the question, (dimension,): the mean of the whole question's and of its essence's, length 1."""
        short = essence(question)
        vectors = self._embedder.embed_queries([question] if short == " ".join(question.split()) else [question, short])
        mean: Float32 = vectors.mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-9)

    def document_ids(self, filters: Filters | None) -> list[int] | None:
        """The documents that fit, a ministry also by an acronym that the library explains; None for all."""
        if filters is None or filters == Filters():
            return None
        self.refresh()  # an acronym may be new
        state = self._library.sequence(), filters
        last = self._narrowed
        if last is None or last[0] != state:  # a conversation keeps its filters
            names = {filters.ministry, self._legs.lexical.long_form(filters.ministry) or filters.ministry}
            found = {number for name in names for number in self._library.document_ids(replace(filters, ministry=name))}
            last = self._narrowed = state, sorted(found)
        return last[1]

    def refresh(self) -> bool:
        """Follow the library: first to what another process has written, else by bringing the legs up to date here.

        Whether another process is about to do that; until it has, what is there answers.
        """
        if not behind(self._library, self._legs):
            return False
        with self._lock:
            self._legs.dense.refresh()
            self._legs.lexical.refresh()
            return behind(self._library, self._legs) and not self._catch_up()

    def _catch_up(self) -> bool:
        try:
            with self._library.lock():
                bring_up_to_date(self._library, self._legs)
        except LibraryError as error:
            if foreign(self._library, self._legs):  # their ids mean other passages here
                raise
            if isinstance(error, LibraryBusy):
                return False
            log.warning("Searching an older state of the library: %s", error)
        return True

    def _caught_up(self, until: float) -> int:
        """The number of the state that the legs miss nothing of; that of the present one, too, where they cannot be brought to it."""
        while True:
            state = self._library.sequence()
            waiting = self.refresh() and self._library.lost_since(min(self._legs.dense.sequence, self._legs.lexical.sequence))
            if not waiting or time.monotonic() > until:
                return state
            time.sleep(MOMENT)

    def _reranked(self, reranker: Reranker, question: str, found: Candidates, scores: Float, best: Order) -> Float:
        """The scores with those that a cross-encoder gives the best passages."""
        passages = self._library.passages([found.ids[i] for i in best.tolist()])
        if len(passages) < len(best):  # a sync removed some meanwhile
            return scores
        return reranked(scores, best, reranker.scores(question, [embedding_text(passage) for passage in passages]), self._weights)

    def _named(self, question: str, filters: Filters | None) -> Named:
        return named(question, self._library.register(), self._legs.lexical.long_form, self.document_ids(filters))

    def _pool(self, meant: Named, vector: Float32, limit: int, filters: Filters | None) -> tuple[Sequence[Hit], Sequence[Hit], Candidates]:
        """What the legs found, those of the papers that the question names among it, and what is known of each passage."""
        documents, question = self.document_ids(filters), meant.asked
        reach = max(limit, self._weights.candidates)
        dense, lexical = self._both(question, vector, reach, documents)
        for each in (meant.papers, meant.nearest):
            more = self._both(question, vector, reach, list(each)) if each else ((), ())
            dense, lexical = merged(dense, more[0]), merged(lexical, more[1])
        return dense, lexical, self._candidates(question, vector, dense, lexical, meant, self._under(meant, reach, documents))

    def _under(self, meant: Named, limit: int, documents: Sequence[int] | None) -> frozenset[int]:
        """The passages that stand under a paragraph or an article that the question names."""
        found = frozenset[int]()
        for each in meant.sections:
            hits = self._legs.lexical.search(each.written, limit, documents)
            passages = self._library.passages([hit.passage_id for hit in hits])
            found |= under(each, passages, self._legs.lexical.long_form(each.law))
        return found

    def _both(self, question: str, vector: Float32, limit: int, documents: Sequence[int] | None) -> tuple[list[Hit], list[Hit]]:
        # One after the other: at 40,000 passages they take a few milliseconds, as long as the embedding before them.
        return self._legs.dense.search(vector, limit, documents), self._legs.lexical.search(question, limit, documents)

    def _candidates(
        self, question: str, vector: Float32, dense: Sequence[Hit], lexical: Sequence[Hit], meant: Named, placed: Set[int]
    ) -> Candidates:
        """What is known of everything that a leg found; what only one of them found gets its score from the other, too."""
        cosines, words = ({hit.passage_id: hit.score for hit in leg} for leg in (dense, lexical))
        missing = [number for number in {*words, *placed} if number not in cosines]
        cosines.update(zip(missing, self._legs.dense.scores(vector, missing), strict=True))
        words.update(self._legs.lexical.scores(question, [number for number in cosines if number not in words]))
        known = self._library.candidates(list(cosines), vector if self._weights.sentence else None)
        typical = self._legs.dense.scores(self._legs.dense.mean(), [each.passage_id for each in known])
        papers: dict[str | int, int] = {}
        return Candidates(
            ids=[each.passage_id for each in known],
            dense=np.array([cosines[each.passage_id] for each in known], np.float32),
            sentence=np.array([each.sentence for each in known], np.float32),
            words=np.array([words.get(each.passage_id, 0.0) for each in known], np.float32),
            typical=np.array(typical, np.float32),
            paper=np.array([papers.setdefault(each.number or each.document_id, len(papers)) for each in known], np.int64),
            askers=np.array([each.part == "preliminary" for each in known], np.bool_),
            named=np.array([each.document_id in meant.papers or each.passage_id in placed for each in known], np.bool_),
            told=np.array([meant.told.get(each.document_id, 0.0) for each in known], np.float32),
        )


def _open_legs(path: Path, dimension: int) -> Legs:
    """The legs, for a library that may still be empty and not know the dimension of its vectors."""
    return Legs(DenseIndex(path / DENSE, dimension), LexicalIndex(path / LEXICAL))
