"""The server's log at its default level: nothing that people asked or wrote, and no address of theirs."""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest

from index.errors import LibraryDamaged
from tests.ui.conftest import ROOT, environment
from tests.ui.fakes import Failing
from tests.ui.paced import papers
from ui.logs import FORMAT, LEFT_OUT, Reticent
from ui.screen.answering import answering, begin
from ui.screen.conversation import Conversation
from ui.security import Limiter
from ui.services import Services

SECRET = "Wie teuer ist Zanzibar"
SERVER = f"""
import runpy
from rag.assistant import Assistant
def failing(*_, **__):
    try:
        raise KeyError("{SECRET}")
    except KeyError as error:
        raise ValueError("cannot parse {SECRET}") from error
Assistant.search = failing
runpy.run_module("tests.ui.faked", run_name="__main__")
"""


def sent(address: str, path: str, body: object) -> int:
    """The status of the answer."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(address + path, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_the_log_of_a_server_holds_nothing_of_those_who_ask(tmp_path: Path) -> None:
    papers(tmp_path)
    settings = environment(tmp_path / "library") | {"BELEGT_QUESTIONS_PER_MINUTE": "8", "BELEGT_QUESTION_MAX_LENGTH": "100"}
    settings |= {"BELEGT_MODE": "quoted", "BELEGT_REFUSAL_THRESHOLD": "0"}
    subprocess.run([sys.executable, "-m", "tests.ui.faked", "sync", str(tmp_path)], env=settings, cwd=ROOT, check=True, capture_output=True)
    command = [sys.executable, "-c", SERVER, "serve", "--port", "0"]
    process = subprocess.Popen(command, env=settings, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        address = next(word for word in process.stdout.readline().split() if "127.0.0.1:" in word)
        asked = [
            ("/api/answer", {"question": f"{SECRET} in Wismar?"}),
            ("/api/answer/stream", {"question": f"{SECRET} in Wismar?", "plain": True}),
            ("/api/answer", {"question": SECRET * 20}),
            ("/api/answer", {"question": SECRET, "filters": {"since": SECRET}}),
            ("/api/answer", {"question": SECRET, "filters": {"number": SECRET}}),
            ("/api/answer", {"question": SECRET, SECRET: 1}),
            ("/api/answer", f'{{"question": "{SECRET}'.encode()),
            ("/api/answers/Zanzibar/feedback", {"helpful": False, "sentence": SECRET}),
            ("/a/Zanzibar.pdf?x=Zanzibar", {}),
            ("/api/search", {"question": SECRET}),
            *[("/api/answer", {"question": SECRET})] * 8,
        ]
        statuses = {sent(address, path, body) for path, body in asked}
        with closing(socket.create_connection((urlsplit(address).hostname or "", urlsplit(address).port or 0), 10)) as raw:
            raw.sendall(f"GET /{SECRET}\x01 HTTP/9\r\n\r\n".encode())
            raw.recv(1000)
    finally:
        process.terminate()
        _, log = process.communicate(timeout=60)
    assert {200, 404, 422, 429, 500} <= statuses
    assert "ValueError" in log  # the bug stands there, with its place
    assert "in failing" in log
    for word in ("Zanzibar", "127.0.0.1"):
        assert word not in log


def formatted(error: Exception) -> str:
    return Reticent(FORMAT).format(
        logging.LogRecord("ui", logging.ERROR, "x.py", 1, "unexpected", (), (type(error), error, error.__traceback__))
    )


def test_a_traceback_keeps_places_and_kinds_and_leaves_messages_out() -> None:
    def inner() -> None:
        raise KeyError(SECRET)

    try:
        try:
            inner()
        except KeyError as error:
            raise ExceptionGroup(SECRET, [ValueError(SECRET), error]) from error
    except ExceptionGroup as group:
        told = formatted(group)
    assert SECRET not in told
    assert "in inner" in told
    for kind in ("builtins.KeyError", "builtins.ValueError", "builtins.ExceptionGroup"):
        assert told.count(f"{kind} {LEFT_OUT}") == 1


def test_a_traceback_that_leads_back_to_itself_comes_to_an_end() -> None:
    first, second = ValueError(SECRET), KeyError(SECRET)
    first.__cause__, second.__cause__ = second, first
    assert formatted(first).count(LEFT_OUT) == 2


@pytest.mark.parametrize(("question", "filters"), [("?", {}), (SECRET, {"number": SECRET}), (SECRET, {"since": SECRET})])
def test_what_the_person_can_mend_is_not_logged_by_the_chat(
    question: str, filters: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    from index.metadata.where import NoDocumentFits

    conversation = Conversation()
    begin(question, conversation, False, filters)
    list(answering(Failing(lambda: NoDocumentFits(filters=SECRET)), Services(limiter=Limiter(0)), conversation, "203.0.113.9"))
    assert conversation.exchanges[0].stage == "problem"
    assert caplog.text == ""


def test_what_the_operator_has_to_mend_is_logged_by_the_chat(caplog: pytest.LogCaptureFixture) -> None:
    conversation = Conversation()
    begin("Was?", conversation, False, {})
    list(answering(Failing(lambda: LibraryDamaged(path="library", reason="cut off")), Services(), conversation, "203.0.113.9"))
    assert "cut off" in caplog.text
    assert "203.0.113.9" not in caplog.text
