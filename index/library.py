"""The library: everything that was synced, as questions need it.

It does not know how documents get in (`index.sync`) nor how passages are found (`index.search`).
"""

from __future__ import annotations

import datetime
import itertools
import json
import sqlite3
from collections.abc import Iterator, Sequence, Set
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from index import keeping, meta, rows
from index.alignment import Alignment
from index.annexes import Annexes, select_annexes
from index.answered import Answered, select_answered, select_papers
from index.candidates import Candidate, select_candidates, select_sentences
from index.catalogue import DocumentEntry, Facets, LibraryInfo, entries, facets, matching, summary
from index.changes import Changes, History, IndexedPassage
from index.document import Document, locate
from index.errors import DocumentMissing, LibraryDamaged
from index.packing import unpack_ids, unpack_ints
from index.register import Register, read_register
from index.store import Store, open_store, translated
from index.types import Embedder, Filters, Float32, Metadata, Passage, Place, Source, Span

T = TypeVar("T")
BATCH = 1000  # passages handed to an index at a time: about 2 MB


class Library:
    """A library that is open for reading, safe to use from many threads. What other processes write is seen at once.

    Document ids, passage ids and source ids are never used twice: an id means the same text for ever, or nothing any more.
    """

    def __init__(self, store: Store, identity: str) -> None:
        self.store = store
        self.path = store.path
        self._identity = identity
        self._registered: tuple[int, Register] | None = None

    @classmethod
    def open(cls, path: Path, embedder: Embedder | None = None, create: bool = False) -> Library:
        """The library in the folder `path`, made there if need be when `create`.

        Errors: LibraryMissing, LibraryDamaged, LibraryUnreachable; EmbedderMismatch when it was built with another one than `embedder`;
        LibraryBusy when it has to be made or brought to a newer schema and another process is writing.
        """
        store = open_store(path, create)
        try:
            with store.reading() as connection:
                meta.check_embedder(connection, path, embedder)
                identity = meta.get(connection)["identity"]
        except BaseException:
            store.close()
            raise
        return cls(store, identity)

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def sequence(self) -> int:
        """The number of the last transaction that changed documents; 0 when nothing was ever in the library."""
        with self.store.reading() as connection:
            return meta.sequence(connection)

    def history(self) -> History:
        """The latest states that the library was in."""
        with self.store.reading() as connection:
            return meta.history(connection)

    def lost_since(self, sequence: int) -> bool:
        """Whether passages were replaced or removed after the state numbered `sequence`."""
        with self.store.reading() as connection:
            return connection.execute("SELECT 1 FROM tombstone WHERE seq > ? LIMIT 1", (sequence,)).fetchone() is not None

    @property
    def version(self) -> str:
        """Names the state of the documents: changes with every sync that changed something."""
        return f"{self._identity}-{self.sequence()}"

    def dimension(self) -> int:
        """Of the vectors; 0 before the first sync."""
        with self.store.reading() as connection:
            return int(meta.get(connection).get("dimension", "0"))

    def info(self) -> LibraryInfo:
        """Counts, size and how it was built."""
        with self.store.reading() as connection:
            return summary(connection, self.path)

    def lock(self, timeout: float = 0.0) -> AbstractContextManager[None]:
        """Be the one writer, over all processes. LibraryBusy after `timeout` seconds."""
        return self.store.lock(timeout)

    def changes(self, since: int) -> Changes:
        """What leads from the state numbered `since` (0: nothing) to the present one, for an index that is derived from the library."""
        with self.store.reading() as connection:
            history = meta.history(connection)
            gone = connection.execute("SELECT passage_ids FROM tombstone WHERE seq > ? ORDER BY seq", (since,)).fetchall()
        removed = list(itertools.chain.from_iterable(unpack_ids(blob) for (blob,) in gone)) if since else []
        return Changes(history.sequence, removed, self._added(since, history.sequence), history.state)

    def _added(self, since: int, until: int) -> Iterator[list[IndexedPassage]]:
        # Each batch is a transaction of its own, so that a slow index does not hold an old state of the library alive. A passage that goes
        # away meanwhile is left out; its tombstone is numbered above `until` and is met the next time.
        last = -1
        while True:
            with self.store.reading() as connection:
                batch = rows.select_indexed(connection, since, until, last, BATCH)
            if not batch:
                return
            yield batch
            last = batch[-1].id

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """The passages of these ids in this order; those that are gone are left out."""
        with self.store.reading() as connection:
            return rows.select_passages(connection, ids)

    def candidates(self, ids: Sequence[int], question: Float32 | None) -> list[Candidate]:
        """What a ranking wants to know of passages, ascending; `question` is its vector. Those that are gone are left out.

        Without a vector the sentences are not read.
        """
        with self.store.reading() as connection:
            return select_candidates(connection, ids, question)

    def sentences(self, ids: Sequence[int], question: Float32) -> dict[int, dict[int, float]]:
        """For each passage the cosine of `question` and each sentence, by its position, that says something alone."""
        with self.store.reading() as connection:
            return select_sentences(connection, ids, question)

    def neighbours(self, passage_id: int) -> tuple[Passage | None, Passage | None]:
        """The passages before and after this one in its document."""
        with self.store.reading() as connection:
            return rows.select_neighbours(connection, passage_id)

    def answered(self, document_id: int, questions: Set[int] = frozenset()) -> list[Answered]:
        """The passages of this document's paper that answer one of these questions or a part of it, in the order of the text.

        Without questions those of the Vorbemerkung of those who answer. [] when no passage says so.
        """
        with self.store.reading() as connection:
            return select_answered(connection, document_id, questions)

    def annexes(self, passage_id: int, start: int) -> Annexes | None:
        """The annexes that a passage may lie in where its document has reached `start`; None where that is before all of its paper's."""
        with self.store.reading() as connection:
            return select_annexes(connection, passage_id, start)

    def papers(self, number: str, parliament: str = "") -> list[int]:
        """A document of each paper of this number, newest first; where a parliament is given, none that is known to be another's."""
        with self.store.reading() as connection:
            return select_papers(connection, number, parliament)

    def documents(self, filters: Filters | None = None, limit: int = -1, offset: int = 0) -> list[DocumentEntry]:
        """The documents that fit, by title; `limit` -1 lists all."""
        with self.store.reading() as connection:
            return entries(connection, filters or Filters(), self._register(connection), limit, offset)

    def facets(self) -> Facets:
        """The kinds, ministries, groups, parliaments, terms and dates of the documents, with counts: what can be filtered by."""
        with self.store.reading() as connection:
            return facets(connection)

    def document_ids(self, filters: Filters) -> list[int]:
        """The ids of the documents that fit, ascending."""
        with self.store.reading() as connection:
            return matching(connection, filters, self._register(connection))

    def days(self, document_ids: Sequence[int]) -> dict[int, datetime.date]:
        """The dates of those documents that have one."""
        query = "SELECT d.id, d.date FROM json_each(?) AS wanted JOIN document AS d ON d.id = wanted.value WHERE d.date IS NOT NULL"
        with self.store.reading() as connection:
            found = connection.execute(query, (json.dumps(list(document_ids)),))
            return {number: datetime.date.fromisoformat(day) for number, day in found}

    def register(self) -> Register:
        """The documents by number, date and ministry, as they are now."""
        with self.store.reading() as connection:
            return self._register(connection)

    def document(self, document_id: int) -> Document:
        """The whole document. DocumentMissing when it was replaced or removed."""
        with self.store.reading() as connection:
            return self._there(rows.select_document(connection, document_id), document_id)

    def metadata(self, document_id: int) -> Metadata:
        """What is known about a document. DocumentMissing when it was replaced or removed."""
        with self.store.reading() as connection:
            return self._there(rows.select_metadata(connection, document_id), document_id)

    def source_of(self, document_id: int) -> Source:
        """The file that holds a document. DocumentMissing when it was replaced or removed."""
        with self.store.reading() as connection:
            return self._there(rows.select_source(connection, document_id), document_id)

    def locate(self, document_id: int, span: Span) -> tuple[Place, ...]:
        """Every page that `span` of a document stands on, with one box for each line of ink. Only those pages are read."""
        with self.store.reading() as connection:
            row = connection.execute("SELECT alignment FROM document WHERE id = ?", (document_id,)).fetchone()
            raw = Alignment(unpack_ints(self._there(row, document_id)[0], 3)).raw(span)
            if not raw:
                return ()
            around = Span(min(stretch.start for stretch in raw), max(stretch.end for stretch in raw))
            pages, offsets = rows.select_pages(connection, document_id, around)
        return locate(pages, offsets, raw)

    def source_bytes(self, source_id: int) -> bytes:
        """The very bytes that were synced. DocumentMissing when the source is gone, LibraryDamaged when they are not those any more."""
        with self.store.reading() as connection:
            row = connection.execute("SELECT sha256 FROM source WHERE id = ?", (source_id,)).fetchone()
        (sha256,) = self._there(row, source_id)
        try:
            with translated(self.path):
                return keeping.read(self.path, sha256)
        except keeping.Lost as error:
            raise LibraryDamaged(path=self.path, reason=error) from error

    def _register(self, connection: sqlite3.Connection) -> Register:
        """Read once for each state: at 13,000 documents it takes 50 ms, which no question should wait for twice."""
        sequence = meta.sequence(connection)
        known = self._registered
        if known is None or known[0] != sequence:
            known = self._registered = sequence, read_register(connection)
        return known[1]

    def _there(self, found: T | None, number: int) -> T:
        if found is None:
            raise DocumentMissing(path=self.path, id=number)
        return found
