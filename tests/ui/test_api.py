"""The HTTP interface of a real server process."""

import json

import httpx
import jsonschema
import pytest

from rag import from_dict, json_schema
from tests.ui.conftest import Served

QUESTION = {"question": "Bis wann soll die RIS MV umgesetzt werden?"}


@pytest.fixture
def client(served: Served) -> httpx.Client:
    return httpx.Client(base_url=served.url, timeout=180, trust_env=False)


def test_an_answer_is_what_the_schema_says(client: httpx.Client) -> None:
    data = client.post("/api/answer", json=QUESTION).raise_for_status().json()
    jsonschema.validate(data, json_schema())
    answer = from_dict(data)
    assert answer.status == "answered"
    assert "2029" in answer.text
    assert "2029" in answer.citations[0].quote


def test_a_stream_has_the_evidence_first_and_the_answer_last(client: httpx.Client) -> None:
    with client.stream("POST", "/api/answer/stream", json=QUESTION) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        events = [line.removeprefix("event: ") for line in response.iter_lines() if line.startswith("event: ")]
    assert (events[0], events[-1]) == ("found", "finished")
    assert set(events[1:-1]) == {"wrote"}


def test_a_search_gives_passages_with_their_places(client: httpx.Client) -> None:
    results = client.post("/api/search", json={"question": "Workshop in Rostock", "limit": 3}).raise_for_status().json()["results"]
    assert len(results) == 3
    assert "Rostock" in results[0]["passage"]["text"]
    assert [result["score"] for result in results] == sorted((result["score"] for result in results), reverse=True)


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_no_page_that_would_load_from_elsewhere_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/api/answer", "/api/answer/stream"])
@pytest.mark.parametrize(("question", "error"), [("  ", "EmptyQuestion"), ("?", "EmptyQuestion"), ("a" * 5000, "QuestionTooLong")])
def test_a_wrong_question_gets_a_sentence(client: httpx.Client, path: str, question: str, error: str) -> None:
    response = client.post(path, json={"question": question}, headers={"Accept-Language": "de"})
    if path.endswith("stream"):
        data = json.loads(next(line for line in response.text.splitlines() if line.startswith("data: ")).removeprefix("data: "))
    else:
        assert response.status_code == 422
        data = response.json()
    assert data["error"] == error
    assert data["message"].startswith("Die Frage")


def test_health_and_description(client: httpx.Client) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/api/answer", "/api/answer/stream", "/api/search", "/healthz"} <= set(paths)
    assert not [path for path in paths if not path.startswith(("/api/", "/healthz", "/a/"))]


@pytest.mark.parametrize("path", ["/api/answer", "/api/answer/stream", "/api/search"])
@pytest.mark.parametrize("filters", [{"farbe": "rot"}, {"since": "bald"}])
def test_a_filter_that_cannot_be_used_gets_a_sentence(client: httpx.Client, path: str, filters: dict[str, str]) -> None:
    refused = client.post(path, json={"question": "Was ist geplant?", "filters": filters})
    assert refused.status_code == 422
    assert refused.json()["error"] == "UnusableFilter"
    assert next(iter(filters)) in refused.json()["message"]
    assert "ministry" in refused.json()["message"]


def test_filters_narrow_a_search(client: httpx.Client) -> None:
    def found(**filters: object) -> int:
        answered = client.post("/api/search", json={"question": "KI-Strategie", "filters": filters})
        return len(answered.json()["results"])

    assert found(kind="antwort", since="2023-10", until=2023) == found()


def test_filters_are_described(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()["components"]["schemas"]["Narrow"]
    assert {"kind", "number", "ministry", "since", "until"} <= described["properties"].keys()
    assert described["additionalProperties"] is False


@pytest.mark.parametrize("path", ["/api/answer", "/api/answer/stream", "/api/search"])
def test_filters_that_no_document_fits_are_told(client: httpx.Client, path: str) -> None:
    body = QUESTION | {"filters": {"kind": "Gesetzentwurf", "since": "2031"}}
    response = client.post(path, json=body, headers={"Accept-Language": "de"})
    data = json.loads(response.text.partition("data: ")[2].splitlines()[0]) if path.endswith("stream") else response.json()
    assert data["error"] == "NoDocumentFits"
    assert "kind=Gesetzentwurf, since=2031-01-01" in data["message"]


@pytest.mark.parametrize(
    ("body", "field", "reason"),
    [
        (b"{}", "question", "fehlt"),
        (b"{", "JSON", "ist nicht lesbar"),
        (b'{"question": 5}', "question", "muss ein Text sein"),
        (b'{"question": "Was?", "filters": {"color": "red"}}', "filters.color", "gibt es nicht"),
    ],
)
def test_a_request_that_cannot_be_used_gets_the_same_shape_of_error(client: httpx.Client, body: bytes, field: str, reason: str) -> None:
    response = client.post("/api/answer", content=body, headers={"Accept-Language": "de", "Content-Type": "application/json"})
    assert response.status_code == 422
    assert set(response.json()) == {"error", "message"}
    if field != "filters.color":  # an unknown filter has a sentence of its own
        assert f": {field} {reason}." in response.json()["message"]


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/answer"), ("POST", "/api/nothing"), ("GET", "/api/")])
def test_what_there_is_not_gets_the_same_shape_of_error(client: httpx.Client, method: str, path: str) -> None:
    response = client.request(method, path, headers={"Accept-Language": "en"})
    assert response.status_code == 404
    assert response.json() == {"error": "NotFound", "message": f"There is no {method} {path}. /openapi.json describes what there is."}
