"""An answer and the events that lead to it as plain dicts, and back; the same shape for HTTP, exports and the shell.

It does not know who sends or reads them. The dict follows the dataclasses field by field, so the JSON Schema is made from them too and
cannot fall behind. Any change of a field's name, type or meaning raises `VERSION`, and so does a new field.

Version 2: a claim has the date `as_of`. Version 3: a claim has its `polarity`, a verdict `matches` and `failed`. Version 4: an answer has
the day `verified`. What an older version lacks is read as its default.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from rag.plain.sentence import PlainSentence
from rag.types import Answer, Event, Finished, Found, Result

VERSION = 4
READS = (2, 3, VERSION)
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}
_EVENTS = {Found: "found", Finished: "finished"}


def to_dict(answer: Answer) -> dict[str, Any]:
    """The answer as JSON-ready data: all its fields, its `text`, and the `schema_version`."""
    return {"schema_version": VERSION, "text": answer.text, **_object(answer)}


def from_dict(data: Mapping[str, Any]) -> Answer:
    """The answer that `to_dict` made `data` of. ValueError when it is of another schema version, or a field is missing or misshapen."""
    if data.get("schema_version") not in READS:
        raise ValueError(f"schema_version is {data.get('schema_version')!r}, this program reads {READS[0]} to {VERSION}")
    answer: Answer = _read(data, Answer, "answer")
    return answer


def event_to_dict(event: Event) -> dict[str, Any]:
    """An event as JSON-ready data; "event" says which: "found", "wrote" or "finished"."""
    if isinstance(event, Finished):
        return {"event": "finished", "answer": to_dict(event.answer)}
    return {"event": _EVENTS.get(type(event), "wrote"), **_object(event)}


def plain_to_dict(sentence: PlainSentence) -> dict[str, Any]:
    """A sentence in plain language as JSON-ready data."""
    return _object(sentence)


def plain_from_dict(data: object) -> PlainSentence:
    """The sentence that `plain_to_dict` made `data` of. ValueError when a field is missing or misshapen."""
    sentence: PlainSentence = _read(data, PlainSentence, "plain")
    return sentence


def result_to_dict(result: Result) -> dict[str, Any]:
    """A search result as JSON-ready data."""
    return _object(result)


@cache
def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `to_dict` returns."""
    definitions: dict[str, Any] = {}
    _schema_of(Answer, definitions)
    whole = definitions.pop("Answer")
    whole["properties"] = {"schema_version": {"const": VERSION}, "text": {"type": "string"}, **whole["properties"]}
    whole["required"] = ["schema_version", "text", *whole["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Answer", **whole, "$defs": definitions}


def _object(value: object) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]


def _plain(value: object) -> object:
    if is_dataclass(value):
        return _object(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _read(value: Any, kind: Any, where: str) -> Any:
    origin = get_origin(kind)
    if is_dataclass(kind):
        return _read_object(value, kind, where)
    if origin is tuple:
        items = [_read(item, get_args(kind)[0], f"{where}[{i}]") for i, item in enumerate(_expect(value, list | tuple, where))]
        return tuple(items)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(value, get_args(kind)[0], where)
    if origin is Literal:
        if value not in get_args(kind):
            raise ValueError(f"{where} is {value!r}, not one of {get_args(kind)}")
        return value
    if kind is datetime.date:
        return datetime.date.fromisoformat(_expect(value, str, where))
    return float(_expect(value, int | float, where)) if kind is float else _expect(value, kind, where)


def _read_object(value: Any, kind: Any, where: str) -> Any:
    data, hints = _expect(value, Mapping, where), get_type_hints(kind)
    missing = [field.name for field in fields(kind) if field.name not in data and _required(field)]
    if missing:
        raise ValueError(f"{where} lacks {', '.join(missing)}")
    known = [field.name for field in fields(kind) if field.name in data]
    return kind(**{name: _read(data[name], hints[name], f"{where}.{name}") for name in known})


def _expect(value: Any, kind: Any, where: str) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{where} is {value!r}, not {getattr(kind, '__name__', kind)}")
    return value


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(kind)
    if is_dataclass(kind):
        return _schema_of_object(kind, definitions)
    if origin is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0], definitions)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema_of(get_args(kind)[0], definitions), {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    return {"type": "string", "format": "date"} if kind is datetime.date else {"type": _PLAIN[kind]}


def _schema_of_object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # before its fields: a type may hold itself
        hints = get_type_hints(kind)
        properties = {field.name: _schema_of(hints[field.name], definitions) for field in fields(kind)}
        definitions[kind.__name__] = {"type": "object", "properties": properties, "required": list(properties)}
    return {"$ref": f"#/$defs/{kind.__name__}"}
