"""A real server process over the starter library with the default models, and a real browser."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from index.types import Embedder
from tests.needs import missing
from tests.ui.browsing import PATIENCE, renewed, watched
from tests.ui.paced import Screen, papers, screen

ROOT = Path(__file__).parent.parent.parent
SEEDS = ROOT / "seeds"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTED = "127.0.0.1:"
STARTING = 180.0  # seconds until a server that has not started is given up


@dataclass(frozen=True)
class Served:
    """A running server: its address, its library, and the file that lists connections that it tried to make to other machines."""

    url: str
    library: Path
    log: Path


def command(log: Path, *arguments: str) -> list[str]:
    """The `belegt` command, watched."""
    return [sys.executable, "-m", "tests.ui.watched", str(log), *arguments]


def environment(library: Path) -> dict[str, str]:
    """Settings of a child process: its own library, German, nothing else from outside but the models' folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BELEGT_") or name == "BELEGT_MODELS"}
    return {**kept, "BELEGT_LIBRARY": str(library), "BELEGT_LANGUAGE": "auto", "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="session")
def seed_library(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """The starter library, built by the command; the fixture `embedder` makes sure that the encoder is here."""
    folder = tmp_path_factory.mktemp("seeds")
    log = folder / "connections"
    subprocess.run(command(log, "sync", str(SEEDS)), env=environment(folder / "library"), cwd=ROOT, check=True, capture_output=True)
    assert not log.exists(), log.read_text()
    return folder / "library"


@pytest.fixture(scope="session")
def served(seed_library: Path, writer_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`belegt serve` on a free port; ends with the tests."""
    log = tmp_path_factory.mktemp("served") / "connections"
    process = subprocess.Popen(
        command(log, "serve", "--port", "0"),
        env=environment(seed_library) | {"BELEGT_MODE": "composed"},  # the default writer writes only where it is asked to
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Served(_address(process), seed_library, log)
    finally:
        process.terminate()
        process.wait(30)


def _address(process: subprocess.Popen[str]) -> str:
    """The address that the server prints once it answers."""
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    threading.Thread(target=_pump, args=(process.stdout, lines), daemon=True).start()
    line = lines.get(timeout=STARTING)
    return next(word for word in line.split() if STARTED in word)


def _pump(output: IO[str], lines: queue.Queue[str]) -> None:
    for line in output:
        lines.put(line)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system: the one that Playwright would fetch is not needed."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        missing("Chromium is missing. Install it: apt install chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def paced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """The page over two papers with the fake encoder, whose answers a test can hold up."""
    with screen(papers(tmp_path_factory.mktemp("paced"))) as running:
        yield running


@pytest.fixture(scope="module")
def tab(browser: Browser, paced: Screen) -> Iterator[Page]:
    """One tab for the tests of a file, Gradio takes two seconds to start; not for more of them: a tab that got stuck would stop all."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", accept_downloads=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def chat(tab: Page, paced: Screen, wrong: list[str]) -> Iterator[Page]:
    """The page in German with an empty conversation. What goes wrong on it fails the test: `tests.ui.browsing.watched`."""
    wrong.clear()
    renewed(tab, paced.url)
    yield tab
    assert wrong == []


@pytest.fixture(scope="module")
def wrong(tab: Page, paced: Screen) -> list[str]:
    """What has gone wrong in the tab."""
    return watched(tab, paced.url)
