"""Which evidence proves a drafted sentence: the one that it cites, else better evidence, else none.

It does not know how a sentence is checked (the verifier does) nor what becomes of one that nothing proves. One evidence sentence proves a
whole claim or a whole clause of it: words pooled from several would prove what none of them says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from index.sentences import sentences
from rag.addressing import addresses_program
from rag.draft import Sentence
from rag.harmless import harmless
from rag.quoting import tidy
from rag.stems import all_stems
from rag.types import Claim, Evidence, Verdict, Verifier
from rag.verify import SUPPORTED
from rag.verify.clauses import clauses
from rag.verify.negation import denies, without_lead

NO_MARK = Verdict(False, "citation", "Der Satz nennt keine gültige Fundstelle.")
NO_STATEMENT = Verdict(False, "relevance", "Der Satz ist eine Anweisung an das Programm und beantwortet nichts.")
FEWEST_WORDS = 4  # of a sentence: "2029." is none
ALMOST = 0.75  # share of words in common, in the same order
# "Die Umsetzung bis 2029 erfolgen soll.": a clause cut out of its sentence, its verb at the end, with none before a comma.
_SUBORDINATE = re.compile(r"^[^,]*\s(?:soll|ist|sind|wird|wurde|wurden|hat|hatte|kann|muss|darf|war|waren)\.$")
_GAP = 4  # characters of white space between two sentences
Judge = Callable[..., Verdict]


def prove(sentence: Sentence, evidence: Sequence[Evidence], contexts: Mapping[int, str], verifier: Verifier) -> Claim:
    """The claim with the fewest evidence numbers that prove it, those of the draft first; else with the draft's numbers and their verdict.

    A claim that one sentence proves and another denies is not supported. contexts: evidence number to title and heading.
    """
    texts = {item.number: item.text for item in evidence}
    cited = tuple(number for number in sentence.marks if number in texts)
    drafted = harmless(sentence.text)
    if not drafted or addresses_program(sentence.text):
        return Claim(drafted, cited, NO_STATEMENT)
    before = _predecessors(evidence)

    def judge(claim: str, number: int, *above: int) -> Verdict:
        verdict = verifier.verify(claim, [texts[number]], [contexts[number], *(texts[other] for other in above)])
        if not (above and verdict.supported):
            return verdict
        # As a context its words prove anything: "4 Boote" out of "73 Boote" above and "4 Schiffe".
        return verifier.verify(claim, [texts[each] for each in (*above, number)], [contexts[number]])

    for text in filter(None, (drafted, without_lead(drafted))):  # a wrong "Ja," does not spoil what is right behind it
        proof = _proof(text, list(_by_promise(text, cited, texts)), before, judge)
        if proof:
            denied = None if denies(text) else next((n for n in texts if n not in proof and judge(text, n).code == "negation"), None)
            said = verbatim(text, texts[proof[0]]) if len(proof) == 1 and not without_lead(text) else text
            return Claim(said, proof, _contradicted(denied) if denied else SUPPORTED)
    return Claim(drafted, cited, judge(drafted, cited[0]) if cited else NO_MARK)


def _proof(claim: str, numbers: Sequence[int], before: Mapping[int, int], judge: Judge) -> tuple[int, ...]:
    """The first number that proves all of the claim, else one with the sentence before it, which names what "die Richtlinie" is, else one
    for each of its clauses; () when a clause is left.
    """
    whole = next((number for number in numbers if judge(claim, number).supported), None)
    if whole is not None:
        return (whole,)
    after = next((number for number in numbers if number in before and judge(claim, number, before[number]).supported), None)
    if after is not None:
        return tuple(sorted((after, before[after])))
    found = [next((number for number in numbers if judge(clause.text, number).supported), None) for clause in clauses(claim)]
    return tuple(sorted({number for number in found if number is not None})) if None not in found and len(found) > 1 else ()


def _predecessors(evidence: Sequence[Evidence]) -> dict[int, int]:
    """For each evidence sentence the one that ends right before it in the same document, if that is evidence too."""
    return {
        item.number: other.number
        for item in evidence
        for other in evidence
        if other.document_id == item.document_id and 0 <= item.span.start - other.span.end <= _GAP
    }


def _by_promise(claim: str, cited: tuple[int, ...], texts: Mapping[int, str]) -> Iterator[int]:
    """The cited numbers, then the others, those first that share most words with the claim."""
    yield from cited
    words = all_stems(claim)
    yield from sorted((number for number in texts if number not in cited), key=lambda number: -len(words & all_stems(texts[number])))


def verbatim(claim: str, evidence: str) -> str:
    """The evidence itself where the claim is almost that, or no sentence: what a small model changes in it are mistakes of grammar."""
    quotes = [tidy(span.of(evidence)) for span in sentences(evidence)] or [tidy(evidence)]
    likeness, nearest = max((_alike(claim, quote), quote) for quote in quotes)
    return nearest if likeness >= ALMOST or len(claim.split()) < FEWEST_WORDS or _SUBORDINATE.search(claim) else claim


def _alike(claim: str, quote: str) -> float:
    return SequenceMatcher(None, claim.casefold().split(), quote.casefold().split(), autojunk=False).ratio()


def _contradicted(number: int) -> Verdict:
    return Verdict(False, "negation", f"Die Fundstelle {number} sagt das Gegenteil.")
