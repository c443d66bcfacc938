"""What pages repeat at their edges, line numbers and footnotes."""

from __future__ import annotations

import pytest

from index.clean import clean
from index.types import RawDocument
from tests.index.clean.making import kinds, plain, set_page

BODY = [
    "Die Landesregierung hat die Angaben bei den Gemeinden erhoben und sie im Jahr",
    "2023 dem Landtag vorgelegt. Die Gemeinden haben dafür keine weiteren Mittel",
    "erhalten. Weitere Angaben liegen der Landesregierung nicht vor, weil sie eine",
    "Erhebung nicht für möglich hält und weil die Gemeinden sie nicht für nötig",
]


def body(number: int) -> list[str]:
    return [f"{line[:20]} {number} {line[20:]}" if at in (0, 3) else line for at, line in enumerate(BODY)]


def test_numbers_go_and_what_headers_and_footers_say_stays_once() -> None:
    pages = [
        set_page(
            number,
            (70, 40, "LANDTAG MECKLENBURG-VORPOMMERN 8. Wahlperiode" if number == 1 else f"Drucksache 8/2625 Landtag – {number} –"),
            *body(number * number),
            (70, 800, "Ministerium für Inneres"),
            (290, 815, str(number)),
        )
        for number in (1, 2, 3)
    ]
    text = clean(RawDocument("", tuple(pages))).text.text
    assert text.startswith("LANDTAG MECKLENBURG-VORPOMMERN 8. Wahlperiode\n\n")
    assert "Drucksache" not in text
    assert text.count("Ministerium für Inneres") == 1
    assert text.count("dem Landtag vorgelegt") == 3
    assert text.count("nicht für nötig Die Landesregierung") == 2


def test_a_line_that_stands_once_stays() -> None:
    pages = [set_page(n, (70, 40, f"Abschnitt über {topic}"), *BODY) for n, topic in ((1, "Bau"), (2, "Verkehr"))]
    text = clean(RawDocument("", tuple(pages))).text.text
    assert "Abschnitt über Bau" in text
    assert "Abschnitt über Verkehr" in text


def test_numbers_that_do_not_count_the_pages_stay() -> None:
    pages = [set_page(n, *BODY, (70, 800, f"Summe {value}")) for n, value in ((1, 17), (2, 93), (3, 12))]
    text = clean(RawDocument("", tuple(pages))).text.text
    assert all(f"Summe {value}" in text for value in (17, 93, 12))


def test_a_sentence_is_no_footer() -> None:
    pages = [set_page(n, (70, 90, f"Es folgt der Abschnitt {n}."), *BODY) for n in (1, 2, 3)]
    assert clean(RawDocument("", tuple(pages))).text.text.count("Es folgt der Abschnitt") == 3


def test_the_number_of_a_single_page_goes() -> None:
    page = set_page(1, *BODY, (290, 815, "- 1 -"))
    assert "- 1 -" not in clean(RawDocument("", (page,))).text.text


def test_form_feeds_divide_the_pages_of_a_text() -> None:
    pages = [f"Kleine Anfrage 8/{7}\n\n" + "\n".join(body(n * n)) + f"\n\nSeite {n} von 3" for n in (1, 2, 3)]
    text = plain(*pages)
    assert "Seite" not in text
    assert text.count("Kleine Anfrage 8/7") == 1
    assert plain(pages[0]).startswith("Kleine Anfrage 8/7")


def test_a_remark_along_the_side_is_said_once() -> None:
    pages = []
    for number in (1, 2, 3):
        page = set_page(number, *BODY, "Vorabfassung")
        boxes = page.words.boxes.copy()
        boxes[-1] = (20, 300, 28, 420)
        pages.append(type(page)(number, "", page.text, type(page.words)(number, page.words.spans, boxes), 595.0, 842.0))
    assert clean(RawDocument("", tuple(pages))).text.text.count("Vorabfassung") == 1


def test_the_numbers_of_lines_go_and_other_numbers_stay() -> None:
    lines = [f"{number} {line}" for number, line in enumerate(BODY * 6, 1)]
    text = clean(RawDocument("", (set_page(1, *lines),))).text.text
    assert "Jahr 2023 dem Landtag" in text
    assert not any(f" {number} " in text for number in range(1, 25))


def test_margin_numbers_of_paragraphs_and_numbered_tables_stay() -> None:
    ruling = [line for n in range(1, 20) for line in (f"{n} {BODY[0]}", *BODY[1:])]
    assert "19 Die Landesregierung" in clean(RawDocument("", (set_page(1, *ruling),))).text.text
    rows = [f"{n} 24.05.2024 Mühlhausen TH Körperverletzung" for n in range(571, 600)]
    assert "599 24.05.2024" in clean(RawDocument("", (set_page(1, *rows),))).text.text


def test_footnotes_stand_behind_the_text_of_their_page() -> None:
    notes = ["1 Amtsblatt Nr. 12 vom 3. Mai 2019, S. 345.", "2 Vgl. Drucksache 8/2625, Anlage 2."]
    page = set_page(1, *BODY, (70, 700, notes[0]), (70, 712, notes[1]))
    boxes = page.words.boxes.copy()
    foot = boxes[:, 1] > 600  # in smaller type  # in smaller type
    boxes[foot, 0] = 70 + (boxes[foot, 0] - 70) * 0.7
    boxes[foot, 2] = 70 + (boxes[foot, 2] - 70) * 0.7
    page = type(page)(1, "1", page.text, type(page.words)(1, page.words.spans, boxes), 595.0, 842.0)
    result = kinds(clean(RawDocument("", (page, set_page(2, "halten. Das ist alles.")))))
    assert [kind for kind, _, _ in result] == ["paragraph", "footnote", "footnote"]
    assert result[0][2].endswith("nicht für nötig halten. Das ist alles.")
    assert [text for _, _, text in result[1:]] == notes


def test_two_copies_of_one_page_keep_their_text() -> None:
    text = clean(
        RawDocument("", tuple(set_page(n, *[(70, 40 + 10 * i, line) for i, line in enumerate(BODY * 2)]) for n in (1, 2)))
    ).text.text
    assert text.count("2023 dem Landtag vorgelegt") == 4


TITLES = ["Rente", "Rente", "Bildung", "Kultur", "Verkehr", "Umwelt"]


def chapter(number: int) -> list[str]:
    """The text of a page; where a chapter begins, under its title."""
    return [*([TITLES[number - 1], ""] if number != 2 else []), *body(number * number)]


def test_a_running_title_beside_the_pages_number_goes_with_every_chapter() -> None:
    pages = [set_page(n, (70, 40, f"{n + 11} {title}"), (70, 80, ""), *chapter(n)) for n, title in enumerate(TITLES, 1)]
    text = clean(RawDocument("", tuple(pages))).text.text
    assert [text.count(title) for title in TITLES] == [1] * 6
    spreads = [
        set_page(n, (70, 40, f"{2 * n} {title}"), (400, 40, f"{title} {2 * n + 1}"), (70, 80, ""), *chapter(n))
        for n, title in enumerate(TITLES, 1)
    ]
    text = clean(RawDocument("", tuple(spreads))).text.text
    assert [text.count(title) for title in TITLES] == [1] * 6


def test_numbered_titles_that_the_text_does_not_say_stay() -> None:
    titles = [f"{n} {title}" for n, title in enumerate(["Einleitung", "Grundlagen", "Ergebnisse", "Ausblick", "Kosten", "Anhang"], 1)]
    pages = [set_page(n, (70, 40, title), (70, 80, ""), *body(n * n)) for n, title in enumerate(titles, 1)]
    contents = set_page(7, *[f"{title} {7 + at}" for at, title in enumerate(titles)])
    for document in (pages, [*pages, contents]):
        text = clean(RawDocument("", tuple(document))).text.text
        assert all(f"{title}\n" in text for title in titles)


BOUND = """§ {n} Zweck|§ {n}|Artikel {n}|Zu Frage {n}:|{n}. Sind Mittel geplant?|Haushaltsjahr {year}|Mittel im Jahr {year}|{year}
|Teilhaushalt {n}|Bericht – Teil {n}|7.{n} Wahlbeteiligung nach Ländern|Summe: {n} Euro"""


@pytest.mark.parametrize("line", BOUND.replace("\n", "").split("|"))
@pytest.mark.parametrize("count", [2, 3, 6, 12])
@pytest.mark.parametrize("boxes", [True, False])
def test_a_number_that_belongs_to_its_words_stays_though_it_counts_the_pages(line: str, count: int, boxes: bool) -> None:
    lines = [line.format(n=n, year=2018 + n) for n in range(1, count + 1)]
    if boxes:
        pages = [set_page(n, (70, 80, each), (70, 100, ""), *body(n * n), (290, 815, f"– {n} –")) for n, each in enumerate(lines, 1)]
        text = clean(RawDocument("", tuple(pages))).text.text
        assert "– 2 –" not in text
    else:
        text = plain(*("\n".join([each, "", *body(n * n)]) for n, each in enumerate(lines, 1)))
    assert all(each in text for each in lines)


@pytest.mark.parametrize(
    "frame",
    [
        "{n}",
        "– {n} –",
        "- {n} -",
        "Seite {n}",
        "Seite {n} von 6",
        "{n}/6",
        "| {n}",
        "Drucksache 8/2625 – {n} –",
        "Bericht | Seite {n} von 6",
    ],
)
@pytest.mark.parametrize("boxes", [True, False])
@pytest.mark.parametrize("first", [1, 17])
def test_the_number_of_a_page_goes_with_its_frame(frame: str, boxes: bool, first: int) -> None:
    numbers = range(first, first + 6)
    if boxes:
        pages = [set_page(n, *body(n * n), (290, 815, frame.format(n=n))) for n in numbers]
        text = clean(RawDocument("", tuple(pages))).text.text
    else:
        text = plain(*("\n".join([*body(n * n), "", frame.format(n=n)]) for n in numbers))
    assert not any(frame.format(n=n) in text.replace("8/2625\n", "") for n in numbers if len(frame) > 5)
    assert text.count("Weitere Angaben") == 6
    assert text.count("nicht für nötig Die Landesregierung") == 5


def test_the_head_of_a_table_that_goes_on_stays_on_every_page() -> None:
    head = [(70, 85, "Nordrhein-"), (200, 85, "Baden-"), (330, 85, "Bayern")]
    rows = [(x, 100 + 14 * y, f"{n}") for y in range(20) for n, x in enumerate((70, 200, 330), y)]
    pages = [set_page(n, (70, 45, f"7.{n // 3} Stimmabgabe"), *head, *rows, (290, 815, str(n))) for n in range(1, 13)]
    text = clean(RawDocument("", tuple(pages))).text.text
    assert text.count("Nordrhein-") == 12
    assert [text.count(f"7.{n} Stimmabgabe") for n in range(5)] == [2, 1, 1, 1, 1]


def test_a_title_that_is_kept_does_not_divide_the_sentence_around_it() -> None:
    pages = [
        set_page(n, (70, 40, "Jahresbericht" if n > 1 else ""), (70, 80, ""), *body(n * n), (70, 815, "Amt für Statistik"))
        for n in range(1, 7)
    ]
    text = clean(RawDocument("", tuple(pages))).text.text
    assert text.count("Jahresbericht") == text.count("Amt für Statistik") == 1
    assert text.count("nicht für nötig Die Landesregierung") == 5


def test_the_first_title_of_a_table_that_goes_on_stays() -> None:
    pages = [set_page(n, *([(70, 40, "Anträge nach Kreisen")] if 4 <= n <= 6 else []), *body(n * n)) for n in range(1, 13)]
    assert clean(RawDocument("", tuple(pages))).text.text.count("Anträge nach Kreisen") == 1


def test_enormous_numbers_at_the_edge_do_no_harm() -> None:
    pages = [set_page(n, (70, 40, "9" * 5000), *body(n * n)) for n in (1, 2)]
    assert "2023 dem Landtag" in clean(RawDocument("", tuple(pages))).text.text


def test_the_end_of_a_sentence_that_begins_many_pages_stays() -> None:
    pages = [
        set_page(n, (70, 40, "Bürgerliches Gesetzbuch"), (70, 55, "entsprechend." if n % 2 else f"Satz {n * n} gilt."), *body(n * n))
        for n in range(1, 13)
    ]
    text = clean(RawDocument("", tuple(pages))).text.text
    assert text.count("entsprechend.") == 6
    assert text.count("Bürgerliches") == 1
    assert all(f"Satz {n * n} gilt." in text for n in range(2, 13, 2))
