"""Routes of documents: what is known of one, its pages as pictures, a passage in its surroundings, the very file.

They do not know questions or answers. A file is untrusted: only a PDF is shown by the browser, everything else is handed over to be saved.
"""

from __future__ import annotations

import logging
import re
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import FileResponse, JSONResponse, Response

from index.errors import DocumentMissing, LibraryDamaged
from index.library import Library
from index.pages import file_of, heading_of, leaves, text_of
from index.readers.detect import PDF
from index.types import Span
from ui.file_names import disposition
from ui.http_problems import PROBLEMS
from ui.page_images import PageImages
from ui.problems import DocumentGone, FileGone, UnusableSpan
from ui.security import Limiter

log = logging.getLogger(__name__)

Number = Annotated[int, Path(ge=1, le=2**53)]
Written = Annotated[str, Query(pattern=r"^([0-9]{1,9}-[0-9]{1,9}(,[0-9]{1,9}-[0-9]{1,9}){0,49})?$", examples=["120-188"])]
Zoom = Literal["1", "1.5", "2", "3"]
AROUND = 700  # characters before and after a quote
LONGEST = 20_000  # characters of a quote
PERIOD = re.compile(r"[.!?:]\s+|\n")


def document_routes(library: Library, drawings: Limiter) -> APIRouter:
    """The routes over one library. drawings: how many pages one address may have drawn; those that are remembered are not counted."""
    routes, images = APIRouter(responses=PROBLEMS), PageImages(library)

    @routes.get("/api/documents/{document_id}")
    def document(document_id: Number) -> JSONResponse:
        """Title, number and date of a document, and its pages."""
        return JSONResponse(_about(library, document_id))

    @routes.get("/api/documents/{document_id}/text")
    def passage(document_id: Number, span: Written) -> JSONResponse:
        """A quote in its surroundings: {before, quote, after, heading}; more: whether the text goes on beyond them."""
        whole = _text(library, document_id)
        (place,) = spans_of(span, len(whole))[:1] or _none()
        return JSONResponse({**surroundings(whole, place), "heading": heading_of(library, document_id, place)})

    @routes.get("/api/documents/{document_id}/file", response_class=FileResponse)
    def file(document_id: Number) -> Response:
        """The very bytes that were synced: a PDF to be shown, everything else to be saved."""
        return _file(library, document_id)

    @routes.get("/api/pages/{document_id}/{page}.png", response_class=Response)
    def picture(request: Request, document_id: Number, page: Number, spans: Written = "", zoom: Zoom = "1") -> Response:
        """A page of a PDF as PNG, the words of the spans (START-END,START-END) marked."""
        address = request.client.host if request.client else ""
        places = spans_of(spans, len(_text(library, document_id)))
        image = images.get(document_id, page, places, float(zoom), lambda: drawings.take(address))
        tag = f'"{image.sha256}"'
        headers = {"ETag": tag, "Cache-Control": "private, max-age=600"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(image.data, media_type="image/png", headers=headers)

    return routes


def spans_of(written: str, length: int) -> list[Span]:
    """ "12-30,40-55" as spans of a text of that length. UnusableSpan where one lies outside of it, or is empty or too long."""
    found = [Span(*map(int, part.split("-"))) for part in written.split(",") if part]
    if any(not span.start < span.end <= length or len(span) > LONGEST for span in found):
        _none()
    return found


def surroundings(text: str, place: Span) -> dict[str, Any]:
    """The quote and about `AROUND` characters on each side of it, cut at the end of a sentence or a paragraph where there is one."""
    start, end = max(place.start - AROUND, 0), min(place.end + AROUND, len(text))
    before, after = text[start : place.start], text[place.end : end]
    if start and (first := PERIOD.search(before)):
        before = before[first.end() :]
    if end < len(text) and (ends := list(PERIOD.finditer(after))):
        after = after[: ends[-1].end()]
    shown = len(before) + len(place) + len(after)
    return {"before": before, "quote": place.of(text), "after": after, "more": shown < len(text)}


def _none() -> list[Span]:
    raise UnusableSpan(limit=LONGEST)


def _text(library: Library, document_id: int) -> str:
    try:
        return text_of(library, document_id)
    except DocumentMissing:
        raise DocumentGone from None


def _about(library: Library, document_id: int) -> dict[str, Any]:
    try:
        metadata, source, pages = library.metadata(document_id), library.source_of(document_id), leaves(library, document_id)
    except DocumentMissing:
        raise DocumentGone from None
    return {
        "id": document_id,
        "title": metadata.title,
        "number": metadata.number,
        "kind": metadata.kind,
        "date": metadata.date.isoformat() if metadata.date else None,
        "ministry": metadata.ministry,
        "groups": list(metadata.groups),
        "parliament": metadata.parliament,
        "source_name": source.name,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "has_pages": source.media_type == PDF,
        "pages": [{"number": leaf.number, "label": leaf.label} for leaf in pages] if source.media_type == PDF else [],
    }


def _file(library: Library, document_id: int) -> Response:
    try:
        source, path = file_of(library, document_id)
    except DocumentMissing:
        raise DocumentGone from None
    except LibraryDamaged as error:
        log.error("%s", error)
        raise FileGone from error
    shown = source.media_type == PDF
    headers = {
        "Content-Disposition": disposition("inline" if shown else "attachment", source.name),
        # A browser shows a PDF in a viewer of its own, which a sandbox or 'default-src' would keep shut.
        "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'" if shown else "sandbox; default-src 'none'",
        "Cache-Control": "private, max-age=600",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(path, media_type=source.media_type, headers=headers)
