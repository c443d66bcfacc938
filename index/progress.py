"""How far a sync has come, and what it did.

It does not know how either is shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, fields

from index.errors import SourceError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync has come: `done` of `total` files, `passages` with their vectors, after `seconds`. `name` is the file at hand."""

    name: str
    done: int
    total: int
    passages: int
    seconds: float

    @property
    def rate(self) -> float:
        """Passages a second."""
        return self.passages / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did. The counts are of documents; each error in `failed` names its file.

    missing: names of files that are gone from the folders and were kept. passages: how many were written.
    """

    added: int
    changed: int
    removed: int
    unchanged: int
    failed: tuple[SourceError, ...]
    missing: tuple[str, ...]
    passages: int
    seconds: float

    def to_dict(self) -> dict[str, object]:
        """For JSON. The sentences are English."""
        failed = [
            {"name": str(error.values.get("name", "")), "error": type(error).__name__, "message": str(error)} for error in self.failed
        ]
        known = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**known, "failed": failed, "missing": list(self.missing), "seconds": round(self.seconds, 3)}


@dataclass(slots=True)
class Meter:
    """Counts what is done and tells it."""

    tell: Callable[[Progress], None] | None
    started: float = field(default_factory=time.monotonic)
    name: str = ""
    done: int = 0
    total: int = 0
    passages: int = 0

    def embedded(self, passages: int) -> None:
        """So many more passages have their vectors."""
        self.passages += passages
        self.show()

    def show(self) -> None:
        """Tell how far it has come."""
        if self.tell:
            self.tell(Progress(self.name, self.done, self.total, self.passages, self.seconds))

    @property
    def seconds(self) -> float:
        """Since it was made."""
        return time.monotonic() - self.started
