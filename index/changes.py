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
    state: the name of the state, by which an index tells it from one of another library that bears the same number.
    """

    sequence: int
    removed: Sequence[int]
    added: Iterable[Sequence[IndexedPassage]]
    state: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The number of a library's present state, and the names of its latest states, the present one last.

    A name stands for one state of one library: after a backup was put back, the same number comes to bear another name.
    """

    sequence: int
    states: Sequence[str]

    @property
    def state(self) -> str:
        """The name of the present state; "" when nothing was ever in the library."""
        return self.states[-1] if self.sequence else ""

    def knows(self, sequence: int, state: str) -> bool:
        """Whether the library was lately in this state; everything began at 0."""
        back = self.sequence - sequence
        return not sequence or (0 <= back < len(self.states) and self.states[-1 - back] == state)


class Leg(Protocol):
    """An index that is derived from the library and can be thrown away at any time."""

    @property
    def sequence(self) -> int:
        """The library's sequence number that the leg is complete up to; 0 when there is none."""
        ...

    @property
    def state(self) -> str:
        """The name of the library's state with that number."""
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


def catch_up(leg: Leg, history: History, changes: Callable[[int], Changes]) -> None:
    """Bring `leg` to the library's present state; `changes` lists what happened since a number. The caller holds the writer's lock."""
    if not history.knows(leg.sequence, leg.state):  # of another library, or of one that was put back from a backup
        leg.rebuild(changes(0))
    elif leg.sequence < history.sequence:
        leg.update(changes(leg.sequence))
    if leg.outgrown:
        leg.rebuild(changes(0))
