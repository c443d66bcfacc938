"""What a "kein" denies: a claim denies the same noun as its evidence, and no more of it.

It does not know "nicht", whose scope its clause tells (`rag.verify.negation`). "keine Hinweise auf Schäden" is not "keine Schäden", and
"keine über Presseberichte hinausgehenden Erkenntnisse" is not "keine Erkenntnisse".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.types import Span
from rag.stems import all_stems, carries
from rag.verify.failure import Failure
from rag.words import content_words

_NO = re.compile(r"\b[Kk]ein(?:e[nmrs]?|erlei)?\b")
_WORD = re.compile(r"[^\W\d_][\w-]*|[,.;:!?()]")
_PREPOSITION = frozenset({"über", "auf", "für", "in", "aus", "von", "mit", "zu", "durch", "an", "bei", "unter", "nach"})
_LINKS = frozenset({",", "und", "oder", "bzw"})
_OTHER_NEGATION = re.compile(r"\b(?:nicht|nie|niemals|weder|ohne|niemand|nichts)\b")
_NO_MORE = re.compile(r"\b(?:nicht|kein\w*)\b[^.,;]*?\bmehr\b(?!\s+als)")


@dataclass(frozen=True, slots=True)
class _Denied:
    noun: str
    attributes: tuple[str, ...]
    span: Span


def widened(claim: str, evidence: Sequence[str]) -> Failure | None:
    """Where the claim denies another noun than its evidence, or the same one without its limits; None where it does not."""
    text = " ".join(evidence)
    said, known = _denied(claim), _denied(text)
    if (more := _NO_MORE.search(claim)) and not _NO_MORE.search(text):
        return Failure(f"Der Satz sagt „{more.group()}“, die Fundstelle nicht.", (Span(*more.span()),))
    for mine in said:
        same = [each for each in known if _is(mine.noun, each.noun)]
        if known and not same and not _OTHER_NEGATION.search(text):
            return Failure(f"Der Satz verneint „{mine.noun}“, die Fundstelle „{known[0].noun}“.", (mine.span,))
        if same and all(_lost(each, claim) for each in same):
            return Failure(f"Die Fundstelle verneint nur „{_lost(same[0], claim)} {same[0].noun}“, der Satz alle.", (mine.span,))
    if known and not said and (denial := _OTHER_NEGATION.search(claim)) and not _OTHER_NEGATION.search(text):
        words = all_stems(claim)
        if not any(carries(words, each.noun) for each in known):
            return Failure(f"Die Fundstelle verneint „{known[0].noun}“, der Satz etwas anderes.", (Span(*denial.span()),))
    return None


def _is(noun: str, other: str) -> bool:
    return carries(all_stems(other), noun) or carries(all_stems(noun), other)


def _lost(denied: _Denied, claim: str) -> str:
    said = all_stems(claim)
    return next((word for word in denied.attributes if not carries(said, word)), "")


def _denied(text: str) -> list[_Denied]:
    return [found for match in _NO.finditer(text) if (found := _phrase(text, match))]


def _phrase(text: str, no: re.Match[str]) -> _Denied | None:
    """The noun behind a "kein": behind a preposition its own noun comes first ("keine über Berichte hinausgehenden Erkenntnisse")."""
    attributes, inside = list[str](), False
    for match in _WORD.finditer(text, no.end()):
        word = match[0]
        if not word[0].isalpha() and word not in _LINKS:
            return None
        if word[0].isupper():
            if not inside:
                return _Denied(word, tuple(attributes), Span(no.start(), match.end()))
            attributes.append(word)
        elif word in _PREPOSITION:
            if inside:
                return None
            inside = True
        elif content_words(f"x {word}"):
            attributes.append(word)
            inside = inside and not attributes[:-1]
    return None
