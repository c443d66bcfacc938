"""The tables of a file that several open at once, each believing to be the first."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import LibraryDamaged
from ui.migrating import migrate

SCRIPTS = [
    "CREATE TABLE word (word TEXT) STRICT; -- a comment; it has a semicolon\nINSERT INTO word VALUES ('a;b');",
    "ALTER TABLE word ADD COLUMN seen INTEGER; INSERT INTO word VALUES ('c', 1);",
    "CREATE TRIGGER gone AFTER DELETE ON word BEGIN INSERT INTO word VALUES ('d', 2); SELECT 1; END;",
]


def connect(file: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(file, timeout=30.0))


def test_each_script_is_applied_once_though_many_open_the_file_at_once(tmp_path: Path) -> None:
    for attempt in range(20):
        file, gate = tmp_path / f"{attempt}.sqlite", threading.Barrier(8)

        def come(_number: int, file: Path = file, gate: threading.Barrier = gate) -> None:
            gate.wait()
            with connect(file) as connection:
                migrate(connection, file, SCRIPTS)

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(come, range(8)))
        with connect(file) as connection:
            assert connection.execute("SELECT word, seen FROM word").fetchall() == [("a;b", None), ("c", 1)]
            assert connection.execute("PRAGMA user_version").fetchone() == (3,)


def test_a_script_that_fails_leaves_nothing_of_itself(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite"
    with connect(file) as connection, pytest.raises(sqlite3.OperationalError):
        migrate(connection, file, [SCRIPTS[0], "INSERT INTO word VALUES ('half'); CREATE TABLE word (again TEXT);"])
    with connect(file) as connection:
        assert connection.execute("SELECT word FROM word").fetchall() == [("a;b",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite"
    with connect(file) as connection:
        migrate(connection, file, SCRIPTS)
        with pytest.raises(LibraryDamaged, match="schema 3, this version of Belegt knows up to 1"):
            migrate(connection, file, SCRIPTS[:1])
