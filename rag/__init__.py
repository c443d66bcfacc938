"""A question in, a checked and cited answer out. It does not know files, FAISS or Gradio.

    from rag import answer
    a = answer("Bis wann soll die RIS MV umgesetzt werden?")
    a.text, a.citations[0].quote, a.citations[0].places[0].page

Names are loaded when they are first used, so that `import rag` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.errors import BelegtError, EmptyQuestion, LibraryMissing, ModelMissing, QuestionTooLong, SettingError
    from index.metadata.where import NoDocumentFits
    from index.types import Box, Filters, Place, Span
    from rag.assistant import Assistant, answer
    from rag.plain.sentence import PlainSentence
    from rag.schema import from_dict, json_schema, to_dict
    from rag.types import (
        Answer,
        Citation,
        Claim,
        Constraint,
        Event,
        Evidence,
        Finished,
        Found,
        Generator,
        Message,
        Options,
        Result,
        Timings,
        Turn,
        Verdict,
        Verifier,
        Wrote,
    )

__all__ = [
    "Answer",
    "Assistant",
    "BelegtError",
    "Box",
    "Citation",
    "Claim",
    "Constraint",
    "EmptyQuestion",
    "Event",
    "Evidence",
    "Filters",
    "Finished",
    "Found",
    "Generator",
    "LibraryMissing",
    "Message",
    "ModelMissing",
    "NoDocumentFits",
    "Options",
    "Place",
    "PlainSentence",
    "QuestionTooLong",
    "Result",
    "SettingError",
    "Span",
    "Timings",
    "Turn",
    "Verdict",
    "Verifier",
    "Wrote",
    "answer",
    "from_dict",
    "json_schema",
    "to_dict",
]

_HOMES = {
    "index.errors": ("BelegtError", "EmptyQuestion", "LibraryMissing", "ModelMissing", "QuestionTooLong", "SettingError"),
    "index.metadata.where": ("NoDocumentFits",),
    "index.types": ("Box", "Filters", "Place", "Span"),
    "rag.assistant": ("Assistant", "answer"),
    "rag.plain.sentence": ("PlainSentence",),
    "rag.schema": ("from_dict", "json_schema", "to_dict"),
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'rag' has no attribute {name!r}")
    home = next((module for module, names in _HOMES.items() if name in names), "rag.types")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
