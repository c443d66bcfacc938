"""Who is at the desk: signing in, sessions, what each role may, and that a change was meant.

It does not know pages nor what is changed. A session is a random token in a cookie, of which only a hash is kept; it ends when it is not
used for a while, after a working day, by signing out, and with the account or its password.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from index.errors import BelegtError
from ui.desk.store import StaffStore
from ui.desk.users import Account, Role, Users, account_of, looked_up
from ui.problems import TooManyQuestions
from ui.security import Limiter

IDLE, LONGEST = datetime.timedelta(hours=1), datetime.timedelta(hours=12)
SEEN_EVERY = datetime.timedelta(minutes=1)  # not at each request: it is a write
COOKIE, SECURE_COOKIE = "belegt-staff", "__Host-belegt-staff"
FIELD, HEADER = "csrf", "x-csrf-token"
READING = ("GET", "HEAD", "OPTIONS")
TRIES = 10  # to sign in, from an address in a minute; then one every six seconds
NAME_TRIES = 30  # for a name, from wherever: more than one address has, so that no one address can keep somebody out


class AccessError(BelegtError):
    """Something that this person may not do, or not now."""


class NotSignedIn(AccessError):  # noqa: N818 - named like those of index.errors
    """No session, or one that has ended (401)."""

    english = "Please sign in."
    german = "Bitte melden Sie sich an."


class NotAllowed(AccessError):  # noqa: N818
    """A session of somebody without the role (403)."""

    english = "Your account does not have the role for this."
    german = "Dafür fehlt Ihrem Konto die Berechtigung."


class NotMeant(AccessError):  # noqa: N818
    """A change without the token of its session, or from another site (403)."""

    english = "This change could not be matched to your session. Open the page anew and try again."
    german = "Diese Änderung ließ sich Ihrer Sitzung nicht zuordnen. Laden Sie die Seite neu, und versuchen Sie es noch einmal."


class TooManyTries(AccessError):  # noqa: N818
    """More tries to sign in than are allowed (429)."""

    english = "Too many tries to sign in. Please try again in {seconds} seconds."
    german = "Zu viele Anmeldeversuche. Bitte versuchen Sie es in {seconds} Sekunden noch einmal."


@dataclass(frozen=True, slots=True)
class Member:
    """Whoever is signed in. csrf: what every change has to carry."""

    account_id: int
    name: str
    roles: tuple[Role, ...]
    csrf: str

    def may(self, *roles: Role) -> bool:
        """Whether one of the roles is theirs; administrators have all. Without a role asked for, everybody may."""
        return not roles or "administrator" in self.roles or any(role in self.roles for role in roles)


class Access:
    """Sessions over the accounts. Safe to use from several threads and processes; the limits are those of this process."""

    def __init__(self, store: StaffStore) -> None:
        self.store, self.users = store, Users(store)
        self._addresses, self._names = Limiter(TRIES), Limiter(NAME_TRIES)

    def sign_in(self, address: str, name: str, password: str) -> str | None:
        """The token of a new session; None when name and password do not belong together. Error: TooManyTries."""
        self._count(self._addresses, address)
        self._count(self._names, _hash(looked_up(name)))  # as the account is found, or each way to write it would have tries of its own
        account = self.users.check(name, password)
        return self._begin(account) if account else None

    def change_password(self, member: Member, old: str, new: str) -> str | None:
        """Set another password, which ends every session; the token of a new one. None when the old password is not theirs.

        Errors: PasswordNotAllowed, TooManyTries, NoSuchAccount when it was removed meanwhile.
        """
        self._count(self._names, f"{_hash(looked_up(member.name))} signed in")  # who tries to sign in keeps nobody from it
        account = self.users.check(member.name, old)
        if account is None:
            return None
        self.users.change_password(member.name, new)
        return self._begin(account)

    def member(self, token: str) -> Member | None:
        """Whose session it is, if it goes on."""
        if not token or not self.store.there:
            return None
        now = self.store.now()
        with self.store.connected() as connection:
            row = connection.execute(
                "SELECT account.id, name, roles, active, csrf, seen FROM session JOIN account ON account.id = account_id"
                " WHERE token_hash = ? AND active AND seen > ? AND started > ?",
                (_hash(token), self.store.written(now - IDLE), self.store.written(now - LONGEST)),
            ).fetchone()
            if row is None:
                return None
            if datetime.datetime.fromisoformat(row[5]) < now - SEEN_EVERY:
                connection.execute("UPDATE session SET seen = ? WHERE token_hash = ?", (self.store.written(now), _hash(token)))
        account = account_of(*row[:4])
        return Member(account.id, account.name, account.roles, row[4])

    def sign_out(self, token: str) -> None:
        """End a session; one that there is not is none."""
        if self.store.there:
            with self.store.connected() as connection:
                connection.execute("DELETE FROM session WHERE token_hash = ?", (_hash(token),))

    def _count(self, limiter: Limiter, who: str) -> None:
        try:
            limiter.take(who)
        except TooManyQuestions as error:
            raise TooManyTries(**error.values) from None

    def _begin(self, account: Account) -> str:
        token, now = secrets.token_urlsafe(32), self.store.now()
        with self.store.connected() as connection:
            over = (self.store.written(now - IDLE), self.store.written(now - LONGEST))
            connection.execute("DELETE FROM session WHERE seen <= ? OR started <= ?", over)
            connection.execute(
                "INSERT INTO session (token_hash, account_id, csrf, started, seen) VALUES (?, ?, ?, ?, ?)",
                (_hash(token), account.id, secrets.token_urlsafe(32), self.store.written(now), self.store.written(now)),
            )
        return token


def staff(*roles: Role) -> Callable[..., object]:
    """A dependency for a route: the member, who has one of the roles, and whose change was meant.

    Use it as `member: Annotated[Member, Depends(staff("reviewer"))]`. Errors: NotSignedIn, NotAllowed, NotMeant.
    """

    async def found(request: Request) -> Member:
        member = await run_in_threadpool(access_of(request).member, token_of(request))
        if member is None:
            raise NotSignedIn
        if not member.may(*roles):
            raise NotAllowed
        if request.method not in READING:
            await _check_meant(request, member)
        return member

    found.roles = roles  # type: ignore[attr-defined] # for the test that lists all routes
    return found


Anybody = Annotated[Member, Depends(staff())]
Reviewer = Annotated[Member, Depends(staff("reviewer"))]
Editor = Annotated[Member, Depends(staff("editor"))]
Administrator = Annotated[Member, Depends(staff("administrator"))]


def access_of(request: Request) -> Access:
    """That of the application."""
    access: Access = request.app.state.access
    return access


def token_of(request: Request) -> str:
    """What the browser says of its session."""
    return request.cookies.get(SECURE_COOKIE if request.url.scheme == "https" else COOKIE, "")


def keep_token(request: Request, response: Response, token: str) -> None:
    """Give a session to the browser; "" takes it away."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        SECURE_COOKIE if secure else COOKIE,
        token,
        max_age=int(LONGEST.total_seconds()) if token else 0,
        path="/",
        secure=secure,
        httponly=True,
        samesite="strict",
    )


def same_site(request: Request) -> bool:
    """Whether a request comes from a page of this server, as far as the browser says where it comes from."""
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.headers.get("host")
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


async def _check_meant(request: Request, member: Member) -> None:
    given = request.headers.get(HEADER, "")
    if not given and request.headers.get("content-type", "").startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        field = (await request.form()).get(FIELD)
        given = field if isinstance(field, str) else ""
    if not same_site(request) or not secrets.compare_digest(given.encode(), member.csrf.encode()):
        raise NotMeant


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
