"""Decides whether a full stop ends a sentence: by the word before it, the word before that, and the word behind it.

It does not know the sentence, only a few words of it. "Abs. 2", "16. Wahlperiode" and "z. B." go on; "nach § 12. Bundesmittel", "e. V. Die"
and "usw. Bürger" end. A number, letter or roman numeral at the beginning counts what follows and never ends.
"""

from __future__ import annotations

import re

from index.abbreviations import (
    AMOUNT_CUES,
    CLOSING_ABBREVIATIONS,
    COUNTED_NOUNS,
    LETTER_CUES,
    LISTING_ABBREVIATIONS,
    MONTHS,
    OPEN_ABBREVIATIONS,
    OPEN_LETTERS,
    ORDINAL_CUES,
    REFERENCE_CUES,
    ROMAN_CUES,
    VOWELLESS_WORDS,
)

REACH = 48  # characters that a rule looks back; no abbreviation with the words before it is longer
OPENING = "„“\"'‚‘»«›‹([{/"  # may stand glued before a word

_YEARS = 1000  # from here on a number is a year or an amount, never an ordinal
_DAYS = 31
_ROMAN = re.compile(r"[IVXLC]{2,}")
_DOTTED_NUMBER = re.compile(r"\d+(?:\.\d+)+")
_DAY_AND_MONTH = re.compile(r"(?:.*[-–])?[0-3]?\d\.(?:0?[1-9]|1[0-2])")
_VOWEL = re.compile(r"[aeiouyäöü]", re.IGNORECASE)


def full_stop_ends(text: str, start: int, dot: int, word: str, opens: bool) -> bool:
    """Whether the single full stop at `dot` ends the sentence. `word` comes next; `opens` if it is one that opens sentences."""
    pieces = text[max(start, dot - REACH) : dot].split()
    if not pieces:
        return True
    last = pieces[-1].lstrip(OPENING).removesuffix("\\")  # Markdown escapes "16\\. November"
    # Behind a colon, as at the beginning, a number or letter with a full stop counts items.
    first = (len(pieces) == 1 and dot - REACH <= start) or (len(pieces) > 1 and pieces[-2][-1] in ":;")
    cue = pieces[-2].lstrip(OPENING) if len(pieces) > 1 else ""
    if last.isdecimal():
        return not first and _number_ends(int(last), cue, word, opens)
    if last in OPEN_ABBREVIATIONS:
        return False
    if last in LISTING_ABBREVIATIONS:
        return True
    if last in CLOSING_ABBREVIATIONS:
        return opens
    if len(last) <= 3 or "." in last:
        return _short_word_ends(pieces, last, cue, opens, first)
    return _word_ends(last, cue, opens, first)


def _number_ends(number: int, cue: str, word: str, opens: bool) -> bool:
    if word in MONTHS and number <= _DAYS:
        return False
    if word[:1].isdigit():
        day_of_a_date = number <= _DAYS and (len(word) < 4 or cue[-1:] == "." or cue in ORDINAL_CUES)
        return opens or cue in REFERENCE_CUES or not day_of_a_date
    if number >= _YEARS:
        return not word.endswith("itzung")  # "der 1056. Sitzung"; all else of that size is a year or an amount
    if opens or cue in REFERENCE_CUES:
        return True
    if word in COUNTED_NOUNS or cue in ORDINAL_CUES:
        return False
    return cue in AMOUNT_CUES or number > _DAYS


def _short_word_ends(pieces: list[str], last: str, cue: str, opens: bool, first: bool) -> bool:
    """Letters with full stops between them ("z. B", "e.V"), initials, marks ("Anlage A"), dotted numbers and dates."""
    joined = _joined(pieces, last)
    if joined in OPEN_LETTERS:
        return False
    if joined in LISTING_ABBREVIATIONS:
        return True
    if joined in CLOSING_ABBREVIATIONS:
        return opens
    if _DAY_AND_MONTH.fullmatch(last):
        return not first and (opens or cue in REFERENCE_CUES)
    if _DOTTED_NUMBER.fullmatch(last):
        return not first
    if len(last) == 1 and last.isalpha():
        return not first and (opens or cue in LETTER_CUES)
    if "." in joined and all(len(part) <= 3 and part.isalpha() for part in joined.split(".")):
        return opens
    return _word_ends(last, cue, opens, first)


def _joined(pieces: list[str], last: str) -> str:
    """The abbreviation that ends in `last` without the spaces in it: "i. V. m" becomes "i.V.m"."""
    joined = last
    for piece in pieces[-2:-6:-1]:
        bare = piece.lstrip(OPENING)
        if len(bare) > 3 or bare[-1:] != "." or bare[:-1].isdecimal():
            break
        joined = bare + joined
        if bare != piece:
            break
    return joined


def _word_ends(last: str, cue: str, opens: bool, first: bool) -> bool:
    if _ROMAN.fullmatch(last):
        return not first and (opens or cue in ROMAN_CUES)
    if last.endswith(("str", "Str")) or (len(last) <= 6 and _is_consonants(last)):
        return opens
    head, hyphen, tail = last.rpartition("-")
    return not (hyphen and head and tail in OPEN_ABBREVIATIONS and (len(tail) > 1 or tail == "u"))


def is_abbreviation(word: str) -> bool:
    """Whether the word, without its full stop, is a known abbreviation or looks like one."""
    known = word in OPEN_ABBREVIATIONS or word in CLOSING_ABBREVIATIONS or word in LISTING_ABBREVIATIONS
    return known or _is_consonants(word)


def _is_consonants(word: str) -> bool:
    """Whether a word has no vowel and is no acronym: most likely an abbreviation that no list holds ("Rdschr", "BVfg")."""
    return word.isalpha() and word[-1].islower() and not _VOWEL.search(word) and word not in VOWELLESS_WORDS
