"""`belegt user`: accounts for the desk of staff.

It does not know how passwords are kept. A password is asked for twice without showing it, or read from standard input; it is never an
argument, which others on the machine could read.
"""

from __future__ import annotations

import enum
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import LibraryMissing
from ui.desk.users import ROLES, PasswordsDiffer, Role, Users
from ui.running import language
from ui.terminal import plain
from ui.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(help="Accounts of staff, who review and publish at /desk.", no_args_is_help=True)


class RoleName(enum.StrEnum):
    """Those of `ui.desk.users.Role`, as Typer takes a choice that may be repeated."""

    reviewer = "reviewer"
    editor = "editor"
    administrator = "administrator"


LibraryOption = Annotated[
    Path | None, typer.Option("--library", "-l", help="Folder of the library. [default: BELEGT_LIBRARY]", show_default=False)
]
Name = Annotated[str, typer.Argument(help="Name to sign in with.", show_default=False)]
Roles = Annotated[
    list[RoleName],
    typer.Option("--role", "-r", help="reviewer checks answers, editor keeps the library, administrator may do everything. Repeatable."),
]
Stdin = Annotated[bool, typer.Option("--stdin", help="Read the password from the first line of standard input instead of asking for it.")]


@app.command()
def add(name: Name, role: Roles, library: LibraryOption = None, stdin: Stdin = False) -> None:
    """Make an account, or bring back one that was removed."""
    account = _users(library).add(name, _password(stdin), [known for known in ROLES if known in role])
    print(text("user_added", language(), name=plain(account.name), roles=_shown(account.roles)))


@app.command("list")
def list_users(library: LibraryOption = None) -> None:
    """All accounts with their roles."""
    for account in _users(library).list():
        print(f"{plain(account.name):<32}{_shown(account.roles) if account.active else text('user_inactive', language())}")


@app.command()
def remove(name: Name, library: LibraryOption = None) -> None:
    """Let somebody not sign in any more. What they decided stays, with their name."""
    _users(library).remove(name)
    print(text("user_removed", language(), name=plain(name)))


@app.command()
def password(name: Name, library: LibraryOption = None, stdin: Stdin = False) -> None:
    """Set another password. Every session of this account ends."""
    users = _users(library)
    users.find(name)
    users.change_password(name, _password(stdin))
    print(text("user_password", language(), name=plain(name)))


def _users(library: Path | None) -> Users:
    from index.store import DATABASE
    from rag.settings import load
    from ui.desk.store import StaffStore

    folder = (load() if library is None else load(library=library)).library
    if not (folder / DATABASE).exists():
        raise LibraryMissing(path=folder)
    return Users(StaffStore(folder))


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    try:
        asked, again = (getpass.getpass(f"{text(key, language())}: ") for key in ("user_ask", "user_again"))
    except EOFError:
        return ""
    if asked != again:
        raise PasswordsDiffer
    return asked


def _shown(roles: Sequence[Role]) -> str:
    return ", ".join(text(f"role_{role}", language()) for role in roles)
