"""What a library can be asked for by name: the documents that bear a paper's number, a title, a date or a ministry.

It does not know questions or filters. One reading of all rows serves every question until the library changes.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.metadata.names import fits_ministry, fold, fold_number
from index.titles import Titles, by_length


@dataclass(frozen=True, slots=True)
class Register:
    """The ids of documents, ascending. numbers: folded, and without each "(neu)" behind them, too. ministries: as they are written.
    titles: as `index.titles` looks them up."""

    numbers: Mapping[str, Sequence[int]]
    dates: Mapping[datetime.date, Sequence[int]]
    ministries: Mapping[str, Sequence[int]]
    titles: Titles

    def numbered(self, number: str) -> Sequence[int]:
        """Of a paper and of its newer versions: whoever names "21/112" means "21/112 (neu)" too."""
        return self.numbers.get(fold_number(number), ())

    def dated(self, day: datetime.date) -> Sequence[int]:
        """Of a day."""
        return self.dates.get(day, ())

    def of_ministry(self, name: str) -> list[int]:
        """Of a ministry by any of its names, or by a part of the name that is written there."""
        asked = fold(name)
        fitting = (ids for known, ids in self.ministries.items() if asked in fold(known) or fits_ministry(name, known))
        return sorted(number for ids in fitting for number in ids)


def read_register(connection: sqlite3.Connection) -> Register:
    """The register of all documents."""
    numbers: dict[str, list[int]] = defaultdict(list)
    dates: dict[datetime.date, list[int]] = defaultdict(list)
    ministries: dict[str, list[int]] = defaultdict(list)
    titles: dict[str, list[int]] = defaultdict(list)
    for document, number, day, ministry, title in connection.execute(
        "SELECT id, number, date, coalesce(json_extract(metadata, '$.ministry'), ''), title FROM document ORDER BY id"
    ):
        for form in _versions(fold_number(number)) if number else ():
            numbers[form].append(document)
        if day:
            dates[datetime.date.fromisoformat(day)].append(document)
        if ministry:
            ministries[ministry].append(document)
        if title:
            titles[title].append(document)
    return Register(dict(numbers), dict(dates), dict(ministries), by_length(titles))


def _versions(number: str) -> Iterator[str]:
    """ "21/112(neu)(2)", "21/112(neu)" and "21/112"."""
    while number:
        yield number
        number = number[: max(number.rfind("("), 0)]
