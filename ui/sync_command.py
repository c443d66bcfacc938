"""`belegt sync`: documents into the library, and which folders it is synced from.

It does not know how any of it is done.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui import progress, terminal
from ui.running import complain, language, print_json, settings_of
from ui.texts import text

if TYPE_CHECKING:
    from rag.settings import Settings

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Files and folders. Folders are remembered: without any, all of them are gone over again, and what was uploaded at the desk.",
        show_default=False,
    ),
]
LibraryOption = Annotated[
    Path | None, typer.Option("--library", "-l", help="Folder of the library. [default: BELEGT_LIBRARY]", show_default=False)
]
Prune = Annotated[bool, typer.Option("--prune", help="Remove documents whose files are gone from the folders that are named.")]
Forget = Annotated[
    list[Path] | None,
    typer.Option(
        "--forget",
        metavar="FOLDER",
        help="Sync nothing, and go over this folder no more, neither here nor from the desk. "
        "Its documents stay in the library; with --prune they are removed. Its files are left alone. Repeatable.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; problems are still printed.")]


def sync(
    paths: Paths = None,
    library: LibraryOption = None,
    prune: Prune = False,
    forget: Forget = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Bring documents into the library: new and changed ones are added, unchanged ones cost nothing."""
    if forget and paths:
        _refuse("sync_forget_alone")
    if prune and not paths and not forget:  # a drive that is not mounted looks like an empty folder, and nobody thought of it
        _refuse("sync_prune_what")
    settings = settings_of(library)
    if forget:
        _forget(settings, forget, prune, as_json, quiet)
    else:
        _sync(settings, paths or None, prune, as_json, quiet)


def _sync(settings: Settings, paths: list[Path] | None, prune: bool, as_json: bool, quiet: bool) -> None:
    from index.sync import sync as run
    from rag.opening import embedder_of
    from ui.forgetting import after_sync

    with progress.of_sync(language(), shown=not quiet) as show:
        report = run(paths, settings.library, embedder_of(settings), prune=prune, progress=show, max_bytes=settings.max_source_bytes)
    for problem in report.failed:
        complain(problem.message(language()))
    withdrawn = after_sync(settings.library, settings.keep_days)
    if as_json:
        print_json(report.to_dict())
    elif not quiet:
        print("\n".join([*terminal.sync_lines(report, language()), *_withdrawn(withdrawn)]))
    raise typer.Exit(1 if report.failed else 0)


def _forget(settings: Settings, forgotten: list[Path], prune: bool, as_json: bool, quiet: bool) -> None:
    from index.library import Library
    from index.sync import forget
    from ui.forgetting import after_sync

    removed = 0
    for folder in forgotten:
        with Library.open(settings.library) as opened:
            removed += (gone := forget(opened, folder, prune))
        withdrawn = after_sync(settings.library, settings.keep_days) if gone else 0
        if not (as_json or quiet):
            said = text("folder_pruned" if prune else "folder_forgotten", language(), folder=terminal.plain(str(folder)), count=gone)
            print("\n".join([said, *_withdrawn(withdrawn)]))
    if as_json:
        print_json({"forgotten": [str(folder) for folder in forgotten], "removed": removed})


def _withdrawn(count: int) -> list[str]:
    return [text("withdrawn", language(), count=count)] if count else []


def _refuse(sentence: str) -> None:
    complain(text(sentence, language()))
    raise typer.Exit(2)
