"""What reviewers decided of answers: added one after the other, never changed, so that no decision is lost.

It does not know what an answer says. Whoever decides says which state they saw; when another was faster nothing is written, and they are
told who decided what.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from ui.desk.access import AccessError
from ui.desk.store import StaffStore
from ui.terminal import plain

Verdict = Literal["right", "wrong", "incomplete", "outdated"]
Entailed = Callable[[sqlite3.Connection], None]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
LONGEST_NOTE = 2000
_COLUMNS = "id, answer_id, at, who, verdict, note, assigned, done"


class DecidedMeanwhile(AccessError):  # noqa: N818 - named like those of index.errors
    """Somebody else decided since the page was opened (409)."""

    english = "{who} was faster. Nothing of yours is written; look at it and decide anew."
    german = "{who} hat inzwischen etwas eingetragen. Von Ihnen ist nichts gespeichert; sehen Sie es an, und entscheiden Sie dann."


@dataclass(frozen=True, slots=True)
class Decision:
    """The state that an answer has from then on. verdict: "" where there is none yet; assigned: a name, "" for nobody."""

    id: int
    answer_id: str
    time: datetime.datetime
    who: str
    verdict: Verdict | Literal[""]
    note: str
    assigned: str
    done: bool


class Decisions:
    """All decisions. Safe to use from several threads and processes."""

    def __init__(self, store: StaffStore, entailed: Entailed | None = None) -> None:
        self._store, self._entailed = store, entailed

    def entailing(self, entailed: Entailed | None) -> Decisions:
        """The same, but each decision brings this with it, in its transaction: both are written, or neither."""
        return Decisions(self._store, entailed)

    def add(
        self, answer_id: str, who: str, seen: int, verdict: Verdict | Literal[""], note: str = "", assigned: str = "", done: bool = False
    ) -> Decision:
        """Note a decision. seen: the id of the latest that whoever decides knew, 0 for none. Error: DecidedMeanwhile."""
        with self._store.connected() as connection:
            connection.execute("BEGIN IMMEDIATE")  # from here on nobody else writes
            query = f"SELECT {_COLUMNS} FROM decision WHERE answer_id = ? ORDER BY id DESC LIMIT 1"  # noqa: S608 - names of our own
            latest = connection.execute(query, (answer_id,)).fetchone()
            if (latest[0] if latest else 0) != seen:
                raise DecidedMeanwhile(who=latest[3] if latest else "?")
            values = (answer_id, self._store.written(), who, verdict, plain(note)[:LONGEST_NOTE], assigned, done)
            new = connection.execute(
                "INSERT INTO decision (answer_id, at, who, verdict, note, assigned, done) VALUES (?, ?, ?, ?, ?, ?, ?)", values
            ).lastrowid
            if self._entailed:
                self._entailed(connection)
        return _decision((new, *values))

    def history(self, answer_id: str) -> list[Decision]:
        """All of one answer, oldest first."""
        return self._read("WHERE answer_id = ? ORDER BY id", answer_id)

    def latest(self) -> dict[str, Decision]:
        """The one that holds, for each answer that has one."""
        return {each.answer_id: each for each in self._read("WHERE id IN (SELECT max(id) FROM decision GROUP BY answer_id)")}

    def all(self) -> list[Decision]:
        """Every one, oldest first."""
        return self._read("ORDER BY id")

    def noted(self) -> set[str]:
        """The answers that have a note."""
        return {each.answer_id for each in self._read("WHERE note <> ''")}

    def forget_notes(self, answer_ids: Sequence[str]) -> None:
        """Take the notes of these answers away; who decided what and when stays."""
        with self._store.connected() as connection:
            connection.executemany("UPDATE decision SET note = '' WHERE answer_id = ?", ((each,) for each in answer_ids))

    def _read(self, condition: str, *values: str) -> list[Decision]:
        if not self._store.there:
            return []
        with self._store.connected() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM decision {condition}", values).fetchall()  # noqa: S608 - conditions of our own
        return [_decision(row) for row in rows]


def _decision(row: tuple[object, ...]) -> Decision:
    number, answer_id, at, who, verdict, note, assigned, done = row
    time = datetime.datetime.fromisoformat(str(at))
    return Decision(int(str(number)), str(answer_id), time, str(who), verdict, str(note), str(assigned), bool(done))  # type: ignore[arg-type]
