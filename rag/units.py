"""What of a passage is read and cited together: a sentence, or the rows of a table or the items of a list with what announces them.

It does not know what is asked. Figures mean nothing without the words above them, nor an announcement without its figures: what is too far
away to be cited in one piece is the unit's `lead`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.sections import PATH
from index.types import Passage, Span
from rag.addressing import addresses_program

TABLE = 600  # characters of a table that are read together; a longer one is several units
ROW = 200  # characters: what is longer is a sentence
LEAD = 240  # characters of what is carried to a row or an item far below
FIGURES = 4  # numbers in what reads as one sentence behind an announcement: a table that nobody took apart
GAP = " … "  # between a lead and what stands further below

_END = re.compile(r"[.?!:;][)\]“”\"»]*\s*$")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ITEM = re.compile(r"(?:[–•·*-]|\(?(?:[a-z]|\d{1,2})[.)])\s")
# A sentence that a break tore: it has its verb, or opens a clause that has none yet, and ends in a word or figure.
_BEGUN = re.compile(
    r"^(?!W(?:ie|as|er|o|arum|ann|elche[rsmn]?)\b)[A-ZÄÖÜ].*"
    r"(?:\b(?:ist|sind|war|waren|wird|werden|wurden?|hat|haben|hatten?|kann|können|soll|sollen|gibt|gab|liegt|liegen|beträgt|betrug)\b"
    r"|,\s(?:dass|ob|welche[rsmn]?|wie|wann|wo)\s).*[\w,]$",
    re.DOTALL,
)
_ANNOUNCES = re.compile(
    r"\b(?:(?:nach|unten)?(?:folgend|stehend)e[nrs]?|beigefügten?)\s(?:\w+\s)?(?:Tabellen?|Übersicht(?:en)?|Aufstellung(?:en)?|Auflistung|Liste)\b"
    r"|\b(?:wie folgt|Folgendes|folgende\w?)\b|:\s*$"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences `first` to `last` of a passage, both included; `span` may end inside the last, where that is longer than `TABLE`.

    lead: the header or the opening line that its rows or items need and that stands further above, on one line; "" for none.
    """

    first: int
    last: int
    span: Span
    lead: str = ""

    @property
    def is_alone(self) -> bool:
        """One sentence, and nothing that it announces."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class _Above:
    """What opens the table or list at hand. marks: what its items begin with, "" for rows."""

    lead: str = ""
    marks: str = ""


def units(passage: Passage) -> Iterator[Unit]:
    """Every sentence of the passage in exactly one unit, in order."""
    spans, first, above = passage.sentences, 0, _carried(passage)
    while first < len(spans):
        mark = _mark(passage, first)
        under = bool(above.lead) and (mark == above.marks if mark else not above.marks and _is_row(passage, first))
        last, end = _last(passage, first, under)
        yield Unit(first, last, Span(spans[first].start, end), above.lead if under else "")
        if first == 0 and under and not mark and _is_header(text_at(passage, spans[0])):
            above = replace(above, lead=_line(above.lead, text_at(passage, spans[0])))
        elif not under and (opened := _opened(passage, first, last)):
            above = opened
        elif not under and not above.marks:  # the sentences of an item may stand between it and the next one; those of a table may not
            above = _Above()
        first = last + 1


def _carried(passage: Passage) -> _Above:
    """What a table or list goes on under that the passage before began: it ends the heading, unless that is the question."""
    lead = passage.heading.rpartition(PATH)[2]
    if not passage.sentences or not lead or lead.rstrip().endswith("?") or (lead == passage.heading and passage.part == "answer"):
        return _Above()
    mark = _mark(passage, 0)
    # "5. August bis 27. September 2024" or a row of figures is no header, whatever was taken for a heading.
    fits = lead.rstrip().endswith(":") if mark else _is_row(passage, 0) and not lead[0].isdigit()
    return _Above(_line(lead), mark) if fits else _Above()


def _opened(passage: Passage, first: int, last: int) -> _Above | None:
    """What the unit from `first` to `last` opens, if it opens anything: the line itself, with the header below it."""
    spans = passage.sentences
    opening = text_at(passage, spans[first])
    announces = bool(_ANNOUNCES.search(opening))
    if not announces and (_mark(passage, first) or not _is_row(passage, first)):
        return None
    mark = _mark(passage, first + 1) if first + 1 < len(spans) else ""
    below = text_at(passage, spans[first + 1]) if announces and not mark and last > first else ""
    return _Above(_line(opening, below), mark)


def _line(*lines: str) -> str:
    """The lines as one; where there is no room for all of them the last, and of that as many words as there is room for."""
    bare = [" ".join(line.split()) for line in lines if line.strip()]
    joined = GAP.join(bare)
    if len(joined) > LEAD:
        joined = bare[-1]
    return joined if len(joined) <= LEAD else joined[: LEAD - 1].rsplit(" ", 1)[0] + "…"


def _last(passage: Passage, first: int, under: bool) -> tuple[int, int]:
    """The last sentence of the unit that begins with `first`, and where the unit ends. under: whether what opens it stands above."""
    spans = passage.sentences
    announces = bool(_ANNOUNCES.search(text_at(passage, spans[first])))
    if not announces and not under and not _is_row(passage, first):
        return first, spans[first].end
    if not announces and not under and _goes_on(passage, first):
        return _last(passage, first + 1, under)
    last = _last_row(passage, first, announces)
    if announces and last == first and first + 1 < len(spans) and len(_NUMBER.findall(text_at(passage, spans[first + 1]))) >= FIGURES:
        return first + 1, _cut(passage, spans[first + 1])
    return last, spans[last].end


def _last_row(passage: Passage, first: int, announced: bool) -> int:
    """The last of the rows, or announced items, from `first` on that fit into `TABLE`; `first` where none follows.

    A list whose opening line announces nothing ("Zuständig sind") ends with the item that ends the sentence.
    """
    spans, last = passage.sentences, first
    begin = spans[min(first + announced, len(spans) - 1)].start
    while last + 1 < len(spans) and spans[last + 1].end - begin <= TABLE:
        item = _mark(passage, last + 1) and (announced or _is_row(passage, last))
        if not (item or _is_row(passage, last + 1)):
            break
        last += 1
    return last


def _cut(passage: Passage, span: Span) -> int:
    space = text_at(passage, span).rfind(" ", 0, TABLE)
    return span.end if span.end - span.start <= TABLE else span.start + (space if space > 0 else TABLE)


def _goes_on(passage: Passage, position: int) -> bool:
    """Whether a sentence was torn behind what looks like a row: "Es ist nicht bekannt, welches Amt" + "Frau Vogt leitet."."""
    if position + 1 >= len(passage.sentences) or _mark(passage, position) or _mark(passage, position + 1):
        return False
    text = text_at(passage, passage.sentences[position])
    # An instruction in a heading must not take the sentence below it along when it is thrown out.
    return bool(_BEGUN.match(text)) and not _is_row(passage, position + 1) and not addresses_program(text)


def _is_row(passage: Passage, position: int) -> bool:
    text = text_at(passage, passage.sentences[position])
    return len(text) <= ROW and not _END.search(text)


def _is_header(row: str) -> bool:
    """Whether a row names what stands below it: it holds no figures but years."""
    return not row[:1].isdigit() and not _NUMBER.search(_YEAR.sub("", row))


def _mark(passage: Passage, position: int) -> str:
    """What the item begins with, its letter or number as "0"; "" for what is no item."""
    found = _ITEM.match(text_at(passage, passage.sentences[position]))
    return re.sub(r"[a-z]|\d+", lambda match: "0" if match[0].isdigit() else "a", found[0].strip()) if found else ""


def text_at(passage: Passage, span: Span) -> str:
    """What the passage reads at a span of the document."""
    return passage.text[span.start - passage.span.start : span.end - passage.span.start]
