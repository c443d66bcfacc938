"""Servers: a real one of llama.cpp, and one that does everything wrong."""

import logging
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from index.errors import GeneratorUnreachable, PromptTooLong
from rag.generators.grammar import regex
from rag.generators.openai import Mode, OpenAIGenerator
from rag.types import Constraint, Message
from tests.rag.generators.servers import Behaviour, Misbehaving, event, llama_server, misbehaving

FORM = Constraint(evidence=3, sentences=2)
ASKED = [
    Message("system", "Antworten Sie in einem vollständigen Satz und setzen Sie dahinter die Nummer der Fundstelle, zum Beispiel [1]."),
    Message(
        "user", "Fundstellen:\n[1] Der Umbau kostet 5 Mio. Euro.\n[2] Der Umbau endet am 20. Juni 2027.\n\nFrage: Wann endet der Umbau?"
    ),
]


@pytest.fixture(scope="module")
def real(writer_model: Path) -> Iterator[str]:
    with llama_server(writer_model) as address:
        yield address


@pytest.mark.parametrize("mode", ["auto", "json_schema"])
def test_a_real_server_writes_in_the_form(real: str, mode: Mode | Literal["auto"]) -> None:
    generator = OpenAIGenerator(real, "qwen", mode=mode)
    draft = "".join(generator.stream(ASKED, FORM))
    assert re.fullmatch(regex(FORM), draft)
    assert "20. Juni 2027" in draft
    assert "[2]" in draft
    assert generator._mode == ("grammar" if mode == "auto" else mode)
    generator.close()


def test_a_real_server_asks_a_question_in_the_form(real: str) -> None:
    form = Constraint(evidence=1, sentences=1, ends="?")
    asked = [Message("user", "Wiederholen Sie die Frage und setzen Sie dahinter [1].\n\nFrage: Wann endet der Umbau?")]
    assert re.fullmatch(regex(form), "".join(OpenAIGenerator(real, "qwen", mode="grammar").stream(asked, form)))


def test_a_real_server_that_is_left_stops_writing(real: str) -> None:
    generator = OpenAIGenerator(f"{real}/v1/", "qwen", mode="none")
    writing = generator.stream([Message("user", "Zähle von 1 bis 1000. Schreibe hinter jede Zahl einen Punkt und [1].")], Constraint(3, 20))
    next(writing)
    writing.close()  # type: ignore[attr-defined]
    began = time.monotonic()
    assert list(OpenAIGenerator(real, "qwen", mode="grammar").stream(ASKED, Constraint(3, 1)))  # it has one slot, which is free again
    assert time.monotonic() - began < 30


def test_a_real_server_refuses_a_prompt_that_does_not_fit(real: str) -> None:
    with pytest.raises(PromptTooLong) as refused:
        list(OpenAIGenerator(real, "qwen").stream([Message("user", "Wort " * 2000)], FORM))
    assert refused.value.values["limit"] == 1024


def draft_of(behaviour: Behaviour, **values: object) -> str:
    with misbehaving(behaviour) as server:
        return "".join(OpenAIGenerator(server.url, "m", **values).stream(ASKED, FORM))  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["grammar", "json_schema", "none"])
@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Der Umbau endet 2027. [2] Er kostet 5 Mio. Euro. [1]", "Der Umbau endet 2027. [2] Er kostet 5 Mio. Euro. [1]"),
        ('{"sentences": [{"text": "Der Umbau endet 2027.", "evidence": [2]}]}', "Der Umbau endet 2027. [2]"),
        ("Ignorieren Sie die Belege <script>alert(1)</script> [9] und klicken Sie hier.", ""),
        (
            "**Der Umbau** endet 2027 [2].\n\n- Er kostet viel [1]\n- Mehr weiß ich nicht [3]",
            "Der Umbau endet 2027. [2] Er kostet viel. [1]",
        ),
        ("\x00\x1b[31mRot\u202e. [1]", None),
        ("", ""),
    ],
)
def test_whatever_a_server_says_the_draft_is_in_the_form(mode: Mode, said: str, left: str | None) -> None:
    draft = draft_of(lambda server, _: server.events(*(event(char) for char in said), event("", "stop"), "data: [DONE]"), mode=mode)
    assert not draft or re.fullmatch(regex(FORM), draft)
    if left is not None and not (said.startswith("{") and mode != "json_schema"):
        assert draft == left


def test_an_answer_in_one_piece_is_taken() -> None:
    answer = {"choices": [{"message": {"content": "Der Umbau endet 2027. [2]"}, "finish_reason": "stop"}]}
    assert draft_of(lambda server, _: server.whole(200, answer)) == "Der Umbau endet 2027. [2]"


def hang(server: Misbehaving, _: object) -> None:
    time.sleep(1.5)


def drip(server: Misbehaving, _: object) -> None:
    server.events()
    for _ in range(30):
        server.wfile.write(b": still here\n\n")
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (lambda server, _: server.whole(500, {"error": {"message": "out of\n tea"}}), "HTTP 500 out of tea"),
        (lambda server, _: server.whole(401, {"error": {"message": "who are you?"}}), "HTTP 401 who are you?"),
        (lambda server, _: server.whole(404, {"detail": "no model m"}), "HTTP 404 no model m"),
        (lambda server, _: server.whole(503, "<html>busy</html>"), "HTTP 503 Service Unavailable"),
        (lambda server, _: server.whole(302, {}), "HTTP 302 Found"),
        (lambda server, _: server.whole(200, "not json"), "the answer is no JSON"),
        (lambda server, _: server.whole(200, "[" * 100_000), "the answer is no JSON"),
        (lambda server, _: server.whole(200, {"choices": "none"}), "the answer has no choices"),
        (lambda server, _: server.events("data: {"), "the answer is no JSON"),
        (lambda server, _: server.events(event("Der Umbau en")), "the answer breaks off"),
        (lambda server, _: server.events('data: {"error": {"message": "CUDA is sad"}}'), "CUDA is sad"),
        (lambda server, _: server.events("data: " + "x" * 1_100_000), "a line of the answer has no end"),
        (lambda server, _: server.connection.shutdown(socket.SHUT_RDWR), "disconnected"),
        (hang, "no answer within 0.4 s"),
        (drip, "no answer within 0.4 s"),
    ],
)
def test_what_goes_wrong_is_said(behaviour: Behaviour, reason: str) -> None:
    with pytest.raises(GeneratorUnreachable, match=re.escape(reason)):
        draft_of(behaviour, timeout=0.4)


def test_a_server_that_is_not_there_is_unreachable_at_its_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(GeneratorUnreachable) as missed:
        list(OpenAIGenerator(f"http://127.0.0.1:{port}", "m").stream(ASKED, FORM))
    assert missed.value.values["url"] == f"http://127.0.0.1:{port}/v1"


@pytest.mark.parametrize("url", ["http://[", "http://host:port", ""])
def test_an_address_that_is_none_is_said(url: str) -> None:
    with pytest.raises(GeneratorUnreachable):
        list(OpenAIGenerator(url, "m").stream(ASKED, FORM))


@pytest.mark.parametrize(("owner", "tried"), [("llamacpp", ["grammar", "json_schema", "none"]), ("vllm", ["json_schema", "none"])])
def test_auto_takes_the_strictest_mode_that_is_understood_and_remembers_it(owner: str, tried: list[str]) -> None:
    def understand_nothing(server: Misbehaving, body: dict[str, Any]) -> None:
        if "grammar" in body or "response_format" in body:
            server.whole(400, {"error": {"message": "unknown field"}})
        else:
            server.events(event("Der Umbau endet 2027. [2]", "stop"))

    with misbehaving(understand_nothing, owner) as server:
        generator = OpenAIGenerator(server.url, "m")
        for _ in range(2):
            assert "".join(generator.stream(ASKED, FORM)) == "Der Umbau endet 2027. [2]"
        modes = ["grammar" if "grammar" in body else "json_schema" if "response_format" in body else "none" for body in server.asked]
    assert modes == [*tried, "none"]


def test_the_request_holds_the_messages_and_asks_for_no_chance() -> None:
    with misbehaving(lambda server, _: server.events("data: [DONE]")) as server:
        list(OpenAIGenerator(server.url, "m", mode="grammar").stream(ASKED, FORM))
    (body,) = server.asked
    assert body["messages"] == [{"role": message.role, "content": message.content} for message in ASKED]
    assert (body["model"], body["temperature"], body["stream"]) == ("m", 0, True)


def test_no_secret_is_shown_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def betray(server: Misbehaving, _: object) -> None:
        server.whole(403, {"error": {"message": f"wrong key {server.headers['Authorization']}, geheim-1, geheim-2"}})

    with misbehaving(betray) as server:
        address = server.url.replace("//", "//amt:geheim-2@")
        with pytest.raises(GeneratorUnreachable) as refused:
            list(OpenAIGenerator(address, "m", api_key="geheim-1").stream(ASKED, FORM))
        told = server.told[0]["Authorization"]
    assert told.startswith("Basic ")
    shown = f"{refused.value} {refused.value.message('de')} {refused.value.values} {caplog.text}"
    assert "geheim" not in shown
    assert told.removeprefix("Basic ") not in shown
    assert "amt" not in str(refused.value.values["url"])


def test_the_key_is_sent_as_a_bearer() -> None:
    with misbehaving(lambda server, _: server.events("data: [DONE]")) as server:
        list(OpenAIGenerator(server.url, "m", api_key="geheim", mode="none").stream(ASKED, FORM))
    assert server.told[0]["Authorization"] == "Bearer geheim"


def test_no_proxy_stands_before_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://192.0.2.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert draft_of(lambda server, _: server.events(event("Der Umbau endet 2027. [2]", "stop"))) == "Der Umbau endet 2027. [2]"


def test_closing_ends_the_connection() -> None:
    ended = threading.Event()

    def write_on(server: Misbehaving, _: object) -> None:
        server.events(event("Der Umbau endet 2027. [2] Er"))
        try:
            while True:
                server.wfile.write(b": still here\n\n")
                time.sleep(0.01)
        except OSError:
            ended.set()

    with misbehaving(write_on) as server:
        writing = OpenAIGenerator(server.url, "m").stream(ASKED, FORM)
        assert next(writing) == "Der Umbau endet 2027. [2]"
        writing.close()  # type: ignore[attr-defined]
        assert ended.wait(5)


USAGE = 'data: {"choices": [], "usage": {"completion_tokens": 41}}'
ENDED = event("Der Umbau endet 2027. [2]", "stop")


@pytest.mark.parametrize(
    ("lines", "tokens"),
    [
        ([ENDED, USAGE, "data: [DONE]"], 41),
        ([ENDED, USAGE], 41),
        ([ENDED[:-1] + ', "usage": {"completion_tokens": 9}}'], 9),
        ([ENDED[:-1] + ', "timings": {"predicted_n": 8}}', "data: [DONE]"], 8),
        ([ENDED, "data: [DONE]"], None),
        ([ENDED, "data: {"], None),
        ([ENDED, 'data: {"choices": [], "usage": {"completion_tokens": "many"}}'], None),
        ([ENDED, 'data: {"choices": [], "usage": {"completion_tokens": true}}'], None),
        ([ENDED, 'data: {"choices": [], "usage": [41]}'], None),
        ([ENDED.replace(". [2]", ". [2] Er kostet viel. [1] Mehr weiß ich. [1]"), USAGE, "data: [DONE]"], 41),
    ],
)
def test_the_tokens_are_those_that_the_server_tells(lines: list[str], tokens: int | None) -> None:
    with misbehaving(lambda server, _: server.events(*lines)) as server:
        generator = OpenAIGenerator(server.url, "m", mode="none")
        generator.count_tokens = True
        assert "".join(generator.stream(ASKED, FORM)).startswith("Der Umbau endet 2027. [2]")
    assert generator.tokens == tokens
    assert server.asked[0]["stream_options"] == {"include_usage": True}


def test_a_server_that_never_counts_does_not_cost_the_draft() -> None:
    def hang_after(server: Misbehaving, _: object) -> None:
        server.events(ENDED)
        time.sleep(1.0)

    with misbehaving(hang_after) as server:
        generator = OpenAIGenerator(server.url, "m", mode="none", timeout=0.4)
        generator.count_tokens = True
        assert "".join(generator.stream(ASKED, FORM)) == "Der Umbau endet 2027. [2]"
        assert generator.tokens is None


def test_nobody_asks_for_tokens_that_nobody_counts() -> None:
    with misbehaving(lambda server, _: server.events(ENDED)) as server:
        list(OpenAIGenerator(server.url, "m", mode="none").stream(ASKED, FORM))
    assert "stream_options" not in server.asked[0]
