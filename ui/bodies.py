"""How much anybody may send: what does not fit is refused before it fills memory or disk.

It does not know what is sent. Forms and JSON of the application are small; files come to `UPLOADS` alone, where the route counts for itself
and says so in words, and this is only the last wall.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 1_000_000  # bytes of a question with its history, or of a form
UPLOADS = "/desk/library/"
TOO_LARGE = 413


class BodyLimit:
    """ASGI middleware. refused: makes the response to what says of itself that it is too large."""

    def __init__(self, app: ASGIApp, upload: int, refused: Callable[[Request], Response]) -> None:
        """upload: bytes that a file may have."""
        self.app, self._upload, self._refused = app, upload, refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and count what is read. What exceeds the limit only as it comes raises HTTPException where it is read."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        uploads = scope["path"].startswith(UPLOADS)
        limit, read = MOST + self._upload if uploads else MOST, 0

        async def counting() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise HTTPException(TOO_LARGE)
            return message

        said = Headers(scope=scope).get("content-length", "")
        if not uploads and said.isdecimal() and int(said[:20]) > limit:
            await self._refused(Request(scope))(scope, receive, send)
        else:
            await self.app(scope, counting, send)
