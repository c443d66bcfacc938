"""The vectors of passages and of their sentences: which there are, when they are the same, and what packing them costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.packing import pack_sentences, unpack_all_sentences, unpack_sentences, unpack_vectors
from index.passages import embedding_text
from index.sentences import sentences
from index.types import Embedder, Float32, Passage, Span
from index.vectors import BATCH, LETTERS, READ, digest, embed
from tests.fakes import FakeEmbedder
from tests.index.shelf import CountingEmbedder

ANSWER = "Nein. Im Landkreis sind derzeit drei Brücken gesperrt. 1.234 €. Die Sperrung der Elbbrücke dauert bis Mai 2026."
FAITHFUL = 0.998  # the least cosine of a vector and what is kept of it


def passage(text: str, start: int = 0, heading: str = "", title: str = "") -> Passage:
    spans = tuple(Span(start + span.start, start + span.end) for span in sentences(text))
    return Passage(1, 1, Span(start, start + len(text)), text, spans, heading, "text", title)


@st.composite
def rows(draw: st.DrawFn) -> list[Float32 | None]:
    """Vectors of length 1, in up to 400 dimensions, from even to very uneven; and gaps."""
    dimension, power = draw(st.integers(1, 400)), draw(st.sampled_from([1.0, 2.0, 3.0]))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    made: list[Float32 | None] = []
    for there in draw(st.lists(st.booleans(), max_size=40)):
        vector = random.standard_normal(dimension)
        vector = np.sign(vector) * np.abs(vector) ** power
        made.append((vector / np.linalg.norm(vector)).astype(np.float32) if there else None)
    return made


@given(rows())
def test_packing_keeps_positions_exactly_and_directions_nearly(vectors: list[Float32 | None]) -> None:
    there = {position: vector for position, vector in enumerate(vectors) if vector is not None}
    dimension = len(next(iter(there.values()), np.empty(7)))
    positions, read = unpack_sentences(pack_sentences(vectors), dimension)
    assert positions.tolist() == list(there)
    assert read.shape == (len(there), dimension)
    assert read.dtype == np.float32
    for vector, again in zip(there.values(), read, strict=True):
        assert float(np.linalg.norm(again)) == pytest.approx(1, abs=1e-5)
        assert float(vector @ again) >= FAITHFUL


@given(st.lists(rows(), max_size=6), st.integers(1, 40))
def test_many_passages_are_unpacked_at_once_as_each_alone(passages: list[list[Float32 | None]], dimension: int) -> None:
    blobs = [pack_sentences([each if each is None else each[:1].repeat(dimension) for each in vectors]) for vectors in passages]
    counts, read = unpack_all_sentences([*blobs, None], dimension)
    alone = [unpack_sentences(blob, dimension)[1] for blob in blobs]
    assert counts.tolist() == [*map(len, alone), 0]
    assert read.dtype == np.float32
    np.testing.assert_allclose(read, np.concatenate([*alone, np.empty((0, dimension), np.float32)]), atol=1e-6)


@given(rows())
def test_what_was_packed_is_packed_to_the_same_bytes_again(vectors: list[Float32 | None]) -> None:
    blob = pack_sentences(vectors)
    dimension = next((len(vector) for vector in vectors if vector is not None), 7)
    again: list[Float32 | None] = [None] * len(vectors)
    for position, vector in zip(*unpack_sentences(blob, dimension), strict=True):
        again[position] = vector
    assert pack_sentences(again) == blob


def test_a_vector_takes_a_byte_for_each_number() -> None:
    vectors = [row / np.linalg.norm(row) for row in np.random.default_rng(3).standard_normal((9, 384)).astype(np.float32)]
    assert len(pack_sentences([*vectors, None])) == 9 * 384 + 4 + 2


def read(text: str, embedder: Embedder) -> tuple[list[int], Float32]:
    positions, vectors = unpack_sentences(embed([passage(text)], embedder)[0].sentences, embedder.dimension)
    return positions.tolist(), vectors


def test_only_what_says_something_alone_has_a_vector() -> None:
    assert [span.of(ANSWER) for span in passage(ANSWER).sentences][::2] == ["Nein.", "1.234 €."]
    assert read(ANSWER, FakeEmbedder())[0] == [1, 3]
    assert read("Nein. Ja. 17,5 %.", FakeEmbedder())[0] == []
    assert read("a" * (LETTERS - 1) + ".", FakeEmbedder())[0] == []
    assert read("a" * LETTERS + ".", FakeEmbedder())[0] == [0]


def test_the_whole_is_read_behind_its_title_and_heading_and_a_sentence_alone() -> None:
    embedder = CountingEmbedder()
    given = passage(ANSWER, start=70, heading="1. Welche Brücken\nsind gesperrt?", title="Brücken im Land")
    (packed,) = embed([given], embedder)
    assert embedder.embedded == [
        embedding_text(given),
        "Im Landkreis sind derzeit drei Brücken gesperrt.",
        "Die Sperrung der Elbbrücke dauert bis Mai 2026.",
    ]
    assert unpack_vectors([packed.passage]) == pytest.approx(FakeEmbedder().embed_passages([embedding_text(given)]), abs=1e-3)


def test_line_breaks_in_a_sentence_are_no_part_of_it_and_a_long_one_is_read_to_a_point() -> None:
    embedder = CountingEmbedder()
    embed([passage("Im Landkreis sind\nderzeit  drei Brücken gesperrt."), passage("Viele Brücken " * 100 + "sind gesperrt.")], embedder)
    short, long = embedder.embedded[2:]
    assert short == "Im Landkreis sind derzeit drei Brücken gesperrt."
    assert len(long) == READ


def test_a_sentence_of_many_passages_is_embedded_once_and_kept_with_each() -> None:
    embedder = CountingEmbedder()
    several = [passage(f"Frage {number} betrifft den Landkreis allein. Dazu liegen keine Erkenntnisse vor.") for number in range(5)]
    packed = embed(several, embedder)
    assert embedder.embedded.count("Dazu liegen keine Erkenntnisse vor.") == 1
    last = [unpack_sentences(each.sentences, embedder.dimension)[1][1] for each in packed]
    assert all((vector == last[0]).all() for vector in last)


def test_many_sentences_are_embedded_in_batches_and_each_gets_its_own() -> None:
    asked: list[int] = []

    class Watched(FakeEmbedder):
        def embed_passages(self, texts: Sequence[str]) -> Float32:
            asked.append(len(texts))
            return super().embed_passages(texts)

    texts = [f"Die Brücke mit der Nummer {number} ist gesperrt." for number in range(BATCH + 10)]
    packed = embed([passage(text) for text in texts], Watched())
    assert asked == [len(texts), BATCH, 10]
    for number in (0, BATCH - 1, BATCH, BATCH + 9):
        (vector,) = unpack_sentences(packed[number].sentences, 64)[1]
        assert float(vector @ FakeEmbedder().embed_passages([texts[number]])[0]) >= FAITHFUL


def test_nothing_is_embedded_of_nothing() -> None:
    assert embed([], FakeEmbedder()) == []
    (packed,) = embed([Passage(1, 1, Span(0, 0), "", ())], FakeEmbedder())
    assert unpack_sentences(packed.sentences, 64)[0].tolist() == []


def test_an_embedder_that_gives_too_few_vectors_is_found_out() -> None:
    class Lazy(FakeEmbedder):
        def embed_passages(self, texts: Sequence[str]) -> Float32:
            return super().embed_passages(texts)[:1]

    with pytest.raises(ValueError, match="2 texts"):
        embed([passage(ANSWER), passage("Eine Antwort liegt nicht vor.")], Lazy())


def test_equal_digests_exactly_where_the_vectors_are_equal() -> None:
    known = passage(ANSWER, heading="Brücken", title="Landkreis")
    assert digest(passage(ANSWER, start=99, heading="Brücken", title="Landkreis")) == digest(known), "where it stands does not count"
    assert digest(replace(known, id=9, document_id=9, part="answer")) == digest(known)
    others = [
        replace(known, heading="Straßen"),
        replace(known, title="Land"),
        passage(ANSWER.replace("drei", "vier"), heading="Brücken", title="Landkreis"),
        replace(known, sentences=known.sentences[:-1]),
        replace(known, sentences=(Span(0, known.sentences[1].end), *known.sentences[2:])),
    ]
    assert len({digest(other) for other in [known, *others]}) == 1 + len(others)


def test_a_lone_surrogate_has_a_digest() -> None:
    assert len(digest(passage("Ein Satz mit \ud800 darin ist beschädigt."))) == 16


def test_a_real_vector_comes_through_packing_and_a_sentence_is_nearer_than_its_passage(embedder: Embedder) -> None:
    """What sentences are embedded for: a short question is nearer to the sentence that answers it than to the whole passage."""
    text = (
        "Die Landesregierung legte den Haushaltsplan vor. Er umfasst alle Ausgaben der Ministerien. "
        "Das Hochwasser zerstörte zwei Brücken über die Elbe. Die Schulen erhalten neue Lehrkräfte für Mathematik und Musik."
    )
    positions, kept = read(text, embedder)
    alone = [span.of(text) for span in passage(text).sentences]
    assert positions == [0, 1, 2, 3]
    true = embedder.embed_passages(alone)
    assert ((true * kept).sum(axis=1) >= FAITHFUL).all()
    question = embedder.embed_queries(["Wie viele Elbbrücken wurden durch die Flut zerstört?"])[0]
    cosines = kept @ question
    assert np.abs(cosines - true @ question).max() < 0.002
    assert int(cosines.argmax()) == 2
    assert cosines[2] > float(unpack_vectors([embed([passage(text)], embedder)[0].passage])[0] @ question)
