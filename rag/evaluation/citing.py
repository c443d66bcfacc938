"""Do the citations of an answer hold? Against the passages that are known to answer, and as ALCE judges them.

It does not know who judges: the rules, or a model for entailment. Gao et al., "Enabling Large Language Models to Generate Text with
Citations" (EMNLP 2023). Traps: several numbers behind a sentence are one set, read in the order of the documents; a header that stands far
above a row is read with it, as the answer shows it; answers without a sentence count neither as right nor as wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.evaluation.corpora import Question
from rag.evidence import with_leads
from rag.types import Answer, Claim, Verifier


@dataclass(frozen=True, slots=True)
class Judged:
    """Of one answer. recall: the share of its sentences that all they cite together supports. precision: the share of its citations that
    are not beside the point: their sentence is supported, and they support it alone or the others would not without them.
    """

    recall: float
    precision: float


def cited(answer: Answer) -> frozenset[int]:
    """The numbers of the evidence that the answer cites."""
    return frozenset(number for claim in answer.claims for number in claim.evidence)


def gold_precision(answer: Answer, gold: frozenset[int]) -> float:
    """The share of the cited evidence that lies in what answers. gold: the numbers of such evidence. The answer cites something."""
    return len(cited(answer) & gold) / len(cited(answer))


def gold_recall(answer: Answer, gold: frozenset[int], question: Question) -> float:
    """The share of what answers the question, passages or pages, that the answer cites; of a span over a page break both pages count."""
    reached = cited(answer) & gold
    pages = {citation.number: {place.page for place in citation.places} for citation in answer.citations} if question.by_page else {}
    units = {(item.document_id, page) for item in answer.evidence if item.number in reached for page in pages.get(item.number) or {0}}
    return min(1.0, len(units) / len(question.grades)) if question.grades else 0.0


def judged(answer: Answer, verifier: Verifier) -> Judged:
    """What the verifier says of an answer that has sentences."""
    texts = {item.number: item.text for item in with_leads(answer.evidence)}
    outcomes = [_judged(claim, answer, texts, verifier) for claim in answer.claims]
    citations = [right for _, each in outcomes for right in each]
    return Judged(_share([supported for supported, _ in outcomes]), _share(citations))


def _judged(claim: Claim, answer: Answer, texts: dict[int, str], verifier: Verifier) -> tuple[bool, list[bool]]:
    """Whether all that is cited supports the claim; for each citation, whether it belongs there."""
    context = [f"{citation.title}\n{citation.heading}" for citation in answer.citations if citation.number in claim.evidence]

    def support(numbers: Sequence[int]) -> bool:
        return bool(numbers) and verifier.verify(claim.text, [" ".join(texts[number] for number in numbers)], context).supported

    numbers = sorted(claim.evidence)
    supported = support(numbers)
    others = [[other for other in numbers if other != number] for number in numbers]
    return supported, [supported and (support([number]) or not support(rest)) for number, rest in zip(numbers, others, strict=True)]


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
