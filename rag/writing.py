"""From the evidence to the claims of an answer: composed, quoted or translated.

It does not know how evidence was found, nor what a person sees of a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from index.library import Library
from index.types import Embedder
from rag import attribution, draft, prompt, quoting
from rag.choosing import fuller, left_out, unsaid
from rag.conflicts import conflicts, newest_first
from rag.evidence import with_leads
from rag.material import Material, what_follows
from rag.polarity import decided
from rag.question import language_of
from rag.referring import with_references
from rag.relevance import to_the_point
from rag.translating import translated
from rag.types import Claim, Constraint, Generator, Options, Status, Verifier


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes claims of evidence. Without a generator all of them are quotes."""

    library: Library
    embedder: Embedder
    generator: Generator | None
    verifier: Verifier
    options: Options

    def answers(self, material: Material) -> bool:
        """Whether the evidence answers the question."""
        return bool(material.evidence) and material.score >= self.options.refusal_threshold

    def claims(self, material: Material, language: str) -> Iterator[tuple[Status, Claim]]:
        """Composed claims and the quotes that they leave unsaid; the quotes alone where no composed claim is supported or may stand for its
        quote; nothing when the evidence does not answer. The status with a claim is that of the answer so far."""
        if not self.answers(material):
            return
        material = replace(material, evidence=with_leads(material.evidence))
        leading = {*material.referred.values()}
        quoted, composed = quoting.quotes(material.question, material.evidence, leading), list[Claim]()
        # A sentence that names one cell says more than the row of a table, and all that a reference leads to more than its "Frage 4".
        weaker = {item.number for item in material.evidence if item.lead} | leading
        running = [quote for quote in quoted if not weaker & {*quote.evidence}]
        groups = conflicts(material.question, material.evidence, material.citations)
        ordered = newest_first(quoted, material.evidence, material.citations, groups)
        # Where papers contradict each other a writer would mix what each of them says: they speak for themselves.
        for claim in () if any(claim.as_of for claim in ordered) else self._composed(material, language):
            kept = claim.verdict.supported and fuller(claim, running) is None
            composed += [claim] if kept else []
            yield "answered", claim if kept or not claim.verdict.supported else left_out(claim)
        quotes = with_references(ordered, material.evidence, material.referred)
        if composed:
            yield from (("answered", quote) for quote in unsaid(quotes, composed))
        else:
            yield from self._quoted(self._decided(material, quotes), language)

    def _decided(self, material: Material, quotes: Sequence[Claim]) -> Sequence[Claim]:
        """The quotes, one that answers a yes-or-no question before the others."""
        return decided(material.question, quotes, material, lambda item: what_follows(self.library, item))

    def _quoted(self, quotes: Sequence[Claim], language: str) -> Iterator[tuple[Status, Claim]]:
        """The quotes; in English, where a generator writes and its translation of one can be checked, the translation."""
        if self.generator is None or language != "en":
            yield from (("quoted", claim) for claim in quotes)
            return
        status: Status = "quoted"
        for claim, failed in translated(quotes, self.generator, self.embedder):
            status = "answered" if claim not in quotes else status
            yield from (("quoted", each) for each in (failed,) if each)
            yield status, claim

    def _composed(self, material: Material, language: str) -> Iterator[Claim]:
        """Each drafted sentence as a checked claim; none where nothing writes, or where the evidence is in another language.

        The rules compare words, so a sentence must be in the language of its evidence.
        """
        if self.generator is None or language_of(" ".join(item.text for item in material.evidence)) != language:
            return
        messages = prompt.messages(material.question, material.evidence, language)
        constraint = Constraint(evidence=len(material.evidence), sentences=self.options.sentences)
        with closing(self.generator.stream(messages, constraint)) as pieces:  # type: ignore[type-var]
            for sentence in draft.sentences(pieces):
                yield to_the_point(attribution.prove(sentence, material.evidence, material.contexts, self.verifier), material)
