"""The page where staff change their own password, which asks for the old one.

It does not know how passwords are kept. Every other session of the account ends with the old password.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from ui.desk.access import Anybody, access_of, keep_token
from ui.desk.page import page
from ui.desk.users import LONGEST, SHORTEST, PasswordNotAllowed, PasswordsDiffer

WRONG = "Das bisherige Passwort stimmt nicht. Es ist nichts geändert."
Typed = Annotated[str, Form()]


def password_routes() -> APIRouter:
    """The routes; everybody at the desk may use them."""
    routes = APIRouter(prefix="/password")

    def shown(request: Request, member: Anybody, problem: str = "", status: int = 200, done: bool = False) -> Response:
        values = {"problem": problem, "done": done, "shortest": SHORTEST, "longest": LONGEST}
        return page(request, member, "password.html", status, **values)

    @routes.get("")
    def form(request: Request, member: Anybody, done: bool = False) -> Response:
        """The form."""
        return shown(request, member, done=done)

    @routes.post("")
    def change(request: Request, member: Anybody, old: Typed = "", new: Typed = "", again: Typed = "") -> Response:
        """Set the new password. TooManyTries after many wrong old ones."""
        if new != again:
            return shown(request, member, PasswordsDiffer().message("de"), 422)
        try:
            token = access_of(request).change_password(member, old, new)
        except PasswordNotAllowed as error:
            return shown(request, member, error.message("de"), 422)
        if token is None:
            return shown(request, member, WRONG, 422)
        response = RedirectResponse("/desk/password?done=1", 303)
        keep_token(request, response, token)
        return response

    return routes
