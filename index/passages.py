"""Splits a document into passages: whole sentences, about as many tokens as the encoder reads well.

It does not know the encoder: the caller counts tokens. A passage never goes beyond its section (`index.sections`), so never across a
heading or a question; `index.cuts` says where a section ends a passage. Title and heading travel with each passage for the encoder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.cuts import Unit, cut, overlapped, packed
from index.document import Document
from index.sections import JOINT, PATH, Section, one_line, sections, title_of
from index.sentences import sentences
from index.types import Block, Passage, Span

CountTokens = Callable[[Sequence[str]], list[int]]

LONGEST_SENTENCE = 450  # tokens; with title and heading just below the 512 of common encoders

_TITLE_ROOM, _HEADING_ROOM = 120, 300  # characters, together about 100 tokens
_LONG_TEXT = 1000  # characters from which title and heading make do with half the room
_LEAD_ROOM = 160  # characters of an opening line or a table's head that are carried on


def split(document: Document, count_tokens: CountTokens, limit: int = 200, overlap: int = 1) -> list[Passage]:
    """The passages of the document in the order of its text; every character but white space is in one of them or in a heading.

    limit: tokens in a passage; a sentence of up to `LONGEST_SENTENCE` stays whole. overlap: sentences repeated from the passage before
    where the next one depends on it, within a quarter of the limit.
    """
    parts = sections(document)
    units = _counted(document.text, [unit for part in parts for unit in _units(document.text, part)], count_tokens, limit)
    title, passages, at = title_of(document), list[Passage](), 0
    for part in parts:
        end = at
        while end < len(units) and units[end].span.start < part.blocks[-1].span.end:
            end += 1
        passages += _passages(document, title, part, units[at:end], limit, overlap)
        at = end
    return passages


def embedding_text(passage: Passage) -> str:
    """What the encoder and the reader of a list of results see: title, heading and text, a line each. Title and heading are cut to size."""
    scale = 2 if len(passage.text) > _LONG_TEXT else 1
    head = (_shortened(passage.title, _TITLE_ROOM // scale), _shortened_path(passage.heading, _HEADING_ROOM // scale))
    return "\n".join([*(line for line in head if line), passage.text])


def _units(text: str, section: Section) -> Iterator[Unit]:
    leads: list[tuple[int, Span]] = []  # the lines that open the lists at hand, each with its level, the outermost first
    for block in section.blocks:
        table = block.kind == "table"
        spans = _rows(text, block) if table else [_shift(span, block.span.start) for span in sentences(block.span.of(text))]
        if not spans:
            continue
        if table:
            yield from (Unit(span, block, lead=spans[0] if span != spans[0] else None) for span in spans)
            continue
        leads = [(level, lead) for level, lead in leads if level < block.level]
        lead = leads[-1][1] if leads and block.kind == "item" else None
        yield from (Unit(span, block, lead=lead) for span in spans)
        if text[spans[-1].end - 1] == ":" or text[spans[-1].end - 1].isalnum():
            leads.append((block.level, spans[-1]))


def _rows(text: str, table: Block) -> list[Span]:
    rows, at = [], table.span.start
    for line in table.span.of(text).split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            rows.append(Span(start, start + len(bare)))
        at += len(line) + 1
    return rows


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _counted(text: str, units: list[Unit], count_tokens: CountTokens, limit: int) -> list[Unit]:
    """The units with their tokens; those that are too long in parts. One call for the document, and one more for each round of cutting."""
    done = dict[Span, Unit]()
    while units:
        uncut = list[Unit]()
        for unit, tokens in zip(units, count_tokens([unit.span.of(text) for unit in units]), strict=True):
            longest = limit if unit.block.kind == "table" else max(limit, LONGEST_SENTENCE)
            if tokens <= longest or len(unit.span) == 1:
                done[unit.span] = replace(unit, tokens=max(tokens, 1))
            else:
                uncut += [replace(unit, span=span) for span in cut(text, unit.span, len(unit.span) * limit // tokens)]
        units = uncut
    return [done[span] for span in sorted(done)]


def _passages(document: Document, title: str, section: Section, units: list[Unit], limit: int, overlap: int) -> Iterator[Passage]:
    previous = 0
    for first, last in packed(units, limit):
        # The sentence that the passage before begins with is not repeated: no passage lies in another.
        begin = overlapped(document.text, units, range(max(previous + 1, first - overlap), first), limit // 4) if first else 0
        previous = first
        chosen = units[begin:last]
        span = Span(chosen[0].span.start, chosen[-1].span.end)
        yield Passage(
            id=0,
            document_id=document.id,
            span=span,
            text=span.of(document.text),
            sentences=tuple(unit.span for unit in chosen),
            heading=_heading(document.text, section.heading, chosen[0]),
            part=section.part,
            title=title,
        )


def _heading(text: str, path: str, first: Unit) -> str:
    """A passage in the middle of a list or table carries the line that opens the list, or the table's head, below its headings."""
    if first.lead is None:
        return path
    lead = _shortened(one_line(first.lead.of(text)), _LEAD_ROOM)
    return PATH.join([path, lead]) if path else lead


def _shortened(text: str, room: int) -> str:
    """The text, or as many of its words as there is room for."""
    if len(text) <= room:
        return text
    return text[: room - 1].rsplit(" ", 1)[0] + "…"


def _shortened_path(heading: str, room: int) -> str:
    """Every heading of a path and every question of a joint answer gets its share of the room."""
    names = re.split(f"{PATH}|{JOINT}", heading)
    short = [name for name in names if len(name) <= room // len(names)]
    share = (room - sum(map(len, short))) // max(1, len(names) - len(short))
    return PATH.join(_shortened(name, share) for name in names)
