"""Photographs every screen and state of the page, light and dark, wide and narrow, and the three pictures of README.md.

    python -m tests.ui.screenshots [FOLDER]

It does not judge them: people look.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright
from reportlab.pdfgen.canvas import Canvas

from tests.typeset import TOP, paragraph, pdf
from tests.ui.browsing import ask, opened
from tests.ui.conftest import FLAGS
from tests.ui.desk import screenshots as desk
from tests.ui.desk.browsed import running as staffed
from tests.ui.paced import Paced, Screen, papers, screen
from tests.ui.states import STATES

ROOT = Path(__file__).parent.parent.parent
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}
LOOKS = {f"{scheme}-{size}": (scheme, *pixels) for scheme in ("light", "dark") for size, pixels in SIZES.items()}
PARTS = {"card", "sheet", "passage", "english"}  # photographed as far as the window goes; all others as a whole
REPORT = """
Der Landtag hat die Landesregierung gebeten, über den Zustand der Museen des Landes zu berichten. Dieser Bericht nennt die Vorhaben der
Jahre 2023 bis 2027, ihre Kosten und den Stand der Planung.

Das Museum in Wismar wird bis zum Herbst 2026 umgebaut. Der Umbau des Museums in Wismar kostet 1,5 Millionen Euro. Davon trägt das Land zwei
Drittel. Während der Bauzeit bleibt die Sammlung im Nebengebäude zugänglich.

Für das Museum in Anklam ist ein Neubau vorgesehen, über den erst nach Abschluss des Wettbewerbs entschieden wird. Die Kommune hat dafür ein
Grundstück bereitgestellt.

Die übrigen Häuser erhalten Mittel für den Brandschutz und für den barrierefreien Zugang. Über die Verteilung berichtet die Landesregierung
dem Landtag jährlich.
"""


def main(folder: Path) -> None:
    """Take them all."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as made:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with screen(papers(Path(made))) as chat:
            for name, (scheme, width, height) in LOOKS.items():
                _all_states(browser, chat, folder, name, scheme, width, height)
        desk.every(browser, folder)
        with tempfile.TemporaryDirectory() as other, staffed(Path(other), _report) as running:
            _for_readme(browser, running.screen)
            desk.for_readme(browser, running, ROOT / "ui" / "desk.png")
        browser.close()


def _all_states(browser: Browser, running: Screen, folder: Path, name: str, scheme: str, width: int, height: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = opened(context.new_page(), running.url)
    for number, (state, step) in enumerate(STATES.items(), 1):
        step(page, running)
        page.screenshot(path=folder / f"{number:02}-{state}-{name}.png", full_page=state not in PARTS)
    Paced.gate.set()
    context.close()


def _for_readme(browser: Browser, running: Screen) -> None:
    page = opened(browser.new_page(viewport={"width": 1180, "height": 760}), running.url)
    turn = ask(page, "Wie viel kostet der Umbau des Museums in Wismar?")
    page.screenshot(path=ROOT / "ui" / "chat.png")
    turn.locator(".mark").first.click()
    expect(page.locator("#panel-de .sheet")).to_be_visible()
    page.screenshot(path=ROOT / "ui" / "source.png")
    page.close()


def _report(folder: Path) -> Path:
    """A report that looks like one."""

    def draw(canvas: Canvas) -> None:
        y = TOP
        for text in REPORT.strip().split("\n\n"):
            y = paragraph(canvas, text, y) - 12
        canvas.showPage()
        paragraph(canvas, "Die Anlage nennt die Vorhaben im Einzelnen.", TOP)

    (folder / "museen.pdf").write_bytes(pdf(draw))
    known = {
        "number": "8/2625",
        "title": "Bericht über die Museen des Landes",
        "date": "2023-10-06",
        "parliament": "Landtag Mecklenburg-Vorpommern",
    }
    (folder / "museen.json").write_text(json.dumps({**known, "kind": "Unterrichtung", "parliament": "Landtag Mecklenburg-Vorpommern"}))
    return folder


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "screenshots")
