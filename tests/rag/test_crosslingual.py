"""Whether a translation may stand for a German sentence: with the real encoder, for it decides with."""

from __future__ import annotations

import pytest

from index.types import Embedder
from rag.crosslingual import agrees

HONEST = [
    ("Die Bundesregierung plant derzeit keine weiteren Anpassungen.",
     "The Federal Government does not currently plan any further adjustments."),
    ("Demnach entstanden Kosten in Höhe von 2.460.966,44 Euro.", "This resulted in costs of 2,460,966.44 euros."),
    ("Der Umschlag im Hafen sank im Jahr 2021 um 4,3 Prozent.", "Cargo handling in the port fell by 4.3 percent in 2021."),
    ("Rund 11,3 Milliarden Euro sind für die Schiene vorgesehen.", "Around 11.3 billion euros are planned for the railways."),
    ("Die Landesregierung führte am 20. Juni 2023 einen Workshop durch.", "The state government held a workshop on 20 June 2023."),
    ("Die KI-Anwendungen werden noch nicht eingesetzt.", "The AI applications are not yet used."),
]  # fmt: skip
WRONG = [
    (HONEST[0][0], "The Federal Government currently plans further adjustments.", "negation"),
    (HONEST[1][0], "This resulted in costs of 2,460,966.44 dollars.", "number"),
    (HONEST[2][0], "Cargo handling in the port rose by 4.3 percent in 2021.", "scope"),
    (HONEST[2][0], "Cargo handling in the port fell by 4.3 percent in 2022.", "date"),
    (HONEST[3][0], "Around 11.3 million euros are planned for the railways.", "number"),
    (HONEST[3][0], "Around 11.3 billion euros were spent on the railways.", "modality"),
    (HONEST[3][0], "11.3 billion euros are planned for the railways.", "scope"),
    (HONEST[4][0], "The state government held a workshop in Wismar on 20 June 2023.", "name"),
    (HONEST[5][0], "The IT applications are not yet used.", "name"),
    (HONEST[5][0], "The AI applications are not used.", "scope"),
    (HONEST[0][0], "The Federal Government does not plan to sell the harbour.", "coverage"),
]  # fmt: skip


@pytest.mark.parametrize(("german", "english"), HONEST)
def test_an_honest_translation_is_accepted(german: str, english: str, embedder: Embedder) -> None:
    assert agrees(english, german, embedder).supported


@pytest.mark.parametrize(("german", "english", "code"), WRONG)
def test_a_wrong_translation_is_not(german: str, english: str, code: str, embedder: Embedder) -> None:
    verdict = agrees(english, german, embedder)
    assert (verdict.supported, verdict.code) == (False, code)
