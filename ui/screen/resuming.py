"""A conversation that the page remembers, again: after a reload, or after the server was started anew.

It does not know the page. What a page remembers are ids of its answers; where nothing is kept under one, it is left out.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from index.errors import LibraryError
from index.library import Library
from rag import Assistant
from rag.citations import cite
from rag.plain.sentence import PlainSentence
from rag.types import Answer, Citation
from ui.exporting.standing import changed
from ui.ledger import Kept
from ui.plain_answers import plain_of
from ui.screen.conversation import Conversation, Exchange
from ui.services import Services

log = logging.getLogger(__name__)

MOST = 30  # answers: the latest
LONGEST = 4000  # characters of ids
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
NOWHERE = 0  # in the place of a document that is not as it was when it was cited


def resume(assistant: Assistant, services: Services, conversation: Conversation, remembered: str | None) -> None:
    """Fill an empty conversation with the kept answers of these ids, written with spaces between them. Nothing raises."""
    if conversation.exchanges or not services.ledger:
        return
    ids = [each for each in (remembered or "")[-LONGEST:].split() if _ID.fullmatch(each)]
    try:
        kept = [found for each in dict.fromkeys(ids[-MOST:]) if (found := services.ledger.get(each))]
        conversation.exchanges = [_exchange(assistant.library, each, plain_of(services.ledger, each.id)) for each in kept]
    except LibraryError as error:
        log.error("a conversation is not resumed: %s", error)


def _exchange(library: Library, kept: Kept, simple: tuple[PlainSentence, ...] | None) -> Exchange:
    answer, gone = kept.answer, changed(library, kept.answer)
    found = {**_consulted(library, answer), **{citation.number: citation for citation in answer.citations}}
    standing = (replace(each, document_id=NOWHERE) if number in gone else each for number, each in sorted(found.items()))
    return Exchange(
        answer.question,
        plain=simple is not None,
        stage="done",
        found=tuple(standing),
        claims=list(answer.claims),
        answer=answer,
        answer_id=kept.id,
        simple=simple or (),
    )


def _consulted(library: Library, answer: Answer) -> dict[int, Citation]:
    """Of all evidence, as it was shown; nothing of it where the library has changed since."""
    if library.version != answer.library_version:
        return {}
    passages = {passage.id: passage for passage in library.passages([item.passage_id for item in answer.evidence])}
    if len({item.passage_id for item in answer.evidence}) > len(passages):
        return {}
    evidence, citations = cite(library, answer.evidence, passages)
    return {citation.number: citation for citation in citations} if len(evidence) == len(answer.evidence) else {}
