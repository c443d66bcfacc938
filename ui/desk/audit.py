"""The desk's record of past answers: a list with filters, and each answer reopened with its sources as they were.

It does not know how answers are kept, and changes nothing. What it shows of sources comes from the kept files, not from the library.
"""

from __future__ import annotations

from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from index.readers.detect import PDF
from rag import Assistant
from rag.types import Citation
from ui.audit import records
from ui.audit.circumstances import CitedSource
from ui.audit.pictures import bytes_of, page_of
from ui.audit.records import Record, Said, Wanted
from ui.desk.access import Editor
from ui.desk.days import day_of
from ui.desk.page import page
from ui.exporting.standing import changed
from ui.file_names import disposition
from ui.kept_answers import Id
from ui.ledger import Ledger
from ui.problems import FileGone, NoSuchAnswer
from ui.services import Services
from ui.terminal import reference

PAGE = 50  # answers on one page of the list
LONGEST = 200  # characters of a filter
FILE_HEADERS = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
Part = Annotated[str, Field(max_length=LONGEST)]


class Given(BaseModel):
    """What the form above the list sends; a value that means nothing narrows nothing."""

    text: Part = ""
    status: Part = ""
    way: Part = ""
    said: Part = ""
    since: Part = ""
    until: Part = ""
    start: Annotated[int, Field(ge=0, le=10**9)] = 0

    def wanted(self) -> Wanted:
        """The same as the record takes it; "rejected" is a choice beside what readers said."""
        said: Said = next((known for known in get_args(Said) if known == self.said), "")
        return Wanted(self.text, self.status, self.way, said, self.said == "rejected", day_of(self.since), day_of(self.until))


def audit_routes(assistant: Assistant, services: Services) -> APIRouter:
    """For editors of the library and administrators."""
    routes = APIRouter()

    @routes.get("/audit")
    def listed(request: Request, member: Editor, given: Annotated[Given, Query()]) -> Response:
        """The answers that fit, newest first."""
        ledger, wanted = services.ledger, given.wanted()
        found = records.entries(ledger, wanted, PAGE + 1, given.start) if ledger else []
        values = {
            "entries": found[:PAGE],
            "total": records.count(ledger, wanted) if ledger else 0,
            "kept": ledger is not None,
            "given": given,
            "query": urlencode(given.model_dump(exclude={"start"}, exclude_defaults=True)),
            "earlier": max(given.start - PAGE, 0),
            "later": given.start + PAGE if len(found) > PAGE else 0,
        }
        return page(request, member, "audit.html", 200, **values)

    @routes.get("/audit/{answer_id}")
    def reopened(request: Request, member: Editor, answer_id: Id) -> Response:
        """An answer as it was given, with its sources as they were."""
        found = _record(services, answer_id)
        standing = changed(assistant.library, found.kept.answer)
        return page(request, member, "audit_answer.html", record=found, cards=_cards(found), changed=standing)

    @routes.get("/audit/{answer_id}/sources/{number}")
    def file(_member: Editor, answer_id: Id, number: int) -> Response:
        """The file that a citation is from, byte for byte as it was: a PDF to be shown, everything else to be saved."""
        ledger, _, source = _cited(services, answer_id, number)
        shown = source.media_type == PDF
        # As in `ui.documents`: a browser shows a PDF in a viewer of its own, which a sandbox would keep shut.
        policy = "frame-ancestors 'none'; base-uri 'none'" if shown else "sandbox; default-src 'none'"
        headers = {"Content-Disposition": disposition("inline" if shown else "attachment", source.name), "Content-Security-Policy": policy}
        return Response(bytes_of(ledger, source), media_type=source.media_type, headers={**FILE_HEADERS, **headers})

    @routes.get("/audit/{answer_id}/sources/{number}/{leaf}.png")
    def picture(_member: Editor, answer_id: Id, number: int, leaf: int) -> Response:
        """A cited page as it was, the cited words marked."""
        ledger, citation, source = _cited(services, answer_id, number)
        return Response(page_of(ledger, source, citation, leaf), media_type="image/png", headers=FILE_HEADERS)

    return routes


def _record(services: Services, answer_id: str) -> Record:
    found = records.record(services.ledger, answer_id) if services.ledger else None
    if found is None:
        raise NoSuchAnswer
    return found


def _cited(services: Services, answer_id: str, number: int) -> tuple[Ledger, Citation, CitedSource]:
    """A citation of an answer and its file as it was. Errors: NoSuchAnswer, FileGone."""
    found = _record(services, answer_id)
    citation = next((each for each in found.kept.answer.citations if each.number == number), None)
    if citation is None or number not in found.sources or services.ledger is None:
        raise FileGone
    return services.ledger, citation, found.sources[number]


def _cards(record: Record) -> list[dict[str, object]]:
    """What the page shows of each citation; source: None where it was gone when the answer was kept."""
    return [
        {
            "citation": citation,
            "reference": reference(citation, "de"),
            "source": (source := record.sources.get(citation.number)),
            "pages": [place for place in citation.places if place.boxes] if source and source.media_type == PDF else [],
        }
        for citation in record.kept.answer.citations
    ]
