"""An answer and the events that lead to it as plain dicts, and back; the same shape for HTTP, exports and the shell.

It does not know who sends or reads them.
"""

from __future__ import annotations

from rag.types import Answer, Event

VERSION = 1


def to_dict(answer: Answer) -> dict[str, object]:
    """The answer as JSON-ready data."""
    raise NotImplementedError


def from_dict(data: dict[str, object]) -> Answer:
    """The answer that `to_dict` made `data` of."""
    raise NotImplementedError


def event_to_dict(event: Event) -> dict[str, object]:
    """An event as JSON-ready data; "event" says which: "found", "wrote" or "finished"."""
    raise NotImplementedError


def json_schema() -> dict[str, object]:
    """The JSON Schema of `to_dict`'s result."""
    raise NotImplementedError
