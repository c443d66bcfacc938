"""Folders and files into a library: what is new is added, what changed replaced, what is unchanged costs nothing.

It does not know formats, models or tables.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from index import intake, keeping, meta
from index.files import Candidate, Found, find
from index.holdings import note_sync
from index.intake import Counts, Intake
from index.legs import bring_up_to_date, open_legs
from index.library import Library
from index.progress import Meter
from index.progress import Progress as Progress
from index.progress import SyncReport as SyncReport
from index.readers import MAX_SOURCE_BYTES
from index.store import DATABASE, translated
from index.types import Embedder
from index.writing import Writer, drop, drop_empty_sources

MANIFEST = "manifest.json"


def sync(
    paths: Sequence[Path],
    library_path: Path,
    embedder: Embedder,
    *,
    prune: bool = False,
    progress: Callable[[Progress], None] | None = None,
    max_bytes: int = MAX_SOURCE_BYTES,
    ocr: bool = True,
    timeout: float = 0.0,
) -> SyncReport:
    """Bring the files under `paths` into the library, which is made if there are any; `prune` removes those gone from the folders.

    A file that cannot be read is reported and what was there of it stays; the others go on. Errors: LibraryBusy when another process is
    still writing after `timeout` seconds, LibraryFull, LibraryDamaged, EmbedderMismatch, ModelError.
    """
    meter = Meter(progress)
    if not (library_path / DATABASE).exists() and not (found := find(paths, library_path)).files:
        return _report(Counts(), found, [], meter)  # a folder that was mistyped must not leave an empty library behind
    with Library.open(library_path, embedder, create=True) as library, library.lock(timeout):
        _adopt(library, embedder)
        legs = open_legs(library)
        bring_up_to_date(library, legs)
        found = find(paths, library_path)
        writer = Writer(library.store, embedder, meter.embedded, lambda: bring_up_to_date(library, legs))
        work = _intake(library, writer, embedder, max_bytes, ocr)
        _take_in(work, found.files, meter)
        missing = _missing(work, found)
        if prune:
            _prune(work, missing)
        _tidy(library)
        bring_up_to_date(library, legs)
        write_manifest(library)
        report = _report(work.counts, found, [] if prune else missing, meter)
        note_sync(library_path, report)
    return report


def remove(
    library: Library, document_ids: Sequence[int] = (), source_ids: Sequence[int] = (), timeout: float = 0.0, files: Sequence[Path] = ()
) -> int:
    """Take documents, and all those of some sources, out of the library and out of every index. How many there were.

    A later sync of their files brings them back, but for `files`, which are deleted before another sync can find them. Errors: LibraryBusy.
    """
    query = "SELECT id FROM document WHERE id IN (SELECT value FROM json_each(?)) OR source_id IN (SELECT value FROM json_each(?))"
    with library.lock(timeout):
        with library.store.writing() as connection:
            there = [row[0] for row in connection.execute(query, (json.dumps(list(document_ids)), json.dumps(list(source_ids))))]
            if there:
                drop(connection, there, meta.advance(connection))
                connection.execute("DELETE FROM source WHERE id NOT IN (SELECT source_id FROM document)")
        with translated(library.path):
            for file in files if there else ():
                file.unlink(missing_ok=True)
        _tidy(library)
        bring_up_to_date(library, open_legs(library))
        write_manifest(library)
    return len(there)


def write_manifest(library: Library) -> None:
    """A summary for people, beside the database that holds the truth."""
    from index.analysis import VERSION

    about = {**library.info().to_dict(), "analysis": VERSION}
    del about["path"]  # it may be moved
    with translated(library.path):
        keeping.write_atomically(library.path / MANIFEST, (json.dumps(about, indent=2, ensure_ascii=False) + "\n").encode())


def _report(counts: Counts, found: Found, missing: Sequence[Sequence[intake.Version]], meter: Meter) -> SyncReport:
    return SyncReport(
        added=counts.added,
        changed=counts.changed,
        removed=counts.removed,
        unchanged=counts.unchanged,
        failed=(*found.failed, *counts.failed),
        missing=tuple(name for versions in missing for name in {version.name for version in versions}),
        passages=meter.passages,
        seconds=meter.seconds,
    )


def _adopt(library: Library, embedder: Embedder) -> None:
    with library.store.writing() as connection:
        meta.check_embedder(connection, library.path, embedder)
        meta.adopt_embedder(connection, embedder)


def _intake(library: Library, writer: Writer, embedder: Embedder, max_bytes: int, ocr: bool) -> Intake:
    with library.store.reading() as connection:
        known = intake.versions(connection)
    hashes: dict[str, list[intake.Version]] = {}
    for version in (version for versions in known.values() for version in versions):
        hashes.setdefault(version.sha256, []).append(version)
    return Intake(library.store, writer, embedder, known, hashes, Counts(), max_bytes, ocr)


def _take_in(work: Intake, files: Sequence[Candidate], meter: Meter) -> None:
    meter.total = len(files)
    try:
        for done, file in enumerate(files):
            meter.done, meter.name = done, file.name
            meter.show()
            intake.take_in(work, file)
    except Exception:  # what was read before is kept; a person who stops it need not wait for that
        work.writer.flush()
        raise
    work.writer.flush()
    meter.done, meter.name = len(files), ""
    meter.show()


def _missing(work: Intake, found: Found) -> list[list[intake.Version]]:
    """The versions of each file that the library knows and that is gone from the folders."""
    there = {os.fsencode(file.path) for file in found.files}
    return [versions for path, versions in work.known.items() if path not in there and found.gone(path)]


def _prune(work: Intake, missing: Sequence[Sequence[intake.Version]]) -> None:
    for version in (version for versions in missing for version in versions):
        with work.store.reading() as connection:
            ids = [row[0] for row in connection.execute("SELECT id FROM document WHERE source_id = ?", (version.id,))]
        work.writer.remove(ids)
        work.counts.removed += len(ids)
    work.writer.flush()
    with work.store.writing() as connection:
        connection.executemany("DELETE FROM source WHERE id = ?", [(version.id,) for versions in missing for version in versions])


def _tidy(library: Library) -> None:
    """Forget versions of files that nothing is from, and their bytes."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with library.store.writing() as connection:
        drop_empty_sources(connection)
        meta.put(connection, synced_at=now)
        wanted = {row[0] for row in connection.execute("SELECT sha256 FROM source")}
    with translated(library.path):
        keeping.collect(library.path, wanted)
    library.store.truncate_log()
