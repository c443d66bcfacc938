"""A library to evaluate on, opened, with what turns its passages into units. The library of a corpus lies in a cache under its content.

It does not know measures. Everything goes through the line that people's questions go through: `index.sync`, `index.search`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path

import platformdirs

from index.errors import SourceError
from index.keeping import write_atomically
from index.library import Library
from index.ranking import Weights
from index.search import Retriever
from index.sync import Progress, sync
from index.types import Embedder, Passage, Reranker, Span
from rag.evaluation.corpora import Corpus, Question, page_unit
from rag.remembering import RememberingEmbedder

MOST_COUNTED = 10_000  # candidates or neighbours: more than a search can rank while a person waits
MOST_WEIGHT = 10  # of one signal beside the others, which count about 1 together
SHARES = ("dense_short", "dense_long", "sentence", "reranker")  # weights whose rest another signal has
PATIENCE = 3600.0  # seconds that an evaluation waits for another one that builds the same library


@dataclass(frozen=True, slots=True)
class Collection:
    """An open library and the names of what is in it.

    units: for each document id its unit (a line's id, or the document id itself). documents: the other way round.
    papers: for each unit what it is a part of. problems: what could not be taken in. unknown: judgements of what is not there.
    """

    name: str
    library: Library
    embedder: Embedder
    units: Mapping[int, str]
    documents: Mapping[str, int]
    papers: Mapping[str, str]
    problems: tuple[SourceError, ...] = ()
    unknown: int = 0

    def ranked(self, question: Question, passages: Sequence[Passage]) -> list[str]:
        """The units of ranked passages, each where its best passage stands."""
        return list(dict.fromkeys(unit for passage in passages for unit in self.units_of(question, passage.document_id, passage.span)))

    def units_of(self, question: Question, document_id: int, span: Span) -> list[str]:
        """The units that a stretch of a document belongs to: more than one only where it runs over a page break."""
        unit = self.units.get(document_id, str(document_id))
        if not question.by_page:
            return [unit]
        return [page_unit(unit, place.page) for place in self.library.locate(document_id, span)]

    def gold(self, question: Question, document_id: int, span: Span) -> bool:
        """Whether a stretch of a document lies in what answers the question."""
        return any(unit in question.grades for unit in self.units_of(question, document_id, span))

    def gold_documents(self, question: Question) -> tuple[int, ...]:
        """The ids of the documents that answer."""
        return self._ids(unit.partition("#")[0] if question.by_page else unit for unit in question.grades)

    def answering_papers(self, question: Question) -> tuple[int, ...]:
        """The ids of all documents of the papers that answer."""
        gold = {self.units[number] for number in self.gold_documents(question)}
        papers = {self.papers[unit] for unit in gold}
        return self._ids(unit for unit, paper in self.papers.items() if paper in papers)

    def _ids(self, units: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.documents[unit] for unit in units if unit in self.documents)


def cache_folder() -> Path:
    """Where the libraries of evaluated corpora lie unless another folder is named."""
    return Path(platformdirs.user_cache_dir("belegt", appauthor=False)) / "evaluations"


def build(
    corpus: Corpus, embedder: Embedder, cache: Path | None = None, progress: Callable[[Progress], None] | None = None
) -> tuple[Path, tuple[SourceError, ...]]:
    """The library of a corpus, made once for each content and encoder, and what could not be taken in. Errors: LibraryError, ModelError."""
    digest = hashlib.sha256(corpus.data + embedder.fingerprint.encode()).hexdigest()[:24]
    folder = (cache or cache_folder()) / digest
    folder.mkdir(parents=True, exist_ok=True)
    file, path = folder / "corpus.jsonl", folder / "library"
    if not file.exists():
        write_atomically(file, corpus.data)
    report = sync([file], path, embedder, progress=progress, max_bytes=len(corpus.data) + 1, timeout=PATIENCE)
    return path, report.failed


@contextmanager
def opened_corpus(corpus: Corpus, path: Path, embedder: Embedder, problems: tuple[SourceError, ...] = ()) -> Iterator[Collection]:
    """The library that was built of a corpus. Errors: LibraryError."""
    with Library.open(path, embedder) as library:
        units = {entry.id: entry.key for entry in library.documents()}
        documents = {unit: number for number, unit in units.items()}
        yield Collection(corpus.name, library, RememberingEmbedder(embedder), units, documents, corpus.papers, problems, corpus.unknown)


@contextmanager
def opened_library(path: Path, embedder: Embedder) -> Iterator[Collection]:
    """A person's own library; its units are named by the ids of its documents. Errors: LibraryError."""
    with Library.open(path, embedder) as library:
        entries = library.documents()
        units = {entry.id: str(entry.id) for entry in entries}
        # Not by the id, which is another one in another library: halves of the papers are made by these names.
        papers = {str(entry.id): entry.number or f"{entry.source_name}#{entry.key}" for entry in entries}
        yield Collection(path.resolve().name, library, RememberingEmbedder(embedder), units, {v: k for k, v in units.items()}, papers)


def retriever_of(collection: Collection, overrides: Mapping[str, float] | None = None, reranker: Reranker | None = None) -> Retriever:
    """What searches the library, with some of its weights (`weight_names`) set otherwise."""
    return Retriever(collection.library, collection.embedder, weights_of(overrides or {}), reranker)


def weights_of(overrides: Mapping[str, float]) -> Weights:
    """The weights of a search, some of them set otherwise."""
    weights = Weights()
    # A count stays one: "candidates=400" is read as a number like the others.
    changed = {name: type(getattr(weights, name))(value) for name, value in overrides.items()}
    return replace(weights, **changed)


def weight_of(name: str, written: str) -> float:
    """The value of a weight as a person writes it. ValueError, with what is allowed, for one that nothing can be measured with."""
    counts = isinstance(getattr(Weights(), name), int)
    low, high = (1, MOST_COUNTED) if counts else (0, 1 if name in SHARES else MOST_WEIGHT)
    with suppress(ValueError):
        value = float(written)
        if low <= value <= high and (value.is_integer() or not counts):  # never true of "nan"
            return value
    raise ValueError(f"{name}={written} ({low}{', 2, 3' if counts else ''} … {high})")


def weights_text() -> str:
    """All weights of a search as it is: "dense_short=0.7, dense_long=0.5, …"."""
    return ", ".join(f"{name}={getattr(Weights(), name):g}" for name in weight_names())


def weight_names() -> tuple[str, ...]:
    """The weights of a search that can be set otherwise."""
    return tuple(field.name for field in fields(Weights))
