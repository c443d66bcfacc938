"""What people and programs are told when something fails in the midst of an answer: one sentence in their language, no traceback."""

from __future__ import annotations

import html
import json
import logging
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from index.errors import LibraryBusy
from rag.types import Found
from tests.ui.fakes import Failing
from ui.api import create_api
from ui.screen.answering import answering, begin
from ui.screen.conversation import Conversation
from ui.screen.views import talk_html
from ui.services import Services
from ui.texts import Language

BUG, BUSY = (lambda: ZeroDivisionError("secret detail")), (lambda: LibraryBusy(path="library"))
GERMAN, ENGLISH = "Ein Fehler in Belegt ist aufgetreten (ZeroDivisionError).", "Something in Belegt went wrong (ZeroDivisionError)."


def client(failure: Callable[[], Exception]) -> TestClient:
    return TestClient(create_api(Failing(failure, Found((), ()))), raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("failure", "spoken", "body", "error", "sentence"),
    [
        (BUG, "de", {}, "Bug", GERMAN),
        (BUG, "en", {}, "Bug", ENGLISH),
        (BUG, "de", {"language": "en"}, "Bug", ENGLISH),
        (BUSY, "en", {}, "LibraryBusy", "Another process is writing"),
        (BUSY, "de", {}, "LibraryBusy", "Ein anderer Vorgang schreibt"),
    ],
)
def test_a_stream_that_fails_says_so(
    failure: Callable[[], Exception],
    spoken: str,
    body: dict[str, str],
    error: str,
    sentence: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    response = client(failure).post("/api/answer/stream", json={"question": "Was?"} | body, headers={"Accept-Language": spoken})
    events = [line.removeprefix("event: ") for line in response.text.splitlines() if line.startswith("event: ")]
    assert events == ["found", "problem"]
    told = json.loads(response.text.rpartition("data: ")[2].splitlines()[0])
    assert told["error"] == error
    assert told["message"].startswith(sentence)
    assert "secret" not in response.text
    assert [record.exc_info is not None for record in caplog.records if record.name == "ui.api"] == [True]


@pytest.mark.parametrize("path", ["/api/answer", "/api/search"])
def test_a_bug_is_one_sentence(path: str) -> None:
    response = client(BUG).post(path, json={"question": "Was?"}, headers={"Accept-Language": "en"})
    assert response.status_code == 500
    assert response.json()["error"] == "Bug"
    assert response.json()["message"].startswith(ENGLISH)


@pytest.mark.parametrize(("language", "sentence"), [("de", GERMAN), ("en", ENGLISH)])
def test_the_chat_does_not_go_on_waiting_after_a_bug(language: Language, sentence: str, caplog: pytest.LogCaptureFixture) -> None:
    conversation = Conversation(language)
    begin("Was?", conversation, False, {})
    with caplog.at_level(logging.ERROR):
        assert list(answering(Failing(BUG), Services(), conversation, ""))
    (exchange,) = conversation.exchanges
    assert (exchange.stage, exchange.problem.startswith(sentence)) == ("problem", True)
    assert sentence in html.unescape(talk_html(conversation))
    assert "secret" not in talk_html(conversation)
    assert "secret detail" in caplog.text
    assert not conversation.turns()


@pytest.mark.parametrize(
    ("path", "body", "field", "german", "english"),
    [
        ("answer", b"\xff", "JSON", "ist nicht lesbar", "cannot be read"),
        ("answer", b"{", "JSON", "ist nicht lesbar", "cannot be read"),
        ("answer", b"[1]", "JSON", "muss ein Objekt sein, gesendet als application/json", "must be an object, sent as application/json"),
        ("answer", b'{"question": "Was?", "filter": {"kind": "Antwort"}}', "filter", "gibt es nicht", "does not exist"),
        ("search", b'{"question": "Was?", "filter": {"kind": "Antwort"}}', "filter", "gibt es nicht", "does not exist"),
        ("answer/stream", b'{"question": "Was?", "Language": "de"}', "Language", "gibt es nicht", "does not exist"),
        ("answer", b'{"question": "Was?", "history": [{"frage": "x"}]}', "history.0.question", "fehlt", "is missing"),
        (
            "answer",
            b'{"question": "", "history": [{"question": "", "role": "a"}]}',
            "history.0.role",
            "gibt es nicht",
            "does not exist",
        ),
        ("answer", b'{"question": "Was?", "history": 5}', "history", "muss eine Liste sein", "must be a list"),
        ("answer", b'{"question": "Was?", "language": "fr"}', "language", "muss de oder en sein", "must be de or en"),
        ("search", b'{"question": "Was?", "limit": "x"}', "limit", "muss eine ganze Zahl sein", "must be an integer"),
        ("search", b'{"question": "Was?", "limit": 1.5}', "limit", "muss eine ganze Zahl sein", "must be an integer"),
    ],
)
def test_a_request_that_cannot_be_used_is_told_in_the_language_of_the_sender(
    path: str, body: bytes, field: str, german: str, english: str
) -> None:
    for spoken, reason in (("de", german), ("en", english)):
        headers = {"Content-Type": "application/json", "Accept-Language": spoken}
        response = client(BUG).post(f"/api/{path}", content=body, headers=headers)
        assert (response.status_code, response.json().keys()) == (422, {"error", "message"})
        assert f": {field} {reason}. " in response.json()["message"]


def test_a_method_that_there_is_not_gets_the_same_shape() -> None:
    response = client(BUG).put("/healthz", headers={"Accept-Language": "en"})
    assert response.status_code == 405
    assert response.json() == {"error": "NotFound", "message": "There is no PUT /healthz. /openapi.json describes what there is."}
