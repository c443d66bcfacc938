"""Files that staff bring: looked at before they are kept, kept in the library's folder `uploads/`, which is synced like any other.

It does not know documents nor requests. A name from outside becomes a file only after everything is taken out of it that means something to
a file system or hides what it is; what a file holds is decided by its content.
"""

from __future__ import annotations

import os
import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from index import keeping
from index.errors import LibraryBusy, SourceError
from index.files import UPLOADS
from index.readers.detect import DOCX, HTML, MARKDOWN, ODT, PDF, SUFFIXES, TEXT, detect, suffix
from index.readers.file import amount
from ui.file_names import file_name
from ui.terminal import plain

FOLDER = UPLOADS
ENDINGS = {PDF: ".pdf", DOCX: ".docx", ODT: ".odt", HTML: ".html", MARKDOWN: ".md", TEXT: ".txt"}
LONGEST = 180  # bytes of a name before its ending; file systems take 255
LOCK = ".lock"  # hidden, so that no sync reads it
PATIENCE = 60.0  # seconds; writing a file takes less
MOST_WAITING = 500  # files that no sync has taken in; with more of them something is wrong
MAX_TOTAL = 10_000_000_000  # bytes
_looking = threading.Lock()  # one file at a time, however many come at once
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # names that Windows takes for devices


class UploadTooLarge(SourceError):  # noqa: N818 - named like those of index.errors
    """More bytes than the desk takes."""

    english = "{name}: the file is larger than {limit}. Split it, or raise BELEGT_UPLOAD_MAX_BYTES."
    german = "{name}: Die Datei ist größer als {limit}. Teilen Sie sie, oder lassen Sie BELEGT_UPLOAD_MAX_BYTES erhöhen."


class KindNotTaken(SourceError):  # noqa: N818
    """A file that a sync reads, but that nobody brings one by one."""

    english = "{name}: only PDF, DOCX, ODT, HTML and text files are taken here."
    german = "{name}: Hier werden nur PDF-, DOCX-, ODT-, HTML- und Textdateien angenommen."


class NameTaken(SourceError):  # noqa: N818
    """A file of that name is there already."""

    english = "{name}: a file of this name is there already. Replace it at its document, delete it, or give the new one another name."
    german = (
        "{name}: Eine Datei dieses Namens gibt es schon. Ersetzen Sie sie bei ihrem Dokument, löschen Sie sie, "
        "oder geben Sie der neuen einen anderen Namen."
    )


class NoRoom(SourceError):  # noqa: N818
    """All uploads together would be more than they may be."""

    english = (
        "{name}: all uploads together may take up {limit}. Remove documents that are not needed any more, "
        "or raise BELEGT_UPLOADS_MAX_BYTES."
    )
    german = (
        "{name}: Alle hinzugefügten Dateien dürfen zusammen höchstens {limit} groß sein. "
        "Entfernen Sie Dokumente, die nicht mehr gebraucht werden, oder lassen Sie BELEGT_UPLOADS_MAX_BYTES erhöhen."
    )


class TooManyWaiting(SourceError):  # noqa: N818
    """Too many files that no sync has taken in."""

    english = "{name}: {count} files wait for a sync already. Sync, or delete those that cannot be taken in."
    german = "{name}: Es warten schon {count} Dateien auf den Abgleich. Starten Sie ihn, oder löschen Sie, was er nicht aufnehmen kann."


def too_large(name: str, limit: int) -> UploadTooLarge:
    """The error for a file of more than `limit` bytes."""
    return UploadTooLarge(name=plain(name) or "?", limit=amount(limit))


def add(library: Path, name: str, data: BinaryIO, known: frozenset[Path] = frozenset(), limit: int = MAX_TOTAL) -> Path:
    """Keep a new file; where it lies. data: what it holds; known: the files in the library; limit: bytes of all uploads together.

    Errors: KindNotTaken, NameTaken, NoRoom, TooManyWaiting, LibraryBusy, and what `detect` says of files that cannot be read.
    """
    safe = safe_name(name, _kind(name, data))
    folder = library / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    with _alone(folder):
        if any(there.name.casefold() == safe.casefold() for there in folder.iterdir()):
            raise NameTaken(name=safe)
        if (count := len(waiting(library, known))) >= MOST_WAITING:
            raise TooManyWaiting(name=safe, count=count)
        _check_room(folder, safe, _size(data), limit)
        keeping.write_atomically(folder / safe, data)
    return folder / safe


def replace(file: Path, name: str, data: BinaryIO, limit: int = MAX_TOTAL) -> Path:
    """Put a file in the place of an uploaded one, under its name; with another ending where it is of another kind. Errors: as `add`."""
    kind = _kind(name, data)
    target = file if SUFFIXES.get(suffix(file.name)) == kind else file.with_name(safe_name(_stem(file.name), kind))
    with _alone(file.parent):
        if target != file and target.exists():
            raise NameTaken(name=target.name)
        _check_room(file.parent, target.name, _size(data) - (file.stat().st_size if file.exists() else 0), limit)
        keeping.write_atomically(target, data)
        if target != file:
            file.unlink(missing_ok=True)
    return target


def discard(library: Path, name: str, known: frozenset[Path]) -> None:
    """Delete one of those that are `waiting`; again does nothing. What is in the library is not touched."""
    if name in waiting(library, known):  # names of files that lie here, and nothing else
        (library / FOLDER / name).unlink(missing_ok=True)


def waiting(library: Path, known: frozenset[Path]) -> list[str]:
    """The names of files that lie here and are not in the library, because no sync has come to them or because it failed."""
    folder = (library / FOLDER).resolve()
    return sorted(file.name for file in folder.iterdir() if not file.name.startswith(".") and file not in known) if folder.is_dir() else []


def safe_name(name: str, kind: str) -> str:
    """A name for a file of this media type: no folder, nothing invisible, no device, not hidden, not too long, the right ending."""
    cleaned = unicodedata.normalize("NFC", file_name(name)).lstrip(".~$ ")
    ending = suffix(cleaned) if SUFFIXES.get(suffix(cleaned)) == kind else ENDINGS[kind]
    stem = _cut(_stem(cleaned).rstrip(" .")) or "Dokument"
    return f"{'_' if DEVICES.match(stem) else ''}{stem}{ending}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One file at a time, over all processes: of two of one name the second is refused, they do not mix, and both are counted."""
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise LibraryBusy(path=folder) from None
    try:
        for file in folder.glob(".*"):
            if file.name != LOCK:  # what a killed process left behind
                file.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def _check_room(folder: Path, name: str, more: int, limit: int) -> None:
    if more > 0 and sum(file.stat().st_size for file in folder.iterdir()) + more > limit:
        raise NoRoom(name=name, limit=amount(limit))


def _stem(name: str) -> str:
    known = suffix(name)
    return name[: -len(known)] if known else name


def _cut(stem: str) -> str:
    return stem.encode()[:LONGEST].decode("utf-8", "ignore").rstrip(" .")


def _size(data: BinaryIO) -> int:
    return data.seek(0, os.SEEK_END)


def _kind(name: str, data: BinaryIO) -> str:
    shown = plain(name) or "Dokument"
    size = _size(data)
    with _looking:  # that takes the whole file into memory
        data.seek(0)
        kind = detect(data.read(size), shown)  # without a size it would be there twice
    if kind not in ENDINGS:
        raise KindNotTaken(name=shown)
    return kind
