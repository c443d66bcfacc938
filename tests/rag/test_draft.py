"""Sentences leave a draft as soon as they are finished."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rag.draft import Sentence, sentences

DRAFT = "Der Umbau kostet 1,5 Mio. Euro. [1] Er endet am 3. Oktober 2024. [2][3]"
SENTENCES = [Sentence("Der Umbau kostet 1,5 Mio. Euro.", (1,)), Sentence("Er endet am 3. Oktober 2024.", (2, 3))]


# Generators never end a piece between the marks of a sentence: one that is a whole sentence is not waited on (below).
BETWEEN_MARKS = DRAFT.index("[3]")


@given(st.lists(st.integers(1, len(DRAFT) - 1).filter(lambda cut: cut != BETWEEN_MARKS), max_size=20))
def test_pieces_may_be_cut_anywhere(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(DRAFT)]
    assert list(sentences(DRAFT[start:end] for start, end in pairwise(edges))) == SENTENCES


def test_a_whole_sentence_does_not_wait_for_the_next() -> None:
    asked = list[str]()

    def pieces() -> Iterator[str]:
        for piece in ("Der Umbau kostet 1,5 Mio. Euro. [1]", " Er endet am 3. Oktober 2024. [2][3]"):
            asked.append(piece)
            yield piece

    first = next(sentences(pieces()))
    assert (first, len(asked)) == (SENTENCES[0], 1)


def test_what_has_no_marks_is_no_sentence() -> None:
    assert list(sentences(["Das weiß ich nicht."])) == []
    assert list(sentences([])) == []


def test_a_number_cited_twice_counts_once() -> None:
    assert list(sentences(["Ja. [2][2]"])) == [Sentence("Ja.", (2,))]
