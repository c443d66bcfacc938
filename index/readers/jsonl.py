"""JSONL corpora: one document a line, `{"id", "title", "text"}` and more, also compressed with gzip.

It does not know which corpus it reads. A line that is no document is reported in `File.problems` with its number; the others are read.
"""

from __future__ import annotations

import datetime
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator

from index.errors import EmptySource, SourceError, UnreadableSource
from index.readers.file import File
from index.readers.plain import document
from index.types import Metadata, RawDocument

GZIP = b"\x1f\x8b"
_LONGEST = 50_000_000  # characters in a line: what is longer is no passage, and a compressed file could hide gigabytes in one
_PAPER = re.compile(r"(?:(?P<kind>[A-ZÄÖÜ][\w ()-]*?) )?(?:Drucksache|Drs\.) +(?P<number>\d+/\d+(?:\(neu\))?)")
_DATE = re.compile(r"\b(\d{4})[-/](\d\d)[-/](\d\d)\b")
_KNOWN = frozenset({"id", "title", "text", "doc", "number", "kind", "date", "url", "parliament", "term", "ministry", "language", "groups"})


def read_jsonl(file: File) -> Iterator[RawDocument]:
    """A document for each line, `key` being its id. EmptySource when no line is one; what is wrong with lines goes to `file.problems`."""
    seen: set[str] = set()
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
        yield found
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
    return document(record["text"], place, key=str(record["id"]), metadata=_metadata(record))


def _metadata(record: dict[str, object]) -> Metadata:
    fields = {key: " ".join(str(value).split()) for key, value in record.items() if isinstance(value, str | int | float) and value != ""}
    title = fields.get("title", "")
    paper = _PAPER.match(title)
    number = fields.get("number") or (paper["number"] if paper else "")
    doc = fields.get("doc", "")
    return Metadata(
        title=title,
        kind=fields.get("kind") or (paper["kind"] or "" if paper else ""),
        number=number or (doc if re.fullmatch(r"\d+/\d+", doc) else ""),
        date=_date(fields.get("date") or title),
        parliament=fields.get("parliament", ""),
        term=fields.get("term", ""),
        groups=tuple(map(str, groups)) if isinstance(groups := record.get("groups"), list) else (),
        ministry=fields.get("ministry", ""),
        url=fields.get("url", ""),
        language=fields.get("language", ""),
        extra=tuple(sorted((key, value) for key, value in fields.items() if key not in _KNOWN or (key == "doc" and value != number))),
    )


def _date(text: str) -> datetime.date | None:
    found = _DATE.search(text)
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
