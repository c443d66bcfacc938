"""Are the answers right? Statuses, citations, numbers and words of real answers against what is known to answer.

It does not know how an answer is made: it is that of `rag.Assistant`, as a person gets it.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.types import Filters
from rag.assistant import Assistant
from rag.evaluation.citing import cited, gold_precision, gold_recall, judged
from rag.evaluation.collection import Collection
from rag.evaluation.corpora import Question
from rag.evaluation.evidence import numbers_held
from rag.evaluation.measures import Estimate, estimate
from rag.evaluation.overlap import rouge_l, token_f1, tokens
from rag.evaluation.pace import UNTIMED, Pace, Timed
from rag.evaluation.retrieval import Show
from rag.types import Answer, Claim, Verifier
from rag.verify import RuleVerifier

NEAR = 0.8  # ROUGE-L of a claim to its evidence from which it is near to it
WAYS = ("verbatim", "near", "free")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answer, and the answer with the answering papers out of reach, where that was asked for. pace: of its drafts."""

    question: Question
    answer: Answer
    gold: frozenset[int]  # numbers of the answer's evidence that lies in what answers
    without: Answer | None = None
    pace: Pace = UNTIMED


@dataclass(frozen=True, slots=True)
class AnswerQuality:
    """Shares over the questions, unless it says otherwise.

    statuses: answered, quoted, no_evidence. cites_gold: answered with a citation of what answers. citation_precision, citation_recall: the
    share of the cited evidence that lies there, and of what answers that is cited, over the answers. judged_recall, judged_precision: the
    same citations as ALCE judges them (`rag.evaluation.citing`), answer by answer; refusals do not count. all_numbers, half_numbers: of
    the answers to questions for a number, those that hold all, or at least half, of the numbers of the known answer. f1, rouge_l: words
    shared with the known answer. ways: shares of claims that repeat their evidence, are near to it, or free. words: of an answer, at the
    median.
    words_per_second: of what was drafted, thrown out or not, while it was written, at the median over the composed answers (0.0 for none).
    tokens_per_second: of the drafts, from the prompt to their end, at the median over the answers whose tokens are known (None for none).
    refused_without: refusals with the answering papers out of reach. seconds: p50 to the evidence, the first sentence, the end.
    """

    statuses: Mapping[str, Estimate]
    cites_gold: Estimate
    citation_precision: Estimate
    citation_recall: Estimate
    judged_recall: Estimate
    judged_precision: Estimate
    all_numbers: Estimate
    half_numbers: Estimate
    f1: Estimate
    rouge_l: Estimate
    ways: Mapping[str, Estimate]
    rejected: Estimate
    words: float
    words_per_second: float
    tokens_per_second: float | None
    refused_without: Estimate
    seconds: Mapping[str, float]


def ask(
    collection: Collection,
    assistant: Assistant,
    questions: Sequence[Question],
    without: bool = False,
    show: Show | None = None,
    writer: Timed | None = None,
) -> Iterator[Asked]:
    """Each question with its answer. without: ask it a second time with the papers that answer it out of reach. writer: the assistant's."""
    for done, question in enumerate(questions, 1):
        answer = assistant.answer(question.text)
        pace = writer.taken() if writer else UNTIMED
        gold = frozenset(item.number for item in answer.evidence if collection.gold(question, item.document_id, item.span))
        away = Filters(excluded_document_ids=collection.answering_papers(question))
        second = assistant.answer(question.text, filters=away) if without else None
        if writer:
            writer.taken()  # a draft without what answers is no example of the pace
        yield Asked(question, answer, gold, second, pace)
        if show:
            show(done, len(questions))


def evaluate(asked: Sequence[Asked], verifier: Verifier | None = None) -> AnswerQuality:
    """Measure answers. verifier: what judges citations; the rules where none is given."""
    answers = [each.answer for each in asked]
    given = [each for each in asked if each.answer.claims]
    claims = [(claim, each.answer) for each in given for claim in each.answer.claims]
    verdicts = [judged(each.answer, verifier or RuleVerifier()) for each in given]
    numbers = [share for each in given if (share := numbers_held(each.question, [claim.text for claim in each.answer.claims])) is not None]
    ways = [_way(claim, answer) for claim, answer in claims]
    return AnswerQuality(
        statuses={
            status: estimate([float(answer.status == status) for answer in answers]) for status in ("answered", "quoted", "no_evidence")
        },
        cites_gold=estimate([float(bool(cited(each.answer) & each.gold)) for each in asked]),
        citation_precision=estimate([gold_precision(each.answer, each.gold) for each in given]),
        citation_recall=estimate([gold_recall(each.answer, each.gold, each.question) for each in given]),
        judged_recall=estimate([each.recall for each in verdicts]),
        judged_precision=estimate([each.precision for each in verdicts]),
        all_numbers=estimate([float(share == 1) for share in numbers]),
        half_numbers=estimate([float(share >= 0.5) for share in numbers]),
        f1=estimate([_best(each, token_f1) for each in given if each.question.answers]),
        rouge_l=estimate([_best(each, rouge_l) for each in given if each.question.answers]),
        ways={name: estimate([float(way == name) for way in ways]) for name in WAYS},
        rejected=estimate([float(bool(answer.rejected)) for answer in answers]),
        words=_median([float(len(tokens(" ".join(claim.text for claim in each.answer.claims)))) for each in given]),
        words_per_second=_median([_pace(answer) for answer in answers if answer.status == "answered"]),
        tokens_per_second=_tokens_per_second([each.pace for each in asked]),
        refused_without=estimate([float(each.without.status == "no_evidence") for each in asked if each.without]),
        seconds={
            "evidence": _median([answer.timings.evidence for answer in answers]),
            "first_claim": _median([each.answer.timings.first_claim for each in given]),
            "total": _median([each.answer.timings.total for each in given]),
        },
    )


def _way(claim: Claim, answer: Answer) -> str:
    """How near the claim is to the evidence that it cites."""
    texts = [item.text for item in answer.evidence if item.number in claim.evidence]
    said = tokens(claim.text)
    if any(" ".join(said) in " ".join(tokens(text)) for text in texts):
        return "verbatim"
    shared = max((_part_shared(claim.text, text) for text in texts), default=0.0)
    return "near" if shared >= NEAR else "free"


def _part_shared(claim: str, evidence: str) -> float:
    """The share of the claim's words that stand in the evidence in their order."""
    said, length = tokens(claim), len(tokens(evidence))
    score = rouge_l(claim, evidence)
    return score * (len(said) + length) / 2 / len(said) if said else 0.0


def _best(each: Asked, measure: Callable[[str, str], float]) -> float:
    text = " ".join(claim.text for claim in each.answer.claims)
    return max(measure(text, answer) for answer in each.question.answers)


def _pace(answer: Answer) -> float:
    """Words drafted in a second from the evidence to the end. Tokens are the generator's own: words compare different ones."""
    drafted = " ".join(claim.text for claim in (*answer.claims, *answer.rejected))
    seconds = answer.timings.total - answer.timings.evidence
    return len(tokens(drafted)) / seconds if seconds > 0 else 0.0


def _tokens_per_second(paces: Sequence[Pace]) -> float | None:
    rates = [each.tokens / each.seconds for each in paces if each.tokens is not None and each.seconds > 0]
    return statistics.median(rates) if rates else None


def _median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else 0.0
