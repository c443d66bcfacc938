"""Accounts of staff: names, argon2 hashes of passwords, roles.

It does not know sessions' cookies, nor HTTP. A password is never logged, shown or kept. Who was removed keeps the name beside what they
decided, and nothing else; their sessions end at once, as they do when a password changes.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from index.errors import BelegtError
from ui.desk.store import StaffStore
from ui.terminal import plain

Role = Literal["reviewer", "editor", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST, LONGEST = 12, 1000  # characters of a password
NAME = re.compile(r"[\w.@+' -]{1,60}")
AT_ONCE = threading.BoundedSemaphore(2)  # a hash takes 64 MB for a moment


class AccountError(BelegtError):
    """An account that cannot be made or changed as it was asked for."""

    exit_code = 2


class NameNotAllowed(AccountError):  # noqa: N818 - named like those of index.errors
    """Signs that a name cannot have."""

    english = "A name has 1 to 60 letters, digits, spaces or . @ + ' - _."
    german = "Ein Name hat 1 bis 60 Buchstaben, Ziffern, Leerzeichen oder die Zeichen . @ + ' - _."


class NameTaken(AccountError):  # noqa: N818
    """There is such an account."""

    english = "There is an account called {name} already. Change its password with: belegt user password"
    german = "Ein Konto mit dem Namen {name} gibt es schon. Das Passwort ändern Sie mit: belegt user password"


class NoSuchAccount(AccountError):  # noqa: N818
    """There is no such account, or not any more."""

    english = "There is no account called {name}. List them with: belegt user list"
    german = "Ein Konto mit dem Namen {name} gibt es nicht. Alle zeigt: belegt user list"


class PasswordNotAllowed(AccountError):  # noqa: N818
    """Too short or too long."""

    english = "A password has {shortest} to {longest} characters."
    german = "Ein Passwort hat {shortest} bis {longest} Zeichen."


class PasswordsDiffer(AccountError):  # noqa: N818
    """Typed twice, not the same."""

    english = "The two passwords differ. Nothing is changed."
    german = "Die beiden Passwörter stimmen nicht überein. Es ist nichts geändert."


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who works at the desk, or did."""

    id: int
    name: str
    roles: tuple[Role, ...]
    active: bool


class Users:
    """The accounts. Safe to use from several threads and processes."""

    def __init__(self, store: StaffStore) -> None:
        self._store = store
        self._hasher = PasswordHasher()
        self._nobody = self._hasher.hash("nobody has this password")  # what the password of an unknown name is compared with

    def add(self, name: str, password: str, roles: Iterable[Role]) -> Account:
        """A new account, or a removed one back again. Errors: NameNotAllowed, PasswordNotAllowed, NameTaken."""
        name, hashed = _name(name), self._hashed(password)
        self._store.create()
        with self._store.connected() as connection:
            taken = connection.execute("SELECT active FROM account WHERE key = ?", (_key(name),)).fetchone()
            if taken and taken[0]:
                raise NameTaken(name=name)
            connection.execute(
                "INSERT INTO account (key, name, hash, roles, active, at) VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT (key) DO UPDATE SET"
                " name = excluded.name, hash = excluded.hash, roles = excluded.roles, active = 1, at = excluded.at WHERE active = 0",
                (_key(name), name, hashed, ",".join(role for role in ROLES if role in set(roles)), self._store.written()),
            )
        return self.find(name)

    def list(self) -> list[Account]:
        """All of them, removed ones too, by name."""
        if not self._store.there:
            return []
        with self._store.connected() as connection:
            rows = connection.execute("SELECT id, name, roles, active FROM account ORDER BY key").fetchall()
        return [account_of(*row) for row in rows]

    def find(self, name: str) -> Account:
        """The account with this name. Error: NoSuchAccount."""
        found = self._find(name)
        if found is None or not found[0].active:
            raise NoSuchAccount(name=plain(name))
        return found[0]

    def remove(self, name: str) -> None:
        """Let somebody not sign in any more. Error: NoSuchAccount."""
        account = self.find(name)
        with self._store.connected() as connection:
            connection.execute("UPDATE account SET active = 0, hash = '' WHERE id = ?", (account.id,))
            connection.execute("DELETE FROM session WHERE account_id = ?", (account.id,))

    def change_password(self, name: str, password: str) -> None:
        """Set another password and end every session. Errors: NoSuchAccount, PasswordNotAllowed."""
        account, hashed = self.find(name), self._hashed(password)
        with self._store.connected() as connection:
            connection.execute("UPDATE account SET hash = ? WHERE id = ?", (hashed, account.id))
            connection.execute("DELETE FROM session WHERE account_id = ?", (account.id,))

    def check(self, name: str, password: str) -> Account | None:
        """The account whose password this is. It takes as long for a name that there is not."""
        found = self._find(name)
        hashed = found[1] if found and found[0].active else self._nobody
        with AT_ONCE:
            right = _verified(self._hasher, hashed, password[: LONGEST + 1])
        if found is None or not right or not found[0].active:
            return None
        if self._hasher.check_needs_rehash(hashed):
            with self._store.connected() as connection:
                connection.execute("UPDATE account SET hash = ? WHERE id = ?", (self._hashed(password), found[0].id))
        return found[0]

    def _hashed(self, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise PasswordNotAllowed(shortest=SHORTEST, longest=LONGEST)
        with AT_ONCE:
            return self._hasher.hash(_bytes(password))

    def _find(self, name: str) -> tuple[Account, str] | None:
        if not self._store.there:
            return None
        with self._store.connected() as connection:
            query = "SELECT id, name, roles, active, hash FROM account WHERE key = ?"
            row = connection.execute(query, (looked_up(name),)).fetchone()
        return (account_of(*row[:4]), row[4]) if row else None


def account_of(number: int, name: str, roles: str, active: int) -> Account:
    """The account of a row; roles that this version does not know count for nothing."""
    return Account(number, name, tuple(role for role in ROLES if role in roles.split(",")), bool(active))


def _verified(hasher: PasswordHasher, hashed: str, password: str) -> bool:
    try:
        return hasher.verify(hashed, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False


def _bytes(password: str) -> bytes:
    """The same for every keyboard: an umlaut may come as one character or as two."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _name(name: str) -> str:
    shown = plain(name)
    if shown != name.strip() or not NAME.fullmatch(shown):
        raise NameNotAllowed
    return shown


def looked_up(untrusted: str) -> str:
    """What a name that somebody typed is looked up by."""
    return _key(plain(untrusted)[:200])


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
