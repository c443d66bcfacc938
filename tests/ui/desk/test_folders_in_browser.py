"""Folders on the server's disk, synced from the page in a real browser; and a file chosen without a mouse."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from index.sync import sync
from tests.fakes import FakeEmbedder
from tests.ui.browsing import PATIENCE, ask, opened
from tests.ui.desk.browsed import Running, at_desk, running, visitor
from tests.ui.desk.test_library_in_browser import ASKED, BEACH, NEWER, text

STRANGE = (
    "<img src=x onerror=alert(1)>",
    os.fsdecode(b"Akten \xe4lter\n2024"),
    "Rechnung\u202egpj.exe",
    "'\"><script>alert(1)",
    "{{ 7 * 7 }}",
)


def shelved(desk: Running, name: str = "Akten", sentence: str = BEACH) -> Path:
    """A folder with one file, synced as on the command line."""
    folder = desk.folder.parent / name
    folder.mkdir()
    (folder / "strand.txt").write_text(f"Bericht über den Strand\n\n{sentence}\n", encoding="utf-8")
    sync([folder], desk.folder / "library", FakeEmbedder())
    return folder


def library(page: Page, desk: Running) -> None:
    page.goto(f"{desk.url}/desk/library")
    expect(page.get_by_role("heading", name="Abgeglichene Ordner")).to_be_visible()


def start(page: Page) -> None:
    """Without a mouse."""
    page.get_by_role("button", name="Abgleich starten").press("Enter")


def made(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def test_what_changed_on_disk_is_answered_after_a_sync_from_the_page(browser: Browser, tmp_path: Path) -> None:
    with running(made(tmp_path)) as own, at_desk(browser, own.url, "editor") as page:
        folder = shelved(own)
        citizen = visitor(browser).new_page()
        expect(ask(opened(citizen, own.url), ASKED)).to_contain_text(BEACH)
        (folder / "strand.txt").write_text(f"Bericht über den Strand\n\n{NEWER}\n", encoding="utf-8")
        (folder / "neu.txt").write_text("Der Leuchtturm in Warnemünde wird gestrichen.", encoding="utf-8")
        library(page, own)
        expect(page.locator(".folders li").filter(has_text=str(folder))).to_contain_text("1 Datei in der Bibliothek")
        start(page)
        expect(page.get_by_role("link", name="neu")).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".folders li").filter(has_text=str(folder))).to_contain_text("2 Dateien in der Bibliothek")
        turn = ask(citizen, f"{ASKED} Bitte!")
        expect(turn).to_contain_text(NEWER)
        expect(turn).not_to_contain_text(BEACH)
        citizen.context.close()


def test_a_folder_that_is_not_there_is_told_and_its_documents_stay(browser: Browser, tmp_path: Path) -> None:
    with running(made(tmp_path)) as own, at_desk(browser, own.url, "administrator") as page:
        folder = shelved(own)
        folder.rename(tmp_path / "away")
        library(page, own)
        here = page.locator(".folders li").filter(has_text=str(folder))
        expect(here).to_contain_text("Der Ordner ist nicht da. Seine Dokumente bleiben in der Bibliothek.")
        start(page)
        expect(page.locator("#problems")).to_contain_text(f"{folder}: Der Ordner ist nicht da", timeout=PATIENCE)
        expect(page.locator("#progress")).to_contain_text("0 entfernt")
        page.reload()
        expect(page.locator(".failures")).to_contain_text(f"{folder}: Der Ordner ist nicht da")
        row = page.get_by_role("row").filter(has=page.get_by_role("link", name="strand"))
        expect(row).to_contain_text("Datei nicht erreichbar")
        citizen = visitor(browser).new_page()
        expect(ask(opened(citizen, own.url), ASKED)).to_contain_text(BEACH)
        citizen.context.close()
        (tmp_path / "away").rename(folder)
        start(page)
        expect(page.locator("#progress")).to_contain_text("3 unverändert", timeout=PATIENCE)
        expect(page.locator("#problems li")).to_have_count(0)


def test_an_empty_place_of_a_drive_takes_nothing_away(browser: Browser, tmp_path: Path) -> None:
    with running(made(tmp_path)) as own, at_desk(browser, own.url, "editor") as page:
        folder = shelved(own)
        folder.rename(tmp_path / "away")
        folder.mkdir()
        library(page, own)
        start(page)
        kept = "Dateien, die nicht mehr in ihrem Ordner liegen und in der Bibliothek bleiben: 1."
        expect(page.locator("#progress")).to_contain_text(kept, timeout=PATIENCE)
        page.reload()
        expect(page.locator(".folders li").filter(has_text=str(folder))).to_contain_text("Der Ordner ist leer.")
        expect(page.get_by_role("link", name="strand")).to_be_visible()


def test_strange_names_of_folders_are_shown_and_do_nothing(browser: Browser, tmp_path: Path) -> None:
    with running(made(tmp_path)) as own, at_desk(browser, own.url, "editor") as page:
        folders = [shelved(own, name, f"Der Strand {number} in Binz wird verbreitert.") for number, name in enumerate(STRANGE)]
        library(page, own)
        expect(page.locator(".folders li")).to_have_count(len(STRANGE) + 1)
        expect(page.locator(".folders")).to_contain_text("<img src=x onerror=alert(1)>")
        expect(page.locator(".folders")).to_contain_text("Akten \ufffdlter 2024")
        for number, folder in enumerate(folders):
            (folder / "strand.txt").rename(folder / f"seebad {number}.txt")
            folder.rename(folder.with_name(f"away {number}"))
        start(page)
        expect(page.locator("#problems li")).to_have_count(len(STRANGE), timeout=PATIENCE)
        expect(page.locator("#problems")).to_contain_text("<img src=x onerror=alert(1)>: Der Ordner ist nicht da")
        page.reload()
        expect(page.locator(".failures li")).to_have_count(len(STRANGE))
        assert page.locator("main img, main script").count() == 0
        assert "\u202e" not in page.locator("body").inner_text()


def test_a_file_is_chosen_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    with running(made(tmp_path)) as own, at_desk(browser, own.url, "editor") as page:
        page.on("filechooser", lambda _: None)  # from now on, or the browser might open a dialogue before it is told not to
        library(page, own)
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "files":
                break
        expect(page.locator("label[for=files]")).to_have_css("outline-style", "solid")
        with page.expect_file_chooser() as chosen:
            page.keyboard.press("Enter")
        assert chosen.value.is_multiple()
        chosen.value.set_files([text("strand.txt", BEACH), text("neu.txt", "Der Leuchtturm wird gestrichen.")])
        expect(page.get_by_role("link", name="strand")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("link", name="neu")).to_be_visible()
