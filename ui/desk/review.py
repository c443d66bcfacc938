"""The pages of review: the queue, one answer with its evidence and page beside it, and what is decided of it.

They do not know how an answer came about. A decision goes to the answer's own page again, from where the next one is a key away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from starlette.responses import Response

from rag import Assistant
from rag.following import follows_up
from ui.audit.records import Record, Wanted, record
from ui.desk import review_views as views
from ui.desk.access import Member, Reviewer, access_of
from ui.desk.days import day_of
from ui.desk.decisions import LONGEST_NOTE, VERDICTS, DecidedMeanwhile, Decision, Decisions, Entailed
from ui.desk.page import page
from ui.desk.published import Published
from ui.desk.queue import NOBODY, REASONS, STATES, Item, Narrowed, queue, reasons_of
from ui.desk.refusals import FromAPart, NotConfirmed
from ui.problems import NoSuchAnswer
from ui.services import Services

Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
SHOWN = 50  # lines of the queue on a page
FIELDS = ("reason", "state", "assigned", "since", "until", "text")


class Said(BaseModel):
    """What the form of a decision says. seen: the latest decision that it was made in the knowledge of."""

    seen: int = 0
    verdict: str = ""
    note: str = ""
    assigned: str = ""
    keep: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages are made of."""

    assistant: Assistant
    services: Services
    decisions: Decisions
    published: Published

    def waiting(self, request: Request) -> tuple[list[Item], dict[str, str]]:
        """The queue as the address narrows it, and by what."""
        chosen = {name: request.query_params.get(name, "")[:200] for name in FIELDS}
        ledger, share = self.services.ledger, self.services.review_share
        found = queue(ledger, self.decisions.latest(), share, _narrowed(chosen)) if ledger else []
        return found, {name: value for name, value in chosen.items() if value}

    def found(self, answer_id: str) -> Record:
        """The answer. Error: NoSuchAnswer."""
        known = record(self.services.ledger, answer_id) if self.services.ledger else None
        if known is None:
            raise NoSuchAnswer
        return known

    def latest(self, answer_id: str) -> Decision | None:
        """What holds of an answer."""
        return next(iter(reversed(self.decisions.history(answer_id))), None)

    def item(self, request: Request, member: Member, answer_id: str, status: int = 200, **more: Any) -> Response:
        """The page of an answer; more: what differs from its usual values."""
        known, history = self.found(answer_id), self.decisions.history(answer_id)
        items, chosen = self.waiting(request)
        values: dict[str, Any] = {
            "record": known,
            "history": history,
            "latest": history[-1] if history else None,
            "seen": history[-1].id if history else 0,
            "reasons": [views.REASONS[each] for each in reasons_of(known.entry, self.services.review_share)],
            "sentences": views.sentences(known),
            "sources": views.sources(known, self.assistant.library),
            "query": urlencode(chosen),
            "following": next((item.entry.id for item in items if item.entry.id != answer_id), ""),
            "people": people(request),
            "publication": self.published.of(answer_id, known.kept.answer),
            "from_a_part": FromAPart().message("de") if known.entry.settings.get("filters") else "",
            "follows_up": follows_up(known.kept.answer.question),
            "longest": LONGEST_NOTE,
            "note": history[-1].note if history else "",
            "conflict": "",
            "views": views,
        }
        return page(request, member, "review_item.html", status, **values | more)

    def entailed(self, answer_id: str, who: str, verdict: str) -> Entailed | None:
        """What people read as verified must not be what staff found wrong: that is withdrawn with the decision."""
        if verdict not in VERDICTS or verdict == "right":
            return None
        reason = f"Bei der Prüfung beurteilt: {views.VERDICTS[verdict]}."
        return self.published.withdrawing(answer_id, self.found(answer_id).kept.answer, who, reason)


def review_routes(assistant: Assistant, services: Services, decisions: Decisions, published: Published) -> APIRouter:
    """The routes; whoever reviews may use them."""
    routes, desk = APIRouter(prefix="/review"), Desk(assistant, services, decisions, published)

    @routes.get("")
    def the_queue(request: Request, member: Reviewer) -> Response:
        """What waits for a reviewer."""
        items, chosen = desk.waiting(request)
        first = _whole(request.query_params.get("from", ""))
        values: dict[str, Any] = {"items": items[first : first + SHOWN], "total": len(items), "first": first, "step": SHOWN}
        values |= {"chosen": chosen, "query": urlencode(chosen), "people": people(request), "nobody": NOBODY, "views": views}
        return page(request, member, "review.html", kept=services.ledger is not None, **values)

    @routes.get("/{answer_id}")
    def item(request: Request, member: Reviewer, answer_id: Id) -> Response:
        """One answer."""
        return desk.item(request, member, answer_id)

    @routes.post("/{answer_id}")
    def decide(request: Request, member: Reviewer, answer_id: Id, said: Annotated[Said, Form()]) -> Response:
        """Note a verdict, or with `keep` only note and assignment. Nothing is written where another was faster."""
        desk.found(answer_id)
        latest = desk.latest(answer_id)
        verdict = next((each for each in VERDICTS if each == said.verdict), latest.verdict if latest else "")
        done = said.keep == "done" or said.verdict in VERDICTS or bool(latest and latest.done and said.keep != "open")
        assigned = said.assigned if said.assigned in people(request) else ""
        try:
            entailed = desk.entailed(answer_id, member.name, said.verdict)
            decisions.entailing(entailed).add(answer_id, member.name, said.seen, verdict, said.note, assigned, done)
        except DecidedMeanwhile as error:
            return desk.item(request, member, answer_id, 409, conflict=error.message("de"), note=said.note)
        return RedirectResponse(f"/desk/review/{answer_id}" + (f"?{request.url.query}" if request.url.query else ""), 303)

    @routes.post("/{answer_id}/publish")
    def publish(request: Request, member: Reviewer, answer_id: Id) -> Response:
        """Give this answer to its question from now on; only what was confirmed can be published."""
        if not _confirmed(desk.latest(answer_id)):
            return desk.item(request, member, answer_id, 422, conflict=NotConfirmed().message("de"))
        found = desk.found(answer_id)
        if found.entry.settings.get("filters"):
            raise FromAPart
        number = published.publish(answer_id, found.kept.answer, member.name)
        return RedirectResponse(f"/desk/published#published-{number}", 303)

    return routes


def people(request: Request) -> list[str]:
    """To whom an answer can be assigned."""
    return [account.name for account in access_of(request).users.list() if account.active]


def _confirmed(latest: Decision | None) -> bool:
    return latest is not None and latest.verdict == "right"


def _narrowed(chosen: dict[str, str]) -> Narrowed:
    """What can be read of the filters; the rest narrows nothing."""
    return Narrowed(
        reason=next((each for each in REASONS if each == chosen["reason"]), ""),
        state=next((each for each in STATES if each == chosen["state"]), "open"),
        assigned=chosen["assigned"],
        wanted=Wanted(text=chosen["text"], since=day_of(chosen["since"]), until=day_of(chosen["until"])),
    )


def _whole(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0
