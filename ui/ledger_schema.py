"""The tables of `answers.sqlite`, as numbered migrations: `user_version` counts those that were applied.

It does not know who reads or writes the tables. As in `index.schema`: a script that was published is never edited, a change is a further
one. Two processes may begin at once, so each script does nothing where it was run already.
"""

from __future__ import annotations

MIGRATIONS = (
    """
    CREATE TABLE IF NOT EXISTS answer (
        id              TEXT PRIMARY KEY,
        at              TEXT NOT NULL,           -- UTC, ISO 8601
        library_version TEXT NOT NULL,
        shared_at       TEXT,                    -- NULL: for whoever asked alone
        content         TEXT NOT NULL            -- JSON, `rag.schema`
    ) STRICT;
    CREATE INDEX IF NOT EXISTS answer_at ON answer (at);
    CREATE TABLE IF NOT EXISTS feedback (
        id        INTEGER PRIMARY KEY,
        answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
        at        TEXT NOT NULL,
        helpful   INTEGER NOT NULL,
        reason    TEXT,
        sentence  TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS feedback_answer ON feedback (answer_id);
    """,
    # What lists and figures ask of an answer, without reading the whole of it. Of answers that are older than the table it is taken from
    # their content; a question that JSON writes with half characters cannot be, and is left empty.
    """
    CREATE TABLE IF NOT EXISTS audit (
        answer_id TEXT PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
        question  TEXT NOT NULL,
        status    TEXT NOT NULL,
        score     REAL NOT NULL,
        rejected  INTEGER NOT NULL,              -- sentences that were thrown out
        evidence  REAL NOT NULL,                 -- seconds until it was found
        first     REAL NOT NULL,                 -- seconds until the first checked sentence, 0 where there was none
        total     REAL NOT NULL,
        way       TEXT NOT NULL,                 -- "chat", "http"; "" where nobody noted it
        settings  TEXT NOT NULL                  -- JSON
    ) STRICT;
    INSERT OR IGNORE INTO audit SELECT
        id,
        CASE WHEN instr(content, '\\ud') THEN '' ELSE replace(json_extract(content, '$.question'), char(0), '') END,
        json_extract(content, '$.status'),
        CAST(json_extract(content, '$.score') AS REAL),
        json_array_length(content, '$.rejected'),
        CAST(json_extract(content, '$.timings.evidence') AS REAL),
        CAST(json_extract(content, '$.timings.first_claim') AS REAL),
        CAST(json_extract(content, '$.timings.total') AS REAL),
        '',
        '{}'
    FROM answer WHERE json_valid(content);
    CREATE TABLE IF NOT EXISTS cited (
        answer_id  TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
        number     INTEGER NOT NULL,             -- of the citation
        sha256     TEXT NOT NULL,                -- of the bytes in kept/
        media_type TEXT NOT NULL,
        name       TEXT NOT NULL,
        before     TEXT NOT NULL,                -- the document's text in front of the quote
        after      TEXT NOT NULL,                -- and behind it
        PRIMARY KEY (answer_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS cited_sha256 ON cited (sha256);
    """,
    # Links of their own. Those of before, which are the answers' ids, go on working.
    """
    CREATE TABLE IF NOT EXISTS link (
        id        TEXT PRIMARY KEY,
        answer_id TEXT NOT NULL UNIQUE REFERENCES answer (id) ON DELETE CASCADE
    ) STRICT;
    INSERT OR IGNORE INTO link SELECT id, id FROM answer WHERE shared_at IS NOT NULL;
    """,
    # Answers in plain language, of those who asked for it.
    """
    CREATE TABLE IF NOT EXISTS plain (
        answer_id TEXT PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
        content   TEXT NOT NULL                  -- JSON, a list as of `rag.schema.plain_to_dict`
    ) STRICT, WITHOUT ROWID;
    """,
)
