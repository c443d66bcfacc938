"""The components of the page, in their order, and their words in either language.

It does not know what happens when one of them is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.screen import narrowing
from ui.screen.conversation import Conversation
from ui.screen.views import head_html, panel_html, talk_html
from ui.texts import Language, text

if TYPE_CHECKING:
    from ui.library_facts import LibraryFacts

EXAMPLES = 4
LANGUAGES: dict[str, Language] = {"Deutsch": "de", "English": "en"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the page."""

    head: gr.Markdown
    language: gr.Radio
    examples_label: gr.Markdown
    examples: list[gr.Button]
    talk: gr.Markdown
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button
    new: gr.Button
    plain: gr.Checkbox
    narrow: gr.Accordion
    fields: list[gr.Dropdown | gr.Textbox]
    kept: gr.Textbox
    resume: gr.Button
    conversation: gr.State
    remembered: gr.BrowserState

    def worded(self) -> list[Any]:
        """Those whose words change with the language, in the order of `wording`."""
        buttons = [self.send, self.stop, self.new]
        return [self.head, self.examples_label, *self.examples, self.talk, self.question, *buttons, self.plain, self.narrow, *self.fields]


def lay_out(start: Language) -> Parts:
    """Put the components on the page."""
    with gr.Row(elem_id="top"):
        head = _html(head_html(None, start), "head")
        language = gr.Radio(list(LANGUAGES), value="Deutsch", label=text("language_choice", start), elem_id="language", scale=0)
    talk = _html(talk_html(Conversation(start)), "feed")  # the page's script shows it in place, without losing the focus
    with gr.Column(elem_id="examples"):
        examples_label = _html("", "examples-label")
        examples = [gr.Button("", visible=False, elem_classes="example") for _ in range(EXAMPLES)]
    with gr.Column(elem_id="ask"):
        question = gr.Textbox(**_question(start), lines=1, max_lines=8, elem_id="question")
        with gr.Row(elem_id="buttons"):
            send = gr.Button(text("send", start), variant="primary", elem_id="send")
            new = gr.Button(text("new", start), elem_id="new")
            box = gr.Checkbox(label=text("plain_language", start), elem_id="plain", container=False)
            stop = gr.Button(text("stop", start), elem_id="stop")  # last: it goes, and a second click must not hit what takes its place
        with gr.Accordion(text("narrow", start), open=False, elem_id="narrow") as narrow, gr.Row():
            fields = narrowing.fields(start)
    _html(panel_html(), "panels")
    ids, again = gr.Textbox(elem_id="kept", show_label=False), gr.Button(elem_id="resume")  # for the page's script, never shown
    remembered = gr.BrowserState("Deutsch", storage_key="belegt-language", secret="belegt")  # noqa: S106 - no secret is kept in it
    kept = gr.State(Conversation(shown=1))  # each session's own copy; the page has been shown once, above
    return Parts(
        head, language, examples_label, examples, talk, question, send, stop, new, box, narrow, fields, ids, again, kept, remembered
    )


def wording(conversation: Conversation, facts: LibraryFacts | None) -> list[Any]:
    """The words of everything that has some, for `Parts.worded`."""
    language = conversation.language
    examples = list(facts.examples[:EXAMPLES]) if facts else []
    return [
        head_html(facts, language),
        f"<p>{text('examples', language)}</p>" if examples else "",
        *(gr.update(value=example, visible=True) for example in examples),
        *(gr.update(visible=False) for _ in range(EXAMPLES - len(examples))),
        talk_html(conversation),
        gr.update(**_question(language)),
        *(gr.update(value=text(key, language)) for key in ("send", "stop", "new")),
        gr.update(label=text("plain_language", language)),
        gr.update(label=text("narrow", language)),
        *(gr.update(**narrowing.labelled(name, language, facts)) for name in narrowing.FIELDS),
    ]


def _question(language: Language) -> dict[str, Any]:
    return {"label": text("question", language), "placeholder": text("placeholder", language)}


def _html(value: str, name: str) -> gr.Markdown:
    """HTML of our templates. A Markdown component carries it: that of Gradio for HTML compiles templates in the browser, which our
    Content-Security-Policy does not allow."""
    return gr.Markdown(value, sanitize_html=False, latex_delimiters=[], elem_id=name, header_links=False, buttons=[])
