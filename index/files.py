"""The files under the paths that a person names.

It does not know formats nor the library's tables. Nothing outside of the named paths is ever reached, but for the sidecar of a file that is
named: links that lead out are not followed.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import SourceError, SourceOfLibrary, SourceUnreachable
from index.metadata.sidecar import is_sidecar, sidecar_of

# What a library keeps in its folder, which may be a folder of documents as well. A test has a library made and compares.
LIBRARY = (
    *(f"{name}{ending}" for name in ("library.sqlite", "answers.sqlite", "staff.sqlite") for ending in ("", "-wal", "-shm")),
    *("dense", "lexical", "sources", "kept", "manifest.json", "sync.json", "write.lock"),
)
UPLOADS = "uploads"  # a folder of the library that people bring files to; it is synced like any other
HIDDEN = (".", "~$")  # names that begin so: hidden files and folders, the lock files of office programs


class FolderUnreachable(SourceUnreachable):
    """A folder that was synced before."""

    english = (
        "{name}: the folder is not there or cannot be read ({reason}). What the library holds of it stays. "
        "Check that its drive is connected and that you may read it; if it is gone for good: belegt sync --forget FOLDER"
    )
    german = (
        "{name}: Der Ordner ist nicht da oder lässt sich nicht lesen. Was die Bibliothek aus ihm hat, bleibt. "
        "Prüfen Sie, ob sein Laufwerk eingebunden ist und er gelesen werden darf; gibt es ihn nicht mehr: belegt sync --forget ORDNER"
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to take in. `name` is its path under the folder that was named, data for people; `path` is free of links."""

    path: Path
    name: str
    size: int
    mtime_ns: int
    sidecar: Path | None = None

    @property
    def stamp(self) -> int:
        """Changes when the file or its sidecar does: the time of the file, or a negative number where there is a sidecar as well.

        The sign tells a later sync that there was one, should it be gone by then.
        """
        if self.sidecar is None:
            return self.mtime_ns
        try:
            beside = self.sidecar.stat()
        except OSError:  # gone since it was found: the next sync looks again
            return -1
        told = f"{self.mtime_ns} {self.sidecar.name} {beside.st_size} {beside.st_mtime_ns}"
        return -1 - int.from_bytes(hashlib.blake2b(told.encode("utf-8", "surrogateescape"), digest_size=7).digest())


@dataclass(slots=True)
class Found:
    """What lies under the paths: files in the order of their names, folders that were seen, folders that could not be listed."""

    files: list[Candidate] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    unlisted: list[Path] = field(default_factory=list)
    failed: list[SourceError] = field(default_factory=list)

    def gone(self, path: bytes) -> bool:
        """Whether a file that was once at `path` would have been found if it were still there."""
        known = Path(os.fsdecode(path))
        if any(known.is_relative_to(folder) for folder in self.unlisted):
            return False
        return any(known.is_relative_to(folder) for folder in self.folders)


def find(paths: Sequence[Path], library: Path, error: type[SourceUnreachable] = SourceUnreachable) -> Found:
    """Every file under `paths` once; what belongs to the library itself is left out. error: says that one of the paths is not there."""
    found = Found()
    seen: set[Path] = set()
    own = {library.resolve() / name for name in LIBRARY}
    for root in paths:
        try:
            resolved = root.resolve(strict=True)
        except (OSError, RuntimeError) as failure:  # RuntimeError: a circle of links
            found.failed.append(unreachable(text_of(root), failure, error))
            continue
        if not own.isdisjoint((resolved, *resolved.parents)):
            found.failed.append(SourceOfLibrary(name=display_name(root, root)))
            continue
        for path in _walk(resolved, own, found, error) if resolved.is_dir() else [resolved]:
            if path not in seen and not is_sidecar(path):
                seen.add(path)
                _add(found, path, resolved)
    return found


def unreachable(name: str, failure: OSError | RuntimeError, error: type[SourceUnreachable] = SourceUnreachable) -> SourceUnreachable:
    """What the system said about a file or folder."""
    return error(name=name, reason=getattr(failure, "strerror", None) or str(failure))


def _walk(root: Path, left_out: Collection[Path], found: Found, error: type[SourceUnreachable]) -> Iterator[Path]:
    found.folders.append(root)

    def failed(failure: OSError) -> None:
        folder = Path(failure.filename)
        found.unlisted.append(folder)
        found.failed.append(unreachable(text_of(root) if folder == root else display_name(folder, root), failure, error))

    for folder, folders, names in os.walk(root, onerror=failed):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith(HIDDEN) and here / name not in left_out)
        for name in sorted(names):
            if not name.startswith(HIDDEN) and here / name not in left_out:
                yield from _inside(here / name, root)


def _inside(path: Path, root: Path) -> Iterator[Path]:
    """The file itself, or what a link leads to as long as that lies under `root`."""
    if not path.is_symlink():
        yield path
        return
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # it leads nowhere, or in a circle
        return
    if target.is_file() and target.is_relative_to(root) and not any(part.startswith(HIDDEN) for part in target.relative_to(root).parts):
        yield target


def _add(found: Found, path: Path, root: Path) -> None:
    name = display_name(path, root)
    try:
        status = path.stat()
    except OSError as error:
        found.failed.append(unreachable(name, error))
        return
    if stat.S_ISREG(status.st_mode):  # reading a pipe or a device might never end
        found.files.append(Candidate(path, name, status.st_size, status.st_mtime_ns, sidecar_of(path)))


def display_name(path: Path, root: Path) -> str:
    """The path under `root`, with slashes, any bytes that are not UTF-8 replaced."""
    return text_of(path.name if path == root else path.relative_to(root).as_posix())


def text_of(path: Path | str) -> str:
    """The path as text, any bytes that are not UTF-8 replaced."""
    return os.fsencode(path).decode("utf-8", "replace")
