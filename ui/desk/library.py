"""The desk's shelf: documents with what is known of them, search in their passages, and each document with its passages.

It does not know how documents get in or out (`ui.desk.uploading`).
"""

from __future__ import annotations

import os
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from index.catalogue import DocumentEntry
from index.errors import DocumentMissing, QuestionError
from index.folders import is_synced, is_upload, origins
from index.holdings import Holding, holdings, last_sync, passages_of, paths
from index.library import Library
from index.readers.file import amount
from index.types import Filters, Span
from rag import Assistant
from rag.stems import all_stems, stems
from rag.types import Result
from rag.words import content_words
from ui import uploads
from ui.audit.citing import citing
from ui.desk.access import Editor
from ui.desk.page import page
from ui.problems import DocumentGone
from ui.services import Services
from ui.terminal import reference

PAGE, PASSAGES, FOUND, CITING = 50, 40, 20, 5
Number = Annotated[int, Path(ge=1, le=2**53)]
Part = Annotated[str, Field(max_length=200)]
Start = Annotated[int, Field(ge=0, le=10**9)]


class Given(BaseModel):
    """What the forms above the list send."""

    title: Part = ""
    kind: Part = ""
    words: Part = ""
    start: Start = 0


def library_routes(assistant: Assistant, services: Services) -> APIRouter:
    """For editors of the library and administrators."""
    routes, library = APIRouter(), assistant.library

    @routes.get("/library")
    def listed(request: Request, member: Editor, given: Annotated[Given, Query()]) -> Response:
        """Documents, what waits, what the last sync said, folders that are synced, and passages with the words that were searched for."""
        filters = Filters(title=given.title.strip(), kind=given.kind)
        found, total = library.documents(filters, PAGE + 1, given.start), len(library.document_ids(filters))
        results, problem = _search(assistant, given.words, filters)
        found_in = origins(library)
        values = {
            "documents": _lines(library, found[:PAGE]),
            "total": total,
            "kinds": [kind for kind, _ in library.facets().kinds],
            "waiting": uploads.waiting(library.path, paths(library)),
            "last": last_sync(library.path),
            "folders": [folder.to_dict() for folder in found_in.folders],
            "others": found_in.others,
            "results": results,
            "problem": problem,
            "given": given,
            "query": urlencode(given.model_dump(exclude={"start"}, exclude_defaults=True)),
            "earlier": max(given.start - PAGE, 0),
            "later": given.start + PAGE if len(found) > PAGE else 0,
            "limit": services.upload_max_bytes,
            "limit_shown": amount(services.upload_max_bytes),
            "endings": ",".join(uploads.ENDINGS.values()),
        }
        return page(request, member, "library.html", 200, **values)

    @routes.get("/library/{document_id}")
    def shown(request: Request, member: Editor, document_id: Number, start: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
        """A document with its passages."""
        values = described(library, services, document_id)
        found = passages_of(library, document_id, PASSAGES + 1, start)
        pages = [_pages(library, document_id, passage.span) for passage in found[:PASSAGES]]
        ways = {"start": start, "earlier": max(start - PASSAGES, 0), "later": start + PASSAGES if len(found) > PASSAGES else 0}
        passages = list(zip(found[:PASSAGES], pages, strict=True))
        return page(request, member, "document.html", 200, passages=passages, endings=",".join(uploads.ENDINGS.values()), **values, **ways)

    return routes


def described(library: Library, services: Services, document_id: int) -> dict[str, object]:
    """What pages about one document show. DocumentGone."""
    try:
        metadata, source = library.metadata(document_id), library.source_of(document_id)
    except DocumentMissing:
        raise DocumentGone from None
    holding = holdings(library, [document_id]).get(document_id)
    if holding is None:
        raise DocumentGone
    count, answers = citing(services.ledger, holding.sha256, CITING) if services.ledger else (0, [])
    return {
        "id": document_id,
        "metadata": metadata,
        "title": metadata.title or source.name,
        "source": source,
        "holding": holding,
        "uploaded": is_upload(library.path, holding.path),
        "synced": is_synced(library, holding.path),
        "citing_count": count,
        "citing": answers,
    }


def highlighted(text: str, words: str) -> list[tuple[str, bool]]:
    """The text in pieces, those marked that share a stem with one of the words; together they are the text."""
    wanted, pieces, end = all_stems(words), list[tuple[str, bool]](), 0
    for word in content_words(text):
        if any(part & wanted for part in stems(word.text)):
            stop = word.start + len(word.text)
            pieces += [(text[end : word.start], False), (text[word.start : stop], True)]
            end = stop
    return [*pieces, (text[end:], False)]


def _search(assistant: Assistant, words: str, filters: Filters) -> tuple[list[tuple[Result, str, list[tuple[str, bool]]]] | None, str]:
    """Passages with the words marked, or why there are none; None where nothing was searched for."""
    if not words.strip():
        return None, ""
    try:
        found = assistant.search(words, FOUND, filters)
    except QuestionError as error:
        return [], error.message("de")
    return [(each, reference(each.citation, "de"), highlighted(each.passage.text, words)) for each in found], ""


def _lines(library: Library, found: list[DocumentEntry]) -> list[tuple[DocumentEntry, str, bool]]:
    """Each document with its state in words, and whether it was brought here."""
    known = holdings(library, [entry.id for entry in found])
    return [(entry, _state(holding), is_upload(library.path, holding.path)) for entry in found if (holding := known.get(entry.id))]


def _state(holding: Holding) -> str:
    if not os.path.lexists(holding.path):
        return "Datei nicht erreichbar"
    return "aktuell" if holding.complete else "nicht ganz gelesen"


def _pages(library: Library, document_id: int, span: Span) -> str:
    """The pages that a passage stands on, in words; "" for documents without pages."""
    labels = [place.label or str(place.page) for place in library.locate(document_id, span) if place.boxes]
    return f"Seiten {labels[0]}–{labels[-1]}" if len(labels) > 1 else f"Seite {labels[0]}" if labels else ""
