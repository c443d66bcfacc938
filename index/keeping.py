"""The bytes that were synced, each content once, under the hash of what it is.

It does not know which documents came out of them. No name from outside reaches the file system.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path

FOLDER = "sources"


class Lost(Exception):  # noqa: N818 - the library says it in its own terms
    """Bytes that were kept are not there any more."""


def put(library: Path, sha256: str, data: bytes) -> None:
    """Keep `data`, whole or not at all: a reader never sees a part, nor does anybody after a crash."""
    target = library / FOLDER / sha256
    if target.exists():
        return
    target.parent.mkdir(exist_ok=True)
    write_atomically(target, data)


def read(library: Path, sha256: str) -> bytes:
    """The bytes under this hash. Lost when they are gone or others."""
    try:
        data = (library / FOLDER / sha256).read_bytes()
    except FileNotFoundError:
        raise Lost(f"{FOLDER}/{sha256} is missing") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Lost(f"{FOLDER}/{sha256} was changed")
    return data


def collect(library: Path, wanted: Collection[str]) -> None:
    """Remove what is not wanted any more and what a killed writer left behind. The caller holds the lock."""
    folder = library / FOLDER
    for file in folder.iterdir() if folder.exists() else ():
        if file.name not in wanted:
            file.unlink(missing_ok=True)


def write_atomically(target: Path, data: bytes) -> None:
    """Replace `target` by `data` at one moment, safe on disk."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
