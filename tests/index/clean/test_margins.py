"""What pages repeat at their edges, line numbers and footnotes."""

from __future__ import annotations

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


def test_headers_footers_and_numbers_go_and_the_letterhead_stays() -> None:
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
    assert "Ministerium" not in text
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
    assert "Kleine Anfrage 8/7" not in text
    assert plain(pages[0]).startswith("Kleine Anfrage 8/7")


def test_a_remark_along_the_side_goes() -> None:
    pages = []
    for number in (1, 2, 3):
        page = set_page(number, *BODY, "Vorabfassung")
        boxes = page.words.boxes.copy()
        boxes[-1] = (20, 300, 28, 420)
        pages.append(type(page)(number, "", page.text, type(page.words)(number, page.words.spans, boxes), 595.0, 842.0))
    assert "Vorabfassung" not in clean(RawDocument("", tuple(pages))).text.text


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


def test_a_running_title_beside_the_pages_number_goes_with_every_chapter() -> None:
    titles = ["Rente", "Rente", "Bildung", "Kultur", "Verkehr", "Umwelt"]
    pages = [set_page(n, (70, 40, f"{n + 11} {title}"), *body(n * n)) for n, title in enumerate(titles, 1)]
    text = clean(RawDocument("", tuple(pages))).text.text
    assert not any(title in text for title in titles)
    spreads = [
        set_page(n, (70, 40, f"{2 * n} {title}"), (400, 40, f"{title} {2 * n + 1}"), *body(n * n)) for n, title in enumerate(titles, 1)
    ]
    text = clean(RawDocument("", tuple(spreads))).text.text
    assert not any(title in text for title in titles)


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
    assert "Bürgerliches" not in text
    assert all(f"Satz {n * n} gilt." in text for n in range(2, 13, 2))
