"""A paper of two pages as PDF, from the command to the screen: the page and the paper's number stand in the terminal and in the panel."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from reportlab.pdfgen.canvas import Canvas

from tests.typeset import TOP, paragraph, pdf
from tests.ui.browsing import ask, opened
from tests.ui.conftest import ROOT, _address, environment

QUOTE = "Der Umbau des Museums in Wismar kostet 1,5 Millionen Euro."
QUESTION = "Wie viel kostet der Umbau des Museums in Wismar?"


def draw(canvas: Canvas) -> None:
    paragraph(canvas, "Die Landesregierung legt hiermit ihren Bericht über die Museen des Landes vor. Er umfasst zwei Seiten.", TOP)
    canvas.showPage()
    paragraph(canvas, f"{QUOTE} Der Hafen in Sassnitz wird nicht ausgebaut.", TOP)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.ui.faked", *arguments]


@pytest.fixture(scope="module")
def variables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of a library of the one paper."""
    folder = tmp_path_factory.mktemp("paper")
    (folder / "museum.pdf").write_bytes(pdf(draw))
    (folder / "museum.json").write_text(json.dumps({"number": "8/2625", "title": "Museen des Landes", "date": "2023-10-06"}))
    settings = environment(folder / "library") | {"BELEGT_MODE": "quoted", "BELEGT_REFUSAL_THRESHOLD": "0"}
    synced = subprocess.run(command("sync", str(folder)), env=settings, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert synced.returncode == 0, synced.stderr
    return settings


@pytest.fixture(scope="module")
def page(browser: Browser, variables: dict[str, str]) -> Iterator[Page]:
    """The chat over that library."""
    process = subprocess.Popen(command("serve", "--port", "0"), env=variables, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield opened(browser.new_page(viewport={"width": 1280, "height": 900}), _address(process))
    finally:
        process.terminate()
        process.wait(30)


@pytest.mark.parametrize(
    ("language", "reference"),
    [
        ("de", "Museen des Landes, Drucksache 8/2625, 6. Oktober 2023, Seite 2"),
        ("en", "Museen des Landes, Paper 8/2625, 6 October 2023, page 2"),
    ],
)
def test_the_terminal_names_paper_and_page(variables: dict[str, str], language: str, reference: str) -> None:
    asked = subprocess.run(
        command("ask", QUESTION), env=variables | {"BELEGT_LANGUAGE": language}, cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert asked.returncode == 0, asked.stderr
    assert f"] {reference}" in asked.stdout
    assert QUOTE in asked.stdout


def test_the_page_names_paper_and_page(page: Page) -> None:
    turn = ask(page, QUESTION)
    expect(turn).to_contain_text("Wörtlich aus den Dokumenten.")
    source = turn.locator(".source", has_text=QUOTE)
    expect(source).to_contain_text("Museen des Landes")
    expect(source).to_contain_text("Drucksache 8/2625 · 6. Oktober 2023 · Seite 2")


def test_in_english_a_question_is_answered_in_english_words(page: Page) -> None:
    page.get_by_label("English").check()
    turn = ask(page, "How much does the Umbau of the Museum in Wismar cost?")
    expect(turn).to_contain_text("Verbatim from the documents.")
    expect(turn.locator(".source", has_text=QUOTE)).to_contain_text("Paper 8/2625 · 6 October 2023 · page 2")
    assert "Seite" not in turn.inner_text()
