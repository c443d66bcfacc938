"""Finished answers and what people said of them, in `answers.sqlite` beside the library.

It does not know who asked: no address, no browser, no account is kept. An answer is found by its id alone, which nobody can guess and only
the page that asked is told. Sharing makes a link, another such word: who has that reads, and cannot share, withdraw or speak for who asked.
Answers that nobody shared expire after a while and are deleted (`ui.forgetting`); shared ones stay until they are withdrawn, so that a link
that was quoted works on.
As long as an answer is kept, so are the files that it cites, in `kept/`, whatever becomes of them in the library.
"""

from __future__ import annotations

import datetime
import json
import logging
import os
import secrets
import sqlite3
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
from ui.ledger_schema import MIGRATIONS
from ui.migrating import migrate
from ui.problems import FeedbackRefused
from ui.terminal import plain

log = logging.getLogger(__name__)

FILE = "answers.sqlite"
SOURCES = "kept"  # folder of the bytes that kept answers cite
MOST_FEEDBACK = 20  # of one answer
LONGEST_SENTENCE = 500
UNKNOWN = Circumstances()
Reason = Literal["wrong", "incomplete", "source", "unclear"]

FOUND = """
    SELECT answer.at, coalesce(link.id, ''), answer.content FROM answer LEFT JOIN link ON link.answer_id = answer.id
    WHERE {key} = ? AND (link.id IS NOT NULL OR answer.at >= ?)
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was given, and when (UTC). id: what it was asked for by, its own or the link; link: "" where nobody shared it."""

    id: str
    time: datetime.datetime
    answer: Answer
    link: str = ""

    @property
    def shared(self) -> bool:
        """Whether everybody with the link can read it."""
        return bool(self.link)

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
        with translated(folder):
            # Questions are nobody else's business: other accounts of the machine cannot read them.
            os.close(os.open(folder / FILE, os.O_CREAT | os.O_RDWR, 0o600))
        with self.connected() as connection:
            migrate(connection, folder / FILE, MIGRATIONS)

    @classmethod
    def open(cls, folder: Path, keep_days: int) -> Ledger | None:
        """The ledger of the library in `folder`; None where nothing is to be kept."""
        return cls(folder, keep_days) if keep_days else None

    @classmethod
    def there(cls, folder: Path, keep_days: int, now: Callable[[], datetime.datetime] = _now) -> Ledger | None:
        """The ledger of the library in `folder` if there is one, also where nothing more is kept."""
        return cls(folder, keep_days, now) if (folder / FILE).exists() else None

    def keep(self, answer: Answer, circumstances: Circumstances = UNKNOWN) -> str | None:
        """Keep an answer; its id. None when it cannot be written: the answer itself must not be lost for that."""
        new, at = secrets.token_urlsafe(16), self._now()
        try:
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
        return self._found("answer.id", answer_id)

    def linked(self, link: str) -> Kept | None:
        """The answer that was shared under this link, for everybody."""
        return self._found("link.id", link)

    def _found(self, key: str, value: str) -> Kept | None:
        with self.connected() as connection:
            row = connection.execute(FOUND.format(key=key), (value, self.oldest())).fetchone()
        return _read(value, *row) if row else None

    def share(self, answer_id: str) -> str | None:
        """Let everybody read it who has the link, which is returned; None when there is no such answer."""
        if (kept := self.get(answer_id)) is None:
            return None
        if kept.link:
            return kept.link
        with self.connected() as connection:
            connection.execute("INSERT OR IGNORE INTO link VALUES (?, ?)", (secrets.token_urlsafe(16), answer_id))
            connection.execute("UPDATE answer SET shared_at = ? WHERE id = ?", (_written(self._now()), answer_id))
            (link,) = connection.execute("SELECT id FROM link WHERE answer_id = ?", (answer_id,)).fetchone()
        return str(link)

    def withdraw(self, answer_id: str) -> bool:
        """Take the link back, for good: shared again it gets another. From then on the answer expires as others do.

        False when there is no such answer.
        """
        if self.get(answer_id) is None:
            return False
        with self.connected() as connection:
            connection.execute("DELETE FROM link WHERE answer_id = ?", (answer_id,))
            connection.execute("UPDATE answer SET shared_at = NULL WHERE id = ?", (answer_id,))
        return True

    def withdraw_link(self, link: str) -> bool:
        """As `withdraw`, for who looks after the library and knows the link alone."""
        with self.connected() as connection:
            row = connection.execute("SELECT answer_id FROM link WHERE id = ?", (link,)).fetchone()
        return row is not None and self.withdraw(str(row[0]))

    def shared(self) -> list[Kept]:
        """All answers that are shared, by their links, the latest first."""
        with self.connected() as connection:
            rows = connection.execute(
                "SELECT link.id, answer.at, link.id, answer.content FROM link JOIN answer ON answer.id = link.answer_id"
                " ORDER BY answer.at DESC"
            ).fetchall()
        return [kept for row in rows if (kept := _read(*row))]

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

    def oldest(self) -> str:
        """The time before which what nobody shared has expired, as times are written here."""
        return _written(self._now() - datetime.timedelta(days=self._keep_days))

    def holds(self, answer_id: str) -> bool:
        """Whether there is anything of an answer, also where it has expired."""
        with self.connected() as connection:
            return connection.execute("SELECT 1 FROM answer WHERE id = ?", (answer_id,)).fetchone() is not None

    def sweep(self) -> None:
        """Delete what has expired, and the files that only such answers cite. Where nothing is to be kept, what was shared goes too."""
        with self.connected() as connection:
            gone = "DELETE FROM answer WHERE (shared_at IS NULL AND at < ?) OR ?"
            connection.execute(gone, (self.oldest(), self._keep_days == 0))
            keeping.collect(self._folder, {row[0] for row in connection.execute("SELECT DISTINCT sha256 FROM cited")}, SOURCES)

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """A connection in one transaction."""
        with translated(self._folder), closing(sqlite3.connect(self._folder / FILE, timeout=30.0)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # what has expired is overwritten
            with connection:
                yield connection


def _read(key: str, at: str, link: str, content: str) -> Kept | None:
    try:
        return Kept(key, datetime.datetime.fromisoformat(at), from_dict(json.loads(content)), link)
    except ValueError as error:  # written by a version that no field of this one can be read from
        log.error("a kept answer cannot be read: %s", error)
        return None


def _note(connection: sqlite3.Connection, answer_id: str, answer: Answer, circumstances: Circumstances) -> None:
    """What lists and figures ask of an answer."""
    question, timings = sound(answer.question).replace("\0", ""), answer.timings
    values = (answer_id, question, answer.status, answer.score, len(answer.rejected), timings.evidence, timings.first_claim, timings.total)
    settings = json.dumps(circumstances.settings)
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*values, circumstances.way, settings))


def _written(time: datetime.datetime) -> str:
    return time.astimezone(datetime.UTC).isoformat(timespec="seconds")
