"""A sync brings a library to the state of the folders, does no work twice, and is not stopped by a bad file."""

import json
import os
import shutil
from pathlib import Path

import pytest

from index import intake
from index.errors import EmbedderMismatch, EmptySource, SourceDefect, SourceTooLarge, SourceUnreachable, UnreadableSource, UnsupportedFormat
from index.library import Library
from index.prepare import to_document
from index.sync import Progress, SyncReport, sync
from tests.index.shelf import CountingEmbedder, assert_legs_agree, assert_whole, texts_of, write_corpus

LONG = "Die Landesregierung hat den Bericht am 3. Oktober 2023 vorgelegt. Er umfasst 12 Seiten und nennt die Kosten."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "documents"
    root.mkdir()
    (root / "a.txt").write_text("Der erste Satz steht in der Datei a.", encoding="utf-8")
    (root / "b.txt").write_text("Der zweite Satz steht in der Datei b.", encoding="utf-8")
    write_corpus(root / "corpus.jsonl", {str(number): f"Zeile {number}. {LONG}" for number in range(20)})
    return root


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


def counts(report: SyncReport) -> tuple[int, int, int, int, int]:
    return report.added, report.changed, report.removed, report.unchanged, len(report.failed)


def run(folder: Path, embedder: CountingEmbedder, prune: bool = False) -> SyncReport:
    """A sync after which everything that must hold of a library was seen to hold."""
    embedder.embedded.clear()
    path = folder.parent / "library"
    report = sync([folder], path, embedder, prune=prune)
    with Library.open(path, embedder) as library:
        assert_whole(library)
        assert_legs_agree(library)
        shown = json.loads((path / "manifest.json").read_text())
        assert shown["version"] == library.version
    return report


def opened(folder: Path) -> Library:
    return Library.open(folder.parent / "library")


def test_a_second_sync_does_nothing(folder: Path, embedder: CountingEmbedder) -> None:
    first = run(folder, embedder)
    assert counts(first) == (22, 0, 0, 0, 0)
    assert first.passages == len(embedder.embedded) == 22
    with opened(folder) as library:
        version = library.version
        assert counts(run(folder, embedder)) == (0, 0, 0, 22, 0)
        assert embedder.embedded == []
        assert library.version == version


def test_unchanged_files_are_not_even_read(folder: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder, embedder)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert counts(sync([folder], folder.parent / "library", embedder)) == (0, 0, 0, 22, 0)


def test_a_touched_file_is_read_but_stays(folder: Path, embedder: CountingEmbedder) -> None:
    run(folder, embedder)
    os.utime(folder / "a.txt", (1, 1))
    assert counts(run(folder, embedder)) == (0, 0, 0, 22, 0)
    assert embedder.embedded == []


def test_only_what_changed_is_replaced(folder: Path, embedder: CountingEmbedder) -> None:
    run(folder, embedder)
    with opened(folder) as library:
        before = {(entry.source_name, entry.key): entry.id for entry in library.documents()}
        lines = (folder / "corpus.jsonl").read_text().splitlines()
        lines[3] = lines[3].replace("Zeile 3", "Zeile drei")
        (folder / "corpus.jsonl").write_text("\n".join([*lines[:7], *lines[8:], lines[0].replace('"id": "0"', '"id": "new"')]))
        assert counts(run(folder, embedder)) == (1, 1, 1, 20, 0)
        after = {(entry.source_name, entry.key): entry.id for entry in library.documents()}
        assert len(embedder.embedded) == 1, "the new line says what an old one says"
        assert {key for key in before if before[key] == after.get(key)} == before.keys() - {("corpus.jsonl", "3"), ("corpus.jsonl", "7")}
        assert library.document(after["corpus.jsonl", "3"]).text.startswith("Zeile drei")
        # Every document points at the bytes that hold it now, and nothing else is kept.
        assert len({library.source_of(number).sha256 for number in after.values()}) == 3
        assert len(list((library.path / "sources").iterdir())) == 3


def test_a_changed_document_embeds_only_its_changed_passages(folder: Path, embedder: CountingEmbedder) -> None:
    paragraphs = [f"Absatz {number}. " + " ".join([LONG] * 12) for number in range(5)]
    (folder / "a.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    whole = run(folder, embedder).passages - 21
    assert whole >= 5
    (folder / "a.txt").write_text("\n\n".join([*paragraphs[:-1], paragraphs[-1].replace("12 Seiten", "13 Seiten")]), encoding="utf-8")
    report = run(folder, embedder)
    assert counts(report) == (0, 1, 0, 21, 0)
    assert 0 < len(embedder.embedded) < whole
    assert report.passages == whole


def test_what_is_gone_stays_until_it_is_pruned(folder: Path, embedder: CountingEmbedder) -> None:
    run(folder, embedder)
    (folder / "b.txt").unlink()
    kept = run(folder, embedder)
    assert counts(kept) == (0, 0, 0, 21, 0)
    assert kept.missing == ("b.txt",)
    pruned = run(folder, embedder, prune=True)
    assert counts(pruned) == (0, 0, 1, 21, 0)
    assert pruned.missing == ()
    with opened(folder) as library:
        assert ("b.txt", "") not in texts_of(library)
        assert len(list((library.path / "sources").iterdir())) == 2
    (folder / "b.txt").write_text("Der zweite Satz ist wieder da.", encoding="utf-8")
    assert counts(run(folder, embedder, prune=True)) == (1, 0, 0, 21, 0)


def test_pruning_stays_under_the_folders_that_were_named(folder: Path, embedder: CountingEmbedder) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "c.txt").write_text("Der dritte Satz steht anderswo.", encoding="utf-8")
    path = folder.parent / "library"
    sync([folder, other], path, embedder)
    shutil.rmtree(other)
    (folder / "a.txt").unlink()
    report = sync([folder, other], path, embedder, prune=True)
    assert counts(report) == (0, 0, 1, 21, 1)
    with opened(folder) as library:
        assert ("c.txt", "") in texts_of(library), "a folder that cannot be reached is no empty folder"


def test_a_moved_file_keeps_its_documents(folder: Path, embedder: CountingEmbedder) -> None:
    run(folder, embedder)
    with opened(folder) as library:
        version = library.version
        before = {entry.id for entry in library.documents()}
        folder = folder.rename(folder.with_name("moved"))
        (folder / "a.txt").rename(folder / "renamed.txt")
        assert counts(run(folder, embedder, prune=True)) == (0, 0, 0, 22, 0)
        assert embedder.embedded == []
        assert {entry.id for entry in library.documents()} == before
        assert "renamed.txt" in {entry.source_name for entry in library.documents()}
        assert library.version != version


def test_a_copy_is_another_source_that_shares_bytes_and_vectors(folder: Path, embedder: CountingEmbedder) -> None:
    run(folder, embedder)
    shutil.copy(folder / "corpus.jsonl", folder / "copy.jsonl")
    report = run(folder, embedder)
    assert counts(report) == (20, 0, 0, 22, 0)
    assert report.passages == 20
    assert embedder.embedded == []
    with opened(folder) as library:
        assert len(list((library.path / "sources").iterdir())) == 3
    (folder / "corpus.jsonl").unlink()
    assert counts(run(folder, embedder, prune=True)) == (0, 0, 20, 22, 0)
    with opened(folder) as library:
        assert len(list((library.path / "sources").iterdir())) == 3


def test_bad_files_are_reported_and_the_others_taken_in(folder: Path, embedder: CountingEmbedder) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing else")
    (folder / "large.txt").write_text("x" * 20_000)
    report = sync([folder], folder.parent / "library", embedder, max_bytes=15_000)
    assert counts(report)[:2] == (22, 0)
    failed = {str(error.values["name"]): type(error) for error in report.failed}
    assert failed == {
        "empty.txt": EmptySource,
        "picture.png": UnsupportedFormat,
        "broken.pdf": UnreadableSource,
        "large.txt": SourceTooLarge,
    }
    assert {problem["error"] for problem in report.to_dict()["failed"]} == {error.__name__ for error in failed.values()}  # type: ignore[attr-defined]
    again = sync([folder], folder.parent / "library", embedder, max_bytes=15_000)
    assert len(again.failed) == 4, "a file that failed is tried and reported each time"


def test_what_breaks_in_a_file_does_not_cost_what_was_there(folder: Path, embedder: CountingEmbedder) -> None:
    run(folder, embedder)
    with opened(folder) as library:
        before = texts_of(library)
        (folder / "a.txt").write_bytes(b"")
        lines = (folder / "corpus.jsonl").read_text().splitlines()
        lines[4] = lines[4].replace("Zeile 4", "Zeile vier")
        (folder / "corpus.jsonl").write_text("\n".join(lines)[:-30])  # cut off in its last line
        report = run(folder, embedder, prune=True)
        assert counts(report) == (0, 1, 0, 19, 2)
        after = texts_of(library)
        assert after.keys() == before.keys()
        assert [key for key in before if before[key] != after[key]] == [("corpus.jsonl", "4")]
        (folder / "corpus.jsonl").write_text("\n".join(lines[:-1]))  # whole again, and shorter
        assert counts(run(folder, embedder)) == (0, 0, 1, 20, 1)
        assert ("corpus.jsonl", "19") not in texts_of(library)


def test_a_bug_costs_one_file(folder: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_on_a(source, raw):  # type: ignore[no-untyped-def]
        return [][0] if source.name == "a.txt" else to_document(source, raw)

    monkeypatch.setattr(intake, "to_document", fails_on_a)
    report = run(folder, embedder)
    assert counts(report) == (21, 0, 0, 0, 1)
    assert isinstance(report.failed[0], SourceDefect)
    monkeypatch.undo()
    assert counts(run(folder, embedder)) == (1, 0, 0, 21, 0)


def test_lone_surrogates_are_taken_in(folder: Path, embedder: CountingEmbedder) -> None:
    (folder / "b.jsonl").write_text('{"id": "\\ud83d", "title": "a\\ud83d", "text": "Ein halbes Zeichen \\ud83d steht hier."}\n')
    run(folder, embedder)
    with opened(folder) as library:
        assert texts_of(library)["b.jsonl", "\ufffd"] == "Ein halbes Zeichen \ufffd steht hier."


def test_a_file_that_may_not_be_read_is_reported(folder: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    report = run(folder, embedder)
    assert counts(report) == (21, 0, 0, 0, 1)
    assert isinstance(report.failed[0], SourceUnreachable)


def test_a_new_way_of_preparing_does_everything_again(folder: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder, embedder)
    monkeypatch.setattr(intake, "PREPARATION", intake.PREPARATION + 1)
    assert counts(run(folder, embedder)) == (0, 22, 0, 0, 0)
    assert embedder.embedded == [], "the vectors of texts that came out the same are still good"
    assert counts(run(folder, embedder)) == (0, 0, 0, 22, 0)


def test_another_embedder_is_refused_with_both_names(folder: Path, embedder: CountingEmbedder) -> None:
    run(folder, embedder)
    with pytest.raises(EmbedderMismatch, match=r"built with fake-bag-of-words, but another is set.*belegt sync FOLDER --library NEW"):
        sync([folder], folder.parent / "library", CountingEmbedder("another"))
    with pytest.raises(EmbedderMismatch):
        Library.open(folder.parent / "library", CountingEmbedder("another"))


def test_progress_ends_with_everything_done(folder: Path, embedder: CountingEmbedder) -> None:
    told: list[Progress] = []
    sync([folder], folder.parent / "library", embedder, progress=told.append)
    assert (told[-1].done, told[-1].total, told[-1].passages) == (3, 3, 22)
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert {step.name for step in told} == {"a.txt", "b.txt", "corpus.jsonl", ""}


def test_batches_do_not_change_the_result(folder: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    from index import writing

    run(folder, embedder)
    monkeypatch.setattr(writing, "PASSAGES", 1)
    other = folder.parent / "small-batches"
    sync([folder], other, embedder)
    with opened(folder) as large, Library.open(other) as small:
        assert texts_of(large) == texts_of(small)
        assert small.sequence() > large.sequence()
        assert_whole(small)
        assert_legs_agree(small)
