"""Which stretch of a claim is borne by which stretch of its evidence, so that a person sees at once what was compared.

It does not judge: a claim whose every word is matched may still say something else (the rules see to that). Both sides are letter-exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from index.types import Span
from rag.stems import all_stems, carries, stems
from rag.types import Claim, Evidence, Match
from rag.verify.dates import dates, proves
from rag.verify.numbers import quantities, same_number
from rag.words import FUNCTION_WORDS

_PIECE = re.compile(r"\d+(?:[.,/:\u00a0\u202f ]\d+)*|[^\W\d_]+(?:[-‐‑*:/][^\W_]+)*|[^\w\s]|\w")


@dataclass(frozen=True, slots=True)
class _Piece:
    key: str
    span: Span

    @property
    def content(self) -> bool:
        return self.key[0].isalnum() and self.key not in FUNCTION_WORDS


def with_matches(claim: Claim, evidence: Sequence[Evidence]) -> Claim:
    """The claim with what of it stands where in the evidence that it cites."""
    cited = [item for item in evidence if item.number in claim.evidence]
    found = [match for item in cited for match in _in(claim.text, item)]
    found.sort(key=lambda match: (match.claim.start, match.claim.end, match.number, match.lead))
    return replace(claim, verdict=replace(claim.verdict, matches=tuple(found)))


def matches(claim: str, evidence: str) -> list[tuple[Span, Span]]:
    """Stretches of the claim and of the evidence that say the same, in the claim's order: runs of the same words merged, then what stands
    there in other forms: dates, numbers, words of one stem.
    """
    mine, theirs = _pieces(claim), _pieces(evidence)
    found = list(_runs(mine, theirs))
    for claimed, known in (*_dates(claim, evidence), *_numbers(claim, evidence), *_words(claim, mine, theirs)):
        if not any(claimed.start < other.end and other.start < claimed.end for other, _ in found):
            found.append((claimed, known))
    return sorted(found, key=lambda pair: (pair[0].start, pair[0].end))


def _in(claim: str, item: Evidence) -> Iterator[Match]:
    found = matches(claim, item.text)
    yield from (Match(item.number, claimed, known) for claimed, known in found)
    if item.lead:
        rest = _blanked(claim, (claimed for claimed, _ in found))
        yield from (Match(item.number, claimed, known, lead=True) for claimed, known in matches(rest, item.lead))


def _blanked(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * len(span) + text[span.end :]
    return text


@lru_cache(1_000)
def _pieces(text: str) -> tuple[_Piece, ...]:
    return tuple(_Piece(match[0].casefold(), Span(*match.span())) for match in _PIECE.finditer(text))


def _runs(mine: Sequence[_Piece], theirs: Sequence[_Piece]) -> Iterator[tuple[Span, Span]]:
    """Runs of the same words in the same order; a small word or a sign alone only in a quote, or where it goes on from the run before."""
    matcher = SequenceMatcher(None, [piece.key for piece in theirs], [piece.key for piece in mine], autojunk=False)
    blocks = matcher.get_matching_blocks()
    quote, end = sum(size for _, _, size in blocks) == len(mine), -1
    for there, here, size in blocks:
        run = mine[here : here + size]
        if size and (quote or here == end or any(piece.content for piece in run)):
            yield Span(run[0].span.start, run[-1].span.end), Span(theirs[there].span.start, theirs[there + size - 1].span.end)
            end = here + size


def _dates(claim: str, evidence: str) -> Iterator[tuple[Span, Span]]:
    known = dates(evidence)
    for claimed in dates(claim):
        yield from ((claimed.span, other.span) for other in known if proves(other, claimed))


def _numbers(claim: str, evidence: str) -> Iterator[tuple[Span, Span]]:
    known = quantities(evidence)
    for claimed in quantities(claim):
        yield from ((claimed.span, other.span) for other in known if same_number(other, claimed))


def _words(claim: str, mine: Sequence[_Piece], theirs: Sequence[_Piece]) -> Iterator[tuple[Span, Span]]:
    """Each word with the first of the evidence that is the same or of one stem, else with the first that it is a part of."""
    others = [piece for piece in theirs if piece.content and piece.key[0].isalpha()]
    for piece in mine:
        if not piece.content or not piece.key[0].isalpha():
            continue
        word = piece.span.of(claim)
        near = (_same, _same_stem, _part)
        yield from ((piece.span, other.span) for fits in near for other in others if fits(word, other.key))


def _same(word: str, key: str) -> bool:
    return word.casefold() == key


def _same_stem(word: str, key: str) -> bool:
    return any(a & b for a in stems(word) for b in stems(key))


def _part(word: str, key: str) -> bool:
    return carries(all_stems(key), word)
