"""Rule "phrase": what stands inside a phrase of the evidence is not said of it alone: heads keep their parts, ranges both ends, purposes
are not deeds.

It does not parse German: each check looks for one pattern that can be told from its form, and what does not have it passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.types import Span
from rag.stems import all_stems, carries, stems
from rag.verify.failure import Failure
from rag.words import content_words

_NOUN = r"[A-ZÄÖÜ][\w-]+"
_CHAIN = re.compile(rf"{_NOUN}(?:\s(?:der|des|aller|von|eines|einer|am|im|zum|zur)\s(?:zu\s)?(?:[a-zäöüß]+e[nrms]?\s){{0,2}}{_NOUN})+")
_ATTRIBUTE = re.compile(
    rf"\b(?:der|die|das|dem|den|des|eine[nmrs]?)\s(?:durch|von|vom)\s((?:[\w-]+\s){{1,5}}?)[a-zäöüß]+(?:te|ene|ende)[nmrs]?\s"
    rf"(?:[a-zäöüß]+e[nmrs]?\s){{0,2}}([\w-]*{_NOUN})"
)
_RANGE = re.compile(r"(?<![\w.,])(\d[\d.,]*|[a-zäöüß]{4,}en)\sbis\s(?:zu\s)?(\d[\d.,]*|[a-zäöüß]{4,}en)\b(?!\.)")
_THOUSANDS = re.compile(r"(?<=\d)[. \u00a0\u202f](?=\d{3}(?!\d))")
_SUBJECT = re.compile(rf"^(?:(?:Der|Die|Das)\s)(?:[a-zäöüß]+e\s)?({_NOUN})")
_RELATIVE = re.compile(r"(?:^|,\s)((?:(?:an|auf|aus|bei|für|in|mit|nach|von|zu)\s)?(?:der|die|das|dem|denen|den|deren)\s[^,.;]+)")
_PAST = re.compile(r"\b(?:hat|haben|hatten?|wurden?|worden|ist|sind|waren?)\b")
_PARTICIPLE = re.compile(r"\b(?:[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en)|(?:be|er|ver|ent|zer|über|unter)[a-zäöüß]{3,}t)\b(?!\s[A-ZÄÖÜ])")
_PURPOSE = re.compile(r"\b(?:zu[rm]|für\s(?:die|den|das|eine[n]?)|zwecks)\s(?:[a-zäöüß]+e[nrms]?\s){0,2}$")


def torn(claim: str, evidence: Sequence[str]) -> Failure | None:
    """Where the claim tears something out of a phrase of its evidence; None where it does not."""
    for text in evidence:
        for check in (_range, _attribute, _chain, _subject, _deed):
            if failure := check(claim, text):
                return failure
    return None


def _range(claim: str, text: str) -> Failure | None:
    """ "im mittleren Bereich" for "im unteren bis mittleren Bereich", "20" for "10 bis 20"."""
    claim = _THOUSANDS.sub("", claim)
    for match in _RANGE.finditer(_THOUSANDS.sub("", text)):
        held = [_word(part).search(claim) for part in match.groups()]
        if any(held) and not all(held):
            return Failure(f"Die Fundstelle nennt eine Spanne („{match[0]}“), der Satz nur ein Ende.")
    return None


def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){re.escape(word)}(?!\w|[.,]\d)")


def _attribute(claim: str, text: str) -> Failure | None:
    """ "der durch den Rat eingesetzte Ausschuss" without the committee."""
    said = all_stems(claim)
    for match in _ATTRIBUTE.finditer(text):
        inner = [word.text for word in content_words(f"x {match[1]}") if word.noun]
        if inner and any(carries(said, word) for word in inner) and not carries(said, match[2]) and text.count(inner[-1]) == 1:
            return Failure(f"In der Fundstelle geht es um „{match[2]}“, nicht um „{inner[-1]}“.")
    return None


def _chain(claim: str, text: str) -> Failure | None:
    """ "die Liste der Emissionen" for "die Liste der Kosten der Emissionen"."""
    said = all_stems(claim)
    pairs = [pair for chain in _chains(claim) for pair in pairwise(chain)]
    for chain in _chains(text):
        for first, middle, last in zip(chain, chain[1:], chain[2:], strict=False):
            torn = any(_one(first, a) and _one(last, b) for a, b in pairs)
            if torn and not carries(said, middle):
                return Failure(f"Zwischen „{first}“ und „{last}“ steht in der Fundstelle „{middle}“.")
    return None


def _chains(text: str) -> Iterator[list[str]]:
    for match in _CHAIN.finditer(text):
        yield re.findall(_NOUN, match[0])


def _one(word: str, other: str) -> bool:
    return any(a & b for a in stems(word) for b in stems(other))


def _subject(claim: str, text: str) -> Failure | None:
    """The subject of the claim stands in the evidence in a relative clause, its verb outside of it."""
    subject = _SUBJECT.match(claim)
    verbs = [word.text for word in content_words(claim) if word.text[0].islower()]
    if subject is None or not verbs:
        return None
    for relative in _RELATIVE.finditer(text):
        inside, outside = all_stems(relative[1]), all_stems(text[: relative.start()] + text[relative.end() :])
        alone = carries(inside, subject[1]) and not carries(outside, subject[1])
        if alone and not any(carries(inside, verb) for verb in verbs) and any(carries(outside, verb) for verb in verbs):
            return Failure(f"„{subject[1]}“ steht in der Fundstelle in einem anderen Zusammenhang.", (Span(*subject.span(1)),))
    return None


def _deed(claim: str, text: str) -> Failure | None:
    """A deed in the past of which the evidence speaks only as to come ("wird … umsetzen") or as a purpose ("zur Erarbeitung")."""
    if not _PAST.search(claim):
        return None
    for match in _PARTICIPLE.finditer(claim):
        forms = [word for word in content_words(f"x {text}") if _one(match[0], word.text)]
        if forms and all(_to_come(f"x {text}", word.start, word.text) for word in forms):
            return Failure(f"Der Satz nennt getan („{match[0]}“), was die Fundstelle erst vorhat.", (Span(*match.span()),))
    return None


def _to_come(text: str, start: int, word: str) -> bool:
    """A noun behind "zur", an infinitive with "zu", or one at the end of a clause with "wird"."""
    before = text[:start]
    if word[0].isupper():
        return bool(_PURPOSE.search(before))
    clause = re.split(r"[,;.]\s", before)[-1]
    infinitive = word.endswith("en") and "ge" not in word[:6]
    return infinitive and (clause.endswith("zu ") or bool(re.search(r"\b(?:wird|werden)\b", clause)))
