"""HTML pages of the desk out of their templates, everything untrusted in them escaped as in the chat.

It does not know what a page shows. No inline script or style runs on a page of the desk, and nothing of it is kept by a browser.
"""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import Response

from index.errors import BelegtError
from ui.desk.access import AccessError, Member, NotAllowed, NotMeant, NotSignedIn, TooManyTries, access_of, token_of
from ui.desk.users import Role
from ui.http_problems import problem, status_of
from ui.markup import TEMPLATES, inert
from ui.texts import date, number, text

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    # Without a referrer a browser would say of a form of ours that it comes from nowhere.
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}
# Where the navigation leads, and who sees it: nobody needed means everybody at the desk.
NAVIGATION: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("/desk/review", "Prüfen", ("reviewer",)),
    ("/desk/published", "Veröffentlicht", ("reviewer",)),
    ("/desk/library", "Bibliothek", ("editor",)),
    ("/desk/audit", "Protokoll", ("editor",)),
    ("/desk/statistics", "Statistik", ("editor",)),
)
STATUS: dict[type[AccessError], int] = {NotSignedIn: 401, NotAllowed: 403, NotMeant: 403, TooManyTries: 429}


def page(request: Request, member: Member, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for somebody who is signed in: `values` in the template `ui/desk/templates/TEMPLATE`, which extends "base.html"."""
    return _html(template, status, **_around(request, member), **values)


def sign_in_page(request: Request, sentence: str = "", name: str = "", status: int = 200, wanted: str = "") -> HTMLResponse:
    """The form to sign in; wanted: the page that it leads to."""
    there = any(account.active for account in access_of(request).users.list())
    return _html("sign_in.html", status, sentence=sentence, name=name, wanted=wanted, there=there, member=None)


def refused(request: Request, error: AccessError) -> Response:
    """What somebody without a session or the role is told: a page for a browser, JSON for a program."""
    status = STATUS[type(error)]
    if not wants_page(request):
        headers = {"Retry-After": str(error.values["seconds"])} if isinstance(error, TooManyTries) else None
        return JSONResponse(problem(error, "de").model_dump(), status, headers)
    if isinstance(error, NotSignedIn):
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return sign_in_page(request, "", status=401, wanted=back if request.method == "GET" else "")
    return problem_page(request, error, status)


def problem_page(request: Request, error: BelegtError, status: int | None = None) -> HTMLResponse:
    """A page that says what went wrong; for somebody who is signed in with the way to other pages."""
    member = access_of(request).member(token_of(request))
    around = _around(request, member) if member else {"member": None}
    return _html("problem.html", status or status_of(error), sentence=problem(error, "de").message, **around)


def wants_page(request: Request) -> bool:
    """Whether it is a browser that shows what comes."""
    return "text/html" in request.headers.get("accept", "")


def own(path: str) -> str:
    """The path if it is one of the desk, else that of its first page: a link to the form must not lead elsewhere."""
    fine = path.startswith("/desk") and path[5:6] in ("", "/", "?") and not path.startswith("/desk/sign") and path.isprintable()
    return path if fine and "\\" not in path and "//" not in path else "/desk"


def _around(request: Request, member: Member) -> dict[str, Any]:
    """What stands around a page: who it is, and where they may go."""
    here = [entry for entry in NAVIGATION if member.may(*entry[2])]
    return {"member": member, "csrf": member.csrf, "path": request.url.path, "navigation": here}


def _html(template: str, status: int, **values: Any) -> HTMLResponse:
    return HTMLResponse(_environment.get_template(template).render(language="de", **values), status, HEADERS)


def _finalised(value: object) -> object:
    """What a template puts out: numbers as they are, markup of the templates as it is, all other text inert."""
    if value is None:
        return ""
    return value if isinstance(value, Markup | int) else inert(str(value))


def _moment(time: datetime.datetime) -> str:
    """ "6. Oktober 2023, 14:05", in the time of this machine."""
    local = time.astimezone()
    return f"{date(local.date(), 'de')}, {local:%H:%M}"


def _spaced(untrusted: str) -> Markup:
    """The text inert, but with its lines and with the space at its ends: a piece of a longer one."""
    before, after = (Markup(" ") if untrusted[at : at + 1].isspace() else Markup("") for at in (0, len(untrusted) - 1))
    return before + Markup("\n").join(inert(line) for line in untrusted.splitlines()) + after


_environment = Environment(
    loader=FileSystemLoader([Path(__file__).parent / "templates", TEMPLATES]),
    autoescape=True,
    finalize=_finalised,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals.update(
    t=lambda key, **values: text(key, "de", **values),
    day=partial(date, language="de"),
    count=partial(number, language="de"),
    moment=_moment,
    spaced=_spaced,
)
