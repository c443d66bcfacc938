"""Damaged and hostile files: whatever the bytes, a document or a SourceError comes out, and the next file is read."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import SourceError
from index.readers import read
from tests import pdfs
from tests.index.readers import office

JSONL = b'{"id": "a", "title": "T", "text": "Ein Satz."}\n{"id": "b", "text": "Noch einer."}\n'
HTML = b"<!DOCTYPE html><html><body><h1>Titel</h1><p>Ein Absatz mit Text.</p><ul><li>eins<li>zwei</ul></body></html>"
SEEDS = {
    "simple.pdf": pdfs.simple(),
    "bookmarked.pdf": pdfs.bookmarked(),
    "ligatures.pdf": pdfs.ligatures(),
    "rotated.pdf": pdfs.rotated(),
    "encrypted.pdf": pdfs.encrypted(""),
    "scanned.pdf": pdfs.scanned(),
    "brief.docx": office.docx(),
    "brief.odt": office.odt(),
    "korpus.jsonl": JSONL,
    "seite.html": HTML,
    "notiz.md": b"# Titel\n\n- a\n  - b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n",
}
STARTS = ["", "%PDF-1.4\n", "PK\x03\x04", "<!DOCTYPE html>", '{"id": 1}', "\xff\xfe", "---\n"]


def _survives(data: bytes, name: str) -> None:
    try:
        for document in read(data, name, ocr=False, problems=[]):
            assert document.text.strip()
    except SourceError as error:
        named = name in str(error)  # both outcomes are right
        assert named


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """A few bytes flipped, a stretch removed, doubled or overwritten, or the end cut off."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(changed)), chance.choice([1, 1, 2, 8, 64])
        kind = chance.randrange(5)
        if kind == 0:
            changed[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del changed[at : at + length]
        elif kind == 2:
            changed[at:at] = changed[at : at + length]
        elif kind == 3:
            changed[at : at + length] = chance.randbytes(length)
        elif len(changed) > 20:
            del changed[-chance.randint(1, len(changed) // 10 + 1) :]
        if not changed:
            break
    return bytes(changed)


@pytest.mark.parametrize("name", SEEDS)
def test_mutated_files_give_a_document_or_a_source_error(name: str) -> None:
    chance = random.Random(name)
    for _ in range(150 if name.endswith(".pdf") else 60):
        _survives(_mutated(SEEDS[name], chance), name)


@pytest.mark.parametrize("name", ["brief.docx", "brief.odt"])
def test_office_files_with_mutated_parts_give_a_document_or_a_source_error(name: str) -> None:
    chance = random.Random(name)
    with zipfile.ZipFile(io.BytesIO(SEEDS[name])) as archive:
        parts = {part: archive.read(part) for part in archive.namelist() if part.endswith(".xml")}
    for _ in range(60):
        part = chance.choice(sorted(parts))
        _survives(office.replaced(SEEDS[name], {part: _mutated(parts[part], chance)}), name)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "%PDF-1.4\n", "PK\x03\x04", "<!DOCTYPE html>", '{"id": 1}', "\xff\xfe", "---\n"]),
    st.sampled_from(sorted(SEEDS)),
)
def test_any_bytes_give_a_document_or_a_source_error(data: bytes, start: str, name: str) -> None:
    _survives(start.encode("latin-1") + data, name)


@settings(max_examples=80, deadline=None)
@given(st.text(min_size=1, max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl"]))
def test_any_text_gives_a_document_or_a_source_error(text: str, name: str) -> None:
    _survives(text.encode("utf-8", "surrogatepass"), name)


def test_a_pdf_whose_page_tree_is_a_ring_ends() -> None:
    ring = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Outlines 3 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9999999>>endobj\n"
        b"3 0 obj<</First 4 0 R>>endobj\n4 0 obj<</Title(x)/Next 4 0 R/First 4 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    _survives(ring, "ring.pdf")


def test_html_nested_without_end_ends() -> None:
    _survives(b"<html><body>" + b"<div>" * 20_000 + b"Text" + b"</div>" * 20_000, "tief.html")


def test_markdown_nested_without_end_ends() -> None:
    _survives(b">" * 5_000 + b" Text\n" + b"- " * 5_000 + b"x\n" + b"[" * 5_000, "tief.md")
