"""Evidence that contradicts itself: two papers of different dates that give different values for the same thing.

It does not know which of them is right: the newer one comes first, and each is shown with the date of its paper. It would rather see no
conflict than a wrong one: two sentences must name the same things in nouns and names, and differ only in a number or a date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rag.question import COMMONPLACE, answers, terms, wanted
from rag.quoting import tidy
from rag.stems import all_stems, carries
from rag.types import Citation, Claim, Evidence
from rag.verify import SUPPORTED
from rag.verify.dates import Date, dates
from rag.verify.negation import denies
from rag.verify.numbers import SCALES, UNITS, Quantity, quantities
from rag.verify.numerals import ordinal
from rag.words import content_words

FEWEST = 2  # nouns and names that say which thing it is
COMMON = 0.5  # of the other words; "kostet" in one paper is "beträgt" in the next
ALIKE = 0.5  # of the nouns of two titles: from here on they are a form that was filled in for different things

# "Hierfür entstanden Kosten": what for, only the paper knows. "im zweiten Quartal" is another time, "Tabelle 2" another place.
_POINTS_BACK = re.compile(
    r"\b(?:hier\w*|dies\w*|da(?:für|von|bei|zu|nach|mit|bei|runter|raus|gegen)|demnach|letzter\w+|jene[rsnm]?)\b", re.IGNORECASE
)
_LABELLED = re.compile(
    r"\b(?:Tabellen?|Abbildung|Anlagen?|Anhang|Anhänge|Übersicht|Grafik|Kapitel|Teil|Phase|Stufe|Klasse|Gruppe|Typ|Band|Seite)\s\d+"
)
_BEFORE_NOUN = r"(?:[a-zäöüß]+\s){0,2}?"
_NO_THING = COMMONPLACE | SCALES.keys() | UNITS.keys()
_NO_AMOUNT = frozenset(stem for word in ("Quartal", "Halbjahr", "Wahlperiode", "Sitzung", "Stichtag") for stem in all_stems(f"x {word}"))

Groups = tuple[tuple[int, ...], ...]


def conflicts(question: str, evidence: Sequence[Evidence], citations: Sequence[Citation]) -> Groups:
    """The numbers of evidence that answers the question in different ways, each group newest first."""
    papers = {citation.number: citation for citation in citations}
    fitting = [item for item in evidence if answers(question, item.text) and item.number in papers and papers[item.number].date]
    groups, grouped = list[tuple[int, ...]](), set[int]()
    for item in fitting:
        others = [each for each in fitting if _differ(question, item, each, papers)]
        group = {item.number, *(each.number for each in others)}
        if others and not group & grouped:
            groups.append(tuple(sorted(group, key=lambda number: (-_day(papers[number]).toordinal(), number))))
            grouped |= group
    return tuple(groups)


def newest_first(claims: Sequence[Claim], evidence: Sequence[Evidence], citations: Sequence[Citation], groups: Groups) -> list[Claim]:
    """Quotes, and where one stands in a group all of this, newest first, each with the date of its paper."""
    texts = {item.number: item.text for item in evidence}
    days = {citation.number: citation.date for citation in citations}
    members = {number: group for group in groups for number in group}
    ordered: Mapping[int, Claim] = {number: claim for claim in claims for number in claim.evidence}
    found = dict[int, Claim]()
    for first in ordered:
        for number in members.get(first, (first,)):
            claim = ordered.get(number) or Claim(tidy(texts[number]), (number,), SUPPORTED)
            found.setdefault(number, replace(claim, as_of=days[number]) if number in members else claim)
    return list(found.values())


def _differ(question: str, left: Evidence, right: Evidence, papers: Mapping[int, Citation]) -> bool:
    one, other = papers[left.number], papers[right.number]
    if _day(one) == _day(other) or one.document_id == other.document_id or (one.paper and one.paper == other.paper):
        return False
    if denies(left.text) != denies(right.text) or not _same_thing(left.text, right.text) or not _same_subject(question, one, other):
        return False
    times = _times(left.text), _times(right.text)
    values = [{quantity.value for quantity in _amounts(item.text)} for item in (left, right)]
    if times[0] == times[1]:
        return _numbers_differ(_amounts(left.text), _amounts(right.text))
    return wanted(question) == "date" and values[0] == values[1] and _dates_differ(dates(left.text), dates(right.text))


def _same_thing(left: str, right: str) -> bool:
    """Whether all nouns and names of each stand in the other, and most other words too."""
    return not any(map(_POINTS_BACK.search, (left, right))) and _carried(left, right) and _carried(right, left)


def _carried(text: str, other: str) -> bool:
    known, rest = all_stems(_without_dates(other)), [word for word in _words(text) if not word[0].isupper()]
    return (
        len(_nouns(text)) >= FEWEST
        and all(carries(known, word) for word in _nouns(text))
        and sum(carries(known, word) for word in rest) >= COMMON * len(rest)
    )


def _same_subject(question: str, left: Citation, right: Citation) -> bool:
    """Whether both papers are about what is asked, as far as their titles and headings tell.

    A question names a ministry, and one of two papers that answer the same form is this ministry's.
    """
    texts = [f"{each.title}\n{each.heading}\n{each.quote}" for each in (left, right)]
    held = [{term.text for term in terms(question) if carries(all_stems(text), term.text)} for text in texts]
    nouns = _nouns(left.title), _nouns(right.title)
    shares = [_share(nouns[0], right.title), _share(nouns[1], left.title)]
    return held[0] == held[1] and (min(shares) == 1 or max(shares) < ALIKE)


def _share(words: Sequence[str], text: str) -> float:
    return sum(carries(all_stems(text), word) for word in words) / len(words) if words else 1.0


def _words(text: str) -> list[str]:
    return [word.text for word in content_words(_without_dates(text))]


def _nouns(text: str) -> list[str]:
    """Nouns and names; the first word of a sentence counts as one, whatever it is."""
    return [word for word in _words(text) if word[0].isupper() and word.casefold() not in _NO_THING]


def _without_dates(text: str) -> str:
    for date in reversed(dates(text)):
        text = f"{text[: date.span.start]} {text[date.span.end :]}"
    return text


def _amounts(text: str) -> list[Quantity]:
    """The amounts in a text, each with the stems of what it counts; the number of a table or an annex is none."""
    plain = _LABELLED.sub("", _without_dates(text))
    found = [quantity for quantity in quantities(plain) if quantity.unit != "§" and not isinstance(quantity.value, str)]
    return [replace(quantity, counted=_thing(quantity, plain)) for quantity in found]


def _thing(quantity: Quantity, text: str) -> frozenset[str]:
    match = re.search(rf"\b{re.escape(quantity.text)}\s{_BEFORE_NOUN}(?P<noun>[A-ZÄÖÜ][\w-]*)", text)
    return all_stems(f"x {match['noun']}") if match and not quantity.unit else frozenset()


def _numbers_differ(left: Sequence[Quantity], right: Sequence[Quantity]) -> bool:
    """Whether each says exactly one number of a thing that the other says another one of; "rund 120" and "118" may both be right."""
    if len(left) != len(right) or any(quantity.bound for quantity in (*left, *right)):
        return False
    pairs = [(mine, theirs) for mine, theirs in zip(left, right, strict=True) if mine.value != theirs.value]
    return len(pairs) == 1 and all(_of_the_same(mine, theirs) for mine, theirs in pairs)


def _of_the_same(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two numbers are of one unit or count one thing; "zweites Quartal" counts none."""
    if mine.unit or theirs.unit:
        return mine.unit == theirs.unit
    return bool(mine.counted & theirs.counted) and not mine.counted & _NO_AMOUNT and ordinal(mine.text.casefold()) is None


def _dates_differ(left: Sequence[Date], right: Sequence[Date]) -> bool:
    """Whether each names one time, as exactly as the other, and not the same."""
    if len(left) != 1 or len(right) != 1:
        return False
    (mine,), (theirs,) = left, right
    exact = [(date.year is None, date.month is None, date.day is None, date.direction) for date in (mine, theirs)]
    return exact[0] == exact[1]


def _times(text: str) -> frozenset[tuple[int | None, int | None, int | None, str]]:
    return frozenset((date.year, date.month, date.day, date.part) for date in dates(text))


def _day(citation: Citation) -> datetime.date:
    return citation.date or datetime.date.min
