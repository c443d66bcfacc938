"""The weights of refusal are fitted on one half of the papers and judged on what they have not seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.evaluation import collection
from rag.refusal import NAMES, NAMES_ACROSS
from tests.eval import fit_refusal
from tests.eval.fit_refusal import Row, elsewhere, fit, held_out
from tests.eval.sets import parsed
from tests.fakes import FakeEmbedder
from tests.rag.evaluation.papers import CORPUS, QUESTIONS, write

ALONE, TITLED, OTHER = (parsed(each) for each in ("a/c.jsonl=a/q.jsonl", "a/c.jsonl=a/q.jsonl:doc_title", "b/c.jsonl=b/q.jsonl"))


def row(kind: str, half: int = 0, given: object = ALONE, **values: float) -> Row:
    return Row(given, half, kind, dict.fromkeys(NAMES, 0.5) | values)  # type: ignore[arg-type]


def test_a_corpus_that_is_left_out_is_left_out_in_every_form_of_its_questions() -> None:
    rows = [row("found", given=given) for given in (ALONE, TITLED, OTHER)]
    assert [each.given for each in elsewhere(rows, ALONE)] == [OTHER]
    assert [each.given for each in elsewhere(rows, TITLED)] == [OTHER]
    assert [each.given for each in elsewhere(rows, OTHER)] == [ALONE, TITLED]
    other_path = parsed("b/../a/c.jsonl=a/q.jsonl")
    assert elsewhere(rows, other_path) == [rows[2]], "one corpus by two paths"


def test_only_the_other_half_is_reported() -> None:
    rows = [row("found", half) for half in (0, 1)] + [row("found", 1, given=TITLED)]
    assert held_out(rows, ALONE) == [rows[1]]


def test_what_tells_gets_weight_and_what_would_speak_against_an_answer_gets_none() -> None:
    rows = [row("found", words=0.9, nouns=0.2), row("hard", words=0.1, nouns=0.8), row("missed", words=0.0)] * 20
    weights = fit(rows)
    assert weights["words"] > 1
    assert weights["nouns"] == 0
    told = fit_refusal.areas(weights, rows)
    assert (told["AUROC hard, found"], told["found"]) == (1.0, 0.5)
    assert told["AUROC hard"] == 0.5, "the missed ones are asked, too"


@pytest.mark.parametrize("present", [0.0, -1.0])
def test_weights_are_stored_only_if_they_are_better(
    present: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Weights of nought tell nothing apart; present ones that do not lose to the new ones stay."""
    monkeypatch.setattr(collection, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(fit_refusal, "embedder_of", lambda _settings: FakeEmbedder())
    stored = tmp_path / "refusal.json"
    monkeypatch.setattr(fit_refusal, "STORED", stored)
    if present:
        monkeypatch.setattr(fit_refusal, "fit", lambda _rows, _of=(): dict.fromkeys(("intercept", *NAMES), 0.0))
    else:
        monkeypatch.setattr("rag.refusal.weights", lambda **_across: dict.fromkeys(("intercept", *NAMES), 0.0))
    corpus, questions = write(tmp_path / "corpus.jsonl", CORPUS), write(tmp_path / "questions.jsonl", QUESTIONS)
    fit_refusal.main([f"{corpus}={questions}", f"{corpus}={questions}:doc_title", "--store"])
    out = capsys.readouterr().out
    assert "doc_title before (new weights, 1 questions): AUROC hard " in out
    assert "fitted without" not in out, "there is no other corpus"
    assert stored.exists() == (not present)
    if not present:
        kept = json.loads(stored.read_text("utf-8"))
        assert (set(kept["same"]), set(kept["across"])) == ({"intercept", *NAMES}, {"intercept", *NAMES_ACROSS})
