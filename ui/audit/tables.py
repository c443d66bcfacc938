"""What an export holds, as tables of rows: answers, feedback, documents. The same rows for JSONL and Parquet.

It does not know files. The fields follow the dataclasses, so that they cannot fall behind; a `dict` is a value without a fixed form.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, get_type_hints

from index.catalogue import DocumentEntry
from index.library import Library
from rag.schema import to_dict
from rag.types import Answer
from ui.audit.circumstances import CitedSource
from ui.audit.records import Feedback, Record, Wanted, feedback, records
from ui.ledger import Ledger

Row = dict[str, Any]
ALL = Wanted()
_ANSWER: dict[str, Any] = {
    "id": str,
    "at": datetime.datetime,
    "way": str,
    "shared": bool,
    "settings": dict,
    "schema_version": int,
    "text": str,
    **get_type_hints(Answer),
    "sources": tuple[CitedSource, ...],
}


@dataclass(frozen=True, slots=True)
class Table:
    """A name, the type of each field, and the rows, made anew at each call."""

    name: str
    fields: Mapping[str, Any]
    rows: Callable[[], Iterable[Row]]


def tables(library: Library, ledger: Ledger | None, wanted: Wanted = ALL) -> list[Table]:
    """Those of a library; without a ledger there are documents only. wanted: which answers."""
    documents = Table("documents", get_type_hints(DocumentEntry), lambda: map(asdict, library.documents()))
    if ledger is None:
        return [documents]
    answers = Table("answers", _ANSWER, lambda: map(_answer, records(ledger, wanted)))
    said = Table("feedback", get_type_hints(Feedback), lambda: map(asdict, feedback(ledger)))
    return [answers, said, documents]


def _answer(record: Record) -> Row:
    return {
        "id": record.kept.id,
        "at": record.kept.time,
        "way": record.entry.way,
        "shared": record.kept.shared,
        "settings": dict(record.entry.settings),
        **to_dict(record.kept.answer),
        "sources": [asdict(source) for source in record.sources.values()],
    }
