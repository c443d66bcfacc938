"""What the library hands to the indexes that are derived from it: the passages added and removed since a sequence number.

It does not know where the changes are kept nor what an index makes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.types import Float32


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage as the indexes see it. `vector` is float32 (dimension,) of length 1; ids ascend and are never used twice."""

    id: int
    document_id: int
    title: str
    heading: str
    part: str
    text: str
    vector: Float32


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that leads from an older state to the one numbered `sequence`.

    removed: passage ids; one that the reader never saw is no error.
    added: batches, so that a library need not fit into memory. It is read once.
    """

    sequence: int
    removed: Sequence[int]
    added: Iterable[Sequence[IndexedPassage]]


class Leg(Protocol):
    """An index that is derived from the library and can be thrown away at any time."""

    @property
    def sequence(self) -> int:
        """The library's sequence number that the leg is complete up to; 0 when there is none."""
        ...

    @property
    def outgrown(self) -> bool:
        """Whether it has grown so much that it should be built anew from all passages."""
        ...

    def ids(self) -> set[int]:
        """The ids of all passages that it holds."""
        ...

    def refresh(self) -> None:
        """See what another process has written."""
        ...

    def update(self, changes: Changes) -> None:
        """Apply what happened since `sequence`, all of it or, when killed, nothing."""
        ...

    def rebuild(self, changes: Changes) -> None:
        """Start again from `changes` since 0."""
        ...


def catch_up(leg: Leg, sequence: int, changes: Callable[[int], Changes]) -> None:
    """Bring `leg` to the library's `sequence`; `changes` lists what happened since a number. The caller holds the writer's lock."""
    if leg.sequence > sequence:  # of another library, or of one that was put back from a backup
        leg.rebuild(changes(0))
    elif leg.sequence < sequence:
        leg.update(changes(leg.sequence))
    if leg.outgrown:
        leg.rebuild(changes(0))
