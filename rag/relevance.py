"""Whether a proved sentence says what was asked: a true sentence may be on something else, or only say where the answer stands.

It does not know how the sentence was proved.
"""

from __future__ import annotations

from dataclasses import replace

from rag.material import Material
from rag.polarity import answering
from rag.question import answers, terms, touched
from rag.referring import ONLY_REFERS, says_nothing, with_sources
from rag.types import Claim, Verdict

OFF_TOPIC = Verdict(False, "relevance", "Der Satz ist belegt, betrifft aber nicht, wonach gefragt wurde.")
NOT_GIVEN = Verdict(False, "relevance", "Gefragt ist nach einer Zahl oder einem Zeitpunkt; der Satz nennt keine und keinen.")


def to_the_point(claim: Claim, material: Material) -> Claim:
    """The claim with what refers to its evidence, without a "Ja" that the question does not earn, or a rejected one when it is true but not
    what was asked."""
    if not claim.verdict.supported:
        return claim
    asked = terms(material.question)
    proofs = {item.number: f"{material.contexts[item.number]}\n{item.text}" for item in material.evidence}
    if not touched(asked, "\n".join(proofs[number] for number in claim.evidence), list(proofs.values())):
        return replace(claim, verdict=OFF_TOPIC)
    if not answers(material.question, claim.text):
        return replace(claim, verdict=NOT_GIVEN)
    if says_nothing(claim.text) and not all(says_nothing(item.text) for item in material.evidence):
        return replace(claim, verdict=ONLY_REFERS)
    claim = with_sources(claim, material.referred)
    return answering(material.question, claim, {item.number: item.text for item in material.evidence}, material.contexts)
