"""What is open to everybody, and the gate in front of everything else: without a session it is 401, without the role 403.

It does not know what routes do. `PUBLIC` is the whole list of open routes. Whatever lies under /desk needs a session, and each of its
routes says besides which role; whatever Gradio serves and the chat does not need is for administrators. The gate stands before anything
of a request is read, so that a stranger cannot make the server read an upload. A test lists all routes of the application against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from re import Pattern
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.desk.access import Access, AccessError, NotAllowed, NotSignedIn, token_of

DESK = "/desk"
PUBLIC = frozenset(
    {
        # Programs and citizens
        *("/openapi.json", "/healthz", "/api/answer", "/api/answer/stream", "/api/search", "/api/library", "/api/{path:path}"),
        *("/api/documents/{document_id}", "/api/documents/{document_id}/text", "/api/documents/{document_id}/file"),
        *("/api/pages/{document_id}/{page}.png", "/api/answers/{answer_id}/share", "/api/answers/{answer_id}/feedback"),
        *("/a/{key}.{form}", "/a/{link}", "/screen/{path:path}"),
        # What the chat's page needs of Gradio
        *("/", "/config", "/theme.css", "/favicon.ico", "/manifest.json", "/robots.txt", "/assets/{path:path}", "/static/{path:path}"),
        *("/svelte/{path:path}", "/gradio_api/startup-events", "/gradio_api/heartbeat/{session_hash}", "/gradio_api/cancel"),
        *("/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/run/{api_name}", "/gradio_api/app_id"),
        # The way into the desk
        *("/desk/sign-in", "/desk/static/{path:path}"),
    }
)


class Gate:
    """ASGI middleware. refused: makes the response of a refusal."""

    def __init__(self, app: ASGIApp, access: Access, routes: Iterable[object], refused: Callable[[Request, AccessError], Response]) -> None:
        """routes: those of the whole application."""
        self.app, self._access, self._refused = app, access, refused
        templates = {template for template, _ in flattened(routes)}
        self._open = _compiled(templates & PUBLIC)
        self._closed = _compiled(template for template in templates - PUBLIC if not template.startswith(DESK))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        if scope["type"] == "http" and (error := await self._error(scope)):
            response = await run_in_threadpool(self._refused, Request(scope), error)
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _error(self, scope: Scope) -> AccessError | None:
        path = scope["path"]
        if _any(self._open, path):
            return None
        desk = path == DESK or path.startswith(f"{DESK}/")
        if not desk and not _any(self._closed, path):
            return None
        member = await run_in_threadpool(self._access.member, token_of(Request(scope)))
        if member is None:
            return NotSignedIn()
        return None if desk or member.may("administrator") else NotAllowed()


def flattened(routes: Iterable[object], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Each route with the template of its whole path, those of included routers and mounted applications too."""
    for route in routes:
        if included := getattr(route, "original_router", None):
            yield from flattened(included.routes, prefix + route.include_context.prefix)  # type: ignore[attr-defined]
            continue
        path = prefix + getattr(route, "path", "")
        inner = getattr(route, "routes", None)
        if inner:
            yield from flattened(inner, path)
        elif hasattr(route, "app") and not hasattr(route, "endpoint"):
            yield f"{path}/{{path:path}}", route  # a mount without routes of its own: files
        else:
            yield path, route


def _compiled(templates: Iterable[str]) -> list[Pattern[str]]:
    return [compile_path(template)[0] for template in sorted(templates)]


def _any(patterns: list[Pattern[str]], path: str) -> bool:
    return any(pattern.match(path) for pattern in patterns)
