"""ODT: paragraphs, headings, lists, tables row by row, footnotes.

It does not know pages: where they break is decided by the program that prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from index.errors import EncryptedSource, UnreadableSource
from index.readers.archive import damage_named, xml_parts
from index.readers.file import File
from index.readers.odt_lists import TEXT, Numbering
from index.readers.plain import Lines, document, superscript
from index.types import Metadata, RawDocument

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _META = f"{{{_NS}table:1.0}}", f"{{{_NS}office:1.0}}", f"{{{_NS}meta:1.0}}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ENCRYPTION = f"{{{_NS}manifest:1.0}}encryption-data"
_SKIPPED = {f"{TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{TEXT}sequence-decls", f"{TEXT}table-of-content"}
_LEVELS = 10
_SPACES = 100  # more in one place is no text


def read_odt(file: File) -> Iterator[RawDocument]:
    """One document of one page. Errors: UnreadableSource, EncryptedSource, PackedTooTightly, EmptySource."""
    manifest = xml_parts(file.data, file.name, ["META-INF/manifest.xml"]).get("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(_ENCRYPTION), None) is not None:
        raise EncryptedSource(name=file.name)
    parts = xml_parts(file.data, file.name, ["content.xml", "styles.xml", "meta.xml"])
    body = parts["content.xml"].find(f"{_OFFICE}body/{_OFFICE}text") if "content.xml" in parts else None
    if body is None:
        raise UnreadableSource(name=file.name, reason="it has no body")
    with damage_named(file.name, (RecursionError,)):
        writer = _Writer(Numbering.of(parts[path] for path in ("styles.xml", "content.xml") if path in parts))
        writer.blocks(body)
        writer.footnotes()
        metadata = _metadata(parts.get("meta.xml"), writer.title)
    yield document(writer.lines.text, file.name, headings=writer.lines.headings, metadata=metadata)


class _Writer:
    """Walks the body and writes lines."""

    def __init__(self, numbering: Numbering) -> None:
        self.lines, self.title, self.numbering = Lines(), "", numbering
        self.notes: list[str] = []

    def blocks(self, parent: Element, marker: str = "", style: str = "", depth: int = 0) -> None:
        """Paragraphs, headings, lists and tables in their order, also those in sections.

        In a list, `marker` stands before the first line, and `style` and `depth` are those of the list.
        """
        for child in parent:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(child, marker)
                marker = " " * len(marker)
            elif child.tag == f"{TEXT}list":
                self._list(child, child.get(f"{TEXT}style-name") or style, depth + 1)
            elif child.tag == f"{_TABLE}table":
                self._table(child)
            elif child.tag not in _SKIPPED:
                self.blocks(child, marker, style, depth)

    def footnotes(self) -> None:
        """The notes, each after its mark."""
        for number, note in enumerate(self.notes, 1):
            self.lines.gap()
            self.lines.add(f"{superscript(number)} {note}")

    def _paragraph(self, element: Element, marker: str) -> None:
        text = self._text(element).strip()
        if not text:
            return
        level = 0
        if element.tag == f"{TEXT}h":
            level = _level(element.get(f"{TEXT}outline-level", ""))
            marker = self.numbering.next_heading(level)
        elif element.get(f"{TEXT}style-name") == "Title" and not self.title:
            self.title, level = text, 1
        if level or not marker:
            self.lines.gap()
        self.lines.add(marker + text, level)
        if level or not marker:
            self.lines.gap()

    def _list(self, element: Element, style: str, depth: int) -> None:
        if depth == 1:
            self.lines.gap()
        if element.get(f"{TEXT}continue-numbering") != "true" and element.get(f"{TEXT}continue-list") is None:
            self.numbering.restart(style, depth)
        for item in element:
            has_text = item.tag == f"{TEXT}list-item" and any(block.tag == f"{TEXT}p" for block in item)  # else it holds headings or lists
            self.blocks(item, "  " * (depth - 1) + self.numbering.next(style, depth) if has_text else "", style, depth)
        if depth == 1:
            self.lines.gap()

    def _table(self, table: Element) -> None:
        self.lines.gap()
        for row in _rows(table):
            cells = [" ".join(self._text(cell).split()) for cell in row if cell.tag == f"{_TABLE}table-cell"]
            if any(cells):
                self.lines.add(" | ".join(cells))
        self.lines.gap()

    def _text(self, element: Element) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if child.tag == f"{TEXT}s":
                count = child.get(f"{TEXT}c", "1")
                yield " " * (min(int(count), _SPACES) if count.isdecimal() and len(count) < 5 else 1)
            elif child.tag == f"{TEXT}tab":
                yield " "
            elif child.tag == f"{TEXT}line-break":
                yield "\n"
            elif child.tag == f"{TEXT}note":
                yield self._note(child)
            elif child.tag not in _SKIPPED:
                yield from self._pieces(child)
                if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    yield " "
            yield child.tail or ""

    def _note(self, note: Element) -> str:
        body = note.find(f"{TEXT}note-body")
        self.notes.append("")
        number = len(self.notes)
        self.notes[-1] = " ".join(self._text(body).split()) if body is not None else ""
        return superscript(number)


def _rows(table: Element) -> Iterator[Element]:
    """Its own, also in groups and heads; a table within a cell is text of that cell, once."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag not in _SKIPPED:
            yield from _rows(child)


def _level(outline: str) -> int:
    return min(int(outline), _LEVELS) if outline.isdecimal() and len(outline) < 3 and int(outline) else 1


def _metadata(part: Element | None, title: str) -> Metadata:
    meta = part.find(f"{_OFFICE}meta") if part is not None else None
    found = {child.tag: " ".join((child.text or "").split()) for child in meta} if meta is not None else {}
    created = found.get(f"{_META}creation-date", "")[:10]
    return Metadata(
        title=found.get(f"{_DC}title") or title, language=found.get(f"{_DC}language", ""), extra=(("created", created),) if created else ()
    )
