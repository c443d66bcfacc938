"""The chat: a question, the evidence as soon as it is found, then sentence by sentence the checked answer.

It does not know how anything is found or checked, nor HTTP: `ui.server` mounts it. A conversation lives in the page's session; the page
remembers the ids of its answers.
"""

# Annotations are no strings here: Gradio would compile those of a handler anew each time that it is called.
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag import Assistant
from ui.screen.answering import answering, begin
from ui.screen.conversation import Conversation
from ui.screen.layout import LANGUAGES, Parts, lay_out, wording
from ui.screen.narrowing import narrowed, written
from ui.screen.resuming import resume
from ui.screen.views import talk_html
from ui.services import Services

if TYPE_CHECKING:
    from ui.library_facts import LibraryFacts

AT_ONCE = 36  # handlers at work; the line in front of the answers lets fewer of them answer and turns away more
# Handlers read what comes and give HTML: Gradio would hand each value, of which a question has a dozen, to a thread of its own.
PLAINLY: dict[str, Any] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "trigger_mode": "multiple",
    "preprocess": False,
    "postprocess": False,
}


def build(assistant: Assistant, services: Services, facts: Callable[[], "LibraryFacts | None"]) -> gr.Blocks:
    """The page. Styles, scripts and head come with the mounting (`ui.server`). facts: what the library holds just now."""
    page = gr.Blocks(title="Belegt", analytics_enabled=False)
    with page:
        parts = lay_out("de")
        _wire_asking(assistant, services, parts)
        _wire_language(page, partial(resume, assistant, services), facts, parts)
    return page


def _wire_asking(assistant: Assistant, services: Services, parts: Parts) -> None:
    """What happens when. Handlers are private: the programs' way in is the HTTP interface."""

    def take(
        question: object, conversation: Conversation, plain: object, kept: object, spoken: object, *fields: object
    ) -> tuple[str, str, Conversation]:
        conversation.stop()
        conversation.speak(LANGUAGES.get(written(spoken), conversation.language))  # a server that was started anew knows neither this
        resume(assistant, services, conversation, written(kept))  # nor what was asked before
        begin(written(question), conversation, plain is True, narrowed(fields))
        return talk_html(conversation, latest=2), "", conversation  # with the one before: it may have ended just now

    def answer(conversation: Conversation, request: gr.Request) -> Iterator[str]:
        for _ in answering(assistant, services, conversation, request.client.host if request.client else ""):
            yield talk_html(conversation, latest=1)

    def stop(conversation: Conversation, kept: object) -> str:
        conversation.stop()
        resume(assistant, services, conversation, written(kept))
        return talk_html(conversation)

    def again(conversation: Conversation, kept: object) -> str:
        resume(assistant, services, conversation, written(kept))
        return talk_html(conversation)

    def renew(conversation: Conversation) -> tuple[str, Conversation]:
        fresh = conversation.next()
        return talk_html(fresh), fresh

    out = [parts.talk, parts.question, parts.conversation]
    asked = [parts.conversation, parts.plain, parts.kept, parts.language, *parts.fields]
    at_once: dict[str, Any] = {"queue": False, **PLAINLY}
    taken = [gr.on([parts.send.click, parts.question.submit], take, [parts.question, *asked], out, **at_once)]
    taken += [button.click(take, [button, *asked], out, **at_once) for button in parts.examples]
    running = [
        each.then(
            answer,
            [parts.conversation],
            [parts.talk],
            concurrency_limit=AT_ONCE,
            concurrency_id="answers",
            **PLAINLY,
        )
        for each in taken
    ]
    parts.resume.click(again, [parts.conversation, parts.kept], [parts.talk], **at_once)
    parts.stop.click(stop, [parts.conversation, parts.kept], [parts.talk], cancels=running, **at_once)
    parts.new.click(renew, [parts.conversation], [parts.talk, parts.conversation], cancels=running, **at_once)


def _wire_language(
    page: gr.Blocks, resumed: Callable[[Conversation, str | None], None], facts: Callable[[], "LibraryFacts | None"], parts: Parts
) -> None:
    def open_page(remembered: str, conversation: Conversation) -> list[Any]:
        chosen = remembered if remembered in LANGUAGES else "Deutsch"
        conversation.speak(LANGUAGES[chosen])
        return [chosen, *wording(conversation, facts())]

    def choose(chosen: str, conversation: Conversation, kept: str | None) -> list[Any]:
        conversation.speak(LANGUAGES[chosen])
        resumed(conversation, kept)
        return [chosen, *wording(conversation, facts())]

    quiet: dict[str, Any] = {"api_visibility": "private", "queue": False, "show_progress": "hidden"}
    page.load(open_page, [parts.remembered, parts.conversation], [parts.language, *parts.worded()], **quiet)
    parts.language.input(choose, [parts.language, parts.conversation, parts.kept], [parts.remembered, *parts.worded()], **quiet)
