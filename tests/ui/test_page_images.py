"""The marks are where the words are: what differs between a page with and without them lies in the boxes of the cited words."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from index.document import Document
from index.library import Library
from index.sync import sync
from index.types import Box, Span
from tests import columns, papers, pdfs
from tests.fakes import FakeEmbedder
from tests.typeset import WIDTH, pdf, write
from tests.ui.shelf import document_id, shelve
from ui import page_images
from ui.marks import FILL, PADDING
from ui.page_images import MOST_PIXELS, SCALE, PageImages
from ui.problems import DocumentGone, FileGone, NoPictures, NoSuchPage, PagesBusy, TooManyPages
from ui.security import Limiter

Pixels = NDArray[np.int16]

PAPERS = {
    "paper.pdf": papers.kleine_anfrage(),
    "hyphenated.pdf": pdfs.simple(),
    "columns.pdf": pdfs.two_columns(),
    "across.pdf": columns.drawn_across(),
    "pages.pdf": pdfs.over_pages(),
    "turned90.pdf": pdfs.rotated(90),
    "turned180.pdf": pdfs.rotated(180),
    "turned270.pdf": pdfs.rotated(270),
    "turned-and-cropped.pdf": pdfs.rotated(90, crop=True),
    "cropped.pdf": pdfs.rotated(0, crop=True),
    "upwards.pdf": pdfs.turned_text(),
}
TEXT = "Der Hafen in Sassnitz wird nicht ausgebaut."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with shelve(tmp_path_factory.mktemp("papers"), {**PAPERS, "text.txt": TEXT}) as opened:
        yield opened


def pixels(data: bytes) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), np.int16)


def cited_words(document: Document, span: Span) -> list[tuple[str, Box]]:
    """The words of a quote and their boxes, one by one, read off the pages without the function that joins them into lines."""
    offset, found = 0, []
    stretches = document.alignment.raw(span)
    for page in document.pages:
        for word in page.words:
            start, end = word.span.start + offset, word.span.end + offset
            if any(stretch.start < end and start < stretch.end for stretch in stretches):
                found.append((word.span.of(page.text), word.box))
        offset += len(page.text) + 1
    return found


def quotes(document: Document) -> list[Span]:
    """Three sentences or so of each document, the last of which run over lines, columns and pages."""
    text = document.text
    ends = [i + 1 for i, char in enumerate(text) if char == "." and text[i + 1 : i + 2] in ("", " ", "\n")]
    spans = [Span(end - len(text[start:end].lstrip()), end) for start, end in zip([0, *ends], ends, strict=False)]
    return [spans[0], spans[len(spans) // 2], spans[-1]]


def area(box: Box, picture: Pixels, width: float, height: float, padding: float = 0.0) -> tuple[slice, slice]:
    across, down = picture.shape[1] / width, picture.shape[0] / height
    left, right = (box.x0 - padding) * across, (box.x1 + padding) * across
    top, bottom = (box.top - padding) * down, (box.bottom + padding) * down
    return slice(max(int(top), 0), int(bottom) + 1), slice(max(int(left), 0), int(right) + 1)


@pytest.mark.parametrize(("name", "zoom"), [*((name, 1.0) for name in PAPERS), ("paper.pdf", 2.0), ("turned-and-cropped.pdf", 3.0)])
def test_exactly_the_cited_words_are_marked(library: Library, name: str, zoom: float) -> None:
    document = library.document(document_id(library, name))
    images = PageImages(library)
    for span in quotes(document):
        words = cited_words(document, span)
        assert words
        for number in {box.page for _text, box in words}:
            page = document.pages[number - 1]
            bare, shown = (pixels(images.get(document.id, number, spans, zoom).data) for spans in ((), [span]))
            differs = (bare != shown).any(axis=2)
            allowed = np.zeros_like(differs)
            boxes = [(text, box) for text, box in words if box.page == number]
            for box in lines(boxes):
                allowed[area(box, shown, page.width, page.height, PADDING)] = True
            assert differs.any()
            assert not (differs & ~allowed).any()
            for text, box in boxes:
                inside = area(box, shown, page.width, page.height)
                assert differs[inside].mean() > 0.2, text
                assert (shown[inside].max(axis=2) < 205).any(), f"no ink of {text!r}"
                around = area(box, shown, page.width, page.height, PADDING)  # a dash fills its box with ink
                assert (np.abs(shown[around] - np.array(FILL)).max(axis=2) < 12).any(), text


def lines(words: list[tuple[str, Box]]) -> list[Box]:
    """Neighbours on a line as one: the white between them is marked, too, and the line is as high as its highest word."""
    found: list[Box] = []
    for _text, box in words:
        last = found[-1] if found else None
        if last and min(last.bottom, box.bottom) > max(last.top, box.top) and box.x0 >= last.x0:
            found[-1] = Box(box.page, last.x0, min(last.top, box.top), max(last.x1, box.x1), max(last.bottom, box.bottom))
        else:
            found.append(box)
    return found


def test_the_boxes_hold_the_very_words(library: Library) -> None:
    """PDFium is asked what stands in a box: the words that were cited, and no others."""
    document = library.document(document_id(library, "hyphenated.pdf"))
    words = cited_words(document, Span(0, len(document.text)))
    with pdfium.PdfDocument(PAPERS["hyphenated.pdf"]) as opened:
        text, height = opened[0].get_textpage(), opened[0].get_height()
        read = [text.get_text_bounded(box.x0 - 0.5, height - box.bottom - 0.5, box.x1 + 0.5, height - box.top + 0.5) for _w, box in words]
    assert [each.strip().rstrip("-\x02\ufffe") for each in read] == [word.rstrip("-\x02\ufffe") for word, _box in words]


def test_a_word_hyphenated_over_a_line_end_is_marked_on_both_lines(library: Library) -> None:
    document = library.document(document_id(library, "hyphenated.pdf"))
    broken = next(word for word in document.text.split() if len(cited_words(document, at(document, word))) == 2 and word.isalpha())
    first, second = (box for _text, box in cited_words(document, at(document, broken)))
    assert second.top > first.bottom - 3
    images = PageImages(library)
    bare, shown = (pixels(images.get(document.id, 1, spans).data) for spans in ((), [at(document, broken)]))
    page = document.pages[0]
    for box in (first, second):
        assert (bare != shown).any(axis=2)[area(box, shown, page.width, page.height)].any()


def at(document: Document, word: str) -> Span:
    return Span(document.text.index(word), document.text.index(word) + len(word))


def test_marks_of_another_page_are_not_drawn(library: Library) -> None:
    document = library.document(document_id(library, "paper.pdf"))
    span = quotes(document)[-1]
    pages = {box.page for _text, box in cited_words(document, span)}
    other = next(page.number for page in document.pages if page.number not in pages)
    images = PageImages(library)
    assert images.get(document.id, other, [span]).data == images.get(document.id, other).data


def test_what_cannot_be_shown_is_told(library: Library) -> None:
    images = PageImages(library)
    with pytest.raises(NoPictures):
        images.get(document_id(library, "text.txt"), 1)
    with pytest.raises(NoSuchPage, match="no page 9; it has 3"):
        images.get(document_id(library, "paper.pdf"), 9)
    with pytest.raises(DocumentGone):
        images.get(10_000, 1)


def test_pictures_are_remembered_up_to_a_bound(library: Library) -> None:
    number = document_id(library, "paper.pdf")
    images = PageImages(library)
    first = images.get(number, 1)
    assert images.get(number, 1) is first
    small = PageImages(library, capacity=len(first.data) + 10)
    held = small.get(number, 1)
    small.get(number, 2)
    assert small.get(number, 1) is not held


def test_who_finds_no_room_to_draw_is_told_and_what_is_remembered_needs_none(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    number = document_id(library, "paper.pdf")
    images = PageImages(library, at_once=1)
    images.get(number, 1)
    begun, go = threading.Event(), threading.Event()
    rendered = page_images.rendered

    def slowly(*values: Any) -> Any:
        begun.set()
        go.wait(30)
        return rendered(*values)

    monkeypatch.setattr(page_images, "rendered", slowly)
    with ThreadPoolExecutor(1) as other:
        drawing = other.submit(images.get, number, 1, (), 2.0)
        begun.wait(30)
        with pytest.raises(PagesBusy):
            images.get(number, 1, zoom=1.5)
        images.get(number, 1)
        go.set()
        drawing.result()
    images.get(number, 1, zoom=1.5)


def test_only_what_has_to_be_drawn_is_counted(library: Library) -> None:
    number, images, limiter = document_id(library, "paper.pdf"), PageImages(library), Limiter(1, problem=TooManyPages)
    for _ in range(3):
        images.get(number, 1, allow=lambda: limiter.take("192.0.2.1"))
    with pytest.raises(TooManyPages):
        images.get(number, 1, zoom=2.0, allow=lambda: limiter.take("192.0.2.1"))
    images.get(number, 1, zoom=2.0, allow=lambda: limiter.take("192.0.2.2"))


def test_a_removed_document_is_not_shown_out_of_memory(tmp_path: Path) -> None:
    with shelve(tmp_path, {"a.pdf": pdfs.simple(), "b.txt": TEXT}) as library:
        number = document_id(library, "a.pdf")
        images = PageImages(library)
        images.get(number, 1)
        (tmp_path / "documents" / "a.pdf").unlink()
        sync([tmp_path / "documents"], tmp_path / "library", FakeEmbedder(), prune=True)
        with pytest.raises(DocumentGone):
            images.get(number, 1)


def test_a_page_whose_file_is_gone_is_told(tmp_path: Path) -> None:
    with shelve(tmp_path, {"a.pdf": pdfs.simple()}) as library:
        number = document_id(library, "a.pdf")
        (library.path / "sources" / library.source_of(number).sha256).unlink()
        with pytest.raises(FileGone):
            PageImages(library).get(number, 1)


def test_a_page_of_a_hundred_metres_stays_small(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, [TEXT])

    wide = pdf(draw, pagesize=(280_000, 14_000))
    with shelve(tmp_path, {"wide.pdf": wide}) as library:
        shown = pixels(PageImages(library).get(document_id(library, "wide.pdf"), 1, zoom=3.0).data)
    assert shown.shape[0] * shown.shape[1] <= MOST_PIXELS * 1.01


def test_zoom_one_is_a_pixel_and_a_half_for_a_point(library: Library) -> None:
    shown = pixels(PageImages(library).get(document_id(library, "paper.pdf"), 1).data)
    assert abs(shown.shape[1] - WIDTH * SCALE) <= 1
