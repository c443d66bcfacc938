"""A library remembers the folders that it was synced from, goes over them again, and loses nothing because one of them is away."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from index import intake
from index.errors import LibraryBusy, LibraryMissing
from index.files import FolderUnreachable
from index.folders import FolderNotSynced, NothingToSync, SyncedFolder, origins, remembered
from index.library import Library
from index.sync import SyncReport, forget, sync
from tests.index.shelf import CountingEmbedder, assert_legs_agree, assert_whole, counts, opened, run, texts_of


@pytest.fixture
def other(folder: Path) -> Path:
    """A second folder, beside the first."""
    made = folder.parent / "other"
    made.mkdir()
    (made / "c.txt").write_text("Der dritte Satz steht anderswo.", encoding="utf-8")
    return made


def again(folder: Path, **more: Any) -> SyncReport:
    """A sync that is not told of any folder."""
    return sync(None, folder.parent / "library", CountingEmbedder(), **more)


def from_origins(folder: Path) -> tuple[list[tuple[str, int, str]], int]:
    with opened(folder) as library:
        found = origins(library)
    return [(each.path.name, each.files, each.state) for each in found.folders], found.others


def test_folders_are_remembered_and_gone_over_again(folder: Path, other: Path, counting: CountingEmbedder) -> None:
    run(folder, counting)
    sync([other], folder.parent / "library", counting)
    (folder / "a.txt").write_text("Der erste Satz ist neu geschrieben.", encoding="utf-8")
    (other / "d.txt").write_text("Der vierte Satz kommt dazu.", encoding="utf-8")
    assert counts(again(folder)) == (1, 1, 0, 22, 0)
    with opened(folder) as library:
        assert remembered(library) == [folder, other]
        assert texts_of(library)["a.txt", ""] == "Der erste Satz ist neu geschrieben."
        assert_whole(library)
        assert_legs_agree(library)


def test_each_folder_is_kept_once_and_free_of_links(folder: Path, counting: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder.parent / "link").symlink_to(folder)
    monkeypatch.chdir(folder)
    sync([Path(), folder.parent / "link", folder / ".." / folder.name, folder], folder.parent / "library", counting)
    with opened(folder) as library:
        assert remembered(library) == [folder]


def test_files_that_were_named_one_by_one_and_folders_that_are_not_there_are_not_remembered(
    folder: Path, counting: CountingEmbedder
) -> None:
    path = folder.parent / "library"
    sync([folder / "a.txt", folder.parent / "mistyped"], path, counting)
    with opened(folder) as library:
        assert remembered(library) == []
    assert from_origins(folder) == ([], 1)
    with pytest.raises(NothingToSync, match="belegt sync FOLDER") as raised:
        again(folder)
    assert raised.value.exit_code == 2


def test_without_a_library_there_is_nothing_to_go_over(folder: Path) -> None:
    with pytest.raises(LibraryMissing):
        again(folder)
    assert not (folder.parent / "library").exists()


def test_a_sync_that_is_cut_short_is_gone_on_with(folder: Path, counting: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(intake, "take_in", stopped)
        with pytest.raises(KeyboardInterrupt):
            sync([folder], folder.parent / "library", counting)
    assert counts(again(folder)) == (22, 0, 0, 0, 0)


@pytest.mark.parametrize("how", ["moved away", "empty", "unreadable"])
def test_nothing_is_lost_because_a_folder_is_away(
    folder: Path, other: Path, counting: CountingEmbedder, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    sync([folder, other], folder.parent / "library", counting)
    real = os.scandir

    def denied(path: Any = ".") -> Any:
        if Path(path) == other:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    if how == "unreadable":
        monkeypatch.setattr(os, "scandir", denied)
    else:
        shutil.move(other, folder.parent / "away")
    if how == "empty":
        other.mkdir()
    (folder / "a.txt").write_text("Der erste Satz ist neu geschrieben.", encoding="utf-8")
    report = again(folder)
    assert counts(report)[:4] == (0, 1, 0, 21)
    if how == "empty":  # as the place of a drive that is not mounted
        assert (report.failed, report.missing) == ((), ("c.txt",))
    else:
        assert [type(error) for error in report.failed] == [FolderUnreachable]
        assert report.failed[0].message("de").startswith(f"{other}: Der Ordner ist nicht da oder lässt sich nicht lesen.")
        assert report.missing == ()
    state = {"moved away": "missing"}.get(how, how)
    assert from_origins(folder) == ([("documents", 3, "there"), ("other", 1, state)], 0)
    monkeypatch.undo()
    if how != "unreadable":
        shutil.rmtree(other, ignore_errors=True)
        (folder.parent / "away").rename(other)
    assert counts(again(folder)) == (0, 0, 0, 23, 0), "back again, it is as it was"


def test_what_is_gone_from_a_folder_stays_and_what_is_gone_from_the_uploads_goes(folder: Path, counting: CountingEmbedder) -> None:
    run(folder, counting)
    uploads = folder.parent / "library" / "uploads"
    uploads.mkdir()
    (uploads / "strand.txt").write_text("Der Strand wird verbreitert.", encoding="utf-8")
    assert counts(again(folder)) == (1, 0, 0, 22, 0)
    (uploads / "strand.txt").unlink()
    (folder / "b.txt").unlink()
    report = again(folder)
    assert (counts(report), report.missing) == ((0, 0, 1, 21, 0), ("b.txt",))
    assert from_origins(folder) == ([("documents", 3, "there")], 0)


def test_the_uploads_are_no_folder_that_a_person_named(folder: Path, counting: CountingEmbedder) -> None:
    run(folder, counting)
    uploads = folder.parent / "library" / "uploads"
    uploads.mkdir()
    (uploads / "strand.txt").write_text("Der Strand wird verbreitert.", encoding="utf-8")
    sync([uploads], folder.parent / "library", counting, prune=True)
    assert from_origins(folder) == ([("documents", 3, "there")], 0)
    with pytest.raises(FolderNotSynced), opened(folder) as library:
        forget(library, uploads, prune=True)


def test_files_are_counted_where_they_lie_and_not_by_how_a_path_begins(folder: Path, counting: CountingEmbedder) -> None:
    near = folder.with_name("documents 2")
    near.mkdir()
    (near / "c.txt").write_text("Der dritte Satz steht nebenan.", encoding="utf-8")
    (folder / "2023").mkdir()
    (folder / "2023" / "d.txt").write_text("Der vierte Satz steht darunter.", encoding="utf-8")
    sync([near / "c.txt", folder, folder / "2023"], folder.parent / "library", counting)
    assert from_origins(folder) == ([("documents", 4, "there"), ("2023", 1, "there")], 1)


def test_a_forgotten_folder_is_passed_over_and_its_documents_stay(folder: Path, other: Path, counting: CountingEmbedder) -> None:
    sync([folder, other], folder.parent / "library", counting)
    (other / "c.txt").write_text("Der dritte Satz ist neu geschrieben.", encoding="utf-8")
    with opened(folder) as library:
        assert forget(library, other) == 0
        assert remembered(library) == [folder]
        assert counts(again(folder)) == (0, 0, 0, 22, 0)
        assert texts_of(library)["c.txt", ""] == "Der dritte Satz steht anderswo."
        with pytest.raises(FolderNotSynced) as raised:
            forget(library, other)
    assert raised.value.message("de") == f"{other}: Aus diesem Ordner wird die Bibliothek nicht abgeglichen. Ihre Ordner sind: {folder}"
    assert from_origins(folder) == ([("documents", 3, "there")], 1)


def test_a_folder_that_is_gone_for_good_is_forgotten_with_its_documents(folder: Path, other: Path, counting: CountingEmbedder) -> None:
    sync([folder, other], folder.parent / "library", counting)
    shutil.rmtree(folder)
    with opened(folder) as library:
        assert forget(library, folder, prune=True) == 22
        assert set(texts_of(library)) == {("c.txt", "")}
        assert_whole(library)
        assert_legs_agree(library)
    assert from_origins(folder) == ([("other", 1, "there")], 0)


def test_of_a_forgotten_folder_stays_what_lies_in_another_one_and_what_was_brought(folder: Path, counting: CountingEmbedder) -> None:
    inner, library_path = folder / "2023", folder / "library"
    inner.mkdir()
    (inner / "d.txt").write_text("Der vierte Satz steht darunter.", encoding="utf-8")
    (library_path / "uploads").mkdir(parents=True)
    (library_path / "uploads" / "strand.txt").write_text("Der Strand wird verbreitert.", encoding="utf-8")
    sync([folder, inner], library_path, counting)
    with Library.open(library_path) as library:
        assert forget(library, folder, prune=True) == 22
        assert {name for name, _ in texts_of(library)} == {"2023/d.txt", "library/uploads/strand.txt"}
        assert forget(library, inner) == 0
        assert origins(library).others == 1
        assert forget(library, inner, prune=True) == 1, "forgotten before, its documents can still be removed"


def test_while_another_writes_nothing_is_forgotten(folder: Path, counting: CountingEmbedder) -> None:
    run(folder, counting)
    with opened(folder) as library:
        with library.lock(), opened(folder) as late, pytest.raises(LibraryBusy):
            forget(late, folder)
        assert remembered(library) == [folder]


@pytest.fixture
def strange(folder: Path) -> Path:
    """A folder whose name is no text."""
    path = Path(os.fsdecode(os.fsencode(folder.parent) + b"/\xe4rger\n<img src=x>"))
    path.mkdir()
    (path / "c.txt").write_text("Der dritte Satz steht anderswo.", encoding="utf-8")
    return path


def test_any_name_of_a_folder_is_kept_as_it_is(folder: Path, strange: Path, counting: CountingEmbedder) -> None:
    sync([strange], folder.parent / "library", counting)
    (strange / "c.txt").write_text("Der dritte Satz ist neu geschrieben.", encoding="utf-8")
    assert counts(again(folder)) == (0, 1, 0, 0, 0)
    with opened(folder) as library:
        assert origins(library).folders == (SyncedFolder(strange, 1, "there"),)
        assert origins(library).folders[0].to_dict()["path"] == f"{folder.parent}/\ufffdrger\n<img src=x>"
        shutil.rmtree(strange)
        assert "\udce4" not in again(folder).failed[0].message("de")
        assert forget(library, strange, prune=True) == 1
