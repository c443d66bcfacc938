"""The bytes that were synced, each content once, under the hash of what it is.

It does not know which documents came out of them. No name from outside reaches the file system.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

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


def read(library: Path, sha256: str, within: str = FOLDER) -> bytes:
    """The bytes under this hash. Lost when they are gone or others."""
    try:
        data = (library / within / sha256).read_bytes()
    except FileNotFoundError:
        raise Lost(f"{within}/{sha256} is missing") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Lost(f"{within}/{sha256} was changed")
    return data


def hold(library: Path, sha256: str, within: str) -> bool:
    """Keep the bytes in another folder of the library as well, where `collect` of the first does not reach them. False when they are gone.

    A second name of the same file, which takes no room; a copy on disks that have no such names.
    """
    target = library / within / sha256
    target.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        os.link(library / FOLDER / sha256, target)
    except FileExistsError:
        return True
    except FileNotFoundError:
        return False
    except OSError:
        write_atomically(target, (library / FOLDER / sha256).read_bytes())
    return True


def collect(library: Path, wanted: Collection[str], within: str = FOLDER) -> None:
    """Remove what is not wanted any more and what a killed writer left behind. The caller holds the lock of who writes there."""
    folder = library / within
    for file in folder.iterdir() if folder.exists() else ():
        if file.name not in wanted:
            file.unlink(missing_ok=True)


def write_atomically(target: Path, data: bytes | BinaryIO) -> None:
    """Replace `target` by `data`, or by all that a file holds, at one moment, safe on disk."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    with temporary.open("wb") as file:
        if isinstance(data, bytes):
            file.write(data)
        else:
            data.seek(0)
            shutil.copyfileobj(data, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
