"""Which questions of a paper its passages answer, read off the paper's own numbers.

It does not know what the passages say. A paper is one document, or many of one JSONL corpus whose keys name it: "21/112#A7.0" is the
beginning of the answer to question 7 of 21/112, "21/112#V0" of a Vorbemerkung.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from index.metadata.names import of_the_askers, opens_remark
from index.questions import QuestionNumber, answered_together, read_numbers
from index.sections import JOINT, PATH

MOST = 200  # passages of a corpus that are looked at
OPENING = 240  # characters of a passage that may say which questions it answers

KEY = re.compile(r"(?P<stem>[^#]+#)(?:A(?P<main>\d{1,3})|V\d+)(?:\.(?P<piece>\d+))?")
_NUMBERED = re.compile(r"(?:Frage\s)?\(?(?P<main>\d{1,3})\s?(?P<part>[a-z])?[.):]")
_LETTERED = re.compile(r"\(?(?P<part>[a-z])\)")
_LETTER_WITHIN = re.compile(r"(?<=\s)\(?(?P<part>[a-z])\)\s")


@dataclass(frozen=True, slots=True)
class Answered:
    """A passage and the questions that it answers. remark: it belongs to the Vorbemerkung of those who answer, and `numbers` are the
    questions that this is about, if it says so."""

    passage_id: int
    numbers: frozenset[QuestionNumber]
    remark: bool = False


def select_answered(connection: sqlite3.Connection, document_id: int, mains: Set[int]) -> list[Answered]:
    """The passages of this document's paper that answer one of these questions, in the order of the text; without any the Vorbemerkung."""
    own = connection.execute("SELECT source_id, key FROM document WHERE id = ?", (document_id,)).fetchone()
    if own is None:
        return []
    match = KEY.fullmatch(own[1])
    documents = _pieces(connection, own[0], match["stem"], mains) if match else [document_id]
    found = connection.execute(
        "SELECT p.id, d.key, d.kind, p.part, p.heading, substr(p.text, 1, ?) FROM json_each(?) AS wanted"
        " JOIN document AS d ON d.id = wanted.value JOIN passage AS p ON p.document_id = d.id"
        " WHERE p.part IN ('answer', 'text') ORDER BY p.id LIMIT ?",
        (OPENING, json.dumps(documents), MOST if match else -1),
    )
    answered = _with_joint_answers([_answered(*row) for row in found])
    return [each for each in answered if (each.remark if not mains else mains & {number.main for number in each.numbers})]


def _pieces(connection: sqlite3.Connection, source: int, stem: str, mains: Set[int]) -> list[int]:
    """The documents of a paper that may answer one of these questions: an answer may be one of thousands of pieces."""
    remarks, groups = list[int](), dict[int, list[int]]()
    firsts = dict[int, int]()
    for key, document_id in select_pieces(connection, source, stem):
        match = KEY.fullmatch(key)
        if match and match["main"]:
            groups.setdefault(int(match["main"]), []).append(document_id)
            if match["piece"] in (None, "0"):
                firsts[document_id] = int(match["main"])
        elif match:
            remarks.append(document_id)
    if not mains:
        return remarks
    openings = connection.execute(
        "SELECT document_id, substr(text, 1, ?) FROM passage WHERE id IN"
        " (SELECT min(p.id) FROM json_each(?) AS wanted JOIN passage AS p ON p.document_id = wanted.value GROUP BY p.document_id)",
        (OPENING, json.dumps(list(firsts))),
    )
    joint = {firsts[first] for first, opening in openings if mains & {number.main for number in answered_together(opening)}}
    return [*remarks, *(document_id for main in sorted(joint | mains) for document_id in groups.get(main, ()))]


def select_pieces(connection: sqlite3.Connection, source: int, stem: str) -> list[tuple[str, int]]:
    """Key and id of the documents of one paper of a corpus, whose keys all begin with `stem` ("21/112#")."""
    query = "SELECT key, id FROM document WHERE source_id = ? AND key >= ? AND key < ?"
    return connection.execute(query, (source, stem, f"{stem[:-1]}$")).fetchall()  # "$" is the character behind "#": no key is looked into


def select_papers(connection: sqlite3.Connection, number: str, parliament: str) -> list[int]:
    """A document of each paper of this number, newest first; not one of another parliament, where that is known of both."""
    found = connection.execute(
        "SELECT max(id) FROM document WHERE number IN (?, ? || ' (neu)')"
        " AND (? = '' OR coalesce(json_extract(metadata, '$.parliament'), '') IN ('', ?))"
        " GROUP BY source_id, CASE instr(key, '#') WHEN 0 THEN key ELSE substr(key, 1, instr(key, '#')) END ORDER BY max(date) DESC, 1",
        (number, number, parliament, parliament),
    )
    return [row[0] for row in found]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one row tells. together: the numbers that an answer's beginning names; they hold for all pieces of its key, `group`."""

    answered: Answered
    group: str
    together: tuple[QuestionNumber, ...]


def _answered(passage_id: int, key: str, kind: str, part: str, heading: str, opening: str) -> _Piece:
    match = KEY.fullmatch(key)
    names = [name for group in heading.split(JOINT) for name in group.split(PATH)]
    remark = next((name for name in reversed(names) if opens_remark(name)), "")
    if part == "text" and (remark or (match and not match["main"])):
        own = not (remark and of_the_askers(remark, kind))
        return _Piece(Answered(passage_id, frozenset(_named_by(remark)) if own else frozenset(), own), key, ())
    main = int(match["main"]) if match and match["main"] else 0
    numbers = frozenset(_of_heading(heading, main)) if main or part == "answer" else frozenset()
    together = answered_together(opening)
    if not main:
        return _Piece(Answered(passage_id, numbers | frozenset(together)), "", ())
    return _Piece(Answered(passage_id, numbers or frozenset({QuestionNumber(main)})), key.rsplit(".", 1)[0], together)


def _named_by(remark: str) -> Iterable[QuestionNumber]:
    match = re.search(r"Fragen?\s(?P<list>\d.*)", remark)
    return read_numbers(match["list"]) if match else ()


def _of_heading(heading: str, main: int) -> Iterator[QuestionNumber]:
    """The numbers of the questions in a heading; `main` is that of a question whose heading only names a part."""
    for question in heading.split(JOINT):
        first, *rest = question.split(PATH)
        match = _NUMBERED.match(first)
        number = int(match["main"]) if match else main
        letters = [found for name in (first, *rest) if (found := _LETTERED.match(name))]
        if letters and number:
            yield from (QuestionNumber(number, found["part"]) for found in letters)
        elif match:
            yield QuestionNumber(number, match["part"] or "")
            yield from (QuestionNumber(number, found["part"]) for found in _LETTER_WITHIN.finditer(first))


def _with_joint_answers(pieces: Sequence[_Piece]) -> Iterator[Answered]:
    """A joint answer says so once, in its first piece; it holds for the pieces behind it."""
    together: dict[str, frozenset[QuestionNumber]] = {}
    for piece in pieces:
        own = piece.answered
        whole = QuestionNumber(next(iter(own.numbers)).main) in own.numbers if own.numbers else False
        if piece.together:
            together[piece.group] = frozenset(piece.together)
        joint = together.get(piece.group, frozenset()) if whole or piece.together else frozenset()
        if own.numbers or own.remark:
            yield replace(own, numbers=own.numbers | joint)
