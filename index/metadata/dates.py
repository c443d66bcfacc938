"""Days as German papers and people write them: "16.01.2026", "16. Januar 2026", "2026-01-16"; for filters also "2026-01" and "2026".

It does not know what a date is the date of.
"""

from __future__ import annotations

import calendar
import datetime
import re

MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
DATE = rf"\b(?P<day>\d{{1,2}})\.\s?(?:(?P<name>{'|'.join(MONTHS)})\s|(?P<month>\d{{1,2}})\.\s?)(?P<year>(?:19|20)\d\d|\d\d)(?![\d.]*\d)"
ISO = r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"

_WRITTEN = re.compile(DATE)
_ISO = re.compile(ISO)
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?")
_PERIOD_WRITTEN = re.compile(rf"(?:(?P<name>{'|'.join(MONTHS)})\s|(?P<month>\d{{1,2}})[./])(?P<year>\d{{4}})", re.IGNORECASE)


def day_of(match: re.Match[str]) -> datetime.date | None:
    """The day that a match of `DATE` or `ISO` names; None for one that no calendar has, such as 31 February."""
    groups = match.groupdict()
    month = MONTHS.index(groups["name"]) + 1 if groups.get("name") else int(groups["month"])
    year = int(groups["year"])
    try:
        # Papers of the Bundesrat write "11.07.25"; no parliament of today was there before 1949.
        return datetime.date(year + (0 if year > 99 else 2000 if year < 49 else 1900), month, int(groups["day"]))
    except ValueError:
        return None


def parse_day(text: str) -> datetime.date | None:
    """The first day that the text names, in any of the forms."""
    found = [match for match in (_ISO.search(text), _WRITTEN.search(text)) if match]
    return day_of(min(found, key=lambda match: match.start())) if found else None


def days(text: str) -> list[datetime.date]:
    """Every day that the text names, in its order."""
    found = sorted([*_ISO.finditer(text), *_WRITTEN.finditer(text)], key=lambda match: match.start())
    return [day for day in map(day_of, found) if day]


def first_day(text: str) -> datetime.date | None:
    """Of a day itself, of a month ("2025-06", "Juni 2025") or a year its first day; None for anything else."""
    period = _period(text)
    return period[0] if period else None


def last_day(text: str) -> datetime.date | None:
    """Of a day itself, of a month or a year its last day; None for anything else."""
    period = _period(text)
    return period[1] if period else None


def _period(text: str) -> tuple[datetime.date, datetime.date] | None:
    text = text.strip()
    if match := _ISO.fullmatch(text) or _WRITTEN.fullmatch(text):
        day = day_of(match)
        return (day, day) if day else None
    match = _PERIOD.fullmatch(text) or _PERIOD_WRITTEN.fullmatch(text)
    if not match:
        return None
    groups, year = match.groupdict(), int(match["year"])
    month = MONTHS.index(groups["name"].capitalize()) + 1 if groups.get("name") else int(groups["month"] or 0)
    if year < 1 or month > 12:
        return None
    last = month or 12
    return datetime.date(year, month or 1, 1), datetime.date(year, last, calendar.monthrange(year, last)[1])
