"""Servers of the OpenAI protocol: a real one of llama.cpp in a process of its own, and one that misbehaves as it is told."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

# It ends when its standard input does, so that it never outlives the tests.
LLAMA_SERVER = """
import sys
from index.quiet import quiet_environment
quiet_environment()
import xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.n_ctx, params.n_parallel, params.verbosity, params.warmup = sys.argv[1], 1024, 1, -1, False
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""

Behaviour = Callable[["Misbehaving", dict[str, Any]], None]


@contextmanager
def llama_server(model: Path) -> Iterator[str]:
    """The address of a llama.cpp server on this machine."""
    command = [sys.executable, "-c", LLAMA_SERVER, str(model)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), "the server did not start"
        yield address
        process.stdin.close()
        process.wait(30)


class Misbehaving(BaseHTTPRequestHandler):
    """Answers each draft with the server's `behaviour`; `asked` holds the bodies and `headers` of the requests."""

    server: Any
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.whole(200, {"object": "list", "data": [{"id": "m", "owned_by": self.server.owner}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.told.append(dict(self.headers))
        self.server.behaviour(self, body)

    def whole(self, status: int, answer: object) -> None:
        data = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def events(self, *lines: str) -> None:
        """A stream that ends where the lines end, as a server that dies ends it."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for line in lines:
            self.wfile.write(f"{line}\n\n".encode())
            self.wfile.flush()
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


def event(text: str, end: str | None = None) -> str:
    return "data: " + json.dumps({"choices": [{"delta": {"content": text}, "finish_reason": end}]})


@contextmanager
def misbehaving(behaviour: Behaviour, owner: str = "someone") -> Iterator[Any]:
    """A server with the attributes `url`, `asked` and `told`."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # clients that hang up are what is tested
    server.behaviour, server.owner, server.asked, server.told = behaviour, owner, [], []
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
