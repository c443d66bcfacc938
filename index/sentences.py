"""Splits German official text into sentences.

It does not know documents, blocks or tokens. A blank line always ends a sentence; a mark at the end of a word ends one unless what
stands on both sides of it says otherwise. Every rule looks at a bounded stretch of text, so that time is linear on any input.
"""

from __future__ import annotations

import re

from index.abbreviations import MONTHS, OPENERS
from index.fullstops import OPENING, REACH, full_stop_ends, is_abbreviation
from index.types import Span

_NAME_REACH = 40  # a quotation that ends in "?" or "!" and is no longer than this may be a name: „Demokratie leben!“

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
_NUMBERED = re.compile(r"\d{1,2}\.\s++([^\W\d_]++)")
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
        return full_stop_ends(text, start, match.start(), word, opens)
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


def _glued_end(text: str, start: int, match: re.Match[str]) -> int | None:
    """An end without a space behind it: the mark of a footnote ("Verwaltung.3 Die") or a space that was lost ("Verwaltung.Die ")."""
    at, after = match.start(), match.end()
    if len(match["mark"]) != 1 or match["close"] or not (text[at - 1 : at].islower() or text[at - 1 : at] == ")"):
        return None
    last = text[max(start, at - REACH) : at].split()[-1].rstrip(")").lstrip(OPENING)
    if len(last) < 4 or not last.isalpha() or is_abbreviation(last):
        return None
    if _GLUED_WORD.match(text, after):
        return after
    note = _GLUED_NOTE.match(text, after)
    return note.end() if note and match["mark"] == "." else None
