"""HTML out of the templates of the screen, everything untrusted in it escaped.

It does not know Gradio. Text out of documents, questions and file names is data: every ASCII punctuation mark of it becomes a character
reference, in text as well as in attributes, so that neither HTML nor Markdown, formulas nor bare addresses are recognised. The HTML comes
out on one line: what carries it to the page reads Markdown, for which an empty line would end it.
"""

from __future__ import annotations

import string
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ui.terminal import plain
from ui.texts import Language, date, number, text

TEMPLATES = Path(__file__).parent / "screen" / "templates"
_REFERENCES = str.maketrans({mark: f"&#{ord(mark)};" for mark in string.punctuation})


def inert(untrusted: str) -> Markup:
    """The text as character references that show as they are, in HTML as well as in Markdown."""
    return Markup(plain(untrusted).translate(_REFERENCES))  # noqa: S704 - it is what escapes


def render(template: str, language: Language, **values: Any) -> str:
    """The HTML of a template of `ui/screen/templates`, on one line. KeyError for a text that there is not."""
    html = _environment.get_template(template).render(
        language=language,
        t=partial(_text, language),
        day=lambda value: date(value, language),
        count=lambda value: number(value, language),
        **values,
    )
    return " ".join(html.split())


def _text(language: Language, key: str, **values: object) -> str:
    return text(key, language, **values)


def _finalised(value: object) -> object:
    """What a template puts out: numbers as they are, markup of the templates as it is, all other text inert."""
    if value is None:
        return ""
    return value if isinstance(value, Markup | int) else inert(str(value))


_environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    finalize=_finalised,
    undefined=StrictUndefined,
    auto_reload=False,  # else every part of every page asks the disk whether it is still the same
    trim_blocks=True,
    lstrip_blocks=True,
)
