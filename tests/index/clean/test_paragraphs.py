"""Paragraphs, items, questions and headings out of lines."""

from __future__ import annotations

import pytest

from index.clean import clean
from index.types import Heading, RawDocument, Span
from tests.index.clean.making import cleaned, kinds, plain, set_page

WRAPPED = """Die Landesregierung hat die Angaben bei den Gemeinden erhoben und sie
im Jahr 2023 dem Landtag vorgelegt. Die Gemeinden haben dafür keine
zusätzlichen Mittel erhalten.
Weitere Angaben liegen der Landesregierung nicht vor, weil eine Erhebung
mit vertretbarem Aufwand in der vorgegebenen Zeit nicht möglich ist."""


def test_lines_become_paragraphs_where_a_line_ends_before_the_margin() -> None:
    first, second = plain(WRAPPED).split("\n\n")
    assert first.endswith("keine zusätzlichen Mittel erhalten.")
    assert second.startswith("Weitere Angaben liegen")
    assert "\n" not in first + second


def test_empty_lines_between_all_lines_are_no_paragraphs() -> None:
    double = WRAPPED.replace("\n", " \n\n")
    assert plain(double) == plain(WRAPPED)
    assert plain(WRAPPED.replace("\n", "\n \n")) == plain(WRAPPED)


def test_an_empty_line_ends_a_paragraph() -> None:
    assert plain(WRAPPED.replace("erhalten.\n", "erhalten.\n\n")) == plain(WRAPPED)
    assert plain("Ein Satz steht hier für sich,\nund er geht weiter.\n\nDie Antwort lautet nein.").count("\n\n") == 1


def test_lines_that_never_go_on_are_paragraphs() -> None:
    text = "Die Anträge sind zu stellen.\nDie Behörde entscheidet.\nDer Bescheid ergeht schriftlich."
    assert plain(text) == text.replace("\n", "\n\n")


def test_a_paragraph_goes_on_behind_a_page_break() -> None:
    lines = WRAPPED.split("\n")
    assert plain("\n".join(lines[:1]), "\n".join(lines[1:])) == plain(WRAPPED)


def test_questions_of_a_small_inquiry() -> None:
    result = cleaned(
        "1. Welches Ministerium ist mit der Frage zur Nutzung von neuen Methoden der\nVerwaltung im Land beschäftigt?\n"
        " Wie weit ist der jeweilige\nBearbeitungsstand?\n\n"
        "Es wird auf die Vorbemerkung verwiesen, in der die Landesregierung die\nZuständigkeiten darstellt.\n\n"
        "2. Wird es mehrere Strategien geben?\n\na) Wenn ja, warum?\n"
        "b) Wenn nicht, welches Ministerium ist federführend bei der\nErstellung?\n\n"
        "Nein."
    )
    assert [kind for kind, _, _ in kinds(result)] == ["question", "paragraph", "question", "question", "question", "paragraph"]
    assert kinds(result)[0][2].endswith("beschäftigt? Wie weit ist der jeweilige Bearbeitungsstand?")
    assert kinds(result)[4] == ("question", 2, "b) Wenn nicht, welches Ministerium ist federführend bei der Erstellung?")
    assert "geben?\na) Wenn ja, warum?\nb) Wenn" in result.text.text


def test_an_answer_is_no_part_of_the_question() -> None:
    result = cleaned(
        "1. Wie viele Anträge auf Förderung nach der Richtlinie sind bei den zuständigen\nBehörden im Jahr 2023 eingegangen?\n"
        "Es sind 118 Anträge eingegangen, die alle von den Behörden der Landkreise\ngeprüft worden sind."
    )
    assert [kind for kind, _, _ in kinds(result)] == ["question", "paragraph"]


def test_items_stand_on_lines_of_their_own() -> None:
    result = cleaned(
        "Die Behörde prüft bei jedem Antrag, der bei ihr eingeht, die folgenden Punkte:\n"
        "– die Vollständigkeit der Unterlagen, die dem Antrag\n"
        "beigefügt sind,\n– die Zuständigkeit,\n• die Frist.\nDanach entscheidet sie."
    )
    assert [(kind, level) for kind, level, _ in kinds(result)][:4] == [("paragraph", 0), ("item", 1), ("item", 1), ("item", 2)]
    assert "die dem Antrag beigefügt sind,\n– die Zuständigkeit,\n• die Frist." in result.text.text


def test_a_number_or_a_dash_inside_a_sentence_begins_no_item() -> None:
    text = plain(
        "Der Landtag hat das Gesetz in seiner Sitzung beschlossen, die am Abend des\n"
        "3. Oktober in der Landeshauptstadt stattfand, und zwar in der\n"
        "16. Wahlperiode. Die Landesregierung hat es – wie die Ministerin sagte\n"
        "– sofort umgesetzt, so wie es in\n§ 5 Abs. 2 vorgesehen ist."
    )
    assert "\n" not in text


def test_headings_are_short_lines_with_text_behind_them() -> None:
    result = cleaned(
        "Vorbemerkung\n\nDie Hochschulen haben der Landesregierung berichtet, dass sie die\nneuen Verfahren bereits erproben.\n\n"
        "Lehre und Studium\n\n"
        "Die Vermittlung ist Teil des Bildungsauftrags der Hochschulen, und sie\nwird ausgebaut.\n\nLetzte Zeile"
    )
    assert [(kind, text) for kind, _, text in kinds(result) if kind == "heading"] == [
        ("heading", "Vorbemerkung"),
        ("heading", "Lehre und Studium"),
    ]


def test_sections_of_a_law() -> None:
    result = cleaned(
        "§ 116 Geheimer Vorbehalt\nEine Willenserklärung ist nicht deshalb nichtig, weil sich der Erklärende insgeheim\n"
        "vorbehält, das Erklärte nicht zu wollen.\n"
        "§ 117 Scheingeschäft\n(1) Wird eine Willenserklärung nur zum Schein abgegeben, so ist sie nach\n§ 5 Abs. 2 nichtig.\n"
        "(2) Die Vorschrift des § 116 gilt auch hier, soweit\nsie anwendbar ist."
    )
    assert [(kind, text[:6]) for kind, _, text in kinds(result)] == [
        ("heading", "§ 116 "),
        ("paragraph", "Eine W"),
        ("heading", "§ 117 "),
        ("item", "(1) Wi"),
        ("item", "(2) Di"),
    ]


@pytest.mark.parametrize("mark", ["*", "**", "1", "¹"])
def test_a_sentence_with_the_mark_of_a_footnote_is_no_heading(mark: str) -> None:
    sentence = f"Es wird auf die Übersicht in der Anlage 2 verwiesen.{mark}"
    result = cleaned(f"{sentence}\n\nDie Brücke in Demmin ist seit dem Mai des letzten Jahres gesperrt.")
    assert [kind for kind, *_ in kinds(result)] == ["paragraph", "paragraph"]


def test_the_readers_headings_are_believed() -> None:
    page = set_page(1, "Kurz", "Die Landesregierung hat die Angaben bei den Gemeinden erhoben und", "sie vorgelegt.", "Auch kurz")
    marked = type(page)(1, "1", page.text, page.words, page.width, page.height, (Heading(Span(0, 4), 3),))
    assert kinds(clean(RawDocument("", (marked,))))[0] == ("heading", 3, "Kurz")


def test_short_lines_in_a_row_are_kept_as_lines() -> None:
    text = "Landesamt für Verwaltung\nPostfach 12\n19048 Schwerin\nTelefon 0385 1234\nFax 0385 1235"
    assert kinds(cleaned(text)) == [("table", 0, text)]


def test_a_rotated_table_read_letter_by_letter_stays_out_of_the_text() -> None:
    junk = "D ie A ng ab en z u Sy rie n- Pr oj".replace(" ", "\n")
    result = cleaned(f"{WRAPPED}\n{junk}")
    assert kinds(result)[-1] == ("table", 0, junk)


def test_no_text_is_no_block() -> None:
    assert cleaned("").blocks == ()
    assert cleaned(" \n \f \n", "").text.text == ""


def test_a_lowered_figure_does_not_break_its_line() -> None:
    page = set_page(
        1,
        "Die Region soll sich nach dem Willen der Landesregierung zu einer",
        (70, 128, "CO2"),
        (85, 128, "-neutralen Gegend entwickeln, und"),
        "sie wird vom Land darin unterstützt, das dafür Mittel",
        "bereitstellt.",
    )
    assert "zu einer CO2-neutralen Gegend entwickeln, und sie wird" in clean(RawDocument("", (page,))).text.text


def test_rows_of_bars_are_a_table() -> None:
    rows = "Jahr | Summe\n2023 | 1.200.000 Euro\n2024 | 1.300.000 Euro"
    assert kinds(cleaned(f"Die Förderung beträgt:\n\n{rows}\n\nDas ist alles.")) == [
        ("paragraph", 0, "Die Förderung beträgt:"),
        ("table", 0, rows),
        ("paragraph", 0, "Das ist alles."),
    ]


def test_a_bookmark_to_the_beginning_of_a_sentence_is_no_heading() -> None:
    page = set_page(
        1, "Bürgermeisterwahlen reformieren: Die Altersgrenzen für alle Kandidaten bei", "Wahlen werden wir in den Gemeinden abschaffen."
    )
    marked = type(page)(1, "1", page.text, page.words, page.width, page.height, (Heading(Span(0, 30), 3),))
    assert [kind for kind, _, _ in kinds(clean(RawDocument("", (marked,))))] == ["paragraph"]


def test_lines_of_an_item_hang_under_its_text() -> None:
    page = set_page(
        1,
        "• Wir fordern, dass die Abgeordneten ihre volle",
        (82, 128, "Arbeitskraft der parlamentarischen Arbeit in den Ausschüssen des Landtags widmen und"),
        (82, 142, "nicht ruhen."),
    )
    assert [kind for kind, _, _ in kinds(clean(RawDocument("", (page,))))] == ["item"]


def test_two_lists_count_their_depth_anew() -> None:
    result = cleaned("Es gilt:\n\n– das Erste\n– das Zweite\n\n1. der Antrag\n2. der Bescheid\n\nDas ist alles.")
    assert [level for kind, level, _ in kinds(result) if kind == "item"] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "answer",
    [
        "Die Bundesregierung kommentiert keine Aussagen früherer\nBundesregierungen.",
        "Die Behörde hat in ihrem Referat 607 bislang keine strukturellen\nÄnderungen an der Aufteilung der Aufgaben vorgenommen.",
        "Es wird auf die Antwort zu Frage 3 verwiesen. Die neuen\nLeitlinien der Regierung gelten ab dem 1. Januar 2025.",
        "Nach Kenntnis der Landesregierung ist die Zahl der Anträge im\nJahr 2023 gesunken.",
        "Zum Stand 1. Juli 2025 sind im Arbeitsbereich Aufsicht des Amtes 8,1\nPlanstellen vorhanden.",
        "Es entzieht sich der Kenntnis der Landesregierung, welches Gesamtbudget\nHerrn Vogt zur Verfügung steht.",
    ],
)
def test_the_answer_of_two_lines_is_one_paragraph(answer: str) -> None:
    result = cleaned(f"Frage 1 von 3\n\n{answer}")
    assert [text for kind, _, text in kinds(result) if kind == "paragraph"] == [answer.replace("\n", " ")]


def test_long_entries_of_a_list_without_full_stops_stay_lines() -> None:
    entries = (
        "Förderprogramm zur Stärkung der ländlichen Räume in Mecklenburg",
        "Richtlinie über die Gewährung von Zuwendungen an Gemeinden",
        "Verordnung zur Durchführung des Gesetzes über die Schulen im Land",
    )
    assert plain("\n".join(entries)).replace("\n\n", "\n").split("\n") == list(entries)
