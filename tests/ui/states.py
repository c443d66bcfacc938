"""Every state that the page can be in, and how a test or a photograph comes to it.

They do not know what is looked at there. They follow each other in their order on one page.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.ui.browsing import ask, begin
from tests.ui.paced import QUESTION, TWO, Paced, Screen
from ui.line import Ticket

HELD: list[Ticket] = []  # places in the line before the page's


def start(page: Page, _: Screen) -> None:
    expect(page.locator("button.example").first).to_be_visible()


def narrowing(page: Page, _: Screen) -> None:
    page.get_by_role("button", name="Suche eingrenzen").click()
    expect(page.get_by_label("Drucksache, etwa 8/2625")).to_be_visible()


def waiting(page: Page, paced: Screen) -> None:
    page.get_by_role("button", name="Suche eingrenzen").click()
    HELD.extend(paced.services.line.stand() for _ in range(paced.services.line.places + 1))
    Paced.gate.clear()
    turn = begin(page, f"langsam: {TWO}")
    expect(turn).to_have_attribute("data-stage", "waiting")


def evidence(page: Page, paced: Screen) -> None:
    while HELD:
        paced.services.line.leave(HELD.pop())
    expect(page.locator("#turn-0")).to_have_attribute("data-stage", "writing")


def stopped(page: Page, _: Screen) -> None:
    page.get_by_role("button", name="Anhalten").click()
    expect(page.locator("#turn-0")).to_have_attribute("data-stage", "stopped")
    Paced.gate.set()


def verbatim(page: Page, _: Screen) -> None:
    ask(page, TWO)


def card(page: Page, _: Screen) -> None:
    page.locator("#turn-1 .mark").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()


def sheet(page: Page, _: Screen) -> None:
    page.locator("#turn-1 .mark").first.click()
    expect(page.locator("#panel-de .sheet")).to_be_visible()


def passage(page: Page, _: Screen) -> None:
    page.locator("#panel-de").get_by_role("button", name="Nächste Fundstelle").click()
    expect(page.locator("#panel-de mark")).to_be_visible()
    page.wait_for_timeout(50)


def consulted(page: Page, _: Screen) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("#panel-de")).to_be_hidden()
    page.locator("#turn-1 summary").click()


def feedback(page: Page, _: Screen) -> None:
    page.locator("#turn-1").get_by_role("button", name="Nein", exact=True).click()


def shared(page: Page, _: Screen) -> None:
    page.locator("#turn-1").get_by_role("button", name="Teilen").click()
    expect(page.locator("#turn-1 .share-url")).to_be_visible()


def composed(page: Page, _: Screen) -> None:
    ask(page, f"geprüft: {QUESTION}")


def plain(page: Page, _: Screen) -> None:
    page.get_by_label("Einfache Sprache").check()
    ask(page, QUESTION)
    page.get_by_label("Einfache Sprache").uncheck()


def nothing(page: Page, _: Screen) -> None:
    ask(page, "Wie hoch ist der Everest?")


def problem(page: Page, _: Screen) -> None:
    ask(page, "?", "problem")


def english(page: Page, _: Screen) -> None:
    page.get_by_label("English").check()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def frozen(page: Page, paced: Screen) -> None:
    """The shared answer's own page."""
    assert paced.services.ledger
    answer = paced.assistant.answer(QUESTION)
    number = paced.services.ledger.keep(answer)
    assert number
    page.goto(f"{paced.url}/a/{paced.services.ledger.share(number)}")
    expect(page.locator("body")).to_contain_text(QUESTION)


STATES: dict[str, Callable[[Page, Screen], None]] = {
    step.__name__: step
    for step in (
        start,
        narrowing,
        waiting,
        evidence,
        stopped,
        verbatim,
        card,
        sheet,
        passage,
        consulted,
        feedback,
        shared,
        composed,
        plain,
        nothing,
        problem,
        english,
        frozen,
    )
}
