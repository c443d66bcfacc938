"""The annexes of a paper: in which of them a passage lies, and which passages outside of them name one.

It does not know how a sentence refers to an annex. Annexes stand behind the last answer. A paper is one document, or many of one JSONL
corpus, whose annexes are pieces of the last answer (`index.answered`).
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.answered import KEY
from index.questions import LIST, QuestionNumber, read_numbers
from index.sections import JOINT, PATH

MOST = 2_000  # passages of a paper that are looked at: the longest annex known has about 1,600

_HEADING = re.compile(
    r"^[^\S\n]*(?:Anlage|Anhang)\b[^\S\n]*(?P<name>\d{1,2}(?=[a-z]?\b)|[IVX]{1,4}\b)?(?![\w*/.,])(?P<rest>[^\n]*)$", re.MULTILINE
)
# A sentence that is broken before "Anlage" has the word at the beginning of a line, too.
_SENTENCE = re.compile(
    r"^\s*\*|\b(?:(?:ent|zu)?n(?:ommen|ehmen)|verwiesen|ersichtlich|aufgeführt|beigefügt|dargestellt|enthalten|wird|werden|ist|sind|kann)\b"
)
_SELECT = (
    "SELECT p.id, p.start, p.heading, p.part, CASE WHEN instr(p.text, 'Anlage') OR instr(p.text, 'Anhang') THEN p.text ELSE '' END, d.key"
    " FROM passage AS p JOIN document AS d ON d.id = p.document_id"
)
_QUESTIONS = re.compile(rf"\bFragen?\s(?:Nr\.\s)?(?P<list>{LIST})")


@dataclass(frozen=True, slots=True)
class Annex:
    """name: "2", or "" for one without a number. numbers: of the questions that its headings name, if they do. named_in: ids of the
    passages outside of all annexes that have the word, in the order of the text."""

    name: str
    numbers: frozenset[QuestionNumber]
    named_in: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A passage. text: only where it has the word. may_open: an annex may begin in it, and go on in it."""

    passage_id: int
    start: int
    heading: str
    text: str
    may_open: bool


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where an annex begins in the document, or before it."""

    at: int
    name: str
    numbers: tuple[QuestionNumber, ...] = ()


def select_annex(connection: sqlite3.Connection, passage_id: int, start: int) -> Annex | None:
    """The annex of its paper that a passage is in where its document has reached `start`; None where that is in none."""
    own = connection.execute(
        "SELECT d.id, d.source_id, d.key FROM passage AS p JOIN document AS d ON d.id = p.document_id WHERE p.id = ?", (passage_id,)
    ).fetchone()
    if own is None:
        return None
    match = KEY.fullmatch(own[2])
    pieces = _of_corpus(connection, own[1], match["stem"]) if match else _of_document(connection, own[0])
    name: str | None = None
    numbers, named_in = defaultdict[str, set[QuestionNumber]](set), list[int]()
    for piece, openings in _opened(pieces):
        if piece.text and not (openings and openings[0].at < piece.start):
            named_in.append(piece.passage_id)
        for opening in openings:
            numbers[opening.name].update(opening.numbers)
            if piece.passage_id == passage_id and opening.at <= start:
                name = opening.name
    return None if name is None else Annex(name, frozenset(numbers[name]), tuple(named_in))


def _opened(pieces: Iterable[_Piece]) -> Iterator[tuple[_Piece, list[_Opening]]]:
    """Each passage with the annexes that reach into it and that begin in it."""
    name: str | None = None
    for piece in pieces:
        if not piece.may_open:
            name = None
            yield piece, []
            continue
        above = [found for line in re.split(f"{JOINT}|{PATH}", piece.heading) for found in _openings(line, piece.start - 1)]
        openings = above[-1:] or ([_Opening(piece.start - 1, name)] if name is not None else [])
        openings += _openings(piece.text, piece.start)
        name = openings[-1].name if openings else None
        yield piece, openings


def _openings(text: str, start: int) -> Iterator[_Opening]:
    for match in _HEADING.finditer(text):
        if not _SENTENCE.search(match["rest"]):
            questions = _QUESTIONS.search(match["rest"])
            yield _Opening(start + match.start(), match["name"] or "", read_numbers(questions["list"]) if questions else ())


def _of_document(connection: sqlite3.Connection, document_id: int) -> Iterator[_Piece]:
    found = connection.execute(f"{_SELECT} WHERE p.document_id = ? ORDER BY p.id LIMIT {MOST}", (document_id,))
    for passage_id, start, heading, part, text, _ in found:
        yield _Piece(passage_id, start, heading, text, part == "text")


def _of_corpus(connection: sqlite3.Connection, source: int, stem: str) -> Iterator[_Piece]:
    """The passages of a paper in the order of its text; annexes begin only in the pieces of the last answer."""
    found = connection.execute(  # "$" is the character behind "#": the index alone tells the paper's keys
        f"{_SELECT} WHERE d.source_id = ? AND d.key >= ? AND d.key < ? LIMIT {MOST}",
        (source, stem, f"{stem[:-1]}$"),
    )
    rows = sorted((_order(row[5]), row) for row in found)
    last = rows[-1][0][0] if rows else 0
    for (answer, _), (passage_id, start, heading, _, text, _) in rows:
        yield _Piece(passage_id, start, heading, text, 0 < answer == last)


def _order(key: str) -> tuple[int, int]:
    """Question and piece; 0 for a Vorbemerkung, which stands before the answers."""
    match = KEY.fullmatch(key)
    return (int(match["main"] or 0), int(match["piece"] or 0)) if match else (0, 0)
