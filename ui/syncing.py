"""A sync that was begun from a page: at most one in this process, in a thread of its own, its progress to be asked for.

It does not know pages. Published answers whose documents it took away are withdrawn. Another process that writes meanwhile is waited for
a moment, then it is said.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from index.errors import BelegtError, LibraryBusy
from index.progress import Progress, SyncReport
from index.sync import sync
from index.types import Embedder
from ui.desk.published import withdraw_fallen
from ui.terminal import plain
from ui.texts import text
from ui.uploads import FOLDER

log = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds that another writer is waited for


@dataclass(frozen=True, slots=True)
class State:
    """How far it is. problem: why it came to no end, a sentence for people; report: of the last one that did."""

    running: bool = False
    name: str = ""
    done: int = 0
    total: int = 0
    passages: int = 0
    report: SyncReport | None = None
    problem: str = ""


class SyncJob:
    """Syncs one library: the folders that it remembers and its uploads, or these alone. Safe to use from several threads."""

    def __init__(self, library: Path, embedder: Embedder, max_bytes: int) -> None:
        self._library, self._embedder, self._max_bytes = library, embedder, max_bytes
        self._state, self._next = State(), list[bool]()
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> State:
        """As it is now."""
        with self._guard:
            return self._state

    def start(self, uploads_only: bool = False) -> None:
        """Begin; while one runs, begin once more when it has ended: it may have passed what is new."""
        with self._guard:
            if self._state.running:
                self._next.append(uploads_only)
                return
            self._state = State(running=True, report=self._state.report)
            self._thread = threading.Thread(target=self._run, args=(uploads_only,), name="sync", daemon=True)
            self._thread.start()

    def join(self, seconds: float) -> None:
        """Wait until it has ended."""
        if thread := self._thread:
            thread.join(seconds)

    def _run(self, uploads_only: bool) -> None:
        while True:
            report, problem = _outcome(partial(self._sync, uploads_only))
            with self._guard:
                if not self._next:
                    self._state = State(report=report, problem=problem)
                    return
                uploads_only, self._next = all(self._next), []

    def _sync(self, uploads_only: bool) -> SyncReport:
        """Of uploads what is gone is removed; of a folder it stays: where a drive is not mounted everything would be gone."""
        folder = self._library / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        paths = [folder] if uploads_only else None
        report = sync(
            paths,
            self._library,
            self._embedder,
            prune=uploads_only,
            progress=self._tell,
            max_bytes=self._max_bytes,
            timeout=PATIENCE,
        )
        withdraw_fallen(self._library)
        return report

    def _tell(self, progress: Progress) -> None:
        with self._guard:
            self._state = replace(
                self._state, name=plain(progress.name), done=progress.done, total=progress.total, passages=progress.passages
            )


def _outcome(work: Callable[[], SyncReport]) -> tuple[SyncReport | None, str]:
    try:
        return work(), ""
    except LibraryBusy:
        return None, text("sync_elsewhere", "de")
    except BelegtError as error:
        log.error("%s", error)
        return None, error.message("de")
    except Exception as error:  # a page waits for the end
        log.error("unexpected", exc_info=error)
        return None, text("bug", "de", kind=type(error).__name__)
