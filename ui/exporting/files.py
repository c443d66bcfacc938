"""Kept answers as files: Markdown, DOCX, PDF and JSON, all of the same content.

It does not know HTTP. Only checked sentences and what they cite are exported.
"""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import dataclass, replace
from importlib import import_module

from rag.schema import to_dict
from ui.exporting.sheet import sheet_of
from ui.ledger import Kept
from ui.texts import Language

VERSION = 1  # of the JSON around an answer


@dataclass(frozen=True, slots=True)
class Form:
    """A format: what it is called, what it is served as, and the function that writes it (module, name), loaded when it is first used."""

    label: str
    media_type: str
    module: str
    function: str


FORMS = {
    "pdf": Form("PDF", "application/pdf", "ui.exporting.paper", "to_pdf"),
    "docx": Form("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "ui.exporting.word", "to_docx"),
    "md": Form("Markdown", "text/markdown; charset=utf-8", "ui.exporting.markdown", "to_markdown"),
    "json": Form("JSON", "application/json", "", ""),
}


def export(kept: Kept, form: str, language: Language, address: str, library: str = "", changed: Set[int] = frozenset()) -> bytes:
    """The file of a kept answer; `form` is a key of `FORMS`, the rest as for `sheet_of`."""
    if form == "json":
        return to_json(kept, address, library, changed)
    chosen = FORMS[form]
    written: bytes = getattr(import_module(chosen.module), chosen.function)(sheet_of(kept, language, address, library, changed))
    return written


def to_json(kept: Kept, address: str, library: str = "", changed: Set[int] = frozenset()) -> bytes:
    """`answer` is what `rag.json_schema()` describes, without what was thrown out and without evidence that nothing cites."""
    cited = {citation.number for citation in kept.answer.citations}
    answer = replace(kept.answer, rejected=(), evidence=tuple(item for item in kept.answer.evidence if item.number in cited))
    data = {
        "export_version": VERSION,
        "id": kept.id,
        "address": address,
        "time": kept.time.isoformat(),
        "library": library,
        "library_version": kept.library_version,
        "changed_citations": sorted(changed),
        "answer": to_dict(answer),
    }
    return json.dumps(data, ensure_ascii=True, indent=2).encode()
