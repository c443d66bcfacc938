"""An assistant whose answers a test paces: the real line with the fake encoder over two papers, held up or turned as a question says.

Questions with "langsam" wait after the evidence until the test lets go; "Everest" is answered by nothing, "geprüft" as if composed,
"Fehler" raises, "beide" has a sentence of each paper.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import uvicorn
from reportlab.pdfgen.canvas import Canvas

from index.library import Library
from index.sync import sync
from rag import Assistant, Finished, Options
from rag.plain.sentence import PlainSentence
from rag.types import Answer, Claim, Event, Found, Verdict, Wrote
from tests.fakes import FakeEmbedder
from tests.typeset import TOP, paragraph, pdf
from ui.ledger import Ledger
from ui.line import Line
from ui.security import Limiter
from ui.server import create_app
from ui.services import Services

QUOTE = "Der Umbau des Museums in Wismar kostet 1,5 Millionen Euro."
QUESTION = "Wie viel kostet der Umbau des Museums in Wismar?"
HARBOUR = "Der Hafen in Sassnitz wird im Jahr 2025 für 80 Schiffe ausgebaut."
TWO = "Was geschieht mit beiden, dem Museum in Wismar und dem Hafen in Sassnitz?"
PATIENCE = 60.0


class Paced(Assistant):
    """The real assistant, held up where a test wants it."""

    gate = threading.Event()

    def ask(self, question: str, *rest: Any, **named: Any) -> Iterator[Event]:
        if "beide" in question:
            return self._paced(question, _both(super().ask(QUESTION), super().ask("Wird der Hafen in Sassnitz ausgebaut?")))
        return self._paced(question, super().ask(question, *rest, **named))

    def plain(self, answer: Answer) -> Iterator[PlainSentence]:
        yield PlainSentence("Der Umbau kostet 1,5 Millionen Euro.", answer.claims[0].evidence, "rules")
        yield PlainSentence("Umbau heißt: Ein Haus wird verändert.", (), "explanation")

    def _paced(self, question: str, events: Iterator[Event]) -> Iterator[Event]:
        if "Fehler" in question:
            raise ZeroDivisionError("secret detail")
        for event in events:
            if "langsam" in question and not isinstance(event, Found):
                self.gate.wait(PATIENCE)
            yield _turned(question, event)


def _both(museum: Iterator[Event], harbour: Iterator[Event]) -> Iterator[Event]:
    """An answer of two sentences, each of a paper of its own, and one more place that is only read."""
    found, *_, finished = museum
    other, *_ = harbour
    assert isinstance(found, Found)
    assert isinstance(other, Found)
    assert isinstance(finished, Finished)
    every = (*found.citations, *other.citations)
    cited = [replace(next(each for each in every if each.quote == quote), number=number) for number, quote in ((1, QUOTE), (2, HARBOUR))]
    read = replace(next(each for each in every if each.quote not in (QUOTE, HARBOUR)), number=3)
    claims = tuple(Claim(citation.quote, (citation.number,), Verdict(True)) for citation in cited)
    yield Found(found.evidence, (*cited, read))
    yield from map(Wrote, claims)
    yield Finished(replace(finished.answer, claims=claims, citations=tuple(cited)))


def _turned(question: str, event: Event) -> Event:
    if not isinstance(event, Finished):
        return event
    if "Everest" in question:
        return Finished(replace(event.answer, status="no_evidence", claims=(), citations=()))
    return Finished(replace(event.answer, status="answered")) if "geprüft" in question else event


@dataclass(frozen=True)
class Screen:
    """A running server over the two papers, in this process."""

    url: str
    assistant: Paced
    services: Services


def papers(folder: Path, **metadata: object) -> Path:
    """A PDF of two pages and a text, with what is known of them."""

    def draw(canvas: Canvas) -> None:
        paragraph(canvas, "Die Landesregierung legt hiermit ihren Bericht über die Museen des Landes vor. Er umfasst zwei Seiten.", TOP)
        canvas.showPage()
        paragraph(canvas, f"{QUOTE} Das Theater in Anklam bleibt im Winter geschlossen.", TOP)

    known = {"number": "8/2625", "title": "Museen des Landes", "date": "2023-10-06", "kind": "Antwort", "groups": ["AfD"]}
    (folder / "museum.pdf").write_bytes(pdf(draw))
    (folder / "museum.json").write_text(json.dumps(known | metadata))
    (folder / "hafen.txt").write_text(f"Bericht über die Häfen\n\nDie Häfen des Landes werden modernisiert. {HARBOUR}\n")
    return folder


@contextlib.contextmanager
def screen(folder: Path, line: Line | None = None, limiter: Limiter | None = None, port: int = 0, keep_days: int = 90) -> Iterator[Screen]:
    """Serve the papers of `folder` until the block ends."""
    library = folder / "library"
    sync([folder], library, FakeEmbedder())
    assistant = Paced(Library.open(library, FakeEmbedder()), FakeEmbedder(), None, Options(refusal_threshold=0.0))
    services = Services(Ledger.open(library, keep_days), limiter or Limiter(0), line or Line())
    with assistant, socket.create_server(("127.0.0.1", port)) as listener:
        config = uvicorn.Config(create_app(assistant, services), log_level="warning", access_log=False, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield Screen(f"http://127.0.0.1:{listener.getsockname()[1]}", assistant, services)
        finally:
            Paced.gate.set()
            server.should_exit = True
            thread.join(20)
