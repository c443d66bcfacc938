"""JSONL corpora: a document a line; a broken line costs only itself."""

from __future__ import annotations

import datetime
import gzip
import json
from pathlib import Path

import pytest

from index.errors import EmptySource, SourceError, UnreadableSource
from index.readers import read


def _lines(*records: object) -> bytes:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()


def test_a_line_is_a_document() -> None:
    data = _lines({"id": "a", "title": "Titel", "text": "Text eins."}, {"id": 7, "text": "Text\fzwei."})
    documents = list(read(data, "korpus.jsonl"))
    assert [(doc.key, doc.text, doc.metadata.title, len(doc.pages)) for doc in documents] == [
        ("a", "Text eins.", "Titel", 1),
        ("7", "Text\fzwei.", "", 2),
    ]


def test_fields_go_into_the_metadata() -> None:
    record = {
        "id": "21/112#Q1", "title": "Drucksache 21/112: Kenntnis", "text": "Text.", "doc": "21/112", "date": "2025-05-06",
        "url": "https://example.org/1", "ministry": "BMI", "groups": ["AfD"], "region": "Bund", "leer": "",
    }  # fmt: skip
    (document,) = read(_lines(record), "k.jsonl")
    metadata = document.metadata
    assert (metadata.number, metadata.date, metadata.url) == ("21/112", datetime.date(2025, 5, 6), "https://example.org/1")
    assert (metadata.ministry, metadata.groups, metadata.extra) == ("BMI", ("AfD",), (("region", "Bund"),))


@pytest.mark.parametrize(
    ("title", "number", "kind", "date"),
    [
        ("Drucksache 21/112: Titel", "21/112", "", None),
        ("Antrag Drucksache 206/25 (2025-05-12)", "206/25", "Antrag", datetime.date(2025, 5, 12)),
        ("Empfehlungen Drucksache 256/1/25 (2025-07-01)", "256/1/25", "Empfehlungen", datetime.date(2025, 7, 1)),
        ("Bericht vom 5. Mai 2025", "", "", None),
        ("Titel ohne Nummer 21/112", "", "", None),
        ("Am 2025-13-45", "", "", None),
    ],
)
def test_a_title_that_says_so_gives_number_kind_and_date(title: str, number: str, kind: str, date: datetime.date | None) -> None:
    (document,) = read(_lines({"id": "1", "title": title, "text": "x"}), "k.jsonl")
    assert (document.metadata.number, document.metadata.kind, document.metadata.date) == (number, kind, date)


ASKERS, GOVERNMENT = "V o r b e m e r k u n g  d e r  F r a g e s t e l l e r", "Vorbemerkung der Bundesregierung"


def test_a_piece_goes_on_with_the_remark_that_the_piece_before_it_is_from() -> None:
    pieces = [
        ("1/1#V0", f"{ASKERS}\nWir fragen uns das."),
        ("1/1#V1", "Und dieses."),
        ("1/1#V2", f"Und jenes.\n{GOVERNMENT}\nDas ist so."),
        ("1/1#V3", "Und so."),
        ("1/1#A1", "Ja."),
        ("1/2#V4", "Anderswo."),
    ]
    documents = list(read(_lines(*({"id": key, "text": text} for key, text in pieces)), "k.jsonl"))
    assert [document.metadata.part for document in documents] == ["preliminary", "preliminary", "preliminary", "", "", ""]


def test_a_field_says_which_part_of_a_paper_a_line_is() -> None:
    records = [{"id": str(number), "text": "x", "part": part} for number, part in enumerate(["answer", "question", "Anhang"])]
    assert [document.metadata.part for document in read(_lines(*records), "k.jsonl")] == ["answer", "question", ""]


def test_a_broken_line_is_reported_with_its_number_and_the_others_are_read() -> None:
    good = _lines({"id": "a", "text": "eins"}, {"id": "b", "text": "zwei"}).split(b"\n")
    bad = [b"{kaputt", b"[1, 2]", b'{"id": "c"}', b'{"id": "a", "text": "noch einmal"}', b'{"id": "d", "text": " "}', b"[" * 100_000]
    problems: list[SourceError] = []
    documents = list(read(b"\n".join([good[0], b"", *bad, good[1]]), "k.jsonl", problems=problems))
    assert [doc.key for doc in documents] == ["a", "b"]
    assert [str(problem).split(":")[0] for problem in problems] == [f"k.jsonl, line {n}" for n in range(3, 9)]


def test_a_compressed_corpus_is_read_and_a_cut_one_as_far_as_it_goes() -> None:
    data = gzip.compress(_lines(*({"id": str(n), "text": f"Text {n} {'x' * n}"} for n in range(1000))))
    assert len(list(read(data, "k.jsonl.gz"))) == 1000
    problems: list[SourceError] = []
    found = list(read(data[: len(data) // 2], "k.jsonl.gz", problems=problems))
    assert 0 < len(found) < 1000
    assert isinstance(problems[-1], UnreadableSource)


def test_a_corpus_without_a_document_is_empty() -> None:
    problems: list[SourceError] = []
    with pytest.raises(EmptySource):
        list(read(b"{kaputt", "k.jsonl", problems=problems))
    assert len(problems) == 1


def test_documents_come_one_by_one() -> None:
    lines = _lines({"id": "a", "text": "eins"}) + b"\n{kaputt\n"
    problems: list[SourceError] = []
    documents = read(lines, "k.jsonl", problems=problems)
    assert next(documents).key == "a"
    assert problems == []


def test_real_corpora_load(evaluation_data: Path) -> None:
    data = (evaluation_data / "xquad_de" / "passages.jsonl").read_bytes()
    problems: list[SourceError] = []
    assert len(list(read(data, "passages.jsonl", problems=problems))) == len(data.splitlines())
    assert problems == []
