"""DOCX: paragraphs, headings by style, list numbers, tables row by row, footnotes.

It does not know pages: where they break is decided by the program that prints. Read from the XML itself, because what stands in content
controls, tracked insertions and text boxes is text, and automatic numbers ("2.1", "b)") are cited.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from index.errors import UnreadableSource
from index.readers.archive import damage_named, xml_parts
from index.readers.docx_styles import Numbering, Styles, W
from index.readers.file import File
from index.readers.plain import Lines, document, superscript
from index.types import Metadata, RawDocument

_BODY, _STYLES, _NUMBERING, _CORE = "word/document.xml", "word/styles.xml", "word/numbering.xml", "docProps/core.xml"
_FOOTNOTES = "word/footnotes.xml"
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_SKIPPED = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}pPr",
    f"{W}rPr",
    f"{W}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\xad"}


def read_docx(file: File) -> Iterator[RawDocument]:
    """One document of one page. Errors: UnreadableSource, EncryptedSource, PackedTooTightly, EmptySource."""
    parts = xml_parts(file.data, file.name, [_BODY, _STYLES, _NUMBERING, _CORE, _FOOTNOTES])
    body = parts[_BODY].find(f"{W}body") if _BODY in parts else None
    if body is None:
        raise UnreadableSource(name=file.name, reason="it has no body")
    with damage_named(file.name, (RecursionError,)):
        writer = _Writer(Styles.of(parts.get(_STYLES)), Numbering.of(parts.get(_NUMBERING)))
        writer.blocks(body)
        writer.footnotes(parts.get(_FOOTNOTES))
        metadata = _metadata(parts.get(_CORE), writer.title)
    yield document(writer.lines.text, file.name, headings=writer.lines.headings, metadata=metadata)


class _Writer:
    """Walks the body and writes lines."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles, self.numbering, self.lines, self.title = styles, numbering, Lines(), ""
        self.notes: dict[str, str] = {}  # id in the file: mark in the text

    def blocks(self, parent: Element) -> None:
        """Paragraphs and tables in their order, also those wrapped in content controls and the like."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag not in _SKIPPED:
                self.blocks(child)

    def footnotes(self, part: Element | None) -> None:
        """The notes that the text refers to, each after its mark."""
        for note in part if part is not None else ():
            mark = self.notes.get(note.get(f"{W}id", ""))
            if mark:
                self.lines.gap()
                self.lines.add(f"{mark} {' '.join(self._text(note).split())}")

    def _paragraph(self, paragraph: Element) -> None:
        text = self._text(paragraph).strip()
        if text:
            style = self.styles.of_paragraph(paragraph)
            item = self.numbering.next(paragraph, style)
            level = style.level
            if not self.title and style.is_title:
                self.title = text
            if not item or level:
                self.lines.gap()
            self.lines.add(f"{item}{text}", level)
            if not item or level:
                self.lines.gap()
        for box in _text_boxes(paragraph):
            self.blocks(box)

    def _table(self, table: Element) -> None:
        self.lines.gap()
        for row in _rows(table):
            cells = [" ".join(self._text(cell, " ").split()) for cell in row.findall(f"{W}tc")]
            if any(cells):
                self.lines.add(" | ".join(cells))
        self.lines.gap()

    def _text(self, element: Element, between: str = "") -> str:
        return "".join(self._pieces(element, between))

    def _pieces(self, element: Element, between: str) -> Iterator[str]:
        for child in element:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag == f"{W}footnoteReference":
                yield self.notes.setdefault(child.get(f"{W}id", ""), superscript(len(self.notes) + 1))
            elif child.tag not in _SKIPPED and child.tag != f"{W}txbxContent":
                yield from self._pieces(child, between)
                if child.tag == f"{W}p":
                    yield between or " "


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag not in _SKIPPED:
            yield from _rows(child)


def _text_boxes(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in _SKIPPED:
            yield from _text_boxes(child)


def _metadata(core: Element | None, title: str) -> Metadata:
    found: Mapping[str, str] = {child.tag: " ".join((child.text or "").split()) for child in core} if core is not None else {}
    created = found.get(f"{_TERMS}created", "")[:10]
    extra = (("created", created),) if _is_date(created) else ()
    return Metadata(title=found.get(f"{_DC}title") or title, language=found.get(f"{_DC}language", ""), extra=extra)


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
