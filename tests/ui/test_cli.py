"""The `belegt` command as a process: what it prints where, and its exit codes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.conftest import ROOT, environment


def belegt(*arguments: str, library: Path, language: str = "auto") -> subprocess.CompletedProcess[str]:
    """Run the command without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments],
        env=environment(library) | {"BELEGT_LANGUAGE": language},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_info_says_what_the_library_holds(seed_library: Path) -> None:
    shown = belegt("info", library=seed_library)
    assert shown.returncode == 0
    assert str(seed_library) in shown.stdout
    data = json.loads(belegt("info", "--json", library=seed_library).stdout)
    assert data["documents"] == 1
    assert data["passages"] > 10


def test_an_unchanged_folder_costs_nothing(seed_library: Path) -> None:
    again = belegt("sync", "seeds", "--json", library=seed_library)
    report = json.loads(again.stdout)
    assert (report["unchanged"], report["added"], report["changed"], report["passages"]) == (1, 0, 0, 0)


def test_search_prints_passages_that_can_be_piped(seed_library: Path) -> None:
    found = belegt("search", "Workshop in Rostock", "--limit", "2", library=seed_library)
    assert found.returncode == 0
    assert "Rostock" in found.stdout
    assert "\x1b" not in found.stdout + found.stderr
    assert found.stderr == ""


def test_ask_quotes_its_source(seed_library: Path, writer_model: Path) -> None:
    told = belegt("ask", "Bis wann soll die RIS MV umgesetzt werden?", library=seed_library)
    assert told.returncode == 0, told.stderr
    answer, _, sources = told.stdout.partition("\n\n")
    assert "2029" in answer
    assert "[1] KI-Strategie des Landes" in sources
    assert "„" in sources


def test_a_refusal_is_a_result_not_an_error(seed_library: Path, writer_model: Path) -> None:
    refused = belegt("ask", "Wie hoch ist das Budget für die KI-Strategie?", "--json", library=seed_library)
    assert refused.returncode == 0, refused.stderr
    assert json.loads(refused.stdout)["status"] == "no_evidence"


@pytest.mark.parametrize(("language", "sentence"), [("de", "gibt es keine Bibliothek"), ("en", "There is no library")])
def test_a_missing_library_says_how_to_make_one(tmp_path: Path, language: str, sentence: str) -> None:
    failed = belegt("info", library=tmp_path / "none", language=language)
    assert failed.returncode == 3
    assert sentence in failed.stderr
    assert "belegt sync" in failed.stderr
    assert failed.stdout == ""
    assert not (tmp_path / "none").exists()


def test_a_bad_file_is_named_and_the_rest_goes_on(seed_library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "gut.txt").write_text("Der Landtag hat am 3. Mai 2024 getagt.", encoding="utf-8")
    (folder / "leer.pdf").write_bytes(b"")
    synced = belegt("sync", str(folder), "--json", library=tmp_path / "library")
    assert synced.returncode == 1
    report = json.loads(synced.stdout)
    assert report["added"] == 1
    assert [failure["error"] for failure in report["failed"]] == ["EmptySource"]
    assert "leer.pdf" in synced.stderr


def test_folders_are_remembered_gone_over_again_and_forgotten(tmp_path: Path) -> None:
    library, folder, gone = tmp_path / "library", tmp_path / "papers", tmp_path / "old papers"
    for each, sentence in ((folder, "Der Landtag hat am 3. Mai 2024 getagt."), (gone, "Der Kreistag hat am 4. Mai 2024 getagt.")):
        each.mkdir()
        (each / f"{each.name}.txt").write_text(sentence, encoding="utf-8")
    assert belegt("sync", str(folder), str(gone), library=library).returncode == 0
    (folder / "papers.txt").write_text("Der Landtag hat am 5. Mai 2024 getagt.", encoding="utf-8")
    again = belegt("sync", "--json", library=library)
    report = json.loads(again.stdout)
    assert (again.returncode, report["changed"], report["unchanged"]) == (0, 1, 1)

    shutil.rmtree(gone)
    away = belegt("sync", library=library)
    assert (away.returncode, f"{gone}: Der Ordner ist nicht da" in away.stderr, "0 entfernt" in away.stdout) == (1, True, True)
    shown = belegt("info", library=library).stdout
    assert f"{folder} (Dateien: 1)" in shown
    assert f"{gone} (Dateien: 1, nicht da)" in shown
    assert json.loads(belegt("info", "--json", library=library).stdout)["folders"][0] == {"path": str(gone), "files": 1, "state": "missing"}

    kept = belegt("sync", "--forget", str(gone), library=library)
    assert (kept.returncode, kept.stdout) == (
        0,
        f"{gone} wird nicht mehr abgeglichen. Die Dokumente daraus bleiben in der Bibliothek.\n",
    )
    assert json.loads(belegt("info", "--json", library=library).stdout)["documents"] == 2
    unknown = belegt("sync", "--forget", str(gone), library=library)
    assert (unknown.returncode, f"Ihre Ordner sind: {folder}" in unknown.stderr) == (2, True)
    pruned = belegt("sync", "--forget", str(gone), "--prune", "--json", library=library)
    assert json.loads(pruned.stdout) == {"forgotten": [str(gone)], "removed": 1}
    assert belegt("sync", library=library).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--prune"], "Nennen Sie die Ordner"), (["--forget", "a", "b"], "Mit --forget wird nichts abgeglichen"), ([], "keine Bibliothek")],
)
def test_a_sync_that_is_not_clear_does_nothing(tmp_path: Path, arguments: list[str], says: str) -> None:
    refused = belegt("sync", *arguments, library=tmp_path / "library")
    assert (refused.returncode, says in refused.stderr, refused.stdout) == (2 if arguments else 3, True, "")
    assert not (tmp_path / "library").exists()


def test_bytes_of_a_command_line_that_are_no_text_are_left_out(seed_library: Path) -> None:
    found = belegt("search", "Workshop\udcff in Rostock", "--limit", "1", library=seed_library)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Rostock" in found.stdout


def test_an_empty_question_is_refused(seed_library: Path) -> None:
    asked = belegt("search", "   ", library=seed_library)
    assert asked.returncode == 2
    assert "Die Frage ist leer" in asked.stderr


def test_a_bad_setting_is_named(tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "ui.cli", "info"],
        env=environment(tmp_path) | {"BELEGT_EVIDENCE": "viele"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert shown.returncode == 2
    assert "BELEGT_EVIDENCE=viele" in shown.stderr


def test_models_are_listed_with_their_licences(tmp_path: Path) -> None:
    listed = json.loads(belegt("models", "list", "--json", library=tmp_path).stdout)["models"]
    assert {model["licence"] for model in listed} == {"MIT", "Apache-2.0"}


@pytest.mark.parametrize("command", ["sync", "search", "ask", "serve", "info", "models", "shared"])
def test_every_command_has_a_help(command: str, tmp_path: Path) -> None:
    helped = belegt(command, "--help", library=tmp_path)
    assert helped.returncode == 0
    assert "Usage" in helped.stdout


def test_a_search_can_be_narrowed(seed_library: Path) -> None:
    found = belegt("search", "KI-Strategie", "--where", "kind=Antwort", "--since", "2023-10", "--until", "2023", library=seed_library)
    assert (found.returncode, found.stderr) == (0, "")
    assert "KI-Strategie" in found.stdout
    none = belegt("search", "KI-Strategie", "-w", "ministry=Finanzministerium", "--json", library=seed_library)
    assert (none.returncode, none.stdout) == (2, "")
    assert "passt zu ministry=Finanzministerium" in none.stderr


def test_a_filter_that_does_not_exist_is_refused_with_those_that_do(seed_library: Path) -> None:
    refused = belegt("ask", "Was ist geplant?", "--where", "farbe=rot", library=seed_library)
    assert refused.returncode == 2
    assert "farbe=rot" in refused.stderr
    assert "ministry" in refused.stderr
    assert refused.stdout == ""


def test_info_says_what_can_be_filtered_by(seed_library: Path) -> None:
    assert "Kleine Anfrage und Antwort (1)" in belegt("info", library=seed_library).stdout
    facets = json.loads(belegt("info", "--json", library=seed_library).stdout)["facets"]
    assert facets["ministries"] == [["Ministerium für Inneres, Bau und Digitalisierung", 1]]
    assert facets["latest"] == "2023-10-06"
