"""What a screen asks of one document: its list of pages, the text around a quote, the file that it came from.

It does not know how any of it is shown. Word boxes are not read: `Library.locate` does that for the words that are cited.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index import keeping
from index.errors import DocumentMissing, LibraryDamaged
from index.library import Library
from index.packing import unpack_text
from index.types import Source, Span


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page without its text. label: what is printed on it; width and height in points, 0 for formats without pages."""

    number: int
    label: str
    width: float
    height: float


def leaves(library: Library, document_id: int) -> tuple[Leaf, ...]:
    """The pages of a document in their order. DocumentMissing when it was replaced or removed."""
    query = "SELECT number, label, width, height FROM page WHERE document_id = ? ORDER BY start"
    with library.store.reading() as connection:
        found = tuple(Leaf(*row) for row in connection.execute(query, (document_id,)))
    if not found:
        raise DocumentMissing(path=library.path, id=document_id)
    return found


def text_of(library: Library, document_id: int) -> str:
    """The cleaned text. DocumentMissing when the document was replaced or removed."""
    with library.store.reading() as connection:
        row = connection.execute("SELECT text FROM document WHERE id = ?", (document_id,)).fetchone()
    if row is None:
        raise DocumentMissing(path=library.path, id=document_id)
    return unpack_text(row[0])


def heading_of(library: Library, document_id: int, span: Span) -> str:
    """The heading of the passage that `span` begins in; "" where it has none."""
    query = 'SELECT heading FROM passage WHERE document_id = ? AND start <= ? AND "end" > ? ORDER BY id LIMIT 1'
    with library.store.reading() as connection:
        row = connection.execute(query, (document_id, span.start, span.start)).fetchone()
    return str(row[0]) if row else ""


def file_of(library: Library, document_id: int) -> tuple[Source, Path]:
    """The file that holds a document, and where its very bytes lie. Errors: DocumentMissing; LibraryDamaged when they are gone."""
    source = library.source_of(document_id)
    path = library.path / keeping.FOLDER / source.sha256
    if not path.is_file():
        raise LibraryDamaged(path=library.path, reason=f"{keeping.FOLDER}/{source.sha256} is missing")
    return source, path
