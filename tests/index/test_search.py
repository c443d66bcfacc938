"""Both legs together, on a library that is synced, changed and searched by several at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.library import Library
from index.search import Retriever, fuse
from index.sync import sync
from index.types import Embedder, Filters, Hit
from tests.fakes import FakeEmbedder
from tests.index.shelf import write_corpus

ROOT = Path(__file__).parents[2]
TEXTS = {
    "1": "Die Landesregierung legte am 3. Oktober 2023 den Haushaltsplan vor. Er umfasst 1.234,56 Euro.",
    "2": "Der Landkreis baut drei neue Kindertagesstätten. Die Plätze reichen trotzdem nicht.",
    "3": "Nach § 433 BGB wird der Verkäufer verpflichtet, dem Käufer die Sache zu übergeben.",
    "4": "Das Hochwasser zerstörte zwei Brücken über die Elbe.",
}

scores = st.floats(-1, 1, width=32)
hits = st.dictionaries(st.integers(1, 30), scores).map(lambda found: [Hit(number, score) for number, score in found.items()])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    write_corpus(made / "corpus.jsonl", TEXTS)
    return made


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Iterator[Library]:
    sync([folder], tmp_path / "library", FakeEmbedder())
    with Library.open(tmp_path / "library") as opened:
        yield opened


def text_of(library: Library, found: Sequence[Hit]) -> list[str]:
    return [passage.text for passage in library.passages([hit.passage_id for hit in found])]


@pytest.mark.parametrize(
    ("question", "key"),
    [("Haushalt am 03.10.2023", "1"), ("Wie viele Kindertagesstätten werden gebaut?", "2"), ("§ 433", "3"), ("Zwei Brücken", "4")],
)
def test_the_passage_that_answers_comes_first(library: Library, question: str, key: str) -> None:
    assert text_of(library, Retriever(library, FakeEmbedder()).search(question, 1)) == [TEXTS[key]]


def test_scores_run_from_one_to_nought_best_first(library: Library) -> None:
    found = Retriever(library, FakeEmbedder()).search("Haushaltsplan der Landesregierung", 10)
    values = [hit.score for hit in found]
    assert len(found) == len(TEXTS)
    assert values == sorted(values, reverse=True)
    assert values[0] == pytest.approx(1.0)
    assert min(values) >= 0


def test_the_scores_of_the_legs_are_told(library: Library) -> None:
    retriever = Retriever(library, FakeEmbedder())
    dense, lexical = retriever.legs("Hochwasser an der Elbe", 10)
    scored = retriever.scored("Hochwasser an der Elbe", 10)
    assert {entry.passage_id: entry.dense for entry in scored} == pytest.approx({hit.passage_id: hit.score for hit in dense})
    assert scored[0].lexical == lexical[0].score > 0
    assert [entry.lexical for entry in scored if entry.passage_id not in {hit.passage_id for hit in lexical}].count(0.0) == 4 - len(lexical)


def test_an_empty_library_finds_nothing_until_it_is_filled(tmp_path: Path, folder: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        retriever = Retriever(library, FakeEmbedder())
        assert retriever.search("Hochwasser", 5) == []
        assert retriever.scored("Hochwasser", 5) == []
        sync([folder], tmp_path / "library", FakeEmbedder())
        assert text_of(library, retriever.search("Hochwasser", 1)) == [TEXTS["4"]]


def test_filters_narrow_both_legs(library: Library) -> None:
    retriever = Retriever(library, FakeEmbedder())
    everything = [entry.id for entry in library.documents()]
    for number in everything:
        found = retriever.search("Hochwasser Haushaltsplan", 10, Filters(document_ids=(number,)))
        assert {passage.document_id for passage in library.passages([hit.passage_id for hit in found])} == {number}
    assert retriever.search("Hochwasser", 10, Filters(document_ids=(10**6,))) == []
    assert len(retriever.search("Hochwasser", 10, Filters())) == len(everything)


def test_what_another_process_syncs_is_found_at_once(tmp_path: Path, folder: Path, library: Library) -> None:
    retriever = Retriever(library, FakeEmbedder())
    retriever.search("Hochwasser", 1)
    write_corpus(folder / "corpus.jsonl", {**TEXTS, "4": "Ein Waldbrand vernichtete den Kiefernforst.", "5": "Der Deich hält."})
    code = "import sys; from pathlib import Path; from index.sync import sync; from tests.fakes import FakeEmbedder; "
    code += "sync([Path(sys.argv[1])], Path(sys.argv[2]), FakeEmbedder())"
    subprocess.run([sys.executable, "-c", code, str(folder), str(tmp_path / "library")], check=True, cwd=ROOT)
    assert text_of(library, retriever.search("Kiefernforst", 1)) == ["Ein Waldbrand vernichtete den Kiefernforst."]
    assert text_of(library, retriever.search("Deich", 1)) == ["Der Deich hält."]
    assert not any("Brücken" in text for text in text_of(library, retriever.search("Brücken über die Elbe", 10)))


def test_deleted_indexes_are_built_again_and_find_the_same(library: Library) -> None:
    questions = ["Haushaltsplan", "Wie viele Plätze?", "§ 433", "Elbe"]
    before = [Retriever(library, FakeEmbedder()).scored(question) for question in questions]
    shutil.rmtree(library.path / "dense")
    shutil.rmtree(library.path / "lexical")
    retriever = Retriever(library, FakeEmbedder())
    assert [retriever.scored(question) for question in questions] == before


def test_while_another_is_writing_the_old_state_answers(library: Library, tmp_path: Path, folder: Path) -> None:
    retriever = Retriever(library, FakeEmbedder())
    before = retriever.search("Hochwasser", 3)
    shutil.rmtree(library.path / "lexical")
    with library.lock():
        elsewhere = Retriever(library, FakeEmbedder())  # finds no lexical index and may not build it
        assert elsewhere.legs("Hochwasser", 3)[1] == []
        assert text_of(library, elsewhere.search("Die Plätze reichen trotzdem nicht", 1)) == [TEXTS["2"]]
        assert retriever.search("Hochwasser", 3) == before
    assert elsewhere.search("Hochwasser", 3) == before


def test_many_threads_may_search_while_the_library_changes(library: Library, tmp_path: Path, folder: Path) -> None:
    retriever = Retriever(library, FakeEmbedder())
    finished = threading.Event()
    wrong: list[object] = []

    def search() -> None:
        while not finished.is_set():
            try:
                if TEXTS["3"] not in text_of(library, retriever.search("Was regelt § 433 BGB für den Verkäufer?", 3)):
                    wrong.append("lost")
            except BaseException as error:  # noqa: BLE001 - whatever it is, the test must see it
                wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(4):
        write_corpus(folder / "corpus.jsonl", {**TEXTS, f"{number + 10}": f"Beschluss Nummer {number}."})
        sync([folder], tmp_path / "library", FakeEmbedder())
    finished.set()
    for thread in threads:
        thread.join()
    assert not wrong


@given(dense=hits, lexical=hits, weight=st.floats(0, 1))
def test_fusion_keeps_every_hit_once_between_nought_and_one(dense: list[Hit], lexical: list[Hit], weight: float) -> None:
    words = [Hit(hit.passage_id, abs(hit.score)) for hit in lexical]
    found = fuse(dense, words, lambda ids: [0.5] * len(ids), weight)
    assert sorted(scored.passage_id for scored in found) == sorted({hit.passage_id for hit in [*dense, *words]})
    assert all(-1e-9 <= scored.score <= 1 + 1e-9 for scored in found)
    assert [scored.score for scored in found] == sorted((scored.score for scored in found), reverse=True)


@given(dense=hits, lexical=hits)
def test_a_passage_that_both_legs_put_first_is_first(dense: list[Hit], lexical: list[Hit]) -> None:
    words = [Hit(hit.passage_id, abs(hit.score)) for hit in lexical]
    found = fuse([Hit(99, 1.1), *dense], [Hit(99, 1.1), *words], lambda ids: [0.0] * len(ids))
    assert found[0].passage_id == 99


def test_the_weight_decides_between_the_legs() -> None:
    dense, words = [Hit(1, 0.9), Hit(2, 0.8)], [Hit(2, 7.0), Hit(1, 1.0)]
    assert fuse(dense, words, lambda _ids: [], 1.0)[0].passage_id == 1
    assert fuse(dense, words, lambda _ids: [], 0.0)[0].passage_id == 2


def test_what_only_the_words_found_gets_its_cosine() -> None:
    found = fuse([Hit(1, 0.9), Hit(2, 0.7)], [Hit(3, 5.0)], lambda ids: [0.8 for _ in ids], 0.5)
    assert {scored.passage_id: scored.score for scored in found} == pytest.approx({1: 0.5, 3: 0.5 * 0.5 + 0.5, 2: 0.0})


def test_german_paraphrases_are_found_by_the_real_encoder(tmp_path: Path, folder: Path, embedder: Embedder) -> None:
    sync([folder], tmp_path / "real", embedder)
    with Library.open(tmp_path / "real", embedder) as library:
        retriever = Retriever(library, embedder)
        assert text_of(library, retriever.search("Was richtete die Überschwemmung an?", 1)) == [TEXTS["4"]]
        assert text_of(library, retriever.search("Gibt es genug Betreuung für kleine Kinder?", 1)) == [TEXTS["2"]]
