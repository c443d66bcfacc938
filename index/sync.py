"""Folders and files into a library: what is new is added, what changed replaced, what is unchanged costs nothing.

It does not know formats, models or tables.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from index import folders, intake, keeping, meta
from index.files import Candidate, FolderUnreachable, Found, find, text_of
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
    paths: Sequence[Path] | None,
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

    The library remembers the folders. paths None: all that it remembers, and its uploads, of which what is gone is removed in any case.
    A file that cannot be read is reported and what was there of it stays; the others go on. Errors: LibraryBusy when another process is
    still writing after `timeout` seconds, LibraryFull, LibraryDamaged, EmbedderMismatch, ModelError; without paths also LibraryMissing,
    NothingToSync.
    """
    meter = Meter(progress)
    if paths is not None and not (library_path / DATABASE).exists() and not (found := find(paths, library_path)).files:
        return _report(Counts(), found, [], meter)  # a folder that was mistyped must not leave an empty library behind
    with Library.open(library_path, embedder, create=paths is not None) as library, library.lock(timeout):
        _adopt(library, embedder)
        found = _found(library, paths)
        legs = open_legs(library)
        bring_up_to_date(library, legs)
        writer = Writer(library.store, embedder, meter.embedded, lambda: bring_up_to_date(library, legs))
        work = _intake(library, writer, embedder, max_bytes, ocr)
        _take_in(work, found.files, meter)
        missing = _missing(work, found)
        gone = {path for path in missing if prune or (paths is None and folders.is_upload(library_path, Path(os.fsdecode(path))))}
        _prune(work, [missing.pop(path) for path in gone])
        _tidy(library)
        bring_up_to_date(library, legs)
        write_manifest(library)
        report = _report(work.counts, found, list(missing.values()), meter)
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


def forget(library: Library, folder: Path, prune: bool = False, timeout: float = 0.0) -> int:
    """Let later syncs pass over a folder that the library remembers. Its documents stay, unless `prune`; how many were removed.

    What lies in another remembered folder, too, stays in any case. Errors: FolderNotSynced, LibraryBusy.
    """
    with library.lock(timeout):
        known = folders.remembered(library)
        wanted = next((each for each in (folder.resolve(), folder.absolute()) if each in known), folder.resolve())
        sources = folders.only_from(library, wanted, [each for each in known if each != wanted]) if prune else []
        if wanted not in known and not sources:
            raise folders.FolderNotSynced(name=text_of(folder), known=", ".join(map(text_of, known)) or "–")
        with library.store.writing() as connection:
            connection.execute("DELETE FROM folder WHERE path = ?", (os.fsencode(wanted),))
    return remove(library, source_ids=sources, timeout=timeout) if sources else 0


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


def _found(library: Library, paths: Sequence[Path] | None) -> Found:
    """What lies under the paths, whose folders are remembered before anything of them is taken in: a sync that is cut short can go on.

    None: under those that are remembered. They are asked for under the writer's lock, so that none that was forgotten comes back.
    """
    if paths is None:
        return find(folders.to_sync(library), library.path, FolderUnreachable)
    found = find(paths, library.path)
    with library.store.writing() as connection:
        folders.remember(connection, library.path, found.folders)
    return found


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


def _missing(work: Intake, found: Found) -> dict[bytes, list[intake.Version]]:
    """The versions of each file that the library knows and that is gone from the folders, by its path."""
    there = {os.fsencode(file.path) for file in found.files}
    return {path: versions for path, versions in work.known.items() if path not in there and found.gone(path)}


def _prune(work: Intake, missing: Sequence[Sequence[intake.Version]]) -> None:
    if not missing:
        return
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
