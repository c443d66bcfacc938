"""The line in front of the answers: how many are written at once, who waits, and for how many others.

It does not know what is asked. Those who came first are served first; who would wait too long is told so at once.
"""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from index.errors import BelegtError

PLACES = 4  # answers that are written at once: more only make each of them slower
WAITING = 28  # each waits in a thread of its own, and Gradio has forty
PATIENCE = 600.0  # seconds until who waits is told that it is too much


class LineFull(BelegtError):  # noqa: N818 - named like those of index.errors
    """Too many people ask at this moment."""

    english = "Too many questions are being answered at this moment. Please ask again in a minute; your question stays here."
    german = "Gerade werden zu viele Fragen beantwortet. Bitte fragen Sie in einer Minute noch einmal; Ihre Frage bleibt stehen."
    exit_code = 4


class Line:
    """Who answers and who waits. Safe to use from several threads."""

    def __init__(self, places: int = PLACES, waiting: int = WAITING) -> None:
        self.places, self.waiting = places, waiting
        self._tickets: list[Ticket] = []
        self._guard = threading.Lock()

    def stand(self) -> Ticket:
        """Take the last place. Error: LineFull."""
        with self._guard:
            if len(self._tickets) >= self.places + self.waiting:
                raise LineFull
            ticket = Ticket(self)
            self._tickets.append(ticket)
            self._call()
            return ticket

    def ahead(self, ticket: Ticket) -> int:
        """How many have to finish before this one begins; 0 when its turn has come."""
        with self._guard:
            return max(0, self._tickets.index(ticket) + 1 - self.places) if ticket in self._tickets else 0

    def wait(self, ticket: Ticket, seconds: float) -> int:
        """As `ahead`, when its turn has come or that many seconds have passed.

        Who only moves up is not woken: twenty pages told of every step would keep the machine from the answers that they wait for.
        """
        return 0 if ticket.called.wait(seconds) else self.ahead(ticket)

    def leave(self, ticket: Ticket) -> None:
        """Make room; again does nothing."""
        with self._guard:
            if ticket in self._tickets:
                self._tickets.remove(ticket)
                self._call()

    def _call(self) -> None:
        for ticket in self._tickets[: self.places]:
            ticket.called.set()


class Ticket:
    """A place in the line; as a context manager it waits for its turn and leaves at the end."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.called = threading.Event()  # its turn has come

    def __enter__(self) -> Self:
        waited = 0.0
        while self.line.wait(self, 1.0):
            waited += 1.0
            if waited > PATIENCE:
                self.line.leave(self)
                raise LineFull
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.line.leave(self)
