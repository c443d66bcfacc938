"""What the killed processes of the crash test do. They are forked by a server that has imported this module and nothing has run in."""

from __future__ import annotations

from pathlib import Path

import faiss  # noqa: F401 - imported once, by the server, not by each of its many children
import tantivy  # noqa: F401

from index import writing
from index.sync import sync
from tests.fakes import FakeEmbedder


def sync_in_small_steps(folder: Path, library: Path, prune: bool) -> None:
    """A sync that commits every few documents: there is much to interrupt."""
    writing.PASSAGES = 12
    sync([folder], library, FakeEmbedder(), prune=prune, timeout=10)
