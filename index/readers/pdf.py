"""PDF: pages with words and boxes, page labels, bookmarks as headings, title.

It does not know what the text means; date and number of a paper are found by the cleaner. PDFium may not be used from two threads at once:
whoever calls it, here or for page images, holds `PDFIUM`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.errors import EmptySource, EncryptedSource, NoTextLayer, UnreadableSource
from index.readers.file import File
from index.readers.ocr import INSTALL, ocr_available, with_text_layer
from index.readers.pdf_outline import Bookmark, bookmarks, headings
from index.readers.pdf_page import Frame, read_page
from index.types import Metadata, RawDocument, RawPage

PDFIUM = threading.RLock()

_TAIL = 4096  # bytes at the end in which readers look for the end mark
_INK = 0.0005  # of a page's area: less is dust on an empty page
_NO_TITLE = re.compile(
    r"untitled|unbenannt|ohne titel|(microsoft (word|excel|powerpoint) - .*)|(powerpoint[- ]pr.sentation)|(dokument|document|scan)\s*\d*"
    r"|\S*[_\\/]\S*|.*\.(docx?|odt|pdf|indd|qxd|rtf|xlsx?|pptx?|tex|dvi|ps|tiff?|jpe?g)|\W*\w{0,3}\W*|[\d\W_]*",
    re.IGNORECASE | re.DOTALL,
)


def read_pdf(file: File) -> Iterator[RawDocument]:
    """One document. Errors: EncryptedSource, UnreadableSource, NoTextLayer, EmptySource."""
    document, scans = _read(file.data, file.name)
    if scans and file.ocr and ocr_available():
        document, _ = _read(with_text_layer(file.data, file.name, scans), file.name)
    elif scans and not document.text.strip():
        raise NoTextLayer(name=file.name, pages=len(document.pages), command=INSTALL)
    if not document.text.strip():
        raise EmptySource(name=file.name)
    yield document


def _read(data: bytes, name: str) -> tuple[RawDocument, list[int]]:
    """The document and the numbers of pages that show something but hold no text."""
    pages, scans = [], []
    with _opened(data, name) as document:
        with PDFIUM:
            metadata, outline = _metadata(document), bookmarks(document)
        for index in range(len(document)):
            with PDFIUM:
                page, blank = _page(document, index, outline.get(index, []))
            pages.append(page)
            if not page.words and not blank:
                scans.append(page.number)
    return RawDocument("", tuple(pages), metadata), scans


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    if b"%%EOF" not in data[-_TAIL:] and b"startxref" not in data[-_TAIL:]:
        raise UnreadableSource(name=name, reason="its end is missing")  # PDFium would go on with the pages that it can still find
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
    """The page with its headings, and whether it is blank (only looked at when it holds no text)."""
    page = document[index]
    try:
        frame = Frame.of(page)
        raw = read_page(page, frame, index + 1, document.get_page_label(index) or str(index + 1))
        blank = not raw.words and _blank(page)
    finally:
        page.close()
    if not marks or not raw.words:
        return raw, blank
    found = headings(raw, [(mark, frame.height_of(mark.x, mark.y)) for mark in marks])
    return RawPage(raw.number, raw.label, raw.text, raw.words, raw.width, raw.height, found), blank


def _blank(page: pdfium.PdfPage) -> bool:
    bitmap = page.render(scale=0.5, grayscale=True)
    try:
        pixels = bitmap.to_numpy()
        return bool((pixels < 200).mean() < _INK)
    finally:
        bitmap.close()


def _metadata(document: pdfium.PdfDocument) -> Metadata:
    """The title where it is one, and when the file was made; that is seldom the date of the paper, so it is no `date`."""
    title = " ".join(document.get_metadata_value("Title").split())
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", document.get_metadata_value("CreationDate"))
    extra = (("created", "-".join(made.groups())),) if made else ()
    return Metadata(title="" if _NO_TITLE.fullmatch(title) else title, extra=extra)
