"""PDF: text, words, labels, bookmarks, titles, and the right error for files that cannot be read."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.clean import clean
from index.errors import EmptySource, EncryptedSource, UnreadableSource
from index.readers import detect
from index.readers.pdf import _NO_TITLE
from tests import columns, papers, pdfs
from tests.index.readers.reading import headings, read_one, uncovered
from tests.typeset import pdf

TEXTUAL = [
    pdfs.simple, pdfs.two_columns, pdfs.over_pages, pdfs.footnotes, pdfs.table, pdfs.rotated, pdfs.turned_text, pdfs.ligatures,
    pdfs.letter_spaced, pdfs.bookmarked, papers.kleine_anfrage, columns.drawn_across, columns.three_across, columns.right_first,
    columns.heading_across, columns.table_across,
]  # fmt: skip


@pytest.mark.parametrize("make", TEXTUAL, ids=lambda make: make.__name__)
def test_every_character_stands_in_a_word_and_every_word_on_the_page(make: Callable[[], bytes]) -> None:
    document = read_one(make())
    assert any(page.words for page in document.pages)
    for page in document.pages:
        assert uncovered(page) == ""
        assert (page.words.spans[1:, 0] >= page.words.spans[:-1, 1]).all()
        assert (page.words.boxes[:, :2] > 0).all()
        assert (page.words.boxes[:, 2] < page.width).all()
        assert (page.words.boxes[:, 3] < page.height).all()
        assert (page.words.boxes[:, :2] < page.words.boxes[:, 2:]).all()


@pytest.mark.parametrize("make", TEXTUAL, ids=lambda make: make.__name__)
def test_the_same_file_gives_the_same_pages(make: Callable[[], bytes]) -> None:
    assert read_one(make()) == read_one(make())


def test_a_hyphen_at_a_line_end_is_marked_and_the_line_ends_there() -> None:
    text = read_one(pdfs.simple()).text
    assert "eigener Verant\x02\nwortung wahr. Das Nähere regelt die Kommunal\x02\nverfassung" in text


def test_a_word_divided_at_a_line_end_has_ink_on_both_lines() -> None:
    (page,) = read_one(pdfs.simple()).pages
    words = {word.span.of(page.text): word.box for word in page.words}
    assert words["Kommunal\x02"].bottom < words["verfassung"].top
    assert words["Kommunal\x02"].x0 > words["verfassung"].x1


def test_the_footer_is_no_part_of_the_word_divided_above_it() -> None:
    first = read_one(pdfs.over_pages()).pages[0]
    assert first.text.endswith("Mecklen\x02\nSeite 1 von 3")


def test_two_columns_are_read_one_after_the_other() -> None:
    text = read_one(pdfs.two_columns()).text.replace("\x02\n", "").replace("\n", " ")
    order = [
        "Bericht über",
        "Die Gemeinden",
        "Die Bund-Länder",
        "Anträge sind",
        "entscheidet die Bewilligungsbehörde",
        "KI-gestützte",
        "im Jahr 2026",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)


def test_a_raised_mark_neither_ends_the_line_nor_shares_a_box_with_the_year() -> None:
    (page,) = read_one(pdfs.footnotes()).pages
    assert page.text.splitlines()[0].split() == ["Die", "Richtlinie", "gilt", "seit", "20191", "für", "alle", "Behörden."]
    words = [(word.span.of(page.text), word.box) for word in page.words]
    at = [text for text, _ in words].index("2019")
    (_, year), (mark, raised) = words[at : at + 2]
    assert mark == "1"
    assert raised.bottom < year.bottom - 2


def test_a_row_of_a_table_is_a_line() -> None:
    assert "2023 131 104 1.377.950,50" in read_one(pdfs.table()).text.split("\n")


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [False, True])
def test_a_rotated_page_reads_as_an_upright_one(angle: int, crop: bool) -> None:
    text = read_one(pdfs.rotated(angle, crop)).text
    assert text.startswith("Die Bund-Länder-Arbeitsgruppe hat am 20. Juni 2023 getagt.")
    assert text.endswith("Geschäftsordnung aus.")


def test_text_turned_on_its_page_comes_in_order() -> None:
    text = read_one(pdfs.turned_text()).text
    assert text.startswith("Anträge sind bis zum 30. September 2025")
    assert text.endswith("(vgl. Drs.\n8/2625, S. 4).")


def test_ligature_glyphs_are_letters() -> None:
    assert "finanzielle Pflicht der Öffentlichkeit" in read_one(pdfs.ligatures()).text


def test_what_stands_beside_the_visible_page_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((100, 100, 400, 700))
        canvas.drawString(150, 400, "Sichtbar")
        canvas.drawString(10, 20, "Druckbogen")

    assert read_one(pdf(draw)).text.split() == ["Sichtbar"]


def test_labels_are_those_printed_on_the_pages() -> None:
    assert [page.label for page in read_one(pdfs.bookmarked()).pages] == ["i", "ii", "1", "2"]
    assert [page.label for page in read_one(pdfs.over_pages()).pages] == ["1", "2", "3"]


def test_bookmarks_are_the_lines_that_they_name() -> None:
    assert headings(read_one(pdfs.bookmarked())) == [(1, "Vorwort"), (1, "1 Allgemeines"), (2, "1.1 Fristen"), (1, "2 Ausblick")]


def test_of_two_lines_a_bookmark_means_the_one_near_its_destination() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (700, 500, 300):
            canvas.drawString(80, y, "Begründung")
        canvas.bookmarkHorizontal("ziel", 0, 320)
        canvas.addOutlineEntry("Begründung", "ziel")

    document = read_one(pdf(draw))
    (heading,) = document.pages[0].headings
    assert heading.span.start == document.text.rindex("Begründung")


def test_a_bookmark_that_stands_on_no_line_is_no_heading() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "Die Begründung steht in Anlage 2.")
        canvas.bookmarkHorizontal("ziel", 0, 720)
        canvas.addOutlineEntry("Begründung", "ziel")

    assert headings(read_one(pdf(draw))) == []


def test_title_and_date_of_the_file() -> None:
    document = read_one(pdfs.bookmarked())
    metadata = document.metadata
    assert metadata.title == "", "what stands on the first page comes before it"
    assert metadata.extra == (("created", "2000-01-01"), ("file_title", "Jahresbericht zur Verwaltungsmodernisierung"))
    assert clean(document).metadata.title == "Jahresbericht zur Verwaltungsmodernisierung"
    assert metadata.date is None


@pytest.mark.parametrize(
    "title",
    [
        "",
        "untitled",
        "Microsoft Word - xy.doc",
        "Bericht_2024_final",
        "bericht.pdf",
        "Dokument1",
        "tmp-6308",
        "8/2625",
        "PowerPoint-Präsentation",
    ],
)
def test_what_programs_write_is_no_title(title: str) -> None:
    assert _NO_TITLE.fullmatch(title)


@pytest.mark.parametrize("title", ["Haushaltsplan 2025", "JETZT FÜR MORGEN", "Gesetz über die Hochschulen", "Kommunalverfassung"])
def test_what_people_write_is_a_title(title: str) -> None:
    assert not _NO_TITLE.fullmatch(title)


def test_a_password_is_asked_for_by_name() -> None:
    with pytest.raises(EncryptedSource, match=r"geheim\.pdf"):
        read_one(pdfs.encrypted("geheim"), "geheim.pdf")


def test_a_file_that_only_forbids_copying_is_read() -> None:
    assert read_one(pdfs.encrypted("")).text == read_one(pdfs.simple()).text


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_file_cut_off_is_not_read_in_part(kept: float) -> None:
    whole = pdfs.over_pages()
    with pytest.raises(UnreadableSource, match=r"halb\.pdf"):
        read_one(whole[: int(len(whole) * kept)], "halb.pdf")


def test_what_stands_before_or_behind_a_pdf_is_no_part_of_it() -> None:
    whole = read_one(pdfs.simple()).text
    assert read_one(b"Weitergeleitete Nachricht\n" * 100 + pdfs.simple()).text == whole
    assert read_one(pdfs.simple() + b"\n" + b"<html>Werbung</html>\n" * 1000).text == whole


def test_a_revision_cut_off_is_not_passed_over() -> None:
    with pytest.raises(UnreadableSource, match="end is missing"):
        read_one(pdfs.simple() + b"\n9 0 obj\n<< /Type /Page" + b" " * 300)


def test_a_file_of_empty_pages_holds_no_text() -> None:
    with pytest.raises(EmptySource):
        read_one(pdf(lambda canvas: canvas.showPage()))


def test_a_wrongly_named_pdf_is_read_as_what_it_is() -> None:
    assert detect(pdfs.simple(), "brief.txt") == "application/pdf"
    assert read_one(pdfs.simple(), "brief.txt").text.startswith("Die Gemeinden")


def test_several_threads_read_the_same_text() -> None:
    files = [make() for make in TEXTUAL[:6]]
    alone = [read_one(data).text for data in files]
    found: dict[int, list[str]] = {}

    def work(number: int) -> None:
        found[number] = [read_one(data).text for data in files]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(found.values()) == [alone] * 4
