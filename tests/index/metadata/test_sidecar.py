"""A JSON file beside a document says what is known about it; a changed one brings the document up to date."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path

import pytest

from index.errors import UnusableSidecar
from index.library import Library
from index.sync import SyncReport, sync
from index.types import Filters, Metadata
from tests.index.shelf import CountingEmbedder

KNOWN = {
    "number": "8/4711",
    "kind": "Antwort",
    "date": "12.03.2025",
    "groups": ["SPD"],
    "term": 8,
    "Aktenzeichen": "II-3",
    "extra": {"Ort": "Schwerin"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "documents"
    root.mkdir()
    (root / "bericht.txt").write_text("Der Bericht liegt vor. Er nennt die Kosten.", encoding="utf-8")
    return root


def run(folder: Path, embedder: CountingEmbedder | None = None) -> SyncReport:
    return sync([folder], folder.parent / "library", embedder or CountingEmbedder())


def metadata(folder: Path) -> Metadata:
    with Library.open(folder.parent / "library") as library:
        (entry,) = library.documents()
        return library.metadata(entry.id)


def write(folder: Path, fields: object, name: str = "bericht.txt.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(fields), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["bericht.txt.json", "bericht.json"])
def test_a_sidecar_is_metadata_and_no_document(folder: Path, name: str) -> None:
    write(folder, KNOWN, name)
    report = run(folder)
    assert (report.added, report.failed) == (1, ())
    found = metadata(folder)
    assert (found.number, found.kind, found.date, found.groups, found.term) == (
        "8/4711",
        "Antwort",
        datetime.date(2025, 3, 12),
        ("SPD",),
        "8",
    )
    assert found.extra == (("Aktenzeichen", "II-3"), ("Ort", "Schwerin"))
    assert run(folder).unchanged == 1


def test_a_json_file_beside_nothing_is_a_file_like_any_other(folder: Path) -> None:
    write(folder, KNOWN, "anderes.json")
    assert run(folder).added == 2


def test_a_sidecar_that_comes_changes_or_goes_brings_its_document_up_to_date(folder: Path) -> None:
    run(folder)
    path = write(folder, KNOWN)
    embedder = CountingEmbedder()
    assert run(folder, embedder).changed == 1
    assert embedder.embedded == [], "the text is the same"
    before = path.stat().st_mtime_ns
    write(folder, KNOWN | {"number": "8/4712"})
    os.utime(path, ns=(before, before - 10**9))  # also with an older time, as a copy may have it
    assert run(folder).changed == 1
    assert metadata(folder).number == "8/4712"
    path.unlink()
    assert run(folder).changed == 1
    assert metadata(folder).number == ""
    assert run(folder).unchanged == 1


def test_a_moved_file_takes_its_sidecar_along(folder: Path) -> None:
    write(folder, KNOWN)
    run(folder)
    (folder / "2025").mkdir()
    for name in ("bericht.txt", "bericht.txt.json"):
        (folder / name).rename(folder / "2025" / name)
    report = run(folder)
    assert (report.unchanged, report.added, report.missing) == (1, 0, ())
    assert metadata(folder).number == "8/4711"


@pytest.mark.parametrize("content", ["{kaputt", "[1, 2]", "[" * 100_000, '{"date": "gestern"}', '{"part": "Anlage"}'])
def test_a_bad_sidecar_is_reported_and_its_document_read(folder: Path, content: str) -> None:
    path = folder / "bericht.txt.json"
    path.write_text(content, encoding="utf-8")
    report = run(folder)
    (problem,) = report.failed
    assert isinstance(problem, UnusableSidecar)
    assert "bericht.txt.json" in problem.message("de")
    assert report.added == 1
    assert len(run(folder).failed) == 1, "it is said until it is mended"
    path.write_text(json.dumps(KNOWN), encoding="utf-8")
    assert run(folder).failed == ()
    assert metadata(folder).number == "8/4711"


def test_a_link_is_no_sidecar(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "fremd.json").write_text(json.dumps(KNOWN), encoding="utf-8")
    (folder / "bericht.txt.json").symlink_to(tmp_path / "fremd.json")
    run(folder)
    assert metadata(folder).number == ""


def test_a_sidecar_is_believed_before_the_first_page_and_a_line_of_a_corpus(folder: Path) -> None:
    page = "Deutscher Bundestag Drucksache 21/1832\n21. Wahlperiode 26.09.2025\n\nAntrag\n\nText des Antrags."
    (folder / "bericht.txt").write_text(page, encoding="utf-8")
    write(folder, {"number": "1/1"})
    line = {"id": "a", "text": "Text.", "number": "2/2", "title": "Titel"}
    (folder / "korpus.jsonl").write_text(json.dumps(line), encoding="utf-8")
    write(folder, {"number": "3/3"}, "korpus.json")
    run(folder)
    with Library.open(folder.parent / "library") as library:
        assert [(entry.number, entry.kind) for entry in library.documents()] == [("1/1", "Antrag"), ("3/3", "")]
        assert len(library.document_ids(Filters(number="Drs. 1/1"))) == 1
