"""`belegt shared list` and `belegt shared withdraw`: the answers that everybody with the link can read.

It does not know how an answer is shared; that is done in the page or over HTTP by whoever asked.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from index.errors import BelegtError
from ui.running import language
from ui.terminal import plain
from ui.texts import text

app = typer.Typer(help="Answers that were shared.", no_args_is_help=True)

LibraryOption = Annotated[
    Path | None, typer.Option("--library", "-l", help="Folder of the library. [default: BELEGT_LIBRARY]", show_default=False)
]
Link = Annotated[str, typer.Argument(metavar="ID", help="What stands behind /a/ in the link.", show_default=False)]


class NoSuchLink(BelegtError):  # noqa: N818 - named like those of index.errors
    """A link that nobody made, or that was withdrawn already."""

    english = 'No answer is shared under "{link}". `belegt shared list` shows which are.'
    german = "Unter „{link}“ ist keine Antwort geteilt. Welche es sind, zeigt `belegt shared list`."
    exit_code = 2


@app.command("list")
def show(library: LibraryOption = None, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Each shared answer in a line, the latest first: its ID, when it was given, the question."""
    from ui.ledger import Ledger

    ledger = Ledger.there(*_kept(library))
    shared = ledger.shared() if ledger else []
    if as_json:
        rows = [{"id": kept.link, "time": kept.time.isoformat(), "question": kept.answer.question} for kept in shared]
        print(json.dumps({"shared": rows}, indent=2))
        return
    for kept in shared:
        print(f"{kept.link}  {kept.time.astimezone():%Y-%m-%d %H:%M}  {plain(kept.answer.question)}")
    if not shared:
        print(text("nothing_shared", language()))


@app.command()
def withdraw(link: Link, library: LibraryOption = None) -> None:
    """Take a link back, for good."""
    from ui.ledger import Ledger

    ledger = Ledger.there(*_kept(library))
    if not (ledger and ledger.withdraw_link(link)):
        raise NoSuchLink(link=link)
    print(text("share_withdrawn", language()))


def _kept(library: Path | None) -> tuple[Path, int]:
    """The folder of the library, and for how many days it keeps answers."""
    from rag.settings import load

    settings = load() if library is None else load(library=library)
    return settings.library, settings.keep_days
