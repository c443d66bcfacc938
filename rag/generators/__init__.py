"""The language models that write a draft: GGUF files in process, Hugging Face models, and OpenAI-compatible servers.

It does not know prompts, evidence or what is done with a draft. Whatever the model behind it speaks, what leaves here is in the form of the
`Constraint`, one whole sentence at a time: sentences that end in a full stop and in evidence marks that exist.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from rag.types import Generator

Kind = Literal["llama", "transformers", "openai"]

__all__ = ["Kind", "open_generator"]


def open_generator(kind: Kind, model: str | Path, *, url: str = "", api_key: str | None = None, threads: int | None = None) -> Generator:
    """The generator of a kind. Nothing is loaded or asked before its first draft.

    llama: `model` is a GGUF file. transformers: a folder, or a name on the hub that this machine already has. openai: the server's name for
    the model, `url` its address.
    """
    match kind:
        case "llama":
            from rag.generators.llama import LlamaGenerator

            return LlamaGenerator(Path(model), threads=threads)
        case "transformers":
            from rag.generators.transformers import TransformersGenerator

            return TransformersGenerator(model)
        case "openai":
            from rag.generators.openai import OpenAIGenerator

            return OpenAIGenerator(url, str(model), api_key=api_key)
