"""Rule "coverage": every content word of a claim stands in its evidence, as a stem, inside a compound or as the parts of one.

It does not know synonyms: a paraphrase in other words fails here, and the answer quotes instead. One word is enough to fail, for it may be
the verb ("entdeckte" where the evidence says "untersuchte").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.stems import all_stems, carries
from rag.verify.modality import is_modal
from rag.verify.names import FRAME
from rag.verify.numerals import cardinal, ordinal
from rag.verify.scope import is_scope
from rag.words import Word, content_words

LEAST_IN_EVIDENCE = 0.5  # share of the words without titles and headings: they name the subject, they prove nothing
NEAR = 4  # words between the parts of "KI-Strategie" in "Strategie des Landes für KI", at most


def uncovered(claim: str, evidence: Sequence[str], context: Sequence[str] = ()) -> list[Word]:
    """The content words that are not carried, [] when all are. context: titles and headings may carry half of them, but no verb."""
    words = [word for word in content_words(claim) if not _left_to_other_rules(word.text)]
    own = [word for word in words if any(_carries(text, word.text) for text in evidence)]
    lost = [
        word for word in words if word not in own and not (word.text[0].isupper() and any(_carries(text, word.text) for text in context))
    ]
    if not lost and len(own) < LEAST_IN_EVIDENCE * len(words):
        lost = [word for word in words if word not in own]
    return lost


def _carries(text: str, word: str) -> bool:
    """Whether the text has the word; the parts of one with hyphens must stand near each other, not anywhere."""
    if not carries(all_stems(text), word):
        return False
    parts = re.split("[-‐‑]", word)
    return len(parts) == 1 or any(all(_has(window, part) for part in parts) for window in _windows(text, len(parts) + NEAR))


def _windows(text: str, size: int) -> list[list[str]]:
    words = re.findall(r"[^\W_]+(?:[-‐‑][^\W_]+)*", text)
    return [words[i : i + size] for i in range(max(len(words) - size, 0) + 1)]


def _has(window: Sequence[str], part: str) -> bool:
    return part in window or carries(all_stems(" ".join(window)), part)


def _left_to_other_rules(word: str) -> bool:
    """Numerals, abbreviations, words of modality and scope, and nouns that lay out an answer without adding a fact."""
    small = word.casefold()
    numeral = cardinal(small) is not None or ordinal(small) is not None
    return numeral or small in FRAME or word.isupper() or is_modal(word) or is_scope(word)
