"""Every page and state of the desk by axe-core: no violation, light and dark, wide and narrow; nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.ui.browsing import watched
from tests.ui.desk import states
from tests.ui.desk.browsed import SIZES, Running, at_desk, running, visitor


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("desk")) as started:
        yield started


@pytest.mark.parametrize(("scheme", "size"), [(scheme, size) for scheme in ("light", "dark") for size in SIZES])
@pytest.mark.parametrize(("made", "steps"), [(states.bare, states.BARE), (states.worked_at, states.FILLED)], ids=("bare", "filled"))
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, made: states.Made, steps: states.Steps, scheme: str, size: str) -> None:
    found = {}
    with made(tmp_path) as desk:
        context = visitor(browser, scheme, size)
        page = context.new_page()
        wrong = watched(page, desk.url)
        for name, step in steps.items():
            step(page, desk)
            violations = Axe().run(page).response["violations"]
            found[name] = [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations]
            if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
                found[name].append(("wider than the screen", []))
        context.close()
    assert {name: each for name, each in found.items() if each} == {}
    assert wrong == []


def test_the_skip_link_leads_past_the_navigation(browser: Browser, served: Running) -> None:
    with at_desk(browser, served.url, "reviewer") as page:
        page.goto(f"{served.url}/desk/review")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
