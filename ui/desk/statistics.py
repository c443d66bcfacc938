"""The desk's figures: questions a day, what came of them, what readers said, how long it took; and all of it as files.

It does not know how figures are counted (`ui.audit.statistics`) nor how files are written (`ui.audit.export`).
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from typing import IO, Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from rag import Assistant
from ui.audit import charts, records
from ui.audit.export import MEDIA_TYPES, Form, write
from ui.audit.statistics import figures
from ui.audit.tables import Table, tables
from ui.desk.access import Editor
from ui.desk.page import page
from ui.file_names import disposition
from ui.http_problems import not_found
from ui.services import Services

IN_MEMORY = 20_000_000  # bytes of a file to be handed out; what is larger waits on disk
PIECE = 1 << 20


def statistics_routes(assistant: Assistant, services: Services) -> APIRouter:
    """For editors of the library and administrators."""
    routes = APIRouter()

    @routes.get("/statistics")
    def shown(request: Request, member: Editor, days: Annotated[int, Query(ge=1, le=366)] = 30) -> Response:
        """The last days, today included."""
        ledger, until = services.ledger, datetime.datetime.now().astimezone().date()
        since = until - datetime.timedelta(days=days - 1)
        answers = records.entries(ledger, records.Wanted(since=since)) if ledger else []
        found = figures(answers, records.feedback(ledger) if ledger else [], since, until)
        feedback = (("helpful", found.helpful), ("unhelpful", found.unhelpful))
        latencies = (("evidence", found.evidence), ("first", found.first), ("total", found.total))
        drawn = {
            "columns": charts.columns(found.days),
            "statuses": charts.bar(found.statuses),
            "feedback": charts.bar(feedback),
            "latencies": charts.rows([(f"{name} {kind}", getattr(each, kind)) for name, each in latencies for kind in ("p50", "p95")]),
        }
        names = [table.name for table in tables(assistant.library, ledger, staff=services.staff)]
        return page(request, member, "statistics.html", days=days, figures=found, latencies=latencies, drawn=drawn, tables=names)

    @routes.get("/statistics/{name}.{form}")
    def file(request: Request, _member: Editor, name: str, form: Literal["jsonl", "parquet"]) -> Response:
        """One table of the export."""
        table = next((each for each in tables(assistant.library, services.ledger, staff=services.staff) if each.name == name), None)
        if table is None:
            return not_found(request)
        return _sent(table, form)

    return routes


def _sent(table: Table, form: Form) -> StreamingResponse:
    """Written whole before the first byte goes out, so that what fails is told and not cut off."""
    held = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it has gone out
    write(table, held, form)
    held.seek(0)
    headers = {"Content-Disposition": disposition("attachment", f"{table.name}.{form}"), "Cache-Control": "private, no-store"}
    return StreamingResponse(_pieces(held), media_type=MEDIA_TYPES[form], headers=headers)


def _pieces(held: IO[bytes]) -> Iterator[bytes]:
    with held:
        while piece := held.read(PIECE):
            yield piece
