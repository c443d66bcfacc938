"""Pages with drawn frames: whatever stands on them but the frame is said in the cleaned text.

Nothing here asks the cleaner what a margin is. The test draws the frame, so it knows what may go: the page's number with what is printed
around it, and all but one of the copies of a header or footer.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.clean import clean
from index.types import RawDocument, RawPage
from tests.index.clean.making import set_page, text_document
from tests.index.clean.test_properties import letters

TOPICS = [
    "Einleitung",
    "Grundlagen",
    "Ergebnisse",
    "Ausblick",
    "Kosten",
    "Anhang",
    "Verkehr",
    "Umwelt",
    "Bildung",
    "Kultur",
    "Zweck",
    "Fristen",
]
# What a page may begin or end with: each counts the pages, has changing words, or says the same each time.
LINES = st.sampled_from(
    """§ {n} {topic}|§ {n} Zweck des Gesetzes|§ {n}|Artikel {n}|Artikel {n} {topic}|Zu Frage {n}:|{n} {topic}|{n}. {topic}|{n}.1 {topic}
|7.{n} {topic}|{n}. Sind für {topic} Mittel geplant?|{n}. Sind Mittel geplant?|Haushaltsjahr {year}|{topic} im Jahr {year}|{year}|{topic}
|Teilhaushalt {n}|{topic} – Teil {n}|Summe: {n} Euro|Summe: {square} Euro|Tabelle {n}: {topic}|Sehr geehrte Damen und Herren,|Anlage {n}
|Es sind keine Mittel vorgesehen.|Der Landtag hat {topic} beschlossen.|{topic} {square}|{square} {topic}|{square}|({n}) {topic}|Nr. {n}
|{n}) {topic}|Wahlkreis {n}""".replace("\n", "").split("|")
)
FOLIOS = st.sampled_from(
    [
        "",
        "{n}",
        "– {n} –",
        "- {n} -",
        "Seite {n}",
        "Seite {n} von {of}",
        "{n}/{of}",
        "| {n}",
        "Drucksache 8/2625 – {n} –",
        "Drucksache 8/2625 | Seite {n}",
    ]
)
HEADERS = st.sampled_from(
    ["", "", "Jahresbericht des Ministeriums für Bau", "Landtag von Musterland | 8. Wahlperiode", "Drucksache 8/2625"]
)
PROSE = "Die Landesregierung hat die Angaben zu {topic} bei {square} Gemeinden erhoben und sie dem Landtag mit Anlage {n} vorgelegt."


@dataclass(frozen=True)
class Layout:
    """How all pages of a document look."""

    pages: int
    begins: str
    ends: str
    header: str
    folio: str
    folio_on_top: bool
    first: int  # page number
    apart: float  # points between the header and what the page begins with

    def says(self, line: str, n: int) -> str:
        return line.format(n=n, square=(n * 37) ** 2, year=2018 + n, topic=TOPICS[n % len(TOPICS)], of=self.pages)

    def content(self, n: int) -> list[str]:
        prose = [self.says(PROSE, n + at) for at in range(4)]
        return [self.says(line, n) for line in [self.begins, *prose, self.ends]]

    def number(self, n: int) -> str:
        return self.says(self.folio, self.first + n - 1)

    def set(self, n: int) -> RawPage:
        """The page in type."""
        begins, *prose, ends = self.content(n)
        top = [(70.0, 40.0, self.header)] + [(400.0, 40.0, self.number(n))] * self.folio_on_top
        lines = [half for line in prose for half in (line[: len(line) // 2], line[len(line) // 2 :])]
        bottom = (290.0, 815.0, "" if self.folio_on_top else self.number(n))
        return set_page(n, *top, (70.0, 40.0 + self.apart, begins), *lines, (70.0, 760.0, ends), bottom)

    def typed(self, n: int) -> str:
        """The page of a text file."""
        blocks = [self.header, self.number(n) * self.folio_on_top, *self.content(n), self.number(n) * (not self.folio_on_top)]
        return "\n\n".join(filter(None, blocks))


LAYOUTS = st.builds(
    Layout,
    st.integers(1, 14),
    LINES,
    LINES,
    HEADERS,
    FOLIOS,
    st.booleans(),
    st.sampled_from([1, 1, 2, 17, 311]),
    st.sampled_from([20.0, 40.0, 60.0]),
)
SECTIONS = Layout(6, "{n} {topic}", "Summe: {square} Euro", "", "", False, 1, 40.0)
LAW = Layout(2, "§ {n} Zweck des Gesetzes", "Nr. {n}", "", "{n}", False, 1, 40.0)
YEARS = Layout(5, "Haushaltsjahr {year}", "{topic}", "Drucksache 8/2625", "Seite {n} von {of}", False, 1, 40.0)


@settings(deadline=None, max_examples=150)
@given(LAYOUTS, st.booleans())
@example(SECTIONS, True)
@example(LAW, True)
@example(YEARS, True)
@example(YEARS, False)
def test_every_line_of_content_is_said(layout: Layout, typed: bool) -> None:
    numbers = range(1, layout.pages + 1)
    raw = text_document(*map(layout.typed, numbers)) if typed else RawDocument("", tuple(map(layout.set, numbers)))
    said = letters(clean(raw).text.text)
    missing = [line for n in numbers for line in layout.content(n) if letters(line) not in said]
    assert not missing
    assert letters(layout.header) in said or layout.header in layout.folio


@settings(deadline=None, max_examples=60)
@given(LAYOUTS.filter(lambda layout: layout.pages > 2 and len(layout.folio) > len("– {n} –") and "|" not in layout.folio), st.booleans())
def test_the_number_of_a_page_is_not_said(layout: Layout, typed: bool) -> None:
    numbers = range(1, layout.pages + 1)
    raw = text_document(*map(layout.typed, numbers)) if typed else RawDocument("", tuple(map(layout.set, numbers)))
    text = clean(raw).text.text
    assert not [number for number in map(layout.number, numbers) if number in text.splitlines()]
