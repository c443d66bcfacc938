"""What an export holds, as tables of rows: answers, feedback, decisions, questions with gold, documents; the same for JSONL and Parquet.

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
from ui.desk.decisions import Decision, Decisions
from ui.desk.gold import questions
from ui.desk.published import Published
from ui.desk.store import StaffStore
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

_QUESTION = {"id": str, "question": str, "document": str, "page": int, "answers": tuple[str, ...]}


@dataclass(frozen=True, slots=True)
class Table:
    """A name, the type of each field, and the rows, made anew at each call."""

    name: str
    fields: Mapping[str, Any]
    rows: Callable[[], Iterable[Row]]


def tables(library: Library, ledger: Ledger | None, wanted: Wanted = ALL, staff: StaffStore | None = None) -> list[Table]:
    """Those of a library; without a ledger there are documents only. wanted: which answers; staff: None for the file beside the library."""
    documents = Table("documents", get_type_hints(DocumentEntry), lambda: map(asdict, library.documents()))
    if ledger is None:
        return [documents]
    store = staff or StaffStore(library.path)
    decisions, published = Decisions(store), Published(store, library)
    return [
        Table("answers", _ANSWER, lambda: map(_answer, records(ledger, wanted))),
        Table("feedback", get_type_hints(Feedback), lambda: map(asdict, feedback(ledger))),
        Table("decisions", get_type_hints(Decision), lambda: map(asdict, decisions.all())),
        Table("questions", _QUESTION, lambda: questions(ledger, decisions, published, library)),
        documents,
    ]


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
