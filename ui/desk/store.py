"""`staff.sqlite` beside the library: accounts and sessions of staff, what they decided and what they published.

It does not know what the tables mean. The file comes with the first account (`belegt user add`); until then there is none, and a library
that cannot be written to is served all the same.
"""

from __future__ import annotations

import datetime
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.store import translated
from ui.migrating import migrate

FILE = "staff.sqlite"

# As in `ui.ledger`: a script that was published is never edited, a change is a further one. Two processes may begin at once.
MIGRATIONS = (
    """
    CREATE TABLE IF NOT EXISTS account (
        id     INTEGER PRIMARY KEY,
        key    TEXT NOT NULL UNIQUE,    -- the name as it is looked up
        name   TEXT NOT NULL,
        hash   TEXT NOT NULL,           -- argon2id; '' of an account that was removed
        roles  TEXT NOT NULL,           -- with a comma between them
        active INTEGER NOT NULL,
        at     TEXT NOT NULL            -- UTC, ISO 8601
    ) STRICT;
    CREATE TABLE IF NOT EXISTS session (
        token_hash TEXT PRIMARY KEY,    -- sha256: who reads the file cannot sign in with it
        account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        csrf       TEXT NOT NULL,
        started    TEXT NOT NULL,
        seen       TEXT NOT NULL
    ) STRICT;
    """,
    """
    CREATE TABLE IF NOT EXISTS decision (
        id        INTEGER PRIMARY KEY,  -- rows are only ever added: the latest of an answer holds
        answer_id TEXT NOT NULL,
        at        TEXT NOT NULL,
        who       TEXT NOT NULL,        -- the name; accounts may go
        verdict   TEXT NOT NULL,        -- '' where there is none yet
        note      TEXT NOT NULL,
        assigned  TEXT NOT NULL,        -- name of an account, '' for nobody
        done      INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS decision_answer ON decision (answer_id);
    CREATE TABLE IF NOT EXISTS published (
        id           INTEGER PRIMARY KEY,
        answer_id    TEXT NOT NULL,
        content      TEXT NOT NULL,     -- the answer as JSON, `rag.schema`
        sources      TEXT NOT NULL,     -- JSON: the sha256 of each cited document's file, by its id
        at           TEXT NOT NULL,
        who          TEXT NOT NULL,
        withdrawn_at TEXT,              -- NULL: it is served
        withdrawn_by TEXT NOT NULL DEFAULT '',  -- '' where it was withdrawn by itself
        reason       TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE IF NOT EXISTS phrasing (
        id           INTEGER PRIMARY KEY,
        published_id INTEGER NOT NULL REFERENCES published (id) ON DELETE CASCADE,
        key          TEXT NOT NULL,     -- the question as it is looked up
        question     TEXT NOT NULL,
        UNIQUE (published_id, key)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS phrasing_key ON phrasing (key);
    """,
)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class StaffStore:
    """The file, migrated once for each process. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, now: Callable[[], datetime.datetime] = _now) -> None:
        self.path, self.now = folder / FILE, now
        self._migrated = False
        self._guard = threading.Lock()

    @property
    def there(self) -> bool:
        """Whether anybody ever had an account."""
        return self.path.exists()

    def create(self) -> None:
        """Make the file, if there is none. Errors: LibraryUnreachable."""
        with translated(self.path.parent):
            # Hashes of passwords are nobody else's business: other accounts of the machine cannot read them.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """A connection in one transaction, which holds the file from its first write on. The file must be there."""
        with translated(self.path.parent), closing(sqlite3.connect(self.path, timeout=30.0)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            with self._guard:
                if not self._migrated:
                    migrate(connection, self.path, MIGRATIONS)
                    self._migrated = True
            with connection:
                yield connection

    def written(self, time: datetime.datetime | None = None) -> str:
        """A time, by default the present one, as it stands in the file."""
        return (time or self.now()).astimezone(datetime.UTC).isoformat(timespec="seconds")
