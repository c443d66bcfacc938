"""The same said a little otherwise: synonyms of function words, short and long forms, numbers and dates in another form, asides left out.

It does not know the verifier. A light paraphrase must be accepted by it: what it says follows from the sentence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from rag.evaluation import word_lists as lists
from rag.evaluation.changes import Change

MOST_CHANGES = 2
_MONTH = "|".join(lists.MONTHS)
_LONG_DATE = re.compile(rf"(?<![\d.,/])(?P<day>\d{{1,2}})\.\s(?P<month>{_MONTH})\s(?P<year>(?:19|20)\d\d)(?!\d)")
_SHORT_DATE = re.compile(r"(?<![\d.,/])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?!\d)")
_THOUSANDS = re.compile(r"(?<![\d.,/])\d{1,3}(?P<mark>[ .\u202f])\d{3}(?:(?P=mark)\d{3})*(?![\d/])")
_COUNT = re.compile(
    r"(?<![\d.,/§-])(?<!Absatz )(?<!Nummer )(?<!Artikel )(?<!Frage )(?<!Fragen )(?<!§ )(?P<count>[2-9]|1[0-2])"
    r"(?=\s[A-ZÄÖÜ][a-zäöü]{3,})(?!\sMonat)"
)
_ASIDE = re.compile(r"\s\((?:[A-ZÄÖÜ][\w-]{1,12}|z\. B\.[^()]{3,60}|vgl\.[^()]{3,60}|siehe[^()]{3,60})\)(?=[\s,.;:])")


def paraphrase(sentence: str, draw: random.Random) -> str:
    """The sentence with at most `MOST_CHANGES` harmless changes; "" when it offers none."""
    text = sentence
    for _ in range(MOST_CHANGES):
        changes = [change for make in _MAKERS for change in make(text) if change.of(text) not in (text, sentence)]
        if not changes:
            break
        text = draw.choice(changes).of(text)
    return "" if text == sentence else text


def _synonyms(text: str) -> Iterator[Change]:
    for old, new in lists.SYNONYMS:
        for match in re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", text):
            if old not in ("etwa", "rund", "circa", "zirka") or re.match(r"\s\d", text[match.end() :]):
                yield Change(*match.span(), new)


def _forms(text: str) -> Iterator[Change]:
    for left, right in lists.SHORT_FORMS:
        for old, new in ((left, right), (right, left)):
            before = "" if old in "%€" else r"(?<![\w-])"
            for match in re.finditer(rf"{before}{re.escape(old)}(?!\w)", text):
                at_end = old.endswith(".") and match.end() >= len(text.rstrip())
                if not at_end and (old not in ("etwa", "Nummer") or re.match(r"\s\d", text[match.end() :])):
                    yield Change(*match.span(), new if text[match.start() - 1 : match.start()] in ("", " ", "(") else f" {new}")


def _dates(text: str) -> Iterator[Change]:
    for match in _LONG_DATE.finditer(text):
        yield Change(*match.span(), f"{int(match['day']):02}.{lists.MONTHS.index(match['month']) + 1:02}.{match['year']}")
    for match in _SHORT_DATE.finditer(text):
        if 1 <= int(match["month"]) <= 12:
            yield Change(*match.span(), f"{int(match['day'])}. {lists.MONTHS[int(match['month']) - 1]} {match['year']}")


def _numbers(text: str) -> Iterator[Change]:
    for match in _THOUSANDS.finditer(text):
        yield Change(*match.span(), match[0].replace(match["mark"], " " if match["mark"] == "." else "."))
    for match in _COUNT.finditer(text):
        yield Change(*match.span(), lists.NUMERALS[int(match["count"])])


def _asides(text: str) -> Iterator[Change]:
    for match in _ASIDE.finditer(text):
        yield Change(*match.span(), "")


_MAKERS: tuple[Callable[[str], Iterator[Change]], ...] = (_synonyms, _forms, _dates, _numbers, _asides)
