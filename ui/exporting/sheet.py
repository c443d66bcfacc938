"""A kept answer as a sheet of paper: question, checked sentences, quotes with their sources, and what is known of the answer.

It does not know formats: Markdown, DOCX, PDF and the shared page all show the same sheet. Nothing that was thrown out is on it, nor
evidence that no sentence cites. All text is on one line and free of what steers a screen.
"""

from __future__ import annotations

import datetime
from collections.abc import Set
from dataclasses import dataclass
from urllib.parse import urlsplit

from rag.types import Answer, Citation, Claim
from ui.ledger import Kept
from ui.terminal import plain, reference
from ui.texts import Language, date, text

_EXPLAINED = {"answered": "export_written_by", "quoted": "export_quoted_by", "no_evidence": "export_refused"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """beside: the date of its paper, where papers disagree; else ""."""

    text: str
    marks: tuple[int, ...]
    beside: str

    @property
    def marked(self) -> str:
        """ "Satz. [1][2] (Stand: 12. Mai 2025)"."""
        return " ".join(filter(None, (self.text, "".join(f"[{number}]" for number in self.marks), self.beside)))


@dataclass(frozen=True, slots=True)
class Source:
    """url: of the document where it was published, only if it is one for the web. changed: it is not in the library any more as it was."""

    number: int
    reference: str
    lead: str
    quote: str
    url: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """state: what the answer is, in words; notes: what has to be said of it; facts: label and value."""

    language: Language
    question: str
    state: str
    sentences: tuple[Sentence, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    facts: tuple[tuple[str, str], ...]
    time: datetime.datetime

    def say(self, key: str) -> str:
        """A sentence of `ui.texts` in the sheet's language."""
        return text(key, self.language)


def sheet_of(kept: Kept, language: Language, address: str, library: str = "", changed: Set[int] = frozenset()) -> Sheet:
    """address: of the answer; library: its name; changed: numbers of the citations whose documents are not there any more as they were."""
    answer = kept.answer
    disagreeing = any(claim.as_of for claim in answer.claims)
    return Sheet(
        language=language,
        question=plain(answer.question),
        state=text("refusal" if answer.status == "no_evidence" else answer.status, language),
        sentences=tuple(_sentence(claim, language) for claim in answer.claims),
        notes=(*_verified(answer, language), *(text(key, language) for key in (*["conflicting"] * disagreeing, _EXPLAINED[answer.status]))),
        sources=tuple(_source(citation, language, citation.number in changed) for citation in answer.citations),
        facts=tuple((text(key, language), value) for key, value in _facts(kept, answer, language, address, library) if value),
        time=kept.time,
    )


def link(url: str) -> str:
    """The address if it is one of the web, else "": nothing else may become a link."""
    shown = plain(url)
    try:
        parts = urlsplit(shown)
        return shown if parts.scheme in ("http", "https") and parts.hostname and " " not in shown else ""
    except ValueError:
        return ""


def _facts(kept: Kept, answer: Answer, language: Language, address: str, library: str) -> tuple[tuple[str, str], ...]:
    local = kept.time.astimezone()
    return (
        ("export_given", f"{date(local.date(), language)}, {local:%H:%M}"),
        ("export_library", plain(library)),
        ("export_version", plain(answer.library_version)),
        ("export_model", plain(answer.model)),
        ("export_address", plain(address)),
    )


def _verified(answer: Answer, language: Language) -> tuple[str, ...]:
    return (f"{text('verified', language, date=date(answer.verified, language))}.",) if answer.verified else ()


def _sentence(claim: Claim, language: Language) -> Sentence:
    said = f"{claim.lead} {claim.text}"  # "Ja:" before an answer to a yes-or-no question
    beside = f"({text('as_of', language, date=date(claim.as_of, language))})" if claim.as_of else ""
    return Sentence(plain(said), claim.evidence, beside)


def _source(citation: Citation, language: Language, changed: bool) -> Source:
    return Source(
        number=citation.number,
        reference=reference(citation, language),
        lead=plain(citation.lead),
        quote=plain(citation.quote),
        url=link(citation.url),
        changed=changed,
    )
