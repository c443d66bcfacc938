"""Exports hold what was kept, row by row, in both forms, and are whole or not there."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from index.content import sound
from index.library import Library
from rag import Assistant, Options
from rag.schema import from_dict, to_dict
from tests import papers
from tests.fakes import FakeEmbedder
from tests.ui.answers import answer, refusal
from tests.ui.hostile_strings import HOSTILE
from tests.ui.shelf import shelve
from tests.ui.test_cli import belegt
from ui.audit.circumstances import Circumstances, CitedSource
from ui.audit.export import BATCH, ExportUnwritable, Form, export
from ui.audit.tables import tables
from ui.desk.decisions import Decisions
from ui.desk.store import StaffStore
from ui.desk.users import Users
from ui.ledger import Ledger

SOURCE = CitedSource(1, "ab" * 32, "text/plain", "a.txt", "davor ", " danach")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with shelve(tmp_path, {"a.txt": "Der Umbau kostet 1,5 Millionen Euro.", "paper.pdf": papers.kleine_anfrage()}) as opened:
        yield opened


@pytest.fixture
def ledger(library: Library) -> Ledger:
    return Ledger(library.path, 90)


def read(folder: Path, name: str, form: Form) -> list[dict[str, object]]:
    if form == "jsonl":
        return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    rows: list[dict[str, object]] = pq.read_table(folder / f"{name}.parquet").to_pylist()
    return [row | ({"settings": json.loads(str(row["settings"]))} if "settings" in row else {}) for row in rows]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_everything_comes_back(library: Library, ledger: Ledger, tmp_path: Path, form: Form) -> None:
    sha256 = library.source_of(1).sha256
    noted = Circumstances(
        "chat", {"evidence": 6, "filters": {"kind": "Antwort"}}, (CitedSource(1, sha256, "text/plain", "a.txt", "davor ", ""),)
    )
    first, second = str(ledger.keep(answer(), noted)), str(ledger.keep(refusal()))
    ledger.feedback(first, False, "source", "Falsche Seite.")
    counts = export(tables(library, ledger), tmp_path / "out", form)
    assert counts == {f"answers.{form}": 2, f"feedback.{form}": 1, f"decisions.{form}": 0, f"questions.{form}": 0, f"documents.{form}": 2}
    answers, said, documents = (read(tmp_path / "out", name, form) for name in ("answers", "feedback", "documents"))
    assert [row["id"] for row in answers] == [first, second]
    assert [from_dict(row) for row in answers] == [answer(), refusal()]
    assert {name: answers[0][name] for name in to_dict(answer())} == to_dict(answer())
    assert (answers[0]["way"], answers[0]["settings"]) == ("chat", {"evidence": 6, "filters": {"kind": "Antwort"}})
    assert answers[0]["sources"] == [
        {"number": 1, "sha256": sha256, "media_type": "text/plain", "name": "a.txt", "before": "davor ", "after": ""}
    ]
    assert [(row["answer_id"], row["helpful"], row["reason"], row["sentence"]) for row in said] == [
        (first, False, "source", "Falsche Seite.")
    ]
    assert {row["source_name"]: row["number"] for row in documents} == {"a.txt": "", "paper.pdf": papers.NUMBER}
    assert {str(row["date"]) for row in documents if row["date"]} == {"2025-03-12"}


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_decisions_come_as_they_were_and_as_questions_with_gold(library: Library, ledger: Ledger, tmp_path: Path, form: Form) -> None:
    store = StaffStore(library.path)
    Users(store).add("Rita", "ein langes Passwort", ["reviewer"])
    with Assistant(Library.open(library.path, FakeEmbedder()), FakeEmbedder(), None, Options(refusal_threshold=0.0)) as assistant:
        new = str(ledger.keep(assistant.answer("Wie viel kostet der Umbau?")))
    Decisions(store).add(new, "Rita", 0, "right", "Stimmt.", "", True)
    export(tables(library, ledger), tmp_path / "out", form)
    (decision,), (question,) = (read(tmp_path / "out", name, form) for name in ("decisions", "questions"))
    assert {name: decision[name] for name in ("answer_id", "who", "verdict", "note", "done")} == {
        "answer_id": new,
        "who": "Rita",
        "verdict": "right",
        "note": "Stimmt.",
        "done": True,
    }
    assert (question["question"], question["document"]) == ("Wie viel kostet der Umbau?", "a.txt")
    assert question["id"] != new, "who has the id of an answer can share it"


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_hostile_questions_break_no_row(library: Library, ledger: Ledger, tmp_path: Path, form: Form) -> None:
    asked = [*HOSTILE.values(), "Was \ud800 ist\x00?", "zwei\nZeilen\u2028?"]
    for each in asked:
        ledger.keep(answer(each))
    export(tables(library, ledger), tmp_path / "out", form)
    found = [str(row["question"]) for row in read(tmp_path / "out", "answers", form)]
    assert [sound(each) for each in found] == [sound(each) for each in asked]  # Parquet holds no half characters


def test_more_rows_than_are_in_memory_at_a_time(library: Library, ledger: Ledger, tmp_path: Path) -> None:
    for number in range(BATCH + 1):
        ledger.keep(answer(f"Frage {number}?"))
    export(tables(library, ledger), tmp_path / "out", "parquet")
    file = pq.ParquetFile(tmp_path / "out" / "answers.parquet")
    assert (file.metadata.num_rows, file.metadata.num_row_groups) == (BATCH + 1, 2)


def test_nothing_is_a_table_without_rows(library: Library, ledger: Ledger, tmp_path: Path) -> None:
    assert export(tables(library, ledger), tmp_path / "out", "parquet")["answers.parquet"] == 0
    assert "question" in pq.read_table(tmp_path / "out" / "answers.parquet").column_names
    assert list(export(tables(library, None), tmp_path / "none", "jsonl")) == ["documents.jsonl"]


def test_all_tables_in_one_archive_for_its_owner_alone(library: Library, ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep(answer())
    export(tables(library, ledger), tmp_path / "alles.zip", "parquet")
    with zipfile.ZipFile(tmp_path / "alles.zip") as archive:
        assert sorted(archive.namelist()) == [
            "answers.parquet",
            "decisions.parquet",
            "documents.parquet",
            "feedback.parquet",
            "questions.parquet",
        ]
        assert pq.read_table(io.BytesIO(archive.read("answers.parquet"))).num_rows == 1
    export(tables(library, ledger), tmp_path / "out", "jsonl")
    for file in (tmp_path / "alles.zip", tmp_path / "out" / "answers.jsonl"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not [*tmp_path.glob(".*"), *(tmp_path / "out").glob(".*")]


def test_a_place_that_takes_no_files_is_named(library: Library, ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportUnwritable, match="cannot be written to"):
        export(tables(library, ledger), tmp_path / "file" / "out", "jsonl")


def test_the_command_writes_what_the_library_holds(library: Library, ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep(answer())
    told = belegt("export", str(tmp_path / "out"), library=library.path, language="de")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines() == [
        "answers.jsonl: 1 Zeilen",
        "feedback.jsonl: 0 Zeilen",
        "decisions.jsonl: 0 Zeilen",
        "questions.jsonl: 0 Zeilen",
        "documents.jsonl: 2 Zeilen",
    ]
    later = belegt("export", str(tmp_path / "later"), "--since", "2090", "-f", "parquet", library=library.path, language="de")
    assert later.stdout.splitlines()[0] == "answers.parquet: 0 Zeilen"
    assert belegt("export", str(tmp_path / "x"), "--format", "csv", library=library.path).returncode == 2
