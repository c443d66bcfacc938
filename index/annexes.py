"""The annexes of a paper: in which of them a passage may lie, and which passages before all of them name one.

It does not know how a sentence refers to an annex. Annexes stand behind the last answer. A paper is one document, or many of one JSONL
corpus, whose annexes are pieces of the last answer (`index.answered`). "Anlage 2" stands at the head of its pages or at their foot, and
page marks get lost: only a heading that says for which questions an annex is tells where it begins.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.answered import KEY, select_pieces
from index.questions import LIST, QuestionNumber, read_numbers
from index.sections import JOINT, PATH

# At the beginning of a line, which is looked at afterwards: so the letters are found fast in the megabytes of the longest annexes.
_HEADING = re.compile(r"An(?:lage|hang)\b[^\S\n]*(?P<name>\d{1,2}(?=[a-z]?\b)|[IVX]{1,4}\b)?(?![\w*/.,])(?P<rest>[^\n]*)")
# A sentence that is broken before "Anlage" has the word at the beginning of a line, too.
_SENTENCE = re.compile(
    r"^\s*\*|\b(?:entn(?:omm|ehm)en|verwiesen|ersichtlich|aufgeführt|beigefügt|dargestellt|enthalten|wird|werden|ist|sind|kann)\b"
)
_QUESTIONS = re.compile(rf"\bFragen?\s(?:Nr\.\s)?(?P<list>{LIST})")
_WITH_WORD = """
    SELECT wanted.key, p.id, p.start, p.heading, CASE WHEN instr(p.text, 'Anlage') OR instr(p.text, 'Anhang') THEN p.text ELSE '' END
    FROM json_each(?) AS wanted JOIN passage AS p ON p.document_id = wanted.value
    WHERE wanted.key >= ? AND (
        instr(p.text, 'Anlage') OR instr(p.text, 'Anhang') OR instr(p.heading, 'Anlage') OR instr(p.heading, 'Anhang')
    )
    ORDER BY wanted.key, p.id
"""
_ABOVE = """
    SELECT p.id FROM json_each(?1) AS wanted JOIN passage AS p ON p.document_id = wanted.value
    WHERE wanted.key < (SELECT count(*) - 1 FROM json_each(?1)) OR p.id < ?2 ORDER BY wanted.key DESC, p.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Annexes:
    """What a place in the annexes of a paper may belong to.

    names: "2", or "" for an annex without a number: the one marked before the place, and where its headings name no question, too, what is
    marked behind and what lies between. numbers: of the questions that the headings name. above: the id of the passage right before, if
    there is one. named_in: those of the passages before all annexes that have the word.
    """

    names: tuple[str, ...]
    numbers: frozenset[QuestionNumber]
    above: tuple[int, ...]
    named_in: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    """One with the word in its text or heading. place: among the passages of its paper."""

    place: tuple[int, int]
    start: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where an annex begins: in which passage, and where in the document, which may be just before that passage."""

    place: tuple[int, int]
    at: int
    name: str
    numbers: tuple[QuestionNumber, ...]


def select_annexes(connection: sqlite3.Connection, passage_id: int, start: int) -> Annexes | None:
    """The annexes of its paper that a passage may lie in where its document has reached `start`; None where that is before all of them."""
    own = connection.execute(
        "SELECT d.id, d.source_id, d.key, p.part FROM passage AS p JOIN document AS d ON d.id = p.document_id WHERE p.id = ?", (passage_id,)
    ).fetchone()
    if own is None:
        return None
    document_id, source, key, part = own
    match = KEY.fullmatch(key)
    paper, first = _pieces(connection, source, match["stem"]) if match else ([document_id], 0)
    place = (paper.index(document_id), passage_id)
    if place[0] < first or not (match or part == "text"):
        return None
    after = 0 if match else _last_answer(connection, document_id)
    openings = [each for passage in _with_word(connection, paper, first) if passage.place[1] > after for each in _openings(passage)]
    before = [each for each in openings if (each.place, each.at) <= (place, start)]
    if not before:
        return None
    mark, behind = before[-1], openings[len(before) :]
    numbers = frozenset(number for each in openings if each.name == mark.name for number in each.numbers)
    passages = (each for each in _with_word(connection, paper[: before[0].place[0] + 1]) if each.text)
    above = connection.execute(_ABOVE, (json.dumps(paper[max(place[0] - 1, first) : place[0] + 1]), passage_id))
    return Annexes(
        names=(mark.name,) if numbers or not behind else tuple(_between(mark.name, behind[0].name)),
        numbers=numbers,
        above=tuple(number for (number,) in above),
        named_in=tuple(each.place[1] for each in passages if (each.place, each.start) < (before[0].place, before[0].at)),
    )


def _between(before: str, behind: str) -> list[str]:
    """Two marks, and those that are missing between them."""
    if before.isdecimal() and behind.isdecimal() and int(before) < int(behind):
        return [str(number) for number in range(int(before), int(behind) + 1)]
    return list(dict.fromkeys([before, behind]))


def _pieces(connection: sqlite3.Connection, source: int, stem: str) -> tuple[list[int], int]:
    """The documents of a paper in the order of its text, and where the pieces of the last answer begin."""
    ordered = sorted((_order(key), document_id) for key, document_id in select_pieces(connection, source, stem))
    last = ordered[-1][0][0]
    return [document_id for _, document_id in ordered], sum(answer < last or not answer for (answer, _), _ in ordered)


def _order(key: str) -> tuple[int, int]:
    """Question and piece; a Vorbemerkung stands before the answers."""
    match = KEY.fullmatch(key)
    return (int(match["main"] or 0), int(match["piece"] or 0)) if match else (0, 0)


def _last_answer(connection: sqlite3.Connection, document_id: int) -> int:
    query = "SELECT coalesce(max(id), 0) FROM passage WHERE document_id = ? AND part IN ('question', 'answer')"
    return int(connection.execute(query, (document_id,)).fetchone()[0])


def _with_word(connection: sqlite3.Connection, documents: Sequence[int], first: int = 0) -> Iterator[_Passage]:
    """The passages of these documents from the `first` one on that have the word; without the text where only the heading has it."""
    for document, passage_id, start, heading, text in connection.execute(_WITH_WORD, (json.dumps(documents), first)):
        yield _Passage((document, passage_id), start, heading, text)


def _openings(passage: _Passage) -> Iterator[_Opening]:
    above = re.split(f"{JOINT}|{PATH}", passage.heading)
    for line, start in (*((name, None) for name in above), (passage.text, passage.start)):
        for match in _HEADING.finditer(line):
            begins_line = not line[line.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
            if begins_line and not _SENTENCE.search(match["rest"]):
                at = passage.start - 1 if start is None else start + match.start()
                questions = _QUESTIONS.search(match["rest"])
                yield _Opening(passage.place, at, match["name"] or "", read_numbers(questions["list"]) if questions else ())
