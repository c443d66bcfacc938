"""A sheet as PDF.

It does not know where the sheet comes from. The font comes with matplotlib and knows Latin, Greek and Cyrillic; signs that it lacks show
as boxes. Nothing in the file is a link or runs.
"""

from __future__ import annotations

import io
import sys
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from ui.exporting.sheet import Sheet, Source

REGULAR, BOLD, ITALIC = "DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique"
MARGIN = 62.0  # points
GREY = "#4a5561"
LONGEST = 4_000  # characters of a paragraph: one that is longer than a page would take minutes to break


def to_pdf(sheet: Sheet) -> bytes:
    """The bytes of the file."""
    _register()
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    out = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    template = SimpleDocTemplate(
        out, pagesize=A4, title=sheet.question[:250], author="Belegt", creator="Belegt", lang=sheet.language, invariant=1, **margins
    )
    footer = partial(_footer, sheet.say("export_of"))
    template.build(_story(sheet), onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()


def _story(sheet: Sheet) -> list[Any]:
    parts = [*_paragraphs(sheet.question, "title"), *_paragraphs(sheet.state, "state")]
    for sentence in sheet.sentences:
        parts += _paragraphs(sentence.marked, "text")
    for note in sheet.notes:
        parts += _paragraphs(note, "note")
    if sheet.sources:
        parts += _paragraphs(sheet.say("export_sources"), "heading")
        for source in sheet.sources:
            parts += _source(sheet, source)
    parts += _paragraphs(sheet.say("export_about"), "heading")
    for label, value in sheet.facts:
        parts += _paragraphs(f"{label}: {value}", "small")
    return parts


def _source(sheet: Sheet, source: Source) -> list[Any]:
    lead = f"{source.lead} … " if source.lead else ""
    return [
        *_paragraphs(f"[{source.number}] {source.reference}", "source"),
        *(_paragraphs(sheet.say("export_changed"), "note") if source.changed else ()),
        *_paragraphs(f"{lead}{source.quote}", "quote"),
        *(_paragraphs(f"{sheet.say('export_origin')}: {source.url}", "small") if source.url else ()),
    ]


def _paragraphs(text: str, style: str) -> list[Any]:
    """The text, in pieces that can be broken in no time; its markup is text."""
    from reportlab.platypus import Paragraph

    pieces = [text[at : at + LONGEST] for at in range(0, len(text), LONGEST)]
    return [Paragraph(escape(piece.encode("utf-8", "replace").decode()), _styles()[style]) for piece in pieces]


def _footer(words: str, canvas: Any, template: Any) -> None:
    canvas.saveState()
    canvas.setFont(REGULAR, 8)
    canvas.drawString(MARGIN, MARGIN / 2, words)
    canvas.drawRightString(template.pagesize[0] - MARGIN, MARGIN / 2, str(template.page))
    canvas.restoreState()


@cache
def _register() -> None:
    """Make the fonts known, once."""
    # Its shaping of complex scripts needs uharfbuzz, whose release and that of the language model's library cannot live in one process.
    sys.modules.setdefault("uharfbuzz", None)  # type: ignore[arg-type]
    import matplotlib
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in (REGULAR, BOLD, ITALIC):
        pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))


@cache
def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    text = ParagraphStyle("text", fontName=REGULAR, fontSize=10, leading=15, spaceAfter=6)
    return {
        "text": text,
        "title": ParagraphStyle("title", text, fontName=BOLD, fontSize=15, leading=20, spaceAfter=8),
        "heading": ParagraphStyle("heading", text, fontName=BOLD, fontSize=12, leading=16, spaceBefore=12, keepWithNext=1),
        "state": ParagraphStyle("state", text, fontName=BOLD, textColor=GREY),
        "note": ParagraphStyle("note", text, fontName=ITALIC, fontSize=9, leading=13, textColor=GREY),
        "source": ParagraphStyle("source", text, fontSize=9, leading=13, spaceBefore=4, keepWithNext=1),
        "quote": ParagraphStyle("quote", text, leftIndent=14, borderPadding=(0, 0, 0, 8)),
        "small": ParagraphStyle("small", text, fontSize=9, leading=13, spaceAfter=2),
    }
