"""What a sentence refers to instead of saying it: answers to other questions of the paper, or of another, the Vorbemerkung, its annexes.

It does not know whether the paper has such a question. What it cannot tell it leaves out: a reference that is followed to the wrong place
would be cited as if the paper had said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.questions import LIST, QuestionNumber, read_numbers

_REFERS = re.compile(r"\b(?:verwiesen|verweis(?:t|e|en)|Verweis|Bezug genommen|[Ss]iehe|[Vv]ergleiche)\b|\b[Vv]gl\.")
_SAID_OF = r"(?P<of>[^;:!?]*?)"  # what the reference is about: "Hinsichtlich der Kosten"
_ONLY = re.compile(
    rf"^{_SAID_OF}\b(?:wird|werden|sei)\b[^;:!?,]{{0,90}}?\b(?:auf|an)\b.*?\b(?:verwiesen|verweisen|Bezug genommen)\b"
    r"|^\W*Auf\b[^;:!?]*?\b(?:wird|werden|sei)\b[^;:!?,]{0,40}?\b(?:verwiesen|verweisen|Bezug genommen)\b"
    r"|^[^;:!?,]{0,40}\b(?:(?:Bundes|Landes|Staats)regierung verweist|[Ii]ch verweise)\b[^;:!?,]{0,90}?\bauf\b[^;!?]*"
    r"|^\W*(?:Hierzu |Dazu |Ergänzend )?(?:[Ss]iehe|[Vv]gl\.|[Vv]ergleiche)\s[^;!?]*",
)
_CLAUSE = re.compile(r"\W*(?:Soweit|Sofern|Hinsichtlich|Bezüglich|Was|Um|Zu|Zur|Zum|In|Im|Für|Über|Wegen|Bei|Mit)\b")
_OF_GOVERNMENT = r"(?:\s(?:der|des)\s(?:Bundes|Landes|Staats)regierung|\sdes\sSenats)?"
_DATED = r"(?:\svom\s\d{1,2}\.\s?\w+\.?\s?\d{4})?"
_TO = r"(?:\s(?:zu|zur|zum|auf|in|unter|aus|von))?(?:\s(?:den|die|der|dem))?"
_ANSWER = (
    r"(?:\b(?:Antwort(?:en)?|(?<=auf die )Beantwortung|Ausführungen|Angaben|Hinweise?|Erläuterungen|Darstellung(?:en)?)"
    rf"{_OF_GOVERNMENT}{_DATED}{_OF_GOVERNMENT}{_TO}|\b(?:[Aa]uf|[Vv]gl\.|[Ss]iehe(?:\sauch)?)(?:\s(?:die|den|zu))*)"
    rf"\s(?:Teilf|F)ragen?\s(?P<answers>{LIST})"
)
_SHORT_ANSWER = rf"\bAntwort(?:en)?\szu\s(?P<short>{LIST})"
_REMARK = (
    rf"\bVorbemerkung(?:en)?\b(?!\sde[rs]\s(?:Frage|Abgeordn|anfrag|Kleinen)|\szu[rm]?\s(?:Antwort|Frage\b)){_OF_GOVERNMENT}"
    rf"(?:\s(?:in\sBezug\s)?zu(?:\sden)?\sFragen?\s(?P<about>{LIST}))?"
)
_TARGET = re.compile(f"{_ANSWER}|{_SHORT_ANSWER}|(?P<remark>{_REMARK})")
_ELSEWHERE = re.compile(
    r"(?<!dieser )(?<!vorliegenden )\b(?:Kleinen?|Großen?)\sAnfragen?\b|rucksache|\bDrs\.|Plenarprotokoll"
    r"|\b(?:Schriftlichen?|Mündlichen?)\sFragen?\b"
    r"|\b\d{1,3}/\d{3,6}\b"
)
_CALLED_PAPER = re.compile(r"rucksache|\bDrs\.")
_FEDERAL = re.compile(r"\bBundes(?:tags?)?drucksache|\bBT-D")
_NUMBER = re.compile(r"(?<![\d/])\d{1,2}/\d{2,6}(?![\d/])")
_ANNEXES = re.compile(rf"\b(?P<word>Anlagen?|Anhangs?|Anhänge)\b[\s*]*(?:(?P<numbers>{LIST})|(?P<roman>[IVX]{{1,4}}\b))?")
_OF_ANOTHER = re.compile(
    r"\W*(?:zu[mr]?|de[rs]|auf|in|von|nach)\b[^,.;]{0,60}?(?:rucksache|§|[Gg]esetz|[Vv]erordnung|Richtlinie|buch\b|\bSGB\b|\d/\d)"
)
_ANNOUNCED = re.compile(r"(?:\b(?:der|die|dem|den|im|als)|\b(?:beigefügte|beiliegende|anliegende)[nr]?)\s$")  # "Anlagen" may be plants
_GIVES = re.compile(
    r"\bentn(?:omm|ehm)en\b|\bverw(?:iesen|eis)|\b[Ss]iehe\b|\b[Vv]gl\.|\bersichtlich|\baufgeführt|\bdargestellt|\baufgelistet"
    r"|\bent(?:halten|hält)|\bfinde[nt]\b|\bergeb|\bhervor|\bbei(?:gefügt|liegend)|\banliegend"
)
_LONGEST = 600  # characters of a sentence that only refers
_MORE = 60  # characters behind "verwiesen" from which a sentence says something itself


@dataclass(frozen=True, slots=True)
class Reference:
    """The answers to `numbers`, or with `remark` the Vorbemerkung (on these questions, where there are any).

    papers: the numbers that another paper may bear, () for the paper that refers. federal: they are called papers of the Bundestag.
    """

    numbers: tuple[QuestionNumber, ...]
    remark: bool = False
    papers: tuple[str, ...] = ()
    federal: bool = False


def only_refers(sentence: str) -> bool:
    """Whether a sentence says nothing but where something else is said: in another answer, an annex, a law."""
    line = " ".join(sentence.split())
    match = _ONLY.match(line) if len(line) <= _LONGEST else None
    if match is None or len(line) - match.end() > _MORE:
        return False
    return "," not in (match["of"] or "") or bool(_CLAUSE.match(line))


def references(sentence: str) -> tuple[Reference, ...]:
    """What a sentence refers to, in its order; () for one that only mentions an answer."""
    line = " ".join(sentence.split())
    if not _REFERS.search(line):
        return ()
    return tuple(dict.fromkeys(_read(line)))


def annexes(sentence: str) -> tuple[str, ...]:
    """The annexes of its own paper that a sentence leaves something to: "2" for "Anlage 2", "" for one without a number."""
    line = " ".join(sentence.split())
    return tuple(dict.fromkeys(_annexes(line))) if _GIVES.search(line) else ()


def _annexes(line: str) -> Iterator[str]:
    for match in _ANNEXES.finditer(line):
        if _OF_ANOTHER.match(line, match.end()):
            continue
        if match["numbers"]:
            yield from (str(number.main) for number in read_numbers(match["numbers"]))
        elif match["roman"] or (
            match["word"] in ("Anlage", "Anhang") and _ANNOUNCED.search(line[max(match.start() - 20, 0) : match.start()])
        ):
            yield match["roman"] or ""


def _read(line: str) -> Iterator[Reference]:
    targets = list(_TARGET.finditer(line))
    bounds = [0, *(match.start() for match in targets[1:]), len(line)] if targets else []
    for match, (start, end) in zip(targets, pairwise(bounds), strict=True):
        around = line[start : match.start()] + line[match.end() : end]
        numbers = read_numbers(match["answers"] or match["short"] or match["about"] or "")
        papers = tuple(dict.fromkeys(_NUMBER.findall(around)))
        if papers and _CALLED_PAPER.search(around):
            yield Reference(numbers, bool(match["remark"]), papers, federal=bool(_FEDERAL.search(around)))
        elif not _ELSEWHERE.search(around):
            yield Reference(numbers, bool(match["remark"]))
