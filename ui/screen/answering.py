"""The handler behind the question box: one step for each change of what the page shows.

It does not know Gradio's components, nor how anything is found or checked.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing

from index.errors import BelegtError, UnusableFilter
from index.metadata.where import NoDocumentFits, filters_of
from rag import Assistant
from rag.types import Wrote
from ui.http_problems import MINE
from ui.plain_answers import keep_plain
from ui.screen.conversation import Conversation, Exchange
from ui.services import Services
from ui.texts import Language, text

log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds after which a waiting page is told its place in the line anew


def begin(question: str, conversation: Conversation, plain: bool, narrowed: Mapping[str, str]) -> None:
    """Put the question into the conversation, so that whatever happens now it is not lost."""
    exchange = Exchange(question, plain=plain)
    conversation.exchanges.append(exchange)
    try:
        exchange.filters = filters_of(narrowed)
    except UnusableFilter:
        exchange.fail(text("unusable_filter", conversation.language))


def answering(assistant: Assistant, services: Services, conversation: Conversation, address: str) -> Iterator[None]:
    """Answer the latest question; a step for each change. Nothing raises: what goes wrong is told in the conversation."""
    if not conversation.exchanges or not (exchange := conversation.exchanges[-1]).running:
        return
    try:
        with closing(_steps(assistant, services, conversation, exchange, address)) as steps:
            for _ in steps:
                if not exchange.running:
                    break
                yield
    except BelegtError as error:
        if not isinstance(error, MINE):
            log.warning("%s", error)
        exchange.fail(_sentence(error, conversation.language))
    except Exception as error:  # the page must not wait for ever
        log.error("unexpected", exc_info=error)
        exchange.fail(text("bug", conversation.language, kind=type(error).__name__))
    yield


def _steps(assistant: Assistant, services: Services, conversation: Conversation, exchange: Exchange, address: str) -> Generator[None]:
    services.limiter.take(address)
    ticket = services.line.stand()
    try:
        while ahead := services.line.wait(ticket, PAUSE):
            exchange.wait(ahead)
            yield
        if exchange.ahead:
            exchange.wait(0)
            yield
        history = [turn for turn in conversation.turns() if turn.question]
        with closing(assistant.ask(exchange.question, history, None, exchange.filters)) as events:  # type: ignore[type-var]
            for event in events:
                if not exchange.running:
                    return
                exchange.take(event)
                if exchange.answer:
                    exchange.answer_id = services.keep(assistant, exchange.answer, "chat", exchange.filters) or ""
                if assistant.model or not isinstance(event, Wrote):  # quotes come all at once: one change of the page, not four
                    yield
        if exchange.stage == "simplifying":
            yield from _simplified(assistant, services, exchange)
    finally:
        services.line.leave(ticket)


def _simplified(assistant: Assistant, services: Services, exchange: Exchange) -> Iterator[None]:
    """The answer once more in plain language; the answer itself stands already."""
    for sentence in assistant.plain(exchange.answer) if exchange.answer else ():
        if not exchange.running:
            return
        exchange.simple = (*exchange.simple, sentence)
        yield
    keep_plain(services.ledger, exchange.answer_id, exchange.simple)
    exchange.stage = "done"
    yield


def _sentence(error: BelegtError, language: Language) -> str:
    """For citizens, who know no command line."""
    return text("no_document_fits", language) if isinstance(error, NoDocumentFits) else error.message(language)
