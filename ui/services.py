"""What chat and HTTP interface share beside the assistant: kept answers, the limit of questions, the line of those who wait.

It does not know either of them. Each is made once for a process, in `ui.server`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.line import Line

if TYPE_CHECKING:
    from ui.ledger import Ledger
    from ui.security import Limiter


@dataclass(frozen=True, slots=True)
class Services:
    """ledger: None where nothing is kept; limiter: None where nothing is limited."""

    ledger: Ledger | None = None
    limiter: Limiter | None = None
    line: Line = field(default_factory=Line)
