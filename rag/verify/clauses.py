"""Sentences cut into clauses, and the clauses of the evidence that speak of the same thing as a clause of the claim.

It does not know what is compared on them: negation and modality are clause by clause, or "plant nicht X, sondern Y" would confuse them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.stems import all_stems, carries
from rag.words import content_words

NEAR_BEST = 0.75  # a clause that carries this share of what the best one carries may be meant as well
_FINITE = (
    "ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|hatten|soll|sollen|sollte|sollten|kann|können|könnte|könnten|muss|müssen|"
    "darf|dürfen|will|wollen|plant|planen|prüft|prüfen|beabsichtigt|beteiligt|sieht|gibt|liegt|liegen|erfolgt|erfolgen|bleibt|beträgt"
)
_OPENERS = (
    "dass|weil|da|wenn|falls|sofern|soweit|ob|obwohl|während|indem|sodass|damit|bevor|nachdem|wobei|sondern|aber|jedoch|allerdings|denn|"
    "um|ohne|wie|wann|wo|inwieweit|inwiefern|weshalb|weswegen|wodurch|womit|der|die|das|dem|den|deren|dessen|welche[rsmn]?|was|wer"
)
_PREPOSITIONS = "an|in|auf|aus|bei|für|mit|nach|von|vor|zu|über|unter|durch"
_CUT = re.compile(
    rf"[,;:–]\s+(?=(?:{_OPENERS})\b|(?:{_PREPOSITIONS})\s(?:de[rmn]|denen|deren|dessen|die|das|welche[rmn]?)\b)|;\s+|\s(?=(?:und|oder|aber|sondern)\s(?:{_FINITE})\b)"
    rf"|,\s(?=\d[\d .]*\s(?:[\w-]+\s){{1,3}}?(?:{_FINITE})\b)"  # "5 Fälle wurden belegt, 7 Fälle wurden nicht belegt"
    r"|(?<=\w\w[.!?])(?<!\d\d[.])\s+(?=(?-i:[A-ZÄÖÜ„]))|\s\(|\)\s",
    re.IGNORECASE,
)
_SHORT_FORM = re.compile(r"\s\([A-ZÄÖÜ][\w-]{1,12}\)")  # "(EuGH)" ends no clause
_ZU_INFINITIVE = re.compile(r"\b(?:zu\s[a-zäöüß]\w+en|\w+zu\w+en)\b")
_SUBORDINATE = re.compile(r"^(?:dass|ob|inwieweit|inwiefern|wann|wie)\b", re.IGNORECASE)
_ELLIPTIC = re.compile(rf"^sondern\b(?!.*\b(?:{_FINITE})\b)", re.IGNORECASE | re.DOTALL)
_CONDITION = re.compile(r"^(?:wenn|falls|sofern|soweit)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and what governs it: "prüft" for "ob X sinkt" in "prüft, ob X sinkt"; the condition that stands beside it."""

    text: str
    governor: str = ""
    condition: bool = False


def clauses(text: str) -> list[Clause]:
    """The clauses of a text in order; an infinitive with "zu" stays with the verb that it hangs on."""
    return list(_clauses(text))


@lru_cache(5_000)
def _clauses(text: str) -> tuple[Clause, ...]:
    pieces: list[str] = []
    for piece in _CUT.split(_SHORT_FORM.sub("", text)):
        if not piece or not piece.strip():
            continue
        hangs_on = _ZU_INFINITIVE.search(piece) and not re.search(rf"\b(?:{_FINITE})\b", piece)
        if pieces and (hangs_on or not content_words(pieces[-1])) and not pieces[-1].rstrip().endswith((".", "!", "?")):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        else:
            pieces.append(piece)
    return tuple(_governed(pieces, i) for i in range(len(pieces)))


def counterparts(clause: Clause, evidence: Iterable[Clause]) -> list[Clause]:
    """The clauses of the evidence that carry most of the clause's content words, those with its verb if any has it; [] when none does."""
    words = content_words(clause.text)
    nouns, verbs = [word.text for word in words if word.noun], [word.text for word in words if not word.noun]
    found = [(_carried(nouns, other), _carried(verbs, other), other) for other in evidence]
    for i in range(1, len(found)):  # "bildet nicht X ab, sondern Y": the verb is said once
        if _ELLIPTIC.match(found[i][2].text):
            found[i] = (found[i][0], found[i][1] or found[i - 1][1], found[i][2])
    if any(verb for _, verb, _ in found):
        found = [(noun, verb, other) for noun, verb, other in found if verb]
    best = max((noun + verb for noun, verb, _ in found), default=0)
    return [other for noun, verb, other in found if best and noun + verb >= NEAR_BEST * best]


def _carried(words: Sequence[str], clause: Clause) -> int:
    known = all_stems(clause.text)
    return sum(carries(known, word) for word in words)


def _governed(pieces: Sequence[str], i: int) -> Clause:
    text = pieces[i]
    first_of_sentence = i == 0 or pieces[i - 1].rstrip().endswith((".", "!", "?"))
    governor = pieces[i - 1] if not first_of_sentence and _SUBORDINATE.match(text) else ""
    beside = [] if first_of_sentence else [pieces[i - 1]]
    if i + 1 < len(pieces) and not text.rstrip().endswith((".", "!", "?")):
        beside.append(pieces[i + 1])
    return Clause(text, governor, any(_CONDITION.match(piece) for piece in (text, *beside)))
