"""A cross-encoder that reads question and passage together: an option, for machines that have the time.

It does not know how the passages were found. Any sentence-transformers cross-encoder of one label works, from a folder on this machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import ModelMissing, ModelUnusable
from index.quiet import quiet_environment
from index.types import Float32

MOST_TOKENS = 512  # of question and passage together, which common cross-encoders read


@dataclass(frozen=True, slots=True)
class CrossEncoderReranker:
    """A `Reranker`. Several threads may share it."""

    name: str
    model: Any = field(repr=False)

    def scores(self, question: str, texts: Sequence[str]) -> Float32:
        """(n,), float32, higher is better; comparable within one question."""
        pairs = [(question, text) for text in texts]
        return np.asarray(self.model.predict(pairs, show_progress_bar=False), np.float32)


def open_reranker(folder: Path, threads: int | None = None) -> CrossEncoderReranker:
    """The reranker in a folder. Errors: ModelMissing, ModelUnusable."""
    model = open_cross_encoder(folder, threads)
    if model.num_labels != 1:
        raise ModelUnusable(model=folder, reason=f"it has {model.num_labels} labels, a reranker has one")
    return CrossEncoderReranker(folder.name, model)


def open_cross_encoder(folder: Path, threads: int | None = None) -> Any:
    """sentence-transformers' cross-encoder in a folder. Nothing is fetched, no code of the model is run. ModelMissing, ModelUnusable."""
    if not folder.is_dir():
        raise ModelMissing(model=folder.name, path=folder)
    quiet_environment()
    import torch
    from sentence_transformers import CrossEncoder

    if threads:
        torch.set_num_threads(threads)
    try:
        return CrossEncoder(str(folder), local_files_only=True, max_length=MOST_TOKENS, model_kwargs={"use_safetensors": True})
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelUnusable(model=folder, reason=error) from error
