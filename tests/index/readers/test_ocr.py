"""Scanned pages: recognised where tesseract is there, else refused with the command that installs it."""

from __future__ import annotations

import time

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.errors import NoTextLayer, SourceError, UnreadableSource
from index.readers import ocr, pdf
from tests import pdfs
from tests.index.readers.reading import read_one, uncovered
from tests.typeset import pdf as pdf_of

SCANNED = "Die Kommunalverfassung gilt für alle Gemeinden. Anträge sind bis zum 30. September 2025 zu stellen."


@pytest.mark.usefixtures("text_recognition")
def test_scanned_pages_are_recognised_with_their_boxes() -> None:
    document = read_one(pdfs.mixed_scan(), ocr=True)
    printed, scanned = document.pages
    assert printed == read_one(pdfs.mixed_scan()).pages[0]
    assert " ".join(scanned.text.split()) == SCANNED
    assert uncovered(scanned) == ""
    original = read_one(pdfs.simple("Die Kommunalverfassung gilt für alle Gemeinden.")).pages[0].words[0].box
    recognised = scanned.words[0].box
    assert (abs(recognised.x0 - original.x0), abs(recognised.top - original.top)) < (4, 4)
    assert scanned.width == pytest.approx(printed.width, abs=1)


def test_without_text_recognition_a_scan_is_refused_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "ocr_available", lambda: False)
    with pytest.raises(NoTextLayer) as caught:
        read_one(pdfs.scanned(), "scan.pdf", ocr=True)
    assert "scan.pdf" in str(caught.value)
    assert "tesseract-ocr-deu" in caught.value.message("de")


def test_a_scanned_page_among_others_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "ocr_available", lambda: False)
    problems: list[SourceError] = []
    document = read_one(pdfs.mixed_scan(), "teils.pdf", ocr=True, problems=problems)
    assert [bool(page.text) for page in document.pages] == [True, False]
    assert [(type(problem), problem.values["pages"]) for problem in problems] == [(NoTextLayer, 1)]


def test_an_empty_page_is_no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "with_text_layer", lambda *_: pytest.fail("an empty page was recognised"))
    monkeypatch.setattr(pdf, "ocr_available", lambda: True)

    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "Text")
        canvas.showPage()
        canvas.showPage()

    assert len(read_one(pdf_of(draw), ocr=True).pages) == 2


def test_recognition_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_command", lambda _pages: ["sh", "-c", "sleep 60 & sleep 60"])
    monkeypatch.setattr(ocr, "_SECONDS_BASE", 0.2)
    monkeypatch.setattr(ocr, "_SECONDS_PAGE", 0)
    start = time.monotonic()
    with pytest.raises(UnreadableSource, match="took more than"):
        ocr.with_text_layer(pdfs.scanned(), "scan.pdf", [1])
    assert time.monotonic() - start < 10  # nor does it wait for what the process had started


def test_recognition_that_fails_says_why() -> None:
    with pytest.raises(UnreadableSource, match=r"scan\.pdf.*text recognition failed: .*\w"):
        ocr.with_text_layer(b"no PDF", "scan.pdf", [1])


def test_a_machine_without_tesseract_has_no_text_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    ocr.ocr_available.cache_clear()
    assert not ocr.ocr_available()
    ocr.ocr_available.cache_clear()
