"""One writer and many readers, in several processes; what is missing, damaged or of another program says so."""

import contextlib
import multiprocessing
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from index import schema, store
from index.errors import DocumentMissing, LibraryBusy, LibraryDamaged, LibraryFull, LibraryMissing, LibraryUnreachable
from index.library import Library
from index.search import Retriever
from index.sync import sync
from tests.fakes import FakeEmbedder
from tests.index.shelf import assert_legs_agree, assert_whole, texts_of, write_corpus

PROCESSES = multiprocessing.get_context("forkserver")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "documents"
    root.mkdir()
    write_corpus(root / "corpus.jsonl", {str(number): f"Der Satz {number} im Stand 0." for number in range(40)})
    return root


@pytest.fixture
def path(folder: Path, tmp_path: Path) -> Path:
    sync([folder], tmp_path / "library", FakeEmbedder())
    return tmp_path / "library"


def _hold(path: Path, held: Event, free: Event) -> None:
    with Library.open(path) as library, library.lock():
        held.set()
        free.wait(300)


@pytest.fixture
def writer(path: Path) -> Iterator[Callable[[], None]]:
    """Another process that is writing; call to make it stop."""
    held, free = PROCESSES.Event(), PROCESSES.Event()
    process = PROCESSES.Process(target=_hold, args=(path, held, free))
    process.start()
    assert held.wait(300)
    yield free.set
    free.set()
    process.join()


def test_a_second_writer_is_refused_and_may_wait(path: Path, folder: Path, writer: Callable[[], None]) -> None:
    with pytest.raises(LibraryBusy, match="Another process is writing"):
        sync([folder], path, FakeEmbedder())
    threading.Timer(0.3, writer).start()
    assert sync([folder], path, FakeEmbedder(), timeout=300).unchanged == 40


def test_a_second_writer_in_the_same_process_is_refused(path: Path, folder: Path) -> None:
    with Library.open(path) as library, library.lock(), pytest.raises(LibraryBusy):
        sync([folder], path, FakeEmbedder())


def test_the_lock_of_a_killed_writer_is_free(path: Path, folder: Path) -> None:
    held, free = PROCESSES.Event(), PROCESSES.Event()
    process = PROCESSES.Process(target=_hold, args=(path, held, free))
    process.start()
    assert held.wait(300)
    process.kill()
    process.join()
    assert sync([folder], path, FakeEmbedder()).unchanged == 40


def test_readers_are_served_while_another_process_writes(path: Path, writer: Callable[[], None]) -> None:
    with Library.open(path, FakeEmbedder()) as library:
        with library.store.writing():  # even in the midst of a transaction
            assert len(texts_of(library)) == 40
        assert library.info().documents == 40


def _read_until(path: Path, started: Event, stop: Event, seen: "multiprocessing.Queue[object]") -> None:
    """Look at the library again and again; every look must be of one state: a replaced document is never missing, never there twice."""
    with Library.open(path) as library:
        looks, versions = 0, set()
        while not stop.is_set():
            versions.add(library.version)
            listed = library.documents()
            if sorted(int(entry.key) for entry in listed) != list(range(40)):
                seen.put(f"saw {len(listed)} documents")
            for entry in listed:
                with contextlib.suppress(DocumentMissing):  # replaced since it was listed
                    document = library.document(entry.id)
                    if not document.text.startswith(f"Der Satz {entry.key} im Stand"):
                        seen.put(f"saw {document.text!r} as {entry}")
            looks += 1
            started.set()
        seen.put((looks, len(versions)))


def test_readers_in_other_processes_see_whole_states_during_a_sync(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index import writing

    monkeypatch.setattr(writing, "PASSAGES", 4)
    stop, seen = PROCESSES.Event(), PROCESSES.Queue()
    started = [PROCESSES.Event() for _reader in range(2)]
    readers = [PROCESSES.Process(target=_read_until, args=(path, event, stop, seen)) for event in started]
    for reader in readers:
        reader.start()
    assert all(event.wait(300) for event in started)
    for state in range(1, 4):
        write_corpus(folder / "corpus.jsonl", {str(number): f"Der Satz {number} im Stand {state}." for number in range(40)})
        assert sync([folder], path, FakeEmbedder()).changed == 40
    stop.set()
    results = [seen.get(timeout=300) for _reader in readers]
    for reader in readers:
        reader.join()
    assert all(isinstance(result, tuple) and result[0] > 1 and result[1] > 1 for result in results), results


def test_many_threads_read_at_once(path: Path) -> None:
    with Library.open(path) as library:
        found: list[int] = []
        threads = [threading.Thread(target=lambda: found.append(len(texts_of(library)))) for _thread in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [40] * 16


def test_a_library_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="belegt sync FOLDER"):
        Library.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_a_library_that_was_killed_while_it_was_made_is_missing(tmp_path: Path) -> None:
    (tmp_path / store.DATABASE).touch()
    with pytest.raises(LibraryMissing):
        Library.open(tmp_path)
    Library.open(tmp_path, create=True).close()
    assert Library.open(tmp_path).info().documents == 0


def test_a_file_that_is_no_database_is_damaged(path: Path) -> None:
    (path / store.DATABASE).write_bytes(b"This is a text. " * 1000)
    with pytest.raises(LibraryDamaged, match="not a database"):
        Library.open(path)


def test_a_database_that_was_cut_off_is_damaged(path: Path) -> None:
    data = (path / store.DATABASE).read_bytes()
    (path / store.DATABASE).write_bytes(data[: len(data) // 2])
    with pytest.raises(LibraryDamaged), Library.open(path) as library:
        texts_of(library)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / store.DATABASE)
    connection.execute("CREATE TABLE other (value)")
    connection.close()
    before = (tmp_path / store.DATABASE).read_bytes()
    for create in (False, True):
        with pytest.raises(LibraryDamaged, match="another program"):
            Library.open(tmp_path, create=create)
    assert (tmp_path / store.DATABASE).read_bytes() == before


def test_a_library_of_a_newer_version_is_refused(path: Path) -> None:
    connection = sqlite3.connect(path / store.DATABASE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryDamaged, match=rf"schema 99, this version of Belegt knows up to {len(schema.MIGRATIONS)}"):
        Library.open(path)


def test_a_library_of_an_older_version_is_brought_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE added (value TEXT) STRICT;"))
    with Library.open(path) as library:
        assert library.info().schema == len(schema.MIGRATIONS)
        assert len(texts_of(library)) == 40


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE added (value TEXT); INSERT INTO nowhere VALUES (1);"))
        with pytest.raises(sqlite3.OperationalError):
            Library.open(path)
    with Library.open(path) as library:
        assert library.info().schema == len(schema.MIGRATIONS)


def test_a_folder_that_is_a_file_cannot_be_reached(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryUnreachable):
        Library.open(tmp_path / "file" / "library", create=True)


def test_a_full_disk_says_so_and_keeps_what_was_there(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = store.connect

    def no_room(file: Path) -> sqlite3.Connection:
        connection = connect(file)
        connection.execute("PRAGMA max_page_count = 1")  # SQLite keeps to the pages that it has
        return connection

    with Library.open(path) as library:
        before = texts_of(library)
        write_corpus(folder / "more.jsonl", {str(number): f"Ein langer Satz {number}. " * 200 for number in range(60)})
        with monkeypatch.context() as full:
            full.setattr(store, "connect", no_room)
            with pytest.raises(LibraryFull, match="Make room"):
                sync([folder], path, FakeEmbedder())
        assert texts_of(library) == before
        assert sync([folder], path, FakeEmbedder()).added == 60


@pytest.mark.parametrize("leg", ["dense", "lexical"])
def test_derived_indexes_can_be_deleted(path: Path, leg: str) -> None:
    shutil.rmtree(path / leg)
    with Library.open(path) as library:
        assert_legs_agree(library)


@pytest.mark.parametrize("leg", ["dense", "lexical"])
def test_derived_indexes_that_are_damaged_are_built_anew(path: Path, folder: Path, leg: str) -> None:
    for file in (path / leg).iterdir():
        file.write_bytes(b"damaged" * 100)
    assert sync([folder], path, FakeEmbedder()).unchanged == 40
    with Library.open(path) as library:
        assert_legs_agree(library)


def test_a_library_that_was_put_back_from_a_backup_gets_its_indexes_back(path: Path, folder: Path) -> None:
    backup = (path / store.DATABASE).read_bytes()
    write_corpus(folder / "corpus.jsonl", {"1": "Nur ein Satz."})
    sync([folder], path, FakeEmbedder())
    (path / store.DATABASE).write_bytes(backup)
    with Library.open(path) as library:
        assert len(texts_of(library)) == 40
        sync([folder], path, FakeEmbedder())
        assert_whole(library)
        assert_legs_agree(library)


def _swapped(path: Path, other: Path) -> None:
    """The database of another library, or of another time, under the indexes of this one."""
    for file in path.glob(f"{store.DATABASE}*"):
        file.unlink()
    for file in other.glob(f"{store.DATABASE}*"):
        shutil.copy(file, path)


def _found(library: Library, question: str) -> list[str]:
    hits = Retriever(library, FakeEmbedder()).search(question, 1)
    return [passage.text for passage in library.passages([hit.passage_id for hit in hits])]


@pytest.mark.parametrize("first", ["search", "sync"])
def test_the_indexes_of_another_library_are_not_believed(tmp_path: Path, first: str) -> None:
    places = {"a": "Der Hafen Sassnitz hat 120 Beschäftigte.", "b": "Die Universität Rostock wurde 1419 gegründet."}
    for name, sentence in places.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(sentence, encoding="utf-8")
        (tmp_path / name / "2.txt").write_text(f"Über das Wetter in {name} ist nichts bekannt.", encoding="utf-8")
        sync([tmp_path / name], tmp_path / f"library-{name}", FakeEmbedder())
    path = tmp_path / "library-a"
    _swapped(path, tmp_path / "library-b")
    if first == "sync":
        sync([tmp_path / "b"], path, FakeEmbedder())
    with Library.open(path) as library:
        assert _found(library, "Gründung der Universität Rostock") == [places["b"]]
        assert_legs_agree(library)


def test_a_backup_is_noticed_at_the_same_number(path: Path, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(path, tmp_path / "backup")
    bridge, ferry = "Die Brücke über den Ryck wird gesperrt.", "Die Fähre nach Hiddensee fährt wieder."
    write_corpus(folder / "corpus.jsonl", {"1": bridge, "2": ferry})
    sync([folder], path, FakeEmbedder())
    _swapped(path, tmp_path / "backup")
    write_corpus(folder / "corpus.jsonl", {"1": ferry, "2": bridge})
    with indexes_put_aside(path):
        sync([folder], path, FakeEmbedder())
    with Library.open(path) as library:
        assert _found(library, "Fährt die Fähre nach Hiddensee?") == [ferry]
        assert_legs_agree(library)


@contextlib.contextmanager
def indexes_put_aside(path: Path) -> Iterator[None]:
    """The indexes are put aside meanwhile: afterwards they are those of before."""
    for leg in ("dense", "lexical"):
        shutil.move(path / leg, path / f"{leg}.aside")
    yield
    for leg in ("dense", "lexical"):
        shutil.rmtree(path / leg)
        shutil.move(path / f"{leg}.aside", path / leg)


def test_foreign_indexes_are_refused_while_another_is_writing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "1.txt").write_text("Der Hafen Sassnitz hat 120 Beschäftigte.", encoding="utf-8")
    sync([tmp_path / "other"], tmp_path / "library-b", FakeEmbedder())
    _swapped(path, tmp_path / "library-b")
    with Library.open(path) as library:
        with library.lock(), pytest.raises(LibraryBusy):
            _found(library, "Hafen Sassnitz")
        assert _found(library, "Hafen Sassnitz") == ["Der Hafen Sassnitz hat 120 Beschäftigte."]
