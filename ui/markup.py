"""HTML of answers and sources, everything untrusted in it escaped.

It does not know Gradio. Text out of documents, questions and file names is data: inside the conversation, which Gradio renders as Markdown,
every ASCII punctuation mark becomes a character reference, so that neither HTML, Markdown, formulas nor bare addresses are recognised.
"""

from __future__ import annotations

import html
import string
from collections.abc import Sequence

from rag.types import Answer, Citation, Claim
from ui.terminal import as_of, derived, plain, reference
from ui.texts import Language, text

_REFERENCES = str.maketrans({mark: f"&#{ord(mark)};" for mark in string.punctuation})


def inert(untrusted: str) -> str:
    """The text as character references that show as they are, in HTML as well as in Markdown."""
    return plain(untrusted).translate(_REFERENCES)


def claims_html(claims: Sequence[Claim], turn: int, language: Language) -> str:
    """The sentences, each ending in links to its sources. `turn` keeps the links of one answer apart from another's."""
    return " ".join(_claim(claim, turn, language) for claim in claims)


def answer_html(answer: Answer, turn: int, language: Language) -> str:
    """A finished answer as it stands in the conversation, its state said in words."""
    if answer.status == "no_evidence":
        nearest = f" {inert(text('nearest_in_panel', language))}" if answer.citations else ""
        return f'<p class="belegt-done">{inert(text("refusal", language))}{nearest}</p>'
    disagreeing = any(claim.as_of for claim in answer.claims)
    state = inert(" – ".join(text(key, language) for key in (answer.status, *["conflicting"] * disagreeing)) + derived(answer, language))
    return f'<p>{claims_html(answer.claims, turn, language)}</p><p class="belegt-state belegt-done">{state}</p>'


def panel_html(turns: Sequence[tuple[str, Sequence[Citation], str]], language: Language) -> str:
    """The source panel: for each turn (question, citations, key of its heading), the newest first, title, paper, page and quote."""
    sections = [
        f"<section><h3>{html.escape(plain(question))}</h3>"
        f'<p class="belegt-state">{html.escape(text(heading, language))}</p>'
        f"{''.join(_source(citation, turn, language) for citation in citations)}</section>"
        for turn, (question, citations, heading) in enumerate(turns)
        if citations
    ]
    body = "".join(reversed(sections)) or f"<p>{html.escape(text('no_sources_yet', language))}</p>"
    return f"<h2>{html.escape(text('sources', language))}</h2>{body}"


def _claim(claim: Claim, turn: int, language: Language) -> str:
    marks = "".join(_mark(number, turn, language) for number in claim.evidence)
    return f"{_lead(claim)}{inert(claim.text)}&nbsp;{marks}{_beside(as_of(claim, language))}"


def _lead(claim: Claim) -> str:
    return f"<strong>{claim.lead}</strong> " if claim.lead else ""


def _beside(words: str) -> str:
    return f" {inert(words)}" if words else ""


def _mark(number: int, turn: int, language: Language) -> str:
    label = html.escape(text("source_number", language, number=number))
    return f'<a class="belegt-mark" href="#source-{turn}-{number}" aria-label="{label}" title="{label}">&#91;{number}&#93;</a>'


def _source(citation: Citation, turn: int, language: Language) -> str:
    lead = f'<p class="belegt-lead">{html.escape(plain(citation.lead))} …</p>' if citation.lead else ""
    return (
        f'<article id="source-{turn}-{citation.number}" tabindex="-1"><p><strong>[{citation.number}]</strong> '
        f"{html.escape(reference(citation, language))}</p>{lead}<blockquote>{html.escape(plain(citation.quote))}</blockquote></article>"
    )
