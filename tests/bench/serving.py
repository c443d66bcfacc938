"""A real server: seconds until it answers, and its peak memory after questions."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.bench import syncing
from tests.bench.asking import SEED_QUESTIONS


def measure(library: Path, papers: list[Path]) -> dict[str, float | str]:
    """Start `belegt serve` on a free port, ask, read what the kernel says of the process, end it."""
    if not (library / "library.sqlite").exists():
        syncing.run(library, papers)
    start = time.perf_counter()
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--library", str(library)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"BELEGT_MODE": "composed"}) as server:
        assert server.stdout is not None
        url = re.search(r"http://\S+", server.stdout.readline())
        assert url, "the server did not start"
        ready = time.perf_counter() - start
        with httpx.Client(base_url=url[0], timeout=300, trust_env=False) as client:
            for question in SEED_QUESTIONS:
                client.post("/api/answer", json={"question": question}).raise_for_status()
        peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{server.pid}/status").read_text())
        os.kill(server.pid, signal.SIGTERM)
    return {"until the chat answers, s": ready, "peak memory after four questions, MB": int(peak[1]) / 1024 if peak else "unknown"}
