"""Whether an English translation lacks a part of its German sentence, as far as an encoder can tell.

It does not know what either sentence says. The German sentence is also tried without each of its parts: where one of these is nearer to the
translation than the whole, the translation says nothing of that part. A short translation needs less of a gain to be doubted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from index.types import Embedder

LEAST_DOUBT = 0.017  # of cosine, by multilingual-e5-small: 30 whole translations made by hand stay below, 29 of 43 that lack a part do not
SHORTNESS = 0.03  # of cosine, for a translation without any characters; honest ones have 0.7 to 1.2 of the German ones
MOST_PIECES = 3  # that are left out together: "bei einem Geldinstitut / im Inland"
LARGEST = 0.7  # of the sentence that is left out

_BEFORE = """in im an am auf aus bei beim bis durch für gegen gegenüber gemeinsam mit nach seit über um unter von vom vor wegen zu zum zur
    zwischen und oder sowie die der des den dem das weil ob"""
_CUT = re.compile(rf",\s*|\s+(?=(?:{'|'.join(_BEFORE.split())})\b)")


def lacks(english: str, german: str, embedder: Embedder) -> bool:
    """Whether a part of the German sentence is likely to be missing."""
    shorter = list(without_a_part(german))
    if not shorter:
        return False
    written, whole, *others = embedder.embed_passages([english, german, *shorter])
    gain = max(float(written @ other) for other in others) - float(written @ whole)
    return gain + SHORTNESS * max(0.0, 1 - len(english) / len(german)) >= LEAST_DOUBT


def without_a_part(german: str) -> Iterator[str]:
    """The sentence without one to three of its neighbouring phrases, each of two words or more."""
    sentence = german.rstrip(". ")
    cuts = [0, *(found.end() for found in _CUT.finditer(sentence)), len(sentence)]
    pieces = [pair for pair in pairwise(cuts) if pair[0] < pair[1]]
    for count in range(1, MOST_PIECES + 1):
        for first, last in zip(pieces, pieces[count - 1 :], strict=False):
            start, end = first[0], last[1]
            if end - start <= LARGEST * len(sentence) and len(sentence[start:end].split()) > 1:
                yield f"{sentence[:start].rstrip(' ,')} {sentence[end:]}".strip() + "."
