"""The HTTP interface: questions in, answers, events and passages out as JSON.

It does not know how anything is found or checked, nor the chat, which is mounted beside it. Functions are plain and run in threads.
`ui.documents` and `ui.kept_answers` hold the routes of documents and of answers that were given.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field, model_validator

from index.metadata.where import filters_of
from index.types import Filters
from rag import Answer, Assistant, Finished, Turn, json_schema, to_dict
from rag.schema import event_to_dict, plain_to_dict, result_to_dict
from ui.documents import document_routes
from ui.http_problems import HANDLERS, MINE, PROBLEMS, language_of, not_found, problem
from ui.kept_answers import kept_answer_routes
from ui.library_facts import library_facts
from ui.line import Ticket
from ui.services import Services

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


def create_api(assistant: Assistant, services: Services | None = None) -> FastAPI:
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
    services = app.state.services = services or Services()
    _answer_routes(app, assistant, services)
    _other_routes(app, assistant, services)
    app.include_router(document_routes(assistant.library, services.pages))
    app.include_router(kept_answer_routes(assistant, services))

    @app.api_route("/api/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def no_such_route(request: Request) -> JSONResponse:
        """Without it the chat, which is mounted at /, would answer in its own way."""
        return not_found(request)

    return app


def turn(request: Request) -> Iterator[Ticket]:
    """A place in the line, given back when the response has gone out. Errors, before it begins: TooManyQuestions, LineFull."""
    services: Services = request.app.state.services
    _count(services, request)
    ticket = services.line.stand()
    try:
        yield ticket
    finally:
        services.line.leave(ticket)


Turns = Annotated[Ticket, Depends(turn)]


def _answer_routes(app: FastAPI, assistant: Assistant, services: Services) -> None:
    def kept(answer: Answer, asked: Question) -> str | None:
        return services.keep(assistant, answer, "http", asked.filters.filters())

    @app.post("/api/answer", responses=PROBLEMS | {200: {"content": {"application/json": {"schema": _answer_schema()}}}})
    def answer(asked: Question, ticket: Turns) -> JSONResponse:
        """The whole answer at once. id: of the kept answer, null where none is kept."""
        with ticket:
            found = assistant.answer(asked.question, asked.turns(), asked.language, asked.filters.filters())
            plain = {"plain": [plain_to_dict(each) for each in assistant.plain(found)]} if asked.plain else {}
        return JSONResponse({"id": kept(found, asked), **to_dict(found), **plain})

    @app.post("/api/answer/stream", response_class=EventSourceResponse, responses=PROBLEMS)
    def stream(asked: Question, request: Request, ticket: Turns) -> Iterator[ServerSentEvent]:
        """Events as they happen: `found` (the evidence), `wrote` for each checked sentence, `finished` (the answer), or `problem`;
        where it was asked for, `plain` for each sentence in plain German behind `finished`."""
        language = asked.language or language_of(request)
        try:
            with ticket:
                for event in assistant.ask(asked.question, asked.turns(), asked.language, asked.filters.filters()):
                    data = event_to_dict(event)
                    if isinstance(event, Finished):
                        data["id"] = kept(event.answer, asked)
                    yield ServerSentEvent(event=data["event"], data=data)
                    if asked.plain and isinstance(event, Finished):
                        for sentence in assistant.plain(event.answer):
                            yield ServerSentEvent(event="plain", data=plain_to_dict(sentence))
        except Exception as error:  # the response has begun: the error travels as an event
            if not isinstance(error, MINE):
                log.error("while streaming", exc_info=error)
            yield ServerSentEvent(event="problem", data=problem(error, language).model_dump())


def _other_routes(app: FastAPI, assistant: Assistant, services: Services) -> None:
    @app.post("/api/search", responses=PROBLEMS)
    def search(query: Query, request: Request) -> JSONResponse:
        """Passages that fit best, best first."""
        _count(services, request)
        results = assistant.search(query.question, query.limit, query.filters.filters())
        return JSONResponse({"results": [result_to_dict(result) for result in results]})

    @app.get("/api/library")
    def library() -> JSONResponse:
        """What the documents are: name, number of papers, dates, values to filter by, and four questions that they answer."""
        return JSONResponse(library_facts(assistant, services.library_name).to_dict())

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        """Whether questions can be asked, and of which version of the library."""
        return {"status": "ok", "library_version": assistant.library_version}


def _count(services: Services, request: Request) -> None:
    services.limiter.take(request.client.host if request.client else "")


def _answer_schema() -> dict[str, Any]:
    """The published schema of an answer, with the id beside it."""
    schema = {key: value for key, value in json_schema().items() if key != "$schema"}
    return {**schema, "properties": {"id": {"type": ["string", "null"]}, **schema["properties"]}}
