"""A desk over two papers with the fake encoder, and people who sign in at it, for tests of what staff see and do."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.library import Library
from index.sync import sync
from rag import Assistant, Options
from tests.fakes import FakeEmbedder
from tests.ui.paced import papers
from ui.desk.store import StaffStore
from ui.desk.users import Role, Users
from ui.ledger import Ledger
from ui.security import Limiter
from ui.server import create_app
from ui.services import Services

PASSWORD = "ein langes Passwort"
PAGE = {"Accept": "text/html"}
NAMES: dict[Role, str] = {"reviewer": "Rita Prüfer", "editor": "Erik Pfleger", "administrator": "Ada Verwalter"}


@dataclass(frozen=True)
class Desk:
    """The application and what lies behind it."""

    folder: Path
    app: FastAPI
    assistant: Assistant
    ledger: Ledger
    store: StaffStore
    users: Users

    def client(self) -> TestClient:
        """Somebody at a browser who has not signed in."""
        return TestClient(self.app, follow_redirects=False)

    def signed_in(self, role: Role) -> TestClient:
        """Somebody at a browser who has signed in; `csrf` is in the headers."""
        client = self.client()
        answer = client.post("/desk/sign-in", data={"name": NAMES[role], "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        client.headers["X-CSRF-Token"] = csrf(client)
        return client


def csrf(client: TestClient) -> str:
    """The token that a page holds for its changes."""
    page = client.get("/desk/nowhere", headers=PAGE).text
    found = re.search(r'<meta name="csrf" content="([^"]*)"', page)
    assert found, page
    return re.sub(r"&#(\d+);", lambda reference: chr(int(reference[1])), found[1])


def opened(folder: Path, services: Services = Services()) -> Desk:  # noqa: B008 - frozen
    """A desk over the papers, with an account for each role. services: but ledger and staff, which are made here."""
    papers(folder)
    sync([folder], folder / "library", FakeEmbedder())
    assistant = Assistant(Library.open(folder / "library", FakeEmbedder()), FakeEmbedder(), None, Options(refusal_threshold=0.0))
    ledger, store = Ledger(folder / "library", 90), StaffStore(folder / "library")
    users = Users(store)
    for role, name in NAMES.items():
        users.add(name, PASSWORD, [role])
    app = create_app(assistant, replace(services, ledger=ledger, staff=store))
    app.state.access._addresses = app.state.access._names = Limiter(0)  # tests sign in more often than people
    return Desk(folder, app, assistant, ledger, store, users)
