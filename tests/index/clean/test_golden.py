"""Whole documents against what a person would type: the seed document and PDFs in the layouts that bite.

A golden file is the cleaned text, word for word; beside it stand here the kinds of its blocks.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from index.clean import Cleaned, clean
from index.prepare import to_document
from index.readers import ocr_available, read
from index.types import Metadata, Source, Span
from tests import columns, pdfs

GOLDEN = Path(__file__).parents[1] / "golden"
SEED = Path(__file__).parents[3] / "seeds" / "000_e12aee3371fb809b.txt"

PDFS = {
    "simple": "paragraph",
    "two_columns": "heading paragraph",
    "drawn_across": "heading paragraph paragraph",
    "three_across": "paragraph paragraph",
    "right_first": "paragraph",
    "heading_across": "paragraph paragraph heading paragraph paragraph",
    "table_across": " ".join(["paragraph"] * 8),
    "over_pages": "heading paragraph",
    "footnotes": "paragraph paragraph footnote footnote",
    "table": "paragraph table paragraph",
    "rotated": "paragraph",
    "turned_text": "paragraph",
    "ligatures": "paragraph",
    "letter_spaced": "heading paragraph",
    "bookmarked": "paragraph heading paragraph paragraph heading paragraph paragraph heading paragraph paragraph heading paragraph",
}


def kinds(result: Cleaned) -> str:
    return " ".join(block.kind for block in result.blocks)


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def cleaned_pdf(name: str) -> Cleaned:
    (raw,) = read(getattr(pdfs if hasattr(pdfs, name) else columns, name)(), f"{name}.pdf")
    return clean(raw)


@pytest.mark.parametrize("name", PDFS)
def test_pdf(name: str) -> None:
    result = cleaned_pdf(name)
    assert result.text.text + "\n" == golden(name)
    assert kinds(result) == PDFS[name]


def test_scanned_pdf() -> None:
    if not ocr_available():
        assert os.environ.get("CI") != "true", "CI installs tesseract"
        pytest.skip("text recognition (ocrmypdf with tesseract-ocr-deu) is not installed")
    assert cleaned_pdf("scanned").text.text + "\n" == golden("scanned")


def test_the_seed_document_is_as_a_person_would_type_it() -> None:
    (raw,) = read(SEED.read_bytes(), SEED.name)
    result = clean(raw)
    assert result.text.text + "\n" == golden("seed")
    assert [block.span.of(result.text.text) for block in result.blocks if block.kind == "question"] == [
        (
            "1. Welches Ministerium ist mit der Ausarbeitung bzw. der Frage zur Nutzung von KI-Methoden beschäftigt? "
            "Wie weit ist der jeweilige Bearbeitungsstand?"
        ),
        "2. Wird es seitens der Landesregierung mehrere KI-Strategien geben?",
        "a) Wenn ja, warum?",
        "b) Wenn nicht, welches Ministerium ist federführend bei der Erstellung einer landesweiten KI-Strategie?",
        (
            "3. Bis zu welchem Zeitpunkt sollen die verschiedenen Ansätze fertiggestellt sein? "
            "Wann ist die geplante Fertigstellung der allgemeinen KI-Strategie des Landes vorgesehen?"
        ),
    ]
    assert [block.span.of(result.text.text) for block in result.blocks if block.kind in ("heading", "title")] == [
        "KLEINE ANFRAGE",
        "KI-Strategie des Landes",
        "ANTWORT",
        "Vorbemerkung",
        "Forschung",
        "Lehre und Studium",
        "Verwaltung",
    ]
    assert result.metadata == Metadata(
        title="KI-Strategie des Landes",
        kind="Kleine Anfrage und Antwort",
        date=datetime.date(2023, 10, 6),
        groups=("AfD",),
        ministry="Ministerium für Inneres, Bau und Digitalisierung",
    )


def test_a_word_broken_over_pages_has_a_box_on_each() -> None:
    (raw,) = read(pdfs.over_pages(), "over_pages.pdf")
    document = to_document(Source(1, "over_pages.pdf", "application/pdf", ""), raw)
    broken = [
        word
        for page, following in zip(raw.pages, raw.pages[1:], strict=False)
        if (word := page.text.split("\n")[-2].split()[-1].rstrip("-\x02") + following.text.split("\n")[1].split()[0])
    ]
    for word in broken:
        at = document.text.index(word)
        places = document.locate(Span(at, at + len(word)))
        assert [place.page for place in places] == [places[0].page, places[0].page + 1]
        assert all(len(place.boxes) == 1 for place in places)
