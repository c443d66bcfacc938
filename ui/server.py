"""One web application out of the HTTP interface and the chat, and the process that serves it.

It does not know what either does. Nothing that it loads or serves comes from another machine.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from index.quiet import quiet_environment
from rag import Assistant
from ui.logs import be_reticent
from ui.services import Services

STATIC = Path(__file__).parent / "screen" / "static"
HEAD = """<link rel="stylesheet" href="/screen/chat.css"><script type="module" src="/screen/chat.js"></script>"""
BACKLOG = 200  # questions that Gradio keeps; the line in front of the answers turns away sooner
SAID = "/gradio_api/"  # where an open page says something
LOOK_SECONDS = 0.01  # between two looks whether somebody asks; Gradio's thousand looks a second cost 6 % of a core, day and night


def create_app(assistant: Assistant, services: Services | None = None) -> FastAPI:
    """The chat at /, its files at /screen, programs at /api, /openapi.json and /healthz, kept answers at /a, staff at /desk."""
    quiet_environment()  # before Gradio is imported
    import gradio as gr
    from fastapi.staticfiles import StaticFiles

    from ui import chat
    from ui.api import create_api
    from ui.bodies import BodyLimit
    from ui.desk.routes import add_desk, guard
    from ui.http_problems import too_large
    from ui.library_facts import library_facts
    from ui.security import secure

    services = services or Services()
    page = chat.build(assistant, services, lambda: library_facts(assistant, services.library_name))
    page.queue(max_size=BACKLOG)
    page._queue.sleep_when_free = LOOK_SECONDS
    page._queue.progress_update_sleep_when_free = 1.0  # no answer tells Gradio how far it is
    programs = create_api(assistant, services)
    programs.mount("/screen", StaticFiles(directory=STATIC))
    add_desk(programs, assistant, services)
    app: FastAPI = gr.mount_gradio_app(
        programs,
        page,
        path="/",
        head=HEAD,
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),
        footer_links=[],
        run_history=False,  # it would keep every question in the browser
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
    )
    app.add_middleware(Straight, page=next(route for route in app.routes if isinstance(route, Mount) and not route.path))
    app.add_middleware(BodyLimit, upload=services.upload_max_bytes, refused=too_large)
    guard(app)
    secure(app)
    return app


class Straight:
    """ASGI middleware: what an open page says to Gradio goes there past all other routes, which would be tried one after the other."""

    def __init__(self, app: ASGIApp, page: Mount) -> None:
        self.app, self._page = app, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, this way or that."""
        if scope["type"] == "http" and scope["path"].startswith(SAID):
            scope.update(self._page.matches(scope)[1])
            await self._page.handle(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def serve(app: FastAPI, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until stopped; `ready` is called once requests are answered.

    `listener` is bound before the models load, so that a taken port is known at once.
    """
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    be_reticent()
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl+C is how a person ends it
        quiet = {"log_level": "warning", "log_config": None, "access_log": False, "server_header": False}
        Server(uvicorn.Config(app, timeout_graceful_shutdown=3, **quiet)).run([listener])  # type: ignore[arg-type]


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; OSError when the port is taken. Port 0 takes any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
