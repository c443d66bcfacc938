"""The characters of a PDF page, as PDFium finds them, with what fonts leak put right.

It does not know boxes or lines of ink. A line ends in "\\n". A line end that may divide a word is `HYPHEN` + "\\n": whether the hyphen
stays is the cleaner's decision. (Where PDFium sees no continuation, such as at the end of a page, it leaves the printed "-".)
A character whose meaning the file does not tell is U+FFFD, so that nobody reads it as something else.
"""

from __future__ import annotations

import functools

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.readers.pdf_fonts import Codes, in_unicode
from index.types import Int32

HYPHEN = "\x02"  # PDFium's own mark
_UNKNOWN = 0xFFFD
# Symbol fonts put their glyphs at U+F000 and above: the bullets, dashes and ticks of Symbol and Wingdings that office programs set.
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "–", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "❖", 0xF06F: "□", 0xF0A8: "□", 0xF0E0: "→"}


def characters(text_page: pdfium.PdfTextPage) -> tuple[str, Int32]:
    """The page's text and, for each of its characters, the index that PDFium knows it by."""
    handle, get = text_page.raw, pdfium_c.FPDFText_GetUnicode
    count = text_page.count_chars()
    codes = np.fromiter((get(handle, i) for i in range(count)), np.uint32, count)
    codes = in_unicode(handle, codes)
    marks = np.flatnonzero(codes == ord(HYPHEN))
    hyphens = np.array([i for i in marks.tolist() if pdfium_c.FPDFText_IsHyphen(handle, i) == 1], np.intp)
    codes = _known(codes)
    codes[hyphens] = ord(HYPHEN)
    indices = np.flatnonzero(codes != ord("\r"))
    codes = codes[indices]
    after = np.searchsorted(indices, hyphens) + 1  # PDFium runs the lines together there
    after = after[after < len(codes)]
    after = after[codes[after] != ord("\n")]
    indices = np.insert(indices, after, indices[after])
    text = np.insert(codes, after, ord("\n")).astype("<u4").tobytes().decode("utf-32-le")
    return text, indices.astype(np.int32)


def _known(codes: Codes) -> Codes:
    table = _table()
    wide = codes >= len(table)
    known = table[np.where(wide, 0, codes)]
    known[wide] = np.where(codes[wide] <= 0x10FFFF, codes[wide], _UNKNOWN)
    return known


@functools.cache
def _table() -> Codes:
    """What each code of the basic plane stands for."""
    table = np.arange(0x10000, dtype=np.uint32)
    table[:0x20] = table[0x7F] = table[0xD800:0xE000] = table[0xFFFE:] = _UNKNOWN
    for space in "\t\n\r":
        table[ord(space)] = ord(space)
    for code in range(0x80, 0xA0):  # no control characters in a paper: a font with the Windows code page
        table[code] = ord(bytes([code]).decode("cp1252", "replace"))
    table[[0x2028, 0x2029]] = ord(" ")
    for code, symbol in _SYMBOLS.items():
        table[code] = ord(symbol)
    return table
