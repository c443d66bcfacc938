"""How the command ends: exit codes, one sentence on standard error, and an output that cannot take what is written."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from index.sync import sync
from tests.fakes import FakeEmbedder
from tests.ui.conftest import ROOT, environment
from tests.ui.test_cli import belegt

FAILING = "import sys, index.models as m\ndef list_models(*_): {}\nm.list_models = list_models\nfrom ui.cli import main\nmain()"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    (folder / "brief – März.txt").write_text("Der Landtag tagt in Schwerin. „Ja“, heißt es.", encoding="utf-8")
    sync([folder / "brief – März.txt"], folder / "library", FakeEmbedder())
    return folder / "library"


def failing(what: str, tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`belegt models list` that does something else instead."""
    command = [sys.executable, "-c", FAILING.format(what), "models", "list"]
    return subprocess.run(command, env=environment(tmp_path) | variables, cwd=ROOT, capture_output=True, text=True, timeout=100)


@pytest.mark.parametrize(("language", "sentence"), [("de", "Abgebrochen. Was fertig war"), ("en", "Stopped. What was finished")])
def test_a_person_who_stops_it_is_answered(tmp_path: Path, language: str, sentence: str) -> None:
    stopped = failing("import os, signal; os.kill(os.getpid(), signal.SIGINT)", tmp_path, BELEGT_LANGUAGE=language)
    assert (stopped.returncode, stopped.stdout) == (130, "")
    assert stopped.stderr.startswith(sentence)
    assert "Traceback" not in stopped.stderr


def test_a_bug_is_one_line_and_its_traceback_is_in_the_log(tmp_path: Path) -> None:
    failed = failing("raise OSError(5, 'Input/output error')", tmp_path, BELEGT_LANGUAGE="de")
    assert failed.returncode == 70
    assert failed.stderr.splitlines()[-1] == "Ein Fehler in Belegt ist aufgetreten (OSError). Einzelheiten stehen im Protokoll."
    assert "Traceback" in failed.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path, unbuffered: str) -> None:
    what = "print('eins', flush=True); sys.stdin.read(); print('zwei' * 100_000); return []"
    process = subprocess.Popen(
        [sys.executable, "-c", FAILING.format(what), "models", "list"],
        env=environment(tmp_path) | {"PYTHONUNBUFFERED": unbuffered},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == "eins\n"
    process.stdout.close()
    process.stdin.close()
    assert (process.wait(100), process.stderr.read()) == (0, "")
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [("info",), ("info", "--json"), ("--version",)])
def test_an_output_that_cannot_be_written_is_told(library: Path, unbuffered: str, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "ui.cli", *arguments],
            env=environment(library) | {"PYTHONUNBUFFERED": unbuffered, "BELEGT_LANGUAGE": "de"},
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=100,
        )
    assert told.returncode == 74
    assert told.stderr.startswith("Die Ausgabe lässt sich nicht schreiben (")
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_a_terminal_of_another_encoding_gets_what_it_can_show(library: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "ui.cli", "info"]
    variables = environment(library) | {"PYTHONIOENCODING": encoding, "BELEGT_LANGUAGE": "de"}
    shown = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, timeout=100)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert "Dokumente" in shown.stdout.decode(encoding)
    data = json.loads(subprocess.run([*command, "--json"], env=variables, cwd=ROOT, capture_output=True, timeout=100).stdout)
    assert data["documents"] == 1


def test_the_version_is_that_of_the_distribution(tmp_path: Path) -> None:
    shown = belegt("--version", library=tmp_path)
    assert (shown.returncode, shown.stdout) == (0, f"belegt {version('belegt')}\n")


def test_a_command_that_there_is_not_is_a_wrong_question(tmp_path: Path) -> None:
    assert belegt("serch", library=tmp_path).returncode == 2
