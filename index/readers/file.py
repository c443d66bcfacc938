"""What every reader is given.

It does not know formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from index.errors import SourceError


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of a source, and its name for messages (data, never a path to open).

    `ocr` allows text recognition. `problems` collects what is wrong with single lines of a corpus; the other lines are read.
    """

    data: bytes
    name: str
    ocr: bool = True
    problems: list[SourceError] = field(default_factory=list)
