"""A byte that changed inside the database is told as damage of the library, not as an error of the program that unpacks it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.errors import LibraryDamaged
from index.library import Library
from index.store import DATABASE
from index.sync import sync
from tests.index.shelf import CountingEmbedder


@pytest.mark.parametrize("changed", ["document SET text", "document SET alignment", "page SET boxes"])
def test_a_changed_byte_is_damage(folder: Path, counting: CountingEmbedder, tmp_path: Path, changed: str) -> None:
    path = tmp_path / "library"
    sync([folder / "a.txt"], path, counting)
    connection = sqlite3.connect(path / DATABASE)
    connection.execute(f"UPDATE {changed} = x'789c00ff00ff'")
    connection.commit()
    connection.close()
    with Library.open(path) as library, pytest.raises(LibraryDamaged):
        library.document(library.documents()[0].id)
