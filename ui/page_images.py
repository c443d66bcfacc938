"""Pages of PDFs as pictures, with exactly the cited words marked.

It does not know HTTP, nor what was cited: it is given spans, and their boxes are looked up where reading stored them. The latest pictures
stay in memory, bounded by their bytes.
"""

from __future__ import annotations

import io
import logging
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image

from index.errors import DocumentMissing, LibraryDamaged
from index.library import Library
from index.pages import Leaf, leaves
from index.readers.detect import PDF
from index.readers.pdf import PDFIUM, proper
from index.types import Box, Source, Span
from ui.marks import marked
from ui.problems import DocumentGone, FileGone, NoPictures, NoSuchPage

log = logging.getLogger(__name__)

SCALE = 1.5  # pixels of a point at zoom 1
MOST_PIXELS = 12_000_000  # A4 at zoom 3 is 10 million; a file may say that its pages are a hundred metres wide
CAPACITY = 64_000_000  # bytes of pictures that are kept

_Key = tuple[int, int, float, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class PageImage:
    """A picture as PNG, and the sha256 of the file that it shows a page of."""

    data: bytes
    sha256: str


class PageImages:
    """Draws pages and remembers the latest. Safe to use from several threads."""

    def __init__(self, library: Library, capacity: int = CAPACITY) -> None:
        self._library, self._capacity = library, capacity
        self._kept: OrderedDict[_Key, PageImage] = OrderedDict()
        self._bytes = 0
        self._guard = threading.Lock()

    def get(self, document_id: int, page: int, spans: Sequence[Span] = (), zoom: float = 1.0) -> PageImage:
        """The page with number `page`, from 1, the words of the spans marked that stand on it.

        Errors: DocumentGone, FileGone, NoPictures (it is no PDF), NoSuchPage.
        """
        try:  # each time, so that what was removed from the library is not shown any longer
            source, pages = self._library.source_of(document_id), leaves(self._library, document_id)
            key = (document_id, page, zoom, tuple(spans))
            return self._remembered(key) or self._keep(key, self._draw(source, pages, key))
        except DocumentMissing:
            raise DocumentGone from None
        except LibraryDamaged as error:
            log.error("%s", error)
            raise FileGone from error

    def _draw(self, source: Source, pages: Sequence[Leaf], key: _Key) -> PageImage:
        document_id, number, zoom, spans = key
        if source.media_type != PDF:
            raise NoPictures
        leaf = next((each for each in pages if each.number == number), None)
        if leaf is None:
            raise NoSuchPage(page=number, pages=len(pages))
        boxes = [box for span in spans for box in self._boxes(document_id, span) if box.page == number]
        picture, _size = rendered(proper(self._library.source_bytes(source.id), source.name), number, zoom)
        return PageImage(png(picture, boxes, (leaf.width, leaf.height)), source.sha256)

    def _boxes(self, document_id: int, span: Span) -> list[Box]:
        return [box for place in self._library.locate(document_id, span) for box in place.boxes]

    def _remembered(self, key: _Key) -> PageImage | None:
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: _Key, image: PageImage) -> PageImage:
        with self._guard:
            if key not in self._kept:
                self._kept[key] = image
                self._bytes += len(image.data)
            while self._bytes > self._capacity:
                self._bytes -= len(self._kept.popitem(last=False)[1].data)
        return image


def png(picture: Image.Image, boxes: Iterable[Box], size: tuple[float, float]) -> bytes:
    """The picture with the boxes marked; `size`: of the page, in the points of the boxes."""
    scale = picture.width / (size[0] or picture.width), picture.height / (size[1] or picture.height)
    out = io.BytesIO()
    marked(picture, boxes, scale).save(out, "PNG", compress_level=4)
    return out.getvalue()


def rendered(data: bytes, number: int, zoom: float) -> tuple[Image.Image, tuple[float, float]]:
    """The page as it is displayed, turned and cropped as the file says, and its size in points."""
    with PDFIUM:
        document = pdfium.PdfDocument(data)
        try:
            page = document[number - 1]
            width, height = page.get_size()
            bitmap = page.render(scale=min(SCALE * zoom, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5))
            picture: Image.Image = bitmap.to_pil().convert("RGB")  # a copy: PDFium's own memory goes with the bitmap
            bitmap.close()
        finally:
            document.close()
    return picture, (width, height)
