"""A cross-encoder for entailment as a second opinion on what the rules support: an option, for machines that have the time.

It does not know the rules. It can only be stricter than they are: what they reject stays rejected, whatever the model says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import ModelUnusable
from index.reranker import open_cross_encoder
from rag.types import Verdict, Verifier

LEAST = 0.5  # probability of entailment below which a claim is not supported
_ENTAILS = re.compile(r"^\W*entail", re.IGNORECASE)  # "not_entailment" is none


@dataclass(frozen=True, slots=True)
class NliVerifier:
    """A `Verifier`: the rules, then the model. entailment: the position of that label among the model's."""

    rules: Verifier
    name: str
    entailment: int
    model: Any = field(repr=False)

    def verify(self, claim: str, evidence: Sequence[str], context: Sequence[str] = ()) -> Verdict:
        """The rules' verdict; where they support a claim that the model does not see entailed, "nli"."""
        verdict = self.rules.verify(claim, evidence, context)
        if not verdict.supported:
            return verdict
        scores = self.model.predict([("\n".join((*context, *evidence)), claim)], apply_softmax=True, show_progress_bar=False)[0]
        if float(scores[self.entailment]) >= LEAST:
            return verdict
        return Verdict(False, "nli", f"Das Prüfmodell {self.name} sieht den Satz durch die Fundstellen nicht belegt.")


def open_nli(folder: Path, rules: Verifier, threads: int | None = None) -> NliVerifier:
    """The model in a folder; the order of its labels is read from its configuration. Nothing is fetched. ModelMissing, ModelUnusable."""
    model = open_cross_encoder(folder, threads)
    return NliVerifier(rules, folder.name, _entailment(folder, model.config.id2label), model)


def _entailment(folder: Path, labels: Mapping[int, str]) -> int:
    found = [int(number) for number, label in labels.items() if _ENTAILS.search(label)]
    if len(found) != 1 or len(labels) < 2:
        raise ModelUnusable(model=folder, reason=f"its labels are {', '.join(labels.values())}, one of which must be entailment")
    return found[0]
