"""Run inside a network namespace: bring its loopback up, use Belegt, and print as JSON what tried to leave.

The kernel counts packets for which there is no route, whoever sends them: Python, the tokenizer, llama.cpp.
"""

import contextlib
import fcntl
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx

from tests.ui.conftest import SEEDS, STARTED, command

QUESTION = "Bis wann soll die RIS MV umgesetzt werden?"
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1


def loopback_up() -> None:
    """Switch the interface lo on: a new namespace has it switched off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        request = struct.pack("16sh", b"lo", 0)
        flags = struct.unpack("16sh", fcntl.ioctl(handle, SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(handle, SIOCSIFFLAGS, struct.pack("16sh", b"lo", flags | IFF_UP))


def unrouted() -> int:
    """Packets of this namespace that had nowhere to go."""
    rows = [line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:")]
    version4 = dict(zip(*rows, strict=True))["OutNoRoutes"]
    version6 = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())["Ip6OutNoRoutes"]
    return int(version4) + int(version6)


def output(log: Path, *arguments: str) -> str:
    """What a command prints."""
    return subprocess.run(command(log, *arguments), check=True, stdout=subprocess.PIPE, text=True).stdout


def answer_of_server(log: Path) -> str:
    """Start a server, open its page, ask over HTTP, end it."""
    with subprocess.Popen(command(log, "serve", "--port", "0"), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        url = next(word for word in server.stdout.readline().split() if STARTED in word)
        with httpx.Client(base_url=url, timeout=600, trust_env=False) as client:
            client.get("/").raise_for_status()
            told = client.post("/api/answer", json={"question": QUESTION}).raise_for_status().text
        os.kill(server.pid, signal.SIGTERM)
    return told


def measure(log: Path) -> dict[str, object]:
    """The whole line."""
    output(log, "sync", str(SEEDS))
    return {"ask": output(log, "ask", QUESTION), "serve": answer_of_server(log)}


def provoke(log: Path) -> dict[str, object]:
    """One packet past Python's hooks, and one connection that they see: the counters must not be blind."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle, contextlib.suppress(OSError):
        handle.connect(("192.0.2.1", 9))
    watched = "import socket; from pathlib import Path; from tests.ui.watched import watch; import sys; watch(Path(sys.argv[1])); "
    subprocess.run([sys.executable, "-c", watched + "socket.create_connection(('192.0.2.1', 9))", str(log)], capture_output=True)
    return {}


if __name__ == "__main__":
    loopback_up()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "connections"
        before = unrouted()
        found = (measure if sys.argv[1] == "measure" else provoke)(file)
        connections = file.read_text().splitlines() if file.exists() else []
        print(json.dumps({**found, "packets": unrouted() - before, "connections": connections}))
