"""What the dense leg adds to the contract of the legs: exact and approximate search, measured against each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.changes import Changes, History, IndexedPassage, catch_up
from index.dense import FEW as FEW_OF_MEAN
from index.dense import FILE, DenseIndex, empty_index
from index.types import Float32

DIMENSION = 48
COUNT = 6000
FEW = 1000  # what counts as few in these tests: beyond it the search is approximate


def clustered(count: int, seed: int) -> Float32:
    """Unit vectors in clusters that overlap, as those of texts do; uniform ones would be harder than any text and prove nothing."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(99).standard_normal((200, DIMENSION))
    made = centres[random.integers(0, 200, count)] + 0.8 * random.standard_normal((count, DIMENSION))
    unit: Float32 = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
    return unit


VECTORS = clustered(COUNT, seed=1)
QUESTIONS = clustered(50, seed=2)


def changes(sequence: int, numbers: range, removed: range = range(0)) -> Changes:
    batch = [IndexedPassage(n, n // 10, "", "", "text", "", VECTORS[n]) for n in numbers]
    return Changes(sequence, removed, [batch[:1000], batch[1000:]])


@pytest.fixture(scope="module")
def approximate(tmp_path_factory: pytest.TempPathFactory) -> DenseIndex:
    index = DenseIndex(tmp_path_factory.mktemp("dense"), DIMENSION, exact_up_to=FEW)
    index.update(changes(1, range(COUNT)))
    return index


def nearest(vectors: Float32, question: Float32, limit: int) -> list[int]:
    return [int(number) for number in np.argsort(-(vectors @ question), kind="stable")[:limit]]


def middle(vectors: Float32) -> Float32:
    """The direction of their mean, as long as they are many."""
    mean: Float32 = vectors.mean(axis=0)
    return mean * (len(vectors) / (len(vectors) + FEW_OF_MEAN) / float(np.linalg.norm(mean)))


def test_few_vectors_are_searched_exactly(tmp_path: Path) -> None:
    index = DenseIndex(tmp_path, DIMENSION)
    index.update(changes(1, range(FEW)))
    for question in QUESTIONS:
        hits = index.search(question, 10)
        assert [hit.passage_id for hit in hits] == nearest(VECTORS[:FEW], question, 10)
        assert [hit.score for hit in hits] == pytest.approx([float(VECTORS[hit.passage_id] @ question) for hit in hits], abs=1e-5)


def test_many_vectors_are_searched_approximately_and_well(approximate: DenseIndex) -> None:
    assert type(approximate._view.index).__name__ == "IndexIVFScalarQuantizer"  # type: ignore[union-attr]
    found = [{hit.passage_id for hit in approximate.search(question, 10)} for question in QUESTIONS]
    recall = np.mean([len(hits & set(nearest(VECTORS, question, 10))) / 10 for hits, question in zip(found, QUESTIONS, strict=True)])
    assert recall >= 0.95


def test_the_approximate_index_reads_vectors_back(approximate: DenseIndex) -> None:
    ids = [5, 4999, 17]
    assert approximate.scores(QUESTIONS[0], ids) == pytest.approx([float(VECTORS[n] @ QUESTIONS[0]) for n in ids], abs=0.02)


def test_scores_of_the_unknown_are_nought(approximate: DenseIndex, tmp_path: Path) -> None:
    assert approximate.scores(QUESTIONS[0], [10**9]) == [0.0]
    assert approximate.scores(QUESTIONS[0], []) == []
    assert DenseIndex(tmp_path, DIMENSION).scores(QUESTIONS[0], [1]) == [0.0]


def test_the_mean_is_what_all_vectors_have_in_common(approximate: DenseIndex, tmp_path: Path) -> None:
    exact = DenseIndex(tmp_path, DIMENSION)
    assert not exact.mean().any()
    exact.update(changes(1, range(FEW)))
    assert exact.mean() == pytest.approx(middle(VECTORS[:FEW]), abs=1e-5)
    exact.update(changes(2, range(FEW, FEW + 10), removed=range(FEW - 10)))
    assert exact.mean() == pytest.approx(middle(VECTORS[FEW - 10 : FEW + 10]), abs=1e-5), "it follows what is added and removed"
    assert float(approximate.mean() @ middle(VECTORS)) > 0.9, "a draw tells nearly the same"


def test_a_narrowed_search_misses_nothing(approximate: DenseIndex) -> None:
    documents = [3, 400, 599]
    allowed = [number for number in range(COUNT) if number // 10 in documents]
    for question in QUESTIONS[:10]:
        assert {hit.passage_id for hit in approximate.search(question, 100, documents)} == set(allowed)


def test_the_approximate_index_is_kept_up_to_date(tmp_path: Path) -> None:
    index = DenseIndex(tmp_path, DIMENSION, exact_up_to=FEW)
    index.update(changes(1, range(4000)))
    index.update(changes(2, range(4000, 4500), removed=range(1000, 2000)))
    again = DenseIndex(tmp_path, DIMENSION, exact_up_to=FEW)
    assert again.ids() == index.ids() == {*range(1000), *range(2000, 4500)}
    for number in (0, 999, 2000, 4499):
        assert again.search(VECTORS[number], 1)[0].passage_id == number
    assert not {hit.passage_id for hit in again.search(VECTORS[1500], 100)} & set(range(1000, 2000))


def test_an_exact_index_that_grew_becomes_an_approximate_one(tmp_path: Path) -> None:
    index = DenseIndex(tmp_path, DIMENSION, exact_up_to=FEW)
    index.update(changes(1, range(FEW // 2)))
    assert not index.outgrown
    catch_up(index, History(2, ["", ""]), lambda since: changes(2, range(COUNT) if since == 0 else range(FEW // 2, COUNT)))
    assert (index.outgrown, len(index), index.sequence) == (False, COUNT, 2)
    assert type(index._view.index).__name__ == "IndexIVFScalarQuantizer"  # type: ignore[union-attr]


def test_training_twice_gives_the_same_index() -> None:
    import faiss

    made = []
    for _ in range(2):
        index = empty_index(VECTORS, DIMENSION, FEW)
        index.add_with_ids(VECTORS, np.arange(COUNT))
        made.append(faiss.serialize_index(index).tobytes())
    assert made[0] == made[1]


def test_vectors_of_another_dimension_are_another_index(tmp_path: Path) -> None:
    index = DenseIndex(tmp_path, DIMENSION)
    index.update(changes(1, range(10)))
    assert DenseIndex(tmp_path, DIMENSION + 1).sequence == 0


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.99])
def test_a_file_that_was_cut_off_is_no_index(tmp_path: Path, keep: float) -> None:
    index = DenseIndex(tmp_path, DIMENSION)
    index.update(changes(1, range(100)))
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * keep)])
    assert DenseIndex(tmp_path, DIMENSION).sequence == 0


def test_a_flipped_bit_is_noticed(tmp_path: Path) -> None:
    index = DenseIndex(tmp_path, DIMENSION)
    index.update(changes(1, range(100)))
    data = bytearray((tmp_path / FILE).read_bytes())
    data[len(data) // 2] ^= 4
    (tmp_path / FILE).write_bytes(data)
    assert DenseIndex(tmp_path, DIMENSION).sequence == 0
