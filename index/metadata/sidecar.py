"""Sidecars: a JSON file beside a document that says what is known about it, "paper.pdf.json" or "paper.json" for "paper.pdf".

It does not know libraries. What a sidecar says is believed before anything that the document says about itself.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

from index.errors import SourceError, UnusableSidecar
from index.metadata.fields import metadata_of
from index.readers.detect import SUFFIXES
from index.types import Metadata

SUFFIX = ".json"
MOST_BYTES = 1_000_000  # a sidecar holds a few fields; what is larger is something else


def sidecar_of(path: Path) -> Path | None:
    """The sidecar beside a file, if there is one. Links are not followed: they could lead out of the folder."""
    beside = (path.with_name(path.name + SUFFIX), path.with_suffix(SUFFIX))
    return next((each for each in beside if each != path and _is_file(each)), None)


def is_sidecar(path: Path) -> bool:
    """Whether a file is the sidecar of another one."""
    if path.suffix != SUFFIX:
        return False
    bare = path.with_suffix("")
    return any(_is_file(each) for each in (bare, *(bare.with_name(bare.name + suffix) for suffix in SUFFIXES)))


def read_sidecar(path: Path, name: str, problems: list[SourceError]) -> Metadata:
    """What a sidecar says; nothing, and a problem more, when it cannot be used. `name` is what the problem calls it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError(f"more than {MOST_BYTES // 1_000_000} MB")
        record = json.loads(path.read_text(encoding="utf-8-sig"))
        if not isinstance(record, dict):
            raise ValueError("no JSON object")
    except (OSError, ValueError, RecursionError) as error:
        problems.append(UnusableSidecar(name=name, reason=str(error)))
        return Metadata()
    found = metadata_of(dict(_flat(record)))
    wrong = [key for key in ("date", "part") if record.get(key) and not getattr(found, key)]
    problems += [UnusableSidecar(name=name, reason=f"{key}: {record[key]!r}") for key in wrong]
    return found


def _flat(record: dict[str, object]) -> Iterator[tuple[str, object]]:
    """The fields of the record and, behind them, those of an "extra" object."""
    yield from ((key, value) for key, value in record.items() if key != "extra")
    extra = record.get("extra")
    if isinstance(extra, dict):
        yield from ((str(key), value) for key, value in extra.items() if key not in record)


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
