"""PDF: pages with words and boxes, page labels, bookmarks as headings, title.

It does not know what the text means; date and number of a paper are found by the cleaner. PDFium may not be used from two threads at once:
whoever calls it, here or for page images, holds `PDFIUM`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.errors import EmptySource, EncryptedSource, NoTextLayer, SourceError, UnreadableSource
from index.metadata.head import FILE_TITLE
from index.readers.detect import pdf_start
from index.readers.file import File
from index.readers.ocr import INSTALL, ocr_available, with_text_layer
from index.readers.pdf_outline import Bookmark, bookmarks, headings
from index.readers.pdf_page import Frame, read_page
from index.types import Metadata, RawDocument, RawPage, Words

PDFIUM = threading.RLock()

_ENDS = (b"%%EOF", b"startxref")
_OBJECT = re.compile(rb"\d obj\b|\bendobj\b|\bendstream\b")
_UNKNOWN = 0.1  # of a page's characters
_INK = 0.0005  # of a page's area: less is dust on an empty page
_LONGEST = 2000  # pixels of a side of the picture of a page; a file may say that its pages are a hundred metres wide
_NO_TITLE = re.compile(
    r"untitled|unbenannt|ohne titel|(microsoft (word|excel|powerpoint) - .*)|(powerpoint[- ]pr.sentation)|(dokument|document|scan)\s*\d*"
    r"|\w*drucksache.{0,12}|\S*[\d\\/]\S*|.*(_|\.\.).*|.*\.(docx?|odt|pdf|indd|qxd|rtf|xlsx?|pptx?|tex|dvi|ps|tiff?|jpe?g)|\W*\w{0,3}\W*|[\d\W_]*",
    re.IGNORECASE | re.DOTALL,
)


def read_pdf(file: File) -> Iterator[RawDocument]:
    """One document. Errors: EncryptedSource, UnreadableSource, NoTextLayer, EmptySource.

    Where only some pages are pictures and they cannot be read, the others are, and what is missing is told in `file.problems`.
    """
    file = replace(file, data=proper(file.data, file.name))
    document, scans = _read(file.data, file.name)
    if scans:
        document = _recognised(file, document, scans)
    if not document.text.strip():
        raise EmptySource(name=file.name)
    yield document


def _recognised(file: File, document: RawDocument, scans: Collection[int]) -> RawDocument:
    """The document with the pages `scans` read by text recognition."""
    try:
        if not (file.ocr and ocr_available()):
            raise NoTextLayer(name=file.name, pages=len(scans), command=INSTALL)
        found, _ = _read(with_text_layer(file.data, file.name, sorted(scans)), file.name)
    except SourceError as error:
        if not document.text.strip():
            raise
        file.problems.append(error)
        return document
    both = zip(document.pages, found.pages, strict=True)
    return replace(document, pages=tuple(new if old.number in scans else old for old, new in both))


def _read(data: bytes, name: str) -> tuple[RawDocument, set[int]]:
    """The document and the numbers of pages that show something but hold no text that can be read."""
    pages, scans = [], set()
    with _opened(data, name) as document:
        with PDFIUM:
            metadata, outline = _metadata(document), bookmarks(document)
        for index in range(len(document)):
            with PDFIUM:
                page, is_scan = _page(document, index, outline.get(index, []))
            pages.append(page)
            if is_scan:
                scans.add(page.number)
    return RawDocument("", tuple(pages), metadata), scans


def proper(data: bytes, name: str) -> bytes:
    """The PDF alone, without what was put before it or behind its end.

    UnreadableSource when its end is missing, or the end of what was added to it: PDFium would go on with the pages that it can still find.
    """
    end = max(data.rfind(mark) for mark in _ENDS)
    if end < 0 or _OBJECT.search(data, end):
        raise UnreadableSource(name=name, reason="its end is missing")
    behind = data.find(b"%%EOF", end)
    return data[max(pdf_start(data), 0) : behind + 5 if behind >= 0 else len(data)]


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    try:
        with PDFIUM:
            document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise EncryptedSource(name=name) from None
        raise UnreadableSource(name=name, reason=str(error)) from None
    try:
        yield document
    except pdfium.PdfiumError as error:
        raise UnreadableSource(name=name, reason=str(error)) from None
    finally:
        with PDFIUM:
            document.close()


def _page(document: pdfium.PdfDocument, index: int, marks: list[Bookmark]) -> tuple[RawPage, bool]:
    """The page with its headings, and whether its text is still to be recognised."""
    page = document[index]
    try:
        frame = Frame.of(page)
        raw = read_page(page, frame, index + 1, document.get_page_label(index) or str(index + 1))
        if raw.text.count("\ufffd") > _UNKNOWN * len(raw.text):  # a font that nobody can read: worse than no text
            return replace(raw, text="", words=Words.none(raw.number)), True
        if not raw.words:
            return raw, not _blank(page)
    finally:
        page.close()
    found = headings(raw, [(mark, frame.height_of(mark.x, mark.y)) for mark in marks])
    return replace(raw, headings=found), False


def _blank(page: pdfium.PdfPage) -> bool:
    bitmap = page.render(scale=min(0.5, _LONGEST / max(page.get_size())), grayscale=True)
    try:
        pixels = bitmap.to_numpy()
        return bool((pixels < 200).mean() < _INK)
    finally:
        bitmap.close()


def _metadata(document: pdfium.PdfDocument) -> Metadata:
    """What the file's properties say: less than what stands on its first page. When it was made is seldom the date of the paper."""
    title = " ".join(document.get_metadata_value("Title").split())
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", document.get_metadata_value("CreationDate"))
    created = (("created", "-".join(made.groups())),) if made else ()
    return Metadata(extra=created if _NO_TITLE.fullmatch(title) else (*created, (FILE_TITLE, title)))
