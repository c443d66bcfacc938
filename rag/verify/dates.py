"""Rule "date": every day, month and year of a claim stands in its evidence, with the same "bis", "seit" or "Ende".

It does not know other numbers. A date of the evidence proves every less precise one: "20. Juni 2023" proves "Juni 2023" and "2023".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from index.types import Span

_GERMAN = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember")
_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTHS = {name: i % 12 + 1 for i, name in enumerate(_GERMAN + _ENGLISH)} | {"jänner": 1, "jan": 1, "feb": 2, "aug": 8, "sept": 9}
MONTHS |= {"okt": 10, "nov": 11, "dez": 12}
PARTS = {"anfang": "Anfang", "mitte": "Mitte", "ende": "Ende", "quartal": "Quartal", "halbjahr": "Halbjahr", "frühjahr": "Frühjahr"}
PARTS |= {"sommer": "Sommer", "herbst": "Herbst", "winter": "Winter", "frühling": "Frühjahr", "jahresende": "Ende"}
UNTIL, SINCE, AT = "bis", "seit", "in"
DIRECTIONS = {"bis": UNTIL, "spätestens": UNTIL, "until": UNTIL, "by": UNTIL, "ab": SINCE, "seit": SINCE, "since": SINCE}
DIRECTIONS |= {"vor": "vor", "before": "vor", "nach": "nach", "after": "nach", "im": AT, "in": AT, "am": AT, "on": AT}
_STEPS = set(PARTS) | {
    "zu",
    "zum",
    "zur",
    "dem",
    "den",
    "der",
    "des",
    "die",
    "jahr",
    "jahre",
    "jahren",
    "jahres",
    "stichtag",
    "the",
    "year",
}

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?(?!\w)"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_DAYS = r"(?:0?[1-9]|[12]\d|3[01])\."
_PATTERN = re.compile(
    rf"(?<![\d.,/])(?P<days>{_DAYS}(?:\s*(?:und|bis|sowie|,|–|-)\s*(?:zum\s+)?{_DAYS})*)\s*(?P<month>{_MONTH})(?:\s+(?P<year>{_YEAR})(?!\d))?"
    rf"|(?<![\d.,/])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?(?P<y>\d{{4}}|\d\d(?!\d))(?!\d)"
    rf"|(?<!\d)(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d)(?!\d)"
    rf"|(?<!\w)(?P<eday>\d{{1,2}})\s(?P<emonth>{_MONTH})\s(?P<eyear>{_YEAR})"
    rf"|(?<!\w)(?P<amonth>{_MONTH})\s(?P<aday>\d{{1,2}}),\s(?P<ayear>{_YEAR})"
    rf"|(?<!\w)(?P<only>{_MONTH})(?:\s+(?P<oyear>{_YEAR})(?!\d))?"
    rf"|(?<![\d.,/§-])(?<!§\s)(?P<bare>{_YEAR})(?![\d/]|[.,]\d|-\d\d-|\s?(?:%|€|Euro|EUR|Prozent|Mio|Mrd|Tsd)|\s\d{{3}}(?!\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A point or stretch of time; None and "" are what the text does not say. `text` is as it stands there."""

    year: int | None
    month: int | None
    day: int | None
    direction: str
    part: str
    text: str
    span: Span


def dates(text: str) -> list[Date]:
    """All dates of a text in order. In "1. Mai bis 30. Juni 2024" the first takes the year of the second."""
    return list(_dates(text))


@lru_cache(5_000)
def _dates(text: str) -> tuple[Date, ...]:
    found = [date for match in _PATTERN.finditer(text) if not _counts(match, text) for date in _read(match, text)]
    for i in range(len(found) - 2, -1, -1):
        between = text[found[i].span.end : found[i + 1].span.start]
        if found[i].year is None and re.fullmatch(r"\s*(?:bis|und|sowie|–|-|,)?\s*(?:zum)?\s*", between):
            found[i] = replace(found[i], year=found[i + 1].year)
    return tuple(found)


def unproved(claim: str, evidence: Iterable[str]) -> Date | None:
    """The first date of the claim that no evidence proves."""
    known = [date for text in evidence for date in dates(text)]
    return next((date for date in dates(claim) if not any(proves(other, date) for other in known)), None)


def proves(known: Date, claimed: Date) -> bool:
    """Whether a date of the evidence proves one of the claim: it says as much, with the same direction."""
    same = all(
        mine is None or mine == theirs
        for mine, theirs in ((claimed.year, known.year), (claimed.month, known.month), (claimed.day, known.day))
    )
    part = claimed.part == known.part or (not claimed.part and known.part not in ("Quartal", "Halbjahr"))
    return same and part and _directions_agree(known.direction, claimed.direction)


def _directions_agree(known: str, claimed: str) -> bool:
    """A claim may leave "bis" or "seit" out ("2029"), but not turn it into another word, and add none."""
    if claimed in ("", known):
        return True
    return claimed == AT and known in ("", AT)


def _read(match: re.Match[str], text: str) -> Iterator[Date]:
    direction, part = _before(text[: match.start()])
    span, shown = Span(match.start(), match.end()), match.group().strip()
    for i, (year, month, day) in enumerate(_fields(match)):
        ends_a_range = i > 0 and "bis" in (match["days"] or "")
        yield Date(year, month, day, UNTIL if ends_a_range else direction, part, shown, span)


def _counts(match: re.Match[str], text: str) -> bool:
    """Whether what looks like a bare year counts something: "2029 Tonnen" does, "im Jahr 2029 Tonnen" does not."""
    if match["bare"] is None or not re.match(r"\s[A-ZÄÖÜ]", text[match.end() :]):
        return False
    words = re.findall(r"\w+", text[: match.start()])
    joined = len(words) > 1 and words[-1] in ("und", "oder", "bis", "bzw") and re.fullmatch(_YEAR, words[-2])  # "2024 und 2025"
    return bool(words) and not joined and words[-1].casefold() not in _STEPS | set(DIRECTIONS)


def _fields(match: re.Match[str]) -> Iterator[tuple[int | None, int | None, int | None]]:
    group = match.groupdict()
    if group["days"]:
        yield from ((_number(group["year"]), _month(group["month"]), int(day)) for day in re.findall(r"\d+", group["days"]))
    elif group["d"]:
        year = int(group["y"])
        yield year + 2000 if year < 100 else year, int(group["m"]), int(group["d"])
    elif group["iy"]:
        yield int(group["iy"]), int(group["im"]), int(group["id"])
    elif group["eday"] or group["aday"]:
        yield (
            _number(group["eyear"] or group["ayear"]),
            _month(group["emonth"] or group["amonth"]),
            _number(group["eday"] or group["aday"]),
        )
    elif group["only"]:
        yield _number(group["oyear"]), _month(group["only"]), None
    else:
        yield int(group["bare"]), None, None


def _before(text: str) -> tuple[str, str]:
    """The direction and the part of the year that the words just before a date give: ("bis", "Ende") for "bis Ende"."""
    direction, part = "", ""
    for word in reversed(re.findall(r"\w+", text[-60:])[-5:]):
        small = word.casefold()
        if small in DIRECTIONS:
            direction = DIRECTIONS[small]
            if direction != AT:
                break
        elif small in PARTS:
            part = part or PARTS[small]
        elif not (small in _STEPS or small.isdigit()) or (direction and small not in _STEPS):
            break
    return direction, part


def _month(name: str) -> int:
    return MONTHS[name.casefold().rstrip(".")]


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
