"""The folders that a library was synced from, which a later sync goes over again without being told.

It does not know what lies in them (`index.files`). Only those that a person named are kept: never the files that were named one by one, nor
the library's own folder of uploads, which belongs to every library.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.errors import LibraryError
from index.files import UPLOADS, text_of
from index.library import Library

State = Literal["there", "empty", "missing", "unreadable"]


class FolderNotSynced(LibraryError):  # noqa: N818 - named like those of index.errors
    """A folder that is to be forgotten and that nobody knows."""

    english = "{name}: the library is not synced from this folder. Its folders are: {known}"
    german = "{name}: Aus diesem Ordner wird die Bibliothek nicht abgeglichen. Ihre Ordner sind: {known}"
    exit_code = 2


class NothingToSync(LibraryError):  # noqa: N818
    """A sync without folders of a library that knows none."""

    english = "The library at {path} knows no folder that it was synced from. Name one: belegt sync FOLDER"
    german = "Die Bibliothek unter {path} kennt keinen Ordner, aus dem sie abgeglichen wurde. Nennen Sie einen: belegt sync ORDNER"
    exit_code = 2


@dataclass(frozen=True, slots=True)
class SyncedFolder:
    """files: how many of the library's files are from it; state: what is found in its place now."""

    path: Path
    files: int
    state: State

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        return {"path": text_of(self.path), "files": self.files, "state": self.state}


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the files of a library come from. others: how many are from no folder that it knows, uploads left out."""

    folders: tuple[SyncedFolder, ...]
    others: int


def remember(connection: sqlite3.Connection, library: Path, folders: Iterable[Path]) -> None:
    """Keep folders, free of links, for later syncs; those that are known stay."""
    rows = [(os.fsencode(folder),) for folder in folders if folder != uploads(library)]
    connection.executemany("INSERT OR IGNORE INTO folder (path) VALUES (?)", rows)


def remembered(library: Library) -> list[Path]:
    """The folders, in the order of their paths."""
    with library.store.reading() as connection:
        return [Path(os.fsdecode(path)) for (path,) in connection.execute("SELECT path FROM folder ORDER BY path")]


def to_sync(library: Library) -> list[Path]:
    """What a sync without folders goes over: the uploads and the folders. NothingToSync where there is neither."""
    brought = uploads(library.path)
    if found := [*([brought] if brought.is_dir() else []), *remembered(library)]:
        return found
    raise NothingToSync(path=library.path)


def uploads(library: Path) -> Path:
    """Where the files lie that were brought to the library in the folder `library`."""
    return library.resolve() / UPLOADS


def is_upload(library: Path, path: Path) -> bool:
    """Whether a file that was synced from `path` was brought to the library in the folder `library`."""
    return path.parent == uploads(library)


def is_synced(library: Library, path: Path) -> bool:
    """Whether a file lies in one of the folders that are gone over again."""
    return os.fsencode(path).startswith(tuple(_prefix(folder) for folder in remembered(library)))


def origins(library: Library) -> Origins:
    """Where the files of the library come from, and whether the folders are there now."""
    folders, brought = remembered(library), _prefix(uploads(library.path))
    with library.store.reading() as connection:
        paths = [path for (path,) in connection.execute("SELECT DISTINCT path FROM source") if not path.startswith(brought)]
    prefixes = tuple(_prefix(folder) for folder in folders)
    found = (SyncedFolder(folder, sum(path.startswith(_prefix(folder)) for path in paths), _state(folder)) for folder in folders)
    return Origins(tuple(found), sum(not path.startswith(prefixes) for path in paths))


def only_from(library: Library, folder: Path, others: Sequence[Path]) -> list[int]:
    """The ids of the sources whose files lie in the folder and neither in one of the others nor among the uploads."""
    kept = tuple(_prefix(each) for each in (uploads(library.path), *others))
    with library.store.reading() as connection:
        found = connection.execute("SELECT id, path FROM source").fetchall()
    return [source for source, path in found if path.startswith(_prefix(folder)) and not path.startswith(kept)]


def _prefix(folder: Path) -> bytes:
    """What the paths of all files in the folder begin with."""
    path, separator = os.fsencode(folder), os.fsencode(os.sep)
    return path if path.endswith(separator) else path + separator


def _state(folder: Path) -> State:
    try:
        with os.scandir(folder) as entries:
            return "there" if next(entries, None) else "empty"
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except OSError:
        return "unreadable"
