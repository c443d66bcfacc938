"""Questions with gold out of what reviewers confirmed, as `belegt eval … --library LIBRARY --questions questions.jsonl` reads them.

It does not know files. What was found wrong says what does not answer, not what does, and gives no gold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from index.library import Library
from ui.desk.decisions import Decisions
from ui.exporting.standing import changed
from ui.ledger import Ledger

Row = dict[str, object]


def questions(ledger: Ledger, decisions: Decisions, library: Library) -> Iterator[Row]:
    """{"id", "question", "document", "page"?, "answers"} for each answer that was confirmed and still stands as it was cited.

    document: the name by which `belegt eval` finds it, of the first citation; page: that it begins on, where there are pages to show.
    """
    names = {entry.id: entry.key or entry.source_name for entry in library.documents()}
    for answer_id, decision in decisions.latest().items():
        kept = ledger.get(answer_id) if decision.verdict == "right" else None
        if kept is None or not kept.answer.citations or not kept.answer.question.strip() or changed(library, kept.answer):
            continue
        first = kept.answer.citations[0]
        page = next((place.page for place in first.places if place.boxes), None)
        row: Row = {"id": _name(answer_id), "question": kept.answer.question, "document": names[first.document_id]}
        yield row | ({"page": page} if page else {}) | {"answers": [claim.text for claim in kept.answer.claims]}


def _name(answer_id: str) -> str:
    """The same each time, but no key: such files are handed around, and whoever has the id of an answer can share it."""
    return hashlib.sha256(answer_id.encode()).hexdigest()[:16]
