"""Under which circumstances an answer was given: settings, filters, and the sources as they were at that moment.

It does not know where it is kept (`ui.ledger`). Nothing is noted of who asked.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from index.errors import LibraryError
from index.library import Library
from index.pages import text_of
from index.types import Filters
from rag import Assistant
from rag.types import Answer, Citation
from ui.documents import surroundings

log = logging.getLogger(__name__)

Way = Literal["", "chat", "http"]


@dataclass(frozen=True, slots=True)
class CitedSource:
    """The file that a citation is from and the text around the quote. number: of the citation; sha256: of the file's bytes."""

    number: int
    sha256: str
    media_type: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """way: how it was asked; settings: JSON-ready, with the filters of the question."""

    way: Way = ""
    settings: Mapping[str, object] = field(default_factory=dict)
    sources: tuple[CitedSource, ...] = ()


def circumstances_of(assistant: Assistant, answer: Answer, way: Way, filters: Filters | None = None) -> Circumstances:
    """Those of an answer that was just given. What a sync took away meanwhile, or cannot be read, is left out."""
    settings = {**assistant.settings, "filters": _written(filters or Filters())}
    return Circumstances(way, settings, tuple(_sources(assistant.library, answer.citations)))


def _sources(library: Library, citations: tuple[Citation, ...]) -> Iterator[CitedSource]:
    for citation in citations:
        try:
            source, text = library.source_of(citation.document_id), text_of(library, citation.document_id)
        except LibraryError as error:  # the answer stands, whatever becomes of what is noted of it
            log.warning("a cited source is not kept: %s", error)
            continue
        around = surroundings(text, citation.span)
        yield CitedSource(citation.number, source.sha256, source.media_type, source.name, around["before"], around["after"])


def _written(filters: Filters) -> dict[str, object]:
    """Those that narrow something."""
    given = {known.name: getattr(filters, known.name) for known in fields(filters)}
    return {name: value if isinstance(value, str) else str(value) for name, value in given.items() if value}
