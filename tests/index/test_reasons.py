"""German sentences are German throughout, for what people meet."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import pytest

from index.errors import SourceError
from index.files import find
from index.library import Library
from index.readers import read
from index.reasons import german
from index.store import DATABASE
from tests.index.readers import office

ENGLISH = re.compile(r"\b(?:is|not|a|the|error|missing|line|column|no|file)\b|Error|PDFium", re.IGNORECASE)


def in_german(data: bytes, name: str) -> str:
    problems: list[SourceError] = []
    try:
        list(read(data, name, problems=problems))
    except SourceError as error:
        problems.append(error)
    return problems[0].message("de").removeprefix(f"{name}")


OFFICE = office.docx()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("kurz.pdf", b"%PDF-1.7\nnothing else"),
        ("leer.pdf", b"%PDF-1.7\nstartxref\n0\n%%EOF"),
        ("halb.docx", OFFICE[: len(OFFICE) // 2]),
        ("falsch.docx", office.replaced(OFFICE, {"word/document.xml": "<a><b></a>"})),
        ("fremd.docx", office.replaced(OFFICE, {"word/document.xml": "<a/>"})),
        ("typ.docx", office.replaced(OFFICE, {"word/document.xml": "<!DOCTYPE a><a/>"})),
        ("zeile.jsonl", b'{"id": 1, "text": "Ein Satz."}\n{"id": 2, "text": \n'),
        ("feld.jsonl", b'{"id": 1, "text": "Ein Satz."}\n{"id": 2}\n'),
        ("doppelt.jsonl", b'{"id": 1, "text": "Ein Satz."}\n{"id": 1, "text": "Noch ein Satz."}\n'),
        ("halb.jsonl.gz", gzip.compress(os.urandom(4000))[:-20]),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_german(name: str, data: bytes) -> None:
    said = in_german(data, name)
    assert not ENGLISH.search(said), said


def test_what_the_system_says_is_told_in_german(tmp_path: Path) -> None:
    missing = find([tmp_path / "nichts"], tmp_path).failed[0].message("de")
    assert "(sie ist nicht vorhanden)" in missing
    loop = tmp_path / "kreis"
    loop.symlink_to(loop)
    assert "(die Verknüpfungen führen im Kreis)" in find([loop], tmp_path).failed[0].message("de")


def test_a_damaged_library_is_told_in_german(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"Das ist ein Text. " * 1000)
    with pytest.raises(Exception, match="not a database") as caught:
        Library.open(tmp_path)
    assert "(es ist keine Datenbank)" in caught.value.message("de")  # type: ignore[attr-defined]


@pytest.mark.parametrize("reason", ["something new", 5, None, ValueError("it is new")])
def test_what_is_not_known_stays_as_it_was_said(reason: object) -> None:
    assert german({"reason": reason, "path": reason}) == {"reason": reason, "path": reason}
