"""Compounds that lost their front: "12 Beamte" for "12 Bundesbeamte", "keine Darlehen" for "keine Landesdarlehen".

It does not know where less may be said: "einen Anschluss haben" follows from "einen Glasfaseranschluss haben". Only what is denied,
counted, or stands behind a preposition beside a number is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.types import Span
from rag.stems import LINKS, stems
from rag.verify.failure import Failure
from rag.verify.numbers import quantities, same_number
from rag.words import Word, content_words

SHORTEST_FRONT, SHORTEST_HEAD = 3, 4  # letters of what is cut off a compound, and of what is left
_NOUN = r"[A-ZÄÖÜ][\w-]+"
DENIAL = re.compile(r"\b(?:kein\w*|niemand|nirgends)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:alle[nrsm]?|sämtliche\w*|jede[rsnm]?|nur)\b", re.IGNORECASE)
_BESIDE = re.compile(
    rf"\b(?:(?i:an|auf|bei|beim|im|am|in|zu|zum|zur|für|von|vom)\s(?:(?:de[rmn]|die|das)\s)?(?:[a-zäöüß]+e[nmrs]?\s)?)({_NOUN})"
    rf"|\b({_NOUN})\s(?=(?:in\sHöhe\s)?von\s\d)"
)
_WHERE = re.compile(rf"\b(?:[Ii]n|[Aa]us|[Nn]ach)\s({_NOUN})")
_AT = re.compile(rf"^(?:An|Auf|In|Bei)\s(?:de[rmn]|die|das)\s({_NOUN})")


def counts(claim: str, segment: str) -> Iterator[Span]:
    """Where counts of the segment stand that the claim gives as well."""
    mine = quantities(claim)
    return (known.span for known in quantities(segment) if known.unit != "§" and any(same_number(known, each) for each in mine))


def cut_short(claim: str, segment: str, said: frozenset[str]) -> Failure | None:
    """A compound without its front, where that narrows: what is denied, counted or stands behind a preposition beside a number."""
    denied = bool(DENIAL.search(claim) and DENIAL.search(segment))
    counted = any(counts(claim, segment)) or bool(quantities(claim) and quantities(segment) and _ALL.search(claim))
    if name := _other_place(claim, segment):
        return name
    first = _AT.match(claim)
    if not (denied or counted or first):
        return None
    known = [word.text for word in content_words(f"x {segment}") if word.text[0].isupper()]
    narrowing = [*_denied_nouns(claim)] if denied else []
    if first:
        narrowing.append(Word(first[1], first.start(1), noun=True))
    if counted:
        narrowing += [*_counted_nouns(claim), *_behind_prepositions(claim)]
    for word in narrowing:
        wholes = [other for other in known if is_front_cut(word.text, other)]
        if (
            wholes
            and not any(_has(word.text, other) for other in known if other not in wholes)
            and not _said_apart(word.text, wholes[0], said)
        ):
            return Failure(f"Die Fundstelle spricht von „{wholes[0]}“, der Satz von „{word.text}“.", (_span(word),))
    return None


def _other_place(claim: str, segment: str) -> Failure | None:
    """ "in Sachsen" for "in Niedersachsen" or "in Sachsen-Anhalt"."""
    there = re.findall(_NOUN, segment)
    for match in _WHERE.finditer(claim):
        name, known = match[1], [word for word in there if word != match[1]]
        wholes = [word for word in known if word.startswith(f"{name}-") or word.casefold().endswith(name.casefold())]
        if wholes and name not in there:
            return Failure(f"Die Fundstelle spricht von „{wholes[0]}“, der Satz von „{name}“.", (Span(*match.span(1)),))
    return None


def is_front_cut(word: str, whole: str) -> bool:
    """ "Maus" for "Feldmaus", "Satz" for "EU-Satz"."""
    return len(word) >= SHORTEST_HEAD and "-" not in word and any(_fronts(word, whole))


def _fronts(word: str, whole: str) -> Iterator[str]:
    """What stands before the word in the whole, without what links the two."""
    *parts, last = stems(whole)
    for head in stems(word)[-1]:
        for tail in last:
            if tail == head and parts:
                yield from parts[-1]
            elif tail.endswith(head) and len(tail) >= len(head) + SHORTEST_FRONT:
                yield tail.removesuffix(head)


def _said_apart(word: str, whole: str, said: frozenset[str]) -> bool:
    """ "die Strategie des Landes für Fachkräfte" for "die Fachkräftestrategie"."""
    return any(front.removesuffix(link) in said for front in _fronts(word, whole) for link in LINKS)


def _has(word: str, other: str) -> bool:
    return bool(stems(word)[-1] & stems(other)[-1]) and "-" not in other


def _denied_nouns(claim: str) -> Iterator[Word]:
    for match in re.finditer(r"\b[Kk]ein(?:e[nmrs]?|erlei)?\s(?:[a-zäöüß]+e[nmrs]?\s)?", claim):
        yield from (word for word in content_words(f"x {claim[match.end() :]}")[:1] if word.start == 2)


def _counted_nouns(claim: str) -> Iterator[Word]:
    for quantity in quantities(claim):
        match = re.match(rf"\s(?:[a-zäöüß]+e[nmrs]?\s)?({_NOUN})", claim[quantity.span.end :])
        if match and quantity.counted:
            yield Word(match[1], quantity.span.end + match.start(1), noun=True)


def _behind_prepositions(claim: str) -> Iterator[Word]:
    for match in _BESIDE.finditer(claim):
        yield Word(match[1] or match[2], match.start(1 if match[1] else 2), noun=True)


def _span(word: Word) -> Span:
    return Span(word.start, word.start + len(word.text))
