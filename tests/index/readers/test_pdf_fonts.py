"""Fonts that do not say what their glyphs mean: text by glyph number is read, what nobody can read is U+FFFD."""

from __future__ import annotations

from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase.ttfonts import TTFont

from index.errors import NoTextLayer
from index.readers import pdf
from tests.index.readers.reading import read_one

SENTENCES = (
    "Die Gemeinden nehmen ihre Aufgaben wahr.",
    "Für die Größe gilt § 5 Absatz 2 der Verordnung.",
    "Das „Öl“ kostet 1.234,56 – mehr nicht.",
)
MICROSOFT = {172 + i: char for i, char in enumerate("ÀÃÕŒœ–—“”‘’÷")}  # these fonts leave out the no-break space of the Macintosh order


def _numbers(text: str) -> list[int]:
    """The glyph numbers of Microsoft's TrueType fonts, written down from the order of the Macintosh's standard glyphs."""
    order = {chr(code): code - 29 for code in range(0x20, 0x7F)} | {char: number for number, char in MICROSOFT.items()}
    order |= {"Ä": 98, "Ö": 103, "Ü": 104, "ä": 108, "ö": 124, "ü": 129, "ß": 137, "§": 134, "„": 196}
    return [order[char] for char in text]


def _glyph_numbered(lines: list[list[int]]) -> bytes:
    """A PDF whose only font is embedded by glyph number and without a table of meanings."""
    font = (Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes()
    content = "BT /F 11 Tf 14 TL 70 700 Td " + " ".join(f"<{''.join(f'{n:04x}' for n in line)}> Tj T*" for line in lines) + " ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content.encode()),
        b"<</Type/Font/Subtype/Type0/BaseFont/Fremd/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Fremd/CIDSystemInfo 9 0 R/FontDescriptor 7 0 R/DW 600/CIDToGIDMap/Identity>>",
        b"<</Type/FontDescriptor/FontName/Fremd/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/FontFile2 8 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(font), font),
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R/Size 10>>\nstartxref\n0\n%%EOF"


def test_text_by_glyph_number_is_read() -> None:
    document = read_one(_glyph_numbered([_numbers(line) for line in SENTENCES]))
    assert document.text.splitlines() == list(SENTENCES)


def test_the_numbers_are_those_of_a_font_that_keeps_the_order() -> None:
    glyphs = TTFont("Vera", "Vera.ttf").face.charToGlyph
    for char, number in zip("Aazß", _numbers("Aazß"), strict=True):
        assert glyphs[ord(char)] == number


def test_numbers_in_another_order_are_unknown_and_the_page_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "ocr_available", lambda: False)
    subset = {char: number for number, char in enumerate(dict.fromkeys("".join(SENTENCES)), 1)}
    with pytest.raises(NoTextLayer):
        read_one(_glyph_numbered([[subset[char] for char in line] for line in SENTENCES]), ocr=True)
