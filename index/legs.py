"""The derived indexes of a library, kept up to date.

It does not know how they search. They may be deleted at any time: the library is the only truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.changes import catch_up

if TYPE_CHECKING:
    from index.dense import DenseIndex
    from index.lexical import LexicalIndex
    from index.library import Library

DENSE, LEXICAL = "dense", "lexical"


@dataclass(frozen=True, slots=True)
class Legs:
    """Both indexes of one library."""

    dense: DenseIndex
    lexical: LexicalIndex


def open_legs(library: Library) -> Legs:
    """The indexes as they are on disk; missing, damaged and outdated ones are empty until they are brought up to date."""
    from index.dense import DenseIndex
    from index.lexical import LexicalIndex

    return Legs(DenseIndex(library.path / DENSE, library.dimension()), LexicalIndex(library.path / LEXICAL))


def behind(library: Library, legs: Legs) -> bool:
    """Whether the library has changed since the indexes were last brought up to date."""
    history = library.history()
    return any((leg.sequence, leg.state) != (history.sequence, history.state) for leg in (legs.dense, legs.lexical))


def foreign(library: Library, legs: Legs) -> bool:
    """Whether an index is of another library, or of a state that this one has never been in."""
    history = library.history()
    return not all(history.knows(leg.sequence, leg.state) for leg in (legs.dense, legs.lexical))


def bring_up_to_date(library: Library, legs: Legs) -> None:
    """Apply what has changed. The caller holds the library's lock."""
    for leg in (legs.dense, legs.lexical):
        leg.refresh()
        catch_up(leg, library.history(), library.changes)
