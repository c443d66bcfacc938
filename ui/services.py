"""What chat and HTTP interface share beside the assistant: kept answers, the limit of questions, the line of those who wait.

It does not know either of them. Each is made once for a process, in `ui.server`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ui.line import Line

if TYPE_CHECKING:
    from rag.settings import Settings
    from ui.ledger import Ledger
    from ui.security import Limiter


@dataclass(frozen=True, slots=True)
class Services:
    """ledger: None where nothing is kept; limiter: None where nothing is limited; library_name: "" for what the documents say."""

    ledger: Ledger | None = None
    limiter: Limiter | None = None
    line: Line = field(default_factory=Line)
    library_name: str = ""


def services_of(settings: Settings, folder: Path) -> Services:
    """Those that the settings ask for, beside the library in `folder`. Errors: LibraryUnreachable, LibraryDamaged."""
    from ui.ledger import Ledger
    from ui.security import Limiter

    limiter = Limiter(settings.questions_per_minute) if settings.questions_per_minute else None
    return Services(Ledger.open(folder, settings.keep_days), limiter, library_name=settings.library_name)
