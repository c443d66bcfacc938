"""Signing in and out, sessions that end, changes that were meant, tries that are too many."""

from __future__ import annotations

import datetime
import logging
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.ui.desk.desks import NAMES, PAGE, PASSWORD, Desk
from tests.ui.hostile_strings import HOSTILE
from ui.desk.access import COOKIE, IDLE, LONGEST, NAME_TRIES, SECURE_COOKIE, TRIES, Access, TooManyTries
from ui.desk.page import own
from ui.desk.store import FILE, StaffStore
from ui.desk.users import NameNotAllowed, NameTaken, NoSuchAccount, PasswordNotAllowed, Users

START = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)


class Clock:
    now = START

    def __call__(self) -> datetime.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(tmp_path: Path, clock: Clock) -> Access:
    access = Access(StaffStore(tmp_path, clock))
    access.users.add("Rita", PASSWORD, ["reviewer"])
    return access


def session(access: Access, name: str = "Rita") -> str:
    token = access.sign_in("192.0.2.1", name, PASSWORD)
    assert token
    return token


def test_a_session_knows_who_it_is(access: Access) -> None:
    member = access.member(session(access))
    assert member is not None
    assert (member.name, member.roles) == ("Rita", ("reviewer",))
    assert member.may("reviewer")
    assert member.may()
    assert not member.may("editor")
    assert not member.may("administrator")
    assert access.member("") is access.member("x") is None


def test_a_name_is_found_however_it_is_written_and_a_wrong_password_is_not(access: Access) -> None:
    assert access.sign_in("a", " RITA ", PASSWORD)
    for name, password in (("Rita", "ein anderes Passwort"), ("Rita", ""), ("Niemand", PASSWORD), ("", ""), ("Rita", PASSWORD + " ")):
        assert access.sign_in("b", name, password) is None


def test_an_umlaut_is_the_same_from_every_keyboard(access: Access) -> None:
    access.users.add("Jörg", "zwölf Böhmen", ["editor"])
    assert access.sign_in("a", "Jo\u0308rg", "zwo\u0308lf Bo\u0308hmen")


def test_a_session_ends_when_it_is_not_used(access: Access, clock: Clock) -> None:
    token = session(access)
    clock.now += IDLE - datetime.timedelta(minutes=1)
    assert access.member(token)
    clock.now += IDLE - datetime.timedelta(minutes=1)
    assert access.member(token)
    clock.now += IDLE + datetime.timedelta(seconds=1)
    assert access.member(token) is None


def test_a_session_ends_after_a_working_day_however_much_it_is_used(access: Access, clock: Clock) -> None:
    token = session(access)
    while clock.now < START + LONGEST:
        assert access.member(token)
        clock.now += datetime.timedelta(minutes=30)
    assert access.member(token) is None


def test_a_session_ends_by_signing_out(access: Access) -> None:
    token, other = session(access), session(access)
    access.sign_out(token)
    assert access.member(token) is None
    assert access.member(other)


def test_every_session_ends_when_the_password_changes_or_the_account_goes(access: Access) -> None:
    token = session(access)
    access.users.change_password("rita", "noch ein langes Passwort")
    assert access.member(token) is None
    assert access.sign_in("a", "Rita", PASSWORD) is None
    again = access.sign_in("a", "Rita", "noch ein langes Passwort")
    assert again
    access.users.remove("Rita")
    assert access.member(again) is None
    assert access.sign_in("a", "Rita", "noch ein langes Passwort") is None


def test_what_was_removed_can_be_added_again_with_other_roles(access: Access) -> None:
    access.users.remove("Rita")
    with pytest.raises(NoSuchAccount):
        access.users.remove("Rita")
    access.users.add("Rita", PASSWORD, ["editor", "administrator"])
    member = access.member(session(access))
    assert member is not None
    assert member.roles == ("editor", "administrator")
    with pytest.raises(NameTaken):
        access.users.add("RITA", PASSWORD, ["editor"])


def test_neither_passwords_nor_tokens_stand_in_the_file(access: Access, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token = session(access)
    access.sign_in("a", "Rita", "falsches Passwort!")
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        content = "\n".join(connection.iterdump())
    assert "$argon2id$" in content
    assert PASSWORD not in content + caplog.text
    assert token not in content + caplog.text
    assert "falsches Passwort!" not in caplog.text
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("password", ["", "elf Zeichen", "x" * 1001])
def test_a_password_has_a_length(access: Access, password: str) -> None:
    with pytest.raises(PasswordNotAllowed, match="12 to 1000"):
        access.users.add("Neu", password, ["editor"])
    with pytest.raises(PasswordNotAllowed):
        access.users.change_password("Rita", password)


@pytest.mark.parametrize("name", ["", " ", "a" * 61, "a\nb", "<b>x</b>", "a\u202eb", "a/b", "a;b", 'a"b'])
def test_a_name_has_plain_signs(access: Access, name: str) -> None:
    with pytest.raises(NameNotAllowed):
        access.users.add(name, PASSWORD, ["editor"])


def test_tries_are_limited_by_address_and_by_name(access: Access) -> None:
    for _ in range(TRIES):
        access.sign_in("192.0.2.1", "Niemand", "x")
    with pytest.raises(TooManyTries, match="seconds"):
        access.sign_in("192.0.2.1", "Rita", PASSWORD)
    assert access.sign_in("192.0.2.2", "Rita", PASSWORD)


@pytest.mark.parametrize("written", ["NIEMAND ", "Nie\u200bmand", "Nie\u00admand", "\uff2eiemand"])
def test_a_name_has_no_more_tries_for_being_written_in_another_way(access: Access, written: str) -> None:
    for number in range(NAME_TRIES):
        access.sign_in(f"192.0.2.{number // TRIES}", "Niemand", "x")
    with pytest.raises(TooManyTries):
        access.sign_in("192.0.2.200", written, "x")


def test_one_address_cannot_keep_somebody_out(access: Access) -> None:
    for _ in range(TRIES):
        access.sign_in("192.0.2.1", "Rita", "x")
    assert access.sign_in("192.0.2.2", "Rita", PASSWORD)


def test_an_unknown_name_costs_the_same_hash_as_a_known_one(access: Access, monkeypatch: pytest.MonkeyPatch) -> None:
    hashes: list[str] = []
    hasher = access.users._hasher

    class Counted:
        def verify(self, hashed: str, password: bytes) -> bool:
            hashes.append(hashed)
            return hasher.verify(hashed, password)

    monkeypatch.setattr(access.users, "_hasher", Counted())
    for name in ("Rita", "Niemand"):
        access.sign_in("a", name, "falsch")
    assert len(hashes) == 2
    assert [each.split("$")[1:4] for each in hashes] == [hashes[0].split("$")[1:4]] * 2


def test_without_an_account_the_file_does_not_come_about(tmp_path: Path) -> None:
    access = Access(StaffStore(tmp_path))
    assert access.sign_in("a", "Rita", PASSWORD) is None
    assert access.member("x") is None
    assert access.users.list() == []
    access.sign_out("x")
    assert not (tmp_path / FILE).exists()
    with pytest.raises(NoSuchAccount):
        Users(StaffStore(tmp_path)).remove("Rita")


# Over HTTP


@pytest.fixture
def rita(desk: Desk) -> TestClient:
    desk.app.state.access._addresses = desk.app.state.access._names = type(desk.app.state.access._addresses)(0)
    return desk.signed_in("reviewer")


def form(**values: str) -> dict[str, str]:
    return {"name": NAMES["reviewer"], "password": PASSWORD} | values


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(desk: Desk) -> None:
    cookie = desk.client().post("/desk/sign-in", data=form()).headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    behind = TestClient(desk.app, base_url="https://testserver", follow_redirects=False)
    cookie = behind.post("/desk/sign-in", data=form()).headers["set-cookie"]
    assert cookie.startswith(f"{SECURE_COOKIE}=")
    assert "Secure" in cookie.split("; ")
    assert behind.get("/desk/nowhere").status_code == 404


def test_a_wrong_password_shows_the_form_again(desk: Desk) -> None:
    answer = desk.client().post("/desk/sign-in", data=form(password="<script>falsch"), headers=PAGE)
    assert answer.status_code == 401
    assert "Name und Passwort passen nicht zusammen." in unescaped(answer.text)
    assert "falsch" not in answer.text.replace("falsch belegt", "")
    assert "set-cookie" not in answer.headers


def unescaped(text: str) -> str:
    import html

    return html.unescape(text)


def test_without_a_session_a_page_is_the_form_and_leads_back(desk: Desk) -> None:
    answer = desk.client().get("/desk/nowhere?a=1", headers=PAGE)
    assert answer.status_code == 401
    assert 'value="/desk/nowhere?a=1"' in unescaped(answer.text)
    back = desk.client().post("/desk/sign-in", data=form(wanted="/desk/nowhere?a=1"))
    assert (back.status_code, back.headers["location"]) == (303, "/desk/nowhere?a=1")


@pytest.mark.parametrize(
    "wanted", ["https://evil.example", "//evil.example", "/desk//evil", "/deskx", "/desk\\x", "javascript:1", "", "/desk/sign-in"]
)
def test_the_form_leads_nowhere_else(wanted: str) -> None:
    assert own(wanted) == "/desk"


def test_signing_out_needs_the_token_of_the_session(desk: Desk, rita: TestClient) -> None:
    token = rita.headers.pop("X-CSRF-Token")
    for data, headers in (
        ({}, {}),
        ({"csrf": "x"}, {}),
        ({"csrf": token}, {"Origin": "https://evil.example"}),
        ({"csrf": token}, {"Origin": "null"}),
        ({"csrf": token}, {"Sec-Fetch-Site": "cross-site"}),
    ):
        assert rita.post("/desk/sign-out", data=data, headers=headers).status_code == 403
    assert rita.get("/desk/nowhere").status_code == 404
    out = rita.post("/desk/sign-out", data={"csrf": token}, headers={"Origin": "http://testserver"})
    assert (out.status_code, out.headers["location"]) == (303, "/desk/sign-in")
    assert rita.get("/desk/nowhere").status_code == 401


def test_another_site_cannot_sign_anybody_in(desk: Desk) -> None:
    answer = desk.client().post("/desk/sign-in", data=form(), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_too_many_tries_are_a_sentence(desk: Desk, rita: TestClient) -> None:
    desk.app.state.access._addresses = type(desk.app.state.access._addresses)(1)
    client = desk.client()
    client.post("/desk/sign-in", data=form())
    answer = client.post("/desk/sign-in", data=form(), headers=PAGE)
    assert answer.status_code == 429
    assert "Zu viele Anmeldeversuche. Bitte versuchen Sie es in" in unescaped(answer.text)


def test_pages_of_the_desk_are_stricter_than_others(desk: Desk, rita: TestClient) -> None:
    headers = rita.get("/desk/nowhere", headers=PAGE).headers
    assert headers["cache-control"] == "private, no-store"
    assert headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]


def test_hostile_strings_as_names_and_addresses_are_only_shown(desk: Desk, rita: TestClient) -> None:
    for text in HOSTILE.values():
        text = text.encode(errors="replace").decode()
        for answer in (
            desk.client().post("/desk/sign-in", data={"name": text, "password": "x", "wanted": text}),
            rita.get("/desk/x", params={"q": text}, headers=PAGE),
        ):
            assert "<script>" not in answer.text.lower().replace('<script type="module" src="/', "")
            assert "<img" not in answer.text
            assert "onerror=window" not in answer.text
