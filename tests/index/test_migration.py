"""A library of the first schema, which knew no vectors of sentences, goes on: searchable at once, and with them after its next sync."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index import intake, schema
from index.folders import NothingToSync, origins
from index.library import Library
from index.packing import unpack_sentences
from index.search import Retriever
from index.store import DATABASE
from index.sync import sync
from tests.fakes import FakeEmbedder
from tests.index.shelf import CountingEmbedder, assert_legs_agree, assert_whole, counts, texts_of, write_corpus

TEXTS = {
    "1": "Das Hochwasser zerstörte zwei Brücken über die Elbe. Die Brücken werden erneuert.",
    "2": "Der Landkreis baut drei neue Kindertagesstätten. Die Plätze reichen trotzdem nicht.",
}
FIRST_PREPARATION = 2  # what was published with the first schema


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    write_corpus(made / "corpus.jsonl", TEXTS)
    return made


@pytest.fixture
def old(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The rows of a library of today in a database that only the first migration has made."""
    path = tmp_path / "library"
    with monkeypatch.context() as patched:
        patched.setattr(intake, "PREPARATION", FIRST_PREPARATION)
        sync([folder], path, FakeEmbedder())
    (path / DATABASE).rename(tmp_path / "new.sqlite")
    for left in path.glob(f"{DATABASE}-*"):
        left.unlink()
    connection = sqlite3.connect(path / DATABASE, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(f"PRAGMA application_id = {schema.APPLICATION_ID}; {schema.MIGRATIONS[0]} PRAGMA user_version = 1;")
    connection.execute("ATTACH ? AS new", (str(tmp_path / "new.sqlite"),))
    connection.execute("DELETE FROM meta")
    for (table,) in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").fetchall():
        # Generated columns are not among these: SQLite makes them itself.
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
    connection.close()
    return path


def kept(library: Library) -> dict[int, bytes]:
    with library.store.reading() as connection:
        return dict(connection.execute("SELECT passage_id, vectors FROM sentence").fetchall())


def test_the_old_database_is_one_of_the_first_schema(old: Path) -> None:
    connection = sqlite3.connect(old / DATABASE)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'sentence'").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM passage").fetchone() == (len(TEXTS),)
    connection.close()


def test_it_opens_with_everything_that_was_in_it(old: Path) -> None:
    with Library.open(old) as library:
        assert {key: text for (_name, key), text in texts_of(library).items()} == TEXTS
        with library.store.reading() as connection:
            assert schema.version(connection) == len(schema.MIGRATIONS)
        assert_whole(library)
        assert kept(library) == {}


def test_it_is_searchable_before_its_next_sync(old: Path) -> None:
    with Library.open(old) as library:
        found = Retriever(library, FakeEmbedder()).find("Welche Brücken zerstörte das Hochwasser?", 2)
        best = library.passages([found.hits[0].passage_id])[0]
        assert best.text == TEXTS["1"]
        assert [hit.sentence for hit in found.hits] == [hit.dense for hit in found.hits], "the passage's cosine stands for its sentences'"
        assert library.sentences([best.id], found.vector) == {}


def test_the_next_sync_gives_it_the_vectors_of_its_sentences(old: Path, folder: Path) -> None:
    assert intake.PREPARATION > FIRST_PREPARATION
    embedder = CountingEmbedder()
    assert counts(sync([folder], old, embedder)) == (0, len(TEXTS), 0, 0, 0)
    assert {"Das Hochwasser zerstörte zwei Brücken über die Elbe.", "Die Plätze reichen trotzdem nicht."} < set(embedder.embedded)
    with Library.open(old) as library:
        assert_whole(library)
        assert_legs_agree(library)
        blobs = kept(library)
        assert len(blobs) == len(TEXTS)
        for passage in library.passages(list(blobs)):
            positions, vectors = unpack_sentences(blobs[passage.id], 64)
            texts = [passage.text[span.start - passage.span.start : span.end - passage.span.start] for span in passage.sentences]
            assert positions.tolist() == [0, 1]
            assert np.allclose((vectors * FakeEmbedder().embed_passages(texts)).sum(axis=1), 1, atol=0.002)
    embedder.embedded.clear()
    assert counts(sync([folder], old, embedder)) == (0, 0, 0, len(TEXTS), 0)
    assert embedder.embedded == []


def test_it_knows_its_folders_from_the_next_sync_on(old: Path, folder: Path) -> None:
    with Library.open(old) as library:
        assert (origins(library).folders, origins(library).others) == ((), 1)
        with pytest.raises(NothingToSync):
            sync(None, old, FakeEmbedder())
        sync([folder], old, FakeEmbedder())
        assert [(each.path, each.files) for each in origins(library).folders] == [(folder, 1)]
        assert origins(library).others == 0
    assert counts(sync(None, old, FakeEmbedder())) == (0, 0, 0, len(TEXTS), 0)
