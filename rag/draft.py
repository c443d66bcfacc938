"""From the pieces that a generator writes to finished sentences with their evidence numbers.

It does not know evidence, nor whether a sentence is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"\s*(?P<text>[^\[\]]*[^\[\]\s])\s*(?P<marks>(?:\[\d+\])+)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft without its marks, and the numbers in them."""

    text: str
    marks: tuple[int, ...]


def sentences(pieces: Iterable[str]) -> Iterator[Sentence]:
    """Each sentence as soon as it is finished: when something follows its marks, or when a piece is a whole sentence by itself.

    No piece may end between the marks of a sentence; what `rag.generators.form.conform` gives never does.
    """
    rest = ""
    for piece in pieces:
        whole = _SENTENCE.fullmatch(piece.rstrip()) is not None and not rest.strip()
        rest += piece
        while (match := _SENTENCE.match(rest)) and (whole or rest[match.end() :].lstrip("[0123456789")):
            yield _read(match)
            rest = rest[match.end() :]
    for match in _SENTENCE.finditer(rest):
        yield _read(match)


def _read(match: re.Match[str]) -> Sentence:
    return Sentence(" ".join(match["text"].split()), tuple(dict.fromkeys(int(number) for number in re.findall(r"\d+", match["marks"]))))
