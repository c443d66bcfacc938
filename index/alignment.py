"""Text that remembers where each of its characters came from.

It does not know pages or boxes. A cleaning step takes an `Aligned` and returns another; it only ever edits through
`edit`, `sub` or `join`, so a character can be deleted, moved or replaced, but never lose its origin: a word hyphenated over a line end,
a column moved behind another, a ligature written out, all point to their ink without a special case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.types import Int32, Span

INSERTED = -1  # the origin of a character that no page holds; only white space is ever inserted


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]`. Every character of `replacement` that is not white space takes its origin from the replaced stretch."""

    start: int
    end: int
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A text and, for each of its characters, the raw offset that it came from, or `INSERTED`. origin: int32 (len(text),)."""

    text: str
    origin: Int32

    @classmethod
    def of(cls, raw: str) -> Aligned:
        """The raw text itself, each character its own origin."""
        return cls(raw, np.arange(len(raw), dtype=np.int32))

    @classmethod
    def join(cls, parts: Sequence[Aligned], separator: str = "") -> Aligned:
        """The parts in this order, with white space between them."""
        _only_space(separator)
        gap = np.full(len(separator), INSERTED, np.int32)
        pieces: list[Int32] = []
        for i, part in enumerate(parts):
            pieces += [gap, part.origin] if i else [part.origin]
        origin = np.concatenate(pieces) if pieces else np.empty(0, np.int32)
        return cls(separator.join(part.text for part in parts), origin)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, stretch: slice) -> Aligned:
        return Aligned(self.text[stretch], self.origin[stretch])

    def edit(self, edits: Iterable[Edit]) -> Aligned:
        """All edits at once; they are given in ascending order and do not overlap (ValueError otherwise)."""
        texts: list[str] = []
        origins: list[Int32] = []
        at = 0
        for change in edits:
            if not at <= change.start <= change.end <= len(self.text):
                raise ValueError(f"{change} overlaps the one before or lies outside of {len(self.text)} characters")
            texts += [self.text[at : change.start], change.replacement]
            origins += [self.origin[at : change.start], self._origin_of(change)]
            at = change.end
        if not texts:
            return self
        texts.append(self.text[at:])
        origins.append(self.origin[at:])
        return Aligned("".join(texts), np.concatenate(origins))

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str] = "") -> Aligned:
        """Replace what `pattern` matches, as `re.sub` does; use look-around to keep what stands beside it. `replacement` is literal."""
        make = replacement if callable(replacement) else lambda _match: replacement
        return self.edit(Edit(m.start(), m.end(), make(m)) for m in pattern.finditer(self.text))

    def _origin_of(self, change: Edit) -> Int32:
        if not change.replacement:
            return np.empty(0, np.int32)
        replaced = self.origin[change.start : change.end]
        known = replaced[replaced >= 0]
        if not len(known):
            _only_space(change.replacement)
            return np.full(len(change.replacement), INSERTED, np.int32)
        # Spread over the stretch: an equal length maps one to one, a ligature's letters all map to its one glyph.
        picks = np.minimum(np.arange(len(change.replacement)), len(known) - 1)
        return known[picks].astype(np.int32)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The same mapping as runs, small enough to keep: int32 (n, 3) of start, raw start, length; what lies between runs was inserted."""

    runs: Int32

    @classmethod
    def of(cls, aligned: Aligned) -> Alignment:
        """Runs of consecutive characters with consecutive origins."""
        origin = aligned.origin
        known = np.flatnonzero(origin >= 0)
        if not len(known):
            return cls(np.empty((0, 3), np.int32))
        breaks = np.flatnonzero((np.diff(known) != 1) | (np.diff(origin[known]) != 1)) + 1
        first = np.concatenate([[0], breaks])
        last = np.concatenate([breaks, [len(known)]])
        return cls(np.column_stack([known[first], origin[known[first]], last - first]).astype(np.int32))

    def raw(self, span: Span) -> tuple[Span, ...]:
        """The raw stretches that the characters of `span` came from, in the order of the cleaned text."""
        starts, lengths = self.runs[:, 0], self.runs[:, 2]
        first = int(np.searchsorted(starts + lengths, span.start, side="right"))
        last = int(np.searchsorted(starts, span.end, side="left"))
        found = []
        for start, raw, length in self.runs[first:last].tolist():
            low, high = max(start, span.start), min(start + length, span.end)
            found.append(Span(raw + low - start, raw + high - start))
        return tuple(found)


def _only_space(text: str) -> None:
    if text.strip():
        raise ValueError(f"{text!r} would be invented: no page holds it")
