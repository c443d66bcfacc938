"""How fast a language model writes: its drafts with a watch beside them.

It does not know what is written, nor how a model counts: each generator says itself how many tokens its last draft took, if it knows.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from rag.types import Constraint, Generator, Message


@dataclass(frozen=True, slots=True)
class Pace:
    """The tokens of some drafts, None where one of them was not counted, and the seconds that were waited for them, reading included."""

    tokens: int | None
    seconds: float


UNTIMED = Pace(None, 0.0)


class Timed:
    """A `Generator` that another one writes for. For one thread."""

    def __init__(self, generator: Generator) -> None:
        self.generator: Any = generator
        if hasattr(generator, "count_tokens"):
            generator.count_tokens = True  # a server has to be asked
        self._drafts = list[Pace]()

    @property
    def name(self) -> str:
        """The name of the one that writes."""
        return str(self.generator.name)

    def stream(self, messages: Sequence[Message], constraint: Constraint) -> Iterator[str]:
        """The pieces of the draft as they come."""
        waited = 0.0
        with closing(self.generator.stream(messages, constraint)) as pieces:
            try:
                while True:
                    began = time.perf_counter()
                    piece = next(pieces, None)
                    waited += time.perf_counter() - began
                    if piece is None:
                        return
                    yield piece
            finally:
                self._drafts.append(Pace(getattr(self.generator, "tokens", None), waited))

    def taken(self) -> Pace:
        """Of all drafts since this was last asked."""
        drafts, self._drafts = self._drafts, []
        counts = [each.tokens for each in drafts if each.tokens is not None]
        return Pace(sum(counts) if drafts and len(counts) == len(drafts) else None, sum(each.seconds for each in drafts))

    def close(self) -> None:
        """Let go of the model."""
        if hasattr(self.generator, "close"):
            self.generator.close()
