"""The numbers that stand before list items and headings of an ODT, which its text does not hold.

It does not know text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from index.readers.numbers import numeral

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE = f"{{{_NS}text:1.0}}", f"{{{_NS}style:1.0}}"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_OUTLINE = ""  # the name under which the numbers of headings are kept: no list is called so
_DEEPEST = 10
_LONGEST = 50  # characters before and after a number: they are printed again for each item


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one depth are numbered; `form` is "" for bullets. `shown` numbers of higher depths are printed, too ("2.1")."""

    form: str
    prefix: str
    suffix: str
    first: int
    shown: int


@dataclass(slots=True)
class Numbering:
    """Levels by list style and depth (from 1). `counts` is how far each has come."""

    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: Iterable[Element]) -> Numbering:
        """The list styles of content.xml and styles.xml."""
        found: dict[str, dict[int, Level]] = {}
        for part in parts:
            for style in part.iter(f"{TEXT}list-style"):
                found[style.get(f"{STYLE}name", "")] = _levels(style)
            for style in part.iter(f"{TEXT}outline-style"):
                found[_OUTLINE] = _levels(style)
        return cls(found)

    def restart(self, style: str, depth: int) -> None:
        """A list begins anew: its next item is the first."""
        counts = self.counts.get(style, {})
        for deeper in [other for other in counts if other >= depth]:
            del counts[deeper]

    def next(self, style: str, depth: int) -> str:
        """What is printed before the next item of a list, with a space: "2. ", "b) ", "- "."""
        return self._next(style, depth) or "- "

    def next_heading(self, depth: int) -> str:
        """What is printed before the next heading, with a space; "" when headings are not numbered."""
        return self._next(_OUTLINE, depth)

    def _next(self, style: str, depth: int) -> str:
        levels = self.levels.get(style, {})
        counts = self.counts.setdefault(style, {})
        level = levels.get(depth)
        counts[depth] = counts.get(depth, (level.first if level else 1) - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level is None or not level.form:
            return ""
        shown = range(max(depth - level.shown + 1, 1), depth + 1)
        forms = {other: levels[other].form or "decimal" for other in shown if other in levels}
        numbers = [numeral(counts.get(other, 1), forms.get(other, "decimal")) for other in shown]
        return f"{level.prefix}{'.'.join(numbers)}{level.suffix} "


def _levels(style: Element) -> dict[int, Level]:
    return {
        _small(level.get(f"{TEXT}level", "1")): Level(
            form=_FORMATS.get(level.get(f"{STYLE}num-format", ""), ""),
            prefix=level.get(f"{STYLE}num-prefix", "")[:_LONGEST],
            suffix=level.get(f"{STYLE}num-suffix", "")[:_LONGEST],
            first=_small(level.get(f"{TEXT}start-value", "1")),
            shown=min(_small(level.get(f"{TEXT}display-levels", "1")), _DEEPEST),
        )
        for level in style
    }


def _small(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 1
