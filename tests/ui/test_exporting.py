"""Exported files are opened and read back: question, checked sentences, quotes, sources, date and library version, and nothing else."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable
from dataclasses import replace

import docx
import jsonschema
import pypdfium2 as pdfium
import pytest

from rag import json_schema
from rag.schema import from_dict
from rag.types import Answer, Claim, Verdict
from tests.ui.answers import CITATION, QUOTE, REFUSED, UNUSED, answer, refusal
from tests.ui.reading_back import ReadBack, read_docx, read_markdown, read_pdf
from ui.exporting.files import FORMS, export
from ui.exporting.markdown import escaped
from ui.exporting.sheet import link
from ui.ledger import Kept
from ui.texts import Language

TIME = datetime.datetime(2026, 3, 1, 12, 30, tzinfo=datetime.UTC)
ADDRESS = "http://127.0.0.1:7860/a/abc"
READERS: dict[str, Callable[[bytes], ReadBack]] = {"md": read_markdown, "docx": read_docx, "pdf": read_pdf}


def kept(given: Answer) -> Kept:
    return Kept("abc", TIME, given)


def read(given: Answer, form: str, language: Language = "de", changed: frozenset[int] = frozenset()) -> str:
    found = READERS[form](export(kept(given), form, language, ADDRESS, "Landtag", changed))
    assert found.active == []
    return found.text


@pytest.mark.parametrize("form", READERS)
def test_a_file_holds_all_that_belongs_to_an_answer(form: str) -> None:
    text = read(answer(), form)
    wanted = [
        "Wie viel kostet der Umbau?",
        "Zusammengestellt und geprüft",
        "Der Umbau kostet 1,5 Millionen Euro. [1]",
        "[1] Museen des Landes, Drucksache 8/2625, 6. Oktober 2023, Seite 2",
        QUOTE,
        "1. März 2026",
        "Grundlage: Landtag",
        "Fassung der Bibliothek: abcd1234-7",
        "Sprachmodell: scripted",
        f"Adresse: {ADDRESS}",
    ]
    assert [part for part in wanted if part not in text] == []


@pytest.mark.parametrize("form", FORMS)
def test_only_checked_sentences_are_exported(form: str) -> None:
    data = export(kept(answer()), form, "de", ADDRESS)
    text = data.decode() if form == "json" else READERS[form](data).text
    assert REFUSED not in text
    assert "Mai" not in text
    assert UNUSED not in text


@pytest.mark.parametrize("form", READERS)
def test_a_refusal_says_so_and_shows_nothing_that_does_not_answer(form: str) -> None:
    text = read(refusal(), form)
    assert "In den Dokumenten wurde nichts gefunden, das diese Frage beantwortet." in text
    assert QUOTE not in text
    assert "Quellen" not in text


@pytest.mark.parametrize("form", READERS)
def test_the_words_around_are_english_where_that_is_asked_for(form: str) -> None:
    text = read(answer(), form, "en")
    assert "Composed and checked" in text
    assert "Museen des Landes, Paper 8/2625, 6 October 2023, page 2" in text
    assert "Library version: abcd1234-7" in text
    assert QUOTE in text


@pytest.mark.parametrize("form", READERS)
def test_a_quote_of_a_changed_document_is_kept_and_marked(form: str) -> None:
    text = read(answer(), form, changed=frozenset({1}))
    note = "Dieses Dokument wurde seither geändert oder aus der Bibliothek entfernt."
    assert text.index(note) < text.index(QUOTE)
    assert note not in read(answer(), form)


@pytest.mark.parametrize("form", READERS)
def test_the_dates_behind_statements_that_disagree_are_named(form: str) -> None:
    day = datetime.date(2025, 5, 12)
    text = read(replace(answer(), claims=(Claim("Es sind 95.", (1,), Verdict(True), day),)), form)
    assert "Es sind 95. [1] (Stand: 12. Mai 2025)" in text
    assert "verschiedene Angaben" in text


@pytest.mark.parametrize("form", READERS)
def test_where_a_paper_was_published_is_text(form: str) -> None:
    cited = replace(CITATION, url="https://www.example.org/paper.pdf?a=1&b=_2_")
    assert "Veröffentlicht unter: https://www.example.org/paper.pdf?a=1&b=_2_" in read(answer(citation=cited), form)


def test_json_is_what_the_schema_says() -> None:
    data = json.loads(export(kept(answer()), "json", "de", ADDRESS, "Landtag", frozenset({1})))
    jsonschema.validate(data["answer"], json_schema())
    assert from_dict(data["answer"]).claims == answer().claims
    assert (data["answer"]["rejected"], len(data["answer"]["evidence"])) == ([], 1)
    assert {key: data[key] for key in data if key != "answer"} == {
        "export_version": 1,
        "id": "abc",
        "address": ADDRESS,
        "time": "2026-03-01T12:30:00+00:00",
        "library": "Landtag",
        "library_version": "abcd1234-7",
        "changed_citations": [1],
    }


def test_a_pdf_names_its_title_and_language_and_numbers_its_pages() -> None:
    many = replace(answer(), claims=tuple(Claim(f"Satz Nummer {number}. " * 12, (1,), Verdict(True)) for number in range(20)))
    data = export(kept(many), "pdf", "de", ADDRESS)
    with pdfium.PdfDocument(data) as document:
        assert document.get_metadata_value("Title") == "Wie viel kostet der Umbau?"
        assert len(document) >= 2
        assert "2" in document[1].get_textpage().get_text_bounded()[-40:]
    assert b"/Lang" in data
    assert "ÄÖÜäöüß „“ – § € αβγ Привет" in read(answer(text="ÄÖÜäöüß „“ – § € αβγ Привет"), "pdf")


def test_a_docx_says_what_and_of_when_it_is() -> None:
    about = docx.Document(io.BytesIO(export(kept(answer()), "docx", "de", ADDRESS))).core_properties
    assert (about.title, about.author, about.language) == ("Wie viel kostet der Umbau?", "Belegt", "de")
    assert about.created == TIME
    assert about.comments == ""


def test_markdown_shows_text_as_it_was() -> None:
    for text in (
        "1. Januar",
        "- minus",
        "+ plus",
        "= gleich",
        "2) zwei",
        ": Doppelpunkt",
        "> größer",
        "# Nummer",
        "a_b_c *d* `e` ~f~ $g$ |h|",
    ):
        found = read_markdown((escaped(text) + "\n").encode())
        assert (found.text, found.active) == (text, [])


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a?b=c&d", "https://example.org/a?b=c&d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        (" java\nscript:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("//example.org", ""),
        ("https://", ""),
        ("https://[", ""),
        ("https://example.org/a b", ""),
        ("file:///etc/passwd", ""),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(url: str, shown: str) -> None:
    assert link(url) == shown
