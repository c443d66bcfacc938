"""Files are found once, in order, and never outside of what was named."""

import os
from pathlib import Path

import pytest

from index.errors import LibraryFolderTaken, SourceOfLibrary, SourceUnreachable
from index.files import LIBRARY, find
from index.sync import sync
from tests.fakes import FakeEmbedder

DOCUMENTS = ("b.txt", "a.txt", "2023/c.txt", ".hidden/d.txt", ".hidden.txt", "~$a.docx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "documents"
    for name in DOCUMENTS:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def names(*paths: Path, library: Path = Path("/nowhere")) -> list[str]:
    return [file.name for file in find(paths, library).files]


def test_files_come_in_order_without_hidden_ones(folder: Path) -> None:
    assert names(folder) == ["a.txt", "b.txt", "2023/c.txt"]


def test_a_file_is_found_once_however_often_it_is_named(folder: Path) -> None:
    assert names(folder / "b.txt", folder, folder / "2023", folder) == ["b.txt", "a.txt", "2023/c.txt"]


def test_a_hidden_file_that_is_named_is_found(folder: Path) -> None:
    assert names(folder / ".hidden.txt") == [".hidden.txt"]


def test_the_library_is_no_document(folder: Path) -> None:
    (folder / "library").mkdir()
    (folder / "library" / "manifest.json").write_text("{}")
    assert names(folder, library=folder / "library") == ["a.txt", "b.txt", "2023/c.txt"]


@pytest.mark.parametrize("where", ["documents", "documents/library", "documents/2023"])
def test_a_library_among_the_documents_does_not_grow_with_itself(folder: Path, tmp_path: Path, where: str) -> None:
    folder = folder.rename(tmp_path / "documents")
    first = sync([folder], tmp_path / where, FakeEmbedder())
    assert (first.added, first.failed) == (3, ()), "what lies beside a library in its folder is a document"
    for _ in range(2):
        again = sync([folder], tmp_path / where, FakeEmbedder())
        assert (again.added, again.unchanged, again.failed) == (0, first.added, ())
    before = {Path(name).parts[0] for name in DOCUMENTS} | {Path(name).name for name in DOCUMENTS} | {"library"}
    assert {path.name for path in (tmp_path / where).iterdir()} - before <= set(LIBRARY)


@pytest.mark.parametrize("own", ["sources", "manifest.json"])
def test_what_belongs_to_the_library_is_refused_by_name(folder: Path, tmp_path: Path, own: str) -> None:
    sync([folder], tmp_path / "library", FakeEmbedder())
    report = sync([tmp_path / "library" / own], tmp_path / "library", FakeEmbedder())
    assert [type(error) for error in report.failed] == [SourceOfLibrary]
    assert report.added == 0


@pytest.mark.parametrize("name", ["sources", "dense", "lexical"])
def test_no_library_is_made_where_something_else_bears_the_name_of_its_parts(folder: Path, name: str) -> None:
    (folder / name).mkdir()
    (folder / name / "mine.txt").write_text("Das soll niemand löschen.")
    with pytest.raises(LibraryFolderTaken, match=name):
        sync([folder], folder, FakeEmbedder())
    assert (folder / name / "mine.txt").exists()


def test_links_are_followed_inside_only(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "hidden-in.txt").symlink_to(folder / ".hidden" / "d.txt")
    (folder / "in.txt").symlink_to(folder / "2023" / "c.txt")
    (folder / "away").symlink_to(tmp_path)
    (folder / "circle").symlink_to(folder / "circle")
    (folder / "nowhere.txt").symlink_to(folder / "missing.txt")
    assert names(folder) == ["a.txt", "b.txt", "2023/c.txt"]  # in.txt is 2023/c.txt, once
    assert not find([folder], Path("/nowhere")).failed


def test_a_link_that_is_named_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert names(tmp_path / "link") == ["a.txt", "b.txt", "2023/c.txt"]


def test_a_pipe_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert names(folder) == ["a.txt", "b.txt", "2023/c.txt"]


def test_a_name_in_another_encoding_is_found(folder: Path) -> None:
    raw = os.fsencode(folder) + b"/\xe4rger.txt"
    Path(os.fsdecode(raw)).write_text("Text")
    (found,) = (file for file in find([folder], Path("/nowhere")).files if "rger" in file.name)
    assert found.name == "\ufffdrger.txt"
    assert os.fsencode(found.path) == raw


def test_what_cannot_be_reached_is_reported(folder: Path) -> None:
    found = find([folder / "missing", folder], Path("/nowhere"))
    assert [type(error) for error in found.failed] == [SourceUnreachable]
    assert "missing" in str(found.failed[0])
    assert len(found.files) == 3


def test_only_files_under_a_listed_folder_can_be_gone(folder: Path, tmp_path: Path) -> None:
    found = find([folder / "2023", folder / "a.txt"], Path("/nowhere"))
    assert found.gone(os.fsencode(folder / "2023" / "gone.txt"))
    assert not found.gone(os.fsencode(folder / "gone.txt"))
    assert not found.gone(os.fsencode(tmp_path / "2023x" / "gone.txt"))
    found.unlisted.append(folder / "2023" / "locked")
    assert not found.gone(os.fsencode(folder / "2023" / "locked" / "unseen.txt"))
