"""What a file is: by its content, and among kinds of text by its name; a name that promises a PDF is kept to."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from index.errors import EmptySource, EncryptedSource, SourceTooLarge, UnreadableSource, UnsupportedFormat
from index.readers import MAX_SOURCE_BYTES, check_size, detect
from index.readers.detect import DOCX, HTML, JSONL, MARKDOWN, ODT, PDF, TEXT, WronglyNamed
from tests import pdfs
from tests.index.readers import office

RECORD = b'{"id": "1", "title": "T", "text": "Ein Satz."}\n'
PAGE = b"<!-- Vorlage --><!DOCTYPE html>\n<html><body><p>Text</p></body></html>"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (pdfs.simple(), "a.pdf", PDF),
        (b"\r\n\r\n" + pdfs.simple(), "ohne Endung", PDF),
        (office.docx(), "a.docx", DOCX),
        (office.docx(), "a.zip", DOCX),
        (office.odt(), "a.doc", ODT),
        (PAGE, "a.txt", HTML),
        (PAGE.decode().encode("utf-16"), "a.txt", HTML),
        (b"nur Text", "a.html", HTML),
        (b"# Titel", "a.MD", MARKDOWN),
        (b"# Titel", "a.txt", TEXT),
        (b"Ein Satz.", "README", TEXT),
        (RECORD, "korpus.jsonl", JSONL),
        (RECORD, "korpus.txt", JSONL),
        (gzip.compress(RECORD, mtime=0), "korpus.jsonl.gz", JSONL),
        (b"{kaputt\n" + RECORD, "korpus.jsonl", JSONL),
        (b'{"a": 1}', "a.txt", TEXT),
    ],
)
def test_content_decides(data: bytes, name: str, kind: str) -> None:
    assert detect(data, name) == kind


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG"),
        (b"\x7fELF" + bytes(range(256)), "program"),
        (bytes(range(256)) * 20, "binary"),
        (b"{\\rtf1\\ansi Text}", "RTF"),
        (b"<?xml version='1.0'?><gesetz><p>Text</p></gesetz>", "XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "before 2007"),
        (gzip.compress(b"Text", mtime=0), "gzip"),
    ],
)
@pytest.mark.parametrize("name", ["amt.pdf", "amt.docx", "amt.txt"])
def test_other_formats_are_named(data: bytes, found: str, name: str) -> None:
    with pytest.raises(UnsupportedFormat, match=found) as caught:
        detect(data, name)
    assert name in str(caught.value)
    assert name in caught.value.message("de")


@pytest.mark.parametrize(
    ("data", "name", "promised", "found"),
    [
        (PAGE, "bericht.pdf", "PDF", "HTML"),
        (b"<html><head><title>404 Not Found</title></head></html>", "Bericht.PDF", "PDF", "HTML"),
        (b"Die Seite wurde nicht gefunden.", "bericht.pdf", "PDF", "Text"),
        (b"Nur Text.", "brief.docx", "DOCX", "Text"),
        (RECORD, "brief.odt", "ODT", "JSONL"),
        (office.docx(), "bericht.pdf", "PDF", "DOCX"),
        (pdfs.simple(), "brief.docx", "DOCX", "PDF"),
    ],
)
def test_a_name_that_promises_a_pdf_or_an_office_file_is_kept_to(data: bytes, name: str, promised: str, found: str) -> None:
    with pytest.raises(WronglyNamed) as caught:
        detect(data, name)
    for sentence in (str(caught.value), caught.value.message("de")):
        assert sentence.startswith(f"{name}: ")
        assert f" {promised}," in sentence
        assert f" {found}" in sentence


def test_a_pdf_may_stand_behind_other_lines_and_a_text_may_speak_of_pdf() -> None:
    assert detect(b"Weitergeleitete Nachricht\n" * 100 + pdfs.simple(), "a.pdf") == PDF
    text = b"Eine Datei beginnt so:\n" * 100 + b"%PDF-1.7\nDanach folgt der Inhalt.\n"
    assert detect(text, "a.txt") == TEXT


def test_a_zip_of_something_else_is_no_office_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UnsupportedFormat, match="ZIP"):
        detect(out.getvalue(), "tabelle.docx")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", bytes(5000)])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(EmptySource, match=r"leer\.pdf"):
        detect(data, "leer.pdf")


def test_an_office_file_with_a_password_is_named_so() -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    with pytest.raises(EncryptedSource, match=r"geheim\.docx"):
        detect(container, "geheim.docx")


@pytest.mark.parametrize("make", [office.docx, office.odt])
def test_an_archive_cut_off_is_damaged(make: office.Maker) -> None:
    data = make()
    with pytest.raises(UnreadableSource, match=r"halb\.docx"):
        detect(data[: len(data) // 2], "halb.docx")


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_whose_parts_cannot_be_unpacked_is_damaged(way: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.writestr("mimetype", bytes(range(256)))
    data = bytearray(out.getvalue())
    start = 30 + len("mimetype") + (9 if way == zipfile.ZIP_LZMA else 0)  # behind the header, and behind what LZMA says of itself
    data[start : start + 40] = b"\xff" * 40
    with pytest.raises(UnreadableSource):
        detect(bytes(data), "a.odt")


def test_a_file_of_two_gigabytes_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    huge = tmp_path / "riesig.pdf"
    with huge.open("wb") as file:
        file.truncate(2 * 1024**3)  # sparse: it takes no room, and nobody could read it in time
    with pytest.raises(SourceTooLarge) as caught:
        check_size(huge)
    assert str(caught.value).startswith("riesig.pdf: 2147 MB are more than the limit of 500 MB")


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 10)
    assert check_size(file, limit=10) == 10
    with pytest.raises(SourceTooLarge):
        check_size(file, limit=9)
    assert MAX_SOURCE_BYTES == 500_000_000
