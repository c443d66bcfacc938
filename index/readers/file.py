"""What every reader is given.

It does not know formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from index.errors import SourceError, SourceTooLarge

UNITS = (("GB", 10**9), ("MB", 10**6), ("kB", 10**3))


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of a source, and its name for messages (data, never a path to open).

    `ocr` allows text recognition. `problems` collects what is wrong with single lines of a corpus; the other lines are read.
    """

    data: bytes
    name: str
    ocr: bool = True
    problems: list[SourceError] = field(default_factory=list)


def amount(size: int) -> str:
    """A number of bytes in the largest unit that gives a whole number above 0: "12 MB"."""
    unit, count = next(((unit, count) for unit, count in UNITS if size >= count), ("Bytes", 1))
    return f"{size // count} {unit}"


def too_large(name: str, size: int, limit: int) -> SourceTooLarge:
    """The error for a file of `size` bytes, in the largest unit in which that is more than `limit`."""
    telling = (unit for unit in UNITS if limit // unit[1] >= 10 and size // unit[1] > limit // unit[1])
    unit, count = next(telling, ("Bytes", 1))
    return SourceTooLarge(name=name, size=f"{size // count} {unit}", limit=f"{limit // count} {unit}")
