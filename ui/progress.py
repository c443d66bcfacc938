"""Progress on standard error: a bar on a terminal, now and then a line elsewhere, nothing on standard output.

It does not know what is being done.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ui.terminal import plain
from ui.texts import Language, number, text

if TYPE_CHECKING:
    from index.sync import Progress

EVERY = 15.0  # seconds between two lines where there is no terminal
Show = Callable[[str, int, int], None]


@contextmanager
def bar(title: str, unit: Callable[[int, int], str]) -> Iterator[Show]:
    """Yields `show(what, done, total)`; `unit` words the counts. The bar goes when the work ends."""
    if not sys.stderr.isatty():
        yield _lines(title, unit)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[counts]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(title, total=None, counts="")

        def show(what: str, done: int, total: int) -> None:
            # Markup in a file name is text: rich must not read it as style.
            description = f"{title}: {plain(what)[-40:]}".replace("[", r"\[") if what else title
            shown.update(task, description=description, completed=done, total=total or None, counts=unit(done, total))

        yield show


def _lines(title: str, unit: Callable[[int, int], str]) -> Show:
    last = time.monotonic()

    def show(what: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            print(f"{title}: {unit(done, total)} {plain(what)}".rstrip(), file=sys.stderr, flush=True)

    return show


@contextmanager
def of_sync(language: Language, shown: bool = True) -> Iterator[Callable[[Progress], None] | None]:
    """Progress of a sync: files read and passages embedded."""
    if not shown:
        yield None
        return
    embedded = 0

    def unit(done: int, total: int) -> str:
        return f"{done}/{total} {text('reading', language)}, {number(embedded, language)} {text('embedding', language)}"

    with bar(text("syncing", language), unit) as show:

        def step(state: Progress) -> None:
            nonlocal embedded
            embedded = state.passages
            show(state.name, state.done, state.total)

        yield step


@contextmanager
def of_models(language: Language) -> Iterator[Callable[[int, int, str], None]]:
    """Progress of fetching: megabytes of each model."""

    def unit(done: int, total: int) -> str:
        return f"{number(done / 1e6, language)}/{number(total / 1e6, language)} MB"

    with bar(text("fetching", language), unit) as show:
        yield lambda done, total, name: show(name, done, total)
