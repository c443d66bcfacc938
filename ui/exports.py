"""`belegt export`: what was answered, said of it and kept, as files.

It does not know what they hold.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.running import language
from ui.texts import number, text

Target = Annotated[Path, typer.Argument(help="Folder for one file each, or FILE.zip for one archive.", show_default=False)]
FormOption = Annotated[str, typer.Option("--format", "-f", help="jsonl or parquet.")]
LibraryOption = Annotated[
    Path | None, typer.Option("--library", "-l", help="Folder of the library. [default: BELEGT_LIBRARY]", show_default=False)
]


def export(
    target: Target,
    form: FormOption = "jsonl",
    library: LibraryOption = None,
    since: Annotated[str, typer.Option(help="Only answers from this day, month or year on: 2025-06.", show_default=False)] = "",
    until: Annotated[str, typer.Option(help="Only answers up to this day, month or year.", show_default=False)] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Write answers with evidence and verdicts, feedback, decisions, questions for `belegt eval` and the documents into files."""
    from index.library import Library
    from index.metadata.where import filters_of
    from rag.settings import load
    from ui.audit.export import FORMS
    from ui.audit.export import export as write
    from ui.audit.records import Wanted
    from ui.audit.tables import tables
    from ui.ledger import Ledger

    wanted = next((known for known in FORMS if known == form), None)
    if wanted is None:
        raise typer.BadParameter(f"--format: {' | '.join(FORMS)}")
    times = filters_of({"since": since, "until": until})
    settings = load() if library is None else load(library=library)
    with Library.open(settings.library) as opened:
        ledger = Ledger.open(settings.library, settings.keep_days)
        found = tables(opened, ledger, Wanted(since=times.since, until=times.until))
        counts = write(found, target, wanted)
    for name, count in counts.items() if not quiet else ():
        print(f"{name}: {text('exported', language(), count=number(count, language()))}")
