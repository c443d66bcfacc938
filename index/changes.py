"""What the library hands to the indexes that are derived from it: the passages added and removed since a sequence number.

It does not know where the changes are kept nor what an index makes of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
