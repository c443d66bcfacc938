"""Reduced motion: nothing on the page moves for whoever has asked their system for that."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.browsing import ask, begin, opened
from tests.ui.paced import TWO, Paced, Screen

# Whatever runs in some frame from now on: transitions and animations of style sheets and of scripts.
WATCH = """() => {
  window.moved = new Set();
  const look = () => {
    for (const each of document.getAnimations()) {
      const target = each.effect.target;
      const moving = each.playState === "running" && each.effect.getComputedTiming().endTime > 0;
      if (moving) window.moved.add(`${each.transitionProperty ?? each.animationName ?? "script"} of ${target.id || target.className}`);
    }
    requestAnimationFrame(look);
  };
  look();
}"""


def used(page: Page) -> None:
    """Everything that opens, changes or comes on the page."""
    page.get_by_role("button", name="Suche eingrenzen").click()
    page.locator("#filter-kind input").click()
    expect(page.get_by_role("option", name="Antwort")).to_be_visible()
    page.wait_for_timeout(300)
    page.keyboard.press("Escape")
    Paced.gate.clear()
    turn = begin(page, f"langsam: {TWO}")
    expect(turn).to_have_attribute("data-stage", "writing")
    Paced.gate.set()
    expect(turn).to_have_attribute("data-stage", "done")
    turn.locator(".mark").first.hover()
    turn.locator(".mark").first.click()
    expect(page.locator("#panel-de .sheet")).to_be_visible()
    page.keyboard.press("Escape")
    ask(page, "?", "problem")
    page.get_by_label("English").check()
    page.get_by_label("Plain language").check()
    page.locator("#new").hover()
    page.wait_for_timeout(300)


@pytest.mark.parametrize(("wish", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_where_that_is_wished(browser: Browser, paced: Screen, wish: str, moves: bool) -> None:
    page = browser.new_page(reduced_motion=wish)  # type: ignore[arg-type]
    opened(page, paced.url)
    page.evaluate(WATCH)
    used(page)
    moved = page.evaluate("[...window.moved]")
    assert bool(moved) is moves, moved
    page.close()
