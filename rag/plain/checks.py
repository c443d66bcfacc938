"""Whether sentences in plain language say what a sentence says: nothing else, and nothing less.

It does not know how they were made: those of a rule are checked like those of a language model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.plain.wording import everyday
from rag.stems import all_stems, carries
from rag.types import Verdict, Verifier
from rag.verify import SUPPORTED, dates, numbers
from rag.verify.clauses import clauses
from rag.verify.forms import canonical
from rag.verify.modality import moods
from rag.verify.names import codes
from rag.words import content_words

_NEGATION = re.compile(r"\b(?:nicht|kein\w*|nie|niemals|weder|ohne|nichts)\b", re.IGNORECASE)
# What limits a sentence must be in its plain form as often: a condition or an "in der Regel" is easily lost.
_LIMITS = re.compile(
    r"\b(?:wenn|sofern|soweit|falls|nur|lediglich|teilweise|grundsätzlich|in der Regel|mindestens|höchstens|bis zu|bisher|bislang"
    r"|ausschließlich|voraussichtlich|möglicherweise|außer|jedoch|allerdings|aber)\b",
    re.IGNORECASE,
)


def checked(parts: Sequence[str], original: str, verifier: Verifier) -> Verdict:
    """Why the parts do not say just what the original says; supported where they do."""
    whole = " ".join(parts)
    told = everyday(original)
    if whole == told:
        return _kept(whole, original)
    for part in parts:
        verdict = verifier.verify(part, [told])
        if not verdict.supported:
            return verdict
    lost = [word.text for word in content_words(told) if not carries(all_stems(whole), word.text)]
    if lost:
        return Verdict(False, "coverage", f"Diese Wörter fehlen: {', '.join(lost)}.")
    return _kept(whole, original)


def _kept(plain: str, original: str) -> Verdict:
    """Numbers, dates, short forms, denials, moods and limits are the same on both sides, and as many."""
    new, old = canonical(plain), canonical(original)
    if dates.unproved(new, [old]) or dates.unproved(old, [new]):
        return Verdict(False, "date", "Eine Zeitangabe ist nicht dieselbe.")
    if numbers.unproved(new, [old]) or numbers.unproved(old, [new]):
        return Verdict(False, "number", "Eine Zahl ist nicht dieselbe.")
    if set(codes(new)) != set(codes(old)):
        return Verdict(False, "name", "Eine Abkürzung ist nicht dieselbe.")
    if len(_NEGATION.findall(new)) != len(_NEGATION.findall(old)):
        return Verdict(False, "negation", "Eine Verneinung ist hinzugekommen oder weggefallen.")
    if _moods(new) != _moods(old):
        return Verdict(False, "modality", "Aus einer Absicht, Möglichkeit oder Pflicht ist etwas anderes geworden.")
    return SUPPORTED if _limits(new) == _limits(old) else Verdict(False, "scope", "Eine Einschränkung ist nicht dieselbe.")


def _moods(text: str) -> frozenset[str]:
    return frozenset(mood for clause in clauses(text) for mood in moods(clause))


def _limits(text: str) -> list[str]:
    return sorted(found.casefold() for found in _LIMITS.findall(text))
