"""Corruptions are false, paraphrases are not; a verifier is measured by kind; bad files are told by line."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from rag.evaluation.corruptions import KINDS, corruptions
from rag.evaluation.lines import BadEvaluationData
from rag.evaluation.paraphrases import paraphrase
from rag.evaluation.verification import Pair, answered, evaluate, judged, made
from rag.types import Verdict
from rag.verify import SUPPORTED, RuleVerifier

SENTENCE = (
    "Seit dem 1. März 2023 sollen alle 12 Behörden in Hessen die Anträge nicht mehr nach dem Alter von 65 Jahren ordnen, um die Wartezeit "
    "zu verringern."
)
FALSE = {
    "number": ("12", "65"),
    "date": ("1", "März", "2023", "Seit"),
    "unit": ("Jahren",),
    "name": ("Hessen",),
    "negation": ("nicht mehr",),
    "modality": ("sollen",),
    "quantifier": ("alle",),
    "direction": ("verringern",),
    "roles": ("12 Behörden in Hessen die Anträge nicht mehr nach dem Alter von 65",),
}
SHIPS = "Im Hafen von Rostock liegen derzeit fünf Schiffe der Marine."
QUESTIONS = [
    {"id": "1", "doc": "9/1", "doc_title": "Schulen", "question": "Wie viele?", "answers": [SENTENCE, "Ja. Das Ziel bleibt."]},
    {"id": "2", "doc": "9/2", "doc_title": "Häfen", "question": "Was?", "answers": [SHIPS]},
]


def write(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def test_a_sentence_yields_every_kind_of_corruption_that_it_offers() -> None:
    found = {each.kind: each for each in corruptions(SENTENCE, [SENTENCE], random.Random(0))}
    assert set(found) == set(KINDS)
    for kind, each in found.items():
        assert any(part in each.before or each.before in part for part in FALSE[kind]), each
        assert each.text != SENTENCE


@pytest.mark.parametrize("seed", range(8))
def test_what_is_put_in_stands_nowhere_in_the_evidence(seed: int) -> None:
    for each in corruptions(SENTENCE, [SENTENCE, "Auch 2024 und 13 Ämter."], random.Random(seed)):
        if each.kind in ("number", "date", "name"):
            assert not re.search(rf"(?<![\w.,]){re.escape(each.after)}(?![\w,])", SENTENCE + " Auch 2024 und 13 Ämter.")


def test_the_same_seed_corrupts_the_same_way() -> None:
    first, second = (corruptions(SENTENCE, [SENTENCE], random.Random(5)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("sentence", "allowed"),
    [
        ("Die Mittel wurden am 3. Mai 2024 ausgezahlt.", {"Die Mittel wurden am 03.05.2024 ausgezahlt."}),
        ("Es gab 1.200 Anträge.", {"Es gab 1 200 Anträge."}),
        ("Der Anteil lag bei 20 % der Fälle.", {"Der Anteil lag bei 20 Prozent der Fälle."}),
        ("Das Amt (BAMF) prüft die Anträge.", {"Das Amt prüft die Anträge."}),
        ("Das Amt prüft.", {""}),
    ],
)
def test_a_paraphrase_says_the_same(sentence: str, allowed: set[str]) -> None:
    assert {paraphrase(sentence, random.Random(seed)) for seed in range(6)} <= allowed


def test_sentences_of_answers_are_whole_and_long_enough(tmp_path: Path) -> None:
    found = answered(write(tmp_path / "questions.jsonl", QUESTIONS))
    assert [each.text for each in found] == [SENTENCE, SHIPS]
    assert [each.paper for each in found] == ["9/1", "9/2"]


def test_pairs_are_made_of_real_sentences(tmp_path: Path) -> None:
    pairs = made(answered(write(tmp_path / "questions.jsonl", QUESTIONS)), None, seed=1)
    assert {"itself", "stranger", *KINDS} <= {pair.kind for pair in pairs}
    assert all(pair.supported == (pair.kind in ("itself", "paraphrase")) for pair in pairs)
    assert len(made(answered(tmp_path / "questions.jsonl"), 1)) < len(pairs)


def test_judged_pairs_are_read_in_both_forms(tmp_path: Path) -> None:
    rows = [
        {"premise": "Der Hafen wächst.", "hypothesis": "Er wächst.", "label": "entailment"},
        {"sentence1": "Der Hafen wächst.", "sentence2": "Der Hafen schrumpft.", "label": 0},
    ]
    assert [(pair.kind, pair.supported) for pair in judged(write(tmp_path / "pairs.jsonl", rows))] == [
        ("judged_true", True),
        ("judged_false", False),
    ]


def test_bad_pairs_and_answers_are_told_by_line(tmp_path: Path) -> None:
    with pytest.raises(BadEvaluationData, match="line 1"):
        judged(write(tmp_path / "pairs.jsonl", [{"premise": "a", "hypothesis": "b", "label": "vielleicht"}]))
    with pytest.raises(BadEvaluationData):
        answered(write(tmp_path / "questions.jsonl", [{"question": "Was?"}]))


class Says:
    """A `Verifier` that always says the same."""

    def __init__(self, supported: bool) -> None:
        self.verdict = SUPPORTED if supported else Verdict(False, "coverage", "Nein.")

    def verify(self, claim: str, evidence: Sequence[str], context: Sequence[str] = ()) -> Verdict:  # noqa: ARG002
        return self.verdict


PAIRS = [Pair("itself", "a", "a", "", True)] * 3 + [Pair("number", "b", "a", "", False)]


def test_a_verifier_that_accepts_all_is_no_better_than_chance() -> None:
    result = evaluate(PAIRS, Says(supported=True))
    assert (result.right["itself"].mean, result.right["number"].mean) == (1.0, 0.0)
    assert (result.balanced, result.precision, result.recall) == (0.5, 0.0, 0.0)
    assert [each.pair.kind for each in result.wrong] == ["number"]


def test_a_verifier_that_rejects_all_is_told_by_its_precision() -> None:
    result = evaluate(PAIRS, Says(supported=False))
    assert (result.balanced, result.precision, result.recall) == (0.5, 0.25, 1.0)


def test_the_rules_see_what_is_false(tmp_path: Path) -> None:
    shown = list[tuple[int, int]]()
    pairs = made(answered(write(tmp_path / "questions.jsonl", QUESTIONS)), None, seed=3)
    result = evaluate(pairs, RuleVerifier(), lambda done, total: shown.append((done, total)))
    assert result.wrong == ()
    assert result.balanced == 1.0
    assert shown[-1] == (len(pairs), len(pairs))
