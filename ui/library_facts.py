"""What people are told of the library before they ask: its name, how much it holds and of when, what can be filtered by, what to ask.

It does not know the page. All of it is read once for each state of the library.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from textwrap import shorten
from weakref import WeakKeyDictionary

from index.library import Library
from index.overview import papers
from rag import Assistant
from ui.examples import examples
from ui.terminal import plain

MOST_VALUES = 60  # of a filter: more is no choice any more
LONGEST_NAME = 120  # characters of a title that a library is named after
NAMES = 2  # parliaments, or kinds of documents, that a library is named after


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """as_of: the day of the last sync; None before it. first, last: dates of papers, None where none has one."""

    name: str
    papers: int
    as_of: datetime.date | None
    kinds: tuple[str, ...]
    ministries: tuple[str, ...]
    groups: tuple[str, ...]
    first: datetime.date | None
    last: datetime.date | None
    examples: tuple[str, ...]
    library_version: str = ""

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        return {name: value.isoformat() if isinstance(value, datetime.date) else value for name, value in asdict(self).items()}


_known: WeakKeyDictionary[Library, LibraryFacts] = WeakKeyDictionary()
_reading = threading.Lock()


def library_facts(assistant: Assistant, name: str = "") -> LibraryFacts:
    """The facts of the library's present state; while they are read anew after a sync, others get those of before."""
    known = _known.get(assistant.library)
    if known and known.library_version == assistant.library_version:
        return known
    if known and not _reading.acquire(blocking=False):
        return known
    if not known:
        _reading.acquire()
    try:
        known = _known.get(assistant.library)  # another thread may have read them meanwhile
        if not known or known.library_version != assistant.library_version:
            known = _known[assistant.library] = _read(assistant, name)
        return known
    finally:
        _reading.release()


def _read(assistant: Assistant, name: str) -> LibraryFacts:
    version, library = assistant.library_version, assistant.library
    found, synced = library.facets(), library.info().synced_at
    kinds, ministries, groups = (tuple(value for value, _ in each[:MOST_VALUES]) for each in (found.kinds, found.ministries, found.groups))
    return LibraryFacts(
        name=name or ", ".join(value for value, _count in found.parliaments[:NAMES]) or _named_after(library, found.kinds),
        papers=papers(library),
        as_of=synced.astimezone().date() if synced else None,
        kinds=kinds,
        ministries=ministries,
        groups=groups,
        first=found.earliest,
        last=found.latest,
        examples=examples(assistant),
        library_version=version,
    )


def _named_after(library: Library, kinds: Sequence[tuple[str, int]]) -> str:
    """Of what is no parliament's: the one document by its title, more of them by their kinds if each has one."""
    entries = library.documents(limit=2)
    if len(entries) == 1:
        title = shorten(plain(entries[0].title or entries[0].source_name), LONGEST_NAME, placeholder=" …")
        return f"{title} ({kinds[0][0]})" if kinds else title
    every = sum(count for _, count in kinds) >= library.info().documents
    return ", ".join(kind for kind, _ in kinds[:NAMES]) if every else ""
