"""JSONL corpora: one document a line, `{"id", "title", "text"}` and more, also compressed with gzip.

It does not know which corpus it reads. A line that is no document is reported in `File.problems` with its number; the others are read.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace

from index.errors import EmptySource, SourceError, UnreadableSource
from index.metadata.fields import metadata_of
from index.metadata.names import of_the_askers, opens_remark
from index.readers.file import File
from index.readers.plain import document
from index.types import RawDocument

GZIP = b"\x1f\x8b"
_LONGEST = 50_000_000  # characters in a line: what is longer is no passage, and a compressed file could hide gigabytes in one
_NO_METADATA = frozenset({"id", "text"})
_PIECE = re.compile(r"(?P<stem>.*#V)(?P<number>\d+)")  # "21/124#V1" goes on where "21/124#V0" ends: pieces of one Vorbemerkung


def read_jsonl(file: File) -> Iterator[RawDocument]:
    """A document for each line, `key` being its id. EmptySource when no line is one; what is wrong with lines goes to `file.problems`."""
    seen: set[str] = set()
    before = RawDocument("", ())
    for number, line in _lines(file):
        place = f"{file.name}, line {number}"
        try:
            found = _document(line, place)
            if found.key in seen:
                raise UnreadableSource(name=place, reason=f"the id {found.key} stands in an earlier line too")
        except SourceError as error:
            file.problems.append(error)
            continue
        seen.add(found.key)
        before = _continued(found, before)
        yield before
    if not seen:
        raise EmptySource(name=file.name)


def _lines(file: File) -> Iterator[tuple[int, str]]:
    raw = io.BytesIO(file.data)
    stream = gzip.GzipFile(fileobj=raw) if file.data.startswith(GZIP) else raw
    number = 0
    try:
        with io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="\n") as text:
            while line := text.readline(_LONGEST):
                number += 1
                if line.strip():
                    yield number, line
    except (OSError, EOFError, zlib.error) as error:
        file.problems.append(UnreadableSource(name=file.name, reason=f"after line {number}: {error}"))


def _document(line: str, place: str) -> RawDocument:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(name=place, reason=str(error)) from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or not isinstance(record.get("id"), str | int):
        raise UnreadableSource(name=place, reason='no JSON object with "id" and "text"')
    return document(record["text"], place, key=str(record["id"]), metadata=metadata_of(record, _NO_METADATA))


def _continued(found: RawDocument, before: RawDocument) -> RawDocument:
    """A Vorbemerkung of those who ask, or a piece that goes on with one: the piece before it was theirs to its end."""
    opening = found.text.lstrip().split("\n", 1)[0]
    if found.metadata.part:
        return found
    asked = of_the_askers(opening, found.metadata.kind) if opens_remark(opening) else _goes_on(found.key, before)
    return replace(found, metadata=replace(found.metadata, part="preliminary")) if asked else found


def _goes_on(key: str, before: RawDocument) -> bool:
    here, there = _PIECE.fullmatch(key), _PIECE.fullmatch(before.key)
    if not (here and there) or here["stem"] != there["stem"] or int(here["number"]) != int(there["number"]) + 1:
        return False
    headings = [line for line in before.text.splitlines() if opens_remark(line)]
    return of_the_askers(headings[-1], before.metadata.kind) if headings else before.metadata.part == "preliminary"
