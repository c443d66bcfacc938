"""One file into the library: what is new in it is read, cleaned and split, what has not changed is left alone.

It does not know folders nor how documents are embedded and committed. A file is known by its resolved path: the same file under another
path is another source that shares its bytes, and a file that was moved keeps its documents.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from index import keeping, meta
from index.content import content_hash, without_surrogates
from index.defects import defects_named
from index.errors import SourceError
from index.files import Candidate, unreachable
from index.metadata.fields import over
from index.metadata.sidecar import read_sidecar
from index.passages import split
from index.prepare import to_document
from index.readers import check_size, detect, read
from index.store import Store, translated
from index.types import Embedder, Metadata, RawDocument, Source
from index.writing import Writer

PREPARATION = 7  # raise it when reading, cleaning or splitting makes something else of the same bytes: the next sync then does it again


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a file in the library, with the number of documents that are from it."""

    id: int
    path: bytes
    name: str
    sha256: str
    size: int
    mtime_ns: int
    current: bool  # complete, and prepared as this version of Belegt does
    documents: int


@dataclass(frozen=True, slots=True)
class _Existing:
    id: int
    content: bytes
    source_id: int


@dataclass(slots=True)
class Counts:
    """Documents, by what became of them, and what went wrong."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    failed: list[SourceError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Intake:
    """What taking in files needs. `known` holds the versions of files in the library by path, `hashes` the same by content."""

    store: Store
    writer: Writer
    embedder: Embedder
    known: dict[bytes, list[Version]]
    hashes: dict[str, list[Version]]
    counts: Counts
    max_bytes: int
    ocr: bool


def versions(connection: sqlite3.Connection) -> dict[bytes, list[Version]]:
    """All versions of files in the library, by path."""
    known: dict[bytes, list[Version]] = {}
    for row in connection.execute(
        "SELECT s.id, s.path, s.name, s.sha256, s.size, s.mtime_ns, s.complete AND s.preparation = ?,"
        " (SELECT count(*) FROM document WHERE source_id = s.id) FROM source AS s",
        (PREPARATION,),
    ):
        known.setdefault(row[1], []).append(Version(*row))
    return known


def take_in(intake: Intake, file: Candidate) -> None:
    """Bring the library's documents of one file up to date. What is wrong with it is noted; then what was there before stays."""
    known = intake.known.get(os.fsencode(file.path), [])
    current = known[0] if len(known) == 1 and known[0].current else None
    if current and (current.size, current.mtime_ns) == (file.size, file.stamp):
        intake.counts.unchanged += current.documents
        return
    try:
        with defects_named(file.name):
            data = _bytes(file, intake.max_bytes)
        sha256 = hashlib.sha256(data).hexdigest()
        same = current if current and current.sha256 == sha256 else None if known else _moved(intake, sha256)
        described = file.sidecar or (same and same.mtime_ns < 0)  # by a sidecar, now or when it was last read: see `Candidate.stamp`
        if same and (not described or same is not current):
            _note_place(intake, same, file, same.mtime_ns if described else file.stamp)
        if same and not described:
            intake.counts.unchanged += same.documents
        else:
            _take_documents(intake, file, data, sha256)
    except SourceError as error:
        intake.counts.failed.append(error)


def _bytes(file: Candidate, limit: int) -> bytes:
    try:
        check_size(file.path, limit)
        return file.path.read_bytes()
    except OSError as error:
        raise unreachable(file.name, error) from error


def _moved(intake: Intake, sha256: str) -> Version | None:
    """A file with these bytes whose old place is empty now."""
    gone = (found for found in intake.hashes.get(sha256, ()) if found.current and not os.path.lexists(found.path))
    return next(gone, None)


def _note_place(intake: Intake, version: Version, file: Candidate, stamp: int) -> None:
    """The same bytes at another time or place."""
    path = os.fsencode(file.path)
    moved = path != version.path
    with intake.store.writing() as connection:
        connection.execute(
            "UPDATE source SET path = ?, name = ?, size = ?, mtime_ns = ? WHERE id = ?",
            (path, file.name if moved else version.name, file.size, stamp, version.id),
        )
        if moved:
            meta.advance(connection)
    if moved:
        del intake.known[version.path]
        intake.hashes[version.sha256].remove(version)


def _take_documents(intake: Intake, file: Candidate, data: bytes, sha256: str) -> None:
    """Documents whose content is known stay, the others are prepared anew. A file that is not whole removes nothing."""
    with defects_named(file.name):
        media_type = detect(data, file.name)
    existing = _existing(intake, file)
    counts, source, problems, seen = intake.counts, None, list[SourceError](), set[str]()
    for raw in _raw_documents(file, data, media_type, intake.ocr, problems):
        source = source or _source(intake, file, media_type, sha256, data)
        content, old = content_hash(raw, PREPARATION), existing.get(raw.key)
        seen.add(raw.key)
        if old and old.content == content:
            counts.unchanged += 1
            if old.source_id != source.id:
                intake.writer.keep(old.id, source.id)
        elif _prepare(intake, source, raw, content, old, problems):
            counts.added, counts.changed = counts.added + (old is None), counts.changed + (old is not None)
    gone = [] if problems else [old.id for key, old in existing.items() if key not in seen]
    counts.removed += len(gone)
    counts.failed += problems
    intake.writer.remove(gone)
    if source:
        intake.writer.finish(source.id, file.size, file.stamp, not problems)


def _prepare(intake: Intake, source: Source, raw: RawDocument, content: bytes, old: _Existing | None, problems: list[SourceError]) -> bool:
    """Clean, split and hand over one document; whether that went well."""
    name = f"{source.name}, {raw.key}" if raw.key else source.name
    try:
        with defects_named(name):
            document = to_document(source, raw)
            passages = split(document, intake.embedder.count_tokens)
    except SourceError as error:
        problems.append(error)
        return False
    intake.writer.add(document, content, passages, old.id if old else None)
    return True


def _existing(intake: Intake, file: Candidate) -> dict[str, _Existing]:
    with intake.store.reading() as connection:
        found = connection.execute(
            "SELECT d.key, d.id, d.hash, d.source_id FROM source AS s JOIN document AS d ON d.source_id = s.id WHERE s.path = ?",
            (os.fsencode(file.path),),
        )
        return {key: _Existing(*rest) for key, *rest in found}


def _source(intake: Intake, file: Candidate, media_type: str, sha256: str, data: bytes) -> Source:
    """The row of this version of the file, begun by an earlier sync or now; the bytes are kept before any document points at them."""
    path = os.fsencode(file.path)
    with translated(intake.store.path):
        keeping.put(intake.store.path, sha256, data)
    begun = "SELECT id FROM source WHERE path = ? AND sha256 = ? AND preparation = ? AND media_type = ?"
    with intake.store.writing() as connection:
        row = connection.execute(begun, (path, sha256, PREPARATION, media_type)).fetchone()
        if row is None:
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            row = connection.execute(
                "INSERT INTO source (name, path, media_type, sha256, size, mtime_ns, preparation, synced_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (file.name, path, media_type, sha256, file.size, file.stamp, PREPARATION, now),
            ).fetchone()
    return Source(row[0], file.name, media_type, sha256)


def _raw_documents(file: Candidate, data: bytes, media_type: str, ocr: bool, problems: list[SourceError]) -> Iterator[RawDocument]:
    described = read_sidecar(file.sidecar, f"{file.name}, {file.sidecar.name}", problems) if file.sidecar else Metadata()
    with defects_named(file.name):
        for raw in read(data, file.name, media_type=media_type, ocr=ocr, problems=problems):
            yield without_surrogates(replace(raw, metadata=over(described, raw.metadata)))
