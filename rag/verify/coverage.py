"""Rule "coverage": most content words of a claim stand in its evidence, as a stem, inside a compound or as the parts of one.

It does not know synonyms: a paraphrase in other words fails here, and the answer quotes instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.verify.names import FRAME
from rag.words import Word, all_stems, carries, content_words

LEAST = 0.65  # share of the claim's content words, nouns twice
LEAST_IN_EVIDENCE = 0.4  # the same without titles and headings: they name the subject, they prove nothing


def uncovered(claim: str, evidence: Sequence[str], context: Sequence[str] = ()) -> list[str]:
    """The content words that are not carried, [] when enough are."""
    words = [word for word in content_words(claim) if word.text.casefold() not in FRAME]
    known = all_stems("\n".join(evidence))
    around = known | all_stems("\n".join(context))
    lost = [word for word in words if not carries(around, word.text)]
    enough = _share(words, lost) >= LEAST and _share(words, [word for word in words if not carries(known, word.text)]) >= LEAST_IN_EVIDENCE
    return [] if enough else [word.text for word in lost or words]


def _share(words: Sequence[Word], lost: Sequence[Word]) -> float:
    """The weight of what is not lost; 1.0 for a claim without content words, such as "Nein." or "Es waren 831."."""
    total = sum(_weight(word) for word in words)
    return 1 - sum(_weight(word) for word in lost) / total if total else 1.0


def _weight(word: Word) -> float:
    return 2.0 if word.noun else 1.0
