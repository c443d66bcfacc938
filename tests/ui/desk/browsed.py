"""A running server with a desk, and what tests of its pages do in a browser."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from rag.types import Claim, Verdict
from tests.ui.browsing import watched
from tests.ui.desk.desks import NAMES, PASSWORD
from tests.ui.paced import QUESTION, Screen, papers, screen
from ui.desk.store import StaffStore
from ui.desk.users import Role, Users

SIZES = {"wide": (1280, 900), "narrow": (390, 844)}


@dataclass(frozen=True)
class Running:
    """A server over papers that a test may change, with an account for each role."""

    folder: Path
    screen: Screen
    users: Users
    store: StaffStore

    @property
    def url(self) -> str:
        return self.screen.url

    def keep(self, question: str = QUESTION, rejected: str = "") -> str:
        """An answer that waits for review; its id."""
        thrown = (Claim(rejected, (1,), Verdict(False, "number", "Die Zahl steht in keiner der Fundstellen.")),) if rejected else ()
        answer = replace(self.screen.assistant.answer(QUESTION), question=question, score=0.6, rejected=thrown)
        return str(self.screen.services.keep(self.screen.assistant, answer, "chat"))


@contextlib.contextmanager
def running(folder: Path, papers: Callable[[Path], Path] = papers, accounts: Mapping[Role, str] = NAMES) -> Iterator[Running]:
    """Serve what `papers` lays into the folder until the block ends."""
    with screen(papers(folder)) as served:
        store = StaffStore(folder / "library")
        users = Users(store)
        for role, name in accounts.items():
            users.add(name, PASSWORD, [role])
        yield Running(folder, served, users, store)


def visitor(browser: Browser, scheme: str = "light", size: str = "wide") -> BrowserContext:
    """Somebody's browser."""
    width, height = SIZES[size]
    looks = {"viewport": {"width": width, "height": height}, "color_scheme": scheme, "reduced_motion": "reduce", "locale": "de-DE"}
    return browser.new_context(**looks)  # type: ignore[arg-type]


@contextlib.contextmanager
def at_desk(browser: Browser, url: str, role: Role, scheme: str = "light", size: str = "wide") -> Iterator[Page]:
    """A page of somebody who has signed in. What goes wrong on it fails the test."""
    context = visitor(browser, scheme, size)
    page = context.new_page()
    wrong = watched(page, url)
    sign_in(page, url, NAMES[role])
    page.wait_for_url(lambda address: "sign-in" not in address)  # whoever goes elsewhere before has no session yet
    yield page
    assert wrong == []
    context.close()


def sign_in(page: Page, url: str, name: str, password: str = PASSWORD) -> None:
    """Fill in the form and send it by keyboard."""
    page.goto(f"{url}/desk/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Passwort").fill(password)
    page.get_by_label("Passwort").press("Enter")


def open_item(page: Page, url: str, question: str) -> None:
    """From the queue to an answer."""
    page.goto(f"{url}/desk/review")
    page.get_by_role("link", name=question, exact=True).first.click()
    at_item(page, question)


def at_item(page: Page, question: str) -> None:
    """Wait until an answer's page listens to its keys: its script runs after its heading is there, and a key before it is lost."""
    expect(page.get_by_role("heading", level=1)).to_have_text(question)
    page.wait_for_load_state()
