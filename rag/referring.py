"""Follows evidence that only refers: the answer that it refers to becomes evidence right behind it, and both are cited.

It does not know how a reference is written (`rag.references`) nor which questions a paper's passages answer (`index.answered`). Followed is
what stands in the library, at most one reference further, and never a passage twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.answered import Answered
from index.errors import DocumentMissing
from index.library import Library
from index.questions import fits
from index.sentences import sentences
from index.types import Filters, Float32, Passage, Span
from rag.evidence import MOST_CHARACTERS, Ranked, select
from rag.quoting import tidy
from rag.references import Reference, only_refers, references
from rag.types import Claim, Evidence, Verdict
from rag.verify import SUPPORTED

BUNDESTAG = "Deutscher Bundestag"
REFERRED = 3  # sentences that stand behind one that refers
STEPS = 2  # a reference, and one that it leads to
MOST_PASSAGES = 40  # of what is referred to; a long Vorbemerkung has fewer
FEWEST_WORDS = 4  # that say something: "Nein." alone goes on with the reference behind it

ONLY_REFERS = Verdict(False, "relevance", "Der Satz verweist nur auf eine andere Stelle.")

Key = tuple[int, Span]  # where evidence stands: document and span


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its vector, and which documents may answer it."""

    question: str
    vector: Float32
    filters: Filters | None = None

    def allowed(self, library: Library, passages: Sequence[Passage]) -> list[Passage]:
        """Those of the passages whose documents may answer."""
        if not passages or self.filters in (None, Filters()):
            return list(passages)
        allowed = set(library.document_ids(self.filters or Filters()))
        return [passage for passage in passages if passage.document_id in allowed]


@dataclass(frozen=True, slots=True)
class Followed:
    """Evidence, numbered from 1; by id the passages that it lies in besides those known before; for referred evidence what refers to it."""

    evidence: list[Evidence]
    passages: Mapping[int, Passage]
    led: Mapping[Key, Key]


def follow(library: Library, asked: Asked, evidence: Sequence[Evidence], ranked: Sequence[Ranked], limit: int) -> Followed:
    """The evidence with what it refers to, at most `limit` sentences. ranked: the passages that it lies in.

    A reference behind a sentence of the same answer ("Im Übrigen wird auf …") is not followed: that sentence is the answer.
    """
    passages = {item.passage.id: item for item in ranked}
    walk = _Walk(library, asked)
    found, led = list[Evidence](), dict[Key, Key]()
    for item in evidence:
        if _covered(item, found):
            continue
        found.append(item)
        if refers(item.text) and not _answered_before(item, found[:-1]):
            for reached, source in walk.behind(item, passages[item.passage_id]):
                if not _covered(reached, found):
                    found.append(reached)
                    led[key(reached)] = key(source)
    if not led:
        return Followed(list(evidence), {}, {})
    kept = within(found, limit)
    there = {key(item) for item in kept}
    kept_led = {target: source for target, source in led.items() if target in there and source in there}
    return Followed(kept, {number: item.passage for number, item in walk.reached.items()}, kept_led)


def refers(text: str) -> bool:
    """Whether the last sentence of some evidence only refers; the one before it may have been taken along."""
    spans = sentences(text)
    return bool(spans) and only_refers(spans[-1].of(text))


def says_nothing(text: str) -> bool:
    """Whether all sentences of a text only refer."""
    spans = sentences(text)
    return bool(spans) and all(only_refers(span.of(text)) for span in spans)


def key(item: Evidence) -> Key:
    """Where evidence stands."""
    return item.document_id, item.span


def with_references(claims: Sequence[Claim], evidence: Sequence[Evidence], referred: Mapping[int, int]) -> list[Claim]:
    """Quotes, each with the sentence that refers to it before it; without those that only refer, where another says something.

    referred: for the number of referred evidence that of the sentence which refers to it.
    """
    texts = {item.number: item.text for item in evidence}
    saying = [claim for claim in claims if not says_nothing(claim.text)]
    numbers = [number for claim in saying or claims for number in (*_sources(claim.evidence, referred), *claim.evidence)]
    known = {claim.evidence: claim for claim in claims}
    return [known.get((number,)) or Claim(tidy(texts[number]), (number,), SUPPORTED) for number in dict.fromkeys(numbers)]


def with_sources(claim: Claim, referred: Mapping[int, int]) -> Claim:
    """A claim that also cites what refers to its evidence."""
    sources = _sources(claim.evidence, referred)
    return replace(claim, evidence=tuple(sorted({*claim.evidence, *sources}))) if sources else claim


def within(found: Sequence[Evidence], limit: int) -> list[Evidence]:
    """The first of the evidence, numbered from 1: at most `limit` sentences and as many characters as a writer is given."""
    kept, characters = list[Evidence](), 0
    for item in found[:limit]:
        characters += len(item.text)
        if kept and characters > MOST_CHARACTERS:
            break
        kept.append(replace(item, number=len(kept) + 1))
    return kept


class _Walk:
    """From one reference to the next; `reached` are the passages that nothing leads to again."""

    def __init__(self, library: Library, asked: Asked) -> None:
        self.library, self.asked = library, asked
        self.reached: dict[int, Ranked] = {}

    def behind(self, item: Evidence, ranked: Ranked, step: int = 1) -> list[tuple[Evidence, Evidence]]:
        """The best sentences of what the evidence refers to, each with what refers to it.

        Where they too only refer, the first of them with what that leads to; nothing where it leads nowhere.
        """
        self.reached.setdefault(ranked.passage.id, ranked)
        chosen = self._best(item, ranked, self._targets(item, ranked.passage))
        saying = [each for each in chosen if not says_nothing(each.text)]
        if saying or not chosen or step == STEPS:
            return [(each, item) for each in saying[:REFERRED]]
        first = next((each for each in chosen if refers(each.text) and references(each.text)), chosen[0])
        beyond = self.behind(first, self.reached[first.passage_id], step + 1)
        return [(first, item), *beyond] if beyond else []

    def _best(self, item: Evidence, ranked: Ranked, targets: Sequence[Passage]) -> list[Evidence]:
        """The sentences of the targets that fit the question best, the first with the score of what refers to it."""
        near = self.library.sentences([passage.id for passage in targets], self.asked.vector)
        for passage in targets:
            cosines = near.get(passage.id, {})
            self.reached[passage.id] = Ranked(passage, ranked.score, max(cosines.values(), default=ranked.cosine), cosines)
        chosen = select(self.asked.question, [self.reached[passage.id] for passage in targets], REFERRED + 2)
        best = max((each.score for each in chosen), default=0.0) or 1.0
        return [replace(each, score=round(item.score * each.score / best, 4)) for each in chosen]

    def _targets(self, item: Evidence, own: Passage) -> list[Passage]:
        found = [each for span in sentences(item.text) if only_refers(span.of(item.text)) for each in references(span.of(item.text))]
        ids = [each.passage_id for reference in found for each in self._answering(own, reference)]
        passages = self.library.passages([number for number in dict.fromkeys(ids) if number not in self.reached][:MOST_PASSAGES])
        return self.asked.allowed(self.library, passages)

    def _answering(self, own: Passage, reference: Reference) -> list[Answered]:
        """What the paper holds of it; of several papers that may be meant the first that holds anything."""
        questions = frozenset() if reference.remark else frozenset(number.main for number in reference.numbers)
        found = (self.library.answered(paper, questions) for paper in self._papers(own, reference))
        return next(filter(None, ([*_named(reference, passages)] for passages in found)), [])

    def _papers(self, own: Passage, reference: Reference) -> Iterator[int]:
        if not reference.papers:
            yield own.document_id
        for number in reference.papers:
            try:
                parliament = BUNDESTAG if reference.federal else self.library.metadata(own.document_id).parliament
            except DocumentMissing:  # removed by another process since it was found
                return
            yield from self.library.papers(number, parliament)


def _named(reference: Reference, passages: Sequence[Answered]) -> Iterator[Answered]:
    """The passages that answer one of the questions; of a Vorbemerkung all, where none says that it is about these questions."""
    fitting = [each for each in passages if any(fits(number, each.numbers) for number in reference.numbers)]
    exact = [each for each in fitting if set(reference.numbers) & each.numbers] if all(n.part for n in reference.numbers) else []
    yield from exact or fitting or (passages if reference.remark else ())


def _answered_before(item: Evidence, found: Sequence[Evidence]) -> bool:
    same = (other.text for other in found if other.passage_id == item.passage_id)
    return any(len(text.split()) >= FEWEST_WORDS and not says_nothing(text) for text in same)


def _covered(item: Evidence, found: Sequence[Evidence]) -> bool:
    return any(
        other.document_id == item.document_id and other.span.start <= item.span.start and item.span.end <= other.span.end for other in found
    )


def _sources(numbers: Sequence[int], referred: Mapping[int, int]) -> list[int]:
    """What refers to some evidence, and what refers to that, the first reference first."""
    before = [referred[number] for number in numbers if number in referred]
    return list(dict.fromkeys([*_sources(before, referred), *before])) if before else []
