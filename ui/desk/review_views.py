"""What the pages of review show of an answer: its sentences with what the checks said, its sources and where they are to be seen.

It does not know HTML, which is in the templates, nor what is decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.errors import LibraryError
from index.library import Library
from index.pages import leaves
from index.readers.detect import PDF
from index.types import Place
from rag.types import Claim, Evidence
from ui.audit.records import Record
from ui.desk.queue import Reason
from ui.exporting.standing import changed
from ui.screen.views import source_view

VERDICTS = {"right": "Bestätigt", "wrong": "Falsch belegt", "incomplete": "Unvollständig", "outdated": "Quelle veraltet", "": ""}
KEYS = {"right": "b", "wrong": "f", "incomplete": "u", "outdated": "v"}
REASONS: Mapping[Reason, str] = {
    "feedback": "schlechte Rückmeldung",
    "score": "niedrige Güte",
    "rejected": "Sätze verworfen",
    "sample": "Stichprobe",
}
STATES = {"open": "Offen", "done": "Erledigt", "all": "Alle"}
FEEDBACK = {
    "wrong": "Falsch",
    "incomplete": "Unvollständig",
    "source": "Quelle passt nicht",
    "unclear": "Unverständlich",
    "": "Nicht hilfreich",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence; failed: the checks reject it."""

    text: str
    failed: bool


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence of the answer, or one that was thrown out, and why."""

    lead: str
    parts: tuple[Part, ...]
    marks: tuple[int, ...]
    supported: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """Evidence. picture: the address of its page with the words marked, "" where there is none; top: where the
    first of them stands, in hundredths of the page's height; before, after: the text around it as it was kept."""

    number: int
    cited: bool
    title: str
    meta: str
    lead: str
    quote: str
    before: str
    after: str
    picture: str
    top: int
    file: str
    gone: bool


def sentences(record: Record) -> list[SentenceView]:
    """Those of the answer, then those that were thrown out."""
    answer = record.kept.answer
    return [_sentence(claim) for claim in (*answer.claims, *answer.rejected)]


def sources(record: Record, library: Library) -> list[SourceView]:
    """Every piece of evidence, what is cited first."""
    answer = record.kept.answer
    gone = changed(library, answer)
    cited = []
    for citation in answer.citations:
        seen, kept = source_view(citation, "de"), record.sources.get(citation.number)
        fallen = citation.number in gone
        picture = f"/api/pages/{seen.document}/{seen.page}.png?spans={seen.span}&zoom=1.5" if seen.page and not fallen else ""
        top = _top(library, citation.document_id, next((each for each in citation.places if each.boxes), None)) if picture else 0
        file = "" if fallen else f"/api/documents/{seen.document}/file{f'#page={seen.page}' if seen.page else ''}"
        around = (kept.before, kept.after) if kept else ("", "")
        cited.append(SourceView(seen.number, True, seen.title, seen.meta, seen.lead, seen.quote, *around, picture, top, file, fallen))
    numbers = {each.number for each in cited}
    return [*cited, *(_read(item, library, answer.library_version) for item in answer.evidence if item.number not in numbers)]


def _read(item: Evidence, library: Library, version: str) -> SourceView:
    """Evidence that no sentence cites; of a document that has changed since only its words are known."""
    title, picture, top, file, gone = "", "", 0, "", True
    try:
        same = library.version.rpartition("-")[0] == version.rpartition("-")[0]
        metadata, source = library.metadata(item.document_id), library.source_of(item.document_id)
        place = next((place for place in library.locate(item.document_id, item.span) if place.boxes), None)
        if same:
            title, gone, file = metadata.title or source.name, False, f"/api/documents/{item.document_id}/file"
            if place and source.media_type == PDF:
                picture = f"/api/pages/{item.document_id}/{place.page}.png?spans={item.span.start}-{item.span.end}&zoom=1.5"
                top = _top(library, item.document_id, place)
    except (LibraryError, ValueError):
        title, gone = "", True
    return SourceView(item.number, False, title, "", item.lead, item.text, "", "", picture, top, file, gone)


def _top(library: Library, document_id: int, place: Place | None) -> int:
    """Where on its page the first marked words stand; 0 where that is not known."""
    try:
        height = next((leaf.height for leaf in leaves(library, document_id) if place and leaf.number == place.page), 0.0)
    except LibraryError:  # removed this moment
        return 0
    return round(100 * min(box.top for box in place.boxes) / height) if place and height else 0


def _sentence(claim: Claim) -> SentenceView:
    verdict = claim.verdict
    return SentenceView(claim.lead, _parts(claim), claim.evidence, verdict.supported, verdict.reason)


def _parts(claim: Claim) -> tuple[Part, ...]:
    """The sentence cut where the checks reject a stretch of it."""
    parts, at = list[Part](), 0
    for span in sorted(claim.verdict.failed, key=lambda each: each.start):
        if at <= span.start < span.end <= len(claim.text):
            parts += [Part(claim.text[at : span.start], False), Part(span.of(claim.text), True)]
            at = span.end
    return tuple(part for part in (*parts, Part(claim.text[at:], False)) if part.text)
