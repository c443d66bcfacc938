"""Routes of answers that were given: share, feedback, the page of a shared answer, and exports.

They do not know how answers come about. The id is the key: whoever has it may save the answer as a file, share it and take that back.
Sharing makes the page of the answer and a link to it, which is no key: readers cannot share what was withdrawn, nor withdraw.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field

from rag import Assistant
from ui.exporting.files import FORMS, export
from ui.exporting.sheet import sheet_of
from ui.exporting.standing import changed
from ui.file_names import disposition
from ui.http_problems import PROBLEMS, language_of
from ui.ledger import LONGEST_SENTENCE, Kept, Reason
from ui.library_facts import library_facts
from ui.problems import NoSuchAnswer
from ui.services import Services
from ui.shared_page import missing_page, shared_page

Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


class Feedback(BaseModel, extra="forbid"):
    """What a reader says of an answer."""

    helpful: bool
    reason: Annotated[Reason | None, Field(description="Why not")] = None
    sentence: Annotated[str, Field(max_length=LONGEST_SENTENCE)] = ""


def kept_answer_routes(assistant: Assistant, services: Services) -> APIRouter:
    """The routes; each answers NoSuchAnswer (404) where nothing is kept."""
    routes = APIRouter()

    @routes.post("/api/answers/{answer_id}/share", responses=PROBLEMS)
    def share(answer_id: Id, request: Request) -> JSONResponse:
        """Let everybody with the link read this answer. url: the link."""
        link = services.ledger.share(answer_id) if services.ledger else None
        if link is None:
            raise NoSuchAnswer
        return JSONResponse({"id": answer_id, "url": _address(request, link)})

    @routes.delete("/api/answers/{answer_id}/share", responses=PROBLEMS)
    def withdraw(answer_id: Id) -> JSONResponse:
        """Take the link back, for good: nobody reads this answer by it any more."""
        if not (services.ledger and services.ledger.withdraw(answer_id)):
            raise NoSuchAnswer
        return JSONResponse({"id": answer_id})

    @routes.post("/api/answers/{answer_id}/feedback", responses=PROBLEMS)
    def feedback(answer_id: Id, said: Feedback) -> JSONResponse:
        """Keep what a reader says of this answer, and nothing about the reader."""
        if not (services.ledger and services.ledger.feedback(answer_id, said.helpful, said.reason, said.sentence)):
            raise NoSuchAnswer
        return JSONResponse({"id": answer_id})

    @routes.get("/a/{key}.{form}", responses=PROBLEMS, response_class=Response)
    def file(key: str, form: str, request: Request) -> Response:
        """An answer as a file, by its id or its link: pdf, docx, md or json."""
        ledger = services.ledger
        kept = (ledger.get(key) or ledger.linked(key)) if ledger and form in FORMS else None
        if kept is None:
            raise NoSuchAnswer
        address, library = _address(request, kept.link) if kept.link else "", _library(assistant, services)
        content = export(kept, form, _spoken(request, kept), address, library, changed(assistant.library, kept.answer))
        headers = {**PRIVATE, "Content-Disposition": disposition("attachment", f"Belegt {kept.answer.question[:60]}.{form}")}
        return Response(content, media_type=FORMS[form].media_type, headers=headers)

    @routes.get("/a/{link}", include_in_schema=False)
    def page(link: str, request: Request) -> HTMLResponse:
        """A shared answer as a page of its own."""
        kept = services.ledger.linked(link) if services.ledger else None
        if kept is None:
            return HTMLResponse(missing_page(language_of(request)), 404, PRIVATE)
        gone = changed(assistant.library, kept.answer)
        sheet = sheet_of(kept, _spoken(request, kept), _address(request, link), _library(assistant, services), gone)
        return HTMLResponse(shared_page(kept, sheet), headers=PRIVATE)

    return routes


def _address(request: Request, link: str) -> str:
    """Where the answer can be read, as whoever asks names this server."""
    return f"{request.base_url}a/{link}"


def _spoken(request: Request, kept: Kept) -> Literal["de", "en"]:
    """What the address asks for, else the language of the answer."""
    wanted = request.query_params.get("language") or kept.answer.language
    return "en" if wanted == "en" else "de"


def _library(assistant: Assistant, services: Services) -> str:
    return library_facts(assistant, services.library_name).name
