"""A real server: seconds until it answers, its peak memory after questions, and how long each of twenty people at once waits."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from tests.bench import syncing
from tests.bench.asking import SEED_QUESTIONS
from tests.ui.many import Person, Told

PEOPLE = 20


def measure(library: Path, papers: list[Path]) -> dict[str, float | str]:
    """Start `belegt serve` on a free port, ask, read what the kernel says of the process, end it."""
    with _serving(library, papers, BELEGT_MODE="composed") as (server, url, ready):
        with httpx.Client(base_url=url, timeout=300, trust_env=False) as client:
            for question in SEED_QUESTIONS:
                client.post("/api/answer", json={"question": question}).raise_for_status()
        peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{server.pid}/status").read_text())
    return {"until the chat answers, s": ready, "peak memory after four questions, MB": int(peak[1]) / 1024 if peak else "unknown"}


def together(library: Path, papers: list[Path]) -> dict[str, float | str]:
    """Twenty people at the page at once, each with one question after the other in a conversation of their own; quotes, the default.

    All have the page before them when the first of them asks.
    """

    def asked(person: Person, number: int) -> list[Told]:
        first = number % len(SEED_QUESTIONS)
        return [person.ask(question) for question in (*SEED_QUESTIONS[first:], *SEED_QUESTIONS[:first])]

    with _serving(library, papers, BELEGT_QUESTIONS_PER_MINUTE="0") as (_, url, _ready), ThreadPoolExecutor(PEOPLE) as people:
        Person(url, "first").ask(SEED_QUESTIONS[0])  # loads what is loaded late
        opened = [Person(url, f"person-{number}") for number in range(PEOPLE)]
        told = list(people.map(asked, opened, range(PEOPLE)))
    every = [each for answers in told for each in answers]
    failed = sum(not each.evidence or 'data-stage="done"' not in each.shown.rpartition("<article")[2] for each in every)
    rounds = {f"to the evidence of question {place}, s (p95)": _late(each) for place, each in enumerate(zip(*told, strict=True), 1)}
    return {
        "questions": float(len(every)),
        "not answered or without evidence": float(failed),
        "to the evidence, s (p50)": statistics.median(each.evidence for each in every),
        "to the evidence, s (p95)": _late(every),
        **rounds,
    }


def _late(told: Sequence[Told]) -> float:
    """Seconds in which nineteen of twenty have the evidence."""
    waits = sorted(each.evidence for each in told)
    return waits[int(0.95 * (len(waits) - 1))]


@contextlib.contextmanager
def _serving(library: Path, papers: list[Path], **settings: str) -> Iterator[tuple[subprocess.Popen[str], str, float]]:
    """The process, its address, and how many seconds it took to answer."""
    if not (library / "library.sqlite").exists():
        syncing.run(library, papers)
    start = time.perf_counter()
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--library", str(library)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | settings) as server:
        assert server.stdout is not None
        try:
            url = re.search(r"http://\S+", server.stdout.readline())
            assert url, "the server did not start"
            yield server, url[0], time.perf_counter() - start
        finally:
            server.send_signal(signal.SIGTERM)
