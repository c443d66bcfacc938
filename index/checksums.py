"""sha256 of files, remembered, so that a model of a gigabyte is read through once and not at every start.

It does not know which sum a file should have. A remembered sum holds for an inode with the same size and time of change, so it survives a
new name; a file that was touched is read again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from uuid import uuid4


def sha256_of(path: Path, memory: Path) -> str:
    """The hex digest of `path`. `memory` is the folder that remembers; one that cannot be written only costs time."""
    state = path.stat()
    note = memory / f"{state.st_dev:x}-{state.st_ino:x}.json"
    known = {"size": state.st_size, "changed": state.st_mtime_ns}
    remembered = _read(note)
    if {key: remembered.get(key) for key in known} == known:
        return str(remembered["sha256"])
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with contextlib.suppress(OSError):
        _write(note, json.dumps({"path": str(path), **known, "sha256": digest}))
    return digest


def _read(note: Path) -> dict[str, object]:
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and "sha256" in found else {}


def _write(note: Path, text: str) -> None:
    """Replace the note in one step: several processes may write the same one."""
    note.parent.mkdir(parents=True, exist_ok=True)
    draft = note.with_suffix(f".{uuid4().hex}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(note)
