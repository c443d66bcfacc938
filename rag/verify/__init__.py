"""Whether a sentence is supported by the evidence that it cites, by rules that a clerk can read.

It does not know where the sentence or the evidence come from. The rules are strict: what they cannot see as supported is not. What they
cannot see is listed in `RuleVerifier`.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import Verdict
from rag.verify import coverage, dates, modality, names, negation, numbers, scope, wording
from rag.verify.forms import canonical

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
        claim, evidence, context = canonical(claim), [canonical(text) for text in evidence], [canonical(text) for text in context]
        for code, reason in (
            ("date", _date(claim, evidence)),
            ("number", _number(claim, evidence)),
            ("name", _name(claim, evidence, context)),
            ("coverage", _coverage(claim, evidence, context)),  # before the next two: they compare clauses that speak of the same
            ("negation", negation.contradiction(claim, evidence)),
            ("modality", modality.mismatch(claim, evidence)),
            ("scope", scope.exceeded(claim, evidence)),
            ("wording", wording.changed(claim, evidence)),
        ):
            if reason:
                return Verdict(False, code, reason)
        return SUPPORTED


def _same(left: str, right: str) -> bool:
    return left.split() == right.split()


def _date(claim: str, evidence: Sequence[str]) -> str:
    date = dates.unproved(claim, evidence)
    return f"Die Zeitangabe „{' '.join(filter(None, (date.part, date.text)))}“ steht so in keiner der Fundstellen." if date else ""


def _number(claim: str, evidence: Sequence[str]) -> str:
    found = numbers.unproved(claim, evidence)
    if found is None:
        return ""
    claimed, known = found
    if known is None:
        return f"Die Zahl {claimed.text} steht in keiner der Fundstellen."
    return f"Die Fundstelle nennt die Zahl {claimed.text} in anderem Zusammenhang oder mit einer Einschränkung („rund“, „mehr als“)."


def _name(claim: str, evidence: Sequence[str], context: Sequence[str]) -> str:
    name = names.missing(claim, evidence, context)
    return f"„{name}“ kommt in keiner der Fundstellen vor." if name else ""


def _coverage(claim: str, evidence: Sequence[str], context: Sequence[str]) -> str:
    words = coverage.uncovered(claim, evidence, context)
    return f"Diese Wörter stehen nicht in den Fundstellen: {', '.join(words)}." if words else ""
