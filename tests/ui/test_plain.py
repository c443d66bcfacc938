"""The answer in plain German over HTTP and in the shell."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.rag.conftest import Making, assistant_of, papers  # noqa: F401 - fixtures
from tests.ui.conftest import ROOT, environment
from ui.api import create_api

QUESTION = "Wie viel kostet der Umbau des Museums?"


@pytest.mark.parametrize("wanted", [True, False])
def test_the_answer_holds_its_plain_sentences_where_asked(assistant_of: Making, wanted: bool) -> None:  # noqa: F811
    client = TestClient(create_api(assistant_of(None)))
    data = client.post("/api/answer", json={"question": QUESTION, "plain": wanted}).raise_for_status().json()
    assert ("plain" in data) == wanted
    assert not wanted or data["plain"][0]["evidence"] == data["claims"][0]["evidence"]
    told = client.post("/api/answer/stream", json={"question": QUESTION, "plain": wanted}).text
    events = [line.removeprefix("event: ") for line in told.splitlines() if line.startswith("event: ")]
    assert (events[events.index("finished") + 1 :] != []) == wanted
    assert set(events[events.index("finished") + 1 :]) <= {"plain"}


def test_an_answer_that_is_sent_is_not_taken(assistant_of: Making) -> None:  # noqa: F811
    forged = {"question": QUESTION, "plain": True, "claims": [{"text": "Der Umbau ist umsonst."}]}
    assert TestClient(create_api(assistant_of(None))).post("/api/answer", json=forged).status_code == 422


def test_the_shell_prints_them_below_the_answer(papers: Path) -> None:  # noqa: F811
    told = subprocess.run(
        [sys.executable, "-m", "tests.ui.faked", "ask", QUESTION, "--plain", "--json"],
        env=environment(papers) | {"BELEGT_MODE": "quoted", "BELEGT_REFUSAL_THRESHOLD": "0"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    data = json.loads(told)
    assert [each["text"] for each in data["plain"] if each["evidence"]] == [claim["text"] for claim in data["claims"]]
