"""What a library says of itself: its identity, its sequence number, the embedder that it was built with.

It does not know documents.
"""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path

from index.changes import History
from index.errors import EmbedderMismatch
from index.types import Embedder

STATES = 256  # whose names are kept; an index that lags behind further is built anew
UNNAMED = "0"  # the state of a library that was written before states had names


def get(connection: sqlite3.Connection) -> dict[str, str]:
    """Everything, by key."""
    return dict(connection.execute("SELECT key, value FROM meta").fetchall())


def put(connection: sqlite3.Connection, **values: object) -> None:
    """Set some keys."""
    connection.executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [(key, str(value)) for key, value in values.items()],
    )


def sequence(connection: sqlite3.Connection) -> int:
    """The number of the last transaction that changed documents, 0 before the first."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'sequence'").fetchone()
    return int(row[0]) if row else 0


def advance(connection: sqlite3.Connection) -> int:
    """The number of the transaction that is being written. The state that it leads to gets a name."""
    number = sequence(connection) + 1
    names = [*_names(get(connection)), secrets.token_hex(4)]
    put(connection, sequence=number, states=" ".join(names[-STATES:]))
    return number


def history(connection: sqlite3.Connection) -> History:
    """The latest states of the library."""
    known = get(connection)
    return History(int(known.get("sequence", 0)), [f"{known['identity']}-{name}" for name in _names(known)])


def _names(known: dict[str, str]) -> list[str]:
    return known.get("states", UNNAMED).split()


def adopt_embedder(connection: sqlite3.Connection, embedder: Embedder) -> None:
    """Note the embedder that the library is built with from now on."""
    put(
        connection,
        embedder=name_of(embedder),
        fingerprint=embedder.fingerprint,
        dimension=embedder.dimension,
        query_prefix=getattr(embedder, "query_prefix", ""),
        passage_prefix=getattr(embedder, "passage_prefix", ""),
    )


def check_embedder(connection: sqlite3.Connection, path: Path, embedder: Embedder | None) -> None:
    """EmbedderMismatch when the library's vectors come from another embedder; None and a library without vectors fit everything."""
    built = get(connection)
    if embedder and built.get("fingerprint", embedder.fingerprint) != embedder.fingerprint:
        raise EmbedderMismatch(path=path, built=built["embedder"], current=name_of(embedder))


def name_of(embedder: Embedder) -> str:
    """What a person calls the embedder, and enough of its fingerprint to tell two of the same name apart."""
    name = getattr(embedder, "name", "")
    return f"{name} ({embedder.fingerprint[:12]})" if name else embedder.fingerprint
