"""The characters of a plain text file, whatever it was saved as.

It does not know formats. German files are UTF-8, UTF-16, the Windows code page, Latin-1, or older: DOS and Macintosh.
"""

from __future__ import annotations

import codecs

from index.errors import UnsupportedFormat

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ("cp1252", "latin-1", "iso8859-15", "cp850", "mac-roman")  # in doubt the first
_GERMAN = frozenset("äöüÄÖÜß§€–—„“”‚‘’…«»·•°²³½µ\xa0éèàáâçñóô")
_PLAUSIBLE = 0.8  # of the characters beyond ASCII
_CONTROLS = frozenset(map(chr, range(0x20))) - set("\t\n\r\f\v\x1a\x1b") | set(map(chr, range(0x7F, 0xA0))) - {"\x85"}
_BINARY = 0.01  # of the characters: more control characters than that are no text


def decode(data: bytes, name: str) -> str:
    """The text with "\\n" at line ends, without byte order mark. UnsupportedFormat when it is none."""
    text = _decode(data).replace("\r\n", "\n").replace("\r", "\n").removesuffix("\x1a")
    sample = text[:100_000]
    if "\0" in sample or sum(char in _CONTROLS for char in sample) > _BINARY * len(sample):
        raise UnsupportedFormat(name=name, found="binary data")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data[:1000] and (wide := _wide(data)):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _mended_utf8(data) or _single_byte(data)


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: in European text every other byte is zero."""
    head = data[:2000]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) < len(head) * 0.35 or min(odd, even) > len(head) * 0.05:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _mended_utf8(data: bytes) -> str:
    """UTF-8 with a few bytes broken, such as a cut in the middle of a character; "" when it is something else."""
    text = data.decode("utf-8", "replace")
    good = sum(char > "\x7f" for char in text) - (broken := text.count("\ufffd"))
    return text if good > 4 * broken else ""


def _single_byte(data: bytes) -> str:
    def plausible(encoding: str) -> float:
        beyond = [char for char in data[:100_000].decode(encoding, "replace") if char > "\x7f"]
        return sum(char in _GERMAN for char in beyond) / max(len(beyond), 1)

    best = max(_SINGLE_BYTE, key=plausible)
    if plausible(best) >= _PLAUSIBLE:
        return data.decode(best, "replace")
    from charset_normalizer import from_bytes  # another language

    match = from_bytes(data[:100_000]).best()
    return data.decode(match.encoding if match else "cp1252", "replace")
