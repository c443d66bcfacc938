"""Writers as a command line names them: "llama", "llama:FILE", "transformers:FOLDER", "openai:URL#MODEL".

It does not know how a writer is made (`rag.opening` does) nor what is measured of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer

from ui.evaluation_tables import said
from ui.texts import Language

if TYPE_CHECKING:
    from rag.settings import Settings

_CREDENTIALS = re.compile(r"(?<=//)[^/@#]*@")  # of an address: they stand in no table


def writer_settings(given: str, settings: Settings, language: Language) -> dict[str, Settings]:
    """For each writer named, by the name of its column, the settings with which it composes. Errors: SettingNotAllowed, BadParameter."""
    names = [name.strip() for name in given.split(",") if name.strip()]
    return {_CREDENTIALS.sub("", name): _settings(name, settings, language) for name in names}


def _settings(name: str, settings: Settings, language: Language) -> Settings:
    from rag.settings import load

    kind, _, which = name.partition(":")
    url, _, model = which.partition("#") if kind == "openai" else ("", "", which)
    if kind not in ("llama", "transformers", "openai") or (kind != "llama" and not model) or (kind == "openai" and not url):
        raise typer.BadParameter(said("writer_what", language).format(given=name))
    chosen = {"mode": "composed", "generator": kind, "generator_model": model, "generator_url": url}
    return load(**{**{field: getattr(settings, field) for field in settings.model_fields_set}, **chosen})
