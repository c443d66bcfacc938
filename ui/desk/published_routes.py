"""The page of published answers: what stands, for which questions, and what was withdrawn and why.

They do not know how an answer is given to people.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from ui.desk.access import Reviewer
from ui.desk.page import page
from ui.desk.published import LONGEST_PHRASING, Published
from ui.services import Services

Number = Annotated[int, Path(ge=1, le=2**53)]


def published_routes(published: Published, services: Services) -> APIRouter:
    """The routes; whoever reviews may use them."""
    routes = APIRouter(prefix="/published")

    @routes.get("")
    def all_of_them(request: Request, member: Reviewer) -> Response:
        """Those that stand, then those that were withdrawn."""
        found = published.everything()
        standing, withdrawn = [each for each in found if not each.withdrawn], [each for each in found if each.withdrawn]
        reviewed = {each.answer_id for each in found if services.ledger and services.ledger.get(each.answer_id)}
        values = {"standing": standing, "withdrawn": withdrawn, "reviewed": reviewed, "longest": LONGEST_PHRASING}
        return page(request, member, "published.html", 200, **values)

    @routes.post("/{number}/phrasing")
    def add_phrasing(_member: Reviewer, number: Number, question: Annotated[str, Form()] = "") -> Response:
        """Give the answer to this question too."""
        published.add_phrasing(number, question)
        return RedirectResponse(f"/desk/published#published-{number}", 303)

    @routes.post("/{number}/phrasing/remove")
    def drop_phrasing(_member: Reviewer, number: Number, question: Annotated[str, Form()] = "") -> Response:
        """Not give the answer to this question any more."""
        published.drop_phrasing(number, question)
        return RedirectResponse(f"/desk/published#published-{number}", 303)

    @routes.post("/{number}/withdraw")
    def withdraw(member: Reviewer, number: Number, reason: Annotated[str, Form()] = "") -> Response:
        """Not give it any more."""
        published.withdraw(number, member.name, reason)
        return RedirectResponse("/desk/published", 303)

    return routes
