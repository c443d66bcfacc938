"""White space inside a line: double spaces, letter-spaced words, spaces before a comma.

It does not know what lies around a line. It only ever takes white space away.
"""

from __future__ import annotations

import re
from itertools import pairwise

from index.alignment import Aligned, Edit

_SPACES = re.compile(r"[ \t]{2,}|\t")
# Certain in German: nothing has a space before a comma or semicolon, and no word before its full stop; "12 : 3" and " ..." are left alone.
_BEFORE = re.compile(r"(?<=[\w)“”\]]) +(?=[,;](?:\s|$))|(?<=[^\W\d_][^\W\d_]) +(?=[.?!](?:\s+[^.?!]|$))")
_SPACE_STOP = re.compile(r" [,;.?!]")
_LETTER = r"[^\W\d_]"
_SPACED = re.compile(rf"(?<!\S){_LETTER}(?:[ \t]+{_LETTER}){{3,}}(?:[ \t]*[:.,])?(?!\S)")
_WORD_GAP = re.compile(r"[ \t]{2,}|\t")
_SMALL = re.compile(r"(?<=[a-zäöüß]{4})(?=(?:der|des|die|und|zu|zur|zum|im|für|von)(?:[A-ZÄÖÜ]|$))|(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")


def close_letters(text: Aligned) -> Aligned:
    """Letter-spaced words closed up, on every line of the text; what divides two of them stays."""
    return text.edit(_spaced(text.text))


def tidy(line: Aligned) -> Aligned:
    """The line as a person would type it; the same object when there is nothing to do."""
    if "  " in line.text or "\t" in line.text:
        line = line.sub(_SPACES, " ")
    return line.sub(_BEFORE) if _SPACE_STOP.search(line.text) else line


def _spaced(text: str) -> list[Edit]:
    """ "V o r b e m e r k u n g" closed up; words lie two spaces apart, or where a capital begins."""
    return [
        Edit(match.start() + at.start(), match.start() + at.end(), "")
        for match in _SPACED.finditer(text)
        if _is_word(match.group())
        for at in _inner_spaces(match.group())
    ]


def _is_word(letters: str) -> bool:
    """Whether these are the letters of words and not marks in a table: "x x x x", "A B C D"."""
    words = [re.sub(r"[\s:.,]", "", word) for word in _WORD_GAP.split(letters)]
    longest = max(words, key=len)
    ordered = all(ord(b) - ord(a) == 1 for a, b in pairwise(longest))
    cased = all(word[1:].islower() or word.isupper() or len(word) == 1 for part in words for word in _SMALL.split(part))
    vowels = any(letter in "aeiouäöüy" for letter in longest.lower())
    return len(longest) >= 4 and len(set(longest.lower())) >= 3 and vowels and not ordered and cased


def _inner_spaces(letters: str) -> list[re.Match[str]]:
    """The spaces between letters of one word."""
    gaps = list(re.finditer(r"[ \t]+", letters))
    if any(len(gap.group()) > 1 or gap.group() == "\t" for gap in gaps):
        return [gap for gap in gaps if not _WORD_GAP.fullmatch(gap.group())]
    word = re.sub(r"\s", "", letters)
    ends = {match.start() for match in _SMALL.finditer(word)}
    return [gap for number, gap in enumerate(gaps, 1) if number not in ends]
