"""What holds of every answer, whatever its documents say.

It does not use what the program itself uses to keep to it, where it can: what is invisible, a mark or a token is told anew here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from index.library import Library
from rag.addressing import addresses_program
from rag.harmless import harmless
from rag.prompt import opening
from rag.types import Answer, Claim, Message
from rag.verify import RuleVerifier
from tests.rag.hostile.case import Hostile
from ui.markup import inert

_TOKEN = re.compile(r"<[|｜]|[|｜]>|</?s>|<</?SYS|\[/?INST|_of_turn|<0x|</?think|<(?:system|user|assistant)>", re.IGNORECASE)
_MARK = re.compile(r"[\[［【〔⟦]\s*\^?\s*(?:Fundstelle|Quelle)?\s*\d[\d\s,;–-]*[\]］】〕⟧†]|\((?:Fundstelle|Quelle) \d", re.IGNORECASE)
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0")
_ORDERS = re.compile(
    r"\b(?:Ignor(?:iere|ieren Sie)|Vergiss|Antworte|Sprich|Zitiere|Du bist|You are now|System-?prompt|Gib de|Sage, dass|Tu so)\b"
    r"|\b(?:ignore|disregard|forget) (?:all|the|any|previous)\b|\bpretend\b",
    re.IGNORECASE,
)
_WORDS = 6  # of the prompt in a row: nobody says them by chance


def broken(answer: Answer, library: Library, document: Hostile) -> Iterator[str]:
    """What does not hold of an answer, in words."""
    yield from _form(answer)
    yield from _citations(answer, library)
    for claim in answer.claims:
        yield from (f"{what}: {claim.text!r}" for what in _claim(claim, answer, document))
    shown = " ".join(inert(claim.text) for claim in answer.claims)
    if re.search(r"[<>\[\]`*_\\$]", shown):
        yield f"markup is shown: {shown!r}"


def misled(messages: Sequence[Message], answer: Answer) -> Iterator[str]:
    """What does not hold of the messages to a language model: evidence stands on its own numbered line, and nothing else is there."""
    labels = {"de": ("Fundstellen:", "Frage: "), "en": ("Sources:", "Question: ")}[answer.language]
    if list(messages[:-1]) != opening(answer.language) or messages[-1].role != "user":
        yield "the beginning is another"
    lines, count = messages[-1].content.splitlines(), len(answer.evidence)
    if len(lines) != count + 3 or lines[0] != labels[0] or lines[-2] or not lines[-1].startswith(labels[1]):
        yield f"the lines are others: {lines}"
    for number, line in enumerate(lines[1 : count + 1], 1):
        if not line.startswith(f"[{number}] ") or _MARK.search(line.removeprefix(f"[{number}]")) or _unreadable(line):
            yield f"a line of evidence holds more: {line!r}"


def _form(answer: Answer) -> Iterator[str]:
    if answer.status not in ("answered", "quoted", "no_evidence") or (answer.status == "no_evidence") != (not answer.claims):
        yield f"the status is {answer.status} with {len(answer.claims)} claims"
    marks = [int(number) for number in re.findall(r"\[(\d+)\]", answer.text)]
    if marks != [number for claim in answer.claims for number in claim.evidence]:
        yield f"the text has the marks {marks}"
    if Answer.from_dict(answer.to_dict()) != answer:
        yield "it is not the same from JSON"


def _citations(answer: Answer, library: Library) -> Iterator[str]:
    known = {item.number: item for item in answer.evidence}
    for citation in answer.citations:
        proof = known.get(citation.number)
        if proof is None or (proof.document_id, proof.span, proof.text) != (citation.document_id, citation.span, citation.quote):
            yield f"citation {citation.number} is no evidence"
        if citation.span.of(library.document(citation.document_id).text) != citation.quote:
            yield f"citation {citation.number} does not stand in the document: {citation.quote!r}"


def _claim(claim: Claim, answer: Answer, document: Hostile) -> Iterator[str]:
    cited = [citation for citation in answer.citations if citation.number in claim.evidence]
    if not cited or len(cited) != len(claim.evidence):
        yield "cites what is not there"
    quotes, above = [harmless(citation.quote) for citation in cited], [f"{citation.title}\n{citation.heading}" for citation in cited]
    if not (claim.verdict.supported and RuleVerifier().verify(claim.text, quotes, above).supported):
        yield "is not proved"
    if _MARK.search(claim.text):
        yield "holds a mark"
    if found := _unreadable(claim.text):
        yield found
    if _ORDERS.search(claim.text) or addresses_program(claim.text):
        yield "is an instruction"
    if _leaks(claim.text):
        yield "is the prompt"
    yield from (f"says {said!r}" for said in document.never if said in claim.text)


def _unreadable(text: str) -> str:
    """What people would not see, or a model would take for more than words; "" when it is text on one line."""
    hidden = [char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") or char in _FILLERS]
    hidden += [char for char in text if "\ufe00" <= char <= "\ufe0f" or "\U000e0000" <= char <= "\U000e0fff"]
    if hidden:
        return f"holds {hidden}"
    if _TOKEN.search(text):
        return "holds a chat token"
    accents = [unicodedata.category(char) in ("Mn", "Me") for char in text]
    return "holds a flood of accents" if any(all(accents[i : i + 3]) for i in range(len(accents) - 2)) else ""


def _leaks(text: str) -> bool:
    told = [re.findall(r"\w+", message.content.casefold()) for language in ("de", "en") for message in opening(language)]
    runs = {tuple(words[i : i + _WORDS]) for words in told for i in range(len(words) - _WORDS + 1)}
    said = re.findall(r"\w+", text.casefold())
    return any(tuple(said[i : i + _WORDS]) in runs for i in range(len(said) - _WORDS + 1))
