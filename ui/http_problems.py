"""What a program is told when a request fails: a status, the kind of error, and a sentence for people in their language.

It does not know the routes. Values that were sent are not repeated, and nothing of the machine is told.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from index.errors import BelegtError, ModelError, QuestionError
from ui.line import LineFull
from ui.problems import NotThere, PagesBusy, TooMany
from ui.texts import Language, text

log = logging.getLogger(__name__)


class Problem(BaseModel):
    """Why a request failed: the kind of error, and a sentence for people."""

    error: str
    message: str


PROBLEMS: dict[int | str, dict[str, Any]] = {code: {"model": Problem} for code in (404, 422, 429, 503)}
STATUS: tuple[tuple[type[BelegtError], int], ...] = (
    (NotThere, 404),
    (QuestionError, 422),
    (TooMany, 429),
    (LineFull, 503),
    (PagesBusy, 503),
    (ModelError, 503),
)
MINE = (NotThere, QuestionError, TooMany, LineFull, PagesBusy)  # what whoever asks can mend; the rest is for the log
# What pydantic says, in the words of `ui.texts`; its own sentences are English and speak of Python.
REASONS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "json_invalid": "unreadable",
    "string_type": "no_text",
    "int_type": "no_integer",
    "int_parsing": "no_integer",
    "int_from_float": "no_integer",
    "list_type": "no_list",
    "model_attributes_type": "no_object",
    "model_type": "no_object",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large",
    "too_long": "too_long",
    "string_too_long": "too_long",
    "string_pattern_mismatch": "no_language",
}


def language_of(request: Request) -> Language:
    """That of the address (?language=en), else that of the browser, else German."""
    wanted = request.query_params.get("language") or request.headers.get("accept-language", "de")
    return "en" if wanted.lower().startswith("en") else "de"


def problem(error: Exception, language: str) -> Problem:
    """What is told of an error."""
    if isinstance(error, BelegtError):
        return Problem(error=type(error).__name__, message=_without_paths(error).message(language))
    return Problem(error="Bug", message=text("bug", "en" if language == "en" else "de", kind=type(error).__name__))


def _without_paths(error: BelegtError) -> BelegtError:
    """The same for people elsewhere, whom the folders of this machine tell nothing."""
    return type(error)(**{name: value.name if isinstance(value, Path) else value for name, value in error.values.items()})


def status_of(error: BelegtError) -> int:
    """The HTTP status of a foreseeable error."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def not_found(request: Request, status: int = 404) -> JSONResponse:
    """There is no such route."""
    message = text("no_route", language_of(request), method=request.method, path=request.url.path)
    return JSONResponse(Problem(error="NotFound", message=message).model_dump(), status)


def too_large(request: Request) -> JSONResponse:
    """More was sent than is read."""
    return _unusable(request, "Body", "too_large", 413)


def _known(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, BelegtError)  # noqa: S101 - what it is registered for
    if not isinstance(error, MINE):
        log.error("%s", error)
    later = {"Retry-After": str(error.values["seconds"])} if isinstance(error, TooMany) else None
    return JSONResponse(problem(error, language_of(request)).model_dump(), status_of(error), later)


def _unusable_request(request: Request, error: Exception) -> JSONResponse:
    """What is wrong with the first field that is wrong."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - what it is registered for
    first = error.errors()[0]
    places = ("body", "path", "query")
    field = ".".join(str(part) for part in first["loc"] if part not in places and first["type"] != "json_invalid")
    return _unusable(request, field or "JSON", REASONS.get(first["type"], "not_allowed"))


def _refused_request(request: Request, error: Exception) -> JSONResponse:
    """What was refused before any route saw it: a body that is no UTF-8, a method or path that there is not."""
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    if error.status_code == 413:
        return too_large(request)
    return _unusable(request, "JSON", "unreadable") if error.status_code == 400 else not_found(request, error.status_code)


def _unusable(request: Request, field: str, reason: str, status: int = 422) -> JSONResponse:
    language = language_of(request)
    message = text("request", language, field=field, reason=text(f"request_{reason}", language))
    return JSONResponse(Problem(error="UnusableRequest", message=message).model_dump(), status)


def _bug(request: Request, error: Exception) -> JSONResponse:
    log.error("unexpected", exc_info=error)
    return JSONResponse(problem(error, language_of(request)).model_dump(), 500)


HANDLERS: dict[type[Exception], Callable[[Request, Exception], JSONResponse]] = {
    BelegtError: _known,
    RequestValidationError: _unusable_request,
    HTTPException: _refused_request,
    Exception: _bug,
}
