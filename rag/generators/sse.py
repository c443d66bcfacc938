"""What a server of the OpenAI protocol sends, as pieces of text.

It does not know HTTP. Every byte is untrusted: a line may be endless, no JSON, or JSON of another shape.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

_LONGEST = 1_000_000  # characters of a line or of an answer in one piece
_DONE = "[DONE]"
Counted = Callable[[int], None]  # is told how many tokens a draft took


class ProtocolError(ValueError):
    """What came is not what the protocol promises; the argument says what is wrong with it."""


def events(chunks: Iterable[str]) -> Iterator[str]:
    """The data of each event of a stream, up to the last one. Errors: ProtocolError."""
    for line in _lines(chunks):
        if line.startswith("data:"):  # comments keep the connection alive; names and ids of events are not used
            yield line.removeprefix("data:").strip()


def pieces(told: Iterable[str], counted: Counted) -> Iterator[str]:
    """The text of each event, as far as the draft goes. ProtocolError when it is none, reports an error, or breaks off before its end."""
    for data in told:
        if data == _DONE:
            return
        event = _json(data)
        text, ended = _read(event)
        _count(event, counted)
        yield text
        if ended:
            return
    raise ProtocolError("the answer breaks off")


def rest(told: Iterable[str], counted: Counted) -> None:
    """Read what follows the end of a draft: some servers count its tokens only there. Errors: ProtocolError."""
    for data in told:
        if data == _DONE:
            return
        _count(_json(data), counted)


def whole(chunks: Iterable[str], counted: Counted) -> str:
    """The text of an answer that came in one piece although a stream was asked for. Errors: ProtocolError."""
    event = _json(_joined(chunks))
    _count(event, counted)
    return _read(event)[0]


def complaint(chunks: Iterable[str]) -> dict[str, Any]:
    """What a server says of a request that it refused: "message" on one line, and whatever else it tells."""
    try:
        body = _json(_joined(chunks))
    except ProtocolError:
        return {"message": ""}
    told = _field(body, "error") or _field(body, "detail")
    message = _field(told, "message") if isinstance(told, dict) else told
    return {**(told if isinstance(told, dict) else {}), "message": " ".join(str(message or "").split())[:300]}


def _read(event: Any) -> tuple[str, bool]:
    """The text of one event, and whether the draft ends with it."""
    if _field(event, "error"):
        raise ProtocolError(complaint([json.dumps(event)])["message"] or "the server reports an error")
    choices = _field(event, "choices")
    if not isinstance(choices, list):
        raise ProtocolError("the answer has no choices")
    choice = choices[0] if choices else None  # the last event of some servers only counts tokens
    content = _field(_field(choice, "delta") or _field(choice, "message"), "content")
    return content if isinstance(content, str) else "", bool(_field(choice, "finish_reason"))


def _count(event: Any, counted: Counted) -> None:
    """What a server says of the tokens of the draft so far: in the protocol's way or, without being asked, in llama.cpp's."""
    for count in (_field(_field(event, "usage"), "completion_tokens"), _field(_field(event, "timings"), "predicted_n")):
        if type(count) is int and 0 < count <= _LONGEST:
            counted(count)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("the answer is no JSON") from error


def _field(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _joined(chunks: Iterable[str]) -> str:
    body = ""
    for chunk in chunks:
        body += chunk
        if len(body) > _LONGEST:
            raise ProtocolError("the answer has no end")
    return body


def _lines(chunks: Iterable[str]) -> Iterator[str]:
    buffer = ""
    for chunk in chunks:
        *lines, buffer = (buffer + chunk).split("\n")
        yield from lines
        if len(buffer) > _LONGEST:
            raise ProtocolError("a line of the answer has no end")
    yield buffer
