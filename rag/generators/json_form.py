"""The same form as JSON, for servers that take a JSON schema but no grammar: {"sentences": [{"text": "...", "evidence": [1, 2]}]}.

It does not know HTTP. What a server sends is untrusted: text that is no such JSON passes through as it is, for `conform` to judge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Iterator
from typing import Any

from rag.generators.form import END
from rag.generators.grammar import MAX_MARKS
from rag.types import Constraint

REQUEST = 'Antworte als JSON / answer as JSON: {"sentences": [{"text": "…", "evidence": [1]}]}'

_OPENING = re.compile(r'\s*(?:```(?:json)?\s*)?\{\s*"sentences"\s*:\s*\[')
_MAY_OPEN = re.compile(r"\s*[`{]")
_LONGEST_OPENING = 80  # characters; a server that has not opened the JSON by then does not write it
_BETWEEN = ", \t\r\n"
_DECODER = json.JSONDecoder()


def schema(constraint: Constraint) -> dict[str, Any]:
    """The JSON schema of a draft."""
    numbers = {"type": "integer", "enum": list(range(1, constraint.evidence + 1))}
    sentence = {
        "type": "object",
        "properties": {"text": {"type": "string"}, "evidence": {"type": "array", "items": numbers, "minItems": 1, "maxItems": MAX_MARKS}},
        "required": ["text", "evidence"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"sentences": {"type": "array", "items": sentence, "minItems": 1, "maxItems": constraint.sentences}},
        "required": ["sentences"],
        "additionalProperties": False,
    }


def marked(pieces: Iterable[str]) -> Iterator[str]:
    """`Text. [1]` for each sentence of the JSON as soon as its object is complete."""
    buffer, opened = "", False
    for piece in pieces:
        buffer += piece
        if not opened and (opening := _OPENING.match(buffer)):
            buffer, opened = buffer[opening.end() :], True
        if opened:
            buffer = yield from _complete(buffer)
        elif not _MAY_OPEN.match(buffer) or len(buffer) > _LONGEST_OPENING:
            yield buffer  # plain text after all
            buffer = ""
    if not opened:
        yield buffer


def _complete(buffer: str) -> Generator[str, None, str]:
    """The complete objects at the beginning of `buffer`; what is left of it is returned."""
    while True:
        buffer = buffer.lstrip(_BETWEEN)
        try:
            found, end = _DECODER.raw_decode(buffer)
        except (json.JSONDecodeError, RecursionError):
            return buffer
        buffer = buffer[end:]
        yield _sentence(found)


def _sentence(found: Any) -> str:
    if not isinstance(found, dict):
        return ""
    text, evidence = found.get("text"), found.get("evidence")
    if not (isinstance(text, str) and isinstance(evidence, list)):
        return ""
    marks = "".join(f"[{number}]" for number in evidence if isinstance(number, int))
    return f"{text.translate(_NO_BRACKETS)} {marks}{END}" if marks else ""


_NO_BRACKETS = str.maketrans("[]", "()")
