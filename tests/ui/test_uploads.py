"""Files that staff bring get names that can do no harm, are what their content says, and overwrite nothing by accident."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import keeping
from index.errors import EmptySource, SourceError, UnsupportedFormat
from index.folders import is_upload
from index.readers.archive import PackedTooTightly
from index.readers.detect import DOCX, HTML, ODT, PDF, SUFFIXES, TEXT, WronglyNamed, detect, suffix
from tests import papers
from tests.index.readers import office
from tests.ui.hostile_strings import HOSTILE
from ui import uploads
from ui.uploads import ENDINGS, FOLDER, KindNotTaken, NameTaken, NoRoom, TooManyWaiting, safe_name, waiting

PAPER = papers.kleine_anfrage()
PAGE = b"<html><body><h1>Museen</h1><p>Der Umbau kostet Geld.</p></body></html>"


def add(library: Path, name: str, data: bytes, known: frozenset[Path] = frozenset(), limit: int = uploads.MAX_TOTAL) -> Path:
    return uploads.add(library, name, io.BytesIO(data), known, limit)


def replace(file: Path, name: str, data: bytes, limit: int = uploads.MAX_TOTAL) -> Path:
    return uploads.replace(file, name, io.BytesIO(data), limit)


@pytest.mark.parametrize(
    ("name", "kind", "safe"),
    [
        ("Bericht 2025.pdf", PDF, "Bericht 2025.pdf"),
        ("../../etc/passwd", TEXT, "passwd.txt"),
        ("..\\..\\boot.ini", TEXT, "boot.ini.txt"),
        ("/absolut/häfen.txt", TEXT, "häfen.txt"),
        ("ha\u0308fen.txt", TEXT, "häfen.txt"),
        (".hidden.txt", TEXT, "hidden.txt"),
        ("~$brief.docx", DOCX, "brief.docx"),
        ("...", TEXT, "document.txt"),
        (".pdf", PDF, "document.pdf"),
        ("con.txt", TEXT, "_con.txt"),
        ("LPT1.pdf", PDF, "_LPT1.pdf"),
        ("console.txt", TEXT, "console.txt"),
        ("rechnung\u202efdp.exe", PDF, "rechnungfdp.exe.pdf"),
        ("a\x00b\nc.txt", TEXT, "ab c.txt"),
        ("bericht.txt", PDF, "bericht.pdf"),
        ("paper.json", TEXT, "paper.json.txt"),
        ("ü" * 200 + ".txt", TEXT, "ü" * 90 + ".txt"),
        ("seite.HTM", HTML, "seite.htm"),
    ],
)
def test_names_are_made_harmless(name: str, kind: str, safe: str) -> None:
    assert safe_name(name, kind) == safe


@given(st.one_of(st.text(), st.sampled_from(sorted(HOSTILE.values()))), st.sampled_from(sorted(ENDINGS)))
def test_a_name_is_always_one_visible_file_of_its_kind(name: str, kind: str) -> None:
    safe = safe_name(name, kind)
    assert Path(safe).name == safe
    assert not safe.startswith((".", "~$", " "))
    assert SUFFIXES[suffix(safe)] == kind
    assert len(safe.encode()) <= 200
    assert safe_name(safe, kind) == safe


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("a.pdf", PAPER, "a.pdf"),
        ("a.txt", PAPER, "a.pdf"),
        ("ohne", office.docx(), "ohne.docx"),
        ("b.odt", office.odt(), "b.odt"),
        ("c.html", PAGE, "c.html"),
        ("c.txt", PAGE, "c.html"),
        ("d.txt", "Der Umbau kostet Geld.".encode("latin-1"), "d.txt"),
        ("e.md", b"# Titel\n\nText.", "e.md"),
    ],
)
def test_files_are_what_they_hold(tmp_path: Path, name: str, data: bytes, kept: str) -> None:
    file = add(tmp_path, name, data)
    assert file == tmp_path / FOLDER / kept
    assert file.read_bytes() == data
    assert is_upload(tmp_path, file)
    assert waiting(tmp_path, frozenset()) == [kept]
    assert waiting(tmp_path, frozenset({file.resolve()})) == []


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.pdf", b"<html><body>404</body></html>", WronglyNamed),
        ("a.docx", PAPER, WronglyNamed),
        ("a.txt", b"", EmptySource),
        ("a.exe", b"MZ\x90\x00", UnsupportedFormat),
        ("a.zip", office.replaced(office.docx(), {"word/document.xml": b" " * 120_000_000}), PackedTooTightly),
        ("a.jsonl", b'{"id": "1", "text": "Text."}\n', KindNotTaken),
        ("a.txt", b'{"id": "1", "text": "Text."}\n', KindNotTaken),
        ("../a.png", b"\x89PNG\r\n", UnsupportedFormat),
    ],
)
def test_what_is_none_of_them_is_refused_and_nothing_kept(tmp_path: Path, name: str, data: bytes, error: type[SourceError]) -> None:
    with pytest.raises(error) as raised:
        add(tmp_path, name, data)
    assert raised.value.message("de").endswith((".", "neu.", "Endung."))
    assert not (tmp_path / FOLDER).exists()


def test_nothing_is_overwritten_by_accident(tmp_path: Path) -> None:
    add(tmp_path, "Bericht.txt", b"Der erste Bericht.")
    with pytest.raises(NameTaken, match=r"bericht\.txt: a file of this name"):
        add(tmp_path, "x/bericht.txt", b"Der zweite Bericht.")
    assert (tmp_path / FOLDER / "Bericht.txt").read_bytes() == b"Der erste Bericht."


def test_two_files_of_one_name_that_come_at_once_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, both = keeping.write_atomically, threading.Barrier(2)

    def slow(target: Path, data: bytes | BinaryIO) -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(0.5)  # until another is about to write as well
        real(target, data)

    def brought(data: bytes) -> str:
        try:
            return add(tmp_path, "Bericht.txt", data).read_text()
        except NameTaken:
            return ""

    monkeypatch.setattr(keeping, "write_atomically", slow)
    with ThreadPoolExecutor(2) as pool:
        kept = set(pool.map(brought, [b"Der erste Bericht.", b"Der zweite Bericht."]))
    assert kept == {"", (tmp_path / FOLDER / "Bericht.txt").read_text()}


def test_of_those_that_come_at_once_one_at_a_time_is_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, at_once, most = detect, threading.Semaphore(1), list[bool]()

    def watched(data: bytes, name: str) -> str:
        most.append(at_once.acquire(blocking=False))
        time.sleep(0.05)  # as long as another could come
        at_once.release()
        return real(data, name)

    monkeypatch.setattr("ui.uploads.detect", watched)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: add(tmp_path, name, PAPER), ("a.pdf", "b.pdf", "c.pdf", "d.pdf")))
    assert most == [True] * 4


def bring(folder: Path, data: bytes, go: float) -> str:
    """In another process: a file that is written slowly."""
    real = keeping.write_atomically

    def slow(target: Path, data: bytes | BinaryIO) -> None:
        time.sleep(0.5)
        real(target, data)

    keeping.write_atomically = slow
    time.sleep(max(go - time.time(), 0.0))
    try:
        return add(folder, "Bericht.txt", data).name
    except NameTaken:
        return ""


def test_nor_do_those_that_come_to_two_processes(tmp_path: Path) -> None:
    go = time.time() + 5.0
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        came = [pool.submit(bring, tmp_path, text, go) for text in (b"Der erste Bericht.", b"Der zweite Bericht.")]
        assert sorted(each.result(timeout=120) for each in came) == ["", "Bericht.txt"]


def test_all_of_them_together_have_a_limit(tmp_path: Path) -> None:
    first = add(tmp_path, "a.txt", b"x" * 600, limit=1000)
    with pytest.raises(NoRoom) as raised:
        add(tmp_path, "b.txt", b"x" * 500, limit=1000)
    assert raised.value.message("de").startswith(
        "b.txt: Alle hinzugefügten Dateien dürfen zusammen höchstens 1 kB groß sein. Entfernen Sie"
    )
    assert replace(first, "a.txt", b"x" * 900, limit=1000).stat().st_size == 900
    with pytest.raises(NoRoom):
        replace(first, "a.txt", b"x" * 1100, limit=1000)
    assert replace(first, "a.txt", b"x" * 800, limit=100), "less is always welcome"
    assert waiting(tmp_path, frozenset()) == ["a.txt"]


def test_those_that_wait_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_WAITING", 2)
    first, _ = (add(tmp_path, name, b"Der Umbau kostet Geld.") for name in ("a.txt", "b.txt"))
    with pytest.raises(TooManyWaiting) as raised:
        add(tmp_path, "c.txt", b"Der Umbau kostet Geld.")
    assert "Es warten schon 2 Dateien auf den Abgleich" in raised.value.message("de")
    add(tmp_path, "c.txt", b"Der Umbau kostet Geld.", known=frozenset({first.resolve()}))


def test_what_a_killed_process_left_behind_takes_no_room(tmp_path: Path) -> None:
    folder = add(tmp_path, "a.txt", b"Der Umbau kostet Geld.").parent
    (folder / ".b.txt.4711").write_bytes(b"x" * 5000)
    add(tmp_path, "b.txt", b"Der Umbau kostet Geld.", limit=1000)
    assert sorted(each.name for each in folder.iterdir()) == [".lock", "a.txt", "b.txt"]


def test_a_file_is_replaced_under_its_own_name(tmp_path: Path) -> None:
    file = add(tmp_path, "Bericht.txt", b"Der erste Bericht.")
    assert replace(file, "ganz anders.txt", b"Der zweite Bericht.") == file
    assert file.read_bytes() == b"Der zweite Bericht."
    new = replace(file, "egal", PAPER)
    assert (new.name, [each.name for each in new.parent.glob("[!.]*")]) == ("Bericht.pdf", ["Bericht.pdf"])
    add(tmp_path, "Bericht.txt", b"Noch einer.")
    with pytest.raises(NameTaken):
        replace(new, "x.txt", b"Der dritte Bericht.")
    assert new.read_bytes() == PAPER


def test_kinds_that_are_taken_are_those_that_are_promised() -> None:
    assert {PDF, DOCX, ODT, HTML, TEXT} <= set(ENDINGS)
