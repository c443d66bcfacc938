"""The same form as JSON, for servers that take a JSON schema but no grammar: {"sentences": [{"text": "...", "evidence": [1, 2]}]}.

It does not know HTTP. What a server sends is untrusted: text that is no such JSON passes through as it is, for `conform` to judge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from typing import Any

from rag.generators.form import END
from rag.generators.grammar import MAX_MARKS
from rag.types import Constraint

REQUEST = 'Antworte als JSON / answer as JSON: {"sentences": [{"text": "…", "evidence": [1]}]}'

_OPENING = re.compile(r'\s*(?:```(?:json)?\s*)?\{\s*"sentences"\s*:\s*\[')
_JSON = re.compile(r"\s*(?:```(?:json)?\s*)?\{|\s*(?:`{1,3}[json]{0,4}\s*)?\Z")  # some, or what may still become some
_LONGEST = 10_000  # characters of one object
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
    """`Text. [1]` for each sentence of the JSON as soon as its object is complete; nothing of any other JSON."""
    said, buffer = iter(pieces), ""
    for piece in said:
        buffer += piece
        if opening := _OPENING.match(buffer):
            yield from _sentences(buffer[opening.end() :], said)
            return
        if not _JSON.match(buffer):
            yield buffer  # plain text after all
            yield from said
            return
        if len(buffer) > _LONGEST:
            return


def _sentences(buffer: str, said: Iterator[str]) -> Iterator[str]:
    for piece in chain([""], said):
        buffer = yield from _complete(buffer + piece)
        if len(buffer) > _LONGEST:  # a sentence that does not end
            return


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
