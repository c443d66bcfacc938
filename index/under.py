"""Whether a passage stands under the paragraph or article of a law that a question names: "§ 433 BGB", "Artikel 12".

It does not know how passages are found, nor what that is worth (`index.ranking`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.analysis import analyse
from index.mentions import Section
from index.sections import PATH
from index.types import Passage

# What a heading begins with is what it is about ("§ 433 Pflichten", "AEG 1994 § 24a Befugnisse"), unless a word before it makes it a
# reference ("Anforderungen nach § 5").
_BEGINS = re.compile(
    r"(?P<before>(?:[^\s§]+\s){0,6}?)(?:§§?|[Pp]aragra(?:ph|f)|(?P<article>[Aa]rt(?:ikel|\.)))\s?(?P<number>\d{1,4}(?:\s?[a-z]\b)?)(?!\w)"
    r"(?!\s(?:Absatz|Abs\.|Satz|Nummer|Nr\.)\s)"
)
_REFERRING = "nach gemäß laut der des dem den die von vom zu zum zur aus im in mit bei auf für entsprechend sinne"
_REFERS = frozenset(_REFERRING.split())


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
    if not found or "".join(found["number"].split()) != named.number or (found["article"] is not None) != named.article:
        return False
    before = found["before"].split()
    return not before or before[-1].casefold() not in _REFERS
