"""What chat and HTTP interface share beside the assistant: kept answers, the limit of questions, the line of those who wait.

It does not know either of them. Each is made once for a process, in `ui.server`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ui.line import Line
from ui.security import Limiter

if TYPE_CHECKING:
    from rag.settings import Settings
    from ui.desk.store import StaffStore
    from ui.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Services:
    """ledger: None where nothing is kept; library_name: "" for what the documents say; staff: None for the file beside the library."""

    ledger: Ledger | None = None
    limiter: Limiter = field(default_factory=lambda: Limiter(0))
    line: Line = field(default_factory=Line)
    library_name: str = ""
    staff: StaffStore | None = None


def services_of(settings: Settings, folder: Path) -> Services:
    """Those that the settings ask for, beside the library in `folder`. Errors: LibraryUnreachable, LibraryDamaged."""
    from ui.ledger import Ledger

    return Services(Ledger.open(folder, settings.keep_days), Limiter(settings.questions_per_minute), library_name=settings.library_name)
