"""Fixtures of the readers' tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.readers import ocr_available
from index.readers.ocr import INSTALL
from tests.needs import missing


@pytest.fixture(scope="session")
def evaluation_data() -> Path:
    """Real documents for measuring, which are no part of the project."""
    folder = os.environ.get("BELEGT_EVAL_DATA")
    if not folder:
        pytest.skip("BELEGT_EVAL_DATA is not set to a folder of evaluation data")
    return Path(folder)


@pytest.fixture(scope="session")
def text_recognition() -> None:
    """Needs tesseract with German; in CI its absence is a failure."""
    if not ocr_available():
        missing(f"no text recognition: {INSTALL}")
