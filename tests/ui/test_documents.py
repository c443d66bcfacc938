"""What is served of documents: facts, a passage in its surroundings, pages as pictures, the very bytes, and nothing that could run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image

from index.library import Library
from index.sync import sync
from index.types import Span
from tests import papers
from tests.fakes import FakeEmbedder
from tests.ui.shelf import document_id, shelve
from ui.documents import AROUND, LONGEST, document_routes, surroundings
from ui.file_names import LONGEST as LONGEST_NAME
from ui.file_names import disposition, file_name
from ui.http_problems import HANDLERS
from ui.security import Limiter, secure

PAPER = papers.kleine_anfrage()
TEXT = "Bericht über die Häfen\n\n" + " ".join(f"Der Hafen Nummer {number} wird ausgebaut." for number in range(100))
PAGE = "<html><body><h1>Museen</h1><p>Der Umbau des Museums in Wismar kostet Geld.</p><script>alert(1)</script></body></html>"
FILES: dict[str, bytes | str] = {"paper.pdf": PAPER, "häfen.txt": TEXT, "seite.html": PAGE}


def serve(library: Library) -> TestClient:
    app = FastAPI()
    for kind, told in HANDLERS.items():
        app.add_exception_handler(kind, told)
    app.include_router(document_routes(library, Limiter(0)))
    secure(app)
    return TestClient(app)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with shelve(tmp_path_factory.mktemp("documents"), FILES) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(library: Library) -> TestClient:
    return serve(library)


def test_a_document_is_described(client: TestClient, library: Library) -> None:
    number = document_id(library, "paper.pdf")
    data = client.get(f"/api/documents/{number}").json()
    assert (data["title"], data["number"], data["date"]) == (papers.TITLE, papers.NUMBER, "2025-03-12")
    assert (data["kind"], data["media_type"], data["has_pages"]) == ("Kleine Anfrage und Antwort", "application/pdf", True)
    assert data["pages"] == [{"number": page, "label": str(page)} for page in (1, 2, 3)]
    text = client.get(f"/api/documents/{document_id(library, 'häfen.txt')}").json()
    assert (text["has_pages"], text["pages"]) == (False, [])


def test_a_passage_stands_in_its_surroundings(client: TestClient, library: Library) -> None:
    number = document_id(library, "häfen.txt")
    whole = library.document(number).text
    start = whole.index("Der Hafen Nummer 50")
    end = whole.index(".", start) + 1
    data = client.get(f"/api/documents/{number}/text", params={"span": f"{start}-{end}"}).json()
    assert data["quote"] == "Der Hafen Nummer 50 wird ausgebaut."
    assert data["before"].startswith("Der Hafen Nummer")
    assert data["before"].rstrip().endswith("Nummer 49 wird ausgebaut.")
    assert data["after"].lstrip().startswith("Der Hafen Nummer 51")
    assert data["after"].rstrip().endswith(".")
    assert data["before"] + data["quote"] + data["after"] in whole
    assert data["more"]
    assert data.keys() == {"before", "quote", "after", "more", "heading"}


def test_the_heading_is_that_of_the_passage(client: TestClient, library: Library) -> None:
    number = document_id(library, "paper.pdf")
    start = library.document(number).text.index("Zum Stichtag waren")
    heading = client.get(f"/api/documents/{number}/text", params={"span": f"{start}-{start + 30}"}).json()["heading"]
    assert "Welche KI-gestützten Verfahren" in heading


def test_surroundings_lose_no_character_of_a_short_text() -> None:
    found = surroundings("Eins. Zwei. Drei.", Span(6, 11))
    assert found == {"before": "Eins. ", "quote": "Zwei.", "after": " Drei.", "more": False}
    long = "a" * 5000
    cut = surroundings(long, Span(2000, 2010))
    assert len(cut["before"]) == len(cut["after"]) == AROUND


@pytest.mark.parametrize("written", ["5-5", "9-3", "0-99999999", "", f"0-{LONGEST + 1}"])
def test_a_span_that_the_document_does_not_hold_is_refused(client: TestClient, library: Library, written: str) -> None:
    response = client.get(f"/api/documents/{document_id(library, 'häfen.txt')}/text", params={"span": written})
    assert response.status_code == 422
    assert response.json()["error"] == "UnusableSpan"


@pytest.mark.parametrize("written", ["1", "-1-5", "a-b", "1-5;2-6", "1-5,", "1-5" + ",1-5" * 60, "٣-٤", "1-5\n", "1-5 OR 1=1"])
def test_what_is_no_span_is_refused(client: TestClient, library: Library, written: str) -> None:
    number = document_id(library, "paper.pdf")
    for path, name in ((f"/api/documents/{number}/text", "span"), (f"/api/pages/{number}/1.png", "spans")):
        response = client.get(path, params={name: written}, headers={"Accept-Language": "de"})
        assert response.status_code == 422
        assert response.json()["message"].startswith("Die Anfrage ist nicht verwendbar")


def test_a_page_is_a_picture_that_a_browser_may_remember(client: TestClient, library: Library) -> None:
    number = document_id(library, "paper.pdf")
    response = client.get(f"/api/pages/{number}/1.png", params={"spans": "0-20,30-40", "zoom": "1.5"})
    assert response.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(response.content)).size[0] > 1300
    assert library.source_of(number).sha256 in response.headers["etag"]
    assert response.headers["cache-control"].startswith("private")
    again = client.get(f"/api/pages/{number}/1.png", params={"spans": "0-20"}, headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/api/pages/{number}/1.png").content != response.content


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/api/pages/{paper}/4.png", 404, "NoSuchPage"),
        ("/api/pages/{text}/1.png", 404, "NoPictures"),
        ("/api/pages/99999/1.png", 404, "DocumentGone"),
        ("/api/pages/{paper}/1.png?spans=0-999999", 422, "UnusableSpan"),
        ("/api/pages/{paper}/1.png?zoom=100", 422, "UnusableRequest"),
        ("/api/pages/{paper}/0.png", 422, "UnusableRequest"),
        ("/api/pages/{paper}/x.png", 422, "UnusableRequest"),
        ("/api/pages/99999999999999999999999/1.png", 422, "UnusableRequest"),
        ("/api/documents/99999", 404, "DocumentGone"),
        ("/api/documents/99999/text?span=0-5", 404, "DocumentGone"),
        ("/api/documents/99999/file", 404, "DocumentGone"),
        ("/api/documents/..%2f..%2flibrary.sqlite/file", 404, "NotFound"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(client: TestClient, library: Library, path: str, status: int, error: str) -> None:
    names = {"paper": document_id(library, "paper.pdf"), "text": document_id(library, "häfen.txt")}
    response = client.get(path.format(**names), headers={"Accept-Language": "en"})
    assert (response.status_code, response.json()["error"]) == (status, error)
    assert response.json()["message"].endswith(".")
    assert str(library.path) not in response.text


def test_a_pdf_is_shown_by_the_browser_byte_by_byte(client: TestClient, library: Library) -> None:
    response = client.get(f"/api/documents/{document_id(library, 'paper.pdf')}/file")
    assert response.content == PAPER
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"] == "inline; filename=\"paper.pdf\"; filename*=UTF-8''paper.pdf"
    assert response.headers["x-content-type-options"] == "nosniff"
    part = client.get(f"/api/documents/{document_id(library, 'paper.pdf')}/file", headers={"Range": "bytes=0-7"})
    assert (part.status_code, part.content) == (206, PAPER[:8])


@pytest.mark.parametrize(("name", "kind"), [("seite.html", "text/html"), ("häfen.txt", "text/plain")])
def test_everything_else_is_handed_over_and_can_never_run(client: TestClient, library: Library, name: str, kind: str) -> None:
    response = client.get(f"/api/documents/{document_id(library, name)}/file")
    assert response.text == FILES[name]
    assert response.headers["content-type"].startswith(kind)
    assert response.headers["content-disposition"].startswith("attachment; ")
    assert response.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_replaced_document_is_gone_and_so_are_its_bytes(tmp_path: Path) -> None:
    with shelve(tmp_path, {"a.txt": "Der alte Satz."}) as library:
        client, number = serve(library), document_id(library, "a.txt")
        sha256 = library.source_of(number).sha256
        (tmp_path / "documents" / "a.txt").write_text("Der neue Satz.")
        sync([tmp_path / "documents"], tmp_path / "library", FakeEmbedder(), prune=True)
        for path in (f"/api/documents/{number}", f"/api/documents/{number}/text?span=0-5", f"/api/documents/{number}/file"):
            response = client.get(path, headers={"Accept-Language": "de"})
            assert (response.status_code, response.json()["error"]) == (404, "DocumentGone")
            assert response.json()["message"].startswith("Dieses Dokument wurde in der Bibliothek ersetzt oder entfernt.")
        new = document_id(library, "a.txt")
        (library.path / "sources" / library.source_of(new).sha256).unlink()
        assert not (library.path / "sources" / sha256).exists()
        response = serve(library).get(f"/api/documents/{new}/file")
        assert (response.status_code, response.json()["error"]) == (404, "FileGone")
        assert str(tmp_path) not in response.text


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("2025/bericht.pdf", "bericht.pdf"),
        ("..\\..\\boot.ini", "boot.ini"),
        ('a"b;c\r\nX-Evil: 1.pdf', "a_b;c X-Evil_ 1.pdf"),
        ("Häfen\u202efdp.exe", "Häfenfdp.exe"),
        ("\x00\x1b", "document"),
        ("...", "document"),
        ("", "document"),
        ("a/", "a_"),
        ("x" * 500 + ".pdf", "x" * LONGEST_NAME + ".pdf"),
        ("\ud800.pdf", "document.pdf"),
        ("%2e%2e%2fetc.txt", "_2e_2e_2fetc.txt"),
    ],
)
def test_names_of_files_can_do_no_harm(name: str, safe: str) -> None:
    assert file_name(name) == safe
    header = disposition("attachment", name)
    header.encode("ascii")
    assert not set(header) & set("\r\n\x00\\")
    assert header.count('"') == 2
