"""Splits German official text into sentences.

It does not know documents, blocks or tokens. A blank line always ends a sentence; a full stop ends one unless what stands on both
sides of it says otherwise ("Abs. 2", "16. Wahlperiode", "z. B."). Every rule looks at a bounded stretch of text, so that time is
linear on any input.
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
    OPENERS,
    ORDINAL_CUES,
    REFERENCE_CUES,
    ROMAN_CUES,
    VOWELLESS_WORDS,
)
from index.types import Span

_REACH = 48  # characters that a rule looks back; no abbreviation with the words before it is longer
_NAME_REACH = 40  # a quotation that ends in "?" or "!" and is no longer than this may be a name: „Demokratie leben!“
_YEARS = 1000  # from here on a number is a year or an amount, never an ordinal
_DAYS = 31

# Where a sentence may end. Possessive throughout: each character is consumed once, whatever the text.
_CANDIDATE = re.compile(
    r"""(?P<mark>[.!?…]++)
        (?P<close>(?:["'”“’‘»«›‹)\]}*]|[⁰¹²³⁴-⁹]|\[\d{1,3}\])*+)
        (?P<gap>\s*+)
      | \n\s*+""",
    re.VERBOSE,
)
_NEXT = re.compile(r"(?P<opening>[„“\"'‚‘»«›‹(\[{*]*+(?:[–—-]\s++[„“\"»(]*+)?)(?P<word>[^\W_]++(?:[-/.][^\W_]++)*+)?")
_ITEM = re.compile(r"[•▪●◦‣⁃]\s|\(?(?:[a-z]{1,2}|\d{1,2}|[ivx]{1,4})\)\s")
_MONTH = "|".join(sorted(MONTHS))
_MARKED_LINE = re.compile(rf"[–—*-]\s|(?:\d{{1,3}}(?:\.\d{{1,2}})*|[IVX]{{1,5}}|[A-Z])\.\s++(?!(?:{_MONTH})\b)")
_GLUED_WORD = re.compile(r"[A-ZÄÖÜ][a-zäöüß]++(?=[\s,])")
_GLUED_NOTE = re.compile(r"\d{1,3}(?=\s++[A-ZÄÖÜ„])")
_ROMAN = re.compile(r"[IVXLC]{2,}")
_DOTTED_NUMBER = re.compile(r"\d+(?:\.\d+)+")
_DAY_AND_MONTH = re.compile(r"(?:.*[-–])?[0-3]?\d\.(?:0?[1-9]|1[0-2])")
_NUMBERED = re.compile(r"\d{1,2}\.\s++([^\W\d_]++)")
_VOWEL = re.compile(r"[aeiouyäöü]", re.IGNORECASE)
_OPENING = "„“\"'‚‘»«›‹([{/"
_CLOSING_QUOTES = frozenset("\"'”“’‘»«›‹")
_NOT_AFTER_AN_END = frozenset(",;:.)]}%/–—-!?…")


def sentences(text: str) -> list[Span]:
    """Spans of the sentences: ascending, not overlapping, without white space at their ends, covering every other character."""
    spans: list[Span] = []
    start = len(text) - len(text.lstrip())
    for match in _CANDIDATE.finditer(text, start):
        end = _end(text, start, match)
        if end is not None:
            _add(spans, text, start, end)
            start = max(end, match.end())
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end].rstrip()
    length = len(piece.lstrip())
    if length:
        end = start + len(piece)
        spans.append(Span(end - length, end))


def _end(text: str, start: int, match: re.Match[str]) -> int | None:
    """Where the sentence that began at `start` ends, if it ends at this candidate."""
    mark = match["mark"]
    if mark is None:
        return match.start() if _breaks(text, match.start(), match.end()) else None
    gap, after = match["gap"], match.end()
    if after == len(text):
        return None
    if not gap:
        return _glued_end(text, start, match)
    if ("\n" in gap and _breaks(text, match.end("close"), after)) or _ends(text, start, match):
        return match.end("close")
    return None


def _breaks(text: str, before: int, after: int) -> bool:
    """Whether the white space text[before:after], which holds a line break, ends a sentence: a blank line, or an item follows."""
    if text.count("\n", before, after) > 1 or _ITEM.match(text, after):
        return True
    return before > 0 and text[before - 1] in ".:;,!?" and _MARKED_LINE.match(text, after) is not None


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    mark, close, after = match["mark"], match["close"], match.end()
    following = _NEXT.match(text, after)
    word = following["word"] if following else None
    if not following or not word:
        if text[after] in _NOT_AFTER_AN_END:
            return False
        word, opens = "", False
    else:
        item = word[0].islower() or word[0].isdigit() or following["opening"] == "("
        item = item and _ITEM.match(text, after) is not None
        if word[0].islower() and not item:
            return False
        opens = item or (not following["opening"] and word in OPENERS) or _numbers(text, after)
    if close and not opens and not _closes_sentence(text, start, match):
        return False
    if mark == ".":
        return _full_stop(text, start, match.start(), word, opens)
    return opens or not (mark[0] == "…" or mark.startswith(".."))


def _numbers(text: str, at: int) -> bool:
    """Whether a numbered sentence begins here: "4. Wie viele ..."."""
    numbered = _NUMBERED.match(text, at)
    return numbered is not None and numbered[1] in OPENERS


def _closes_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the bracket or quotation that closes at `match` is more than an insertion or a name in the sentence around it."""
    begin, close = match.start(), match["close"]
    if ")" in close or "]" in close:
        return text[start] in "(["
    if match["mark"] in ("?", "!") and not _CLOSING_QUOTES.isdisjoint(close):
        opening = max(text.rfind(quote, max(start, begin - _NAME_REACH), begin) for quote in '„“"»')
        return opening <= start or text[opening - 2 : opening].rstrip().endswith(":")
    return True


def _full_stop(text: str, start: int, dot: int, word: str, opens: bool) -> bool:
    """Whether the single full stop at `dot` ends the sentence. `word` comes next; `opens` if it is one that opens sentences."""
    pieces = text[max(start, dot - _REACH) : dot].split()
    if not pieces:
        return True
    last = pieces[-1].lstrip(_OPENING).removesuffix("\\")  # Markdown escapes "16\\. November"
    # Behind a colon, as at the beginning, a number or letter with a full stop counts items.
    first = (len(pieces) == 1 and dot - _REACH <= start) or (len(pieces) > 1 and pieces[-2][-1] in ":;")
    cue = pieces[-2].lstrip(_OPENING) if len(pieces) > 1 else ""
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
        bare = piece.lstrip(_OPENING)
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


def _is_consonants(word: str) -> bool:
    """Whether a word has no vowel and is no acronym: most likely an abbreviation that no list holds ("Rdschr", "BVfg")."""
    return word.isalpha() and word[-1].islower() and not _VOWEL.search(word) and word not in VOWELLESS_WORDS


def _glued_end(text: str, start: int, match: re.Match[str]) -> int | None:
    """An end without a space behind it: the mark of a footnote ("Verwaltung.3 Die") or a space that was lost ("Verwaltung.Die ")."""
    at, after = match.start(), match.end()
    if len(match["mark"]) != 1 or match["close"] or not (text[at - 1 : at].islower() or text[at - 1 : at] == ")"):
        return None
    last = text[max(start, at - _REACH) : at].rpartition(" ")[2].rstrip(")").lstrip(_OPENING)
    known = last in OPEN_ABBREVIATIONS or last in CLOSING_ABBREVIATIONS or last in LISTING_ABBREVIATIONS
    if known or len(last) < 4 or not last.isalpha() or _is_consonants(last):
        return None
    if _GLUED_WORD.match(text, after):
        return after
    note = _GLUED_NOTE.match(text, after)
    return note.end() if note and match["mark"] == "." else None
