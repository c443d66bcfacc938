"""A sheet as DOCX.

It does not know where the sheet comes from. The file holds text alone: no fields, no links, nothing that loads anything.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from ui.exporting.sheet import Sheet, Source


def to_docx(sheet: Sheet) -> bytes:
    """The bytes of the file."""
    document = Document()
    _describe(document, sheet)
    document.add_heading(_sound(sheet.question), 1)
    document.add_paragraph().add_run(sheet.state).bold = True
    for sentence in sheet.sentences:
        document.add_paragraph(_sound(sentence.marked))
    for note in sheet.notes:
        document.add_paragraph().add_run(note).italic = True
    if sheet.sources:
        document.add_heading(sheet.say("export_sources"), 2)
        for source in sheet.sources:
            _add_source(document, sheet, source)
    document.add_heading(sheet.say("export_about"), 2)
    for label, value in sheet.facts:
        document.add_paragraph(f"{label}: {_sound(value)}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_source(document: Any, sheet: Sheet, source: Source) -> None:
    head = document.add_paragraph()
    head.add_run(f"[{source.number}] ").bold = True
    head.add_run(_sound(source.reference))
    if source.changed:
        document.add_paragraph().add_run(sheet.say("export_changed")).italic = True
    lead = f"{source.lead} … " if source.lead else ""
    document.add_paragraph(_sound(f"{lead}{source.quote}"), style="Quote")
    if source.url:
        document.add_paragraph(_sound(f"{sheet.say('export_origin')}: {source.url}"))


def _describe(document: Any, sheet: Sheet) -> None:
    """Properties and language, in the place of those of python-docx's own template."""
    about = document.core_properties
    about.title, about.author, about.comments = _sound(sheet.question)[:250], "Belegt", ""
    about.created = about.modified = sheet.time.replace(tzinfo=None)
    about.last_modified_by, about.language = "Belegt", sheet.language
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), {"de": "de-DE", "en": "en-GB"}[sheet.language])


def _sound(text: str) -> str:
    """Without the few characters that XML cannot hold."""
    return "".join(char for char in text if char not in "\ufffe\uffff" and not "\ud800" <= char <= "\udfff")
