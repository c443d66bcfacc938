"""`belegt eval` as a process: tables, JSON, reports and pictures, and what it says of bad input."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from index.types import Embedder, Float32
from rag.evaluation.measures import Difference, Estimate
from rag.evaluation.report import About, check_writable
from tests.rag.evaluation.papers import CORPUS, OTHERS, QUESTIONS, write
from tests.rag.evaluation.test_corpora import beir_folder
from tests.ui.test_cli import belegt
from ui.evaluating import app
from ui.evaluation_tables import cell, markdown, said


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> list[str]:
    """The options that name a corpus; the fixture `embedder` makes sure that the encoder is here."""
    folder = tmp_path_factory.mktemp("evaluating")
    corpus, questions = write(folder / "corpus.jsonl", CORPUS), write(folder / "questions.jsonl", QUESTIONS)
    write(folder / "others.jsonl", OTHERS)
    return ["--corpus", str(corpus), "--questions", str(questions), "--cache", str(folder / "cache")]


def test_retrieval_prints_a_table_for_a_pipe_and_writes_a_report(given: list[str], tmp_path: Path) -> None:
    report = tmp_path / "bericht.md"
    run = belegt("eval", "retrieval", *given, "--compare", "rrf", "--report", str(report), library=tmp_path, language="de")
    assert run.returncode == 0, run.stderr
    assert "nDCG@10" in run.stdout
    assert "fused − rrf" in run.stdout
    assert "\x1b" not in run.stdout + run.stderr
    written = report.read_text("utf-8")
    assert written.startswith("# Auswertung: Fundstellen\n")
    assert "- Dokumente: 6\n" in written
    assert "| Maß | dense | lexical | rrf | fused |\n|---|---:|---:|---:|---:|\n" in written


@pytest.mark.parametrize("place", ["fehlt/bericht.md", "."])
def test_a_report_that_cannot_be_written_is_told_before_anything_is_measured(given: list[str], tmp_path: Path, place: str) -> None:
    run = belegt("eval", "retrieval", *given, "--report", str(tmp_path / place), library=tmp_path, language="de")
    assert run.returncode == 2
    assert "kann nicht geschrieben werden" in run.stderr
    assert "Traceback" not in run.stderr
    assert not run.stdout


def test_a_picture_that_cannot_be_written_is_told_before_anything_is_measured(given: list[str], tmp_path: Path) -> None:
    run = belegt("eval", "refusal", *given, "--picture", str(tmp_path / "fehlt/kurve.png"), library=tmp_path, language="en")
    assert run.returncode == 2
    assert "cannot be written" in run.stderr
    assert not run.stdout


def test_whether_a_file_can_be_written_leaves_none_behind_and_none_changed(tmp_path: Path) -> None:
    check_writable(tmp_path / "neu.md")
    assert not (tmp_path / "neu.md").exists()
    (tmp_path / "alt.md").write_text("Text", "utf-8")
    check_writable(tmp_path / "alt.md")
    assert (tmp_path / "alt.md").read_text("utf-8") == "Text"


def test_a_sample_with_a_title_before_it_is_measured(given: list[str], tmp_path: Path) -> None:
    run = belegt("eval", "evidence", *given, "--sample", "2", "--title-field", "doc_title", "--gold-only", "--json", library=tmp_path)
    data = json.loads(run.stdout)
    settings = data["about"]["settings"]
    assert settings.pop("weights").startswith("dense_short=0.7, dense_long=0.5, ")
    assert settings == {"sample": "2", "seed": "0", "title_field": "doc_title", "evidence": "6"}
    assert data["result"]["recall"]["6"]["questions"] == 2
    assert data["result"]["gold_only"]


def test_the_halves_of_the_papers_share_no_question(given: list[str], tmp_path: Path) -> None:
    asked = []
    for half in ("0", "1"):
        run = CliRunner().invoke(app, ["evidence", *given, "--half", half, "--json", "-q"])
        data = json.loads(run.stdout)
        assert data["about"]["settings"]["half"] == half
        asked.append(data["about"]["questions"])
    assert asked == [3, 1]


class Backwards:
    """A reranker that prefers what the ranking does not."""

    name = "backwards"

    def scores(self, _question: str, texts: Sequence[str]) -> Float32:
        return np.arange(len(texts), dtype=np.float32)


@pytest.mark.parametrize("kind", ["evidence", "refusal"])
def test_a_reranker_that_is_set_is_used_and_named(kind: str, given: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for reranker in (None, Backwards()):
        monkeypatch.setenv("BELEGT_RERANKER", "folder" if reranker else "")
        monkeypatch.setattr("rag.opening.reranker_of", lambda _settings, used=reranker: used)
        run = CliRunner().invoke(app, [kind, *given, "--json", "-q"])
        data = json.loads(run.stdout)
        assert data["about"]["settings"].get("reranker") == ("folder" if reranker else None)
        found.append(data["result"])
    assert found[0] != found[1]


def test_a_recall_is_named_by_the_sentences_that_there_are(given: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_EVIDENCE", "2")
    monkeypatch.setenv("BELEGT_LANGUAGE", "en")
    run = CliRunner().invoke(app, ["evidence", *given, "-q"])
    assert "sentence of the answer in the first" in run.stdout
    assert "among the first 2" in run.stdout
    assert "first 6" not in run.stdout


def test_judgements_of_what_is_not_there_are_counted(given: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_LANGUAGE", "en")
    judgements = "query-id\tcorpus-id\tscore\nq\td1\t2\nq\td9\t1\nx\td1\t1\n"
    folder, cache = beir_folder(tmp_path, judgements), str(tmp_path / "cache")
    run = CliRunner().invoke(app, ["retrieval", "--beir", str(folder), "--cache", cache, "-q"])
    assert run.exit_code == 0, run.output
    assert "Judgements of what is not there, not counted: 2\n" in run.stdout


def test_refusal_draws_its_curve(given: list[str], tmp_path: Path) -> None:
    picture, others = tmp_path / "kurve.svg", str(Path(given[1]).with_name("others.jsonl"))
    run = belegt("eval", "refusal", *given, "--others", others, "--picture", str(picture), "--json", library=tmp_path, language="de")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["result"]["auroc_easy"] > 0.9
    assert picture.read_text("utf-8").startswith("<?xml")


def test_ones_own_library_is_measured(seed_library: Path, tmp_path: Path) -> None:
    source = json.loads(belegt("search", "RIS MV", "--limit", "1", "--json", library=seed_library).stdout)["results"][0]["citation"]
    asked = [{"question": "Bis wann soll die RIS MV umgesetzt werden?", "document": source["source_name"], "answers": ["2029"]}]
    questions = str(write(tmp_path / "q.jsonl", asked))
    run = belegt("eval", "evidence", "--library", str(seed_library), "--questions", questions, "--json", "-q", library=tmp_path)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["result"]["recall"]["6"]["mean"] == 1.0


def test_bad_questions_are_one_sentence(given: list[str], tmp_path: Path) -> None:
    questions = write(tmp_path / "q.jsonl", [QUESTIONS[0], '{"question": "Was?", "passage_ids": ["b9"]}'])
    run = belegt("eval", "retrieval", *given[:2], "--questions", str(questions), library=tmp_path, language="de")
    assert run.returncode == 2
    assert run.stderr == (
        "q.jsonl, Zeile 2: b9 gibt es dort nicht, wo gesucht wird. Berichtigen Sie die Datei und wiederholen Sie die Auswertung.\n"
    )


@pytest.mark.parametrize(
    ("options", "said_of_it"),
    [
        ([], "--corpus"),
        (["--legs", "dense,ranked"], "ranked (dense | lexical | rrf | fused)"),
        (["--compare", "colour=1"], "colour"),
        (["--compare", "dense_short=viel"], "dense_short=viel (0 … 1)"),
        (["--compare", "dense_short=nan"], "dense_short=nan (0 … 1)"),
        (["--compare", "paper_words=-1"], "paper_words=-1 (0 … 10)"),
        (["--compare", "candidates=20.5"], "candidates=20.5 (1, 2, 3 … 10000)"),
        (["--compare", "candidates=nan"], "candidates=nan (1, 2, 3 … 10000)"),
        (["--compare", "askers=1,neighbours=-500"], "neighbours=-500 (1, 2, 3 … 10000)"),
    ],
)
def test_options_that_cannot_be_are_refused(options: list[str], said_of_it: str) -> None:
    run = CliRunner().invoke(app, ["retrieval", *options])
    assert run.exit_code == 2
    assert said_of_it in run.output


def test_cells_are_worded_for_their_language() -> None:
    assert cell(Estimate(0.5, 0.25, 0.75, 8), "de") == "0,500 [0,250 … 0,750]"
    assert cell(Difference(-0.01, -0.02, 0.001, 0.0301), "en") == "−0.010 [−0.020 … +0.001], p = 0.0301"
    assert [cell(value, "en") for value in (None, 1234, 12.34, 0.1234, "curve")] == ["–", "1,234", "12.3", "0.123", said("curve", "en")]


def test_a_name_out_of_a_file_is_no_markup() -> None:
    described = About("retrieval", "a|b <script> [x](y)", 1, 1, 1, 0, 0, "e5", "v-1", datetime.date(2030, 1, 2), {})
    assert "- Corpus: a\\|b \\<script\\> \\[x\\](y)\n" in markdown(described, [], "en")


def test_answers_are_measured_side_by_side_and_written_for_reading(given: list[str], tmp_path: Path) -> None:
    report = tmp_path / "antworten.md"
    run = belegt("eval", "answers", *given, "--modes", "quoted", "--without", "--report", str(report), library=tmp_path, language="de")
    assert run.returncode == 0, run.stderr
    assert "mit Fundstelle, die antwortet" in run.stdout
    written = report.read_text("utf-8")
    assert "|  | quoted |" in written
    assert "### Wie viele Brücken sind in Beispielau gesperrt?" in written
    assert "**Bekannte Antwort**: In Beispielau sind derzeit zwölf Brücken gesperrt." in written


def test_the_verifier_is_measured_by_kind(tmp_path: Path) -> None:
    questions = write(tmp_path / "questions.jsonl", QUESTIONS)
    pairs = write(tmp_path / "pairs.jsonl", [{"premise": "Der Hafen wächst.", "hypothesis": "Der Wald wächst.", "label": "not_entailment"}])
    run = belegt("eval", "verify", "--questions", str(questions), "--pairs", str(pairs), "--json", library=tmp_path, language="de")
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    assert result["about"]["kind"] == "verify"
    assert {"itself", "number", "judged_false"} <= set(result["result"]["right"])
    assert result["result"]["right"]["judged_false"]["mean"] == 1.0


def test_a_verification_of_nothing_says_what_it_needs(tmp_path: Path) -> None:
    run = belegt("eval", "verify", library=tmp_path, language="de")
    assert run.returncode == 2
    assert "--pairs" in run.stderr
