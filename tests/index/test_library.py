"""What goes into a library comes out exactly equal; changes, filters, places and neighbours are told truly."""

import datetime
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from index import meta, rows
from index.alignment import Alignment
from index.document import Document
from index.errors import DocumentMissing, LibraryDamaged
from index.library import Library
from index.packing import pack_ids, pack_sentences, pack_vectors, unpack_ids, unpack_vectors
from index.sync import remove, sync
from index.types import Block, Filters, Heading, Metadata, Passage, RawPage, Source, Span, Words
from index.vectors import Vectors
from tests.fakes import FakeEmbedder
from tests.index.shelf import write_corpus
from tests.index.test_document import document as document_with_boxes

text = st.text(max_size=40)
number = st.integers(0, 2**31 - 1)
spans = st.builds(Span, number, number)
floats = st.floats(allow_nan=False, allow_infinity=False)
ints = st.integers(-(2**31), 2**31 - 1)


def table(columns: int) -> st.SearchStrategy[np.ndarray]:
    return st.integers(0, 6).flatmap(lambda rows: arrays.arrays(np.int32, (rows, columns), elements=ints))


@st.composite
def pages(draw: st.DrawFn) -> tuple[RawPage, ...]:
    made = []
    for page_number in range(1, draw(st.integers(0, 4)) + 1):
        words = draw(table(2))
        boxes = draw(arrays.arrays(np.float32, (len(words), 4), elements=st.floats(width=32, allow_nan=False)))
        headings = draw(st.lists(st.builds(Heading, spans, st.integers(1, 6)), max_size=2).map(tuple))
        page = RawPage(page_number, draw(text), draw(text), Words(page_number, words, boxes), draw(floats), draw(floats), headings)
        made.append(page)
    return tuple(made)


metadata = st.builds(
    Metadata,
    title=text,
    kind=text,
    number=text,
    date=st.none() | st.dates(),
    groups=st.lists(text, max_size=2).map(tuple),
    url=text,
    extra=st.lists(st.tuples(text, text), max_size=2).map(tuple),
)
blocks = st.lists(st.builds(Block, spans, st.sampled_from(("title", "paragraph", "item", "table")), st.integers(0, 3)), max_size=3)
documents = st.builds(
    Document,
    source=st.just(Source(1, "a.pdf", "application/pdf", "00")),
    key=text,
    text=st.text(max_size=300),
    blocks=blocks.map(tuple),
    pages=pages(),
    alignment=table(3).map(Alignment),
    metadata=metadata,
)
passages = st.builds(Passage, st.just(0), st.just(0), spans, text, st.lists(spans, max_size=3).map(tuple), text, text, text)


def comparable(document: Document) -> Document:
    """With the runs as a list, which can be compared."""
    return replace(document, alignment=document.alignment.runs.tolist())


@pytest.fixture(scope="module")
def empty() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library", FakeEmbedder(), create=True) as library:
        with library.store.writing() as connection:
            connection.execute(
                "INSERT INTO source (name, path, media_type, sha256, size, mtime_ns, preparation, synced_at)"
                " VALUES ('a.pdf', x'', 'application/pdf', '00', 0, 0, 0, '')"
            )
        yield library


@settings(deadline=None)
@given(document=documents, kept=st.lists(passages, max_size=3))
def test_a_document_is_read_back_exactly_as_it_was_written(empty: Library, document: Document, kept: list[Passage]) -> None:
    vectors = Vectors(pack_vectors(np.eye(1, 64, dtype=np.float32))[0], pack_sentences([]))
    with empty.store.writing() as connection:
        connection.execute("DELETE FROM document")
        new = rows.insert_document(connection, document, document.metadata.title, b"", meta.advance(connection))
        ids = [rows.insert_passage(connection, new, passage, document.metadata.title, b"", vectors) for passage in kept]
    assert comparable(empty.document(new)) == comparable(replace(document, id=new))
    assert empty.metadata(new) == document.metadata
    assert empty.passages(ids) == [replace(passage, id=i, document_id=new) for passage, i in zip(kept, ids, strict=True)]


@given(st.lists(st.integers(1, 2**40), unique=True).map(sorted))
def test_ids_survive_packing(ids: list[int]) -> None:
    assert unpack_ids(pack_ids(ids)) == ids


def test_vectors_lose_less_than_a_thousandth_of_their_cosine() -> None:
    vectors = np.random.default_rng(1).standard_normal((500, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    read = unpack_vectors(pack_vectors(vectors))
    assert np.abs(np.linalg.norm(read, axis=1) - 1).max() < 1e-6
    assert np.abs(read @ vectors.T - vectors @ vectors.T).max() < 1e-3


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three documents: a paper of two pages with boxes made by hand, and two lines of a corpus."""
    folder = tmp_path / "documents"
    folder.mkdir()
    write_corpus(folder / "corpus.jsonl", {"1": "Der Bericht liegt vor. Er ist kurz.", "2": "Die Frist endet am 3. Oktober."})
    (folder / "zwei.txt").write_text("Erste Seite mit einem Satz.\fZweite Seite mit einem anderen Satz.", encoding="utf-8")
    sync([folder], tmp_path / "library", FakeEmbedder())
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_documents_are_listed_with_what_they_hold(library: Library) -> None:
    listed = {(entry.source_name, entry.key): (entry.title, entry.pages) for entry in library.documents()}
    assert listed[("corpus.jsonl", "1")] == ("Bericht 1", 1)
    assert listed[("zwei.txt", "")][1] == 2
    assert len(library.documents(limit=2)) == 2
    assert [*library.documents(limit=2), *library.documents(limit=2, offset=2)] == library.documents()
    assert library.info().documents == 3
    assert library.info().to_dict()["passages"] == library.info().passages


def test_filters_narrow_to_documents(empty: Library) -> None:
    made = {}
    with empty.store.writing() as connection:
        sequence = meta.advance(connection)
        connection.execute("DELETE FROM document")
        for key, known in {
            "a": Metadata(number="8/2625", kind="Antwort", date=datetime.date(2023, 10, 6)),
            "b": Metadata(number="8/2626", kind="Kleine Anfrage", date=datetime.date(2023, 10, 7)),
            "c": Metadata(),
        }.items():
            plain = Document(Source(1, "a.pdf", "application/pdf", "00"), key, "", (), (), Alignment(np.empty((0, 3), np.int32)), known)
            made[key] = rows.insert_document(connection, plain, "", b"", sequence)
    a, b, c = made["a"], made["b"], made["c"]
    assert empty.document_ids(Filters()) == [a, b, c]
    assert empty.document_ids(Filters(number="8/2625")) == [a]
    assert empty.document_ids(Filters(kind="antwort")) == [a]
    assert empty.document_ids(Filters(since=datetime.date(2023, 10, 7))) == [b]
    assert empty.document_ids(Filters(until=datetime.date(2023, 10, 6))) == [a]
    assert empty.document_ids(Filters(since=datetime.date(2023, 10, 6), until=datetime.date(2023, 10, 7))) == [a, b]
    assert empty.document_ids(Filters(document_ids=(c, b, 10**9))) == [b, c]
    assert empty.document_ids(Filters(document_ids=(c,), number="8/2625")) == []
    assert empty.document_ids(Filters(excluded_document_ids=(a, c))) == [b]
    assert empty.days([a, c, 10**9]) == {a: datetime.date(2023, 10, 6)}


MINISTRIES = ("Ministerium für Finanzen (FM)", "Bundesministerium für Arbeit und Soziales", "")


@pytest.mark.parametrize(
    ("filters", "fitting"),
    [
        (Filters(kind="Antwort"), "ab"),
        (Filters(kind="kleine anfrage"), "a"),
        (Filters(kind="Anfrage"), ""),
        (Filters(number="Drucksache 8/2625"), "a"),
        (Filters(number="21/112"), "b"),
        (Filters(number="21/11"), ""),
        (Filters(number="21 / 112 (neu)"), "b"),
        (Filters(ministry="FUER finanzen"), "a"),
        (Filters(ministry="fm"), "a"),
        (Filters(ministry="BMAS"), ""),
        (Filters(ministry="Finanzministerium"), "a"),
        (Filters(ministry="Bundesarbeitsministerium"), "b"),
        (Filters(group="Bundnis 90 / die gruenen"), "b"),
        (Filters(group="DIE GRÜNEN"), "b"),
        (Filters(parliament="Mecklenburg"), "a"),
        (Filters(term="21"), "b"),
        (Filters(term="2"), ""),
        (Filters(title="straßen"), "b"),
        (Filters(title="STRASSEN"), "b"),
        (Filters(source="*.PDF"), "abc"),
        (Filters(source="*.txt"), ""),
        (Filters(kind="Antwort", term="8"), "a"),
        (Filters(kind="' OR 1 --"), ""),
    ],
)
def test_filters_by_every_field(empty: Library, filters: Filters, fitting: str) -> None:
    paper = Metadata(kind="Kleine Anfrage und Antwort", number="8/2625", term="8", ministry=MINISTRIES[0])
    answer = Metadata(kind="Antwort", number="21/112 (neu)", term="21", ministry=MINISTRIES[1], title="Bau von Straßen")
    known = {
        "a": replace(paper, parliament="Landtag Mecklenburg-Vorpommern"),
        "b": replace(answer, groups=("AfD", "BÜNDNIS 90/DIE GRÜNEN")),
        "c": Metadata(),
    }
    made = {}
    with empty.store.writing() as connection:
        sequence = meta.advance(connection)
        connection.execute("DELETE FROM document")
        for key, each in known.items():
            plain = Document(Source(1, "a.pdf", "application/pdf", "00"), key, "", (), (), Alignment(np.empty((0, 3), np.int32)), each)
            made[rows.insert_document(connection, plain, "", b"", sequence)] = key
    assert "".join(made[number] for number in empty.document_ids(filters)) == fitting
    assert {made[entry.id] for entry in empty.documents(filters)} == set(fitting)


def test_facets_count_what_can_be_filtered_by(library: Library) -> None:
    assert library.facets().kinds == ()
    with library.store.writing() as connection:
        known = (
            {"kind": "Antwort", "groups": ["AfD", "SPD"], "date": "2025-05-06"},
            {"kind": "Antwort", "groups": ["SPD"], "date": "2025-01-02"},
        )
        for number, fields in zip(library_ids(library), known, strict=False):
            connection.execute("UPDATE document SET metadata = ? WHERE id = ?", (json.dumps(fields), number))
    found = library.facets()
    assert (found.kinds, found.groups, found.ministries) == ((("Antwort", 2),), (("SPD", 2), ("AfD", 1)), ())
    assert (found.earliest, found.latest) == (datetime.date(2025, 1, 2), datetime.date(2025, 5, 6))


def library_ids(library: Library) -> list[int]:
    return library.document_ids(Filters())


def test_places_are_those_of_the_whole_document(empty: Library) -> None:
    made = document_with_boxes("eins zwei", "drei vier\nfünf", "sechs")
    with empty.store.writing() as connection:
        connection.execute("DELETE FROM document")
        new = rows.insert_document(connection, replace(made, source=Source(1, "", "", "")), "", b"", 1)
    for start in range(len(made.text)):
        for end in range(start, len(made.text) + 1):
            assert empty.locate(new, Span(start, end)) == made.locate(Span(start, end))


def test_neighbours_are_the_passages_around_one_in_its_document(empty: Library) -> None:
    made = document_with_boxes("eins zwei drei")
    vectors = Vectors(pack_vectors(np.eye(1, 64, dtype=np.float32))[0], pack_sentences([]))
    with empty.store.writing() as connection:
        connection.execute("DELETE FROM document")
        documents = [rows.insert_document(connection, replace(made, key=key), "", b"", 1) for key in "ab"]
        ids = [
            rows.insert_passage(connection, document, Passage(0, 0, Span(i, i + 1), str(i), ()), "", b"", vectors)
            for document in documents
            for i in range(3)
        ]
    around = [[passage and passage.id for passage in empty.neighbours(number)] for number in ids]
    a, b, c, d, e, f = ids
    assert around == [[None, b], [a, c], [b, None], [None, e], [d, f], [e, None]]
    assert empty.neighbours(10**9) == (None, None)


def test_changes_lead_from_any_state_to_the_present_one(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    states: list[tuple[int, set[int]]] = [(0, set())]
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        for step in range(4):
            texts = {str(i): f"Satz {i} im Stand {max(i, step) if i % 2 else i}." for i in range(step, 8)}
            write_corpus(folder / "corpus.jsonl", texts)
            sync([folder], library.path, FakeEmbedder())
            for since, held in states:
                changes = library.changes(since)
                added = [passage for batch in changes.added for passage in batch]
                now = (held - set(changes.removed)) | {passage.id for passage in added}
                assert changes.sequence == library.sequence()
                assert now == {passage.id for batch in library.changes(0).added for passage in batch}
                assert [passage.id for passage in added] == sorted(passage.id for passage in added)
            states.append((library.sequence(), now))
        assert not list(library.changes(library.sequence()).added)
        assert not library.changes(library.sequence()).removed


def test_ids_are_never_used_again(library: Library, tmp_path: Path) -> None:
    before = {passage.id for batch in library.changes(0).added for passage in batch}
    documents = {entry.id for entry in library.documents()}
    assert remove(library, sorted(documents)) == 3
    assert library.documents() == []
    assert not list((library.path / "sources").iterdir())
    sync([tmp_path / "documents"], library.path, FakeEmbedder())
    after = {passage.id for batch in library.changes(0).added for passage in batch}
    assert len(after) == len(before)
    assert not after & before
    assert not {entry.id for entry in library.documents()} & documents


def test_what_is_gone_says_so(library: Library) -> None:
    entry = library.documents()[0]
    version = library.version
    source = library.source_of(entry.id)
    remove(library, source_ids=[source.id])
    assert library.version != version
    assert entry.id not in library.document_ids(Filters())
    for read in (library.document, library.metadata, library.source_of, lambda number: library.locate(number, Span(0, 1))):
        with pytest.raises(DocumentMissing):
            read(entry.id)
    with pytest.raises(DocumentMissing):
        library.source_bytes(source.id)


def test_the_very_bytes_are_kept_and_checked(library: Library, tmp_path: Path) -> None:
    source = next(library.source_of(entry.id) for entry in library.documents() if entry.source_name == "zwei.txt")
    assert library.source_bytes(source.id) == (tmp_path / "documents" / "zwei.txt").read_bytes()
    (library.path / "sources" / source.sha256).write_bytes(b"forged")
    with pytest.raises(LibraryDamaged, match="was changed"):
        library.source_bytes(source.id)
    (library.path / "sources" / source.sha256).unlink()
    with pytest.raises(LibraryDamaged, match="is missing"):
        library.source_bytes(source.id)
