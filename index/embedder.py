"""Text to unit vectors. (First cut: the encoder follows.)

It does not know what the vectors are searched for.
"""

from __future__ import annotations

from pathlib import Path

from index.models import ENCODER, model_path
from index.types import Embedder


def open_embedder(model: str | Path = ENCODER) -> Embedder:
    """The encoder of this name or folder."""
    raise NotImplementedError(model_path(str(model)))
