"""A text is embedded once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.types import Float32
from rag.remembering import RememberingEmbedder
from tests.fakes import FakeEmbedder


class Counting(FakeEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[str]] = []

    def embed_passages(self, texts: Sequence[str]) -> Float32:
        self.asked.append(list(texts))
        return super().embed_passages(texts)


def test_only_what_is_new_is_embedded() -> None:
    counting = Counting()
    remembering = RememberingEmbedder(counting)
    first = remembering.embed_passages(["eins", "zwei", "eins"])
    second = remembering.embed_passages(["drei", "zwei"])
    assert counting.asked == [["eins", "zwei"], ["drei"]]
    assert np.array_equal(first, FakeEmbedder().embed_passages(["eins", "zwei", "eins"]))
    assert np.array_equal(second, FakeEmbedder().embed_passages(["drei", "zwei"]))


def test_the_oldest_is_forgotten_first() -> None:
    counting = Counting()
    remembering = RememberingEmbedder(counting, size=2)
    for text in ("eins", "zwei", "eins", "drei", "eins", "zwei"):
        remembering.embed_passages([text])
    assert counting.asked == [["eins"], ["zwei"], ["drei"], ["zwei"]]


def test_queries_and_passages_are_told_apart_and_nothing_is_empty() -> None:
    remembering = RememberingEmbedder(FakeEmbedder())
    assert remembering.embed_queries([]).shape == (0, 64)
    assert (remembering.dimension, remembering.fingerprint) == (64, "fake-bag-of-words")
    assert remembering.count_tokens(["eins zwei"]) == [2]
