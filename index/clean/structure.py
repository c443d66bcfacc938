"""What the units of a document are: title, heading, question, paragraph, item, footnote or table.

It does not know pages or characters: it reads units and their texts, and it changes neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.clean.headings import heading_levels
from index.clean.marks import LETTER, NUMBER, style
from index.clean.paragraphs import Unit
from index.types import BlockKind

_ASKS = re.compile(r"\?[)\]“”\"»]*(?:\s*\([^()]*\)\.?|\d{1,2})?$")


@dataclass(frozen=True, slots=True)
class Role:
    """A unit's kind and level, as in `Block`."""

    kind: BlockKind
    level: int = 0


def roles(units: Sequence[Unit], texts: Sequence[str], title: str) -> list[Role]:
    """The role of each unit. `texts`: the units' texts in one line; `title`: the document's, marked where it stands first."""
    headings = heading_levels(units, texts)
    found: list[Role] = []
    marks: list[str] = []  # the styles of the items that are open, the outermost first
    titled = False
    for index, (unit, text) in enumerate(zip(units, texts, strict=True)):
        if not titled and title and text == title:
            role, titled = Role("title"), True
        elif unit.table or unit.footnote:
            role = Role("table" if unit.table else "footnote")
        elif index in headings:
            role = Role("heading", headings[index])
        elif level := _question_level(text):
            role = Role("question", level)
        elif mark := style(text):
            if mark not in marks and unit.apart and not texts[index - 1].endswith((":", ",")):
                marks.clear()  # a list of its own
            role = Role("item", _depth(marks, mark))
        else:
            role = Role("paragraph")
        if role.kind != "item":
            marks.clear()
        found.append(role)
    return found


def _question_level(text: str) -> int:
    """1 for a numbered question, 2 for a part of one, 0 for anything else."""
    if not _ASKS.search(text):
        return 0
    if NUMBER.match(text):
        return 1
    return 2 if LETTER.match(text) else 0


def _depth(marks: list[str], mark: str) -> int:
    """The depth of an item with this mark below the items that are open; they are closed down to it."""
    if mark in marks:
        del marks[marks.index(mark) + 1 :]
    else:
        marks.append(mark)
    return len(marks)
