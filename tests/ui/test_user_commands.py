"""`belegt user`: accounts are made, listed, changed and removed, and a password is never an argument nor shown."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from index.errors import LibraryMissing
from tests.ui.shelf import shelve
from ui.cli import app
from ui.desk.access import Access
from ui.desk.store import StaffStore
from ui.desk.users import NoSuchAccount, PasswordNotAllowed, PasswordsDiffer

PASSWORD = "ein langes Passwort"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BELEGT_LANGUAGE", "de")
    shelve(tmp_path, {"a.txt": "Der Umbau kostet 1,5 Millionen Euro."}).close()
    return tmp_path / "library"


def run(library: Path, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["user", *arguments, "--library", str(library)], input=typed)


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    assert result.exception is None
    return result.output


def test_an_account_is_made_listed_changed_and_removed(library: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    shown = done(run(library, "add", "Rita", "-r", "reviewer", "-r", "editor", "--stdin", typed=f"{PASSWORD}\n"))
    assert "Konto Rita angelegt (Prüfung, Bibliothek)." in shown
    assert done(run(library, "list")).split() == ["Rita", "Prüfung,", "Bibliothek"]
    access = Access(StaffStore(library))
    token = access.sign_in("a", "Rita", PASSWORD)
    assert token
    shown += done(run(library, "password", "rita", "--stdin", typed=f"{PASSWORD} neu\r\n"))
    assert access.member(token) is None
    assert access.sign_in("a", "Rita", f"{PASSWORD} neu")
    shown += done(run(library, "remove", "Rita"))
    assert "entfernt" in done(run(library, "list"))
    assert access.sign_in("a", "Rita", f"{PASSWORD} neu") is None
    assert PASSWORD not in shown + caplog.text


def test_a_password_is_asked_for_twice(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, PASSWORD, PASSWORD, "ein anderes Passwort"])
    asked: list[str] = []

    def getpass(prompt: str) -> str:
        asked.append(prompt)
        return next(typed)

    monkeypatch.setattr("getpass.getpass", getpass)
    done(run(library, "add", "Rita", "-r", "reviewer"))
    assert asked == ["Passwort (mindestens 12 Zeichen): ", "Noch einmal: "]
    assert type(run(library, "password", "Rita").exception) is PasswordsDiffer
    assert Access(StaffStore(library)).sign_in("a", "Rita", PASSWORD)


def test_what_cannot_be_is_an_error(library: Path, tmp_path: Path) -> None:
    for arguments, typed, error in (
        (("add", "Rita", "-r", "reviewer", "--stdin"), "kurz\n", PasswordNotAllowed),
        (("add", "Rita", "-r", "reviewer", "--stdin"), "", PasswordNotAllowed),
        (("password", "Niemand", "--stdin"), f"{PASSWORD}\n", NoSuchAccount),
        (("remove", "Niemand"), "", NoSuchAccount),
    ):
        assert type(run(library, *arguments, typed=typed).exception) is error
    assert type(run(tmp_path / "nowhere", "list").exception) is LibraryMissing
    assert run(library, "add", "Rita", "-r", "king", "--stdin", typed=f"{PASSWORD}\n").exit_code == 2
    assert run(library, "add", "Rita", PASSWORD, "-r", "reviewer").exit_code == 2


def test_a_password_that_ends_before_it_begins(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def getpass(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", getpass)
    assert type(run(library, "add", "Rita", "-r", "reviewer").exception) is PasswordNotAllowed
