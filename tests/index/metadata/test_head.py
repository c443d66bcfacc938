"""What a paper says about itself."""

from __future__ import annotations

import datetime

from index.clean import clean
from index.metadata.head import find_metadata
from index.types import Metadata, RawDocument
from tests.index.clean.making import cleaned, text_document

LANDTAG = """LANDTAG MECKLENBURG-VORPOMMERN Drucksache 8/2625
8. Wahlperiode 06.10.2023

KLEINE ANFRAGE

des Abgeordneten Jens Beispiel, Fraktion der AfD

KI-Strategie des Landes

und

ANTWORT

der Landesregierung

Die Ministerin für Justiz, Gleichstellung und Verbraucherschutz hat namens der Landesregierung die
Kleine Anfrage mit Schreiben vom 6. Oktober 2023 beantwortet.
"""
BUNDESTAG = """Deutscher Bundestag Drucksache 21/1832
21. Wahlperiode 26.09.2025

Antwort
der Bundesregierung

auf die Kleine Anfrage der Fraktion BÜNDNIS 90/DIE GRÜNEN
– Drucksache 21/1500 –

Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums für Verkehr vom 24. September 2025 übermittelt.
"""


def test_a_paper_of_a_state_parliament() -> None:
    assert cleaned(LANDTAG).metadata == Metadata(
        title="KI-Strategie des Landes",
        kind="Kleine Anfrage und Antwort",
        number="8/2625",
        date=datetime.date(2023, 10, 6),
        parliament="Landtag Mecklenburg-Vorpommern",
        term="8",
        groups=("AfD",),
        ministry="Ministerium für Justiz, Gleichstellung und Verbraucherschutz",
    )


def test_a_paper_of_the_federal_parliament() -> None:
    found = cleaned(BUNDESTAG).metadata
    assert (found.kind, found.number, found.parliament, found.term) == ("Antwort", "21/1832", "Deutscher Bundestag", "21")
    assert found.groups == ("BÜNDNIS 90/DIE GRÜNEN",)
    assert found.ministry == "Bundesministerium für Verkehr"
    assert found.date == datetime.date(2025, 9, 26)


def test_what_the_reader_knows_is_kept() -> None:
    known = Metadata(title="Anders", number="1/2", url="https://example.org")
    found = clean(RawDocument("", text_document(LANDTAG).pages, known)).metadata
    assert (found.title, found.number, found.url, found.term) == ("Anders", "1/2", "https://example.org", "8")


def test_nothing_is_guessed() -> None:
    text = "Die Landesregierung verweist auf Drucksache 8/2625 vom 6. Oktober 2023 und dankt der Fraktion der SPD."
    assert cleaned(text).metadata == Metadata()
    assert find_metadata(Metadata(), "", []) == Metadata()


def test_a_date_that_does_not_exist_is_none() -> None:
    text = LANDTAG.replace("6. Oktober 2023", "31. Februar 2023").replace("06.10.2023", "")
    assert cleaned(text).metadata.date is None


def test_a_letterhead_in_one_line_and_a_minister_of_one_word() -> None:
    body = LANDTAG[LANDTAG.index("KLEINE") : LANDTAG.index("Die Ministerin")]
    signed = "Der Finanzminister hat namens der Landesregierung die Kleine Anfrage mit Schreiben vom 14. Januar 2026 beantwortet."
    found = cleaned(f"Landtag Mecklenburg-Vorpommern 8. Wahlperiode Drucksache 8/5721 16.01.2026\n\n{body}{signed}\n").metadata
    assert (found.number, found.date, found.term, found.ministry) == ("8/5721", datetime.date(2026, 1, 16), "8", "Finanzministerium")
    assert found.parliament == "Landtag Mecklenburg-Vorpommern"


def test_a_paper_of_the_federal_council() -> None:
    text = "Bundesrat Drucksache 228/25 (Beschluss)\n\n11.07.25\n\nBeschluss\ndes Bundesrates\n\nEntschließung vom 3. Mai 2024"
    found = cleaned(text).metadata
    assert (found.number, found.kind, found.parliament) == ("228/25 (Beschluss)", "Beschluss", "Bundesrat")
    assert found.date == datetime.date(2025, 7, 11)


def test_a_word_on_a_line_is_no_kind_without_a_letterhead() -> None:
    assert cleaned("Tagesordnung\n\nAntrag\n\nBeschluss\n\nDer Vorstand hat am 3. Mai 2024 beschlossen.").metadata == Metadata()
    assert cleaned("Verordnung über die Prüfung von Anlagen\n\nDiese Verordnung regelt die Prüfung.").metadata.kind == "Verordnung"


def test_a_title_in_the_properties_of_the_file_counts_where_the_page_has_none() -> None:
    known = Metadata(extra=(("file_title", "Vorlage"),))
    assert clean(RawDocument("", text_document(LANDTAG).pages, known)).metadata.title == "KI-Strategie des Landes"
    assert clean(RawDocument("", text_document("Ein Text ohne Kopf.").pages, known)).metadata.title == "Vorlage"
