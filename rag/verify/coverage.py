"""Rule "coverage": the nouns of a claim stand in its evidence, and most of its other content words, as a stem or within a compound.

It does not know synonyms: a paraphrase in other words fails here, and the answer quotes instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.verify.modality import is_modal
from rag.verify.names import FRAME
from rag.verify.numerals import cardinal, ordinal
from rag.words import all_stems, carries, content_words

LEAST = 0.5  # share of the claim's content words other than nouns: verbs and adjectives are put in other words more often
LEAST_IN_EVIDENCE = 0.5  # share of all its content words without titles and headings: they name the subject, they prove nothing
_YES = re.compile(r"^(?:ja|yes)\b", re.IGNORECASE)


def uncovered(claim: str, evidence: Sequence[str], context: Sequence[str] = ()) -> list[str]:
    """The content words that are not carried, [] when enough are. After a "Ja" every word counts: what it affirms is the question's."""
    words = [word for word in content_words(claim) if not _left_to_other_rules(word.text)]
    known = all_stems("\n".join(evidence))
    around = known | all_stems("\n".join(context))
    lost = [word for word in words if not carries(around, word.text)]
    proved = sum(carries(known, word.text) for word in words)
    others = [word for word in words if not word.noun]
    least = 1.0 if _YES.match(claim) else LEAST
    enough = sum(not word.noun for word in lost) <= (1 - least) * len(others) and proved >= LEAST_IN_EVIDENCE * len(words)
    return [] if enough and not any(word.noun for word in lost) else [word.text for word in lost or words]


def _left_to_other_rules(word: str) -> bool:
    """Numerals, abbreviations, words of modality, and nouns that lay out an answer without adding a fact."""
    small = word.casefold()
    return small in FRAME or word.isupper() or is_modal(word) or cardinal(small) is not None or ordinal(small) is not None
