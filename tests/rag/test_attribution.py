"""A sentence keeps only the evidence that proves it, and falls where other evidence denies it."""

from __future__ import annotations

from index.types import Span
from rag.attribution import prove
from rag.draft import Sentence
from rag.types import Claim, Evidence
from rag.verify import RuleVerifier
from tests.rag.verify.pairs import GUIDELINE, JUSTICE, WORKSHOP

CONCERNED = (
    "Das Ministerium für Justiz, Gleichstellung und Verbraucherschutz ist mit der Frage der Nutzung von KI-Modellen für die Justiz "
    "Mecklenburg-Vorpommerns beschäftigt."
)
USED = "Nach Angaben des Verbands werden in der Justiz KI-Anwendungen eingesetzt."
TEXTS = (CONCERNED, JUSTICE, WORKSHOP, GUIDELINE)


def proved(claim: str, *marks: int, texts: tuple[str, ...] = TEXTS) -> Claim:
    evidence = [Evidence(number, 1, 1, Span(0, len(text)), text, 1.0) for number, text in enumerate(texts, 1)]
    return prove(Sentence(claim, marks), evidence, {item.number: "" for item in evidence}, RuleVerifier())


def test_the_cited_sentence_comes_first() -> None:
    claim = proved("Die Richtlinie befindet sich noch in der Abstimmung.", 4)
    assert (claim.evidence, claim.verdict.supported) == ((4,), True)


def test_what_is_not_needed_is_dropped_and_what_is_missing_is_found() -> None:
    assert proved("Der Workshop fand am 20. Juni 2023 in Rostock statt.", 1, 3).evidence == (3,)
    assert proved("Der Workshop fand am 20. Juni 2023 in Rostock statt.", 2).evidence == (3,)
    assert proved("Der Workshop fand am 20. Juni 2023 in Rostock statt.").evidence == (3,)


def test_a_yes_that_a_small_model_made_up_is_rejected() -> None:
    claim = proved("Ja, das Ministerium für Justiz, Gleichstellung und Verbraucherschutz setzt Anwendungen der KI ein.", 1)
    assert not claim.verdict.supported


def test_what_other_evidence_denies_is_rejected() -> None:
    claim = proved("In der Justiz werden KI-Anwendungen eingesetzt.", 2, texts=(JUSTICE, USED))
    assert not claim.verdict.supported
    assert (claim.verdict.code, claim.verdict.reason) == ("negation", "Die Fundstelle 1 sagt das Gegenteil.")


def test_what_nothing_proves_keeps_the_verdict_on_its_own_evidence() -> None:
    claim = proved("Der Workshop fand am 20. Juni 2023 in Berlin statt.", 3)
    assert (claim.evidence, claim.verdict.code) == ((3,), "name")
    assert proved("Der Workshop kostete 5 Euro.", 9).verdict.code == "citation"
