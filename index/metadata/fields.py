"""Metadata out of a record: a line of a JSONL corpus or a sidecar file.

It does not know where the record comes from. Fields that metadata does not have go to `extra`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace

from index.metadata.dates import parse_day
from index.metadata.names import NUMBER
from index.types import Metadata

PARTS = ("question", "answer", "preliminary", "text")
TEXTS = frozenset({"title", "kind", "number", "parliament", "term", "ministry", "url", "language"})
ALIASES = {"typ": "kind", "type": "kind"}  # what corpora of papers call them

_NUMBER = re.compile(rf"(?:zu\s?)?{NUMBER}")
_DATED = re.compile(r"\b\d{4}-\d\d-\d\d\b")  # in a title other forms are mostly what the paper is about
_PAPER = re.compile(rf"(?:(?P<kind>[A-ZÄÖÜ][\w ()-]*?) )?(?:Drucksache|Drs\.) +(?P<number>(?:zu\s?)?{NUMBER})")


def metadata_of(record: Mapping[str, object], ignored: frozenset[str] = frozenset()) -> Metadata:
    """What a record says. `ignored` are its fields that are no metadata.

    A title such as "Antwort Drucksache 21/415 (2025-06-05)" gives kind, number and date where the record has no field for them; "doc" gives
    the number where it looks like one. A value that is none of its field is unknown.
    """
    texts = {ALIASES.get(key.lower(), key): text for key, value in record.items() if key not in ignored and (text := _text(value))}
    known = {name: texts.pop(name, "") for name in TEXTS}
    doc = texts.get("doc", "")
    if not known["number"] and _NUMBER.fullmatch(doc):
        known["number"] = doc
    paper = _PAPER.match(known["title"])
    known["number"] = known["number"] or (paper["number"] if paper else "")
    known["kind"] = known["kind"] or ((paper["kind"] or "") if paper else "")
    if doc == known["number"]:
        texts.pop("doc", None)
    written, part = texts.pop("date", ""), texts.pop("part", "")
    dated = parse_day(written) if written else parse_day(" ".join(_DATED.findall(known["title"])))
    groups = _list(record.get("groups"))
    extra = tuple(sorted((key, value) for key, value in texts.items() if key != "groups"))
    return Metadata(**known, date=dated, groups=groups, part=part if part in PARTS else "", extra=extra)


def over(trusted: Metadata, known: Metadata) -> Metadata:
    """`known` with everything that `trusted` knows in its place."""
    names = [field.name for field in fields(Metadata) if field.name != "extra"]
    extra = tuple(sorted({**dict(known.extra), **dict(trusted.extra)}.items()))
    return replace(known, **{name: value for name in names if (value := getattr(trusted, name))}, extra=extra)


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _list(value: object) -> tuple[str, ...]:
    found = value if isinstance(value, list) else [value]
    return tuple(text for each in found if (text := _text(each)))
