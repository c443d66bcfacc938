"""Fonts that do not say what their glyphs mean, and yet can be read.

It does not know pages or boxes. Old office programs embedded TrueType fonts by glyph number alone; PDFium then gives the number as the
character, and "Seite" comes out as "6HLWH". The numbers follow the standard order of Macintosh glyphs (Apple TrueType Reference Manual,
table "post", format 1): 3 is the space, ASCII follows, then Mac OS Roman; Microsoft's fonts leave out its no-break space.
"""

from __future__ import annotations

import ctypes
import functools
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

Codes = NDArray[np.uint32]

_SPACE = 3  # its glyph number; the three before it are never printed
_FEWEST_SPACES, _FEWEST_LETTERS = 0.04, 0.3  # of a font's characters, were it German text in glyph numbers


def in_unicode(handle: object, codes: Codes) -> Codes:
    """The codes of a text page with those of glyph-numbered fonts put right; the page's own codes where nothing is wrong."""
    if not (codes == _SPACE).any():
        return codes
    mended, table = codes.copy(), _glyph_order()
    for members in _by_font(handle, len(codes)):
        numbers = codes[members]
        if _are_glyph_numbers(numbers):
            mended[members] = table[np.minimum(numbers, len(table) - 1)]
    return mended


def _by_font(handle: object, count: int) -> Sequence[NDArray[np.intp]]:
    """The characters of each font, by index; white space that PDFium made up has none."""
    fonts: dict[int, list[int]] = defaultdict(list)
    for index in range(count):
        if pdfium_c.FPDFText_IsGenerated(handle, index) == 1:
            continue
        text_object = pdfium_c.FPDFText_GetTextObject(handle, index)
        font = pdfium_c.FPDFTextObj_GetFont(text_object) if text_object else None
        if font:
            fonts[ctypes.addressof(font.contents)].append(index)
    return [np.array(members, np.intp) for members in fonts.values()]


def _are_glyph_numbers(numbers: Codes) -> bool:
    decoded = _glyph_order()[np.minimum(numbers, len(_glyph_order()) - 1)]
    letters = ((decoded >= ord("a")) & (decoded <= ord("z"))).mean()
    return bool((numbers >= _SPACE).all() and (numbers == _SPACE).mean() > _FEWEST_SPACES and letters > _FEWEST_LETTERS)


@functools.cache
def _glyph_order() -> Codes:
    """The character of each glyph number; the last entry stands for all numbers beyond."""
    ascii_ = "".join(map(chr, range(0x20, 0x7F)))
    roman = bytes(range(0x80, 0x100)).decode("mac-roman").replace("\xa0", "").replace("€", "¤")
    text = "\ufffd" * _SPACE + ascii_ + roman + "ŁłŠšŽž¦ÐðÝýÞþ−×¹²³½¼¾₣ĞğİŞşĆćČčđ" + "\ufffd"
    return np.array([ord(char) for char in text], np.uint32)
