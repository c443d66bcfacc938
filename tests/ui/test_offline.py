"""Nothing leaves the machine: sync, ask and serve in a network namespace that has nothing but a loopback, its refused packets counted.

The browser's side of the chat is in `test_chat.py`, where every request of the page is looked at.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import missing
from tests.ui.conftest import ROOT, environment


def isolated() -> list[str]:
    """The command that runs another without a network, or nothing where the system does not allow it."""
    command = ["unshare", "--net", "--map-root-user"] if os.geteuid() else ["unshare", "--net"]
    try:
        subprocess.run([*command, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return command


def run(command: list[str], *arguments: str, library: Path) -> dict[str, object]:
    done = subprocess.run(
        [*command, sys.executable, "-m", "tests.ui.offline", *arguments],
        env=environment(library)
        | {"BELEGT_MODE": "composed", "HTTP_PROXY": "http://192.0.2.1:3128", "HTTPS_PROXY": "http://192.0.2.1:3128"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1000,  # a guard against a hang, no measure: 105 seconds with seven others at work on two cores
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.usefixtures("embedder", "writer_model")
def test_sync_ask_and_serve_make_no_connection(tmp_path: Path) -> None:
    if not isolated():
        missing("network namespaces are not allowed here: only Python's own connections are watched, in the other tests")
    counted = run(isolated(), "measure", library=tmp_path / "library")
    assert "2029" in str(counted["ask"])
    assert "2029" in str(counted["serve"])
    assert (counted["connections"], counted["packets"]) == ([], 0)


def test_a_connection_that_leaves_would_be_counted(tmp_path: Path) -> None:
    if not isolated():
        missing("network namespaces are not allowed here")
    counted = run(isolated(), "provoke", library=tmp_path / "library")
    assert counted["packets"] == 1
    assert counted["connections"] == ["socket.getaddrinfo 192.0.2.1"]
