"""Where the documents of a library come from, passage by passage what they are, and what the last sync said.

It does not know how any of it is shown.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import keeping, rows
from index.library import Library
from index.progress import SyncReport
from index.store import translated
from index.types import Passage

LAST_SYNC = "sync.json"


@dataclass(frozen=True, slots=True)
class Holding:
    """The file of a document. path: where it was synced from; complete: all that is in it was taken in; documents: how many it holds."""

    source_id: int
    path: Path
    sha256: str
    size: int
    complete: bool
    synced_at: datetime.datetime
    documents: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that the last sync could not take in, with a sentence for people in both languages."""

    name: str
    german: str
    english: str


@dataclass(frozen=True, slots=True)
class LastSync:
    """When the last sync ended (UTC), what failed, and how many files were gone from the folders and kept."""

    time: datetime.datetime
    failed: tuple[Failure, ...]
    missing: int = 0


def holdings(library: Library, document_ids: Sequence[int]) -> dict[int, Holding]:
    """The files of these documents; those that are gone are left out."""
    query = (
        "SELECT d.id, s.id, s.path, s.sha256, s.size, s.complete, s.synced_at, (SELECT count(*) FROM document WHERE source_id = s.id)"
        " FROM json_each(?) AS wanted JOIN document AS d ON d.id = wanted.value JOIN source AS s ON s.id = d.source_id"
    )
    with library.store.reading() as connection:
        found = connection.execute(query, (json.dumps(list(document_ids)),))
        return {
            document_id: Holding(
                source_id, Path(os.fsdecode(path)), sha256, size, bool(complete), datetime.datetime.fromisoformat(at), documents
            )
            for document_id, source_id, path, sha256, size, complete, at, documents in found
        }


def paths(library: Library) -> frozenset[Path]:
    """Where all files of the library were synced from."""
    with library.store.reading() as connection:
        return frozenset(Path(os.fsdecode(path)) for (path,) in connection.execute("SELECT path FROM source"))


def passages_of(library: Library, document_id: int, limit: int, offset: int) -> list[Passage]:
    """Passages of a document in the order of its text."""
    query = "SELECT id FROM passage WHERE document_id = ? ORDER BY id LIMIT ? OFFSET ?"
    with library.store.reading() as connection:
        return rows.select_passages(connection, [row[0] for row in connection.execute(query, (document_id, limit, offset))])


def note_sync(library: Path, report: SyncReport) -> None:
    """Keep what a sync said, for whoever looks later."""
    failed = [(str(error.values.get("name", "")), error.message("de"), error.message("en")) for error in report.failed]
    failures = [{"name": name, "german": german, "english": english} for name, german, english in failed]
    said = {"time": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"), "failed": failures, "missing": len(report.missing)}
    with translated(library):
        keeping.write_atomically(library / LAST_SYNC, json.dumps(said, indent=2).encode())


def last_sync(library: Path) -> LastSync | None:
    """What the last sync said; None where nobody noted it."""
    try:
        said: Any = json.loads((library / LAST_SYNC).read_bytes())
        failed = tuple(Failure(**each) for each in said["failed"])
        return LastSync(datetime.datetime.fromisoformat(said["time"]), failed, int(said.get("missing", 0)))
    except (OSError, ValueError, KeyError, TypeError):  # never written, or not by us
        return None
