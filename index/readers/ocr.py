"""Text recognition for scanned PDFs: ocrmypdf and tesseract, in a process of their own.

It does not know pages or words: it gives back a PDF with a text layer, which is read as any other.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from index.errors import UnreadableSource

INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-deu ghostscript && pip install ocrmypdf"
LANGUAGE = "deu"
_SECONDS_BASE, _SECONDS_PAGE = 60, 60  # a page takes about 8; more than a minute is a hang


@functools.cache
def ocr_available() -> bool:
    """Whether scanned German pages can be read on this machine. Asked once: tesseract takes a moment to list its languages."""
    programs = ("tesseract", "gs")
    if importlib.util.find_spec("ocrmypdf") is None or not all(map(shutil.which, programs)):
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S607 - from PATH
    return LANGUAGE in listed.stdout.split()


def with_text_layer(data: bytes, name: str, pages: Sequence[int]) -> bytes:
    """The PDF with recognised text on `pages` (they count from 1); other pages stay as they are."""
    with tempfile.TemporaryDirectory(prefix="belegt-ocr-") as folder:
        scan, result = Path(folder, "scan.pdf"), Path(folder, "text.pdf")
        scan.write_bytes(data)
        _run([*_command(pages), str(scan), str(result)], name, _SECONDS_BASE + _SECONDS_PAGE * len(pages))
        return result.read_bytes()


def _command(pages: Sequence[int]) -> list[str]:
    numbers = ",".join(map(str, pages))
    return [
        sys.executable,
        "-m",
        "ocrmypdf",
        "-l",
        LANGUAGE,
        "--jobs",
        "1",
        "--output-type",
        "pdf",
        "--force-ocr",
        "--quiet",
        "--pages",
        numbers,
    ]


def _run(command: Sequence[str], name: str, seconds: float) -> None:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # tesseract's own threads slow each other down
    with subprocess.Popen(  # noqa: S603 - no shell, fixed names
        command,
        text=True,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,  # so that tesseract ends with the process that started it
    ) as process:
        try:
            _, errors = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise UnreadableSource(name=name, reason=f"text recognition took more than {seconds:.0f} seconds") from None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        last = (errors.strip().splitlines() or [f"exit code {process.returncode}"])[-1]
        raise UnreadableSource(name=name, reason=f"text recognition failed: {last[:200]}")
