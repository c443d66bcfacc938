"""From what a reader found to a document that can be cited.

It does not know files, libraries or models.
"""

from __future__ import annotations

from index.alignment import Alignment
from index.clean import clean
from index.document import Document
from index.types import RawDocument, Source


def to_document(source: Source, raw: RawDocument) -> Document:
    """The cleaned document of a source. Its text is empty when the pages hold nothing."""
    cleaned = clean(raw)
    return Document(source, raw.key, cleaned.text.text, cleaned.blocks, raw.pages, Alignment.of(cleaned.text), cleaned.metadata)
