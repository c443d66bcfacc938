"""Answers that staff verified and published for a question: they are given first, as long as what they cite stands as it was.

It does not know who asks. A question is the same whatever its case, white space and punctuation; nothing is guessed beyond that. When a
cited document was changed or removed the answer is withdrawn by itself, the next time that it is asked for, looked at, or synced.
"""

from __future__ import annotations

import datetime
import json
import logging
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import BelegtError, DocumentMissing
from index.library import Library
from rag.schema import from_dict, to_dict
from rag.types import Answer
from ui.desk.refusals import AlreadyPublished, NoSuchPublication, NotConfirmed, NothingToPublish, PhrasingRefused
from ui.desk.store import StaffStore
from ui.exporting.standing import changed
from ui.terminal import plain

log = logging.getLogger(__name__)

# 1,5 and 15 are two things, so are 5 % and 5 €, less and more than 5, -5 and 5.
SAYING = re.compile(r"(?:\w|(?<=\d)[.,:/-](?=\d))+|[%‰€$£¥°+<>=≤≥±]|(?<!\S)[-−–](?=\d)")
_ALL = (
    "SELECT id, answer_id, content, at, who, withdrawn_at, withdrawn_by, reason,"
    " (SELECT json_group_array(question) FROM (SELECT question FROM phrasing WHERE published_id = published.id ORDER BY id))"
    " FROM published"
)
_WITHDRAW = "UPDATE published SET withdrawn_at = ?, withdrawn_by = ?, reason = ? WHERE id = ? AND withdrawn_at IS NULL"
MOST_PHRASINGS, LONGEST_PHRASING = 30, 2000


@dataclass(frozen=True, slots=True)
class Publication:
    """An answer and the questions that it is given for. withdrawn: when, if it is not served any more; by: "" where by itself."""

    id: int
    answer_id: str
    answer: Answer
    time: datetime.datetime
    who: str
    withdrawn: datetime.datetime | None
    by: str
    reason: str
    questions: tuple[str, ...]


class Published:
    """The publications of a library. Safe to use from several threads and processes."""

    def __init__(self, store: StaffStore, library: Library) -> None:
        self._store, self._library = store, library

    def publish(self, answer_id: str, answer: Answer, who: str) -> int:
        """Give this answer to its question from now on; its number. Errors: NothingToPublish, NotConfirmed, AlreadyPublished."""
        key = key_of(answer.question)
        if not key or not answer.claims or not answer.citations or changed(self._library, answer):
            raise NothingToPublish
        sources = {citation.document_id: self._library.source_of(citation.document_id).sha256 for citation in answer.citations}
        with self._store.connected() as connection:
            connection.execute("BEGIN IMMEDIATE")  # from here on nobody decides: who does so later finds what to withdraw
            latest = connection.execute(
                "SELECT verdict FROM decision WHERE answer_id = ? ORDER BY id DESC LIMIT 1", (answer_id,)
            ).fetchone()
            if latest and latest[0] != "right":
                raise NotConfirmed
            _free(connection, key, answer.question)
            new = connection.execute(
                "INSERT INTO published (answer_id, content, sources, at, who) VALUES (?, ?, ?, ?, ?)",
                (answer_id, json.dumps(to_dict(answer)), json.dumps(sources), self._store.written(), who),
            ).lastrowid
            connection.execute("INSERT INTO phrasing (published_id, key, question) VALUES (?, ?, ?)", (new, key, plain(answer.question)))
        return int(new or 0)

    def add_phrasing(self, number: int, question: str) -> None:
        """Give the answer to this question too. Errors: PhrasingRefused, AlreadyPublished, NoSuchPublication."""
        shown, key = plain(question), key_of(question)
        with self._store.connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            there = connection.execute("SELECT 1 FROM published WHERE id = ? AND withdrawn_at IS NULL", (number,)).fetchone()
            (count,) = connection.execute("SELECT count(*) FROM phrasing WHERE published_id = ?", (number,)).fetchone()
            if not there:
                raise NoSuchPublication
            if not key or len(shown) > LONGEST_PHRASING or count >= MOST_PHRASINGS:
                raise PhrasingRefused
            _free(connection, key, shown)
            connection.execute("INSERT INTO phrasing (published_id, key, question) VALUES (?, ?, ?)", (number, key, shown))

    def drop_phrasing(self, number: int, question: str) -> None:
        """Not give the answer to this further question any more; again does nothing. Its first question stays as long as it does."""
        with self._store.connected() as connection:
            connection.execute(
                "DELETE FROM phrasing WHERE published_id = ? AND key = ?"
                " AND id > (SELECT min(id) FROM phrasing WHERE published_id = ?)"
                " AND published_id IN (SELECT id FROM published WHERE withdrawn_at IS NULL)",
                (number, key_of(question), number),
            )

    def withdraw(self, number: int, who: str, reason: str = "") -> None:
        """Not serve it any more; again does nothing. who: "" where that happens by itself."""
        with self._store.connected() as connection:
            connection.execute(_WITHDRAW, (self._store.written(), who, plain(reason)[:500], number))

    def withdrawing(self, answer_id: str, answer: Answer, who: str, reason: str) -> Callable[[sqlite3.Connection], None]:
        """Not serve this answer any more, whether it was published itself or is one that was given; as a part of another transaction."""

        def withdrawn(connection: sqlite3.Connection) -> None:
            for row in connection.execute(f"{_ALL} WHERE withdrawn_at IS NULL").fetchall():
                if row[1] == answer_id or (answer.verified and _publication(row).answer.claims == answer.claims):
                    connection.execute(_WITHDRAW, (self._store.written(), who, plain(reason)[:500], row[0]))

        return withdrawn

    def find(self, question: str) -> Answer | None:
        """The published answer to this question, with its day in `verified`; None where there is none, or where it has just fallen."""
        key = key_of(question)
        if not key or not self._store.there:
            return None
        try:
            standing = self._standing(self._read("withdrawn_at IS NULL AND id IN (SELECT published_id FROM phrasing WHERE key = ?)", key))
        except (BelegtError, ValueError) as error:  # what staff did, or an older version wrote, must not keep anybody from an answer
            log.error("published answers cannot be read: %s", error)
            return None
        return replace(standing[0].answer, verified=standing[0].time.astimezone().date()) if standing else None

    def everything(self) -> list[Publication]:
        """All of them, newest first, what has fallen withdrawn."""
        if not self._store.there:
            return []
        self.check()
        return self._read("1")

    def of(self, answer_id: str, answer: Answer) -> Publication | None:
        """What was published last of an answer, or gave it: each time that a published answer is given, that is an answer of its own."""
        found = self.everything()
        gave = (each for each in found if answer.verified and not each.withdrawn and each.answer.claims == answer.claims)
        return next((each for each in found if each.answer_id == answer_id), None) or next(gave, None)

    def check(self) -> int:
        """Withdraw what has fallen since a document changed; how many that were."""
        if not self._store.there:
            return 0
        found = self._read("withdrawn_at IS NULL")
        return len(found) - len(self._standing(found))

    def _standing(self, found: Iterable[Publication]) -> list[Publication]:
        """Those whose documents are as they were; the others are withdrawn."""
        standing = list[Publication]()
        for each in found:
            if fallen := self._fallen(each):
                self.withdraw(each.id, "", fallen)
            else:
                standing.append(each)
        return standing

    def _fallen(self, publication: Publication) -> str:
        """Why it cannot be served any more; "" while it can."""
        gone = changed(self._library, publication.answer)
        with self._store.connected() as connection:
            (written,) = connection.execute("SELECT sources FROM published WHERE id = ?", (publication.id,)).fetchone()
        for citation in publication.answer.citations:
            title = plain(citation.title) or plain(citation.source_name)
            try:
                same = self._library.source_of(citation.document_id).sha256 == json.loads(written).get(str(citation.document_id))
            except DocumentMissing:
                return f"Das zitierte Dokument „{title}“ ist nicht mehr in der Bibliothek, oder es wurde ersetzt."
            if citation.number in gone or not same:
                return f"Das zitierte Dokument „{title}“ wurde geändert."
        return ""

    def _read(self, condition: str, *values: str) -> list[Publication]:
        with self._store.connected() as connection:
            rows = connection.execute(f"{_ALL} WHERE {condition} ORDER BY id DESC", values).fetchall()
        return [_publication(row) for row in rows]


def publications(library: Library) -> Published:
    """Those beside a library."""
    return Published(StaffStore(library.path), library)


def withdraw_fallen(folder: Path) -> int:
    """Withdraw what a sync of the library in `folder` has made fall; how many publications that were."""
    store = StaffStore(folder)
    if not store.there:
        return 0
    with Library.open(folder) as library:
        return Published(store, library).check()


def forget_withdrawn(store: StaffStore, before: datetime.datetime) -> None:
    """Delete, with their questions, the publications that were withdrawn before that time."""
    with store.connected() as connection:
        connection.execute("DELETE FROM published WHERE withdrawn_at < ?", (store.written(before),))


def key_of(question: str) -> str:
    """The question without case, punctuation and white space that differ: what makes two of them the same."""
    return " ".join(SAYING.findall(unicodedata.normalize("NFC", plain(question)).casefold()))


def _free(connection: sqlite3.Connection, key: str, question: str) -> None:
    query = "SELECT 1 FROM phrasing JOIN published ON published.id = published_id WHERE key = ? AND withdrawn_at IS NULL"
    if connection.execute(query, (key,)).fetchone():
        raise AlreadyPublished(question=plain(question))


def _publication(row: tuple[object, ...]) -> Publication:
    number, answer_id, content, at, who, withdrawn, by, reason, questions = row
    return Publication(
        id=int(str(number)),
        answer_id=str(answer_id),
        answer=from_dict(json.loads(str(content))),
        time=datetime.datetime.fromisoformat(str(at)),
        who=str(who),
        withdrawn=datetime.datetime.fromisoformat(str(withdrawn)) if withdrawn else None,
        by=str(by),
        reason=str(reason),
        questions=tuple(json.loads(str(questions))),
    )
