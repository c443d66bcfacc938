"""Every page of the desk by axe-core: no violation, light and dark, wide and narrow; nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.ui.browsing import PATIENCE
from tests.ui.desk.browsed import SIZES, Running, at_desk, running, sign_in
from tests.ui.desk.desks import NAMES
from ui.desk.decisions import Decisions
from ui.desk.published import Published

LONG = "Wie viel kostet der Umbau des Museums in Wismar nach der Haushaltsrechnungsprüfungsverordnung und wer bezahlt ihn?"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("desk")) as started:
        assert started.screen.services.ledger
        new = started.keep(LONG, rejected="Der Umbau kostet 2 Millionen Euro.")
        started.screen.services.ledger.feedback(new, False, "wrong", "Die Zahl ist falsch.")
        Decisions(started.store).add(new, "Rita", 0, "right", "Stimmt doch.", NAMES["reviewer"], True)
        published, kept = Published(started.store, started.screen.assistant.library), started.screen.services.ledger.get(new)
        assert kept
        published.withdraw(published.publish(new, kept.answer, "Rita"), "Rita", "Überholt.")
        published.publish(new, kept.answer, "Rita")
        yield started


def signing_in(page: Page, served: Running) -> None:
    page.context.clear_cookies()
    page.goto(f"{served.url}/desk")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()


def wrong_password(page: Page, served: Running) -> None:
    sign_in(page, served.url, "Niemand", "falsch falsch")
    expect(page.get_by_role("alert")).to_be_visible()


def not_allowed(page: Page, served: Running) -> None:
    sign_in(page, served.url, NAMES["editor"])
    page.goto(f"{served.url}/desk/review")
    expect(page.get_by_role("alert")).to_be_visible()


def nowhere(page: Page, served: Running) -> None:
    page.goto(f"{served.url}/desk/nowhere")


def waiting(page: Page, served: Running) -> None:
    page.context.clear_cookies()
    sign_in(page, served.url, NAMES["reviewer"])
    page.goto(f"{served.url}/desk/review?state=all")
    expect(page.locator(".queue li").first).to_be_visible()


def item(page: Page, served: Running) -> None:
    page.get_by_role("link", name=LONG).click()
    expect(page.locator("#source-1 .sheet")).to_be_visible(timeout=PATIENCE)


def conflict(page: Page, served: Running) -> None:
    new = page.url.partition("/review/")[2].partition("?")[0]
    decisions = Decisions(served.store)
    decisions.add(new, "Jemand", decisions.history(new)[-1].id, "wrong", "", "", True)
    page.get_by_role("button", name="Bestätigt").click()
    expect(page.get_by_role("alert")).to_be_visible()


def published(page: Page, served: Running) -> None:
    page.goto(f"{served.url}/desk/published")


STATES: dict[str, Callable[[Page, Running], None]] = {
    step.__name__: step for step in (signing_in, wrong_password, not_allowed, nowhere, waiting, item, conflict, published)
}


@pytest.mark.parametrize(("scheme", "size"), [(scheme, size) for scheme in ("light", "dark") for size in SIZES])
def test_axe_finds_nothing(browser: Browser, served: Running, scheme: str, size: str) -> None:
    found = {}
    with at_desk(browser, served.url, "reviewer", scheme, size) as page:
        for name, step in STATES.items():
            step(page, served)
            violations = Axe().run(page).response["violations"]
            found[name] = [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations]
            if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
                found[name].append(("wider than the screen", []))
    assert {name: each for name, each in found.items() if each} == {}


def test_the_skip_link_leads_past_the_navigation(browser: Browser, served: Running) -> None:
    with at_desk(browser, served.url, "reviewer") as page:
        page.goto(f"{served.url}/desk/review")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
