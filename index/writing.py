"""Documents into the library: embedded many at a time, committed whole.

It does not know files. Whoever uses it holds the writer's lock. Killed at any moment, each document is there as it was or as it is now.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from index import meta, rows
from index.document import Document
from index.packing import pack_ids
from index.store import Store
from index.types import Embedder, Passage
from index.vectors import Vectors, digest, embed

PASSAGES = 512  # embedded and committed together: enough to sort by length, little enough to be lost with the power
CHARACTERS = 4_000_000  # of documents that wait; what a batch may take of memory
STEPS = 5000  # other steps that wait


@dataclass(frozen=True, slots=True)
class _New:
    document: Document
    content: bytes
    passages: Sequence[Passage]
    embedded: Sequence[bytes]
    replaces: int | None


@dataclass(slots=True)
class _Pending:
    new: list[_New] = field(default_factory=list)
    kept: list[tuple[int, int]] = field(default_factory=list)  # source id, document id
    gone: list[int] = field(default_factory=list)
    finished: list[tuple[int, int, int, bool]] = field(default_factory=list)  # source id, size, mtime_ns, complete
    passages: int = 0
    characters: int = 0

    @property
    def full(self) -> bool:
        steps = len(self.kept) + len(self.gone) + len(self.finished)
        return self.passages >= PASSAGES or self.characters >= CHARACTERS or steps >= STEPS


class Writer:
    """Takes documents one by one and commits them in batches; what was added after the last `flush` is lost with the process."""

    def __init__(self, store: Store, embedder: Embedder, embedded: Callable[[int], None], replaced: Callable[[], None]) -> None:
        """`embedded` is told how many passages have got their vectors since it was last called.

        `replaced` is called after each commit that took documents away, so that the indexes lose none of them for longer than a moment.
        """
        self._store, self._embedder, self._tell, self._replaced = store, embedder, embedded, replaced
        self._pending = _Pending()

    def add(self, document: Document, content: bytes, passages: Sequence[Passage], replaces: int | None) -> None:
        """A new document, in the place of an older one or of none. `content` is the hash of the raw document."""
        self._pending.new.append(_New(document, content, passages, [digest(passage) for passage in passages], replaces))
        self._pending.passages += len(passages)
        self._pending.characters += len(document.text)
        self._flush_when_full()

    def keep(self, document_id: int, source_id: int) -> None:
        """A document that stands unchanged in a new version of its file."""
        self._pending.kept.append((source_id, document_id))
        self._flush_when_full()

    def remove(self, document_ids: Iterable[int]) -> None:
        """Documents that are gone."""
        self._pending.gone.extend(document_ids)
        self._flush_when_full()

    def finish(self, source_id: int, size: int, mtime_ns: int, complete: bool) -> None:
        """All documents of this version of a file were handed over; what is left of older versions goes."""
        self._pending.finished.append((source_id, size, mtime_ns, complete))
        self._flush_when_full()

    def flush(self) -> None:
        """Embed and commit what waits."""
        pending, self._pending = self._pending, _Pending()
        vectors = self._vectors(pending.new)
        dropped = [*pending.gone, *(new.replaces for new in pending.new if new.replaces)]
        with self._store.writing() as connection:
            if pending.new or pending.gone:
                sequence = meta.advance(connection)
                drop(connection, dropped, sequence)
                for new in pending.new:
                    _insert(connection, new, vectors, sequence)
            connection.executemany("UPDATE document SET source_id = ? WHERE id = ?", pending.kept)
            for source_id, size, mtime_ns, complete in pending.finished:
                _finish(connection, source_id, size, mtime_ns, complete)
        if dropped:  # what is only new can wait until the indexes are brought up to date at the end
            self._replaced()

    def _flush_when_full(self) -> None:
        if self._pending.full:
            self.flush()

    def _vectors(self, new: Sequence[_New]) -> dict[bytes, Vectors]:
        """The vectors of each passage by its digest: those that the library knows are not computed again."""
        passages = dict(itertools.chain.from_iterable(zip(item.embedded, item.passages, strict=True) for item in new))
        count = Counter(itertools.chain.from_iterable(item.embedded for item in new))
        with self._store.reading() as connection:
            vectors = _known(connection, passages)
        self._tell(sum(count[known] for known in vectors))
        missing = [each for each in passages if each not in vectors]
        for start in range(0, len(missing), PASSAGES):
            part = missing[start : start + PASSAGES]
            vectors.update(zip(part, embed([passages[each] for each in part], self._embedder), strict=True))
            self._tell(sum(count[each] for each in part))
        return vectors


def drop(connection: sqlite3.Connection, document_ids: Sequence[int], sequence: int) -> None:
    """Remove documents with all that belongs to them; each leaves a tombstone."""
    for document_id in document_ids:
        ids = [row[0] for row in connection.execute("SELECT id FROM passage WHERE document_id = ? ORDER BY id", (document_id,))]
        connection.execute("DELETE FROM document WHERE id = ?", (document_id,))
        connection.execute("INSERT INTO tombstone (document_id, seq, passage_ids) VALUES (?, ?, ?)", (document_id, sequence, pack_ids(ids)))


def drop_empty_sources(connection: sqlite3.Connection) -> None:
    """Remove versions of files that no document is from and that were never finished."""
    connection.execute("DELETE FROM source WHERE NOT complete AND id NOT IN (SELECT source_id FROM document)")


def _known(connection: sqlite3.Connection, digests: Iterable[bytes]) -> dict[bytes, Vectors]:
    query = (
        "SELECT v.vector, s.vectors FROM passage AS p JOIN vector AS v ON v.passage_id = p.id JOIN sentence AS s ON s.passage_id = p.id"
        " WHERE p.embedded = ? LIMIT 1"
    )
    found = ((each, connection.execute(query, (each,)).fetchone()) for each in digests)
    return {each: Vectors(*row) for each, row in found if row}


def _insert(connection: sqlite3.Connection, new: _New, vectors: dict[bytes, Vectors], sequence: int) -> None:
    title = new.passages[0].title if new.passages else new.document.metadata.title
    document_id = rows.insert_document(connection, new.document, title, new.content, sequence)
    for passage, embedded in zip(new.passages, new.embedded, strict=True):
        rows.insert_passage(connection, document_id, passage, title, embedded, vectors[embedded])


def _finish(connection: sqlite3.Connection, source_id: int, size: int, mtime_ns: int, complete: bool) -> None:
    connection.execute("UPDATE source SET size = ?, mtime_ns = ?, complete = ? WHERE id = ?", (size, mtime_ns, complete, source_id))
    connection.execute(
        "DELETE FROM source WHERE path = (SELECT path FROM source WHERE id = :id) AND id <> :id"
        " AND id NOT IN (SELECT source_id FROM document WHERE source_id = source.id)",
        {"id": source_id},
    )
