"""Which evidence proves a drafted sentence: the one that it cites, else better evidence, else none.

It does not know how a sentence is checked (the verifier does) nor what becomes of one that nothing proves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rag.draft import Sentence
from rag.types import Claim, Evidence, Verdict, Verifier
from rag.verify import SUPPORTED
from rag.words import all_stems

PAIRED = 4  # the evidence sentences nearest to the claim, of which pairs are tried
NO_MARK = Verdict(False, "citation", "Der Satz nennt keine gültige Fundstelle.")


def prove(sentence: Sentence, evidence: Sequence[Evidence], contexts: Mapping[int, str], verifier: Verifier) -> Claim:
    """The claim with the fewest evidence numbers that prove it, those of the draft first; else with the draft's numbers and their verdict.

    A claim that one sentence proves and another denies is not supported. contexts: evidence number to title and heading.
    """
    texts = {item.number: item.text for item in evidence}
    cited = tuple(number for number in sentence.marks if number in texts)

    def verdict(numbers: Sequence[int]) -> Verdict:
        return verifier.verify(sentence.text, [texts[number] for number in numbers], [contexts[number] for number in numbers])

    for numbers in _attempts(sentence.text, cited, texts):
        if verdict(numbers).supported:
            denied = next((number for number in texts if number not in numbers and verdict([number]).code == "negation"), None)
            return Claim(sentence.text, tuple(sorted(numbers)), _contradicted(denied) if denied else SUPPORTED)
    return Claim(sentence.text, cited, verdict(cited) if cited else NO_MARK)


def _contradicted(number: int) -> Verdict:
    return Verdict(False, "negation", f"Die Fundstelle {number} sagt das Gegenteil.")


def _attempts(claim: str, cited: tuple[int, ...], texts: Mapping[int, str]) -> Iterator[tuple[int, ...]]:
    """Each cited number alone, all of them, every other alone, then pairs of the nearest."""
    yield from ((number,) for number in cited)
    if len(cited) > 1:
        yield cited
    words = all_stems(claim)
    nearest = sorted(texts, key=lambda number: -len(words & all_stems(texts[number])))
    yield from ((number,) for number in nearest if number not in cited)
    yield from (pair for pair in combinations(nearest[:PAIRED], 2) if set(pair) != set(cited))
