"""The files of the lexical index: tantivy's schema, opening, and writing that keeps all of an update or nothing.

It does not know what the terms mean nor how they are searched.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy

from index.errors import LibraryFull
from index.types import Hit

TERMS = ("title", "heading", "text", "grams")  # fields of terms separated by spaces
HEAP_BYTES = 64_000_000  # of the writer; a commit of 13,000 passages then flushes once


def schema() -> Any:
    """A passage is its ids and terms; nothing of it is stored. What is no passage has a key and a value."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_unsigned_field("document_id", indexed=True)
    for name in TERMS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("value", stored=True)
    return builder.build()


def open_index(folder: Path) -> Any:
    """The index, None when there is none that this version can use."""
    if not (folder / "meta.json").exists() or not tantivy.Index.is_compatible(str(folder)):
        return None
    index = tantivy.Index(schema(), path=str(folder))
    index.config_reader("Manual")
    return index


def create_index(folder: Path) -> Any:
    """An empty index in place of whatever lies in the folder: it is derived, and `open_index` could not use it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index = tantivy.Index(schema(), path=str(folder))
    index.config_reader("Manual")
    return index


@contextmanager
def writing(index: Any, folder: Path) -> Iterator[Any]:
    """A writer that commits at the end and on an error nothing (tantivy's own context manager would commit then, too).

    LibraryFull when the disk is full.
    """
    writer = index.writer(HEAP_BYTES, 1)
    try:
        # A killed writer leaves files that the next would write under the same name, and tantivy does not write over files.
        writer.garbage_collect_files()
        yield writer
        writer.commit()
    except BaseException as error:
        writer.rollback()
        if isinstance(error, ValueError) and shutil.disk_usage(folder).free < HEAP_BYTES:  # tantivy does not tell why it failed
            raise LibraryFull(path=folder) from error
        raise
    finally:
        writer.wait_merging_threads()


def put(writer: Any, key: str, *values: str) -> None:
    """Keep `values` under `key`, from the same commit on as everything else that `writer` does."""
    writer.delete_documents_by_term("key", key)
    document = tantivy.Document()
    document.add_text("key", key)
    for value in values:
        document.add_bytes("value", value.encode())
    writer.add_document(document)


def get(searcher: Any, schema: Any, key: str) -> tuple[bytes, ...]:
    """What `put` kept; () when nothing was."""
    hits = searcher.search(tantivy.Query.term_query(schema, "key", key, "basic"), 1, count=False).hits
    return tuple(map(bytes, searcher.doc(hits[0][1]).get_all("value"))) if hits else ()


def all_of(*queries: Any) -> Any:
    """A query that wants all of these."""
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def hits(searcher: Any, query: Any, limit: int) -> list[Hit]:
    """The passages that a query finds, best first, ties in order of age."""
    found = searcher.search(query, limit, count=False).hits
    ids = searcher.fast_field_values("id", [address for _score, address in found])
    scored = [Hit(passage_id, score) for passage_id, (score, _address) in zip(ids, found, strict=True)]
    return sorted(scored, key=lambda hit: (-hit.score, hit.passage_id))
