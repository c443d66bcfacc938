"""The fields that narrow a search, as far as the library's metadata have values for them.

It does not know how a filter is applied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.texts import Language, text

if TYPE_CHECKING:
    from ui.library_facts import LibraryFacts

CHOSEN = ("kind", "ministry", "group")  # out of the library's values
WRITTEN = ("number", "since", "until")
FIELDS = (*CHOSEN, *WRITTEN)


def fields(language: Language) -> list[gr.Dropdown | gr.Textbox]:
    """The components, in the order of `FIELDS`; they are shown once it is known what the library holds."""
    chosen = [gr.Dropdown(**labelled(name, language, None), elem_id=f"filter-{name}") for name in CHOSEN]
    written = [gr.Textbox(**labelled(name, language, None), elem_id=f"filter-{name}", max_length=60) for name in WRITTEN]
    return [*chosen, *written]


def labelled(name: str, language: Language, facts: LibraryFacts | None) -> dict[str, Any]:
    """Label, choices and visibility of a field."""
    label = text(f"filter_{name}", language)
    if name in WRITTEN:
        there = facts is not None and (name == "number" or facts.first is not None)
        return {"label": label, "visible": there}
    values = getattr(facts, {"kind": "kinds", "ministry": "ministries", "group": "groups"}[name], ()) if facts else ()
    choices = [(text("filter_any", language), ""), *((value, value) for value in values)]
    return {"label": label, "choices": choices, "value": "", "visible": bool(values)}


def narrowed(values: tuple[object, ...]) -> dict[str, str]:
    """What was chosen and written, by field."""
    return {name: written(value).strip() for name, value in zip(FIELDS, values, strict=True)}


def written(value: object) -> str:
    """The text that a field of the page sends; "" for none, and for what no page would send."""
    return value if isinstance(value, str) else ""
