"""The parts of a question that another phrase may take the place of: "in der Justiz", "2023", "das BAMF".

It does not know conversations. It is no parser: prepositions, articles and capitals tell it where a phrase begins and ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["time", "place", "other", "noun"]

_MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    "|January|February|March|May|June|July|October|December"
)
_SAME = {
    "im": "in", "ins": "in", "am": "an", "ans": "an", "beim": "bei", "zum": "zu", "zur": "zu", "vom": "von", "fürs": "für", "within": "in",
    "at": "in", "innerhalb": "in", "auf": "in", "an": "in", "bei": "in",
}  # fmt: skip
PREPOSITION = (
    r"(?:in|im|ins|an|am|ans|auf|bei|beim|aus|nach|innerhalb|für|fürs|zu|zum|zur|über|mit|von|vom|durch|gegen|ohne|unter|zwischen|seit|bis|ab|vor"
    r"|at|for|from|with|by|of|since|until|within)"
)
ARTICLE = r"(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|the|a|an)"
_NOUN = r"[A-ZÄÖÜ][\w-]*(?:\s+(?:[A-ZÄÖÜ][\w-]*|\d+(?![\w.])))*"
_ADJECTIVE = rf"(?!(?:{ARTICLE}|haben|hatten|werden|wurden|waren|viele?n?)\b)[a-zäöüß-]+(?:en|er|es|e|em)"
_NAME = rf"(?:{_ADJECTIVE}\s+){{0,2}}{_NOUN}(?:\s+(?:der|des|von|of)\s+(?:[a-zäöüß]+\s+)?{_NOUN})*"
_TIME = re.compile(
    rf"(?:\b(?i:im|in|seit|bis|ab|vor|nach|since|until|by|am|zum)\s+)?(?:\b(?i:den|dem|der|das|the)\s+)?(?:\b(?i:jahr(?:e[ns]?|s)?|years?)\s+)?"
    rf"(?:\d{{1,2}}\.\s?)?(?:(?:{_MONTHS})\s+)?\b(?:19|20)\d\d\b(?:\s+(?:und|bis|and|to)\s+(?:19|20)\d\d\b)?"
)
_ENGLISH = re.compile(
    r"\b(?P<preposition>in|at|for|from|with|by|of)\s+(?P<article>the|a|an)\s+"
    r"(?P<noun>[A-Za-z][\w-]*(?:\s+(?!(?:in|at|for|from|of|is|are)\b)[a-z][\w-]*){0,2})(?=\s*[?,.]|\s*$)|^(?P<bare>the)\s+(?P<head>[a-z][\w-]*(?:\s+[a-z][\w-]*)?)$"
)
_PHRASE = re.compile(rf"(?:\b(?P<preposition>(?i:{PREPOSITION}))\s+)?(?:\b(?P<article>(?i:{ARTICLE}))\s+)?(?P<noun>\b{_NAME})")
_ASKED = re.compile(r"\b(?:viele?n?|welche[mnrs]?|which|many|much)\s+$", re.IGNORECASE)
MOST_PARTS = 4  # of a phrase; what has more of them is no ellipsis
_PLACES = frozenset({"in", "aus", "nach"})
# The forms that one article takes when a phrase changes its role in the sentence: "Was ist mit den Kommunen?" is about "die Kommunen".
_ROLES = {
    "der": frozenset({"der", "die", "den", "dem", "des"}), "die": frozenset({"die", "der", "den"}), "das": frozenset({"das", "dem", "des"}),
    "den": frozenset({"den", "die", "der", "dem"}), "dem": frozenset({"dem", "der", "das", "den", "des"}),
    "des": frozenset({"des", "der", "das", "dem"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Constituent:
    """A phrase of a question. `lead`: its preposition, as `_SAME` has it; `noun`: what is behind preposition and article."""

    text: str
    start: int
    kind: Kind
    lead: str = ""
    article: str = ""
    noun: str = ""
    english: bool = False
    asked: bool = False  # directly behind the question word: "welche Förderung"

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def constituents(question: str) -> list[Constituent]:
    """The phrases of a question in order; they do not overlap."""
    found = [Constituent(match[0], match.start(), "time") for match in _TIME.finditer(question)]
    for pattern in (_PHRASE, _ENGLISH):
        for match in pattern.finditer(question):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(_phrase(match, pattern is _ENGLISH))
    return sorted(found, key=lambda part: part.start)


def shift(before: str, phrase: str) -> str:
    """The question `before` about `phrase` instead of its matching part; about both where none matches."""
    result = before
    parts = constituents(phrase)
    if not 0 < len(parts) <= MOST_PARTS or not _covers(parts, phrase):
        return _added(before, phrase)
    for part in parts:
        old = _match(part, constituents(result))
        result = result[: old.start] + _instead(part, old) + result[old.end :] if old else _added(result, part.text)
    return result


def _covers(parts: list[Constituent], phrase: str) -> bool:
    """Whether a phrase is little but its constituents."""
    return sum(len(part.text) for part in parts) >= 0.6 * len(phrase)


def _phrase(match: re.Match[str], english: bool) -> Constituent:
    groups = match.groupdict()
    preposition = (groups["preposition"] or "").lower()
    lead = _SAME.get(preposition, preposition)
    kind: Kind = "noun" if not lead else "place" if lead in _PLACES else "other"
    noun = groups["noun"] or groups["head"]
    asked = bool(_ASKED.search(match.string[: match.start()]))
    return Constituent(match[0], match.start(), kind, lead, (groups["article"] or groups.get("bare") or "").lower(), noun, english, asked)


def _match(new: Constituent, parts: list[Constituent]) -> Constituent | None:
    """The part that says the same kind of thing, the more alike and the further behind the better; None when there is none."""
    scored = [(_likeness(new, old), place) for place, old in enumerate(parts) if not old.asked and (old.start > 0 or old.article)]
    best = max(scored, default=(0, 0))
    return parts[best[1]] if best[0] > 0 else None


def _likeness(new: Constituent, old: Constituent) -> int:
    if "time" in (new.kind, old.kind):
        return int(new.kind == old.kind)
    same_shape = _shape(new.noun) == _shape(old.noun)
    same_article = bool(new.article) == bool(old.article)
    if new.lead:
        return 2 + same_shape + same_article if new.lead == old.lead else 0
    in_role = old.article in _ROLES.get(new.article, {new.article})
    return (1 + same_shape) * (in_role and (same_shape or bool(new.article))) + (in_role and old.article == new.article and not old.lead)


def _shape(noun: str) -> str:
    return "short form" if sum(letter.isupper() for letter in noun.split()[0]) > 1 and "-" not in noun else "word"


def _instead(new: Constituent, old: Constituent) -> str:
    """The new phrase, behind the preposition of the old one where it has none of its own."""
    if new.lead or new.kind == "time" or not old.lead:
        return new.text
    preposition = old.text.split()[0]
    return f"{preposition} {new.text}"


def _added(before: str, phrase: str) -> str:
    return f"{before.rstrip(' ?.')} {phrase}?"
