"""Which units are headings, and on which level.

It does not know fonts. A reader that knows its headings (HTML, DOCX, bookmarks) is believed; else a heading is a short line that ends
without a stop, stands alone, and has text after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.clean.marks import DECIMAL, HEAD, NUMBER, ROMAN, SECTION, style
from index.clean.measures import ends
from index.clean.paragraphs import Unit

_LONGEST = 120
_NO_HEADING = re.compile(
    r"[.,;:!?…&/“”\"-]$|\b(?:und|oder|der|die|das|des|dem|den|von|zu|im|in|für|mit|vom|zur|zum)$|^[\d\W]+$|@|https?:|www\."
)
_GREETING = re.compile(r"(?:Mit freundlichen|Sehr geehrte|Hochachtungsvoll|gez\.)")
_ROW = 4  # so many short lines after each other are a list, not headings


def heading_levels(units: Sequence[Unit], texts: Sequence[str]) -> dict[int, int]:
    """The level of each unit that is a heading, by its index. `texts`: the units' texts in one line."""
    told = any(line.heading >= 0 for unit in units for line in unit.lines)
    levels = {i: unit.lines[0].level for i, unit in enumerate(units) if all(line.heading >= 0 for line in unit.lines)}
    bookmarked = told and any(line.printed for unit in units for line in unit.lines)
    if told and not bookmarked:
        return levels
    candidates = [i for i, (unit, text) in enumerate(zip(units, texts, strict=True)) if i not in levels and _may_be(unit, text)]
    numbered = {i for i in candidates if style(texts[i]) == "number"}
    candidates = [i for i in candidates if i not in numbered or not {i - 1, i + 1} & numbered]  # "1." next to "2." is a list
    heads = frozenset(levels) | frozenset(candidates)
    for group in _neighbours(candidates):
        if len(group) < _ROW or any(SECTION.match(texts[i]) for i in group):
            levels |= {i: _level(texts[i]) for i in group if _has_text_after(i, units, heads) or HEAD.match(texts[i])}
    return levels


def _may_be(unit: Unit, text: str) -> bool:
    if unit.table or unit.footnote or len(unit.lines) > 3 or not 3 < len(text) <= _LONGEST:
        return False
    if SECTION.match(text) or HEAD.match(text):
        return True
    if ends(text) or _NO_HEADING.search(text) or _GREETING.match(text):
        return False
    number = DECIMAL.match(text) or ROMAN.match(text) or NUMBER.match(text)
    begins = text[number.end() :] if number else text
    return bool(number or not style(text)) and (begins[0].isupper() or begins[0] in "„0123456789")


def _neighbours(indices: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for index in indices:
        if groups and groups[-1][-1] == index - 1:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _has_text_after(index: int, units: Sequence[Unit], heads: frozenset[int]) -> bool:
    """Whether what follows, headings apart, is text."""
    following = index + 1
    while following in heads:
        following += 1
    return following < len(units)


def _level(text: str) -> int:
    """1 for chapters and what is set in capitals, deeper for what its number or its name puts below."""
    if decimal := DECIMAL.match(text):
        return min(decimal.group().rstrip(". ").count(".") + 1, 6)
    if SECTION.match(text):
        return 3 if text[0] == "§" else 2 if text.startswith(("Titel", "Untertitel", "Abschnitt", "Unterabschnitt", "Kapitel")) else 1
    if HEAD.match(text) or text.isupper() or ROMAN.match(text):
        return 1
    return 2
