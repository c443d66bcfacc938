"""From settings to the parts of an assistant: the one place that knows which setting belongs to which part.

It does not know the environment (`rag.settings` reads it), nor what the parts do.
"""

from __future__ import annotations

import dataclasses
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from index.embedder import open_embedder
from index.errors import ModelMissing, SettingNotAllowed
from index.models import ENCODER, MODELS, WRITER, model_path
from index.types import Embedder, Reranker
from rag.types import Generator, Options, Verifier
from rag.verify import RuleVerifier

if TYPE_CHECKING:
    from rag.settings import Settings

_log = logging.getLogger(__name__)


def embedder_of(settings: Settings) -> Embedder:
    """The encoder that libraries are built and searched with. Errors: ModelMissing, ModelUnusable."""
    return open_embedder(settings.embedder or ENCODER, threads=settings.threads or None, models=settings.models)


def reranker_of(settings: Settings) -> Reranker | None:
    """What orders the best passages anew, if anything. Errors: ModelMissing, ModelUnusable."""
    if not settings.reranker:
        return None
    from index.reranker import open_reranker

    return open_reranker(Path(settings.reranker).expanduser(), settings.threads or None)


def verifier_of(settings: Settings) -> Verifier:
    """What checks sentences: the rules, and after them a model if one is set. Errors: ModelMissing, ModelUnusable."""
    if not settings.nli:
        return RuleVerifier()
    from rag.verify.nli import open_nli

    return open_nli(Path(settings.nli).expanduser(), RuleVerifier(), settings.threads or None)


def generator_of(settings: Settings) -> Generator | None:
    """What composes answers; None when they are only quoted. A local file is not loaded yet. Errors: ModelMissing, SettingNotAllowed."""
    return rewriter_of(settings) if composes(settings) else None


def rewriter_of(settings: Settings) -> Generator | None:
    """What puts an answer that stands already into other words; None where no language model is wanted, or where the default one is
    neither here nor needed. Errors: ModelMissing, SettingNotAllowed."""
    if settings.mode == "quoted":
        return None
    try:
        return _writer(settings)
    except ModelMissing as missing:
        if composes(settings):
            raise
        _log.info("no language model: %s", missing)
        return None


def composes(settings: Settings) -> bool:
    """Whether answers are composed: where that is wanted, or a writer is set that is not the default, which does worse than quotes."""
    return settings.mode == "composed" or (settings.mode == "auto" and _own(settings))


def rephrases(settings: Settings) -> bool:
    """Whether a language model may say a follow-up question anew: one that composes and that somebody chose for being larger than the
    default, which gets fewer right than the rules. A GGUF file that is no larger than the default's is no larger model."""
    if not (composes(settings) and _own(settings)):
        return False
    file = Path(settings.generator_model).expanduser()
    return settings.generator != "llama" or (file.is_file() and file.stat().st_size > _default_size())


def options_of(settings: Settings) -> Options:
    """The settings that an assistant itself heeds."""
    return Options(**{field.name: getattr(settings, field.name) for field in dataclasses.fields(Options)})


def _own(settings: Settings) -> bool:
    """Whether a writer is set that is not the default."""
    return settings.generator != "llama" or bool(settings.generator_model or settings.generator_url)


def _default_size() -> int:
    return next(model.size for model in MODELS if model.name == WRITER)


def _writer(settings: Settings) -> Generator:
    if settings.generator == "openai":
        return _server(settings)
    if settings.generator == "transformers":
        from rag.generators.transformers import TransformersGenerator

        return TransformersGenerator(settings.generator_model or _needed("generator_model"))
    from rag.generators.llama import LlamaGenerator

    path = Path(settings.generator_model).expanduser() if settings.generator_model else model_path(WRITER, settings.models)
    if not path.is_file():
        raise ModelMissing(model=path.stem, path=path)
    return LlamaGenerator(path, threads=settings.threads or None)


def _server(settings: Settings) -> Generator:
    from rag.generators.openai import OpenAIGenerator

    url = settings.generator_url or _needed("generator_url")
    model = settings.generator_model or _needed("generator_model")
    return OpenAIGenerator(url, model, api_key=settings.generator_api_key.get_secret_value() or None)


def _needed(name: str) -> str:
    """Stands where a setting is empty that has no default. Always SettingNotAllowed."""
    raise SettingNotAllowed(setting=f"BELEGT_{name.upper()}", value="", allowed="https://… | http://…" if name.endswith("url") else "…")
