"""What a question names exactly: papers, paragraphs of laws, days, ministries.

It does not know what the library holds; who asks it decides what a name is worth.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.metadata.dates import days
from index.metadata.names import FIELDS, KINDS, NORMS, ONE_WORD, PAPER

_PAPER = re.compile(PAPER, re.IGNORECASE)
_BARE = re.compile(r"(?<![\w/.,-])(?P<number>\d{1,3}/\d{2,6}(?:\s?\(neu\))?)(?![\w/,-]|\.\d)")
_SPACED = re.compile(r"(?<![\w.,/-])(\d{1,2})\s?/\s?(?=\d{2,6}\b)")  # "21 / 107"
_YEARS = re.compile(r"(?:19|20)?\d\d/\d\d")  # "2023/24", "24/25": two years rather than a paper, unless it is called one
_MOST_TERMS = 30  # no parliament of today has had so many electoral terms

_PAPER_OF = re.compile(
    rf"\b(?:{'|'.join((*KINDS, *NORMS))}|Drucksache|Dokument|Papier|Schreiben|Protokoll)(?:e?[ns])?\b[^,.;:?!]{{0,80}}?\bvom\s+(?=\d)"
)
_LONGEST_DAY = len("30. September 2025")

_LAW = (
    r"(?:[A-ZÄÖÜ][A-Za-zÄÖÜäöü-]*(?:G|GB|O|V)\b(?:\s(?:[IVX]+|\d{1,2})\b)?"  # "BGB", "AufenthG", "DSGVO", "SGB II"
    r"|[A-ZÄÖÜ][\wäöüß-]*(?:gesetz(?:es|buch(?:e?s)?)?|ordnung|verfassung)\b|Gesetzbuch(?:e?s)?\b)"
)
_PART = r"(?:\s(?:Absatz|Absätze|Abs\.|Satz|S\.|Nummer|Nr\.|Buchstabe|Buchst\.)\s?(?:\d{1,3}[a-z]?|[a-z])\b)"
_SECTION = re.compile(
    rf"(?:§§?\s?|\b(?:Paragra(?:ph|f)|(?P<article>Artikel|Art\.))\s)(?P<number>\d{{1,4}}(?:\s?[a-z]\b)?){_PART}*"
    rf"(?:\s(?:(?:der|des|vom|im)\s)?(?P<law>(?:\w+(?:en|er|es)\s)?{_LAW}))?"
)
_MINISTRY = re.compile(
    rf"\b(?:(?P<federal>Bundesm|M)inisterium(?:s\b)?\s(?P<fields>{FIELDS})"
    rf"|(?P<one>Bundes(?i:{ONE_WORD})|{ONE_WORD})minister(?:iums?|in|s)?\b"
    r"|(?P<other>Auswärtigen? Amt|Bundeskanzleramt|Staatskanzlei)(?:e?s)?\b"
    r"|(?P<short>BM(?!W\b)[A-Z]{1,5}(?:[a-z]{1,2}[A-Z]*)?)\b)"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph (or an article) of a law by its number, "433" or "12a"; `law` as the question names it, "" where it names none."""

    number: str
    article: bool = False
    law: str = ""

    @property
    def written(self) -> str:
        """As the lexical index knows it."""
        return f"{'Artikel' if self.article else '§'} {self.number}"


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was named, each once, in the order of the question and as it stands there, but for the case of grammar.

    papers: numbers, "8/2625". dated: the dates that a paper is named by, as in "Antwort vom …"; the
    others are of what happened. ministries: "Bundesministerium des Innern", "Finanzministerium", "BMI".
    """

    papers: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    dates: tuple[datetime.date, ...] = ()
    dated: tuple[datetime.date, ...] = ()
    ministries: tuple[str, ...] = ()


def mentions(question: str) -> Mentions:
    """What the question names."""
    return Mentions(
        papers=_once(_papers(question)),
        sections=tuple(dict.fromkeys(_section(match) for match in _SECTION.finditer(question))),
        dates=tuple(dict.fromkeys(days(question))),
        dated=tuple(dict.fromkeys(_dated(question))),
        ministries=_once(_ministry(match) for match in _MINISTRY.finditer(question)),
    )


def _papers(question: str) -> Iterable[str]:
    """What is called a paper is one; a bare number is when it can be neither two years nor a share."""
    question = _SPACED.sub(r"\1/", question)
    called = [match["number"] for match in _PAPER.finditer(question)]
    bare = (match["number"] for match in _BARE.finditer(question))
    return [*called, *(number for number in bare if int(number.split("/")[0]) <= _MOST_TERMS and not _YEARS.fullmatch(number))]


def _dated(question: str) -> Iterator[datetime.date]:
    """The days right behind "Antwort vom", "Bericht der Landesregierung vom"."""
    for match in _PAPER_OF.finditer(question):
        yield from days(question[match.end() : match.end() + _LONGEST_DAY])[:1]


def _section(match: re.Match[str]) -> Section:
    return Section("".join(match["number"].split()), match["article"] is not None, " ".join((match["law"] or "").split()))


def _ministry(match: re.Match[str]) -> str:
    if match["fields"]:
        return f"{match['federal']}inisterium {match['fields']}"
    if match["one"]:
        return f"{match['one']}ministerium"
    return (match["short"] or match["other"]).replace("Auswärtigen", "Auswärtiges")


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names))
