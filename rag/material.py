"""Everything that is known about a question before anything is written: evidence, citations, and how probably they answer it.

It does not know language models, drafts or claims.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from index.errors import DocumentMissing
from index.finding import Finding
from index.library import Library
from index.search import Retriever
from index.types import Filters, Passage
from rag.annexed import with_naming
from rag.citations import cite, cite_passage, context_of
from rag.evidence import Ranked, select
from rag.referring import Asked, follow, key
from rag.refusal import features, probability
from rag.types import Citation, Evidence, Result

BEGINNING = 40  # characters of a question by which the heading of its answer is known
PASSAGES = 8  # whose sentences are weighed as evidence


@dataclass(frozen=True, slots=True)
class Material:
    """contexts: for each evidence number the title and heading above it. score: the probability that the evidence answers, and what it was
    reckoned from (`rag.refusal.features`; empty without evidence). referred: for the number of evidence that other evidence refers to, the
    number of that."""

    question: str
    evidence: tuple[Evidence, ...]
    citations: tuple[Citation, ...]
    contexts: Mapping[int, str]
    score: float
    features: Mapping[str, float] = field(default_factory=dict)
    referred: Mapping[int, int] = field(default_factory=dict)


def gather(library: Library, retriever: Retriever, question: str, limit: int, filters: Filters | None = None) -> Material:
    """At most `limit` evidence sentences for the question and what is known of them, all from one state of the library."""
    return retriever.settled(lambda: _gather(library, retriever, question, limit, filters))


def _gather(library: Library, retriever: Retriever, question: str, limit: int, filters: Filters | None) -> Material:
    finding = retriever.find(question, PASSAGES, filters)
    ranked = answering(library, rank(library, finding))
    asked = Asked(question, finding.vector, filters)
    followed = with_naming(library, asked, follow(library, asked, select(question, ranked, limit), ranked, limit), limit)
    passages = {item.passage.id: item.passage for item in ranked} | dict(followed.passages)
    evidence, citations = cite(library, followed.evidence, passages)
    numbers = {key(item): item.number for item in evidence}
    referred = {numbers[target]: numbers[source] for target, source in followed.led.items() if {target, source} <= numbers.keys()}
    contexts = _contexts(evidence, passages, referred)
    values = features(question, evidence, [contexts[item.number] for item in evidence], finding) if evidence else {}
    return Material(question, evidence, citations, contexts, probability(values), values, referred)


def _contexts(evidence: Sequence[Evidence], passages: Mapping[int, Passage], referred: Mapping[int, int]) -> dict[int, str]:
    """Title and heading of each; for what is referred to also those of the sentence that refers to it, and that sentence itself."""
    contexts = dict[int, str]()
    texts = {item.number: item.text for item in evidence}
    for item in evidence:  # what refers stands before what it refers to
        contexts[item.number] = context_of(passages[item.passage_id])
        if source := referred.get(item.number):
            lines = f"{contexts[item.number]}\n{contexts[source]}\n{texts[source]}".split("\n")
            contexts[item.number] = "\n".join(dict.fromkeys(filter(None, lines)))
    return contexts


def what_follows(library: Library, item: Evidence) -> str:
    """The text behind evidence in its document, as far as its passage and the next one go."""
    near = [*library.passages([item.passage_id]), library.neighbours(item.passage_id)[1]]
    return next((text for each in near if each and (text := each.text[max(item.span.end - each.span.start, 0) :].strip())), "")


def results(library: Library, retriever: Retriever, question: str, limit: int, filters: Filters | None = None) -> list[Result]:
    """At most `limit` passages that fit best, best first, all from one state of the library."""
    return retriever.settled(lambda: _results(library, retriever, question, limit, filters))


def _results(library: Library, retriever: Retriever, question: str, limit: int, filters: Filters | None) -> list[Result]:
    found = list[Result]()
    for ranked in rank(library, retriever.find(question, limit, filters)):
        with suppress(DocumentMissing):  # removed by another process since it was found
            found.append(Result(ranked.passage, ranked.score, cite_passage(library, len(found) + 1, ranked.passage)))
    return found


def rank(library: Library, finding: Finding) -> list[Ranked]:
    """The passages that were found, best first, with the nearness of their sentences."""
    scored = {item.passage_id: item for item in finding.hits}
    sentences = library.sentences(list(scored), finding.vector)
    passages = library.passages(list(scored))
    days = library.days([each.document_id for each in passages])
    return [
        Ranked(each, scored[each.id].score, scored[each.id].dense, sentences.get(each.id, {}), days.get(each.document_id))
        for each in passages
    ]


def answering(library: Library, ranked: Sequence[Ranked]) -> list[Ranked]:
    """A question of a paper proves nothing: the passage that answers it takes its place, if there is one."""
    found: dict[int, Ranked] = {}
    for item in ranked:
        passage = item.passage if item.passage.part != "question" else _answer_to(library, item.passage)
        if passage is not None and passage.id not in found:
            found[passage.id] = item if passage is item.passage else Ranked(passage, item.score, item.cosine, day=item.day)
    return sorted(found.values(), key=lambda item: -item.score)


def _answer_to(library: Library, question: Passage) -> Passage | None:
    """The first passage behind the question and its neighbours that stands under this very question."""
    passage: Passage | None = question
    while passage is not None and passage.part == "question":
        passage = library.neighbours(passage.id)[1]
    beginning = " ".join(question.text.split())[:BEGINNING]
    return passage if passage is not None and beginning in " ".join(passage.heading.split()) else None
