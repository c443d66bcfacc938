"""What is too large is refused before it is read: from strangers, and from staff but for files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ui.desk.desks import Desk, opened
from ui.bodies import MOST
from ui.services import Services

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FILE = {"Content-Type": "multipart/form-data; boundary=x"}
PART = b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n\r\n'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = opened(tmp_path_factory.mktemp("bodies"), Services(upload_max_bytes=3_000_000))
    yield made
    made.assistant.close()


def pieces(start: bytes) -> Iterator[bytes]:
    """More than fits, without saying so before."""
    yield start
    for _ in range(40):
        yield b"x" * 100_000


@pytest.mark.parametrize(
    "path", ["/desk/sign-in", "/api/answer", "/api/search", "/gradio_api/queue/join", "/gradio_api/run/x", "/desk/review/x"]
)
def test_what_says_that_it_is_too_large_is_not_read(desk: Desk, path: str) -> None:
    client = desk.signed_in("reviewer") if path == "/desk/review/x" else desk.client()
    response = client.post(path, content=b"x" * (MOST + 1), headers=FORM)
    assert response.status_code == 413
    assert (
        response.json()["message"]
        == "Die Anfrage ist nicht verwendbar: Body ist zu groß. /openapi.json beschreibt, was gesendet werden kann."
    )


@pytest.mark.parametrize(("headers", "start"), [(FORM, b"name="), (FILE, PART)])
def test_what_turns_out_to_be_too_large_is_not_kept(desk: Desk, headers: dict[str, str], start: bytes) -> None:
    response = desk.client().post("/desk/sign-in", content=pieces(start), headers=headers)
    assert response.status_code == 413


def test_a_member_cannot_send_a_form_for_a_file(desk: Desk) -> None:
    client = desk.signed_in("editor")
    del client.headers["X-CSRF-Token"]
    assert client.post("/desk/library/files?name=a", content=pieces(PART), headers=FILE).status_code in (403, 413)


def test_files_have_a_limit_of_their_own(desk: Desk) -> None:
    client = desk.signed_in("editor")
    assert client.post("/desk/library/files?name=a.txt", content=b"Ein Satz. " * 250_000).status_code == 200
    response = client.post("/desk/library/files?name=b.txt", content=b"Ein Satz. " * 350_000)
    assert (response.status_code, response.json()["error"]) == (413, "UploadTooLarge")
    assert client.post("/desk/library/files?name=c.txt", content=pieces(b"Text. ")).status_code == 413
