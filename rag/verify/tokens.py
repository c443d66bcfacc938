"""A text as tokens that can be laid beside those of another: words, numbers, dates, each with what it is compared by.

It does not know which of two texts is the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.types import Span
from rag.synonyms import TABLE
from rag.verify.dates import dates
from rag.verify.numerals import cardinal, ordinal
from rag.words import FUNCTION_WORDS

# Words that change what a sentence says, each with the one that stands for all of its group.
_GROUP = {word: same.form for same in TABLE for word in same.limits.split()}
_TOKEN = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,/:]\d+)*|[^\W\d_]+(?:[-‐‑/*:][^\W_]+)*|%|€")
_PARTICLES = frozenset({"vor", "nach", "ab", "gegen"})  # at the end of a clause they belong to its verb: "liegen vor"
_PARTICLE_ENDS = re.compile(r"\s*(?:[.,;:!?]|$|und\b|oder\b)")
_DATE = "\x00"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number. key: what it is compared by. group: the word of `rag.synonyms` that stands for it among those that limit, "" for
    most. content: it says what the sentence is about.
    """

    text: str
    key: str
    group: str
    content: bool
    span: Span


@lru_cache(5_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Token]:
    """The tokens of a text; a date is one, whatever its form, and left to its own rule."""
    blank = list(text)
    for date in dates(text):
        blank[date.span.start : date.span.end] = _DATE + " " * (date.span.end - date.span.start - 1)
    for match in re.finditer(rf"{_DATE}|{_TOKEN.pattern}", "".join(blank)):
        word, span = match[0], Span(*match.span())
        small = word.casefold()
        if word == _DATE:
            yield Token("", _DATE, "", content=False, span=span)
        elif word[0].isdigit():
            yield Token(word, _figure(word), "", content=True, span=span)
        elif (number := cardinal(small) or ordinal(small)) is not None:
            yield Token(word, str(number), "", content=True, span=span)
        elif small in _GROUP and not _says_nothing(small, "".join(blank), match.end()):
            yield Token(word, _GROUP[small], _GROUP[small], content=False, span=span)
        else:
            yield Token(word, small, "", small not in FUNCTION_WORDS, span=span)


def _says_nothing(word: str, text: str, end: int) -> bool:
    """A particle of the clause's verb, and "zwischen" before two dates: "zwischen dem 1. Mai und dem 3. Mai" is "vom 1. bis zum 3. Mai"."""
    if word == "zwischen":
        return bool(re.match(rf"\s(?:dem\s)?{_DATE}", text[end:]))
    return word in _PARTICLES and bool(_PARTICLE_ENDS.match(text, end))


def _figure(digits: str) -> str:
    """ "199 990" as "199990"; "1,5", "3.2" and "8/2625" as they are."""
    return re.sub(r"[ .\u00a0\u202f](?=\d{3}(?!\d))", "", digits)


def is_noun(token: Token) -> bool:
    """Whether it is written with a capital and says what the sentence is about."""
    return token.content and token.text[0].isupper()
