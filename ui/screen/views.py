"""What the templates of the screen show: exchanges, citations and facts of the library, in the words of one language.

It does not know HTML: that is in the templates, which escape everything that comes from here.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from markupsafe import Markup

from rag.types import Answer, Citation
from ui.markup import render
from ui.reference import citable
from ui.screen.conversation import Conversation, Exchange
from ui.screen.texts import SCREEN
from ui.terminal import derived, plain, reference
from ui.texts import Language, date, text

if TYPE_CHECKING:
    from ui.library_facts import LibraryFacts

ADDRESS = "{address}"  # the page puts its own address there: behind a proxy only the browser knows it
SAID = ("panel_", "share_", "feedback_thanks", "feedback_choose", "failed", "connection_")  # by the page's scripts
PANEL_WORDS = [key for key in SCREEN if key.startswith(SAID)]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A citation. page: the one that it begins on, 0 for documents without pages. span: "17-42"."""

    number: int
    document: int
    page: int
    span: str
    title: str
    meta: str
    reference: str
    citable: str
    lead: str
    quote: str


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A checked sentence and what it cites. lead: "Ja:" or "Nein:" before it."""

    place: int
    text: str
    lead: str
    sources: list[SourceView]
    as_of: datetime.date | None = None


class TurnView:
    """An exchange, as the template of the conversation reads it."""

    def __init__(self, exchange: Exchange, language: Language) -> None:
        self.stage, self.running = exchange.stage, exchange.running
        self.question, self.problem, self.answer_id = exchange.question, exchange.problem, exchange.answer_id
        self.status = exchange.answer.status if exchange.answer else ""
        self.verified = exchange.answer.verified if exchange.answer else None
        self.means = _means(exchange.answer, language) if exchange.answer else ""
        self.cited = [source_view(citation, language) for citation in exchange.cited]
        self.consulted = [source_view(citation, language) for citation in exchange.consulted]
        self.claims = _claims(exchange, language)
        self.simple = _plain(exchange, language)
        self.simple_missing = exchange.plain and self.stage == "done" and self.status != "no_evidence" and not exchange.simple
        self.conflicting = any(claim.as_of for claim in exchange.claims)
        self.narrowed = exchange.filters is not None and exchange.filters != type(exchange.filters)()
        self.found_sentence = _counted("found", len(exchange.found), language) if exchange.found else ""
        self.progress = _progress(exchange, language)


def talk_html(conversation: Conversation, latest: int = 0) -> str:
    """The conversation, numbered so that the page knows which of two is the newer; of it only so many of the latest questions, 0 for all.

    What is left out has ended and does not change any more. The page has it if it has shown the number `after`, or one that came later.
    """
    conversation.shown += 1
    start = max(len(conversation.exchanges) - latest, 0) if latest else 0
    after = conversation.exchanges[start].since if start else 0
    shown = conversation.exchanges[start:] if after else conversation.exchanges
    for exchange in shown:
        exchange.since = exchange.since or conversation.shown
    return render(
        "talk.html",
        conversation.language,
        turns=[TurnView(exchange, conversation.language) for exchange in shown],
        first=start if after else 0,
        after=after,
        serial=conversation.serial,
        shown=conversation.shown,
    )


def head_html(facts: LibraryFacts | None, language: Language) -> str:
    """What this is and what it answers from."""
    return render("head.html", language, facts=facts)


def panel_html() -> str:
    """The source panels of both languages, closed and empty, with every word that the page's scripts say."""
    words = [(Markup(key.replace("_", "-")), key) for key in PANEL_WORDS]  # noqa: S704 - names of our own
    return render("panel.html", "de", words=words, each=_as_written)


def _as_written(language: Language, key: str) -> str:
    """A text with its places for values left open."""
    return SCREEN[key][language != "de"]


def source_view(citation: Citation, language: Language) -> SourceView:
    """A citation in words."""
    title = plain(citation.title) or plain(citation.source_name)
    paper = text("paper", language, number=citation.paper) if citation.paper and citation.paper not in title else ""
    day = date(citation.date, language) if citation.date else ""
    inked = [place for place in citation.places if place.boxes]
    pages = " – ".join(text("page", language, page=place.label or place.page) for place in inked)
    meta = " · ".join(part for part in (paper, day, pages, "" if inked else shorten(plain(citation.heading), 90, placeholder=" …")) if part)
    return SourceView(
        number=citation.number,
        document=citation.document_id,
        page=inked[0].page if inked else 0,
        span=f"{citation.span.start}-{citation.span.end}",
        title=title,
        meta=meta,
        reference=reference(citation, language),
        citable=citable(citation, language, ADDRESS),
        lead=citation.lead,
        quote=citation.quote,
    )


def _claims(exchange: Exchange, language: Language) -> list[SentenceView]:
    return [
        SentenceView(place, claim.text, claim.lead, _sources(exchange, claim.evidence, language), claim.as_of)
        for place, claim in enumerate(exchange.claims)
    ]


def _plain(exchange: Exchange, language: Language) -> list[SentenceView]:
    return [
        SentenceView(
            place, said.text, text("explained", language) if said.way == "explanation" else "", _sources(exchange, said.evidence, language)
        )
        for place, said in enumerate(exchange.simple)
    ]


def _sources(exchange: Exchange, numbers: Sequence[int], language: Language) -> list[SourceView]:
    return [source_view(found, language) for found in map(exchange.citation, numbers) if found]


def _means(answer: Answer, language: Language) -> str:
    """What the state of an answer means, and that a "Ja:" or "Nein:" is derived."""
    key = {"answered": "answered_means", "quoted": "quoted_means", "no_evidence": "refusal"}[answer.status]
    note = derived(answer, language).lstrip("; ")
    return f"{text(key, language)} {note}." if note else text(key, language)


def _progress(exchange: Exchange, language: Language) -> str:
    if exchange.stage == "waiting":
        return _counted("ahead", exchange.ahead, language)
    return text(exchange.stage if exchange.stage in ("writing", "simplifying") else "searching", language)


def _counted(key: str, count: int, language: Language) -> str:
    return text(f"{key}_one", language) if count == 1 else text(key, language, count=count)
