"""DOCX and ODT files for the tests, written by the libraries that others use, and changed by hand where those cannot.

It does not know what a reader should make of them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import docx as python_docx
from odf import dc
from odf.opendocument import OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import H, List, ListItem, Note, NoteBody, NoteCitation, P, S

Maker = Callable[[], bytes]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx() -> bytes:
    """Title, headings, numbered and bulleted lists, a table."""
    document = python_docx.Document()
    document.core_properties.title = "Antwort der Landesregierung"
    document.add_heading("Digitalisierung", 0)
    document.add_heading("Vorbemerkung", 1)
    document.add_paragraph("Die Landesregierung hat im Jahr 2025 berichtet.")
    document.add_heading("Fragen", 2)
    for text in ("Welche Verfahren?", "Welche Kosten?"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("ein Punkt", style="List Bullet")
    table = document.add_table(2, 2)
    for row, cells in zip(table.rows, (("Jahr", "Euro"), ("2024", "1.234,56")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("Ende.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_body(xml: str) -> bytes:
    """A DOCX whose body is `xml`, in the namespace w."""
    return replaced(docx(), {"word/document.xml": f"<w:document {W}><w:body>{xml}</w:body></w:document>"})


def odt() -> bytes:
    """Heading, spaces, a footnote, a nested list, a table."""
    document = OpenDocumentText()
    document.meta.addElement(dc.Title(text="Bericht der Verwaltung"))
    document.text.addElement(H(outlinelevel=1, text="Vorbemerkung"))
    paragraph = P(text="Die Richtlinie")
    paragraph.addElement(S(c=2))
    paragraph.addText("gilt seit 2019")
    note = Note(noteclass="footnote")
    note.addElement(NoteCitation(text="1"))
    body = NoteBody()
    body.addElement(P(text="Amtsblatt Nr. 12."))
    note.addElement(body)
    paragraph.addElement(note)
    paragraph.addText(" für alle.")
    document.text.addElement(paragraph)
    document.text.addElement(H(outlinelevel=2, text="Fristen"))
    document.text.addElement(_list(["erstens", _list(["innen"]), "zweitens"]))
    document.text.addElement(_table([["Jahr", "Euro"], ["2024", "1.234,56"]]))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def odt_body(xml: str, styles: str = "") -> bytes:
    """An ODT whose text is `xml`, with `styles` as its automatic styles; namespaces text, style and office."""
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("text", "style", "office"))
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{xml}</office:text></office:body></office:document-content>"
    )
    return replaced(odt(), {"content.xml": content})


def _list(items: list[object]) -> List:
    made = List()
    for item in items:
        element = ListItem()
        element.addElement(P(text=item) if isinstance(item, str) else item)
        made.addElement(element)
    return made


def _table(rows: list[list[str]]) -> Table:
    table = Table(name="Tabelle")
    for cells in rows:
        row = TableRow()
        for text in cells:
            cell = TableCell()
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    return table


def replaced(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The archive with some of its parts exchanged or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()
