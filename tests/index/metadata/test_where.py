"""Filters as people write them."""

from __future__ import annotations

import datetime

import pytest

from index.errors import UnusableFilter
from index.metadata.where import where, written
from index.types import Filters


def test_conditions_become_filters() -> None:
    assert where(["kind=Antwort", " Ministry = Finanzministerium "]) == Filters(kind="Antwort", ministry="Finanzministerium")
    assert where() == Filters()


def test_a_later_condition_takes_the_place_of_an_earlier_one() -> None:
    assert where(["kind=Antwort", "kind=Antrag"]) == Filters(kind="Antrag")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025", (2025, 1, 1), (2025, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2025-06-07", (2025, 6, 7), (2025, 6, 7)),
        ("7. Juni 2025", (2025, 6, 7), (2025, 6, 7)),
        ("07.06.2025", (2025, 6, 7), (2025, 6, 7)),
        ("märz 2025", (2025, 3, 1), (2025, 3, 31)),
        ("12/2025", (2025, 12, 1), (2025, 12, 31)),
    ],
)
def test_a_month_or_a_year_means_its_first_or_last_day(written: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    found = where(since=written, until=written)
    assert (found.since, found.until) == (datetime.date(*first), datetime.date(*last))
    assert where([f"since={written}"]).since == datetime.date(*first)


@pytest.mark.parametrize(
    "wrong", ["farbe=rot", "Antwort", "kind=", "since=bald", "until=2025-13", "until=2025-02-30", "since=0000", "document_ids=1"]
)
def test_what_cannot_be_used_is_said_with_the_fields_that_can(wrong: str) -> None:
    with pytest.raises(UnusableFilter) as caught:
        where([wrong])
    assert "ministry" in str(caught.value)
    assert "kind" in caught.value.message("de")
    assert wrong.split("=")[0] in str(caught.value)


def test_filters_are_written_as_they_are_read() -> None:
    filters = where(["kind=Antwort", "ministry=Finanzen"], since="2025-06")
    assert written(filters) == "kind=Antwort, since=2025-06-01, ministry=Finanzen"
    assert where(written(filters).split(", ")) == filters
    assert written(Filters()) == ""
