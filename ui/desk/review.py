"""The pages of review: the queue, one answer with its evidence and page beside it, and what is decided of it.

They do not know how an answer came about. A decision goes to the answer's own page again, from where the next one is a key away.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from rag import Assistant
from rag.following import follows_up
from ui.audit.records import Record, Wanted, record
from ui.desk import review_views as views
from ui.desk.access import Member, Reviewer, access_of
from ui.desk.decisions import LONGEST_NOTE, VERDICTS, DecidedMeanwhile, Decision, Decisions
from ui.desk.page import page
from ui.desk.published import Published
from ui.desk.queue import NOBODY, REASONS, STATES, Item, Narrowed, queue, reasons_of
from ui.problems import NoSuchAnswer
from ui.services import Services

Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
SHOWN = 50  # lines of the queue on a page
FIELDS = ("reason", "state", "assigned", "since", "until", "text")


def review_routes(assistant: Assistant, services: Services, decisions: Decisions, published: Published) -> APIRouter:
    """The routes; whoever reviews may use them."""
    routes, ledger = APIRouter(prefix="/review"), services.ledger

    def waiting(request: Request) -> tuple[list[Item], dict[str, str]]:
        chosen = {name: request.query_params.get(name, "")[:200] for name in FIELDS}
        found = queue(ledger, decisions.latest(), services.review_share, _narrowed(chosen)) if ledger else []
        return found, {name: value for name, value in chosen.items() if value}

    def found(answer_id: str) -> Record:
        known = record(ledger, answer_id) if ledger else None
        if known is None:
            raise NoSuchAnswer
        return known

    def shown(request: Request, member: Member, answer_id: str, status: int = 200, **more: Any) -> Response:
        known, history = found(answer_id), decisions.history(answer_id)
        items, chosen = waiting(request)
        following = next((item.entry.id for item in items if item.entry.id != answer_id), "")
        values: dict[str, Any] = {
            "record": known,
            "history": history,
            "latest": history[-1] if history else None,
            "seen": history[-1].id if history else 0,
            "reasons": [views.REASONS[each] for each in reasons_of(known.entry, services.review_share)],
            "sentences": views.sentences(known),
            "sources": views.sources(known, assistant.library),
            "query": urlencode(chosen),
            "following": following,
            "waiting": len(items),
            "people": [account.name for account in access_of(request).users.list() if account.active],
            "publication": published.of(answer_id),
            "follows_up": follows_up(known.kept.answer.question),
            "longest": LONGEST_NOTE,
            "note": history[-1].note if history else "",
            "conflict": "",
            "views": views,
        }
        return page(request, member, "review_item.html", status, **values | more)

    @routes.get("")
    def the_queue(request: Request, member: Reviewer) -> Response:
        """What waits for a reviewer."""
        items, chosen = waiting(request)
        first = max(_whole(request.query_params.get("from", "")), 0)
        people = [account.name for account in access_of(request).users.list() if account.active]
        values: dict[str, Any] = {
            "items": items[first : first + SHOWN],
            "total": len(items),
            "first": first,
            "step": SHOWN,
            "chosen": chosen,
            "people": people,
        }
        more: dict[str, Any] = {"query": urlencode(chosen), "kept": ledger is not None, "nobody": NOBODY, "views": views}
        return page(request, member, "review.html", **values, **more)

    @routes.get("/{answer_id}")
    def item(request: Request, member: Reviewer, answer_id: Id) -> Response:
        """One answer."""
        return shown(request, member, answer_id)

    @routes.post("/{answer_id}")
    def decide(
        request: Request,
        member: Reviewer,
        answer_id: Id,
        seen: Annotated[int, Form()] = 0,
        verdict: Annotated[str, Form()] = "",
        note: Annotated[str, Form()] = "",
        assigned: Annotated[str, Form()] = "",
        keep: Annotated[str, Form()] = "",
    ) -> Response:
        """Note a verdict, or with `keep` only note and assignment. Nothing is written where another was faster."""
        found(answer_id)
        latest = next(iter(reversed(decisions.history(answer_id))), None)
        people = [account.name for account in access_of(request).users.list() if account.active]
        chosen = next((each for each in VERDICTS if each == verdict), latest.verdict if latest else "")
        done = keep == "done" or (verdict in VERDICTS) or bool(latest and latest.done and keep != "open")
        try:
            decisions.add(answer_id, member.name, seen, chosen, note, assigned if assigned in people else "", done)
        except DecidedMeanwhile as error:
            return shown(request, member, answer_id, 409, conflict=error.message("de"), note=note)
        return _back(request, answer_id)

    @routes.post("/{answer_id}/publish")
    def publish(request: Request, member: Reviewer, answer_id: Id) -> Response:
        """Give this answer to its question from now on; only what was confirmed can be published."""
        latest = next(iter(reversed(decisions.history(answer_id))), None)
        if not _confirmed(latest):
            return shown(request, member, answer_id, 422, conflict="Veröffentlichen lässt sich nur, was bestätigt ist.")
        number = published.publish(answer_id, found(answer_id).kept.answer, member.name)
        return RedirectResponse(f"/desk/published#published-{number}", 303)

    return routes


def _confirmed(latest: Decision | None) -> bool:
    return latest is not None and latest.verdict == "right"


def _back(request: Request, answer_id: str) -> Response:
    return RedirectResponse(f"/desk/review/{answer_id}" + (f"?{request.url.query}" if request.url.query else ""), 303)


def _narrowed(chosen: dict[str, str]) -> Narrowed:
    """What can be read of the filters; the rest narrows nothing."""
    return Narrowed(
        reason=next((each for each in REASONS if each == chosen["reason"]), ""),
        state=next((each for each in STATES if each == chosen["state"]), "open"),
        assigned=chosen["assigned"],
        wanted=Wanted(text=chosen["text"], since=_day(chosen["since"]), until=_day(chosen["until"])),
    )


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return None


def _whole(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0
