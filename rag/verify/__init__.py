"""Whether a sentence is supported by the evidence that it cites, by rules that a clerk can read.

It does not know where the sentence or the evidence come from. The rules are strict: what they cannot see as supported is not. What they
cannot see is listed in `RuleVerifier`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.types import Span
from rag.types import Verdict
from rag.verify import belonging, cases, coverage, dates, denied, limits, modality, names, negation, numbers, phrases, scope, wording
from rag.verify.failure import Failure
from rag.verify.forms import canonical, original

SUPPORTED = Verdict(supported=True)


class RuleVerifier:
    """A `Verifier`. It does not see: who did what to whom, when all words are there; synonyms; what a pronoun stands for."""

    def verify(self, claim: str, evidence: Sequence[str], context: Sequence[str] = ()) -> Verdict:
        """The first rule that fails. context: titles and headings of the evidence; they may hold names and words of the claim,
        but neither numbers nor dates: a heading is often a question, and what it asks about is not thereby so.
        """
        if not evidence:
            return Verdict(False, "citation", "Der Satz nennt keine Fundstelle.")
        if _same(claim, " ".join(evidence)):
            return SUPPORTED
        said, known, above = canonical(claim), [canonical(text) for text in evidence], [canonical(text) for text in context]
        for code, failure in _failures(said, known, above):
            if failure:
                spans = {original(claim, span) for span in failure.spans}
                return Verdict(False, code, failure.reason, failed=tuple(sorted(spans, key=lambda span: (span.start, span.end))))
        return SUPPORTED


def _failures(claim: str, evidence: Sequence[str], context: Sequence[str]) -> Iterator[tuple[str, Failure | None]]:
    """What each rule says, one after the other; "coverage" before those that compare clauses that speak of the same."""
    yield "date", _date(claim, evidence)
    yield "number", _number(claim, evidence)
    yield "name", _name(claim, evidence, context)
    yield "coverage", _coverage(claim, evidence, context)
    yield "negation", _as_failure(negation.contradiction(claim, evidence), negation.marks(claim))
    yield "negation", denied.widened(claim, evidence)
    yield "modality", _as_failure(modality.mismatch(claim, evidence), modality.marks(claim))
    yield "scope", scope.exceeded(claim, evidence)
    yield "number", belonging.elsewhere(claim, evidence)
    yield "scope", limits.lost(claim, evidence, context)
    yield "roles", cases.swapped(claim, evidence)
    yield "phrase", phrases.torn(claim, evidence)
    yield "wording", wording.changed(claim, evidence)


def _as_failure(reason: str, spans: tuple[Span, ...]) -> Failure | None:
    return Failure(reason, spans) if reason else None


def _same(left: str, right: str) -> bool:
    return left.split() == right.split()


def _date(claim: str, evidence: Sequence[str]) -> Failure | None:
    date = dates.unproved(claim, evidence)
    if date is None:
        return None
    shown = " ".join(filter(None, (date.part, date.text)))
    return Failure(f"Die Zeitangabe „{shown}“ steht so in keiner der Fundstellen.", (date.span,))


def _number(claim: str, evidence: Sequence[str]) -> Failure | None:
    found = numbers.unproved(claim, evidence)
    if found is None:
        return None
    claimed, known = found
    if known is None:
        return Failure(f"Die Zahl {claimed.text} steht in keiner der Fundstellen.", (claimed.span,))
    reason = f"Die Fundstelle nennt die Zahl {claimed.text} in anderem Zusammenhang oder mit einer Einschränkung („rund“, „mehr als“)."
    return Failure(reason, (claimed.span,))


def _name(claim: str, evidence: Sequence[str], context: Sequence[str]) -> Failure | None:
    name = names.missing(claim, evidence, context)
    return Failure(f"„{name.of(claim)}“ kommt in keiner der Fundstellen vor.", (name,)) if name else None


def _coverage(claim: str, evidence: Sequence[str], context: Sequence[str]) -> Failure | None:
    words = coverage.uncovered(claim, evidence, context)
    if not words:
        return None
    spans = tuple(Span(word.start, word.start + len(word.text)) for word in words)
    return Failure(f"Diese Wörter stehen nicht in den Fundstellen: {', '.join(word.text for word in words)}.", spans)
