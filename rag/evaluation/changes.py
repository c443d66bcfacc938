"""A change of a sentence: some of its characters, and what takes their place.

It does not know whether the sentence stays true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start` to `end` of a sentence and what takes their place."""

    start: int
    end: int
    new: str

    def of(self, text: str) -> str:
        """The changed text, one space between words, a capital where there was one."""
        old, new = text[self.start : self.end], self.new
        if old[:1].isupper() and new:
            new = new[0].upper() + new[1:]
        changed = text[: self.start] + new + text[self.end :]
        changed = re.sub(r"(?<=\S) {2,}(?=\S)", " ", changed).strip()
        return changed[:1].upper() + changed[1:] if text[:1].isupper() else changed
