"""The desk's shelf: what is in it, what is brought, replaced and removed, and what a sync says."""

from __future__ import annotations

import asyncio
import errno
import html
import io
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.types import Message
from typing_extensions import Buffer

from index.files import find
from index.folders import remembered
from index.library import Library
from index.store import Store
from index.sync import sync
from tests import papers
from tests.fakes import FakeEmbedder
from tests.index.readers import office
from tests.ui.desk.desks import PAGE, Desk, opened
from tests.ui.hostile_strings import HOSTILE
from tests.ui.paced import QUESTION
from ui.desk import uploading
from ui.desk.library import highlighted
from ui.desk.published import Published
from ui.services import Services

BEACH = "Der Strand in Binz wird im Jahr 2027 um 40 Meter verbreitert."
ASKED = "Wann wird der Strand in Binz verbreitert?"


@pytest.fixture
def fresh(tmp_path: Path) -> Desk:
    return opened(tmp_path)


def shown(client: TestClient, path: str) -> str:
    response = client.get(path, headers=PAGE)
    assert response.status_code == 200, response.text
    return " ".join(html.unescape(response.text).split())


def bring(client: TestClient, name: str, data: bytes, to: str = "/desk/library/files") -> Any:
    return client.post(f"{to}?name={quote(name)}", content=data)


def synced(client: TestClient, what: str = "") -> Any:
    """The state at the end of a sync that is begun now."""
    state = client.post(f"/desk/library/sync{what}").json()
    until = time.monotonic() + 60
    while state["running"]:
        assert time.monotonic() < until, state
        time.sleep(0.05)
        state = client.get("/desk/library/sync").json()
    return state


def slowed(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let a sync take that long at its end, with the writer's lock held."""
    real = Store.truncate_log

    def slow(store: Store) -> None:
        time.sleep(seconds)
        real(store)

    monkeypatch.setattr(Store, "truncate_log", slow)


def number(desk: Desk, source: str) -> int:
    return next(entry.id for entry in desk.assistant.library.documents() if entry.source_name == source)


def test_documents_are_listed_with_what_is_known_of_them(desk: Desk) -> None:
    page = shown(desk.signed_in("editor"), "/desk/library")
    assert "Museen des Landes" in page
    assert "Drucksache 8/2625" in page
    assert "6. Oktober 2023" in page
    assert "museum.pdf" in page
    assert "2 Dokumente" in page
    assert "ohne Fehler" in page
    narrowed = shown(desk.signed_in("editor"), "/desk/library?title=museen&kind=Antwort")
    assert ("1 Dokument<" in narrowed, "hafen.txt" in narrowed) == (True, False)


def test_search_marks_the_words_in_what_it_found(desk: Desk) -> None:
    client = desk.signed_in("editor")
    page = shown(client, "/desk/library?words=Umbau+eines+Museums")
    assert "<mark>Umbau</mark> des <mark>Museums</mark> in Wismar kostet" in page
    assert "Die Frage ist leer" in shown(client, "/desk/library?words=%3F")


def test_marked_pieces_are_the_text() -> None:
    text = "Die Häfen des Landes werden modernisiert. Der Hafen bleibt."
    pieces = highlighted(text, "Häfen")
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, hit in pieces if hit] == ["Häfen", "Hafen"]
    assert highlighted(text, "") == [(text, False)]


def test_a_document_is_shown_with_its_passages_and_pages(desk: Desk) -> None:
    page = shown(desk.signed_in("editor"), f"/desk/library/{number(desk, 'museum.pdf')}")
    assert "Das Theater in Anklam bleibt im Winter geschlossen." in page
    assert "Seiten 1–2" in page
    assert "aus einem abgeglichenen Ordner" in page
    assert "außerhalb des Arbeitsplatzes" in page
    assert desk.signed_in("editor").get("/desk/library/999", headers=PAGE).status_code == 404


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("strand.txt", f"Bericht\n\n{BEACH}\n".encode()),
        ("strand.html", f"<html><body><h1>Bericht</h1><p>{BEACH}</p></body></html>".encode()),
        ("strand.docx", office.docx_body(f"<w:p><w:r><w:t>{BEACH}</w:t></w:r></w:p>")),
        ("strand.odt", office.odt_body(f"<text:p>{BEACH}</text:p>")),
    ],
)
def test_from_upload_to_answer(fresh: Desk, name: str, data: bytes) -> None:
    client = fresh.signed_in("editor")
    assert bring(client, f"C:\\Akten\\{name}", data).json() == {"name": name}
    assert f'aria-label="Löschen: {name}"' in shown(client, "/desk/library")
    state = synced(client)
    assert (state["problem"], state["report"]["added"], state["report"]["failed"]) == ("", 1, [])
    answered = fresh.client().post("/api/answer", json={"question": ASKED}).json()
    assert BEACH in answered["text"]
    page = shown(client, "/desk/library")
    assert "hier hinzugefügt" in page
    assert "Noch nicht in der Bibliothek" not in page


def test_a_pdf_is_replaced_and_its_answers_keep_their_source(fresh: Desk) -> None:
    client = fresh.signed_in("administrator")
    bring(client, "anfrage.pdf", papers.kleine_anfrage())
    synced(client)
    old = number(fresh, "anfrage.pdf")
    new = f"/desk/library/{old}/file"
    assert bring(client, "neu.txt", f"Bericht\n\n{BEACH}\n".encode(), new).json() == {"name": "anfrage.txt"}
    state = synced(client)
    assert (state["report"]["added"], state["report"]["removed"]) == (1, 1)
    assert client.get(f"/desk/library/{old}", headers=PAGE).status_code == 404
    assert number(fresh, "anfrage.txt") > old
    assert bring(client, "neu.txt", b"Text.", new).status_code == 404


def test_a_file_of_a_folder_elsewhere_is_not_replaced_here(fresh: Desk) -> None:
    client = fresh.signed_in("editor")
    before = (fresh.folder / "hafen.txt").read_bytes()
    response = bring(client, "hafen.txt", b"Anders.", f"/desk/library/{number(fresh, 'hafen.txt')}/file")
    assert (response.status_code, (fresh.folder / "hafen.txt").read_bytes()) == (404, before)


def test_removing_names_the_document_and_what_cites_it(fresh: Desk) -> None:
    client, cited = fresh.signed_in("editor"), number(fresh, "museum.pdf")
    fresh.client().post("/api/answer", json={"question": QUESTION})
    page = shown(client, f"/desk/library/{cited}/remove")
    assert "„Museen des Landes“ entfernen?" in page
    assert "zitiert eine aufbewahrte Antwort" in page
    assert QUESTION in page
    assert "nimmt der nächste Abgleich des Ordners sie wieder auf" in page
    assert client.post(f"/desk/library/{cited}/remove").headers["location"] == "/desk/library"
    assert [entry.source_name for entry in fresh.assistant.library.documents()] == ["hafen.txt"]
    assert (fresh.folder / "museum.pdf").exists()
    assert client.post(f"/desk/library/{cited}/remove", headers=PAGE).status_code == 404


@pytest.mark.parametrize("change", ["removed", "replaced"])
def test_what_was_published_from_it_is_withdrawn_at_once(fresh: Desk, change: str) -> None:
    client, published = fresh.signed_in("editor"), Published(fresh.store, fresh.assistant.library)
    bring(client, "strand.txt", BEACH.encode())
    synced(client)
    kept = fresh.ledger.get(fresh.client().post("/api/answer", json={"question": ASKED}).json()["id"])
    assert kept
    published.publish(kept.id, kept.answer, "Rita")
    address = f"/desk/library/{number(fresh, 'strand.txt')}"
    if change == "removed":
        client.post(f"{address}/remove")
    else:
        bring(client, "neu.txt", BEACH.replace("2027", "2028").encode(), f"{address}/file")
        synced(client)
    with fresh.store.connected() as connection:
        assert connection.execute("SELECT count(*) FROM published WHERE withdrawn_at IS NULL").fetchone() == (0,)


def test_an_uploaded_file_goes_with_its_document(fresh: Desk) -> None:
    client = fresh.signed_in("editor")
    bring(client, "strand.txt", BEACH.encode())
    synced(client)
    assert client.post(f"/desk/library/{number(fresh, 'strand.txt')}/remove").status_code == 303
    assert list((fresh.assistant.library.path / "uploads").glob("[!.]*")) == []
    state = synced(client)
    assert (state["report"]["added"], state["report"]["removed"]) == (0, 0)
    assert len(fresh.assistant.library.documents()) == 2


def test_a_sync_on_the_heels_of_a_removal_does_not_bring_the_document_back(fresh: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client, library = fresh.signed_in("editor"), fresh.assistant.library.path
    bring(client, "strand.txt", BEACH.encode())
    synced(client)

    def other(_: Path) -> int:
        sync([library / "uploads"], library, FakeEmbedder(), prune=True)
        return 0

    monkeypatch.setattr(uploading, "withdraw_fallen", other)
    assert client.post(f"/desk/library/{number(fresh, 'strand.txt')}/remove").status_code == 303
    assert "strand.txt" not in [entry.source_name for entry in fresh.assistant.library.documents()]


def test_what_no_sync_took_in_can_be_deleted_and_nothing_else(fresh: Desk) -> None:
    client, address = fresh.signed_in("editor"), "/desk/library/waiting/remove"
    bring(client, "strand.txt", BEACH.encode())
    synced(client)
    bring(client, "kaputt.docx", office.docx_body(""))
    uploads = fresh.assistant.library.path / "uploads"
    for name in ("strand.txt", "../library.sqlite", "../staff.sqlite", "", ".", "nirgends.txt"):
        assert client.post(address, data={"name": name}).status_code in (303, 422)
    assert {each.name for each in uploads.glob("[!.]*")} == {"strand.txt", "kaputt.docx"}
    assert (fresh.assistant.library.path / "staff.sqlite").exists()
    assert client.post(address, data={"name": "kaputt.docx"}).status_code == 303
    assert {each.name for each in uploads.glob("[!.]*")} == {"strand.txt"}
    assert "Löschen: kaputt.docx" not in shown(client, "/desk/library")
    assert bring(client, "kaputt.docx", office.docx_body("<w:p/>")).status_code == 200


def test_a_change_without_its_token_changes_nothing(fresh: Desk) -> None:
    client, cited = fresh.signed_in("editor"), number(fresh, "museum.pdf")
    del client.headers["X-CSRF-Token"]
    assert bring(client, "a.txt", b"Text.").status_code == 403
    assert client.post(f"/desk/library/{cited}/remove").status_code == 403
    assert client.post("/desk/library/sync").status_code == 403
    assert len(fresh.assistant.library.documents()) == 2
    assert not (fresh.assistant.library.path / "uploads").exists()


@pytest.mark.parametrize(
    ("name", "data", "status", "says"),
    [
        ("bombe.docx", office.replaced(office.docx(), {"word/document.xml": b" " * 120_000_000}), 422, "Entpackt wären es 120 MB"),
        ("bericht.pdf", b"<html><body>Fehler 404</body></html>", 422, "Der Name verspricht PDF"),
        ("programm.exe", b"MZ\x90\x00", 422, "Das ist keine PDF-"),
        ("leer.txt", b" \n", 422, "enthält keinen Text"),
        ("corpus.jsonl", b'{"id": "1", "text": "Text."}', 422, "nur PDF-, DOCX-, ODT-, HTML- und Textdateien"),
    ],
)
def test_what_cannot_be_taken_is_told_in_a_sentence(desk: Desk, name: str, data: bytes, status: int, says: str) -> None:
    response = bring(desk.signed_in("editor"), name, data)
    assert (response.status_code, says in response.json()["message"]) == (status, True), response.text


def test_no_more_is_read_than_is_allowed(tmp_path: Path) -> None:
    made = opened(tmp_path, Services(upload_max_bytes=1000, uploads_max_bytes=1500))
    client = made.signed_in("editor")
    for content in (b"x" * 1001, iter([b"x" * 600, b"x" * 600])):
        response = client.post("/desk/library/files?name=a.txt", content=content)
        assert (response.status_code, response.json()["error"]) == (413, "UploadTooLarge")
        assert response.json()["message"].startswith("a.txt: Die Datei ist größer als 1 kB.")
    assert bring(client, "a.txt", b"x" * 1000).status_code == 200
    response = bring(client, "b.txt", b"x" * 1000)
    assert (response.status_code, response.json()["error"]) == (413, "NoRoom")


def test_what_comes_goes_to_the_disk_piece_by_piece() -> None:
    parts, written = [b"x" * 100_000] * 48, list[int]()

    class Disk(io.BytesIO):
        def write(self, data: Buffer) -> int:
            written.append(len(memoryview(data)))
            return super().write(data)

    async def receive() -> Message:
        return {"type": "http.request", "body": parts.pop(), "more_body": bool(parts)}

    disk = Disk()
    came = uploading._receive(Request({"type": "http", "headers": []}, receive), disk, "lang.txt", 4_800_000)
    with ThreadPoolExecutor(1) as apart:  # a browser of another test may have a loop at work in this thread
        apart.submit(asyncio.run, came).result()
    assert (len(disk.getvalue()), max(written)) == (4_800_000, uploading.PIECE)


def test_an_upload_that_the_disk_has_no_room_for_is_told(fresh: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("ui.desk.uploading.TemporaryFile", full)
    response = bring(fresh.signed_in("editor"), "strand.txt", BEACH.encode())
    assert (response.status_code, response.json()["error"]) == (500, "LibraryFull")
    assert "kein Platz mehr" in response.json()["message"]


def test_files_that_fail_in_the_sync_are_told_and_stay_told(fresh: Desk) -> None:
    client = fresh.signed_in("editor")
    assert bring(client, "kaputt.pdf", papers.kleine_anfrage()[:1500]).status_code == 200
    state = synced(client)
    (sentence,) = state["report"]["failed"]
    assert sentence.startswith("kaputt.pdf: ")
    page = shown(client, "/desk/library")
    assert sentence in page
    assert "Noch nicht in der Bibliothek" in page


def test_a_sync_that_runs_elsewhere_is_told_plainly(fresh: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client, cited = fresh.signed_in("editor"), number(fresh, "museum.pdf")
    for module in ("ui.syncing", "ui.desk.uploading"):
        monkeypatch.setattr(f"{module}.PATIENCE", 0.0)
    bring(client, "strand.txt", BEACH.encode())
    with Library.open(fresh.assistant.library.path) as other, other.lock():
        assert "Ein anderer Vorgang gleicht die Bibliothek gerade ab." in synced(client)["problem"]
        response = client.post(f"/desk/library/{cited}/remove", headers=PAGE)
        assert (response.status_code, "wird gerade abgeglichen" in html.unescape(response.text)) == (409, True)
    assert synced(client)["report"]["added"] == 1


def test_questions_are_answered_while_a_sync_is_at_work(fresh: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = fresh.signed_in("editor")
    slowed(monkeypatch, 1.0)
    bring(client, "strand.txt", BEACH.encode())
    assert client.post("/desk/library/sync").json()["running"]
    answered = 0
    while client.get("/desk/library/sync").json()["running"]:
        data = fresh.client().post("/api/answer", json={"question": QUESTION}).json()
        assert "1,5 Millionen Euro" in data["text"]
        answered += 1
    assert answered
    assert BEACH in fresh.client().post("/api/answer", json={"question": ASKED}).json()["text"]


def test_a_file_that_comes_while_a_sync_runs_is_taken_in_too(fresh: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = fresh.signed_in("editor")
    slowed(monkeypatch, 0.5)
    bring(client, "a.txt", b"Die erste Datei ist da.")
    client.post("/desk/library/sync")
    assert bring(client, "b.txt", b"Die zweite Datei ist auch da.").status_code == 200
    state = synced(client)
    assert {"a.txt", "b.txt"} <= {entry.source_name for entry in fresh.assistant.library.documents()}, state


@pytest.fixture
def shelf(tmp_path: Path) -> tuple[Desk, Path]:
    """A desk over a folder with two papers and a second one with one, neither of which holds the library."""
    (tmp_path / "papers").mkdir()
    made, more = opened(tmp_path / "papers"), tmp_path / "more"
    more.mkdir()
    (more / "strand.txt").write_text(BEACH)
    sync([more], made.assistant.library.path, FakeEmbedder())
    return made, more


def test_a_file_that_changed_in_its_folder_is_synced_from_the_page(shelf: tuple[Desk, Path]) -> None:
    desk, more = shelf
    client = desk.signed_in("editor")
    page = shown(client, "/desk/library")
    assert f'<span class="path">{more}</span>: 1 Datei in der Bibliothek' in page
    assert f'<span class="path">{desk.folder}</span>: 2 Dateien in der Bibliothek' in page
    assert "Abgeglichene Ordner" in page
    (more / "strand.txt").write_text(BEACH.replace("2027", "2029"))
    (more / "neu.txt").write_text("Der Leuchtturm in Warnemünde wird gestrichen.")
    state = synced(client)
    assert (state["problem"], state["report"]["failed"]) == ("", [])
    assert [state["report"][key] for key in ("added", "changed", "removed", "unchanged", "missing")] == [1, 1, 0, 2, 0]
    assert "im Jahr 2029" in desk.client().post("/api/answer", json={"question": ASKED}).json()["text"]
    assert "starten Sie in der <a" in shown(client, f"/desk/library/{number(desk, 'strand.txt')}")


def test_after_an_upload_only_uploads_are_synced(shelf: tuple[Desk, Path]) -> None:
    desk, _ = shelf
    client = desk.signed_in("editor")
    client.post(f"/desk/library/{number(desk, 'strand.txt')}/remove")
    bring(client, "neu.txt", b"Der Leuchtturm wird gestrichen.")
    report = synced(client, "?uploads_only=true")["report"]
    assert (report["added"], report["unchanged"]) == (1, 0), "what was removed by hand does not come back with any upload"
    assert synced(client)["report"]["added"] == 1
    assert number(desk, "strand.txt")


def test_an_upload_that_comes_while_uploads_are_synced_does_not_swallow_a_sync_of_all(
    shelf: tuple[Desk, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, more = shelf
    client = desk.signed_in("editor")
    slowed(monkeypatch, 0.5)
    (more / "strand.txt").write_text(BEACH.replace("2027", "2029"))
    assert client.post("/desk/library/sync?uploads_only=true").json()["running"]
    client.post("/desk/library/sync")
    assert synced(client, "?uploads_only=true")["report"]["changed"] == 1


@pytest.mark.parametrize(
    ("how", "says"), [("away", "Der Ordner ist nicht da."), ("empty", "Der Ordner ist leer."), ("unreadable", "lässt sich nicht lesen.")]
)
def test_a_folder_that_is_away_is_told_and_nothing_is_lost(
    shelf: tuple[Desk, Path], monkeypatch: pytest.MonkeyPatch, how: str, says: str
) -> None:
    desk, more = shelf
    client, real = desk.signed_in("editor"), os.scandir

    def denied(path: Any = ".") -> Any:
        if path == str(more) or path == more:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    if how == "unreadable":
        monkeypatch.setattr(os, "scandir", denied)
    else:
        more.rename(more.with_name("elsewhere"))
    if how == "empty":
        more.mkdir()
    report = synced(client)["report"]
    assert [report[key] for key in ("added", "changed", "removed", "missing")] == [0, 0, 0, int(how == "empty")]
    assert [sentence.partition(": ")[0] for sentence in report["failed"]] == ([] if how == "empty" else [str(more)])
    page = shown(client, "/desk/library")
    assert f'<span class="path">{more}</span>: 1 Datei in der Bibliothek <p class="alarm">' in page
    assert says in page
    assert ("Datei nicht erreichbar" in page) == (how != "unreadable")
    assert ("Eine Datei liegt nicht mehr in ihrem Ordner." in page) == (how == "empty")
    assert BEACH in desk.client().post("/api/answer", json={"question": ASKED}).json()["text"]


def test_no_folder_can_be_added_from_the_page(shelf: tuple[Desk, Path], tmp_path: Path) -> None:
    desk, _ = shelf
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "geheim.txt").write_text("Das Kennwort liegt im Tresor.")
    client, before = desk.signed_in("administrator"), remembered(desk.assistant.library)
    asked = {"path": str(secret), "folder": str(secret), "paths": [str(secret)], "uploads_only": f"{secret}"}
    for response in (
        client.post("/desk/library/sync", params=asked),
        client.post("/desk/library/sync", params={"path": str(secret)}, json=asked),
        client.post("/desk/library/sync", data=asked),
    ):
        assert response.status_code in (200, 422)
    synced(client)
    assert remembered(desk.assistant.library) == before
    assert "geheim.txt" not in [entry.source_name for entry in desk.assistant.library.documents()]


def test_only_who_keeps_the_library_may_sync_it(desk: Desk) -> None:
    assert desk.signed_in("reviewer").post("/desk/library/sync").status_code == 403
    assert desk.client().post("/desk/library/sync").status_code == 401


def test_where_the_folders_are_not_known_the_page_says_so(fresh: Desk) -> None:
    client, library = fresh.signed_in("editor"), fresh.assistant.library
    with library.lock(), library.store.writing() as connection:
        connection.execute("DELETE FROM folder")  # as in a library that was made before they were kept
    page = shown(client, "/desk/library")
    assert "Aus welchem Ordner 2 Dateien der Bibliothek stammen, ist nicht bekannt." in page
    assert "auf der Kommandozeile mit <code>belegt sync</code> ab" in shown(client, f"/desk/library/{number(fresh, 'hafen.txt')}")
    assert synced(client)["report"]["unchanged"] == 0
    sync([fresh.folder / "hafen.txt"], library.path, FakeEmbedder())
    sync([fresh.folder], library.path, FakeEmbedder())
    assert "ist nicht bekannt" not in shown(client, "/desk/library")
    with library.lock(), library.store.writing() as connection:
        connection.execute("UPDATE source SET path = ? WHERE name = 'hafen.txt'", (b"/elsewhere/hafen.txt",))
    assert "Eine weitere Datei liegt in keinem dieser Ordner." in shown(client, "/desk/library")


def test_a_file_in_a_folder_may_be_larger_than_what_is_uploaded(tmp_path: Path) -> None:
    made = opened(tmp_path, Services(upload_max_bytes=1000))
    (tmp_path / "lang.txt").write_text(f"{BEACH}\n\n" * 40)
    report = synced(made.signed_in("editor"))["report"]
    assert (report["added"], report["failed"]) == (1, [])


def test_hostile_names_of_folders_are_shown_and_do_nothing(fresh: Desk) -> None:
    client, library = fresh.signed_in("editor"), fresh.assistant.library
    names = [text.encode("utf-8", "surrogatepass").replace(b"\0", b"") for text in HOSTILE.values()]  # as a disk may hold them
    with library.lock(), library.store.writing() as connection:
        connection.executemany("INSERT OR IGNORE INTO folder VALUES (?)", [(b"/nowhere/" + name,) for name in [*names, b"\xff\xfe"]])
    state = synced(client)
    assert len(state["report"]["failed"]) > 140
    page = client.get("/desk/library", headers=PAGE)
    assert page.status_code == 200
    assert page.text.count('<span class="path">') > 140
    assert page.text.count("<script") <= 1
    assert "<img" not in page.text
    assert "javascript:" not in page.text.lower()
    assert not any(mark in page.text + "".join(state["report"]["failed"]) for mark in "\u202e\u2066\u200b\x1b")


def test_hostile_names_and_texts_are_shown_and_do_nothing(fresh: Desk) -> None:
    client = fresh.signed_in("editor")
    for each, text in HOSTILE.items():
        response = bring(client, text.encode("utf-8", "replace").decode() + ".txt", f"Bericht {each}\n\n{text}".encode("utf-8", "replace"))
        assert response.status_code in (200, 422), response.text
    synced(client)
    pages = [client.get("/desk/library", headers=PAGE).text, client.get("/desk/library?start=50", headers=PAGE).text]
    pages += [
        client.get(f"/desk/library/{entry.id}{more}", headers=PAGE).text
        for entry in fresh.assistant.library.documents()
        for more in ("", "/remove")
    ]
    pages += [client.get("/desk/library", params={"words": text, "title": text}, headers=PAGE).text for text in list(HOSTILE.values())[::5]]
    assert len(pages) > 200
    for page in pages:
        assert page.count("<script") <= 1
        assert "<img" not in page
        assert "javascript:" not in page.lower()
    assert all(path.parent.name == "uploads" for path in (fresh.assistant.library.path / "uploads").rglob("*"))


def test_of_what_lies_in_the_librarys_folder_only_uploads_are_documents(fresh: Desk) -> None:
    fresh.client().post("/api/answer", json={"question": QUESTION})
    client, folder = fresh.signed_in("editor"), fresh.assistant.library.path
    bring(client, "strand.txt", BEACH.encode())
    synced(client)
    assert {"staff.sqlite", "answers.sqlite", "kept", "sync.json"} <= {path.name for path in folder.iterdir()}
    assert [file.name for file in find([folder], folder).files] == ["uploads/strand.txt"]
