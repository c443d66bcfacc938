"""What the tests of the page do in it: open it, ask, wait for an answer, listen to what goes wrong."""

from __future__ import annotations

from playwright.sync_api import Dialog, Locator, Page, expect

PATIENCE = 30_000  # milliseconds; a small machine may be busy
NOT_OURS = ("data:", "blob:", "about:")


def watched(page: Page, url: str) -> list[str]:
    """What goes wrong on the page from now on: errors and refusals of scripts, dialogs, requests to strangers."""
    wrong: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None)
    page.on("dialog", dismissed)
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((url, *NOT_OURS)) else None)
    return wrong


def opened(page: Page, url: str) -> Page:
    """The page, ready to be asked."""
    page.goto(url)
    page.wait_for_selector("body.ready", timeout=PATIENCE)
    expect(page.locator("#head .library")).to_be_visible(timeout=PATIENCE)  # what the library holds comes after the page
    return page


def renewed(page: Page, url: str) -> Page:
    """The page as it is at first: by a new conversation, or opened again where more than that was changed."""
    untouched = """document.body.classList.contains("ready") && document.documentElement.lang === "de"
        && ![...document.querySelectorAll("#narrow input, #narrow textarea")].some((field) => field.value && field.value !== "alle")"""
    if not page.url.startswith(url) or not page.evaluate(untouched):
        if page.url.startswith(url):
            page.evaluate("localStorage.clear()")
        return opened(page, url)
    page.keyboard.press("Escape")
    page.evaluate("document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close())")
    if page.locator("#talk .turn").count():
        page.locator("#new").click()
        expect(page.locator("#talk .turn")).to_have_count(0)
    question(page).fill("")
    return page


def question(page: Page) -> Locator:
    """The question box, whatever the language."""
    return page.locator("#question textarea, #question input")


def begin(page: Page, words: str) -> Locator:
    """Ask by keyboard; the turn that begins."""
    number = page.locator("#talk .turn").count()
    question(page).fill(words)
    question(page).press("Enter")
    turn = page.locator(f"#turn-{number}")
    expect(turn).to_be_visible(timeout=PATIENCE)
    return turn


def ask(page: Page, words: str, stage: str = "done") -> Locator:
    """Ask and wait until the turn has come to an end."""
    turn = begin(page, words)
    expect(turn).to_have_attribute("data-stage", stage, timeout=PATIENCE)
    return turn
