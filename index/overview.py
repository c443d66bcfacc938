"""What a library as a whole is about: how many papers it holds, which questions they answer, under which headings they speak.

It does not know what is made of that. Counts by kind, ministry and date are those of `index.catalogue`.
"""

from __future__ import annotations

from index.library import Library

SAMPLE = 300  # headings: enough to choose from


def papers(library: Library) -> int:
    """Papers by their numbers; a document without one is a paper of its own."""
    query = "SELECT count(DISTINCT CASE WHEN number <> '' THEN number ELSE 'document ' || id END) FROM document"
    with library.store.reading() as connection:
        return int(connection.execute(query).fetchone()[0])


def answered_questions(library: Library) -> list[tuple[int, str]]:
    """Questions that documents answer, each with its document: a sample, the same for one state of the library."""
    return _headings(library, "part = 'answer' AND heading LIKE '%?%'")


def headings(library: Library) -> list[tuple[int, str]]:
    """Headings of running text, each with its document: a sample, the same for one state of the library."""
    return _headings(library, "part = 'text' AND heading <> ''")


def deadlines(library: Library) -> list[tuple[int, str]]:
    """Passages of running text or answers that say what shall be done until when, each with its document: a sample, as above."""
    query = (
        "SELECT document_id, text FROM passage WHERE part IN ('text', 'answer') AND text LIKE '% bis %'"
        " AND (text LIKE '% soll%' OR text LIKE '% wird %' OR text LIKE '% werden %') ORDER BY (id * 7919) % 10007 LIMIT ?"
    )
    with library.store.reading() as connection:
        return [(int(document), str(passage)) for document, passage in connection.execute(query, (SAMPLE,))]


def _headings(library: Library, condition: str) -> list[tuple[int, str]]:
    # Multiplied and divided, the ids come in an order that has nothing to do with that of the documents.
    query = (
        f"SELECT document_id, heading FROM passage WHERE {condition} AND length(heading) < 400"  # noqa: S608 - a constant
        " GROUP BY document_id, heading ORDER BY (min(id) * 7919) % 10007 LIMIT ?"
    )
    with library.store.reading() as connection:
        return [(int(document), str(heading)) for document, heading in connection.execute(query, (SAMPLE,))]
