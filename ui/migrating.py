"""Tables of a SQLite file as numbered scripts: `user_version` counts those that were applied.

It does not know what the tables hold. A script that was published is never edited, a change is a further one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from index.errors import LibraryDamaged


def migrate(connection: sqlite3.Connection, file: Path, scripts: Sequence[str]) -> None:
    """Apply what is missing, each script in a transaction of its own. LibraryDamaged where a newer Belegt has been at work."""
    (known,) = connection.execute("PRAGMA user_version").fetchone()
    if known > len(scripts):
        raise LibraryDamaged(path=file, reason=f"it has schema {known}, this version of Belegt knows up to {len(scripts)}")
    if known < len(scripts):
        connection.execute("PRAGMA journal_mode = WAL")
        for number, script in enumerate(scripts[known:], known + 1):
            connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;")
