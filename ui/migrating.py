"""Tables of a SQLite file as numbered scripts: `user_version` counts those that were applied.

It does not know what the tables hold. A script that was published is never edited, a change is a further one.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import LibraryDamaged

PATIENCE = 30.0
"""Seconds to wait for others who open the same new file."""


def migrate(connection: sqlite3.Connection, file: Path, scripts: Sequence[str]) -> None:
    """Apply what is missing, each script in a transaction of its own; others may do so at the same time.

    Errors: LibraryDamaged where a newer Belegt has been at work.
    """
    known = _version(connection)
    if known > len(scripts):
        raise LibraryDamaged(path=file, reason=f"it has schema {known}, this version of Belegt knows up to {len(scripts)}")
    if known == len(scripts):
        return
    _write_ahead(connection)
    while (known := _version(connection)) < len(scripts):
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            if _version(connection) == known:  # else another one has applied it while this one waited
                for statement in _statements(scripts[known]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {known + 1}")


def _version(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """SQLite does not wait by itself here: it says at once that the file is locked while another one is reading it."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.01)


def _statements(script: str) -> Iterator[str]:
    """One by one: `executescript` would commit before each script, and so not hold what was begun."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
