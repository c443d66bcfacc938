"""A sentence of an answer in plain language.

It does not know how it came about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Way = Literal["unchanged", "rules", "model", "explanation"]


@dataclass(frozen=True, slots=True)
class PlainSentence:
    """A sentence of an answer in plain language, bound to the evidence of the claim that it stands for.

    way: "unchanged" (as it stands in the claim), "rules", "model" (a language model wrote it, and it was checked), or "explanation": what a
    term means, which is no claim and cites nothing.
    """

    text: str
    evidence: tuple[int, ...]
    way: Way
