"""Staff change their own password: with the old one, and every other session ends."""

from __future__ import annotations

import html

import pytest

from tests.ui.desk.desks import NAMES, PAGE, PASSWORD, Desk, csrf
from ui.desk.access import NAME_TRIES, TooManyTries
from ui.security import Limiter

NEW = "noch ein langes Passwort"


def typed(old: str = PASSWORD, new: str = NEW, again: str = NEW) -> dict[str, str]:
    return {"old": old, "new": new, "again": again}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (typed(old="falsches Passwort"), "Das bisherige Passwort stimmt nicht"),
        (typed(again=NEW + "x"), "stimmen nicht überein"),
        (typed(new="kurz", again="kurz"), "Ein Passwort hat 12 bis 1000 Zeichen"),
        ({}, "Ein Passwort hat 12 bis 1000 Zeichen"),
    ],
)
def test_what_does_not_fit_changes_nothing(desk: Desk, data: dict[str, str], says: str) -> None:
    client = desk.signed_in("reviewer")
    response = client.post("/desk/password", data=data or {"old": PASSWORD}, headers=PAGE)
    assert response.status_code == 422
    assert says in html.unescape(response.text)
    assert desk.users.check(NAMES["reviewer"], PASSWORD)
    assert client.get("/desk/password").status_code == 200


def test_it_is_changed_and_who_did_it_stays_signed_in(desk: Desk) -> None:
    client, other = desk.signed_in("editor"), desk.signed_in("editor")
    before = dict(client.cookies)
    response = client.post("/desk/password", data=typed())
    assert (response.status_code, response.headers["location"]) == (303, "/desk/password?done=1")
    assert dict(client.cookies) != before
    assert "Ihr Passwort ist geändert" in html.unescape(client.get("/desk/password?done=1", headers=PAGE).text)
    assert other.get("/desk/library").status_code == 401
    assert desk.users.check(NAMES["editor"], PASSWORD) is None
    client.headers["X-CSRF-Token"] = csrf(client)
    assert client.post("/desk/password", data=typed(NEW, PASSWORD, PASSWORD)).status_code == 303


def test_nobody_changes_it_from_elsewhere_or_without_a_session(desk: Desk) -> None:
    client = desk.signed_in("reviewer")
    del client.headers["X-CSRF-Token"]
    assert client.post("/desk/password", data=typed()).status_code == 403
    assert desk.client().post("/desk/password", data=typed()).status_code == 401
    assert desk.users.check(NAMES["reviewer"], PASSWORD)


def test_the_old_password_cannot_be_guessed_with_a_session(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    access, client = desk.app.state.access, desk.signed_in("reviewer")
    member = access.member(next(iter(client.cookies.values())))
    monkeypatch.setattr(access, "_names", Limiter(NAME_TRIES))
    for _ in range(NAME_TRIES):
        assert access.change_password(member, "falsch", NEW) is None
    with pytest.raises(TooManyTries):
        access.change_password(member, PASSWORD, NEW)
    assert client.post("/desk/password", data=typed(), headers=PAGE).status_code == 429
