"""What protects the page and the machine: headers on every response, and a limit of what one address may ask for.

It does not know what is served. Scripts run only from files of this server and where a nonce says that this server wrote them. Addresses
are held in memory for a minute, bounded, and never logged.
"""

from __future__ import annotations

import ipaddress
import math
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.problems import TooMany, TooManyQuestions

MOST_ADDRESSES = 10_000
PAGE = "/"  # the one page that Gradio writes, with scripts in it
# Gradio sets styles on elements and carries a <base>; nothing else is needed, and nothing comes from elsewhere.
POLICY = (
    "default-src 'self'; script-src 'self'{nonce}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",  # the address of an answer is its key
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def secure(app: FastAPI) -> None:
    """Put the headers on everything that the application answers, what is mounted in it included."""
    app.add_middleware(SecurityHeaders)


class SecurityHeaders:
    """ASGI middleware. A header that a route has set itself is kept: it knows better what it serves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] == PAGE:
            await self._page(scope, receive, send)
        else:
            await self.app(scope, receive, _with_headers(send, ""))

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Whole, so that each script of it gets the nonce. Untrusted text in it cannot pass for a script: Gradio escapes every "<"."""
        nonce, start, body = secrets.token_urlsafe(16), list[Message](), bytearray()
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]  # what is compressed cannot be read

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.append(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                html = Headers(raw=start[0]["headers"]).get("content-type", "").startswith("text/html")
                content = bytes(body).replace(b"<script", b'<script nonce="%s"' % nonce.encode()) if html else bytes(body)
                if scope["method"] != "HEAD":
                    MutableHeaders(raw=start[0]["headers"])["content-length"] = str(len(content))
                await passed(start[0])
                await passed({"type": "http.response.body", "body": content})

        passed = _with_headers(send, f" 'nonce-{nonce}'")
        await self.app({**scope, "headers": headers}, receive, hold)


def _with_headers(send: Send, nonce: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers.setdefault("Content-Security-Policy", POLICY.format(nonce=nonce))
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


class Limiter:
    """So many questions a minute from one address, all at once or spread; after that one each time that a part of the minute has passed.
    The same for what else takes time, with a `problem` that names it.

    Generic cell rate algorithm: one number is remembered of an address. Safe to use from several threads.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic, problem: type[TooMany] = TooManyQuestions) -> None:
        """per_minute 0 lets everything through."""
        self._problem = problem
        self._step = 60.0 / per_minute if per_minute else 0.0
        self._clock = clock
        self._due: OrderedDict[str, float] = OrderedDict()  # when an address will have used nothing any more
        self._guard = threading.Lock()

    def take(self, address: str) -> None:
        """Count one. Error: the limiter's own."""
        if wait := self._wait(address):
            raise self._problem(seconds=max(math.ceil(wait - 1e-6), 2))  # two: no sentence has to speak of one second

    def _wait(self, address: str) -> float:
        """Seconds until a question is allowed; 0.0 when it is now, and then it counts."""
        if not self._step:
            return 0.0
        key, now = _network(address), self._clock()
        with self._guard:
            due = max(self._due.get(key, now), now) + self._step
            if due - now > 60.0 + 1e-6:
                return due - now - 60.0
            self._due[key] = due
            self._due.move_to_end(key)
            while len(self._due) > MOST_ADDRESSES or next(iter(self._due.values())) <= now:
                self._due.popitem(last=False)
        return 0.0


def _network(address: str) -> str:
    """An IPv6 user has a whole network of addresses: they count as one."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
    return str(parsed)
