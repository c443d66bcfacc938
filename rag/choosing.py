"""Which stands in an answer: a composed sentence, or the document's own sentence that it was made of.

It does not know how either was made, nor whether it is true: both are proved. A composed sentence is shorter, and what it leaves out may be
what was asked for. So it stands for a quote only where it holds all of the quote's numbers and dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.types import Claim, Verdict
from rag.verify import dates, numbers
from rag.verify.forms import canonical

LEAVES_OUT = Verdict(False, "wording", "Der Satz lässt eine Zahl oder eine Zeitangabe seiner Fundstelle weg; sie steht hier im Wortlaut.")


def fuller(claim: Claim, quotes: Sequence[Claim]) -> Claim | None:
    """The first of the quotes that a claim cites and whose numbers and dates it does not hold all; None where it may stand for them."""
    said = canonical(claim.text)
    return next((quote for quote in quotes if {*quote.evidence} <= {*claim.evidence} and _loses(said, canonical(quote.text))), None)


def left_out(claim: Claim) -> Claim:
    """The claim as one that was thrown out for its quote."""
    return replace(claim, verdict=LEAVES_OUT)


def unsaid(quotes: Sequence[Claim], said: Sequence[Claim]) -> list[Claim]:
    """The quotes whose evidence no claim cites."""
    cited = {number for claim in said for number in claim.evidence}
    return [quote for quote in quotes if not cited & {*quote.evidence}]


def _loses(said: str, quote: str) -> bool:
    return dates.unproved(quote, [said]) is not None or numbers.unproved(quote, [said]) is not None
