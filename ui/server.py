"""One web application out of the HTTP interface and the chat, and the process that serves it.

It does not know what either does. Nothing that it loads or serves comes from another machine.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI

from index.quiet import quiet_environment
from rag import Assistant

STYLE = Path(__file__).with_name("chat.css")


def create_app(assistant: Assistant) -> FastAPI:
    """The chat at /, programs at /api, /openapi.json and /healthz."""
    quiet_environment()  # before Gradio is imported
    import gradio as gr

    from ui import chat
    from ui.api import create_api

    page = chat.build(assistant)
    page.queue(max_size=64)
    app: FastAPI = gr.mount_gradio_app(
        create_api(assistant),
        page,
        path="/",
        css=STYLE.read_text(encoding="utf-8"),
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),
        js="() => { document.documentElement.lang = 'de'; }",
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
    )
    return app


def serve(app: FastAPI, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until stopped; `ready` is called once requests are answered.

    `listener` is bound before the models load, so that a taken port is known at once.
    """
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    with contextlib.suppress(KeyboardInterrupt):  # Ctrl+C is how a person ends it
        Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=3)).run([listener])


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
