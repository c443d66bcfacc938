"""Past answers as lists and one by one: what was asked, what came of it, from what, and what readers said.

It does not know how they are shown. All is read from `answers.sqlite` (`ui.ledger`), nothing is changed.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.metadata.names import fold
from ui.audit.circumstances import CitedSource
from ui.ledger import Kept, Ledger

Said = Literal["", "helpful", "unhelpful", "any"]
EARLIEST, LATEST = datetime.date(1970, 1, 2), datetime.date(9999, 12, 29)  # beyond them a day has no beginning in every time zone
_SAID = {
    "helpful": "EXISTS (SELECT 1 FROM feedback WHERE answer_id = a.id AND helpful)",
    "unhelpful": "EXISTS (SELECT 1 FROM feedback WHERE answer_id = a.id AND NOT helpful)",
    "any": "EXISTS (SELECT 1 FROM feedback WHERE answer_id = a.id)",
}

_ENTRIES = (
    "SELECT a.id, a.at, u.question, u.status, u.score, u.rejected, u.evidence, u.first, u.total, u.way, u.settings, a.library_version,"
    " a.shared_at, (SELECT count(*) FROM feedback WHERE answer_id = a.id AND helpful),"
    " (SELECT count(*) FROM feedback WHERE answer_id = a.id AND NOT helpful)"
    " FROM answer AS a JOIN audit AS u ON u.answer_id = a.id"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows a list of answers; empty means all. text: a part of the question; days are local and included."""

    text: str = ""
    status: str = ""
    way: str = ""
    said: Said = ""
    rejected: bool = False
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list. seconds: until the evidence, the first checked sentence (0 where there was none) and the end."""

    id: str
    time: datetime.datetime
    question: str
    status: str
    score: float
    rejected: int
    evidence_seconds: float
    first_seconds: float
    seconds: float
    way: str
    settings: Mapping[str, object]
    library_version: str
    shared: bool
    helpful: int
    unhelpful: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader said of an answer."""

    answer_id: str
    time: datetime.datetime
    helpful: bool
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Record:
    """One answer with all that is known of it. sources: as they were, by the numbers of the citations."""

    kept: Kept
    entry: Entry
    sources: Mapping[int, CitedSource] = field(default_factory=dict)
    feedback: tuple[Feedback, ...] = ()


def entries(ledger: Ledger, wanted: Wanted = Wanted(), limit: int = -1, offset: int = 0) -> list[Entry]:
    """The answers that fit, newest first; limit -1 lists all."""
    where, values = _conditions(ledger, wanted)
    query = f"{_ENTRIES} WHERE {where} ORDER BY a.at DESC, a.rowid DESC LIMIT ? OFFSET ?"
    with ledger.connected() as connection:
        connection.create_function("folded", 1, fold, deterministic=True)
        return [_entry(row) for row in connection.execute(query, (*values, limit, offset))]


def count(ledger: Ledger, wanted: Wanted = Wanted()) -> int:
    """How many answers fit."""
    where, values = _conditions(ledger, wanted)
    query = f"SELECT count(*) FROM answer AS a JOIN audit AS u ON u.answer_id = a.id WHERE {where}"  # noqa: S608 - constants
    with ledger.connected() as connection:
        connection.create_function("folded", 1, fold, deterministic=True)
        return int(connection.execute(query, values).fetchone()[0])


def feedback(ledger: Ledger, answer_id: str = "") -> list[Feedback]:
    """What readers said of one answer or, without an id, of all; oldest first."""
    query = (
        "SELECT f.answer_id, f.at, f.helpful, coalesce(f.reason, ''), f.sentence FROM feedback AS f JOIN answer AS a ON a.id = f.answer_id"
        " WHERE (a.shared_at IS NOT NULL OR a.at >= ?) AND (? = '' OR f.answer_id = ?) ORDER BY f.id"
    )
    with ledger.connected() as connection:
        found = connection.execute(query, (ledger.oldest(), answer_id, answer_id))
        return [Feedback(of, datetime.datetime.fromisoformat(at), bool(good), reason, said) for of, at, good, reason, said in found]


def record(ledger: Ledger, answer_id: str) -> Record | None:
    """One answer as it was given; None where there is none, or none that can be read any more."""
    kept = ledger.get(answer_id)
    with ledger.connected() as connection:
        row = connection.execute(f"{_ENTRIES} WHERE a.id = ?", (answer_id,)).fetchone()
    if kept is None or row is None:
        return None
    return Record(kept, _entry(row), ledger.sources(answer_id), tuple(feedback(ledger, answer_id)))


def records(ledger: Ledger, wanted: Wanted = Wanted()) -> Iterator[Record]:
    """All answers that fit, oldest first, one after the other: they need not fit into memory."""
    for entry in reversed(entries(ledger, wanted)):
        if found := record(ledger, entry.id):
            yield found


def _conditions(ledger: Ledger, wanted: Wanted) -> tuple[str, list[object]]:
    """The conditions, each with its values, that hold for an answer `a` and what is noted of it, `u`."""
    found: list[tuple[str, object]] = [("(a.shared_at IS NOT NULL OR a.at >= ?)", ledger.oldest())]
    if wanted.text.strip():
        found.append(("instr(folded(u.question), ?)", fold(wanted.text.strip())))
    found += [(f"u.{name} = ?", value) for name, value in (("status", wanted.status), ("way", wanted.way)) if value]
    if wanted.since:
        found.append(("a.at >= ?", _midnight(wanted.since)))
    if wanted.until:
        found.append(("a.at < ?", _midnight(min(wanted.until, LATEST) + datetime.timedelta(days=1))))
    bare = [_SAID[wanted.said]] if wanted.said else []
    bare += ["u.rejected > 0"] if wanted.rejected else []
    return " AND ".join([*(condition for condition, _ in found), *bare]), [value for _, value in found]


def _midnight(day: datetime.date) -> str:
    """The beginning of a local day as the ledger writes times."""
    return datetime.datetime.combine(max(day, EARLIEST), datetime.time()).astimezone(datetime.UTC).isoformat(timespec="seconds")


def _entry(row: tuple[object, ...]) -> Entry:
    values = list(row)
    values[1] = datetime.datetime.fromisoformat(str(row[1]))
    values[10], values[12] = json.loads(str(row[10])), row[12] is not None
    return Entry(*values)  # type: ignore[arg-type]
