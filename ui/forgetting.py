"""What was kept long enough goes: answers with their feedback and files, notes of reviewers, publications that were withdrawn.

It does not know what a person asked for to be deleted. Done by a sync and, once an hour, by the server; whoever only reads deletes nothing.
Of a decision the verdict, its date and the reviewer's name stay, without the question. A publication that stands was made on purpose and
stays with its question and answer until it is withdrawn, and then as long as other answers do.
"""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryError
from ui.desk.decisions import Decisions
from ui.desk.published import forget_withdrawn, withdraw_fallen
from ui.desk.store import StaffStore
from ui.ledger import Ledger

log = logging.getLogger(__name__)

EVERY = 3600.0  # seconds


def forget(folder: Path, keep_days: int, now: Callable[[], datetime.datetime] | None = None) -> None:
    """Delete what is over beside the library in `folder`; keep_days 0 keeps nothing. What fails is logged, and tried the next time."""
    clock = now or (lambda: datetime.datetime.now(datetime.UTC))
    try:
        ledger, store = Ledger.there(folder, keep_days, clock), StaffStore(folder, clock)
        if ledger:
            ledger.sweep()
        if store.there:
            decisions = Decisions(store)
            noted = decisions.noted()  # first: an answer that comes after this has no note among them
            decisions.forget_notes([each for each in noted if not (ledger and ledger.holds(each))])
            forget_withdrawn(store, clock() - datetime.timedelta(days=keep_days))
    except LibraryError as error:
        log.error("what is over is not deleted: %s", error)


def after_sync(folder: Path, keep_days: int) -> int:
    """What a sync of the library in `folder` entails; how many publications it made fall."""
    withdrawn = withdraw_fallen(folder)
    forget(folder, keep_days)
    return withdrawn


@contextmanager
def forgetting(folder: Path, keep_days: int, every: float = EVERY) -> Iterator[None]:
    """As long as the block runs what is over goes, at its beginning and then again and again, in a thread of its own."""
    ended = threading.Event()

    def work() -> None:
        while True:
            forget(folder, keep_days)
            if ended.wait(every):
                return

    thread = threading.Thread(target=work, name="forgetting", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(10.0)
