"""What of a passage is read and cited together: a sentence, or the rows of a table or the items of a list with what announces them.

It does not know what is asked. Figures mean nothing without the words above them, nor an announcement without its figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.types import Passage, Span

TABLE = 600  # characters of a table that are read together; a longer one is several units
ROW = 200  # characters: what is longer is a sentence
FIGURES = 4  # numbers in what reads as one sentence behind an announcement: a table that nobody took apart

_END = re.compile(r"[.?!:;][)\]“”\"»]*\s*$")
_NUMBER = re.compile(r"\d+")
_ITEM = re.compile(r"(?:[–•·*-]|\(?(?:[a-z]|\d{1,2})[.)])\s")
_ANNOUNCES = re.compile(
    r"\b(?:(?:nach|unten)?(?:folgend|stehend)e[nrs]?|beigefügten?)\s(?:\w+\s)?(?:Tabellen?|Übersicht(?:en)?|Aufstellung(?:en)?|Auflistung|Liste)\b"
    r"|\b(?:wie folgt|Folgendes|folgende\w?)\b|:\s*$"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences `first` to `last` of a passage, both included; `span` may end inside the last, where that is longer than `TABLE`."""

    first: int
    last: int
    span: Span

    @property
    def is_alone(self) -> bool:
        """One sentence, and nothing that it announces."""
        return self.first == self.last


def units(passage: Passage) -> Iterator[Unit]:
    """Every sentence of the passage in exactly one unit, in order."""
    spans, first = passage.sentences, 0
    while first < len(spans):
        last, end = _last(passage, first)
        yield Unit(first, last, Span(spans[first].start, end))
        first = last + 1


def _last(passage: Passage, first: int) -> tuple[int, int]:
    """The last sentence of the unit that begins with `first`, and where the unit ends."""
    spans = passage.sentences
    announces = bool(_ANNOUNCES.search(text_at(passage, spans[first])))
    if not announces and not _is_row(passage, first):
        return first, spans[first].end
    last = _last_row(passage, first, announces)
    if announces and last == first and first + 1 < len(spans) and len(_NUMBER.findall(text_at(passage, spans[first + 1]))) >= FIGURES:
        return first + 1, _cut(passage, spans[first + 1])
    return last, spans[last].end


def _last_row(passage: Passage, first: int, announced: bool) -> int:
    """The last of the rows, or announced items, from `first` on that fit into `TABLE`; `first` where none follows."""
    spans, last = passage.sentences, first
    begin = spans[min(first + announced, len(spans) - 1)].start
    while last + 1 < len(spans) and spans[last + 1].end - begin <= TABLE:
        if not (_is_row(passage, last + 1) or (announced and _ITEM.match(text_at(passage, spans[last + 1])))):
            break
        last += 1
    return last


def _cut(passage: Passage, span: Span) -> int:
    space = text_at(passage, span).rfind(" ", 0, TABLE)
    return span.end if span.end - span.start <= TABLE else span.start + (space if space > 0 else TABLE)


def _is_row(passage: Passage, position: int) -> bool:
    text = text_at(passage, passage.sentences[position])
    return len(text) <= ROW and not _END.search(text)


def text_at(passage: Passage, span: Span) -> str:
    """What the passage reads at a span of the document."""
    return passage.text[span.start - passage.span.start : span.end - passage.span.start]
