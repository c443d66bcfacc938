"""Does the verifier accept what follows from its evidence, and catch what does not? On sentences of real answers and their corruptions, and
on pairs that people have judged.

It does not know how a sentence is checked. A true sentence of an answer is its own evidence; a corruption of it must be caught, a light
paraphrase accepted.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.sentences import sentences
from rag.evaluation.corruptions import KINDS, corruptions
from rag.evaluation.lines import Line, bad, objects
from rag.evaluation.measures import Estimate, estimate
from rag.evaluation.paraphrases import paraphrase
from rag.types import Verifier

ITSELF, PARAPHRASE, STRANGER, JUDGED = "itself", "paraphrase", "stranger", "judged"
FEWEST, MOST = 6, 60  # words of a sentence that is used: shorter ones say nothing alone, longer ones are tables that nobody took apart
SHOWN = 10  # wrong verdicts of each kind that are kept for reading
_BROKEN = re.compile(r"(?<=\w)[-‐\u00ad]\s+(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie|bis)\b)")
_TRUE = {"entailment": True, "not_entailment": False, "yes": True, "no": False, "1": True, "0": False, "true": True, "false": False}

Show = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and its evidence. kind: how the claim was made; context: the title above the evidence."""

    kind: str
    claim: str
    evidence: str
    context: str
    supported: bool


@dataclass(frozen=True, slots=True)
class Wrong:
    """A pair that the verifier judged wrongly, and its reason, if it gave one."""

    pair: Pair
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """right: for each kind the share of right verdicts. The other three are of all pairs together; precision and recall are those of
    "unsupported", balanced is the mean of the shares of right verdicts over true and over false claims.
    """

    right: Mapping[str, Estimate]
    balanced: float
    precision: float
    recall: float
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, the paper that it is from and the title of that paper."""

    text: str
    paper: str
    title: str


def answered(file: Path) -> list[Sentence]:
    """The sentences of the answers in a file of questions, each once. Errors: BadEvaluationData, SourceUnreachable."""
    found: dict[str, Sentence] = {}
    for line in objects(file, "id", needed=False):
        paper = str(line.record.get("doc") or line.record.get("id", line.number))
        title = str(line.record.get("doc_title") or line.record.get("title") or "")
        for answer in line.texts("answers"):
            for text in _whole(_BROKEN.sub("", answer)):
                found.setdefault(text, Sentence(text, paper, title))
    if not found:
        raise bad(file, 1, "field", field="answers")
    return list(found.values())


def made(real: Sequence[Sentence], size: int | None, seed: int = 0) -> list[Pair]:
    """The pairs of so many of the sentences, drawn at random: itself, a paraphrase, its corruptions, and a sentence of another paper."""
    draw = random.Random(seed)
    chosen = draw.sample(list(real), min(size or len(real), len(real)))
    return [pair for place, sentence in enumerate(chosen) for pair in _pairs(sentence, chosen[place - 1], draw)]


def judged(file: Path) -> list[Pair]:
    """Pairs {"premise", "hypothesis", "label"} or {"sentence1", "sentence2", "label"} judged by people. Errors: BadEvaluationData."""
    return [_judged(line) for line in objects(file, "id", needed=False)]


def evaluate(pairs: Sequence[Pair], verifier: Verifier, show: Show | None = None) -> Verification:
    """Let the verifier judge every pair."""
    right: dict[str, list[float]] = {}
    outcomes, wrong = list[tuple[bool, bool]](), list[Wrong]()
    for done, pair in enumerate(pairs, 1):
        verdict = verifier.verify(pair.claim, [pair.evidence], [pair.context] if pair.context else [])
        outcomes.append((pair.supported, verdict.supported))
        right.setdefault(pair.kind, []).append(float(verdict.supported == pair.supported))
        if verdict.supported != pair.supported:
            wrong.append(Wrong(pair, verdict.reason))
        if show:
            show(done, len(pairs))
    return Verification({kind: estimate(values) for kind, values in right.items()}, *_totals(outcomes), tuple(_some(wrong)))


def kinds() -> tuple[str, ...]:
    """Every kind of pair, in the order in which they are shown."""
    return (ITSELF, PARAPHRASE, *KINDS, STRANGER, f"{JUDGED}_true", f"{JUDGED}_false")


def _whole(answer: str) -> Iterator[str]:
    for span in sentences(answer):
        text = " ".join(span.of(answer).split())
        if FEWEST <= len(text.split()) <= MOST and text[0].isupper() and text.endswith(".") and re.search("[a-zäöü]", text):
            yield text


def _pairs(sentence: Sentence, other: Sentence, draw: random.Random) -> Iterator[Pair]:
    text, title = sentence.text, sentence.title
    yield Pair(ITSELF, text, text, title, supported=True)
    if otherwise := paraphrase(text, draw):
        yield Pair(PARAPHRASE, otherwise, text, title, supported=True)
    for each in corruptions(text, [text], draw):
        yield Pair(each.kind, each.text, text, title, supported=False)
    if other.paper != sentence.paper:
        yield Pair(STRANGER, other.text, text, title, supported=False)


def _judged(line: Line) -> Pair:
    premise, hypothesis = ("premise", "hypothesis") if "premise" in line.record else ("sentence1", "sentence2")
    label = str(line.record.get("label")).casefold()
    if label not in _TRUE:
        raise bad(line.file, line.number, "field", field="label")
    kind = f"{JUDGED}_{'true' if _TRUE[label] else 'false'}"
    return Pair(kind, line.text(hypothesis), line.text(premise), "", _TRUE[label])


def _totals(outcomes: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Balanced accuracy, precision and recall of "unsupported"; 0.0 where there is nothing to divide by."""
    true, false = ([kept for supported, kept in outcomes if supported is wanted] for wanted in (True, False))
    caught = sum(not kept for kept in false)
    rejected = caught + sum(not kept for kept in true)
    recall = caught / len(false) if false else 0.0
    accepted = sum(true) / len(true) if true else 0.0
    return (accepted + recall) / 2, caught / rejected if rejected else 0.0, recall


def _some(wrong: Sequence[Wrong]) -> Iterator[Wrong]:
    seen: dict[str, int] = {}
    for each in wrong:
        seen[each.pair.kind] = seen.get(each.pair.kind, 0) + 1
        if seen[each.pair.kind] <= SHOWN:
            yield each
