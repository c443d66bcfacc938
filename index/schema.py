"""The tables of `library.sqlite`, as numbered migrations: `user_version` counts those that were applied.

It does not know who reads or writes the tables. A migration that was published is never edited; a change is a further one.
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x42454C47  # "BELG": tells a library from any other SQLite file

# A document is immutable: a changed one is a new row with a new id, so that a span once cited never points into another text.
# A source row is one version of a file (its bytes): while a changed file is taken in, documents of the old and of the new version stand
# side by side, each pointing at the bytes that hold it. `complete` is 0 until all documents of that version are in.
# `seq` numbers the transaction that wrote a document; a document that went away leaves a tombstone with the number of the one that
# removed it. Passage ids ascend with `seq` and are never used again.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO meta VALUES ('identity', lower(hex(randomblob(4))));  -- the states of two libraries never bear the same name

    CREATE TABLE source (
        id          INTEGER PRIMARY KEY AUTOINCREMENT,
        name        TEXT NOT NULL,               -- what the person calls it
        path        BLOB NOT NULL,               -- where it was synced from; data only, never opened again from here
        media_type  TEXT NOT NULL,
        sha256      TEXT NOT NULL,               -- of the bytes in sources/
        size        INTEGER NOT NULL,
        mtime_ns    INTEGER NOT NULL,
        preparation INTEGER NOT NULL,            -- version of reading, cleaning and splitting
        complete    INTEGER NOT NULL DEFAULT 0,
        synced_at   TEXT NOT NULL                -- UTC, ISO 8601
    ) STRICT;
    CREATE INDEX source_path ON source (path);

    CREATE TABLE document (
        id        INTEGER PRIMARY KEY AUTOINCREMENT,
        source_id INTEGER NOT NULL REFERENCES source (id),
        key       TEXT NOT NULL,                 -- tells the documents of one source apart
        hash      BLOB NOT NULL,                 -- of the raw document
        seq       INTEGER NOT NULL,
        text      BLOB NOT NULL,                 -- cleaned, UTF-8, deflated
        blocks    BLOB NOT NULL,                 -- JSON, deflated
        alignment BLOB NOT NULL,                 -- runs
        metadata  TEXT NOT NULL,                 -- JSON, what is known
        title     TEXT NOT NULL,                 -- that its passages bear
        number    TEXT AS (coalesce(json_extract(metadata, '$.number'), '')),
        kind      TEXT AS (coalesce(json_extract(metadata, '$.kind'), '')),
        date      TEXT AS (json_extract(metadata, '$.date'))
    ) STRICT;
    CREATE UNIQUE INDEX document_key ON document (source_id, key);
    CREATE INDEX document_seq ON document (seq);

    CREATE TABLE page (
        document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        start       INTEGER NOT NULL,            -- raw offset of the page's text
        length      INTEGER NOT NULL,            -- of the page's text, in characters
        number      INTEGER NOT NULL,
        label       TEXT NOT NULL,
        text        BLOB NOT NULL,               -- raw, UTF-8, deflated
        width       REAL NOT NULL,
        height      REAL NOT NULL,
        spans       BLOB NOT NULL,               -- of the words
        boxes       BLOB NOT NULL,               -- of the words
        headings    TEXT NOT NULL                -- JSON
    ) STRICT;
    CREATE UNIQUE INDEX page_start ON page (document_id, start);

    CREATE TABLE passage (
        id          INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        start       INTEGER NOT NULL,
        "end"       INTEGER NOT NULL,
        part        TEXT NOT NULL,
        heading     TEXT NOT NULL,
        title       TEXT,                        -- NULL where it is the document's
        text        TEXT NOT NULL,
        sentences   BLOB NOT NULL,               -- spans
        embedded    BLOB NOT NULL                -- hash of the text that was embedded
    ) STRICT;
    CREATE INDEX passage_document ON passage (document_id);
    CREATE INDEX passage_embedded ON passage (embedded);

    CREATE TABLE vector (
        passage_id INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
        vector     BLOB NOT NULL                 -- float16, little endian
    ) STRICT;

    CREATE TABLE tombstone (
        document_id INTEGER PRIMARY KEY,
        seq         INTEGER NOT NULL,
        passage_ids BLOB NOT NULL
    ) STRICT;
    CREATE INDEX tombstone_seq ON tombstone (seq);
    """,
    """
    CREATE TABLE sentence (
        passage_id INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
        vectors    BLOB NOT NULL                 -- of the sentences that say something alone; which ones, and int8
    ) STRICT;
    """,
    """
    CREATE INDEX document_number ON document (number);  -- a paper that another one refers to
    """,
    """
    CREATE TABLE folder (
        path BLOB PRIMARY KEY                    -- that a person had synced, absolute and free of links; later syncs go over it again
    ) STRICT, WITHOUT ROWID;
    """,
)


def version(connection: sqlite3.Connection) -> int:
    """How many migrations the database has seen; 0 for an empty one. ValueError when it is something else than a library."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables or number:
            raise ValueError("it is a database of another program")
        return 0
    if number > len(MIGRATIONS):
        raise ValueError(f"it has schema {number}, this version of Belegt knows up to {len(MIGRATIONS)}")
    return int(number)


def migrate(connection: sqlite3.Connection) -> None:
    """Apply what is missing, each migration in a transaction of its own."""
    for number, script in enumerate(MIGRATIONS[version(connection) :], version(connection) + 1):
        connection.executescript(
            f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID}; {script} PRAGMA user_version = {number}; COMMIT;"
        )
