"""The title of a paper in a question, and what the question asks beside it: "Wohnkostenlücke 2024: Wie viele Haushalte betrifft sie?".

It does not know the library: it is given the titles. Whoever says a paper's title names it, and asks for what stands in it, not for the
title's words once more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.metadata.names import fold

Words = tuple[str, ...]
Titles = Mapping[int, Mapping[Words, Sequence[int]]]

LONG = 5  # words: nobody says so many in a title's order by chance
LEAST_LEFT = 3  # words: what is left of a question must ask something

_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"^\W*(?:[\w-]*drucksache|drs\.?)\s+\d{1,3}/\d{1,6}(?:\s*\(neu\))?\s*:?\s+", re.IGNORECASE)
_ENDS = re.compile(r"\s*[:?!.\n–—]|\s+[-|]\s")
_OPENED, _CLOSED = re.compile(r"[„“\"«»‚‘']\s*$"), re.compile(r"\s*[“”\"»«‘’']")
_EDGES = " \t\n:;,.–—-|„“”\"«»‚‘’'"


@dataclass(frozen=True, slots=True)
class Titled:
    """documents: that bear the title, ascending. rest: what else the question says, all of it where that is too little to search by."""

    documents: Sequence[int]
    rest: str


def title_words(title: str) -> Words:
    """A title as it is compared: without the paper's number before it, case, accents and signs; () where nothing is left."""
    return tuple(_WORD.findall(fold(_NUMBERED.sub("", title))))


def by_length(titles: Mapping[str, Sequence[int]]) -> Titles:
    """The documents of each title, by its words and before that by how many there are, the longest first."""
    found: dict[int, dict[Words, list[int]]] = {}
    for title, documents in titles.items():
        if words := title_words(title):
            found.setdefault(len(words), {}).setdefault(words, []).extend(documents)
    return {length: {words: sorted(documents) for words, documents in found[length].items()} for length in sorted(found, reverse=True)}


def titled(question: str, titles: Titles) -> Titled | None:
    """The longest title that the question names: at its beginning before a sign, in quotation marks, or so long that it is no chance."""
    places = list(_WORD.finditer(question))
    words = [fold(place.group()) for place in places]
    for length, alike in titles.items():
        for first in range(len(words) - length + 1):
            documents = alike.get(tuple(words[first : first + length]))
            start, end = places[first].start(), places[first + length - 1].end()
            if documents and _is_named(question, start, end, length):
                return Titled(documents, _rest(question, start, end))
    return None


def _is_named(question: str, start: int, end: int, length: int) -> bool:
    before, behind = question[:start], question[end:]
    if _OPENED.search(before) and _CLOSED.match(behind):
        return True
    return length >= LONG or (not before.strip(_EDGES) and bool(_ENDS.match(behind)))


def _rest(question: str, start: int, end: int) -> str:
    parts = [part.strip(_EDGES) for part in (question[:start], question[end:])]
    left = " ".join(filter(None, parts))
    return left if len(_WORD.findall(left)) >= LEAST_LEFT else question
