"""Documents without word boxes: plain text, and the building of pages for the other formats.

It does not know encodings or markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from index.errors import EmptySource
from index.readers.encoding import decode
from index.readers.file import File
from index.types import PAGE_BREAK, Heading, Metadata, RawDocument, RawPage, Span, Words


def read_text(file: File) -> Iterator[RawDocument]:
    """One document; form feeds divide its pages."""
    yield document(decode(file.data, file.name), file.name)


def document(text: str, name: str, *, key: str = "", headings: Iterable[Heading] = (), metadata: Metadata | None = None) -> RawDocument:
    """A document of pages divided by form feeds. A page is labelled only when there are several. EmptySource without any text."""
    if not text.strip():
        raise EmptySource(name=name)
    texts = text.rstrip(PAGE_BREAK + "\n ").split(PAGE_BREAK)
    marks = list(headings)
    pages, offset = [], 0
    for number, page in enumerate(texts, 1):
        here = tuple(
            Heading(Span(h.span.start - offset, h.span.end - offset), h.level) for h in marks if offset <= h.span.start < offset + len(page)
        )
        pages.append(RawPage(number, str(number) if len(texts) > 1 else "", page, Words.none(number), headings=here))
        offset += len(page) + 1
    return RawDocument(key, tuple(pages), metadata or Metadata())


@dataclass(slots=True)
class Lines:
    """Text that grows line by line, with its headings."""

    parts: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    length: int = 0

    def add(self, line: str, level: int = 0) -> None:
        """A line; a heading when it has a level."""
        if level and line.strip():
            self.headings.append(Heading(Span(self.length, self.length + len(line)), level))
        self.parts.append(line + "\n")
        self.length += len(line) + 1

    def gap(self) -> None:
        """An empty line, unless one is there: blocks of text stand apart."""
        if self.parts and self.parts[-1] != "\n":
            self.add("")

    @property
    def text(self) -> str:
        """All lines."""
        return "".join(self.parts)


def superscript(number: int) -> str:
    """A footnote's mark, raised so that it is no part of the number or word before it."""
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
