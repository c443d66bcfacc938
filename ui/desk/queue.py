"""Which answers wait for a reviewer, and why: bad feedback, a low score, rejected sentences, or the draw.

It does not know pages. What is drawn is drawn by the id of the answer, so that everybody sees the same draw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from ui.audit.records import Entry, Wanted, entries
from ui.desk.decisions import Decision
from ui.ledger import Ledger

LOW = 0.7  # score of an answer that was given all the same
Reason = Literal["feedback", "score", "rejected", "sample"]
REASONS: tuple[Reason, ...] = get_args(Reason)
State = Literal["open", "done", "all"]
STATES: tuple[State, ...] = get_args(State)
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Item:
    """An answer that waits, or did. decision: the one that holds, if there is one."""

    entry: Entry
    reasons: tuple[Reason, ...]
    decision: Decision | None

    @property
    def done(self) -> bool:
        """Whether a reviewer is through with it."""
        return self.decision is not None and self.decision.done

    @property
    def assigned(self) -> str:
        """To whom; "" for nobody."""
        return self.decision.assigned if self.decision else ""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What narrows the queue; empty means all. assigned: a name, or `NOBODY`."""

    reason: Reason | Literal[""] = ""
    state: State = "open"
    assigned: str = ""
    wanted: Wanted = field(default_factory=Wanted)


def queue(ledger: Ledger, latest: Mapping[str, Decision], share: float, narrowed: Narrowed = Narrowed()) -> list[Item]:
    """What waits: the answers that readers found bad, then the others, newest first. What somebody took stays, whatever its reason."""
    found = [item for item in _items(entries(ledger, narrowed.wanted), latest, share) if _fits(item, narrowed)]
    return sorted(found, key=lambda item: "feedback" not in item.reasons)  # stable: the newest stay before the older


def reasons_of(entry: Entry, share: float) -> tuple[Reason, ...]:
    """Why an answer should be reviewed; () where nothing says so."""
    holds: dict[Reason, bool] = {
        "feedback": entry.unhelpful > 0,
        "score": entry.status != "no_evidence" and entry.score < LOW,
        "rejected": entry.rejected > 0,
        "sample": drawn(entry.id, share),
    }
    return tuple(reason for reason in REASONS if holds[reason])


def drawn(answer_id: str, share: float) -> bool:
    """Whether an answer is among that share of all."""
    return int.from_bytes(hashlib.sha256(answer_id.encode()).digest()[:8]) < share * 2**64


def _items(found: Sequence[Entry], latest: Mapping[str, Decision], share: float) -> Iterator[Item]:
    for entry in found:
        item = Item(entry, reasons_of(entry, share), latest.get(entry.id))
        if item.reasons or item.decision:
            yield item


def _fits(item: Item, narrowed: Narrowed) -> bool:
    return (
        (not narrowed.reason or narrowed.reason in item.reasons)
        and (narrowed.state == "all" or item.done == (narrowed.state == "done"))
        and (not narrowed.assigned or item.assigned == ("" if narrowed.assigned == NOBODY else narrowed.assigned))
    )
