"""Finished answers and what people said of them, in `answers.sqlite` beside the library.

It does not know who asked: no address, no browser, no account is kept. An answer is found by its id alone, which nobody can guess. Answers
that nobody shared are deleted after a while; shared ones stay until they are withdrawn, so that a link that was quoted goes on working.
As long as an answer is kept, so are the files that it cites, in `kept/`, whatever becomes of them in the library.
"""

from __future__ import annotations

import datetime
import json
import logging
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Literal

from index import keeping
from index.content import sound
from index.errors import LibraryError
from index.store import translated
from rag.schema import from_dict, to_dict
from rag.types import Answer
from ui.audit.circumstances import Circumstances, CitedSource
from ui.ledger_schema import migrate
from ui.problems import FeedbackRefused
from ui.terminal import plain

log = logging.getLogger(__name__)

FILE = "answers.sqlite"
SOURCES = "kept"  # folder of the bytes that kept answers cite
MOST_FEEDBACK = 20  # of one answer
LONGEST_SENTENCE = 500
SWEEP_SECONDS = 3600.0
UNKNOWN = Circumstances()
Reason = Literal["wrong", "incomplete", "source", "unclear"]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was given, and when (UTC)."""

    id: str
    time: datetime.datetime
    answer: Answer
    shared: bool

    @property
    def library_version(self) -> str:
        """The state of the documents that it was given from."""
        return self.answer.library_version


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Ledger:
    """Kept answers. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, keep_days: int, now: Callable[[], datetime.datetime] = _now) -> None:
        self._folder, self._keep_days, self._now = folder, keep_days, now
        self._swept: datetime.datetime | None = None
        self._guard = threading.Lock()
        with translated(folder):
            # Questions are nobody else's business: other accounts of the machine cannot read them.
            os.close(os.open(folder / FILE, os.O_CREAT | os.O_RDWR, 0o600))
        with self.connected() as connection:
            migrate(connection, folder / FILE)
        self._sweep()

    @classmethod
    def open(cls, folder: Path, keep_days: int) -> Ledger | None:
        """The ledger of the library in `folder`; None where nothing is to be kept, and then what nobody shared is deleted."""
        if not keep_days and not (folder / FILE).exists():
            return None
        ledger = cls(folder, keep_days)
        return ledger if keep_days else None

    def keep(self, answer: Answer, circumstances: Circumstances = UNKNOWN) -> str | None:
        """Keep an answer; its id. None when it cannot be written: the answer itself must not be lost for that."""
        new, at = secrets.token_urlsafe(16), self._now()
        try:
            self._sweep()
            with self.connected() as connection:
                content = json.dumps(to_dict(answer), ensure_ascii=True)
                connection.execute(
                    "INSERT INTO answer (id, at, library_version, content) VALUES (?, ?, ?, ?)",
                    (new, _written(at), answer.library_version, content),
                )
                _note(connection, new, answer, circumstances)
                for source in circumstances.sources:  # under SQLite's lock for writers, as the sweeping is
                    if keeping.hold(self._folder, source.sha256, SOURCES):
                        connection.execute("INSERT INTO cited VALUES (?, ?, ?, ?, ?, ?, ?)", (new, *astuple(source)))
        except LibraryError as error:
            log.error("an answer is not kept: %s", error)
            return None
        return new

    def get(self, answer_id: str) -> Kept | None:
        """The answer with this id, if there is one."""
        with self.connected() as connection:
            row = connection.execute(
                "SELECT at, shared_at, content FROM answer WHERE id = ? AND (shared_at IS NOT NULL OR at >= ?)",
                (answer_id, self.oldest()),
            ).fetchone()
        if row is None:
            return None
        at, shared_at, content = row
        try:
            return Kept(answer_id, datetime.datetime.fromisoformat(at), from_dict(json.loads(content)), shared_at is not None)
        except ValueError as error:  # written by a version that no field of this one can be read from
            log.error("a kept answer cannot be read: %s", error)
            return None

    def share(self, answer_id: str) -> bool:
        """Let everybody with the link read it; False when there is no such answer."""
        return self._change("UPDATE answer SET shared_at = coalesce(shared_at, ?) WHERE id = ?", _written(self._now()), answer_id)

    def withdraw(self, answer_id: str) -> bool:
        """Take the link back; from then on it expires as others do. False when there is no such answer."""
        return self._change("UPDATE answer SET shared_at = NULL WHERE id = ?", answer_id)

    def feedback(self, answer_id: str, helpful: bool, reason: Reason | None = None, sentence: str = "") -> bool:
        """What a reader said of an answer; False when there is no such answer. Error: FeedbackRefused after many."""
        if self.get(answer_id) is None:
            return False
        said = plain(sentence)[:LONGEST_SENTENCE]
        with self.connected() as connection:
            (count,) = connection.execute("SELECT count(*) FROM feedback WHERE answer_id = ?", (answer_id,)).fetchone()
            if count >= MOST_FEEDBACK:
                raise FeedbackRefused
            connection.execute(
                "INSERT INTO feedback (answer_id, at, helpful, reason, sentence) SELECT id, ?, ?, ?, ? FROM answer WHERE id = ?",
                (_written(self._now()), helpful, None if helpful else reason, said, answer_id),
            )
        return True

    def sources(self, answer_id: str) -> dict[int, CitedSource]:
        """The sources of an answer as they were, by the numbers of the citations; those that were gone already are not among them."""
        query = "SELECT number, sha256, media_type, name, before, after FROM cited WHERE answer_id = ? ORDER BY number"
        with self.connected() as connection:
            return {row[0]: CitedSource(*row) for row in connection.execute(query, (answer_id,))}

    def source_bytes(self, source: CitedSource) -> bytes:
        """The very bytes that were cited. keeping.Lost when they are not there any more or others."""
        with translated(self._folder):
            return keeping.read(self._folder, source.sha256, SOURCES)

    def _change(self, statement: str, *values: str) -> bool:
        if self.get(values[-1]) is None:
            return False
        with self.connected() as connection:
            return connection.execute(statement, values).rowcount > 0

    def oldest(self) -> str:
        """The time before which what nobody shared has expired, as times are written here."""
        return _written(self._now() - datetime.timedelta(days=self._keep_days))

    def _sweep(self) -> None:
        """Delete what has expired, at most once an hour."""
        now = self._now()
        with self._guard:
            if self._swept and (now - self._swept).total_seconds() < SWEEP_SECONDS:
                return
            self._swept = now
        with self.connected() as connection:
            connection.execute("DELETE FROM answer WHERE shared_at IS NULL AND at < ?", (self.oldest(),))
            keeping.collect(self._folder, {row[0] for row in connection.execute("SELECT DISTINCT sha256 FROM cited")}, SOURCES)

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """A connection in one transaction."""
        with translated(self._folder), closing(sqlite3.connect(self._folder / FILE, timeout=30.0)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # what has expired is overwritten
            with connection:
                yield connection


def _note(connection: sqlite3.Connection, answer_id: str, answer: Answer, circumstances: Circumstances) -> None:
    """What lists and figures ask of an answer."""
    connection.execute(
        "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            answer_id,
            sound(answer.question).replace("\0", ""),
            answer.status,
            answer.score,
            len(answer.rejected),
            answer.timings.evidence,
            answer.timings.first_claim,
            answer.timings.total,
            circumstances.way,
            json.dumps(circumstances.settings),
        ),
    )


def _written(time: datetime.datetime) -> str:
    return time.astimezone(datetime.UTC).isoformat(timespec="seconds")
