"""Cleaning: the text of a document as a person would type it, every character still tied to its ink.

It does not know files, passages or how a quote is shown. Nothing is lost but what `Dropped` names: hyphens where a line broke a word, marks
without ink, and what a page repeats in its margins. Only white space is invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.alignment import Aligned
from index.clean.assemble import in_one_line, lay_out, write
from index.clean.characters import characters
from index.clean.footnotes import footnotes
from index.clean.hyphens import Vocabulary
from index.clean.lines import Line, lines_of
from index.clean.margins import margins
from index.clean.measures import measure
from index.clean.numbering import without_line_numbers
from index.clean.paragraphs import Unit, units
from index.clean.raised import raise_marks
from index.clean.spacing import close_letters
from index.clean.structure import roles
from index.clean.tables import tables
from index.metadata.head import find_metadata
from index.types import Block, Metadata, RawDocument

__all__ = ["Cleaned", "clean"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The cleaned text with the origin of each character, its blocks, and what the document says about itself."""

    text: Aligned
    blocks: tuple[Block, ...]
    metadata: Metadata


def clean(raw: RawDocument) -> Cleaned:
    """The document without the traces of its pages; empty when it holds no text."""
    text = close_letters(characters(raise_marks(Aligned.of(raw.text), raw.pages)))
    lines = lines_of(text, raw.pages)
    if (unnumbered := without_line_numbers(text, lines)) is not text:
        text, lines = unnumbered, lines_of(unnumbered, raw.pages)
    dropped = margins(lines, raw.pages)
    kept = [line for index, line in enumerate(lines) if index not in dropped]
    found = _units(kept)
    vocabulary = Vocabulary.of(line.text for line in kept)
    written = [write(unit, text, vocabulary) for unit in found]
    plain = in_one_line(written)
    metadata = find_metadata(raw.metadata, "\n".join(line.text for line in lines if line.sheet == 0), plain)
    cleaned, blocks = lay_out(written, roles(found, plain, metadata.title))
    return Cleaned(cleaned, blocks, metadata)


def _units(lines: Sequence[Line]) -> list[Unit]:
    """The units of the text, each page's footnotes behind the unit that the page ends with."""
    notes = footnotes(lines)
    small = {line.start for note in notes for line in note}
    body = [line for line in lines if line.start not in small]
    measures = measure(body)
    text = units(body, tables(body, measures.width), measures)
    return list(_with_footnotes(text, [Unit(tuple(note), footnote=True) for note in notes]))


def _with_footnotes(text: Sequence[Unit], notes: Sequence[Unit]) -> Iterator[Unit]:
    waiting = list(notes)
    for unit in text:
        while waiting and waiting[0].lines[0].sheet < unit.lines[0].sheet:
            yield waiting.pop(0)
        yield unit
    yield from waiting
