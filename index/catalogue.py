"""Lists and counts of what a library holds.

It does not know the texts themselves.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import json
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index import meta, schema
from index.metadata.names import fold
from index.register import Register
from index.types import Filters

ONE_OF = "d.id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A line of the list of documents. `key` tells those of one source apart ("" where it holds only one)."""

    id: int
    title: str
    source_name: str
    key: str
    kind: str
    number: str
    date: datetime.date | None
    pages: int
    passages: int


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """How much a library holds and how it was built. `bytes`: its whole folder. `synced_at`: UTC, None before the first sync."""

    path: Path
    version: str
    sequence: int
    schema: int
    sources: int
    documents: int
    pages: int
    passages: int
    bytes: int
    embedder: str
    fingerprint: str
    dimension: int
    query_prefix: str
    passage_prefix: str
    synced_at: datetime.datetime | None

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        return {**dataclasses.asdict(self), "path": str(self.path), "synced_at": self.synced_at and self.synced_at.isoformat()}


@dataclass(frozen=True, slots=True)
class Facets:
    """What the documents of a library are: each value with the number of its documents, most frequent first; the range of dates."""

    kinds: tuple[tuple[str, int], ...]
    ministries: tuple[tuple[str, int], ...]
    groups: tuple[tuple[str, int], ...]
    parliaments: tuple[tuple[str, int], ...]
    terms: tuple[tuple[str, int], ...]
    earliest: datetime.date | None
    latest: datetime.date | None


def entries(connection: sqlite3.Connection, filters: Filters, register: Register, limit: int, offset: int) -> list[DocumentEntry]:
    """Documents that fit, by title and then in the order of their arrival."""
    where, values = _conditions(connection, filters, register)
    found = connection.execute(
        "SELECT d.id, d.title, s.name, d.key, d.kind, d.number, d.date,"  # noqa: S608 - constants
        " (SELECT count(*) FROM page WHERE document_id = d.id), (SELECT count(*) FROM passage WHERE document_id = d.id)"
        f" FROM document AS d JOIN source AS s ON s.id = d.source_id WHERE {where} ORDER BY d.title, d.id LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [
        DocumentEntry(number, title, source_name, key, kind, paper, _day(day), pages, passages)
        for number, title, source_name, key, kind, paper, day, pages, passages in found
    ]


def matching(connection: sqlite3.Connection, filters: Filters, register: Register) -> list[int]:
    """The ids of the documents that fit, ascending."""
    where, values = _conditions(connection, filters, register)
    query = f"SELECT d.id FROM document AS d JOIN source AS s ON s.id = d.source_id WHERE {where} ORDER BY d.id"  # noqa: S608 - constants
    return [row[0] for row in connection.execute(query, values)]


def summary(connection: sqlite3.Connection, path: Path) -> LibraryInfo:
    """Everything that `belegt info` shows."""
    about = meta.get(connection)
    synced = about.get("synced_at")
    return LibraryInfo(
        path=path,
        version=f"{about['identity']}-{about.get('sequence', '0')}",
        sequence=int(about.get("sequence", "0")),
        schema=schema.version(connection),
        sources=_one(connection, "SELECT count(DISTINCT source_id) FROM document"),
        documents=_one(connection, "SELECT count(*) FROM document"),
        pages=_one(connection, "SELECT count(*) FROM page"),
        passages=_one(connection, "SELECT count(*) FROM passage"),
        bytes=_size(path),
        embedder=about.get("embedder", ""),
        fingerprint=about.get("fingerprint", ""),
        dimension=int(about.get("dimension", "0")),
        query_prefix=about.get("query_prefix", ""),
        passage_prefix=about.get("passage_prefix", ""),
        synced_at=datetime.datetime.fromisoformat(synced) if synced else None,
    )


def facets(connection: sqlite3.Connection) -> Facets:
    """What `belegt info` and a filter in the chat offer to choose from."""
    groups = "SELECT value, count(*) FROM document, json_each(metadata, '$.groups') GROUP BY value ORDER BY 2 DESC, 1"
    earliest, latest = connection.execute("SELECT min(date), max(date) FROM document WHERE date IS NOT NULL").fetchone()
    return Facets(
        kinds=_counts(connection, "kind"),
        ministries=_counts(connection, "ministry"),
        groups=tuple(connection.execute(groups)),
        parliaments=_counts(connection, "parliament"),
        terms=_counts(connection, "term"),
        earliest=_day(earliest),
        latest=_day(latest),
    )


def _counts(connection: sqlite3.Connection, name: str) -> tuple[tuple[str, int], ...]:
    query = "SELECT json_extract(metadata, ?) AS value, count(*) FROM document WHERE value IS NOT NULL GROUP BY value ORDER BY 2 DESC, 1"
    return tuple(connection.execute(query, (f"$.{name}",)))


def _conditions(connection: sqlite3.Connection, filters: Filters, register: Register) -> tuple[str, list[object]]:
    """The conditions, each with its value, that hold for a document `d` of a source `s`."""
    connection.create_function("folded", 1, _folded, deterministic=True)
    wanted = list(_plain(filters))
    parts = {"title": filters.title, "parliament": filters.parliament}
    wanted += [(f"instr(folded(json_extract(d.metadata, '$.{name}')), ?)", fold(part)) for name, part in parts.items() if part]
    if filters.number:
        wanted.append((ONE_OF, json.dumps(register.numbered(filters.number))))
    if filters.ministry:
        wanted.append((ONE_OF, json.dumps(register.of_ministry(filters.ministry))))
    if filters.kind:
        wanted.append(("instr(' und ' || folded(d.kind) || ' und ', ' und ' || ? || ' und ')", fold(filters.kind)))
    if filters.term:
        wanted.append(("json_extract(d.metadata, '$.term') = ?", filters.term.strip().removesuffix(".")))
    if filters.group:
        wanted.append(("EXISTS (SELECT 1 FROM json_each(d.metadata, '$.groups') WHERE instr(folded(value), ?))", fold(filters.group)))
    if filters.source:
        wanted.append(("folded(s.name) GLOB ?", fold(filters.source)))
    return " AND ".join(["1", *(condition for condition, _value in wanted)]), [value for _condition, value in wanted]


def _plain(filters: Filters) -> Iterator[tuple[str, object]]:
    """What needs no folding."""
    if filters.document_ids:
        yield ONE_OF, json.dumps(filters.document_ids)
    if filters.excluded_document_ids:
        yield "d.id NOT IN (SELECT value FROM json_each(?))", json.dumps(filters.excluded_document_ids)
    if filters.since:
        yield "d.date >= ?", filters.since.isoformat()
    if filters.until:
        yield "d.date <= ?", filters.until.isoformat()


def _folded(value: str | None) -> str:
    return fold(value or "")


def _size(folder: Path) -> int:
    total = 0
    for file in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):  # a sync removes files as it goes
            status = file.stat()
            total += status.st_size if stat.S_ISREG(status.st_mode) else 0
    return total


def _one(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
