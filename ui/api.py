"""The HTTP interface: questions in, answers, events and passages out as JSON.

It does not know how anything is found or checked, nor the chat, which is mounted beside it. Functions are plain and run in threads.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field, model_validator
from starlette.exceptions import HTTPException

from index.errors import BelegtError, ModelError, QuestionError
from index.metadata.where import filters_of
from index.types import Filters
from rag import Assistant, Finished, Turn, json_schema, to_dict
from rag.schema import event_to_dict, plain_to_dict, result_to_dict
from ui.texts import Language, text

log = logging.getLogger(__name__)


class Earlier(BaseModel, extra="forbid"):
    """An earlier turn of the conversation."""

    question: str
    answer: str = ""


class Narrow(BaseModel, extra="forbid"):
    """What narrows a search to some documents; an empty value narrows nothing. Case and the ways to write an umlaut make no difference."""

    kind: Annotated[str, Field(examples=["Antwort"])] = ""
    number: Annotated[str, Field(description="Of the paper", examples=["21/1832"])] = ""
    ministry: Annotated[str, Field(description="Who answered; a part of the name is enough")] = ""
    group: Annotated[str, Field(description="Who asked; a part of the name is enough")] = ""
    parliament: Annotated[str, Field(description="A part of the name is enough")] = ""
    term: Annotated[str, Field(description="Electoral term", examples=["21"])] = ""
    title: Annotated[str, Field(description="A part of the title")] = ""
    source: Annotated[str, Field(description="A pattern for the name of the file", examples=["2025/*.pdf"])] = ""
    since: Annotated[str, Field(description="A day, or a month or year for its first day", examples=["2025-06"])] = ""
    until: Annotated[str, Field(description="A day, or a month or year for its last day", examples=["2025-06"])] = ""

    @model_validator(mode="before")
    @classmethod
    def usable(cls, given: Any) -> Any:
        """A filter that cannot be used is refused before anything is searched, in a sentence for people: UnusableFilter."""
        if not isinstance(given, dict):
            return given
        texts = {str(name): str(value) if isinstance(value, int) else value for name, value in given.items()}
        filters_of({name: value if isinstance(value, str) else "" for name, value in texts.items()})
        return texts

    def filters(self) -> Filters:
        """The same as the assistant takes them."""
        return filters_of(self.model_dump())


class Question(BaseModel, extra="forbid"):
    """A question about the documents of the library."""

    question: str
    history: Annotated[list[Earlier], Field(max_length=20)] = []
    language: Annotated[str | None, Field(pattern="^(de|en)$", description="Language of the answer; without it that of the question")] = (
        None
    )
    filters: Narrow = Narrow()
    plain: Annotated[bool, Field(description="Say the answer once more in plain German: `plain`, a list of sentences")] = False

    def turns(self) -> tuple[Turn, ...]:
        """The history as the assistant takes it."""
        return tuple(Turn(turn.question, turn.answer) for turn in self.history)


class Query(BaseModel, extra="forbid"):
    """Words to find passages by."""

    question: str
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    filters: Narrow = Narrow()


class Problem(BaseModel):
    """Why a request failed: the kind of error, and a sentence for people."""

    error: str
    message: str


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
    "string_pattern_mismatch": "no_language",
}
PROBLEMS: dict[int | str, dict[str, Any]] = {code: {"model": Problem} for code in (422, 503)}


def create_api(assistant: Assistant) -> FastAPI:
    """The application with its routes; `assistant` is used from several threads."""
    # Its pages of documentation would load scripts from elsewhere; /openapi.json describes the same.
    app = FastAPI(
        title="Belegt",
        description="Answers about official documents, every sentence with its evidence.",
        version="1",
        docs_url=None,
        redoc_url=None,
    )
    for kind, told in HANDLERS.items():
        app.add_exception_handler(kind, told)

    @app.post("/api/answer", responses=PROBLEMS | {200: {"content": {"application/json": {"schema": _inline_schema()}}}})
    def answer(asked: Question) -> JSONResponse:
        """The whole answer at once."""
        found = assistant.answer(asked.question, asked.turns(), asked.language, asked.filters.filters())
        plain = {"plain": [plain_to_dict(each) for each in assistant.plain(found)]} if asked.plain else {}
        return JSONResponse(to_dict(found) | plain)

    @app.post("/api/answer/stream", response_class=EventSourceResponse, responses=PROBLEMS)
    def stream(asked: Question, request: Request) -> Iterator[ServerSentEvent]:
        """Events as they happen: `found` (the evidence), `wrote` for each checked sentence, `finished` (the answer), or `problem`;
        where it was asked for, `plain` for each sentence in plain German behind `finished`."""
        language = asked.language or _language(request)
        try:
            yield from _told(assistant, asked)
        except Exception as error:  # the response has begun: the error travels as an event
            if not isinstance(error, QuestionError):
                log.error("while streaming", exc_info=error)
            yield ServerSentEvent(event="problem", data=_problem(error, language).model_dump())

    @app.post("/api/search", responses=PROBLEMS)
    def search(query: Query) -> JSONResponse:
        """Passages that fit best, best first."""
        results = assistant.search(query.question, query.limit, query.filters.filters())
        return JSONResponse({"results": [result_to_dict(result) for result in results]})

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        """Whether questions can be asked, and of which version of the library."""
        return {"status": "ok", "library_version": assistant.library_version}

    @app.api_route("/api/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def no_such_route(request: Request, path: str) -> JSONResponse:
        """Without it the chat, which is mounted at /, would answer in its own way."""
        message = text("no_route", _language(request), method=request.method, path=f"/api/{path}")
        return JSONResponse(Problem(error="NotFound", message=message).model_dump(), 404)

    return app


def _told(assistant: Assistant, asked: Question) -> Iterator[ServerSentEvent]:
    for event in assistant.ask(asked.question, asked.turns(), asked.language, asked.filters.filters()):
        data = event_to_dict(event)
        yield ServerSentEvent(event=data["event"], data=data)
        if asked.plain and isinstance(event, Finished):
            for sentence in assistant.plain(event.answer):
                yield ServerSentEvent(event="plain", data=plain_to_dict(sentence))


def _inline_schema() -> dict[str, Any]:
    return {key: value for key, value in json_schema().items() if key != "$schema"}


def _language(request: Request) -> Language:
    return "en" if request.headers.get("accept-language", "de").lower().startswith("en") else "de"


def _problem(error: Exception, language: str) -> Problem:
    if isinstance(error, BelegtError):
        return Problem(error=type(error).__name__, message=error.message(language))
    return Problem(error="Bug", message=text("bug", "en" if language == "en" else "de", kind=type(error).__name__))


def _known_problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, BelegtError)  # noqa: S101 - what it is registered for
    if not isinstance(error, QuestionError):
        log.error("%s", error)
    status = 422 if isinstance(error, QuestionError) else 503 if isinstance(error, ModelError) else 500
    return JSONResponse(_problem(error, _language(request)).model_dump(), status)


def _unusable_request(request: Request, error: Exception) -> JSONResponse:
    """What is wrong with the first field that is wrong; the values that were sent are not repeated."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - what it is registered for
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"] if part != "body" and first["type"] != "json_invalid")
    return _unusable(request, field or "JSON", REASONS.get(first["type"], "not_allowed"))


def _refused_request(request: Request, error: Exception) -> JSONResponse:
    """What was refused before any route saw it: a body that is no UTF-8, a method or path that there is not."""
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    if error.status_code == 400:
        return _unusable(request, "JSON", "unreadable")
    message = text("no_route", _language(request), method=request.method, path=request.url.path)
    return JSONResponse(Problem(error="NotFound", message=message).model_dump(), error.status_code)


def _unusable(request: Request, field: str, reason: str) -> JSONResponse:
    language = _language(request)
    message = text("request", language, field=field, reason=text(f"request_{reason}", language))
    return JSONResponse(Problem(error="UnusableRequest", message=message).model_dump(), 422)


def _bug(request: Request, error: Exception) -> JSONResponse:
    log.error("unexpected", exc_info=error)
    return JSONResponse(_problem(error, _language(request)).model_dump(), 500)


HANDLERS: dict[type[Exception], Callable[[Request, Exception], JSONResponse]] = {
    BelegtError: _known_problem,
    RequestValidationError: _unusable_request,
    HTTPException: _refused_request,
    Exception: _bug,
}
