"""Domain types in and out of the tables: what is written is read back exactly equal.

It does not know transactions, sequence numbers or what changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from index.alignment import Alignment
from index.changes import IndexedPassage
from index.document import Document, page_offsets
from index.packing import (
    headings_from_json,
    headings_to_json,
    metadata_from_json,
    metadata_to_json,
    pack_blocks,
    pack_floats,
    pack_ints,
    pack_spans,
    pack_text,
    unpack_blocks,
    unpack_floats,
    unpack_ints,
    unpack_spans,
    unpack_text,
    unpack_vectors,
)
from index.types import Metadata, Passage, RawPage, Source, Span, Words
from index.vectors import Vectors

PASSAGE = 'p.id, p.document_id, p.start, p."end", p.text, p.sentences, p.heading, p.part, coalesce(p.title, d.title)'


def insert_document(connection: sqlite3.Connection, document: Document, title: str, content: bytes, sequence: int) -> int:
    """Write a document with its pages; `content` is the hash of the raw document. The new id."""
    cursor = connection.execute(
        "INSERT INTO document (source_id, key, hash, seq, text, blocks, alignment, metadata, title) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.source.id,
            document.key,
            content,
            sequence,
            pack_text(document.text),
            pack_blocks(document.blocks),
            pack_ints(document.alignment.runs),
            metadata_to_json(document.metadata),
            title,
        ),
    )
    new = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO page (document_id, start, length, number, label, text, width, height, spans, boxes, headings)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_page_row(new, start, page) for start, page in zip(page_offsets(document.pages), document.pages, strict=True)),
    )
    return new


def insert_passage(
    connection: sqlite3.Connection, document_id: int, passage: Passage, title: str, embedded: bytes, vectors: Vectors
) -> int:
    """Write a passage of a document with this title; `embedded` is the hash of the text behind the vectors. The new id."""
    cursor = connection.execute(
        'INSERT INTO passage (document_id, start, "end", part, heading, title, text, sentences, embedded)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document_id,
            passage.span.start,
            passage.span.end,
            passage.part,
            passage.heading,
            None if passage.title == title else passage.title,
            passage.text,
            pack_spans(passage.sentences),
            embedded,
        ),
    )
    new = int(cursor.lastrowid or 0)
    connection.execute("INSERT INTO vector (passage_id, vector) VALUES (?, ?)", (new, vectors.passage))
    connection.execute("INSERT INTO sentence (passage_id, vectors) VALUES (?, ?)", (new, vectors.sentences))
    return new


def select_document(connection: sqlite3.Connection, document_id: int) -> Document | None:
    """The whole document, or None when there is none of this id."""
    row = connection.execute("SELECT key, text, blocks, alignment, metadata FROM document WHERE id = ?", (document_id,)).fetchone()
    if row is None:
        return None
    key, text, blocks, alignment, metadata = row
    source = select_source(connection, document_id)
    assert source is not None  # noqa: S101 - a foreign key
    pages, _offsets = select_pages(connection, document_id)
    return Document(
        source=source,
        key=key,
        text=unpack_text(text),
        blocks=unpack_blocks(blocks),
        pages=pages,
        alignment=Alignment(unpack_ints(alignment, 3)),
        metadata=metadata_from_json(metadata),
        id=document_id,
    )


def select_pages(connection: sqlite3.Connection, document_id: int, raw: Span | None = None) -> tuple[tuple[RawPage, ...], tuple[int, ...]]:
    """The pages of a document that touch a stretch of its raw text (all pages without one), and the raw offset of each."""
    start, end = (raw.start, raw.end) if raw else (-1, 1 << 62)
    rows = connection.execute(
        "SELECT start, number, label, text, width, height, spans, boxes, headings FROM page"
        " WHERE document_id = ? AND start < ? AND start + length >= ? ORDER BY start",
        (document_id, end, start),
    ).fetchall()
    return tuple(_page(row[1:]) for row in rows), tuple(row[0] for row in rows)


def select_passages(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Passage]:
    """The passages of these ids in this order; those that are gone are left out."""
    rows = connection.execute(
        f"SELECT {PASSAGE} FROM json_each(?) AS wanted JOIN passage AS p ON p.id = wanted.value"  # noqa: S608 - a constant
        " JOIN document AS d ON d.id = p.document_id ORDER BY wanted.key",
        (json.dumps([int(number) for number in ids]),),
    )
    return [to_passage(row) for row in rows]


def select_neighbours(connection: sqlite3.Connection, passage_id: int) -> tuple[Passage | None, Passage | None]:
    """The passages before and after one in its document; ids ascend in the order of the text."""
    same = "SELECT {} FROM passage WHERE document_id = (SELECT document_id FROM passage WHERE id = :id) AND id {} :id"
    query = f"SELECT ({same.format('max(id)', '<')}), ({same.format('min(id)', '>')})"
    found = connection.execute(query, {"id": passage_id}).fetchone()
    before, after = ([*select_passages(connection, [number] if number else []), None][0] for number in found)
    return before, after


def select_indexed(connection: sqlite3.Connection, since: int, until: int, last: int, limit: int) -> list[IndexedPassage]:
    """At most `limit` passages with ids above `last`, ascending, of documents written after `since` and up to `until`."""
    if since and last < 0:  # ids ascend with the sequence number: what lies before the first new one is skipped at once
        first = "SELECT min(p.id) FROM document AS d JOIN passage AS p ON p.document_id = d.id WHERE d.seq > ?"
        last = (connection.execute(first, (since,)).fetchone()[0] or 0) - 1
    found = connection.execute(
        "SELECT p.id, p.document_id, coalesce(p.title, d.title), p.heading, p.part, p.text, v.vector"
        " FROM passage AS p CROSS JOIN document AS d ON d.id = p.document_id CROSS JOIN vector AS v ON v.passage_id = p.id"
        " WHERE p.id > ? AND d.seq > ? AND d.seq <= ? ORDER BY p.id LIMIT ?",
        (last, since, until, limit),
    ).fetchall()
    vectors = unpack_vectors([row[-1] for row in found])
    return [
        IndexedPassage(number, document_id, title, heading, part, text, vector)
        for (number, document_id, title, heading, part, text, _blob), vector in zip(found, vectors, strict=True)
    ]


def select_source(connection: sqlite3.Connection, document_id: int) -> Source | None:
    """The source of a document, or None when there is no document of this id."""
    row = connection.execute(
        "SELECT s.id, s.name, s.media_type, s.sha256 FROM document AS d JOIN source AS s ON s.id = d.source_id WHERE d.id = ?",
        (document_id,),
    ).fetchone()
    return Source(*row) if row else None


def select_metadata(connection: sqlite3.Connection, document_id: int) -> Metadata | None:
    """What is known about a document, or None when there is none of this id."""
    row = connection.execute("SELECT metadata FROM document WHERE id = ?", (document_id,)).fetchone()
    return metadata_from_json(row[0]) if row else None


def to_passage(row: Sequence[Any]) -> Passage:
    """A passage from the columns `PASSAGE`."""
    number, document_id, start, end, text, sentences, heading, part, title = row
    return Passage(number, document_id, Span(start, end), text, unpack_spans(sentences), heading, part, title)


def _page_row(document_id: int, start: int, page: RawPage) -> tuple[object, ...]:
    return (
        document_id,
        start,
        len(page.text),
        page.number,
        page.label,
        pack_text(page.text),
        page.width,
        page.height,
        pack_ints(page.words.spans),
        pack_floats(page.words.boxes),
        headings_to_json(page.headings),
    )


def _page(row: Sequence[Any]) -> RawPage:
    number, label, text, width, height, spans, boxes, headings = row
    return RawPage(
        number=number,
        label=label,
        text=unpack_text(text),
        words=Words(number, unpack_ints(spans, 2), unpack_floats(boxes, 4)),
        width=width,
        height=height,
        headings=headings_from_json(headings),
    )
