"""The numbers of a paper's questions, "7" or "1a", as texts name them: "Frage 2", "den Fragen 3 bis 5 und 8a".

It does not know passages or libraries, nor whether a paper has such a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MOST = 60  # questions that one range names; what names more is no range of questions

_PART = r"[a-z](?![\w.)])"
_LINK = r"\)?\s?(?:,\s?(?:und\s)?|bis\s|und\s|sowie\s|oder\s|bzw\.\s|[–-]\s?)(?:zu\s)?(?:den\s|die\s|der\s)?(?:Fragen?\s)?"
LIST = rf"(?<![\d/])\d{{1,3}}(?![\d/]|[.,]\d)(?:\s?{_PART})?(?:{_LINK}(?:\d{{1,3}}(?![\d/]|[.,]\d)(?:\s?{_PART})?|{_PART}))*"

_TOKEN = re.compile(rf"(?P<range>\bbis\b|[–-])|(?P<main>\d{{1,3}})(?:\s?(?P<part>{_PART}))?|\b(?P<only>{_PART})")
_JOINTLY = re.compile(rf"(?:^|(?<!auf )\b[Dd]ie\s)(?:Teilf|F)ragen?\s(?:zu\s)?(?P<list>{LIST})\s[^.?!]{{0,120}}\bbeantwortet\b")
_HEADED = re.compile(rf"(?:Antwort\s)?[Zz]u(?:\s(?:den|der)?\s?Fragen?)?\s(?P<list>{LIST})\s?\.?:")


class QuestionNumber(NamedTuple):
    """`part` is "" for a whole question, "a" for its first part."""

    main: int
    part: str = ""


def read_numbers(text: str) -> tuple[QuestionNumber, ...]:
    """What a list names, each once: "3 bis 5 und 8a" is 3, 4, 5, 8a; "1a bis c" is 1a, 1b, 1c."""
    found = list[QuestionNumber]()
    ranging = False
    for token in _TOKEN.finditer(text):
        if token["range"]:
            ranging = bool(found)
            continue
        if token["only"] and not found:
            continue
        number = QuestionNumber(found[-1].main, token["only"]) if token["only"] else QuestionNumber(int(token["main"]), token["part"] or "")
        found += [*_between(found[-1], number)] if ranging else []
        found.append(number)
        ranging = False
    return tuple(dict.fromkeys(found))


def answered_together(text: str) -> tuple[QuestionNumber, ...]:
    """What the beginning of an answer says that it answers: "Die Fragen 3 bis 5 werden gemeinsam beantwortet.", "Zu Frage 2:"."""
    line = " ".join(text.split())
    match = _HEADED.match(line) or _JOINTLY.search(line)
    return read_numbers(match["list"]) if match else ()


def fits(named: QuestionNumber, answered: Iterable[QuestionNumber]) -> bool:
    """Whether what answers some questions answers the named one: "3" is answered by what answers 3a, and 3a by what answers all of 3."""
    return any(named.main == each.main and (named.part == each.part or not (named.part and each.part)) for each in answered)


def _between(first: QuestionNumber, last: QuestionNumber) -> Iterator[QuestionNumber]:
    """What lies between two ends; nothing when they are none of a range."""
    if first.main == last.main:
        letters = range(ord(first.part or "`") + 1, ord(last.part or "a"))
        yield from (QuestionNumber(first.main, chr(letter)) for letter in letters)
    elif first.main < last.main <= first.main + MOST:
        yield from (QuestionNumber(main) for main in range(first.main + 1, last.main))
