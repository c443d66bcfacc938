"""Cleaning: the text of a document as a person would type it, every character still tied to its ink.

It does not know files, passages or how a quote is shown. Nothing is lost but what `Dropped` names: hyphens where a line broke a word, marks
without ink, page numbers, and what a page repeats in its margins after it was said once. Only white space is invented.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.alignment import Aligned
from index.clean.assemble import in_one_line, lay_out, write
from index.clean.characters import characters
from index.clean.footnotes import footnotes
from index.clean.hyphens import Vocabulary
from index.clean.lines import Line, lines_of
from index.clean.margins import Margins, margins
from index.clean.measures import goes_on, measure
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
    edge = margins(lines, raw.pages)
    kept = [line for index, line in enumerate(lines) if index not in edge.dropped]
    found = _units(lines, edge)
    vocabulary = Vocabulary.of(line.text for line in kept)
    written = [write(unit, text, vocabulary) for unit in found]
    plain = in_one_line(written)
    metadata = find_metadata(raw.metadata, "\n".join(line.text for line in lines if line.sheet == 0), plain)
    cleaned, blocks = lay_out(written, roles(found, plain, metadata.title))
    return Cleaned(cleaned, blocks, metadata)


def _units(lines: Sequence[Line], edge: Margins) -> list[Unit]:
    """The units of the text; what stands at a page's head or foot waits until a paragraph that runs over the page's end is done."""
    margin = edge.dropped | edge.heads | edge.feet
    text = [line for index, line in enumerate(lines) if index not in margin]
    notes = footnotes(text)
    small = {line.start for note in notes for line in note}
    body = [line for line in text if line.start not in small]
    measures = measure(body)
    feet = [Unit((lines[index],), footnote=True) for index in sorted(edge.feet)]
    waiting = [(unit.lines[0].sheet + 1, unit) for unit in [*(Unit(tuple(note), footnote=True) for note in notes), *feet]]
    waiting += [(unit.lines[0].sheet, unit) for unit in _titles([lines[index] for index in sorted(edge.heads)])]
    return list(_with_waiting(units(body, tables(body, measures.width), measures), sorted(waiting, key=lambda each: each[0])))


def _titles(lines: Sequence[Line]) -> list[Unit]:
    """A unit of each title; one may be broken over two lines."""
    found: list[list[Line]] = []
    for line in lines:
        if found and found[-1][-1].sheet == line.sheet and goes_on(found[-1][-1].text, line.text):
            found[-1].append(line)
        else:
            found.append([line])
    return [Unit(tuple(title), apart=True) for title in found]


def _with_waiting(text: Sequence[Unit], waiting: Sequence[tuple[int, Unit]]) -> Iterator[Unit]:
    """The units, each that waits before the first that begins on its sheet."""
    rest = deque(waiting)
    for unit in text:
        while rest and rest[0][0] <= unit.lines[0].sheet:
            yield rest.popleft()[1]
        yield unit
    yield from (unit for _, unit in rest)
