"""How staff change the library: bring, replace and remove documents, and sync what they brought and the folders that it remembers.

It does not know formats, and takes no path from anybody: which folders are synced is said on the command line alone. A file comes as the
body of a request, goes to the disk piece by piece, and no more of it is read than is allowed; what fails is one sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Annotated, BinaryIO

from fastapi import APIRouter, Form, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse, Response

from index.errors import LibraryBusy, SourceError
from index.folders import is_upload
from index.holdings import holdings, paths
from index.library import Library
from index.store import translated
from index.sync import remove
from rag import Assistant
from ui import uploads
from ui.desk.access import Editor
from ui.desk.library import Number, described
from ui.desk.page import page
from ui.desk.published import withdraw_fallen
from ui.http_problems import problem
from ui.problems import DocumentGone
from ui.services import Services
from ui.syncing import PATIENCE, SyncJob
from ui.terminal import plain
from ui.texts import text

Name = Annotated[str, Query(max_length=1000)]
PIECE = 1_000_000  # bytes of an upload that are written at a time


def upload_routes(assistant: Assistant, services: Services) -> APIRouter:
    """For editors of the library and administrators."""
    routes, library = APIRouter(), assistant.library
    job = SyncJob(library.path, assistant.embedder, max(services.upload_max_bytes, services.max_source_bytes))

    @routes.post("/library/files")
    async def add(request: Request, _member: Editor, name: Name) -> Response:
        """A new file as the body; it is in the library after the next sync."""

        def put(data: BinaryIO) -> str:
            return uploads.add(library.path, name, data, paths(library), services.uploads_max_bytes).name

        return await _taken(request, name, services.upload_max_bytes, library.path, put)

    @routes.post("/library/{document_id}/file")
    async def replace(request: Request, _member: Editor, document_id: Number, name: Name) -> Response:
        """A file as the body, in the place of an uploaded one."""

        def put(data: BinaryIO) -> str:
            holding = holdings(library, [document_id]).get(document_id)
            if holding is None or not is_upload(library.path, holding.path):
                raise DocumentGone
            return uploads.replace(holding.path, name, data, services.uploads_max_bytes).name

        return await _taken(request, name, services.upload_max_bytes, library.path, put)

    @routes.post("/library/waiting/remove")
    def discard(_member: Editor, name: Annotated[str, Form(max_length=1000)]) -> Response:
        """Delete a file that was brought and that no sync could take in."""
        uploads.discard(library.path, name, paths(library))
        return RedirectResponse("/desk/library", 303)

    @routes.post("/library/sync")
    def start(_member: Editor, uploads_only: bool = False) -> Response:
        """Go over what was brought and, if not only that, over the folders that the library remembers."""
        job.start(uploads_only)
        return _state(job)

    @routes.get("/library/sync")
    def state(_member: Editor) -> Response:
        """How far the sync is."""
        return _state(job)

    return routes


def removal_routes(assistant: Assistant, services: Services) -> APIRouter:
    """Taking documents out, for the same people."""
    routes, library = APIRouter(), assistant.library

    @routes.get("/library/{document_id}/remove")
    def ask(request: Request, member: Editor, document_id: Number) -> Response:
        """Whether it is meant: the document, and what cites it."""
        return page(request, member, "remove.html", 200, problem="", **described(library, services, document_id))

    @routes.post("/library/{document_id}/remove")
    def removed(request: Request, member: Editor, document_id: Number) -> Response:
        """Out of the library, and the uploaded file with it."""
        values = described(library, services, document_id)
        try:
            _remove(library, document_id)
        except LibraryBusy:
            return page(request, member, "remove.html", 409, problem=text("sync_busy", "de"), **values)
        return RedirectResponse("/desk/library", 303)

    return routes


def _remove(library: Library, document_id: int) -> None:
    """Errors: LibraryBusy; DocumentGone when somebody else was faster."""
    holding = holdings(library, [document_id]).get(document_id)
    if holding is None:
        raise DocumentGone
    files = [holding.path] if is_upload(library.path, holding.path) else []
    if not remove(library, [document_id], timeout=PATIENCE, files=files):
        raise DocumentGone
    withdraw_fallen(library.path)


async def _taken(request: Request, name: str, limit: int, library: Path, put: Callable[[BinaryIO], str]) -> Response:
    """Write the body up to the limit to the disk and hand it over; {name} or why not. Errors: LibraryFull, LibraryUnreachable."""
    try:
        with translated(library), TemporaryFile(dir=library) as data:  # without a name: it goes with the process
            await _receive(request, data, name, limit)
            kept = await run_in_threadpool(put, data)
    except SourceError as error:
        return JSONResponse(problem(error, "de").model_dump(), 413 if isinstance(error, uploads.UploadTooLarge | uploads.NoRoom) else 422)
    return JSONResponse({"name": kept})


async def _receive(request: Request, data: IO[bytes], name: str, limit: int) -> None:
    """UploadTooLarge as soon as that is known; the rest is not read. No more than a piece of it is in memory at a time."""
    if int(request.headers.get("content-length") or 0) > limit:
        raise uploads.too_large(name, limit)
    size, held = 0, bytearray()
    async for piece in request.stream():
        size += len(piece)
        if size > limit:
            raise uploads.too_large(name, limit)
        held += piece
        if len(held) >= PIECE:
            await run_in_threadpool(data.write, held)
            held.clear()
    await run_in_threadpool(data.write, held)


def _state(job: SyncJob) -> JSONResponse:
    """report: the counts of the last sync, of files that are gone as well, and a sentence for each file that failed."""
    state = job.state
    told = {field.name: getattr(state, field.name) for field in fields(state) if field.name != "report"}
    report = None
    if state.report:
        report = {**state.report.to_dict(), "missing": len(state.report.missing)}
        report["failed"] = [plain(error.message("de")) for error in state.report.failed]
    return JSONResponse({**told, "report": report}, headers={"Cache-Control": "no-store"})
