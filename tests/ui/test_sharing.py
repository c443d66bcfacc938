"""`belegt shared`: who looks after a library sees what is shared of it and can take it back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ui.answers import answer
from tests.ui.test_cli import belegt
from ui.ledger import Ledger


@pytest.fixture
def shared(tmp_path: Path) -> str:
    ledger = Ledger(tmp_path, 90)
    ledger.keep(answer("Was fragt sonst noch jemand?"))
    return str(ledger.share(str(ledger.keep(answer("Wie viel kostet\x1b[31m der Umbau?")))))


def test_what_is_shared_is_listed_and_withdrawn(tmp_path: Path, shared: str) -> None:
    listed = belegt("shared", "list", library=tmp_path).stdout
    assert listed.splitlines()[0].startswith(shared)
    assert "Wie viel kostet" in listed
    assert "\x1b" not in listed
    assert "sonst noch" not in listed
    assert [each["id"] for each in json.loads(belegt("shared", "list", "--json", library=tmp_path).stdout)["shared"]] == [shared]
    assert "zurückgezogen" in belegt("shared", "withdraw", shared, library=tmp_path).stdout
    assert "Keine Antwort ist geteilt." in belegt("shared", "list", library=tmp_path).stdout
    again = belegt("shared", "withdraw", shared, library=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert shared in again.stderr


def test_without_answers_there_is_nothing_to_list_and_nothing_is_made(tmp_path: Path) -> None:
    assert "Keine Antwort ist geteilt." in belegt("shared", "list", library=tmp_path / "none").stdout
    assert not (tmp_path / "none").exists()
