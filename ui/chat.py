"""The chat: a question, the evidence as soon as it is found, then sentence by sentence the checked answer.

It does not know how anything is found or checked, nor HTTP: `ui.server` mounts it. A conversation lives in the page's session only.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from index.errors import BelegtError
from rag import Assistant, Finished, Found, Turn, Wrote
from rag.types import Citation, Claim
from ui.markup import answer_html, claims_html, inert, panel_html
from ui.texts import Language, text

log = logging.getLogger(__name__)

LANGUAGES: dict[str, Language] = {"Deutsch": "de", "English": "en"}
HISTORY = 3  # earlier turns that a follow-up question is understood with


@dataclass
class Conversation:
    """What the page shows: finished turns, and the messages and sources of all."""

    turns: list[Turn] = field(default_factory=list)
    messages: list[dict[str, str]] = field(default_factory=list)
    sources: list[tuple[str, tuple[Citation, ...], str]] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Begin a turn."""
        self.messages += [{"role": "user", "content": inert(question)}, {"role": "assistant", "content": "…"}]
        self.sources.append((question, (), "evidence_found"))

    def show(self, content: str, citations: tuple[Citation, ...] | None = None, heading: str = "evidence_found") -> None:
        """Replace what the current turn shows; `citations` None keeps its sources."""
        self.messages[-1] = {"role": "assistant", "content": content}
        if citations is not None:
            self.sources[-1] = (self.sources[-1][0], citations, heading)


Step = tuple[list[dict[str, str]], str, Conversation]


def answering(assistant: Assistant) -> Callable[[str, Conversation, str], Iterator[Step]]:
    """The event handler behind the question box."""

    def answer(question: str, conversation: Conversation, chosen: str) -> Iterator[Step]:
        language = LANGUAGES.get(chosen, "de")
        conversation.ask(question)
        for _ in _turn(assistant, question, conversation, language):
            yield list(conversation.messages), panel_html(conversation.sources, language), conversation

    return answer


def _turn(assistant: Assistant, question: str, conversation: Conversation, language: Language) -> Iterator[None]:
    """One step for each change of the page."""
    number = len(conversation.sources) - 1
    claims: list[Claim] = []
    conversation.show(inert(text("searching", language)))
    yield
    try:
        for event in assistant.ask(question, conversation.turns[-HISTORY:]):
            match event:
                case Found(citations=citations):
                    conversation.show(inert(text("writing", language)), citations)
                case Wrote(claim=claim):
                    claims.append(claim)
                    conversation.show(f"<p>{claims_html(claims, number, language)}</p>")
                case Finished(answer=answer):
                    heading = "nearest" if answer.status == "no_evidence" else "cited"
                    conversation.show(answer_html(answer, number, language), answer.citations, heading)
                    conversation.turns.append(Turn(question, answer.text))
            yield
    except BelegtError as error:
        log.warning("%s", error)
        conversation.show(_problem_html(error.message(language)))
        yield
    except Exception as error:
        log.error("unexpected", exc_info=error)
        conversation.show(_problem_html(text("bug", language, kind=type(error).__name__)))
        yield


def _problem_html(sentence: str) -> str:
    return f'<p class="belegt-done">{inert(sentence)}</p>'


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the page."""

    intro: gr.HTML
    language: gr.Radio
    chat: gr.Chatbot
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button
    new: gr.Button
    panel: gr.HTML
    conversation: gr.State


def build(assistant: Assistant) -> gr.Blocks:
    """The page. Styles and head come with the mounting (`ui.server`)."""
    page = gr.Blocks(title="Belegt", analytics_enabled=False)
    with page:
        _wire(assistant, _lay_out("de"))
    return page


def _lay_out(start: Language) -> Parts:
    with gr.Row(elem_classes="belegt-head"):
        intro = gr.HTML(_intro(start))
        language = gr.Radio(list(LANGUAGES), value="Deutsch", label="Sprache / Language", elem_id="language", scale=0, min_width=260)
    with gr.Row():
        with gr.Column(scale=3):
            chat = gr.Chatbot(label=text("conversation", start), elem_id="conversation", height="60vh", buttons=[], allow_tags=False)
            question = gr.Textbox(label=text("question", start), placeholder=text("placeholder", start), lines=1, elem_id="question")
            with gr.Row():
                send = gr.Button(text("send", start), variant="primary", elem_id="send")
                stop = gr.Button(text("stop", start), elem_id="stop")
                new = gr.Button(text("new", start), elem_id="new")
        with gr.Column(scale=2):
            panel = gr.HTML(panel_html([], start), elem_id="sources")
    return Parts(intro, language, chat, question, send, stop, new, panel, gr.State(Conversation()))


def _wire(assistant: Assistant, parts: Parts) -> None:
    """What happens when. Handlers are private: the programs' way in is the HTTP interface."""
    asked = gr.State("")
    take = gr.on(
        [parts.send.click, parts.question.submit],
        lambda written: (written, ""),
        [parts.question],
        [asked, parts.question],
        api_visibility="private",
        queue=False,
    )
    running = take.then(
        answering(assistant),
        [asked, parts.conversation, parts.language],
        [parts.chat, parts.panel, parts.conversation],
        api_visibility="private",
        concurrency_limit=8,
        show_progress="hidden",
    )
    parts.stop.click(None, cancels=[running], api_visibility="private")
    parts.new.click(
        lambda chosen: ([], panel_html([], LANGUAGES[chosen]), Conversation()),
        [parts.language],
        [parts.chat, parts.panel, parts.conversation],
        cancels=[running],
        api_visibility="private",
    )
    parts.language.change(
        _translate,
        [parts.language, parts.conversation],
        [parts.intro, parts.chat, parts.question, parts.send, parts.stop, parts.new, parts.panel],
        api_visibility="private",
        js="(chosen, talk) => { document.documentElement.lang = chosen === 'English' ? 'en' : 'de'; return [chosen, talk]; }",
    )


def _translate(chosen: str, conversation: Conversation) -> list[Any]:
    language = LANGUAGES[chosen]
    return [
        _intro(language),
        gr.update(label=text("conversation", language)),
        gr.update(label=text("question", language), placeholder=text("placeholder", language)),
        *(gr.update(value=text(key, language)) for key in ("send", "stop", "new")),
        panel_html(conversation.sources, language),
    ]


def _intro(language: Language) -> str:
    return f"<h1>Belegt</h1><p>{text('intro', language)}</p>"
