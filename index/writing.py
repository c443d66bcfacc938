"""Documents into the library: embedded many at a time, committed whole.

It does not know files. Whoever uses it holds the writer's lock. Killed at any moment, each document is there as it was or as it is now.
"""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from index import meta, rows
from index.document import Document
from index.packing import pack_ids, pack_vectors
from index.passages import embedding_text
from index.store import Store
from index.types import Embedder, Passage

PASSAGES = 512  # embedded and committed together: enough to sort by length, little enough to be lost with the power
CHARACTERS = 4_000_000  # of documents that wait; what a batch may take of memory
STEPS = 5000  # other steps that wait


@dataclass(frozen=True, slots=True)
class _New:
    document: Document
    content: bytes
    passages: Sequence[Passage]
    texts: Sequence[str]
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

    def __init__(self, store: Store, embedder: Embedder, embedded: Callable[[int], None]) -> None:
        """`embedded` is told how many passages have got their vectors since it was last called."""
        self._store, self._embedder, self._tell = store, embedder, embedded
        self._pending = _Pending()

    def add(self, document: Document, content: bytes, passages: Sequence[Passage], replaces: int | None) -> None:
        """A new document, in the place of an older one or of none. `content` is the hash of the raw document."""
        texts = [embedding_text(passage) for passage in passages]
        self._pending.new.append(_New(document, content, passages, texts, [_digest(text) for text in texts], replaces))
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
        with self._store.writing() as connection:
            if pending.new or pending.gone:
                sequence = meta.advance(connection)
                drop(connection, [*pending.gone, *(new.replaces for new in pending.new if new.replaces)], sequence)
                for new in pending.new:
                    _insert(connection, new, vectors, sequence)
            connection.executemany("UPDATE document SET source_id = ? WHERE id = ?", pending.kept)
            for source_id, size, mtime_ns, complete in pending.finished:
                _finish(connection, source_id, size, mtime_ns, complete)

    def _flush_when_full(self) -> None:
        if self._pending.full:
            self.flush()

    def _vectors(self, new: Sequence[_New]) -> dict[bytes, bytes]:
        """The packed vector of each text by the text's hash: those that the library knows are not computed again."""
        texts = dict(itertools.chain.from_iterable(zip(item.embedded, item.texts, strict=True) for item in new))
        passages = Counter(itertools.chain.from_iterable(item.embedded for item in new))
        with self._store.reading() as connection:
            vectors = _known(connection, texts)
        self._tell(sum(passages[digest] for digest in vectors))
        missing = [digest for digest in texts if digest not in vectors]
        for start in range(0, len(missing), PASSAGES):
            part = missing[start : start + PASSAGES]
            found = self._embedder.embed_passages([texts[digest] for digest in part])
            if found.shape != (len(part), self._embedder.dimension):
                raise ValueError(f"the embedder gave {found.shape} for {len(part)} texts of {self._embedder.dimension} dimensions")
            vectors.update(zip(part, pack_vectors(found), strict=True))
            self._tell(sum(passages[digest] for digest in part))
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


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _known(connection: sqlite3.Connection, digests: Iterable[bytes]) -> dict[bytes, bytes]:
    query = "SELECT v.vector FROM passage AS p JOIN vector AS v ON v.passage_id = p.id WHERE p.embedded = ? LIMIT 1"
    found = ((digest, connection.execute(query, (digest,)).fetchone()) for digest in digests)
    return {digest: row[0] for digest, row in found if row}


def _insert(connection: sqlite3.Connection, new: _New, vectors: dict[bytes, bytes], sequence: int) -> None:
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
