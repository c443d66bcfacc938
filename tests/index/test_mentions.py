"""What a question names exactly."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from index.library import Library
from index.mentions import Mentions, Section, mentions
from index.sync import sync
from index.types import Filters
from tests.fakes import FakeEmbedder


@pytest.mark.parametrize(
    ("question", "papers"),
    [
        ("Was steht in der Drucksache 21/1832?", ("21/1832",)),
        ("Wie lautet die Antwort auf Drs. 8/2625 zu Frage 3?", ("8/2625",)),
        ("Worum geht es in BT-Drucksache 20/14 und in Bundestagsdrucksache 19/77?", ("20/14", "19/77")),
        ("Was sagt die Landesregierung in 8/2625?", ("8/2625",)),
        ("Was änderte die Drucksache 21/112 (neu)?", ("21/112 (neu)",)),
        ("Was empfahlen die Ausschüsse in der Drucksache 244/1/25?", ("244/1/25",)),
        ("Vergleichen Sie 21/1832, 21/1833 und Drucksache 21/1832.", ("21/1832", "21/1833")),
        ("Was steht in der Drucksache 21 / 107?", ("21/107",)),
        ("Was sagt die Regierung in 21 /107 und 8/ 2625?", ("21/107", "8/2625")),
        ("Wie viele waren es im Schuljahr 2023 / 24?", ()),
        ("Wie viele waren es im Schuljahr 2023/24 und 24/25?", ()),
        ("Stimmte mehr als 1/3 oder 50/100 der Beschäftigten zu?", ()),
        ("Was gilt für die Fraktion BÜNDNIS 90/DIE GRÜNEN?", ()),
        ("Was regelt die Richtlinie 2009/28/EG und die Verordnung (EU) 2021/1057?", ()),
    ],
)
def test_papers(question: str, papers: tuple[str, ...]) -> None:
    assert mentions(question).papers == papers


@pytest.mark.parametrize(
    ("question", "sections"),
    [
        ("Was regelt § 433 BGB?", (Section("433", law="BGB"),)),
        ("Gilt § 5 Absatz 2 auch hier?", (Section("5"),)),
        ("Was heißt § 12a Abs. 1 Satz 2 SGB II für Mieter?", (Section("12a", law="SGB II"),)),
        ("Was folgt aus Artikel 12 des Grundgesetzes?", (Section("12", article=True, law="Grundgesetzes"),)),
        (
            "Wozu verpflichten Art. 6 Abs. 1 Buchst. c DSGVO und § 7 der Gemeindeordnung?",
            (Section("6", article=True, law="DSGVO"), Section("7", law="Gemeindeordnung")),
        ),
        ("Welche Fristen nennt § 20 a des Bürgerlichen Gesetzbuchs?", (Section("20a", law="Bürgerlichen Gesetzbuchs"),)),
        ("Welcher Paragraf 20 gilt?", (Section("20"),)),
        ("Wie viele Artikel hat das Gesetz?", ()),
    ],
)
def test_sections(question: str, sections: tuple[Section, ...]) -> None:
    assert mentions(question).sections == sections


@pytest.mark.parametrize(
    ("question", "ministries"),
    [
        ("Was antwortete das Bundesministerium des Innern?", ("Bundesministerium des Innern",)),
        ("Wie viel gab das Ministerium für Finanzen und Digitalisierung aus?", ("Ministerium für Finanzen und Digitalisierung",)),
        (
            "Hat das Bundesministerium für Umwelt, Klimaschutz, Naturschutz und nukleare Sicherheit geantwortet?",
            ("Bundesministerium für Umwelt, Klimaschutz, Naturschutz und nukleare Sicherheit",),
        ),
        ("Was plant das Finanzministerium?", ("Finanzministerium",)),
        ("Was plant das Bundesfinanzministerium?", ("Bundesfinanzministerium",)),
        ("Was sagten BMI und BMWE dem Auswärtigen Amt?", ("BMI", "BMWE", "Auswärtiges Amt")),
        ("Was kostet der BMW des Ministers?", ()),
        ("Welches Ministerium ist zuständig?", ()),
    ],
)
def test_ministries(question: str, ministries: tuple[str, ...]) -> None:
    assert mentions(question).ministries == ministries


def test_dates() -> None:
    found = mentions("Was geschah am 6. Oktober 2023, am 07.10.2023 und am 31. Februar 2024?")
    assert found.dates == (datetime.date(2023, 10, 6), datetime.date(2023, 10, 7))
    assert mentions("Was ist Künstliche Intelligenz?") == Mentions()


@pytest.mark.parametrize(
    ("question", "dated"),
    [
        ("Was steht in der Antwort vom 17. Juni 2025?", True),
        ("Was steht in der Antwort des Ministeriums für Bildung vom 17.06.2025?", True),
        ("Was sagt der Bericht vom 17. Juni 2025 und was die Lage am 18. Juni 2025?", True),
        ("Was regelt die Verordnung vom 2025-06-17?", True),
        ("Was geschah am 17. Juni 2025?", False),
        ("Wie viele Anträge gab es vom 17. Juni 2025 bis zum 1. Juli 2025?", False),
        ("Welche Antwort gilt, wenn der Vorfall vom 17. Juni 2025 ist?", False),
    ],
)
def test_a_day_that_a_paper_is_named_by(question: str, dated: bool) -> None:
    assert mentions(question).dated == ((datetime.date(2025, 6, 17),) if dated else ())


def test_a_question_that_names_a_paper_finds_exactly_its_documents(tmp_path: Path) -> None:
    records = [
        {"id": f"{paper}#A{n}", "title": f"Drucksache {paper}: Wölfe", "text": "Es gibt Wölfe."}
        for paper in ("21/183", "21/1832")
        for n in range(2)
    ]
    (tmp_path / "korpus.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    sync([tmp_path / "korpus.jsonl"], tmp_path / "library", FakeEmbedder())
    (paper,) = mentions("Was steht in Drs. 21/183 über Wölfe?").papers
    with Library.open(tmp_path / "library") as library:
        found = library.document_ids(Filters(number=paper))
        assert {library.document(number).key for number in found} == {"21/183#A0", "21/183#A1"}
