"""Rule "coverage": every content word of a claim stands in its evidence, as a stem, inside a compound or as the parts of one.

It does not know synonyms: a paraphrase in other words fails here, and the answer quotes instead. One word is enough to fail, for it may be
the verb ("entdeckte" where the evidence says "untersuchte").
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.stems import all_stems, carries
from rag.verify.modality import is_modal
from rag.verify.names import FRAME
from rag.verify.numerals import cardinal, ordinal
from rag.words import content_words

LEAST_IN_EVIDENCE = 0.5  # share of the words without titles and headings: they name the subject, they prove nothing


def uncovered(claim: str, evidence: Sequence[str], context: Sequence[str] = ()) -> list[str]:
    """The content words that are not carried, [] when all are. context: titles and headings may carry half of them."""
    words = [word.text for word in content_words(claim) if not _left_to_other_rules(word.text)]
    known = all_stems("\n".join(evidence))
    around = known | all_stems("\n".join(context))
    lost = [word for word in words if not carries(around, word)]
    proved = sum(carries(known, word) for word in words)
    return lost or ([] if proved >= LEAST_IN_EVIDENCE * len(words) else [word for word in words if not carries(known, word)])


def _left_to_other_rules(word: str) -> bool:
    """Numerals, abbreviations, words of modality, and nouns that lay out an answer without adding a fact."""
    small = word.casefold()
    return small in FRAME or word.isupper() or is_modal(word) or cardinal(small) is not None or ordinal(small) is not None
