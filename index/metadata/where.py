"""Filters as people write them: "kind=Antwort", a month for the first or last of its days.

It does not know how they are applied (`index.catalogue`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from index.content import sound
from index.errors import QuestionError, UnusableFilter
from index.metadata.dates import first_day, last_day
from index.types import Filters

FIELDS = ("kind", "number", "ministry", "group", "parliament", "term", "title", "source", "since", "until")

_DAYS: Mapping[str, Callable[[str], datetime.date | None]] = {"since": first_day, "until": last_day}


class NoDocumentFits(QuestionError):  # noqa: N818 - named like those of index.errors
    """Filters that leave no document to search: what is found nowhere must not read as if the documents did not say it."""

    english = "No document in the library fits {filters}. Change the filter or leave it out; belegt info shows what there is."
    german = (
        "Kein Dokument der Bibliothek passt zu {filters}. Ändern Sie den Filter oder lassen Sie ihn weg; belegt info zeigt, was es gibt."
    )


def where(conditions: Iterable[str] = (), since: str = "", until: str = "") -> Filters:
    """Filters from conditions such as "kind=Antwort"; a later one takes the place of an earlier one for the same field.

    UnusableFilter for an unknown field, no value, or a time that is none.
    """
    chosen = {"since": since, "until": until}
    for condition in conditions:
        field, _equals, value = condition.partition("=")
        if not value.strip():
            raise _unusable(sound(condition))
        chosen[field.strip().lower()] = value
    return filters_of(chosen)


def filters_of(chosen: Mapping[str, str]) -> Filters:
    """Filters by field; an empty value is none. UnusableFilter as for `where`."""
    found: dict[str, Any] = {}
    for field, written in chosen.items():
        value = " ".join(sound(written).split())
        read = _DAYS[field](value) if value and field in _DAYS else value
        if field not in FIELDS or read is None:
            raise _unusable(f"{sound(field)}={value}")
        if value:
            found[field] = read
    return Filters(**found)


def written(filters: Filters) -> str:
    """Filters as `where` reads them, for people: "kind=Antwort, since=2025-06-01"."""
    return ", ".join(f"{each.name}={value}" for each in fields(filters) if (value := getattr(filters, each.name)))


def _unusable(given: str) -> UnusableFilter:
    return UnusableFilter(given=given, allowed=", ".join(FIELDS))
