"""Which quotes of a kept answer still stand in the library as they did.

It does not know what a person is told about the others.
"""

from __future__ import annotations

from index.errors import DocumentMissing
from index.library import Library
from index.pages import text_of
from rag.types import Answer, Citation


def changed(library: Library, answer: Answer) -> frozenset[int]:
    """The numbers of the citations whose documents were changed or removed since, or belong to another library in the same place."""
    same = library.version.rpartition("-")[0] == answer.library_version.rpartition("-")[0]
    return frozenset(citation.number for citation in answer.citations if not (same and _stands(library, citation)))


def _stands(library: Library, citation: Citation) -> bool:
    try:
        return citation.span.of(text_of(library, citation.document_id)) == citation.quote
    except DocumentMissing:
        return False
