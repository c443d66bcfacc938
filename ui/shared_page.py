"""The page of an answer that was shared: frozen, without scripts, readable by everybody who has the link.

It does not know routes. The templates escape whatever comes in; addresses of pages and files are made of numbers alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from rag.types import Citation
from ui.exporting.files import FORMS
from ui.exporting.sheet import Sheet, Source
from ui.ledger import Kept
from ui.markup import render
from ui.texts import Language


@dataclass(frozen=True, slots=True)
class Card:
    """A source with the way to its document. picture: of the page with the quote marked; "" for documents without pages, or gone."""

    source: Source
    picture: str
    file: str


def shared_page(kept: Kept, sheet: Sheet) -> str:
    """The HTML of the page."""
    cards = [_card(citation, source) for citation, source in zip(kept.answer.citations, sheet.sources, strict=True)]
    return "<!DOCTYPE html>" + render(
        "shared.html",
        sheet.language,
        sheet=sheet,
        status=kept.answer.status,
        cards=cards,
        base=f"/a/{kept.id}",
        forms=[(ending, form.label) for ending, form in FORMS.items()],
    )


def missing_page(language: Language) -> str:
    """The HTML of the page where there is none."""
    from ui.problems import NoSuchAnswer

    return "<!DOCTYPE html>" + render("missing.html", language, message=NoSuchAnswer().message(language))


def _card(citation: Citation, source: Source) -> Card:
    if source.changed:
        return Card(source, "", "")
    page = next((place.page for place in citation.places if place.boxes), 0)
    span = f"{citation.span.start}-{citation.span.end}"
    picture = f"/api/pages/{citation.document_id}/{page}.png?spans={span}&zoom=1.5" if page else ""
    pdf = PurePosixPath(citation.source_name).suffix.lower() == ".pdf"
    return Card(source, picture, f"/api/documents/{citation.document_id}/file{f'#page={page}' if pdf and page else ''}")
