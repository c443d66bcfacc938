"""What the killed processes of the crash test do. They are forked by a server that has imported this module and nothing has run in."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import BuiltinFunctionType, FrameType

import faiss  # noqa: F401 - imported once, by the server, not by each of its many children
import tantivy  # noqa: F401

from index import writing
from index.sync import sync
from tests.fakes import FakeEmbedder

LASTING = {"commit", "executescript", "fsync", "mkdir", "replace", "unlink", "write"}  # calls after which the disk holds something else


def sync_in_small_steps(folder: Path, library: Path, prune: bool) -> None:
    """A sync that commits every few documents: there is much to interrupt."""
    writing.PASSAGES = 12
    sync([folder], library, FakeEmbedder(), prune=prune, timeout=120)


def sync_until(step: int, folder: Path, library: Path) -> None:
    """A sync that is killed right before its `step`th call that leaves a trace on the disk."""
    writing.PASSAGES = 2
    left = step

    def count(_frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        if (
            event == "c_call"
            and isinstance(called, BuiltinFunctionType)
            and called.__name__ in LASTING
            and not isinstance(called.__self__, str)
        ):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    sync([folder], library, FakeEmbedder(), prune=True, timeout=120)
