"""A sync is not stopped by a bad file, and says what was wrong with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import intake, keeping
from index.errors import (
    EmbedderMismatch,
    EmptySource,
    LibraryFull,
    LibraryMissing,
    SourceDefect,
    SourceError,
    SourceNeedsMemory,
    SourceStopped,
    SourceTooLarge,
    SourceUnreachable,
    UnreadableSource,
    UnsupportedFormat,
)
from index.library import Library
from index.prepare import to_document
from index.readers import read
from index.readers.file import too_large
from index.sync import sync
from index.types import RawDocument
from tests.index.shelf import CountingEmbedder, assert_legs_agree, counts, opened, run, texts_of


def test_bad_files_are_reported_and_the_others_taken_in(folder: Path, counting: CountingEmbedder) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing else")
    (folder / "large.txt").write_text("x" * 20_000)
    report = sync([folder], folder.parent / "library", counting, max_bytes=15_000)
    assert counts(report)[:2] == (22, 0)
    failed = {str(error.values["name"]): type(error) for error in report.failed}
    assert failed == {
        "empty.txt": EmptySource,
        "picture.png": UnsupportedFormat,
        "broken.pdf": UnreadableSource,
        "large.txt": SourceTooLarge,
    }
    assert {problem["error"] for problem in report.to_dict()["failed"]} == {error.__name__ for error in failed.values()}  # type: ignore[attr-defined]
    again = sync([folder], folder.parent / "library", counting, max_bytes=15_000)
    assert len(again.failed) == 4, "a file that failed is tried and reported each time"


def test_what_breaks_in_a_file_does_not_cost_what_was_there(folder: Path, counting: CountingEmbedder) -> None:
    run(folder, counting)
    with opened(folder) as library:
        before = texts_of(library)
        (folder / "a.txt").write_bytes(b"")
        lines = (folder / "corpus.jsonl").read_text().splitlines()
        lines[4] = lines[4].replace("Zeile 4", "Zeile vier")
        (folder / "corpus.jsonl").write_text("\n".join(lines)[:-30])  # cut off in its last line
        report = run(folder, counting, prune=True)
        assert counts(report) == (0, 1, 0, 19, 2)
        after = texts_of(library)
        assert after.keys() == before.keys()
        assert [key for key in before if before[key] != after[key]] == [("corpus.jsonl", "4")]
        (folder / "corpus.jsonl").write_text("\n".join(lines[:-1]))  # whole again, and shorter
        assert counts(run(folder, counting)) == (0, 0, 1, 20, 1)
        assert ("corpus.jsonl", "19") not in texts_of(library)


def test_a_bug_costs_one_file(folder: Path, counting: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_on_a(source, raw):  # type: ignore[no-untyped-def]
        return [][0] if source.name == "a.txt" else to_document(source, raw)

    monkeypatch.setattr(intake, "to_document", fails_on_a)
    report = run(folder, counting)
    assert counts(report) == (21, 0, 0, 0, 1)
    assert isinstance(report.failed[0], SourceDefect)
    monkeypatch.undo()
    assert counts(run(folder, counting)) == (1, 0, 0, 21, 0)


@pytest.mark.parametrize(
    ("raised", "named", "sentence"),
    [
        (MemoryError(), SourceNeedsMemory, "reicht der freie Arbeitsspeicher nicht"),
        (OSError(28, "No space left on device", "/tmp/scan.pdf"), SourceStopped, "auf dem Datenträger ist kein Platz mehr"),
    ],
)
def test_what_a_file_takes_too_much_of_costs_that_file(
    folder: Path, counting: CountingEmbedder, monkeypatch: pytest.MonkeyPatch, raised: Exception, named: type[SourceError], sentence: str
) -> None:
    def fails_on_b(data: bytes, name: str, **rest: object) -> Iterator[RawDocument]:
        if name == "b.txt":
            raise raised
        yield from read(data, name)

    monkeypatch.setattr(intake, "read", fails_on_b)
    report = run(folder, counting)
    assert counts(report) == (21, 0, 0, 0, 1)
    assert type(report.failed[0]) is named
    assert sentence in report.failed[0].message("de")
    assert report.failed[0].message("de").startswith("b.txt: ")


def test_what_was_read_before_an_unforeseen_error_is_kept(
    folder: Path, counting: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unforeseen(Exception):  # noqa: N818
        pass

    def fails_on_b(data: bytes, name: str, **rest: object) -> Iterator[RawDocument]:
        if name == "b.txt":
            raise Unforeseen
        yield from read(data, name)

    with monkeypatch.context() as failing:
        failing.setattr(intake, "read", fails_on_b)
        with pytest.raises(Unforeseen):
            sync([folder], folder.parent / "library", counting)
    with opened(folder) as library:
        assert set(texts_of(library)) == {("a.txt", "")}
        assert_legs_agree(library)
    assert counts(run(folder, counting)) == (21, 0, 0, 1, 0)


def test_a_full_disk_under_the_library_is_the_librarys_error(
    folder: Path, counting: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping, "put", full)
    with pytest.raises(LibraryFull):
        sync([folder], folder.parent / "library", counting)


@pytest.mark.parametrize(
    ("size", "limit", "told"),
    [
        (2_147_483_648, 500_000_000, "2147 MB sind mehr als die Grenze von 500 MB"),
        (30_000_000_000, 20_000_000_000, "30 GB sind mehr als die Grenze von 20 GB"),
        (20_000, 15_000, "20 kB sind mehr als die Grenze von 15 kB"),
        (15_001, 15_000, "15001 Bytes sind mehr als die Grenze von 15000 Bytes"),
        (5, 0, "5 Bytes sind mehr als die Grenze von 0 Bytes"),
    ],
)
def test_a_size_is_told_in_a_unit_in_which_it_is_more_than_its_limit(size: int, limit: int, told: str) -> None:
    assert told in too_large("a.pdf", size, limit).message("de")


@pytest.mark.parametrize("mistyped", [True, False], ids=["a folder that is not there", "an empty folder"])
def test_nothing_to_sync_makes_no_library(tmp_path: Path, counting: CountingEmbedder, mistyped: bool) -> None:
    if not mistyped:
        (tmp_path / "documents").mkdir()
    report = sync([tmp_path / "documents"], tmp_path / "library", counting)
    assert counts(report) == (0, 0, 0, 0, int(mistyped))
    assert not (tmp_path / "library").exists()
    with pytest.raises(LibraryMissing):
        Library.open(tmp_path / "library")


def test_a_page_of_a_hundred_metres_is_an_empty_page(folder: Path, counting: CountingEmbedder) -> None:
    (folder / "wide.pdf").write_bytes(empty_page("0 0 300000 300000"))
    (folder / "long.pdf").write_bytes(empty_page("0 0 1 30000000"))
    report = run(folder, counting)
    assert counts(report)[::4] == (22, 2)
    assert {type(error) for error in report.failed} == {EmptySource}


def empty_page(box: str) -> bytes:
    """A PDF of one page that shows nothing, and how large it is."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]>>"]
    body = "".join(f"{number} 0 obj{each}endobj\n" for number, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF".encode()


def test_lone_surrogates_are_taken_in(folder: Path, counting: CountingEmbedder) -> None:
    (folder / "b.jsonl").write_text('{"id": "\\ud83d", "title": "a\\ud83d", "text": "Ein halbes Zeichen \\ud83d steht hier."}\n')
    run(folder, counting)
    with opened(folder) as library:
        assert texts_of(library)["b.jsonl", "\ufffd"] == "Ein halbes Zeichen \ufffd steht hier."


def test_a_file_that_may_not_be_read_is_reported(folder: Path, counting: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    report = run(folder, counting)
    assert counts(report) == (21, 0, 0, 0, 1)
    assert isinstance(report.failed[0], SourceUnreachable)


def test_another_embedder_is_refused_with_both_names(folder: Path, counting: CountingEmbedder) -> None:
    run(folder, counting)
    with pytest.raises(EmbedderMismatch, match=r"built with fake-bag-of-words, but another is set.*belegt sync FOLDER --library NEW"):
        sync([folder], folder.parent / "library", CountingEmbedder("another"))
    with pytest.raises(EmbedderMismatch):
        Library.open(folder.parent / "library", CountingEmbedder("another"))
