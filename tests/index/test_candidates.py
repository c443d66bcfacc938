"""What a ranking reads of passages, out of a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.candidates import Candidate
from index.library import Library
from index.sync import remove, sync
from index.types import Passage
from tests.fakes import FakeEmbedder
from tests.index.shelf import write_corpus

PAPER = """KLEINE ANFRAGE

der Abgeordneten Erika Beispiel, Fraktion der SPD

Brücken im Land

und

ANTWORT

der Landesregierung

Vorbemerkung der Fragesteller

Die Sperrung der Brücken belastet den Landkreis seit Jahren sehr.

1. Wie viele Brücken sind im Landkreis gesperrt?

Im Landkreis sind derzeit drei Brücken gesperrt. Die Brücke in Demmin wird im Mai 2026 wieder geöffnet.
"""
QUESTION = FakeEmbedder().embed_queries(["Wie viele Brücken sind im Landkreis gesperrt?"])[0]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "anfrage.txt").write_text(PAPER, "utf-8")
    write_corpus(tmp_path / "corpus.jsonl", {"1": "Der Deich an der Elbe hält auch im Winter.", "2": "Nein. 17,5 %."})
    sync([tmp_path / "anfrage.txt", tmp_path / "corpus.jsonl"], tmp_path / "library", FakeEmbedder())
    with Library.open(tmp_path / "library") as opened:
        yield opened


def passages(library: Library) -> list[Passage]:
    return library.passages(sorted(passage.id for batch in library.changes(0).added for passage in batch))


def test_each_passage_tells_its_paper_and_its_part(library: Library) -> None:
    known = passages(library)
    found = library.candidates([passage.id for passage in reversed(known)], QUESTION)
    assert [each.passage_id for each in found] == [passage.id for passage in known], "ascending, whatever was asked"
    assert [(each.document_id, each.part) for each in found] == [(passage.document_id, passage.part) for passage in known]
    assert {each.part for each in found} >= {"preliminary", "question", "answer"}
    assert [each.number for each in found] == [library.metadata(passage.document_id).number for passage in known]


def test_the_number_of_the_paper_is_that_of_its_document(library: Library) -> None:
    with library.store.writing() as connection:
        connection.execute("UPDATE document SET metadata = json_set(metadata, '$.number', '8/2625') WHERE key = ''")
    numbers = {each.document_id: each.number for each in library.candidates([passage.id for passage in passages(library)], QUESTION)}
    assert sorted(numbers.values()) == ["", "", "8/2625"]


def test_the_best_sentence_is_the_nearest_of_all(library: Library) -> None:
    known = passages(library)
    cosines = library.sentences([passage.id for passage in known], QUESTION)
    for each in library.candidates([passage.id for passage in known], QUESTION):
        if cosines[each.passage_id]:
            assert each.sentence == pytest.approx(max(cosines[each.passage_id].values()), abs=1e-5)
        else:
            assert np.isnan(each.sentence)


def test_the_cosines_are_those_of_the_very_sentences(library: Library) -> None:
    (answer,) = (passage for passage in passages(library) if passage.part == "answer")
    texts = [answer.text[span.start - answer.span.start : span.end - answer.span.start] for span in answer.sentences]
    true = FakeEmbedder().embed_passages(texts) @ QUESTION
    assert len(texts) == 2
    assert library.sentences([answer.id], QUESTION)[answer.id] == pytest.approx(dict(enumerate(true.tolist())), abs=0.01)


def test_a_passage_that_says_nothing_alone_has_no_sentence(library: Library) -> None:
    (mute,) = (passage for passage in passages(library) if passage.text == "Nein. 17,5 %.")
    (found,) = library.candidates([mute.id], QUESTION)
    assert np.isnan(found.sentence)
    assert library.sentences([mute.id], QUESTION) == {mute.id: {}}


def test_one_without_sentences_between_others_takes_none_of_theirs(library: Library) -> None:
    (mute,) = (passage.id for passage in passages(library) if passage.text == "Nein. 17,5 %.")
    every = [passage.id for passage in passages(library)]
    alone = {number: library.candidates([number], QUESTION)[0].sentence for number in every}
    together = {each.passage_id: each.sentence for each in library.candidates(every, QUESTION)}
    assert together == pytest.approx(alone, nan_ok=True)
    assert np.isnan(together[mute])


def test_what_is_gone_is_left_out(library: Library) -> None:
    first = passages(library)[0].id
    assert [each.passage_id for each in library.candidates([10**6, first], QUESTION)] == [first]
    assert library.sentences([10**6], QUESTION) == {}
    assert library.candidates([], QUESTION) == []
    assert library.sentences([], QUESTION) == {}


def test_a_passage_of_a_library_that_has_no_vectors_of_sentences_is_there(library: Library) -> None:
    with library.store.writing() as connection:
        connection.execute("DELETE FROM sentence")
    found = library.candidates([passage.id for passage in passages(library)], QUESTION)
    assert len(found) == len(passages(library))
    assert all(np.isnan(each.sentence) for each in found)


def test_ids_out_of_numpy_are_taken(library: Library) -> None:
    first = passages(library)[0].id
    (found,) = library.candidates(list(np.array([first])), QUESTION)
    assert isinstance(found, Candidate)


def test_the_vectors_go_with_their_passage(library: Library) -> None:
    remove(library, [passages(library)[0].document_id])
    with library.store.reading() as connection:
        left = [row[0] for row in connection.execute("SELECT passage_id FROM sentence ORDER BY passage_id")]
    assert left == [passage.id for passage in passages(library)] != []


def test_without_a_question_no_sentence_is_read(library: Library) -> None:
    ids = [passage.id for passage in passages(library)]
    known, unread = library.candidates(ids, QUESTION), library.candidates(ids, None)
    assert all(np.isnan(each.sentence) for each in unread)
    assert [(each.passage_id, each.number, each.part) for each in unread] == [(each.passage_id, each.number, each.part) for each in known]
