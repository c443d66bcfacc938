"""Questions with gold out of what reviewers confirmed, as `belegt eval … --library LIBRARY --questions questions.jsonl` reads them.

It does not know files. What was found wrong says what does not answer, not what does, and gives no gold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from index.library import Library
from ui.desk.decisions import Decisions
from ui.desk.published import Published
from ui.exporting.standing import changed
from ui.ledger import Ledger

Row = dict[str, object]


def questions(ledger: Ledger, decisions: Decisions, published: Published, library: Library) -> Iterator[Row]:
    """{"id", "question", "document", "page"?, "answers"} for each answer that was confirmed and still stands as it was cited.

    document: the name by which `belegt eval` finds it, of the first citation; page: that it begins on, where there are pages to show.
    Confirmed answers are there as long as they are kept, published ones as long as they are published.
    """
    names = {entry.id: entry.key or entry.source_name for entry in library.documents()}
    standing = {each.answer_id: each.answer for each in published.everything() if not each.withdrawn}
    for answer_id in (known for known, decision in decisions.latest().items() if decision.verdict == "right"):
        kept = ledger.get(answer_id)
        answer = kept.answer if kept else standing.get(answer_id)
        if answer is None or not answer.citations or not answer.question.strip() or changed(library, answer):
            continue
        first = answer.citations[0]
        page = next((place.page for place in first.places if place.boxes), None)
        row: Row = {"id": _name(answer_id), "question": answer.question, "document": names[first.document_id]}
        yield row | ({"page": page} if page else {}) | {"answers": [claim.text for claim in answer.claims]}


def _name(answer_id: str) -> str:
    """The same each time, but no key: such files are handed around, and whoever has the id of an answer can share it."""
    return hashlib.sha256(answer_id.encode()).hexdigest()[:16]
