"""Why a rule fails, and at which stretches of the claim.

It does not know the rules. A rule that cannot point at a stretch ("the condition is left out") points at none: all of the claim fails.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.types import Span


@dataclass(frozen=True, slots=True)
class Failure:
    """reason: a German sentence. spans: in the claim as the rule saw it."""

    reason: str
    spans: tuple[Span, ...] = ()
