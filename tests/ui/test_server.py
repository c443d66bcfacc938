"""How requests find their way through the application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from tests.ui.desk.desks import Desk, opened


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = opened(tmp_path)
    yield made
    made.assistant.close()


class Asked(BaseRoute):
    """Stands before all routes of the application, notes what comes by and takes none of it."""

    def __init__(self) -> None:
        self.paths = list[str]()

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        self.paths.append(scope["path"])
        return Match.NONE, {}


def test_what_the_page_says_goes_straight_to_gradio_and_through_the_gate_all_the_same(desk: Desk) -> None:
    client, asked = desk.client(), Asked()
    desk.app.router.routes.insert(0, asked)
    assert client.get("/healthz").status_code == 200
    assert asked.paths == ["/healthz"]
    answer = client.get("/gradio_api/app_id")
    assert answer.status_code == 200
    assert "content-security-policy" in answer.headers
    assert client.get("/gradio_api/info").status_code == 401
    assert client.get("/gradio_api/nothing").status_code == 404
    assert asked.paths == ["/healthz"]
