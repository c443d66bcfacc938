"""Files are found once, in order, and never outside of what was named."""

import os
from pathlib import Path

import pytest

from index.errors import SourceUnreachable
from index.files import find


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "documents"
    for name in ("b.txt", "a.txt", "2023/c.txt", ".hidden/d.txt", ".hidden.txt", "~$a.docx"):
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
