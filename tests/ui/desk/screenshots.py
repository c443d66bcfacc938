"""Photographs every page and state of the desk, light and dark, wide and narrow; and the picture of README.md.

    python -m tests.ui.desk.screenshots FOLDER [LOOK ...]

It does not judge them: people look.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.ui.browsing import PATIENCE
from tests.ui.conftest import FLAGS
from tests.ui.desk import states
from tests.ui.desk.browsed import SIZES, Running, open_item, sign_in, visitor
from tests.ui.desk.desks import NAMES
from tests.ui.paced import QUESTION

LOOKS = {f"{scheme}-{size}": (scheme, size) for scheme in ("light", "dark") for size in SIZES}
PARTS = {"item-focus"}  # photographed as far as the window goes; all others as a whole


def every(browser: Browser, folder: Path, looks: Sequence[str] = tuple(LOOKS)) -> None:
    """Take them all, each look at desks of its own: what is done in one is not seen in the next."""
    for look in looks:
        names = iter([f"desk-{number:02}-{state}-{look}.png" for number, state in enumerate((*states.BARE, *states.FILLED), 1)])
        for made, steps in ((states.bare, states.BARE), (states.worked_at, states.FILLED)):
            with tempfile.TemporaryDirectory() as place, made(Path(place)) as desk:
                context = visitor(browser, *LOOKS[look])
                page = context.new_page()
                page.set_default_timeout(PATIENCE)
                for state, step in steps.items():
                    step(page, desk)
                    page.screenshot(path=folder / next(names), full_page=state not in PARTS)
                context.close()


def for_readme(browser: Browser, desk: Running, path: Path) -> None:
    """The page of an answer that waits."""
    assert desk.screen.services.ledger
    new = desk.keep(rejected="Davon trägt das Land die Hälfte.")
    desk.screen.services.ledger.feedback(new, False, "incomplete", "Wer zahlt den Rest?")
    page = browser.new_page(viewport={"width": 1180, "height": 760})
    sign_in(page, desk.url, NAMES["reviewer"])
    expect(page.locator(".queue li").first).to_be_visible(timeout=PATIENCE)
    open_item(page, desk.url, QUESTION)
    states.shown(page)
    page.screenshot(path=path)
    page.close()


if __name__ == "__main__":
    with sync_playwright() as started:
        there = Path(sys.argv[1])
        there.mkdir(parents=True, exist_ok=True)
        every(started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS), there, sys.argv[2:] or tuple(LOOKS))
