"""An assistant that does what a test tells it to: what a surface makes of answers and errors, without models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rag import Assistant
from rag.types import Event


class Failing(Assistant):
    """An assistant that fails in each of its ways to be asked; `events` come before that."""

    library_version = "x-1"
    library: Any = None  # no document is asked for

    def __init__(self, failure: Callable[[], Exception], *events: Event) -> None:
        self.failure, self.events = failure, events

    def ask(self, *_: Any, **__: Any) -> Iterator[Event]:
        yield from self.events
        raise self.failure()

    def answer(self, *_: Any, **__: Any) -> Any:
        raise self.failure()

    def search(self, *_: Any, **__: Any) -> Any:
        raise self.failure()
