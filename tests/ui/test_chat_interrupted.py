"""A server that ends in the middle of an answer and is started anew: what the page says and keeps, and that it goes on."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.ui.browsing import PATIENCE, ask, begin, opened, question, watched
from tests.ui.conftest import ROOT
from tests.ui.paced import HARBOUR, QUESTION, TWO, papers, screen

SLOW = f"langsam: {TWO}"
AWAY = re.compile("nicht zu erreichen.*geht nicht verloren")
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a server in a process of its own, always on the same port."""
    papers(tmp_path)
    started: list[subprocess.Popen[str]] = []

    def begun(*arguments: str) -> subprocess.Popen[str]:
        port = address(started[0]).rpartition(":")[2] if started else "0"
        command = [sys.executable, "-m", "tests.ui.paced_server", str(tmp_path), port, *arguments]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        started.append(process)
        address(process)
        return process

    yield begun
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        process.wait(30)


_ADDRESSES: dict[int, str] = {}


def address(process: subprocess.Popen[str]) -> str:
    """Where it serves; it says so once it does."""
    if process.pid not in _ADDRESSES:
        assert process.stdout
        _ADDRESSES[process.pid] = process.stdout.readline().strip()
    return _ADDRESSES[process.pid]


def killed(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait(30)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def trouble(page: Page) -> Locator:
    return page.locator("#trouble")


def test_a_server_that_is_killed_in_the_middle_of_an_answer(page: Page, start: Start) -> None:
    first = start()
    wrong = watched(page, address(first))
    opened(page, address(first))
    ask(page, QUESTION)
    turn = begin(page, SLOW)
    expect(turn).to_have_attribute("data-stage", "writing")
    killed(first)
    expect(page.get_by_role("alert")).to_contain_text(AWAY, timeout=PATIENCE)
    expect(turn.locator(".state")).to_have_text("Unterbrochen. Die Antwort ist nicht vollständig.")
    expect(question(page)).to_have_value(SLOW)
    expect(page.locator("#stop")).to_be_hidden()
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    question(page).focus()
    start()
    expect(trouble(page)).to_have_text("Der Server ist wieder zu erreichen.", timeout=PATIENCE)
    expect(page.locator("#talk .turn")).to_have_count(1)
    expect(question(page)).to_have_value(SLOW)
    expect(question(page)).to_be_focused()
    expect(ask(page, "Und der Hafen in Sassnitz?")).to_contain_text(HARBOUR)
    expect(page.locator("#talk .turn")).to_have_count(2)
    expect(trouble(page)).to_be_empty()
    assert wrong == []


def test_a_server_that_ends_in_good_order_cuts_an_answer_off_all_the_same(page: Page, tmp_path: Path) -> None:
    with screen(papers(tmp_path)) as first:
        wrong = watched(page, first.url)
        opened(page, first.url)
        line = first.services.line
        for _ in range(line.places + 1):
            line.stand()
        expect(begin(page, QUESTION)).to_have_attribute("data-stage", "waiting")
    expect(page.get_by_role("alert")).to_contain_text(AWAY, timeout=PATIENCE)
    expect(question(page)).to_have_value(QUESTION)
    with screen(tmp_path, port=int(first.url.rpartition(":")[2])):
        expect(trouble(page)).to_have_text("Der Server ist wieder zu erreichen.", timeout=PATIENCE)
        question(page).press("Enter")
        expect(page.locator("#turn-0")).to_have_attribute("data-stage", "done", timeout=PATIENCE)
    assert wrong == []


def test_what_was_being_written_meanwhile_stays_and_the_question_is_named(page: Page, start: Start) -> None:
    first = start()
    opened(page, address(first))
    page.get_by_label("English").check()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(begin(page, SLOW)).to_have_attribute("data-stage", "writing")
    question(page).fill("Something else")
    killed(first)
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached", timeout=PATIENCE)
    expect(question(page)).to_have_value("Something else")
    start()
    expect(trouble(page)).to_have_text(f"The server can be reached again. Not answered: “{SLOW}”", timeout=PATIENCE)
    expect(question(page)).to_have_value("Something else")


def test_an_open_source_is_not_taken_away(page: Page, tmp_path: Path) -> None:
    panel = page.locator("#panel-de")
    with screen(papers(tmp_path)) as first:
        opened(page, first.url)
        ask(page, TWO).locator(".mark").first.click()
        expect(panel.locator(".sheet")).to_be_visible()
    question(page).fill(QUESTION)
    question(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(AWAY, timeout=PATIENCE)
    panel.get_by_role("button", name="Nächste Fundstelle").click()
    expect(panel.locator(".panel-view")).to_contain_text("Der Server ist gerade nicht zu erreichen.")
    expect(panel.locator(".panel-view")).to_contain_text(HARBOUR)
    with screen(tmp_path, port=int(first.url.rpartition(":")[2])):
        panel.get_by_role("button", name="Noch einmal versuchen").click()
        expect(panel.locator("mark")).to_contain_text(HARBOUR)
        with page.expect_response("**/gradio_api/app_id"):  # it is asked for, and the page stays
            pass
        expect(panel.locator("mark")).to_contain_text(HARBOUR)
        panel.get_by_role("button", name="Schließen").click()
        expect(trouble(page)).to_have_text("Der Server ist wieder zu erreichen.", timeout=PATIENCE)
        expect(question(page)).to_have_value(QUESTION)


def test_where_nothing_is_kept_the_answers_stay_until_the_person_reloads(page: Page, start: Start) -> None:
    first = start("0")
    wrong = watched(page, address(first))
    opened(page, address(first))
    ask(page, QUESTION)
    expect(begin(page, SLOW)).to_have_attribute("data-stage", "writing")
    killed(first)
    expect(page.get_by_role("alert")).to_contain_text(AWAY, timeout=PATIENCE)
    start("0")
    expect(page.get_by_role("alert")).to_contain_text("Die Antworten, die hier stehen, sind dann weg.", timeout=PATIENCE)
    expect(page.locator("#turn-0 .mark").first).to_be_visible()
    page.get_by_role("button", name="Seite neu laden").click()
    expect(trouble(page)).to_have_text("Der Server ist wieder zu erreichen.", timeout=PATIENCE)
    expect(question(page)).to_have_value(SLOW)
    assert wrong == []


def test_where_nothing_is_kept_nothing_is_promised_and_nothing_breaks(page: Page, tmp_path: Path) -> None:
    with screen(papers(tmp_path), keep_days=0) as running:
        wrong = watched(page, running.url)
        opened(page, running.url)
        turn = ask(page, QUESTION)
        assert turn.locator(".actions").inner_text().split() == ["Drucken"]
        assert turn.locator(".actions a, form, [role=status]").count() == 0
        question(page).fill("Und der Hafen")
        page.reload()
        page.wait_for_selector("body.ready")
        expect(question(page)).to_have_value("Und der Hafen")
        expect(page.locator("button.example").first).to_be_visible()
        expect(ask(page, "Wird der Hafen in Sassnitz ausgebaut?")).to_contain_text(HARBOUR)
        assert page.request.get(f"{running.url}/a/xyz.pdf").status == 404
        assert wrong == []
