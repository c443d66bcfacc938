"""Kept answers in plain language, beside the answers themselves: so that a page that is loaded anew has them again.

It does not know how they come about, nor whether they are shown. They go when their answer goes.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.errors import LibraryError
from rag.schema import plain_from_dict, plain_to_dict

if TYPE_CHECKING:
    from rag.plain.sentence import PlainSentence
    from ui.ledger import Ledger

log = logging.getLogger(__name__)


def keep_plain(ledger: Ledger | None, answer_id: str, sentences: Sequence[PlainSentence]) -> None:
    """Keep them with the answer; nothing where the answer is not kept. That it cannot be written is no error: they are shown already."""
    if not ledger or not answer_id:
        return
    content = json.dumps([plain_to_dict(sentence) for sentence in sentences], ensure_ascii=True)
    try:
        with ledger.connected() as connection:
            connection.execute("INSERT OR REPLACE INTO plain SELECT id, ? FROM answer WHERE id = ?", (content, answer_id))
    except LibraryError as error:
        log.error("plain language is not kept: %s", error)


def plain_of(ledger: Ledger, answer_id: str) -> tuple[PlainSentence, ...] | None:
    """The sentences, of which there may be none; None where nobody asked for plain language."""
    with ledger.connected() as connection:
        row = connection.execute("SELECT content FROM plain WHERE answer_id = ?", (answer_id,)).fetchone()
    try:
        return tuple(plain_from_dict(each) for each in json.loads(row[0])) if row else None
    except ValueError as error:  # written by a version that no field of this one can be read from
        log.error("kept plain language cannot be read: %s", error)
        return None
