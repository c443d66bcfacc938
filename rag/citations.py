"""Evidence with everything that a reader needs to find it in the paper.

It does not know how evidence was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.errors import DocumentMissing
from index.library import Library
from index.types import Passage, Span
from rag.types import Citation, Evidence


def cite(
    library: Library, evidence: Sequence[Evidence], passages: Mapping[int, Passage]
) -> tuple[tuple[Evidence, ...], tuple[Citation, ...]]:
    """The evidence and a citation for each, both numbered from 1. passages: by id, those that the evidence lies in.

    Evidence of a document that another process has removed since it was found is left out.
    """
    found, citations = list[Evidence](), list[Citation]()
    for item in evidence:
        number = len(found) + 1
        try:
            citations.append(replace(_citation(library, number, passages[item.passage_id], item.span, item.text), lead=item.lead))
        except DocumentMissing:
            continue
        found.append(replace(item, number=number))
    return tuple(found), tuple(citations)


def cite_passage(library: Library, number: int, passage: Passage) -> Citation:
    """A citation of a whole passage. DocumentMissing when its document is gone."""
    return _citation(library, number, passage, passage.span, passage.text)


def context_of(passage: Passage) -> str:
    """Title and heading: what a passage is about, without being part of it."""
    return "\n".join(filter(None, (passage.title, passage.heading)))


def _citation(library: Library, number: int, passage: Passage, span: Span, quote: str) -> Citation:
    metadata = library.metadata(passage.document_id)
    return Citation(
        number=number,
        document_id=passage.document_id,
        title=passage.title or metadata.title,
        span=span,
        quote=quote,
        places=library.locate(passage.document_id, span),
        source_name=library.source_of(passage.document_id).name,
        paper=metadata.number,
        date=metadata.date,
        heading=passage.heading,
        url=metadata.url,
    )
