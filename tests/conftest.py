"""Fixtures that every test shares: the real models, once a session.

A model that is not on this machine skips the test and says how to get it; in CI it is fetched, and a failure to fetch it fails.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from index.errors import ModelMissing
from index.models import ENCODER, WRITER, cache_folder, fetch, model_path
from index.types import Embedder
from tests.needs import in_ci, missing

# reportlab, which draws the tests' PDFs, takes uharfbuzz along where it is installed. Its release and xllamacpp's define one Cython type
# with two sizes, so that whichever comes second into a process fails. What it is for, the shaping of complex scripts, is not needed here.
sys.modules.setdefault("uharfbuzz", None)  # type: ignore[arg-type]

MODELS = Path(os.environ["BELEGT_MODELS"]) if os.environ.get("BELEGT_MODELS") else cache_folder()


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The default encoder, as `belegt` opens it."""
    from index.embedder import open_embedder

    _need(ENCODER)
    return open_embedder(models=MODELS)


@pytest.fixture(scope="session")
def writer_model() -> Path:
    """The GGUF file of the default writer."""
    return _need(WRITER)


def _need(name: str) -> Path:
    try:
        return model_path(name, MODELS)
    except ModelMissing as error:
        if in_ci():
            return fetch([name], folder=MODELS)[0]
        missing(str(error))
