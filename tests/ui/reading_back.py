"""Exported files read back as a person or a program would: text, and whatever in them is more than text."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import docx
import pikepdf
import pypdfium2 as pdfium
from lxml import etree
from markdown_it import MarkdownIt


@dataclass(frozen=True)
class ReadBack:
    """text: with white space folded; active: names of what could load, lead somewhere or run."""

    text: str
    active: list[str]


def folded(text: str) -> str:
    return " ".join(text.split())


def read_markdown(data: bytes) -> ReadBack:
    """Rendered by CommonMark with tables, strikethrough, HTML and bare addresses, as lenient readers do."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    kinds, texts = [], []
    for token in parser.parse(data.decode()):
        kinds += [token.type, *(child.type for child in token.children or ())]
        texts += [child.content if child.type != "softbreak" else " " for child in token.children or ()] + [" "]
    allowed = {"inline", "text", "text_special", "softbreak", *(f"{name}_{end}" for name in BLOCKS for end in ("open", "close"))}
    return ReadBack(folded("".join(texts)), sorted(set(kinds) - allowed))


BLOCKS = ("heading", "paragraph", "strong", "em", "blockquote", "bullet_list", "list_item")


def read_docx(data: bytes) -> ReadBack:
    """All text of the body; parts, relations and elements that would load something."""
    document = docx.Document(io.BytesIO(data))
    active = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                active += [name for each in etree.fromstring(archive.read(name)) if each.get("TargetMode") == "External"]
            if name in ("word/document.xml", "docProps/core.xml"):
                tags = {etree.QName(each).localname for each in etree.fromstring(archive.read(name)).iter() if isinstance(each.tag, str)}
                active += sorted(tags & {"hyperlink", "fldSimple", "instrText", "drawing", "pict", "object", "altChunk"})
        active += [name for name in archive.namelist() if "vba" in name.lower() or "embed" in name.lower()]
    return ReadBack(folded(" ".join(paragraph.text for paragraph in document.paragraphs)), active)


def read_pdf(data: bytes) -> ReadBack:
    """The text of all pages; scripts, forms, links and attachments."""
    with pdfium.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    with pikepdf.open(io.BytesIO(data)) as opened:
        dictionaries = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
        keys = {str(key) for each in dictionaries for key in each}
    return ReadBack(folded(" ".join(texts)), sorted(keys & ACTIVE_IN_PDF))


ACTIVE_IN_PDF = {"/JavaScript", "/JS", "/URI", "/A", "/AA", "/OpenAction", "/Annots", "/AcroForm", "/EmbeddedFiles", "/EF", "/Launch"}
