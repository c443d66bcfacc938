"""Whether a passage stands under the paragraph or article of a law that a question names: "§ 433 BGB", "Artikel 12".

It does not know how passages are found, nor what that is worth (`index.ranking`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.analysis import analyse
from index.sections import PATH
from index.types import Passage

_SIGN = r"(?:(?P<sign>§§?|[Pp]aragra(?:ph|f))|[Aa]rt(?:ikel|\.))"
_NUMBER = r"(?P<number>\d{1,4}(?:\s?[a-z]\b)?)"
_PART = r"(?:\s(?:Absatz|Absätze|Abs\.|Satz|S\.|Nummer|Nr\.|Buchstabe|Buchst\.)\s?(?:\d{1,3}[a-z]?|[a-z])\b)*"
_NAMED = re.compile(rf"{_SIGN}\s?{_NUMBER}{_PART}(?:\s(?:der|des|vom|im)\b)?\s*(?P<law>.*)")
# What a heading begins with is what it is about ("§ 433 Pflichten", "AEG 1994 § 24a Befugnisse"), unless a word before it makes it a
# reference ("Anforderungen nach § 5").
_BEGINS = re.compile(rf"(?P<before>(?:[^\s§]+\s){{0,6}}?){_SIGN}\s?{_NUMBER}(?!\w)(?!\s(?:Absatz|Abs\.|Satz|Nummer|Nr\.)\s)")
_REFERRING = "nach gemäß laut der des dem den die von vom zu zum zur aus im in mit bei auf für entsprechend sinne"
_REFERS = frozenset(_REFERRING.split())


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph (or an article) by its number, "433" or "12a"; `law` as the question names it, "" where it names none."""

    number: str
    article: bool = False
    law: str = ""

    @property
    def written(self) -> str:
        """As the lexical index knows it."""
        return f"{'Artikel' if self.article else '§'} {self.number}"


def section(name: str) -> Section:
    """What `mentions` found, taken apart. ValueError when it is none of its sections."""
    found = _NAMED.fullmatch(name)
    if not found:
        raise ValueError(f"not a section: {name}")
    return Section(_joined(found["number"]), found["sign"] is None, found["law"].strip())


def under(named: Section, passages: Sequence[Passage], long_form: str = "") -> frozenset[int]:
    """The ids of the passages under the section; where some of them bear the name of its law, or its long form, only those."""
    placed = [passage for passage in passages if any(_begins_with(named, line) for line in _lines(passage))]
    names = [set(analyse(name)) for name in (named.law, long_form) if name]
    of_the_law = [passage for passage in placed if any(name <= set(analyse("\n".join(_lines(passage)))) for name in names)]
    return frozenset(passage.id for passage in of_the_law or placed)


def _lines(passage: Passage) -> list[str]:
    return [passage.title, *passage.heading.split(PATH)]


def _begins_with(named: Section, line: str) -> bool:
    found = _BEGINS.match(line)
    if not found or _joined(found["number"]) != named.number or (found["sign"] is None) != named.article:
        return False
    before = found["before"].split()
    return not before or before[-1].casefold() not in _REFERS


def _joined(number: str) -> str:
    return "".join(number.split())
