"""What a conversation holds: questions in their order, and of each what was found, written and came of it.

It does not know how it is answered or shown. It lives in the page's session only; a handler that stops an answer and the one that writes
it see the same object.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Literal

from index.types import Filters
from rag.plain.sentence import PlainSentence
from rag.types import Answer, Citation, Claim, Event, Finished, Found, Turn, Wrote
from ui.texts import Language

Stage = Literal["waiting", "searching", "writing", "simplifying", "done", "stopped", "problem"]
HISTORY = 3  # earlier questions that a follow-up is understood with


@dataclass(eq=False)
class Exchange:
    """One question and what has become of it. `ahead`: how many are answered before it. `problem`: a sentence for the person."""

    question: str
    filters: Filters | None = None
    plain: bool = False
    stage: Stage = "searching"
    ahead: int = 0
    found: tuple[Citation, ...] = ()
    claims: list[Claim] = field(default_factory=list)
    answer: Answer | None = None
    answer_id: str = ""
    problem: str = ""
    simple: tuple[PlainSentence, ...] = ()
    since: int = 0  # the number that the conversation had when it was first shown with this; 0 before

    def take(self, event: Event) -> None:
        """Note what an event tells."""
        match event:
            case Found(citations=citations):
                self.found, self.stage = citations, "writing"
            case Wrote(claim=claim):
                self.claims.append(claim)
            case Finished(answer=answer):
                self.answer, self.claims = answer, list(answer.claims)
                self.stage = "simplifying" if self.plain and self.claims else "done"

    def wait(self, ahead: int) -> None:
        """Stand in the line behind so many others."""
        self.ahead, self.stage = ahead, "waiting" if ahead else "searching"

    def fail(self, sentence: str) -> None:
        """End with a sentence that says why."""
        self.problem, self.stage = sentence, "problem"

    def stop(self) -> None:
        """End where it is; what has ended stays as it is."""
        if self.running:
            self.stage = "stopped"

    @property
    def running(self) -> bool:
        """Whether an answer is still to come."""
        return self.stage in ("waiting", "searching", "writing", "simplifying")

    @property
    def cited(self) -> tuple[Citation, ...]:
        """What the sentences cite, so far."""
        used = {number for claim in self.claims for number in claim.evidence}
        return tuple(citation for citation in self.found if citation.number in used)

    @property
    def consulted(self) -> tuple[Citation, ...]:
        """What was found and is not cited."""
        cited = self.cited
        return tuple(citation for citation in self.found if citation not in cited)

    def citation(self, number: int) -> Citation | None:
        """The citation that a mark names."""
        return next((citation for citation in self.found if citation.number == number), None)


@dataclass(eq=False)
class Conversation:
    """Everything that was asked since the page was opened or a new conversation begun, and the language that it is shown in."""

    language: Language = "de"
    exchanges: list[Exchange] = field(default_factory=list)
    serial: int = field(default_factory=lambda: time.time_ns() // 1_000_000)  # grows from one to the next, also over a restart
    shown: int = 0  # how often it was shown: what arrives late must not replace what is newer

    def turns(self) -> list[Turn]:
        """The latest questions that were answered, as the assistant takes them."""
        answered = [(exchange.question, exchange.answer) for exchange in self.exchanges if exchange.answer]
        return [Turn(question, answer.text) for question, answer in answered[-HISTORY:]]

    def speak(self, language: Language) -> None:
        """Go on in that language; where it is another one, nothing of it was shown in that one yet."""
        if language != self.language:
            self.language = language
            for exchange in self.exchanges:
                exchange.since = 0

    def next(self) -> Conversation:
        """A new one in the place of this, which ends."""
        self.stop()
        fresh = Conversation(self.language)
        fresh.serial = max(fresh.serial, self.serial + 1)
        return fresh

    def stop(self) -> None:
        """End every answer that is still to come."""
        for exchange in self.exchanges:
            exchange.stop()
