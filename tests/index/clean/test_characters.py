"""Characters and white space: what is written out, what goes, and what must never be touched."""

from __future__ import annotations

import numpy as np
import pytest

from index.alignment import Aligned
from index.clean.characters import characters
from index.clean.raised import raise_marks
from index.clean.spacing import close_letters, tidy
from index.types import RawPage, Words
from tests.index.clean.making import plain


def tidied(text: str) -> str:
    return tidy(close_letters(characters(Aligned.of(text)))).text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("die ﬁnanzielle Pﬂicht, oﬀen, eﬃzient, Raﬄesia", "die finanzielle Pflicht, offen, effizient, Rafflesia"),
        ("Grund\u00adstück", "Grundstück"),
        ("Sachsen\u00adAnhalt", "Sachsen-Anhalt"),
        ("\ufeffAntwort\u200b der\u200d Landes\u2060regierung", "Antwort der Landesregierung"),
        ("§\u00a05 Abs.\u202f2,\u20031\u2009000 Euro", "§ 5 Abs. 2, 1 000 Euro"),
        ("Verfu\u0308gung u\u0308ber O\u0308l", "Verfügung über Öl"),
        ("Bund‑Länder‐Gruppe", "Bund-Länder-Gruppe"),
        ("a\x00b\x1bc\x9f", "abc"),
        ("Um\U000e0041\U000e0042bau\u3164 des\ufe0f Mu\U000e0101se\u115fums\u2066", "Umbau des Museums"),
        ("eine  Zeile \t mit   Lücken", "eine Zeile mit Lücken"),
        ("Das Land , der Bund ; alle .", "Das Land, der Bund; alle."),
    ],
)
def test_what_typesetting_left_behind(raw: str, expected: str) -> None:
    assert tidied(raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "§§ 433 ff. BGB",
        "1.234,56 €",
        "Drs. 8/2625",
        "m², m³, H₂O, ½, № 5, ™, …",
        "Straße, Maß, ẞ",
        "199 990 Euro",
        "12 : 3",
        "Ja ... nein",
        "Fußnote¹ und⁾",
        "x x x x",
        "A B C D E F",
        "1 2 3 4 5",
        "i d R",
        "Wort � Wort",
        "5 − 3 – 2 — 1",
        "„Zitat“ ‚halb‘ »franz«",
    ],
)
def test_content_stays_as_it_is(text: str) -> None:
    assert tidied(text) == text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r", "Vorbemerkung der Fragesteller"),
        ("V o r b e m e r k u n g d e r F r a g e s t e l l e r", "Vorbemerkung der Fragesteller"),
        ("A N T W O R T", "ANTWORT"),
        ("A n t w o r t :", "Antwort:"),
        ("Die  V o r b e m e r k u n g  sagt", "Die Vorbemerkung sagt"),
    ],
)
def test_letter_spaced_words_are_closed_up(raw: str, expected: str) -> None:
    assert tidied(raw) == expected


def test_an_abbreviation_broken_over_a_line_is_whole() -> None:
    text = plain("Die Behörden nutzen die Verfahren in der Verwaltung, z.\nB. in der Texterkennung, u.\na. bei Anträgen, d.\nh. sehr oft.")
    assert text == "Die Behörden nutzen die Verfahren in der Verwaltung, z. B. in der Texterkennung, u. a. bei Anträgen, d. h. sehr oft."


def test_every_character_points_to_where_it_stood() -> None:
    raw = "die ﬁnan\u00adzielle\u00a0Pﬂicht"
    result = characters(Aligned.of(raw))
    assert [raw[origin] for origin in result.origin] == list("die ﬁﬁnanzielle\u00a0Pﬂﬂicht")


def test_a_raised_figure_is_no_part_of_the_number_before_it() -> None:
    text = "seit 20191 in CO2"
    spans = np.array([(0, 4), (5, 9), (9, 10), (11, 13), (14, 16), (16, 17)], np.int32)  # readers divide where the baseline jumps
    tops_and_bottoms = [(104, 114), (104, 114), (101, 106), (104, 114), (104, 114), (110, 116)]
    boxes = np.array(
        [(70 + 5 * s, top, 70 + 5 * e, bottom) for (s, e), (top, bottom) in zip(spans, tops_and_bottoms, strict=True)], np.float32
    )
    result = raise_marks(Aligned.of(text), [RawPage(1, "1", text, Words(1, spans, boxes), 595.0, 842.0)])
    assert result.text == "seit 2019¹ in CO2"
    assert result.origin.tolist() == list(range(len(text)))
