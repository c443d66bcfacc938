"""Every route of the application is open on purpose, or 401 without a session and 403 without the role: Gradio's own endpoints too."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient

from tests.ui.desk.desks import NAMES, Desk
from tests.ui.paced import QUESTION
from ui.desk.gate import PUBLIC, Gate, flattened
from ui.desk.page import refused
from ui.desk.users import ROLES, Role

EVERYBODY_AT_THE_DESK = {"/desk", "/desk/password", "/desk/sign-out", "/desk/{path:path}"}


def routes(desk: Desk) -> list[tuple[str, str, Any]]:
    """Method, path and route of everything that the application answers."""
    return [
        (method, template, route)
        for template, route in flattened(desk.app.routes)
        for method in sorted(getattr(route, "methods", None) or ["GET"])
    ]


def closed(desk: Desk) -> list[tuple[str, str, Any]]:
    return [each for each in routes(desk) if each[1] not in PUBLIC]


def filled(template: str) -> str:
    """A path that the template matches."""
    return re.sub(r"\{[^}]*\}", "1", template)


def roles_of(dependant: Any) -> list[tuple[Role, ...]]:
    """What the dependencies of a route ask for."""
    own = getattr(dependant.call, "roles", None)
    return [*([own] if own is not None else []), *(roles for each in dependant.dependencies for roles in roles_of(each))]


def test_the_list_of_open_routes_has_none_that_there_is_not(desk: Desk) -> None:
    assert PUBLIC - {template for _, template, _ in routes(desk)} == set()


def test_gradios_own_endpoints_are_among_those_that_are_closed(desk: Desk) -> None:
    found = {template for _, template, _ in closed(desk)}
    assert {"/gradio_api/upload", "/gradio_api/file={path_or_url:path}", "/monitoring", "/gradio_api/info"} <= found


def test_without_a_session_every_route_that_is_not_open_is_401(desk: Desk) -> None:
    client = desk.client()
    answered = {f"{method} {path}": client.request(method, filled(path)).status_code for method, path, _ in closed(desk)}
    assert {key: status for key, status in answered.items() if status != 401} == {}
    assert len(answered) > 50


def test_without_the_role_every_route_that_is_not_open_is_403(desk: Desk) -> None:
    clients: dict[Role, TestClient] = {role: desk.signed_in(role) for role in NAMES}
    answered = {}
    for method, path, route in closed(desk):
        if path in EVERYBODY_AT_THE_DESK:
            continue
        asked = roles_of(route.dependant) if path.startswith("/desk") else [("administrator",)]
        assert asked, f"{path} names no role"
        assert all(asked), f"{path} is open to everybody at the desk and not on the list of such routes"
        for role in set(ROLES) - {each for roles in asked for each in roles} - {"administrator"}:
            answered[f"{role}: {method} {path}"] = clients[role].request(method, filled(path)).status_code
    assert {key: status for key, status in answered.items() if status != 403} == {}
    assert answered


def test_an_administrator_comes_through_the_gate(desk: Desk) -> None:
    assert desk.signed_in("administrator").get("/gradio_api/info").status_code == 200


def test_open_routes_do_not_ask_for_a_session(desk: Desk) -> None:
    gate = Gate(PlainTextResponse("through"), desk.app.state.access, desk.app.routes, refused)
    client = TestClient(gate)
    assert [path for _, path, _ in routes(desk) if path in PUBLIC and client.get(filled(path)).text != "through"] == []


@pytest.mark.parametrize("path", ["/desk/unknown", "/desk/../desk/unknown", "/desk//x", "/gradio_api//info", "/desk/static/../unknown"])
def test_no_way_round_the_gate(desk: Desk, path: str) -> None:
    assert desk.client().get(path).status_code in (401, 404)


def test_who_has_a_link_or_an_id_reads_without_a_session(desk: Desk) -> None:
    new = str(desk.ledger.keep(desk.assistant.answer(QUESTION)))
    client, link = desk.client(), desk.ledger.share(new)
    assert [client.get(path).status_code for path in (f"/a/{link}", f"/a/{link}.pdf", f"/a/{new}.json")] == [200, 200, 200]
    assert client.get("/a/nowhere").status_code == 404


def test_what_is_nowhere_is_404_for_everybody(desk: Desk) -> None:
    assert desk.client().get("/nowhere").status_code == 404
    assert desk.signed_in("reviewer").get("/desk/nowhere").status_code == 404


def test_a_stranger_cannot_make_the_server_read_a_body(desk: Desk) -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        raise AssertionError("the gate answers before anything that is sent is read")

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"content-type", b"multipart/form-data; boundary=x"), (b"content-length", b"1000000")]
    scope = {"type": "http", "method": "POST", "path": "/desk/anything", "headers": headers, "query_string": b"", "app": desk.app}
    whole = {**scope, "scheme": "http", "server": ("testserver", 80), "client": ("192.0.2.1", 1)}
    with ThreadPoolExecutor(1) as apart:  # a browser that an earlier file of tests opened has a loop of its own in this thread
        apart.submit(asyncio.run, desk.app(whole, receive, send)).result()
    assert sent[0]["status"] == 401
