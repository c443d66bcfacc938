"""Where the models lie on this machine. (First cut: the fetching follows.)

It does not know what a model computes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from index.errors import ModelMissing

ENCODER = "multilingual-e5-small"
WRITER = "qwen2.5-coder-1.5b-instruct"
Progress = Callable[[int, int, str], None]

_PLACES = {ENCODER: "multilingual-e5-small", WRITER: "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"}


def cache_folder() -> Path:
    """`BELEGT_MODELS`, else the platform's folder for caches."""
    import platformdirs

    chosen = os.environ.get("BELEGT_MODELS")
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("belegt", appauthor=False)) / "models"


def model_path(name: str, folder: Path | None = None) -> Path:
    """The file or folder of the model `name`; `ModelMissing` when it is not here."""
    path = (folder or cache_folder()) / _PLACES[name]
    if not path.exists():
        raise ModelMissing(model=name, path=path)
    return path


def fetch(names: Sequence[str] = (), progress: Progress | None = None, folder: Path | None = None) -> None:
    """Bring the models onto this machine."""
    raise ModelMissing(model=", ".join(names), path=folder or cache_folder(), progress=progress)
