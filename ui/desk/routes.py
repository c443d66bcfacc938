"""The desk put together: its routes under /desk, the way in and out, and what is answered when something goes wrong there.

It does not know what the parts do. A part is a function that makes an `APIRouter`; it is listed in `parts`.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Form, Request
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response

from index.errors import BelegtError
from rag import Assistant
from ui.desk.access import Access, AccessError, Anybody, NotMeant, access_of, keep_token, same_site, token_of
from ui.desk.audit import audit_routes
from ui.desk.decisions import Decisions
from ui.desk.gate import DESK, Gate
from ui.desk.library import library_routes
from ui.desk.page import NAVIGATION, own, page, problem_page, refused, sign_in_page, wants_page
from ui.desk.password import password_routes
from ui.desk.published import Published
from ui.desk.published_routes import published_routes
from ui.desk.review import review_routes
from ui.desk.statistics import statistics_routes
from ui.desk.store import StaffStore
from ui.desk.uploading import removal_routes, upload_routes
from ui.http_problems import HANDLERS, MINE, not_found
from ui.services import Services

log = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"


def add_desk(app: FastAPI, assistant: Assistant, services: Services) -> None:
    """Put the desk's routes into the application, before anything is mounted at its root. `guard` comes after that."""
    store = services.staff or StaffStore(assistant.library.path)
    app.state.access = Access(store)
    published = Published(store, assistant.library)
    assistant.verified = published.find
    for part in parts(assistant, services, Decisions(store), published):
        app.include_router(part, prefix=DESK, include_in_schema=False)
    app.mount(f"{DESK}/static", StaticFiles(directory=STATIC))
    app.include_router(_rest(), prefix=DESK, include_in_schema=False)
    app.add_exception_handler(AccessError, _told)
    app.add_exception_handler(BelegtError, _told)


def guard(app: FastAPI) -> None:
    """Put the gate before everything that the application now has."""
    app.add_middleware(Gate, access=app.state.access, routes=app.routes, refused=refused)


def parts(assistant: Assistant, services: Services, decisions: Decisions, published: Published) -> list[APIRouter]:
    """Every part of the desk; paths begin behind /desk."""
    return [
        _way_in(),
        password_routes(),
        review_routes(assistant, services, decisions, published),
        published_routes(published, services),
        *(make(assistant, services) for make in (upload_routes, removal_routes, library_routes, audit_routes, statistics_routes)),
    ]


def _way_in() -> APIRouter:
    routes = APIRouter()

    @routes.get("")
    def start(request: Request, member: Anybody) -> Response:
        """The first page that this person has something to do on."""
        first = next((path for path, _, roles in NAVIGATION if member.may(*roles)), None)
        return RedirectResponse(first, 303) if first else page(request, member, "start.html")

    @routes.get("/sign-in")
    def form(request: Request, wanted: str = "") -> Response:
        """The form."""
        if access_of(request).member(token_of(request)):
            return RedirectResponse(own(wanted), 303)
        return sign_in_page(request, wanted=wanted)

    @routes.post("/sign-in")
    def sign_in(
        request: Request, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "", wanted: Annotated[str, Form()] = ""
    ) -> Response:
        """Begin a session."""
        if not same_site(request):
            raise NotMeant
        token = access_of(request).sign_in(request.client.host if request.client else "", name, password)
        if token is None:
            return sign_in_page(request, "Name und Passwort passen nicht zusammen.", name, 401, wanted)
        response = RedirectResponse(own(wanted), 303)
        keep_token(request, response, token)
        return response

    @routes.post("/sign-out")
    def sign_out(request: Request, _member: Anybody) -> Response:
        """End the session."""
        access_of(request).sign_out(token_of(request))
        response = RedirectResponse(f"{DESK}/sign-in", 303)
        keep_token(request, response, "")
        return response

    return routes


def _rest() -> APIRouter:
    routes = APIRouter()

    @routes.get("/{path:path}")
    def nothing(request: Request, member: Anybody, path: str) -> Response:
        """There is no such page. Without this the chat, which is mounted at /, would answer in its own way."""
        return page(request, member, "missing_page.html", 404, wanted=path) if wants_page(request) else not_found(request)

    return routes


def _told(request: Request, error: Exception) -> Response:
    if isinstance(error, AccessError):
        return refused(request, error)
    assert isinstance(error, BelegtError)  # noqa: S101 - what it is registered for
    if request.url.path.startswith(DESK) and wants_page(request):
        if not isinstance(error, MINE):  # what somebody can mend may name a question, which is nobody's business in a log
            log.warning("%s", error)
        return problem_page(request, error)
    return HANDLERS[BelegtError](request, error)
