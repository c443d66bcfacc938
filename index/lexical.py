"""The lexical leg: BM25 over words and character 4-grams, kept on disk by tantivy.

It does not know vectors, nor where passages come from. Content and sequence number change in one commit of tantivy, so a killed update
leaves the old state; a folder that cannot be read is built anew by the next update.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import tantivy

from index import analysis
from index.acronyms import Acronyms, Definitions
from index.analysis import Analyser
from index.changes import Changes, IndexedPassage
from index.compounds import Splitter
from index.lexical_files import all_of, create_index, get, hits, open_index, put, writing
from index.types import Hit

WEIGHTS = {"title": 0.8, "heading": 0.7, "text": 1.0, "grams": 0.3}
SATURATED = 2.2  # k1 + 1 of BM25: what a term counts at most beside its rarity
TRAINING_PASSAGES = 20_000  # enough to know the words of a field; more would only cost memory
EXPANDED = 0.5  # what a term of the other form of an acronym counts
MakeAnalyser = Callable[[Splitter], Analyser]
STATE, SPLITTER, ACRONYMS = "state", "splitter", "acronyms"  # documents of the index that are no passages
NO_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class _View:
    """One committed state. Searches hold on to one, so that an update never mixes two."""

    searcher: Any
    schema: Any
    analyser: Analyser
    acronyms: Acronyms
    learnt: tuple[bytes, ...]  # the splitter, the acronyms and, unless an older version wrote it, the definitions behind them
    sequence: int
    state: str
    trained_on: int

    @property
    def passages(self) -> int:
        """How many there are."""
        return int(self.searcher.num_docs) - NO_PASSAGES


class LexicalIndex:
    """A folder with the lexical index. Any number of threads and processes may search, one may update.

    analyser: makes the terms, now as when the folder was written. weights: of the fields that are searched. expanded: what a term of the
    other form of an acronym counts; 0 leaves them out.
    """

    def __init__(
        self, folder: Path, analyser: MakeAnalyser = Analyser, weights: Mapping[str, float] = WEIGHTS, expanded: float = EXPANDED
    ) -> None:
        self.folder = folder
        self._analyser = analyser
        self._weights = weights
        self._expanded = expanded
        self._index: Any = None
        self._view: _View | None = None
        self.refresh()

    @property
    def sequence(self) -> int:
        """The library's sequence number that the index is complete up to; 0 when there is no usable index."""
        view = self._view  # once: another thread may change it between two looks
        return view.sequence if view else 0

    @property
    def state(self) -> str:
        """The name of the library's state with that number; "" when there is no usable index."""
        view = self._view
        return view.state if view else ""

    @property
    def outgrown(self) -> bool:
        """Whether the compounds were learnt from less than half of today's passages."""
        view = self._view
        return view is not None and view.trained_on < min(TRAINING_PASSAGES, view.passages // 2)

    def __len__(self) -> int:
        view = self._view
        return view.passages if view else 0

    def ids(self) -> set[int]:
        """The ids of all passages."""
        view = self._view
        if view is None or not view.passages:
            return set()
        return {hit.passage_id for hit in hits(view.searcher, tantivy.Query.exists_query("id"), view.passages)}

    def refresh(self) -> None:
        """See what another process, or another object of this one, has committed."""
        try:
            if self._index is None:
                self._index = open_index(self.folder)
            if self._index is not None:
                self._index.reload()
                self._view = _read_view(self._index, self._view, self._analyser)
        except (ValueError, OSError):  # what tantivy raises on files that are damaged or gone
            self._index = self._view = None

    def update(self, changes: Changes) -> None:
        """Apply `changes` since `sequence`; for an index at 0 they must be complete."""
        view = self._view
        if view is None:
            self.rebuild(changes)
            return
        defined = Definitions.from_json(view.learnt[2].decode()) if len(view.learnt) > 2 else view.acronyms.definitions()
        with writing(self._index, self.folder) as writer:
            # By a query: `delete_documents_by_term` takes a Python integer for a signed one and silently removes nothing.
            writer.delete_documents_by_query(tantivy.Query.term_set_query(view.schema, "id", list(changes.removed)))
            _add(writer, changes.added, view.analyser, defined)
            if defined.grown:  # it is read with the next question: no passage is indexed anew
                put(writer, ACRONYMS, defined.chosen().to_json(), defined.to_json())
            _put_state(writer, changes, view.trained_on)
        self.refresh()

    def rebuild(self, changes: Changes) -> None:
        """Learn the compounds anew and index everything again; `changes` must be complete."""
        batches = iter(changes.added)
        sample = _take(batches, TRAINING_PASSAGES)
        splitter = Splitter.train(analysis.count_nouns(passage.text for passage in sample))
        defined = Definitions()
        if self._index is None:
            self._index = create_index(self.folder)
        with writing(self._index, self.folder) as writer:
            writer.delete_documents_by_query(tantivy.Query.all_query())
            _add(writer, chain([sample], batches), self._analyser(splitter), defined)
            put(writer, SPLITTER, splitter.to_json())
            put(writer, ACRONYMS, defined.chosen().to_json(), defined.to_json())
            _put_state(writer, changes, len(sample))
        self.refresh()

    def search(self, question: str, limit: int, document_ids: Collection[int] | None = None) -> list[Hit]:
        """The passages that share words or parts of words with `question`, best first; `document_ids` None means all."""
        view = self._view
        if view is None or limit < 1:
            return []
        query = self._query(view, question)
        if document_ids is not None:
            allowed = tantivy.Query.term_set_query(view.schema, "document_id", list(document_ids))
            query = all_of(query, tantivy.Query.const_score_query(allowed, 0.0))
        return hits(view.searcher, query, limit)

    def scores(self, question: str, ids: Sequence[int]) -> dict[int, float]:
        """The score of each of these passages that shares words or parts of words with `question`."""
        view = self._view
        if view is None or not ids:
            return {}
        allowed = tantivy.Query.const_score_query(tantivy.Query.term_set_query(view.schema, "id", [int(number) for number in ids]), 0.0)
        return {hit.passage_id: hit.score for hit in hits(view.searcher, all_of(self._query(view, question), allowed), len(ids))}

    def ceiling(self, question: str) -> float:
        """About what a passage scores that repeats every term of `question`; 0.0 when there is nothing to search."""
        view = self._view
        if view is None:
            return 0.0
        terms, total = view.analyser.terms(question), view.passages + 1.0
        fields = (("text", terms.words), ("grams", terms.grams))
        rare = (
            (name, total / (view.searcher.doc_freq(name, term) + 0.5)) for name, words in fields for term in dict.fromkeys(words.split())
        )
        return sum(self._weights.get(name, 0.0) * math.log(1 + ratio) * SATURATED for name, ratio in rare)

    def long_form(self, short: str) -> str:
        """What the passages themselves say for a short form, "" when they explain none."""
        view = self._view
        return view.acronyms.long_forms.get(short, "") if view else ""

    def _query(self, view: _View, question: str) -> Any:
        """Any of the terms, each weighed by its field. One that a question repeats counts once: repeating is no emphasis in official prose.

        What the corpus itself defines counts as if the question had both forms: "BAMF", "Bundesamt für Migration und Flüchtlinge".
        """
        terms = view.analyser.terms(question)
        words, grams = dict.fromkeys(terms.words.split(), 1.0), dict.fromkeys(terms.grams.split(), 1.0)
        for form in view.acronyms.expansions(question) if self._expanded else ():
            for term in view.analyser.terms(form).words.split():
                words.setdefault(term, self._expanded)
        should = []
        for name, weight in self._weights.items():
            for term, share in (grams if name == "grams" else words).items():
                query = tantivy.Query.term_query(view.schema, name, term, "freq")
                should.append((tantivy.Occur.Should, tantivy.Query.boost_query(query, weight * share)))
        return tantivy.Query.boolean_query(should)


def _read_view(index: Any, old: _View | None, make: MakeAnalyser) -> _View | None:
    """The state last committed; None before the first commit and after a change of the analysis."""
    searcher = index.searcher()
    state = json.loads((get(searcher, index.schema, STATE) or (b"{}",))[0])
    if state.get("analysis") != analysis.VERSION:
        return None
    learnt = get(searcher, index.schema, SPLITTER) + get(searcher, index.schema, ACRONYMS)
    if old is not None and old.learnt == learnt:
        analyser, acronyms = old.analyser, old.acronyms
    else:
        analyser, acronyms = make(Splitter.from_json(learnt[0].decode())), Acronyms.from_json(learnt[1].decode())
    name, sequence, trained_on = state.get("state", ""), int(state["sequence"]), int(state["trained_on"])
    return _View(searcher, index.schema, analyser, acronyms, learnt, sequence, name, trained_on)


def _add(writer: Any, batches: Iterable[Sequence[IndexedPassage]], analyser: Analyser, defined: Definitions) -> None:
    for passage in chain.from_iterable(batches):
        writer.add_document(_document(passage, analyser))
        defined.learn(passage.text)


def _document(passage: IndexedPassage, analyser: Analyser) -> Any:
    title, heading, text = (analyser.terms(part) for part in (passage.title, passage.heading, passage.text))
    document = tantivy.Document()
    document.add_unsigned("id", passage.id)
    document.add_unsigned("document_id", passage.document_id)
    for name, terms in (("title", title), ("heading", heading), ("text", text)):
        document.add_text(name, terms.words)
    document.add_text("grams", f"{title.grams} {heading.grams} {text.grams}")
    return document


def _put_state(writer: Any, changes: Changes, trained_on: int) -> None:
    state = {"analysis": analysis.VERSION, "sequence": changes.sequence, "state": changes.state, "trained_on": trained_on}
    put(writer, STATE, json.dumps(state))


def _take(batches: Iterator[Sequence[IndexedPassage]], count: int) -> list[IndexedPassage]:
    """At least `count` passages off the front, all when there are fewer."""
    taken: list[IndexedPassage] = []
    for batch in batches:
        taken += batch
        if len(taken) >= count:
            break
    return taken
