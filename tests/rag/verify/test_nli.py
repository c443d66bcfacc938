"""The seam for an entailment model, with a real, tiny and untrained one: what it is worth is not claimed here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.errors import ModelMissing, ModelUnusable
from rag.types import Verdict
from rag.verify import SUPPORTED, RuleVerifier
from rag.verify.nli import NliVerifier, open_nli
from tests.index.test_reranker import make_cross_encoder

LABELS = {0: "contradiction", 1: "neutral", 2: "entailment"}


class Model:
    """Gives entailment, the first label, this probability."""

    def __init__(self, entailment: float) -> None:
        self.entailment = entailment
        self.read = list[tuple[str, str]]()

    def predict(self, pairs: Sequence[tuple[str, str]], **_: Any) -> Any:
        self.read += pairs
        return np.array([[self.entailment, 1 - self.entailment]])


def verdict(entailment: float, claim: str) -> tuple[Verdict, Model]:
    model = Model(entailment)
    return NliVerifier(RuleVerifier(), "probe", 0, model).verify(claim, ["Der Hafen wächst."], ["Häfen"]), model


def test_what_rules_and_model_support_is_supported() -> None:
    found, model = verdict(0.9, "Der Hafen wächst.")
    assert found == SUPPORTED
    assert model.read == [("Häfen\nDer Hafen wächst.", "Der Hafen wächst.")]


def test_the_model_can_reject_what_the_rules_support() -> None:
    found, _ = verdict(0.2, "Der Hafen wächst.")
    assert (found.supported, found.code) == (False, "nli")
    assert "probe" in found.reason


def test_the_model_cannot_save_what_the_rules_reject() -> None:
    found, model = verdict(1.0, "Der Hafen wächst um 30 Prozent.")
    assert found.code == "number"
    assert model.read == []


def test_a_model_from_a_folder_is_read_by_the_labels_of_its_configuration(tmp_path: Path) -> None:
    verifier = open_nli(make_cross_encoder(tmp_path / "nli", LABELS), RuleVerifier())
    assert verifier.entailment == 2
    assert verifier.verify("Das Hochwasser.", ["Das Hochwasser."]).code in ("", "nli")


def test_what_is_no_entailment_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        open_nli(tmp_path / "nowhere", RuleVerifier())
    with pytest.raises(ModelUnusable, match="entailment"):
        open_nli(make_cross_encoder(tmp_path / "labels", {0: "yes", 1: "no"}), RuleVerifier())
    with pytest.raises(ModelUnusable, match="entailment"):
        open_nli(make_cross_encoder(tmp_path / "both", {0: "entailment", 1: "not_entailment", 2: "entailment"}), RuleVerifier())
