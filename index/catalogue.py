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
from dataclasses import dataclass
from pathlib import Path

from index import meta, schema
from index.types import Filters


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


def entries(connection: sqlite3.Connection, filters: Filters, limit: int, offset: int) -> list[DocumentEntry]:
    """Documents that fit, by title and then in the order of their arrival."""
    where, values = _conditions(filters)
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


def matching(connection: sqlite3.Connection, filters: Filters) -> list[int]:
    """The ids of the documents that fit, ascending."""
    where, values = _conditions(filters)
    return [row[0] for row in connection.execute(f"SELECT d.id FROM document AS d WHERE {where} ORDER BY d.id", values)]  # noqa: S608 - constants


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


def _conditions(filters: Filters) -> tuple[str, list[object]]:
    wanted: list[tuple[str, object]] = []
    if filters.document_ids:
        wanted.append(("d.id IN (SELECT value FROM json_each(?))", json.dumps(filters.document_ids)))
    if filters.excluded_document_ids:
        wanted.append(("d.id NOT IN (SELECT value FROM json_each(?))", json.dumps(filters.excluded_document_ids)))
    if filters.number:
        wanted.append(("d.number = ?", filters.number.strip()))
    if filters.kind:
        wanted.append(("d.kind = ? COLLATE NOCASE", filters.kind.strip()))
    if filters.since:
        wanted.append(("d.date >= ?", filters.since.isoformat()))
    if filters.until:
        wanted.append(("d.date <= ?", filters.until.isoformat()))
    return " AND ".join(["1", *(condition for condition, _value in wanted)]), [value for _condition, value in wanted]


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
