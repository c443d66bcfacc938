"""Connections to `library.sqlite`: many readers, one writer, each in transactions.

It does not know what the tables mean. Reading never waits for writing (write-ahead log), whichever process does it.
"""

from __future__ import annotations

import errno
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index import schema
from index.errors import LibraryBusy, LibraryDamaged, LibraryFolderTaken, LibraryFull, LibraryMissing, LibraryUnreachable

DATABASE = "library.sqlite"
LOCK = "write.lock"
OWN = ("sources", "dense", "lexical")  # folders beside the database
BUSY_SECONDS = 30.0  # SQLite's own locks are only held for moments: by a checkpoint, or while a log is recovered after a crash
PAGE_BYTES = 16_384  # rows of one to two kB fill it better than SQLite's 4,096: a tenth less room
DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
UNREACHABLE = {"SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM", "SQLITE_READONLY"}


class Store:
    """The database of one library. Safe to use from many threads: each takes a connection out of a pool while it reads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the library, whatever is written meanwhile."""
        with translated(self.path):
            connection = self._take()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                connection.rollback()
                self._give(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is kept, or nothing when the block raises. The caller holds the lock."""
        with translated(self.path):
            connection = self._take()
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.commit()
            finally:
                connection.rollback()
                self._give(connection)

    @contextmanager
    def lock(self, timeout: float = 0.0) -> Iterator[None]:
        """Be the one writer, over all processes and threads. LibraryBusy after `timeout` seconds. It dies with the process."""
        lock = FileLock(self.path / LOCK)
        with translated(self.path):
            try:
                lock.acquire(timeout=timeout)
            except Timeout:
                raise LibraryBusy(path=self.path) from None
        try:
            yield
        finally:
            lock.release()

    def truncate_log(self) -> None:
        """Move what was committed out of the log into the database; readers that are at work only postpone it."""
        with translated(self.path):
            connection = self._take()
            try:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self._give(connection)

    def close(self) -> None:
        """Let go of the database; a thread that still reads closes its connection when it has finished."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise ValueError(f"the library at {self.path} is closed")
            if self._idle:
                return self._idle.pop()
        return connect(self.path / DATABASE)

    def _give(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()


def open_store(path: Path, create: bool = False, timeout: float = 0.0) -> Store:
    """The store of the library in the folder `path`, its schema up to date.

    Errors: LibraryMissing, unless `create`, else LibraryFolderTaken; LibraryDamaged; LibraryBusy when the schema has to change and
    another process is writing.
    """
    file = path / DATABASE
    store = Store(path)
    with translated(path):
        if create:
            _make(path)
        elif not file.is_file():
            raise LibraryMissing(path=path)
    try:
        with store.reading() as connection:
            found = schema.version(connection)
        if not found and not create:  # killed while it was made: nothing was ever in it
            raise LibraryMissing(path=path)
        if found < len(schema.MIGRATIONS):
            with store.lock(timeout), translated(path):
                _migrate(file)
    except ValueError as error:
        raise LibraryDamaged(path=path, reason=error) from error
    return store


def connect(file: Path) -> sqlite3.Connection:
    """A connection to an existing database, in autocommit; it may move between threads."""
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # with the log: whole after a crash of the machine, too
    return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors in the terms of the library at `path`. What is left over is a bug and stays as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        primary = "_".join(name.split("_")[:2])
        if primary == "SQLITE_FULL":
            raise LibraryFull(path=path) from error
        if primary == "SQLITE_BUSY":
            raise LibraryBusy(path=path) from error
        if primary in DAMAGED:
            raise LibraryDamaged(path=path, reason=error) from error
        if primary in UNREACHABLE:
            raise LibraryUnreachable(path=path, reason=error) from error
        raise
    except zlib.error as error:  # SQLite has no checksums of what it keeps: a changed byte shows when it is unpacked
        raise LibraryDamaged(path=path, reason=error) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise LibraryFull(path=path) from error
        raise LibraryUnreachable(path=path, reason=error.strerror or error) from error


def _make(path: Path) -> None:
    if not (path / DATABASE).exists():
        for name in OWN:  # the library would take what lies in there for its own, and remove it
            if (path / name).exists():
                raise LibraryFolderTaken(path=path, name=name)
    path.mkdir(parents=True, exist_ok=True)
    (path / DATABASE).touch()


def _migrate(file: Path) -> None:
    connection = connect(file)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")  # of a new database
        connection.execute("PRAGMA journal_mode = WAL")
        schema.migrate(connection)
    finally:
        connection.close()
