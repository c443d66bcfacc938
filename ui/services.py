"""What chat and HTTP interface share beside the assistant: kept answers, the limits of what one address may ask for, the line
of those who wait.

It does not know either of them. Each is made once for a process, in `ui.server`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ui.line import Line
from ui.problems import TooManyPages
from ui.security import Limiter

if TYPE_CHECKING:
    from index.types import Filters
    from rag import Assistant
    from rag.settings import Settings
    from rag.types import Answer
    from ui.audit.circumstances import Way
    from ui.desk.store import StaffStore
    from ui.ledger import Ledger


PAGES = 12  # that one address may have drawn for each question that it may ask: who reads turns pages faster than who asks


@dataclass(frozen=True, slots=True)
class Services:
    """ledger: None where nothing is kept; library_name: "" for what the documents say; staff: None for the file beside the library.

    review_share: of all answers, so many come up for review without any other reason. upload_max_bytes: of a file brought to the desk,
    uploads_max_bytes: of all of them together, max_source_bytes: of a file in a folder that is synced.
    """

    ledger: Ledger | None = None
    limiter: Limiter = field(default_factory=lambda: Limiter(0))
    line: Line = field(default_factory=Line)
    pages: Limiter = field(default_factory=lambda: Limiter(0, problem=TooManyPages))
    library_name: str = ""
    staff: StaffStore | None = None
    review_share: float = 0.0
    upload_max_bytes: int = 50_000_000
    uploads_max_bytes: int = 10_000_000_000
    max_source_bytes: int = 500_000_000

    def keep(self, assistant: Assistant, answer: Answer, way: Way, filters: Filters | None = None) -> str | None:
        """Keep an answer that was just given, with what it depended on; its id, None where nothing is kept."""
        from ui.audit.circumstances import circumstances_of

        return self.ledger.keep(answer, circumstances_of(assistant, answer, way, filters)) if self.ledger else None


def services_of(settings: Settings, folder: Path) -> Services:
    """Those that the settings ask for, beside the library in `folder`. Errors: LibraryUnreachable, LibraryDamaged."""
    from ui.ledger import Ledger

    questions = settings.questions_per_minute
    return Services(
        Ledger.open(folder, settings.keep_days),
        Limiter(questions),
        pages=Limiter(questions * PAGES, problem=TooManyPages),
        library_name=settings.library_name,
        review_share=settings.review_share,
        upload_max_bytes=settings.upload_max_bytes,
        uploads_max_bytes=settings.uploads_max_bytes,
        max_source_bytes=settings.max_source_bytes,
    )
