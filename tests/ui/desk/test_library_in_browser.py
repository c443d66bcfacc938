"""Library, record and figures in a real browser: from an upload to an answer, replaced, removed, reopened; by keyboard."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from index.library import Library
from index.store import Store
from index.sync import sync
from tests import papers
from tests.fakes import FakeEmbedder
from tests.index.readers import office
from tests.ui.browsing import PATIENCE, ask, opened
from tests.ui.desk.browsed import Running, at_desk, running, visitor
from tests.ui.paced import QUESTION, QUOTE

BEACH = "Der Strand in Binz wird im Jahr 2027 um 40 Meter verbreitert."
NEWER = "Der Strand in Binz wird im Jahr 2028 um 50 Meter verbreitert."
ASKED = "Wann wird der Strand in Binz verbreitert?"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("shelf")) as started:
        yield started


def text(name: str, sentence: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": f"Bericht über den Strand\n\n{sentence}\n".encode()}


def bring(page: Page, url: str, *files: FilePayload) -> None:
    page.goto(f"{url}/desk/library")
    page.get_by_label("Dateien auswählen").set_input_files(list(files))


def test_from_upload_to_answer_replaced_reopened_and_removed(browser: Browser, served: Running) -> None:
    with at_desk(browser, served.url, "editor") as page:
        bring(page, served.url, text("strand.txt", BEACH))
        expect(page.get_by_role("link", name="strand")).to_be_visible(timeout=PATIENCE)
        citizen = visitor(browser).new_page()
        turn = ask(opened(citizen, served.url), ASKED)
        expect(turn).to_contain_text(BEACH)

        page.get_by_role("link", name="strand").click()
        expect(page.get_by_role("heading", name="Passagen")).to_be_visible()
        page.get_by_label("Durch eine neue Fassung ersetzen").set_input_files([text("fassung2.txt", NEWER)])
        page.get_by_role("link", name="Zur Bibliothek").click(timeout=PATIENCE)
        expect(page.get_by_role("link", name="strand")).to_be_visible()
        expect(ask(citizen, f"{ASKED} Bitte!")).to_contain_text(NEWER)

        page.get_by_role("link", name="Protokoll").click()
        page.get_by_role("link", name=ASKED, exact=True).click()
        expect(page.locator(".answer")).to_contain_text(BEACH)
        expect(page.locator("#source-1 mark")).to_have_text(BEACH)
        expect(page.locator("#source-1")).to_contain_text("inzwischen ersetzt oder entfernt")

        page.get_by_role("link", name="Bibliothek", exact=True).click()
        page.get_by_role("link", name="strand").click()
        page.get_by_role("link", name="Entfernen …").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("entfernen?")
        expect(page.locator("main")).to_contain_text(f"{ASKED} Bitte!")
        page.get_by_role("button", name="Entfernen").click()
        expect(page.get_by_role("heading", name="Bibliothek", level=1)).to_be_visible()
        expect(page.get_by_role("link", name="strand")).to_have_count(0)
        citizen.context.close()


def test_a_real_pdf_dropped_and_what_cannot_be_taken(browser: Browser, served: Running) -> None:
    bomb: FilePayload = {
        "name": "bombe.docx",
        "mimeType": "application/octet-stream",
        "buffer": office.replaced(office.docx(), {"word/document.xml": b" " * 120_000_000}),
    }
    with at_desk(browser, served.url, "editor") as page:
        bring(page, served.url, bomb)
        expect(page.locator("#problems")).to_contain_text("bombe.docx: Entpackt wären es 120 MB")
        expect(page.get_by_role("link", name="bombe")).to_have_count(0)
        data = page.evaluate_handle(
            """(bytes) => { const transfer = new DataTransfer();
                transfer.items.add(new File([new Uint8Array(bytes)], "<img src=x onerror=alert(1)>.pdf"));
                return transfer; }""",
            list(papers.kleine_anfrage()),
        )
        page.dispatch_event("#drop", "drop", {"dataTransfer": data})
        expect(page.get_by_role("link", name=papers.TITLE)).to_be_visible(timeout=PATIENCE)
        assert page.locator("main img").count() == 0


def test_an_answer_is_replayed_with_its_page_after_its_document_was_replaced_and_removed(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as own, at_desk(browser, own.url, "administrator") as page:
        new = own.keep()
        (tmp_path / "museum.pdf").write_bytes(papers.kleine_anfrage())
        sync([tmp_path], tmp_path / "library", FakeEmbedder())
        page.goto(f"{own.url}/desk/library")
        page.get_by_role("link", name="Museen des Landes").click()
        expect(page.locator("main")).not_to_contain_text(QUOTE)
        page.get_by_role("link", name="Entfernen …").click()
        page.get_by_role("button", name="Entfernen").click()
        expect(page.get_by_role("link", name="Museen des Landes")).to_have_count(0)
        page.goto(f"{own.url}/desk/audit/{new}")
        expect(page.locator("#source-1 mark")).to_have_text(QUOTE)
        picture = page.get_by_role("img", name="Seite 2, die zitierten Wörter sind markiert")
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("picture => picture.naturalWidth") > 600


def test_a_sync_that_runs_elsewhere_and_questions_meanwhile(browser: Browser, served: Running) -> None:
    with at_desk(browser, served.url, "editor") as page, Library.open(served.screen.assistant.library.path) as other, other.lock():
        bring(page, served.url, text("spaeter.txt", "Später kommt der Zug nach Stralsund an."))
        expect(page.locator("#progress")).to_contain_text("Abgleich", timeout=PATIENCE)
        citizen = visitor(browser).new_page()
        expect(ask(opened(citizen, served.url), QUESTION)).to_contain_text(QUOTE)
        citizen.context.close()
        expect(page.locator("#problems")).to_contain_text("Ein anderer Vorgang gleicht die Bibliothek gerade ab", timeout=PATIENCE)
        page.reload()
        expect(page.locator("#drop")).to_contain_text("spaeter.txt")
    with at_desk(browser, served.url, "editor") as page:
        page.goto(f"{served.url}/desk/library")
        page.get_by_role("button", name="Abgleich starten").press("Enter")
        expect(page.get_by_role("link", name="spaeter")).to_be_visible(timeout=PATIENCE)


def test_the_chat_answers_while_a_sync_from_the_page_is_at_work(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    going, real = threading.Event(), Store.truncate_log

    def held(store: Store) -> None:
        going.wait(PATIENCE / 1000)
        real(store)

    monkeypatch.setattr(Store, "truncate_log", held)  # the end of a sync, with the writer's lock held
    with running(tmp_path) as own, at_desk(browser, own.url, "editor") as page:
        bring(page, own.url, text("strand.txt", BEACH))
        expect(page.locator("#progress")).to_contain_text("Abgleich", timeout=PATIENCE)
        citizen = visitor(browser).new_page()
        expect(ask(opened(citizen, own.url), QUESTION)).to_contain_text(QUOTE)
        expect(page.locator("#bar")).to_be_visible()
        going.set()
        expect(page.get_by_role("link", name="strand")).to_be_visible(timeout=PATIENCE)
        expect(ask(citizen, ASKED)).to_contain_text(BEACH)
        citizen.context.close()


def test_figures_and_exports_are_read_back(browser: Browser, served: Running) -> None:
    new = served.keep("Was steht im Export?")
    with at_desk(browser, served.url, "administrator") as page:
        page.get_by_role("link", name="Statistik").click()
        expect(page.locator("svg[role=img]").first).to_be_visible()
        files = {}
        for form in ("JSONL", "Parquet"):
            with page.expect_download() as started:
                page.get_by_role("link", name=f"Antworten als {form}").click()
            files[form] = Path(started.value.path()).read_bytes()
        rows = [json.loads(line) for line in files["JSONL"].splitlines()]
        assert {row["id"]: row["question"] for row in rows}[new] == "Was steht im Export?"
        assert pq.read_table(io.BytesIO(files["Parquet"])).column("id").to_pylist() == [row["id"] for row in rows]


def test_by_keyboard_alone_from_the_record_to_a_source(browser: Browser, served: Running) -> None:
    served.keep("Was findet die Tastatur?")
    with at_desk(browser, served.url, "editor") as page:
        page.goto(f"{served.url}/desk/audit")
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == "Was findet die Tastatur?":
                break
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Was findet die Tastatur?")
        page.get_by_role("link", name="Fundstelle 1").focus()
        page.keyboard.press("Enter")
        assert page.url.endswith("#source-1")
