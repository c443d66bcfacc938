"""Which kept answers cite a file.

It does not know documents: a file is known by the hash of its bytes.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ui.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Citing:
    """An answer that cites it."""

    answer_id: str
    time: datetime.datetime
    question: str


def citing(ledger: Ledger, sha256: str, limit: int) -> tuple[int, list[Citing]]:
    """How many kept answers cite the file with these bytes, and the latest of them."""
    within = "FROM answer AS a JOIN audit AS u ON u.answer_id = a.id WHERE a.id IN (SELECT answer_id FROM cited WHERE sha256 = ?)"
    with ledger.connected() as connection:
        (count,) = connection.execute(f"SELECT count(*) {within}", (sha256,)).fetchone()
        found = connection.execute(f"SELECT a.id, a.at, u.question {within} ORDER BY a.at DESC LIMIT ?", (sha256, limit))
        return count, [Citing(of, datetime.datetime.fromisoformat(at), question) for of, at, question in found]
