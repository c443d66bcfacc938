"""A sync brings a library to the state of the folders and does no work twice."""

import os
import shutil
from pathlib import Path

import pytest

from index import intake
from index.library import Library
from index.sync import Progress, sync
from tests.index.shelf import LONG, LONG_SENTENCES, CountingEmbedder, assert_legs_agree, assert_whole, counts, opened, run, texts_of


def test_a_second_sync_does_nothing(folder: Path, counting: CountingEmbedder) -> None:
    first = run(folder, counting)
    assert counts(first) == (22, 0, 0, 0, 0)
    assert first.passages == 22
    # 22 passages; of their sentences, each once: those of both files and the two that all lines share, but not "Zeile 7."
    assert len(counting.embedded) == 22 + 4
    with opened(folder) as library:
        version = library.version
        assert counts(run(folder, counting)) == (0, 0, 0, 22, 0)
        assert counting.embedded == []
        assert library.version == version


def test_unchanged_files_are_not_even_read(folder: Path, counting: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder, counting)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert counts(sync([folder], folder.parent / "library", counting)) == (0, 0, 0, 22, 0)


def test_a_touched_file_is_read_but_stays(folder: Path, counting: CountingEmbedder) -> None:
    run(folder, counting)
    os.utime(folder / "a.txt", (1, 1))
    assert counts(run(folder, counting)) == (0, 0, 0, 22, 0)
    assert counting.embedded == []


def test_only_what_changed_is_replaced(folder: Path, counting: CountingEmbedder) -> None:
    run(folder, counting)
    with opened(folder) as library:
        before = {(entry.source_name, entry.key): entry.id for entry in library.documents()}
        lines = (folder / "corpus.jsonl").read_text().splitlines()
        lines[3] = lines[3].replace("Zeile 3", "Zeile drei")
        (folder / "corpus.jsonl").write_text("\n".join([*lines[:7], *lines[8:], lines[0].replace('"id": "0"', '"id": "new"')]))
        assert counts(run(folder, counting)) == (1, 1, 1, 20, 0)
        after = {(entry.source_name, entry.key): entry.id for entry in library.documents()}
        # The new line says what an old one says, and is not embedded again.
        (passage, *sentences) = counting.embedded
        assert passage.startswith("Bericht 3\nZeile drei. ")
        assert sentences == LONG_SENTENCES
        assert {key for key in before if before[key] == after.get(key)} == before.keys() - {("corpus.jsonl", "3"), ("corpus.jsonl", "7")}
        assert library.document(after["corpus.jsonl", "3"]).text.startswith("Zeile drei")
        # Every document points at the bytes that hold it now, and nothing else is kept.
        assert len({library.source_of(number).sha256 for number in after.values()}) == 3
        assert len(list((library.path / "sources").iterdir())) == 3


def test_a_changed_document_embeds_only_its_changed_passages(folder: Path, counting: CountingEmbedder) -> None:
    paragraphs = [f"Absatz {number}. " + " ".join([LONG] * 12) for number in range(5)]
    (folder / "a.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    whole = run(folder, counting).passages - 21
    assert whole >= 5
    (folder / "a.txt").write_text("\n\n".join([*paragraphs[:-1], paragraphs[-1].replace("12 Seiten", "13 Seiten")]), encoding="utf-8")
    report = run(folder, counting)
    assert counts(report) == (0, 1, 0, 21, 0)
    assert 0 < len(counting.embedded) < whole
    assert report.passages == whole


def test_what_is_gone_stays_until_it_is_pruned(folder: Path, counting: CountingEmbedder) -> None:
    run(folder, counting)
    (folder / "b.txt").unlink()
    kept = run(folder, counting)
    assert counts(kept) == (0, 0, 0, 21, 0)
    assert kept.missing == ("b.txt",)
    pruned = run(folder, counting, prune=True)
    assert counts(pruned) == (0, 0, 1, 21, 0)
    assert pruned.missing == ()
    with opened(folder) as library:
        assert ("b.txt", "") not in texts_of(library)
        assert len(list((library.path / "sources").iterdir())) == 2
    (folder / "b.txt").write_text("Der zweite Satz ist wieder da.", encoding="utf-8")
    assert counts(run(folder, counting, prune=True)) == (1, 0, 0, 21, 0)


def test_pruning_stays_under_the_folders_that_were_named(folder: Path, counting: CountingEmbedder) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "c.txt").write_text("Der dritte Satz steht anderswo.", encoding="utf-8")
    path = folder.parent / "library"
    sync([folder, other], path, counting)
    shutil.rmtree(other)
    (folder / "a.txt").unlink()
    report = sync([folder, other], path, counting, prune=True)
    assert counts(report) == (0, 0, 1, 21, 1)
    with opened(folder) as library:
        assert ("c.txt", "") in texts_of(library), "a folder that cannot be reached is no empty folder"


def test_a_moved_file_keeps_its_documents(folder: Path, counting: CountingEmbedder) -> None:
    run(folder, counting)
    with opened(folder) as library:
        version = library.version
        before = {entry.id for entry in library.documents()}
        folder = folder.rename(folder.with_name("moved"))
        (folder / "a.txt").rename(folder / "renamed.txt")
        assert counts(run(folder, counting, prune=True)) == (0, 0, 0, 22, 0)
        assert counting.embedded == []
        assert {entry.id for entry in library.documents()} == before
        assert "renamed.txt" in {entry.source_name for entry in library.documents()}
        assert library.version != version


def test_a_copy_is_another_source_that_shares_bytes_and_vectors(folder: Path, counting: CountingEmbedder) -> None:
    run(folder, counting)
    shutil.copy(folder / "corpus.jsonl", folder / "copy.jsonl")
    report = run(folder, counting)
    assert counts(report) == (20, 0, 0, 22, 0)
    assert report.passages == 20
    assert counting.embedded == []
    with opened(folder) as library:
        assert len(list((library.path / "sources").iterdir())) == 3
    (folder / "corpus.jsonl").unlink()
    assert counts(run(folder, counting, prune=True)) == (0, 0, 20, 22, 0)
    with opened(folder) as library:
        assert len(list((library.path / "sources").iterdir())) == 3


def test_a_new_way_of_preparing_does_everything_again(folder: Path, counting: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder, counting)
    monkeypatch.setattr(intake, "PREPARATION", intake.PREPARATION + 1)
    assert counts(run(folder, counting)) == (0, 22, 0, 0, 0)
    assert counting.embedded == [], "the vectors of texts that came out the same are still good"
    assert counts(run(folder, counting)) == (0, 0, 0, 22, 0)


def test_progress_ends_with_everything_done(folder: Path, counting: CountingEmbedder) -> None:
    told: list[Progress] = []
    sync([folder], folder.parent / "library", counting, progress=told.append)
    assert (told[-1].done, told[-1].total, told[-1].passages) == (3, 3, 22)
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert {step.name for step in told} == {"a.txt", "b.txt", "corpus.jsonl", ""}


def test_batches_do_not_change_the_result(folder: Path, counting: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    from index import writing

    run(folder, counting)
    monkeypatch.setattr(writing, "PASSAGES", 1)
    other = folder.parent / "small-batches"
    sync([folder], other, counting)
    with opened(folder) as large, Library.open(other) as small:
        assert texts_of(large) == texts_of(small)
        assert small.sequence() > large.sequence()
        assert_whole(small)
        assert_legs_agree(small)
