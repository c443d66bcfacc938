"""Headers on every response, scripts only by nonce, and so many questions a minute from one address."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, StreamingResponse
from fastapi.testclient import TestClient

from ui.problems import TooManyQuestions
from ui.security import HEADERS, MOST_ADDRESSES, Limiter, secure

PAGE = '<html><head><script>let x = "\\u003cscript>";</script><script type="module" src="/a.js"></script></head></html>'


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.get("/")(lambda: HTMLResponse(PAGE))
    app.get("/data")(lambda: JSONResponse({"x": "<script>"}))
    app.get("/page")(lambda: HTMLResponse(PAGE))
    app.get("/own")(lambda: JSONResponse({}, headers={"Content-Security-Policy": "sandbox"}))
    app.get("/stream")(lambda: StreamingResponse(iter(["a", "b"])))
    secure(app)
    return TestClient(app)


@pytest.mark.parametrize("path", ["/", "/data", "/page", "/stream", "/missing"])
def test_every_response_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == policy["form-action"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert not re.search(r"https?:|\*", headers["content-security-policy"])


def test_each_script_of_the_page_has_the_nonce_of_its_response(client: TestClient) -> None:
    seen = set()
    for _ in range(2):
        response = client.get("/", headers={"Accept-Encoding": "br, gzip"})
        (nonce,) = re.findall(r"'nonce-([\w-]{22})'", response.headers["content-security-policy"])
        assert re.findall(r"<script([^>]*)>", response.text) == [f' nonce="{nonce}"', f' nonce="{nonce}" type="module" src="/a.js"']
        assert "\\u003cscript>" in response.text
        assert len(response.content) == int(response.headers["content-length"])
        seen.add(nonce)
    assert len(seen) == 2


def test_no_other_page_gets_a_nonce(client: TestClient) -> None:
    response = client.get("/page")
    assert response.text == PAGE
    assert "nonce" not in response.headers["content-security-policy"]


def test_a_route_may_be_stricter(client: TestClient) -> None:
    assert client.get("/own").headers["content-security-policy"] == "sandbox"


def test_a_stream_is_not_held_back(client: TestClient) -> None:
    assert client.get("/stream").text == "ab"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def allowed(limiter: Limiter, address: str) -> bool:
    try:
        limiter.take(address)
    except TooManyQuestions:
        return False
    return True


def test_so_many_questions_a_minute_and_then_one_at_a_time() -> None:
    clock = Clock()
    limiter = Limiter(20, clock)
    assert [allowed(limiter, "192.0.2.1") for _ in range(22)] == [True] * 20 + [False] * 2
    assert allowed(limiter, "192.0.2.2")
    clock.now += 3.1
    assert [allowed(limiter, "192.0.2.1") for _ in range(2)] == [True, False]
    clock.now += 61
    assert sum(allowed(limiter, "192.0.2.1") for _ in range(30)) == 20


@pytest.mark.parametrize(("passed", "told"), [(0, 30), (1, 29), (27.5, 3), (29, 2), (29.9, 2)])
def test_who_asked_too_much_is_told_for_how_long(passed: float, told: int) -> None:
    clock = Clock()
    limiter = Limiter(2, clock)
    limiter.take("a")
    limiter.take("a")
    clock.now += passed
    with pytest.raises(TooManyQuestions) as raised:
        limiter.take("a")
    assert f"in {told} Sekunden" in raised.value.message("de")
    assert "Please ask again" in raised.value.message("en")
    clock.now += float(str(raised.value.values["seconds"]))
    limiter.take("a")


def test_zero_lets_everything_through() -> None:
    limiter = Limiter(0)
    assert all(allowed(limiter, "a") for _ in range(1000))


def test_memory_is_bounded_and_forgets() -> None:
    clock = Clock()
    limiter = Limiter(20, clock)
    for number in range(MOST_ADDRESSES + 500):
        allowed(limiter, f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(limiter._due) == MOST_ADDRESSES
    clock.now += 61
    allowed(limiter, "192.0.2.1")
    assert len(limiter._due) == 1


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("testclient", "testclient", True),
    ],
)
def test_addresses_of_one_network_count_as_one(first: str, second: str, same: bool) -> None:
    limiter = Limiter(1)
    assert allowed(limiter, first)
    assert allowed(limiter, second) is not same


def test_many_threads_do_not_ask_more() -> None:
    limiter = Limiter(20, Clock())
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: allowed(limiter, "a"), range(200))) == 20
