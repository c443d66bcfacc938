"""Characters that typesetting left behind: ligatures, invisible marks, odd spaces, decomposed umlauts.

It does not know lines, words or pages, and it is no Unicode normalisation: "²", "½", "…", "№" and "ß" are content and stay as they are.
What it drops has no ink. Hyphens that a PDF or a word processor marks at a line end become "-" there: one rule decides on all of them.
"""

from __future__ import annotations

import re
import unicodedata

from index.alignment import Aligned, Edit

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij"}
# Without ink: C0 and C1 controls but tab and line ends, zero-width and direction marks, fillers, marks of notation, tags and selectors of
# variants, non-characters. Whole sentences can be written in tags, and words broken by fillers. Soft hyphens have their own rule.
INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
_BREAK_MARKS = "\x02\ufffe\u00ad¬"  # what PDFium, word processors and old scans put where a word is broken

_ACCENT = re.compile(r"[\u0300-\u030c\u0327\u0328]")
_DECOMPOSED = re.compile(rf"[A-Za-z]{_ACCENT.pattern}+")
# What `_ODD` looks at, in one class: most texts hold little of it.
_RARE = re.compile(rf"[{_BREAK_MARKS}\r\x0b\x85\u2028\u2029{_SPACES}\u2010\u2011{''.join(LIGATURES)}{INVISIBLE}]")
_ODD = re.compile(
    rf"(?P<broken>(?<=\S)[{_BREAK_MARKS}](?=[ \t\u00a0]*(?:[\r\n\f]|\Z)))"
    r"|(?P<soft>\u00ad)"
    r"|(?P<divided>(?<=\S)[\x02\ufffe](?=\S))"
    r"|(?P<line>\r\n?|[\x0b\x85\u2028\u2029])"
    rf"|(?P<space>[{_SPACES}])"
    r"|(?P<hyphen>[\u2010\u2011])"
    rf"|(?P<ligature>[{''.join(LIGATURES)}])"
    rf"|(?P<invisible>[{INVISIBLE}])"
)


def characters(text: Aligned) -> Aligned:
    """The text with one character for one meaning; line ends are "\\n", page ends "\\f"."""
    text = text.sub(_DECOMPOSED, lambda match: unicodedata.normalize("NFC", match.group())) if _ACCENT.search(text.text) else text
    return text.edit(_edit(match) for start in _RARE.finditer(text.text) if (match := _ODD.match(text.text, start.start())))


def _edit(match: re.Match[str]) -> Edit:
    found = match.group()
    match match.lastgroup:
        case "broken" | "hyphen":
            new = "-"
        case "divided":  # a line end that the reader ran over
            new = "-\n"
        case "soft":
            new = _soft(match)
        case "line":
            new = "\n"
        case "space":
            new = " "
        case "ligature":
            new = LIGATURES[found]
        case _:
            new = ""
    return Edit(match.start(), match.end(), new)


def _soft(match: re.Match[str]) -> str:
    """Old fonts print their hyphen with the code of the soft one: before a capital or a digit it is ink."""
    after = match.string[match.end() : match.end() + 1]
    before = match.string[match.start() - 1 : match.start()]
    return "-" if before.isalnum() and (after.isupper() or after.isdigit()) else ""
