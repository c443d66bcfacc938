"""The form in which people cite: title, paper, date, page, quote, address."""

from __future__ import annotations

from dataclasses import replace

from tests.ui.answers import CITATION, QUOTE
from ui.reference import citable

ADDRESS = "http://127.0.0.1:7860/a/abc"


def test_a_reference_has_all_that_leads_to_the_place() -> None:
    assert citable(CITATION, "de", ADDRESS) == f"Museen des Landes, Drucksache 8/2625, 6. Oktober 2023, Seite 2: „{QUOTE}“ {ADDRESS}"
    assert citable(CITATION, "en", ADDRESS) == f"Museen des Landes, Paper 8/2625, 6 October 2023, page 2: “{QUOTE}” {ADDRESS}"


def test_without_an_address_that_of_the_document_stands_there() -> None:
    url = "https://example.org/paper.pdf"
    assert citable(replace(CITATION, url=url), "de").endswith(f"“ {url}")
    assert citable(CITATION, "de").endswith("“")


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(CITATION, title="", paper="", date=None, places=())
    assert citable(bare, "de") == f"museum.pdf: „{QUOTE}“"


def test_quotation_marks_within_a_quote_are_single() -> None:
    spoken = replace(CITATION, quote='Er nannte das „gut“ und "richtig".')
    assert "„Er nannte das ‚gut‘ und ’richtig’.“" in citable(spoken, "de")


def test_nothing_that_steers_a_screen_or_breaks_a_line_is_copied() -> None:
    hostile = replace(CITATION, title="Ti\u202etel\n\x00<b>", quote="Zeile\u2028eins\r\nzwei", url="javascript:\x1b[2Jalert(1)")
    assert citable(hostile, "de") == "Titel <b>, Drucksache 8/2625, 6. Oktober 2023, Seite 2: „Zeile eins zwei“ javascript:[2Jalert(1)"
