"""Rule "roles": who does what to whom, where an article or a preposition tells it: "Der Bund" is not "Dem Bund".

It does not know genders: a noun is masculine or neuter for it where "der X" or "das X" stands on one side and "dem X" or "den X" on the
other; plurals and feminine nouns have the same article for several cases and are left alone, but for those whose ending tells them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.types import Span
from rag.stems import all_stems, carries, stems
from rag.verify.failure import Failure
from rag.words import content_words

_NOUN = re.compile(
    r"\b(?:(?P<before>[A-Za-zÄÖÜäöüß]+)\s)?(?P<article>[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en)\s(?:[a-zäöüß]+e[nmrs]?\s){0,2}(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
_PREPOSITION = frozenset(
    "an auf aus bei durch für gegen in mit nach ohne seit trotz um unter von vor während wegen zu zwischen neben über hinter ab bis".split()  # noqa: SIM905
) | {"gegenüber", "aufgrund", "einschließlich", "innerhalb", "außerhalb", "zugunsten", "seitens", "mithilfe", "zufolge", "entsprechend"}
_ALIKE = re.compile(r"(?:en|ern|eln)$")  # "der Frauen", "den Frauen": plurals
_FEMININE = re.compile(r"(?:ung|ik|heit|keit|schaft|ion|tät|behörde|agentur)$")
_PASSIVE = re.compile(
    r"\b(?:wird|werden|wurden?|worden)\b|\b(?:ist|sind|waren?)\b.*\b(?:[a-zäöüß]*ge|be|ver|er|ent|vor)[a-zäöüß]{2,}(?:t|en)\b", re.DOTALL
)
# "Dem Amt ist bekannt" is "Das Amt kennt".
_SAME_WITH_ANOTHER_CASE = re.compile(
    r"\b(?:kenn\w*|weiß|wissen|bekannt|gehör\w*|hat|haben|gelung\w*|geling\w*|erhält|erhielt\w*|fehl\w*)\b"
)
_TOWARDS = re.compile(
    r"\b(von|vom|durch|an|ans|aus|in|ins|im|nach)\s(?:(?:de[mnr]|das|die)\s)?(?:[a-zäöüß]+e[nmrs]?\s){0,2}([A-ZÄÖÜ][\w-]+)"
)
_SIDES = {
    "von": "from",
    "vom": "from",
    "durch": "from",
    "an": "to",
    "ans": "to",
    "aus": "out",
    "in": "into",
    "ins": "into",
    "im": "into",
    "nach": "into",
}
_OTHER_SIDE = {("from", "to"), ("to", "from"), ("out", "into"), ("into", "out")}


@dataclass(frozen=True, slots=True)
class _Used:
    """A noun with its case: "who", "whom" (accusative), "to whom" (dative)."""

    noun: str
    case: str
    span: Span


def swapped(claim: str, evidence: Sequence[str]) -> Failure | None:
    """Where a noun of the claim is in another case, or on the other side of an action, than everywhere in the evidence."""
    reasons = [_case(claim, text) or _side(claim, text) for text in evidence]
    return reasons[0] if reasons and all(reasons) else None


def _case(claim: str, text: str) -> Failure | None:
    if _SAME_WITH_ANOTHER_CASE.search(_verbs(claim)):
        return None
    known, same_voice = _used(text, claim), bool(_PASSIVE.search(claim)) == bool(_PASSIVE.search(text))
    for mine in _used(claim, text):
        theirs = {other.case for other in known if other.noun == mine.noun}
        if not theirs or mine.case in theirs or len(theirs) > 1 or not _same_verb(claim, text):
            continue
        # The one who is helped becomes "who" of a passive, and "who" the "von" of it: only a dative stays what it is.
        if same_voice or "to whom" in (mine.case, *theirs):
            return Failure(f"„{mine.noun}“ steht in der Fundstelle in einer anderen Rolle.", (mine.span,))
    return None


def _verbs(claim: str) -> str:
    """The claim, its "hat" left out where a participle tells what was done."""
    return re.sub(r"\b(?:hat|haben)\b(?=.*\b\w*(?:ge\w{2,}|[^\W\d_]{4,})(?:t|en)\W*$)", "", claim)


def _same_verb(claim: str, text: str) -> bool:
    known = all_stems(text)
    said = f"x {claim}"
    small = [word for word in content_words(said) if word.text[0].islower()]
    verbs = [word.text for word in small if not re.match(r"\s+[A-ZÄÖÜ]", said[word.start + len(word.text) :])]  # else its adjective
    return any(carries(known, verb) for verb in verbs)


def _used(text: str, other: str) -> list[_Used]:
    """The nouns whose article tells their case, those behind a preposition or a noun ("die Länder des Bundes") left out."""
    found = []
    for match in _NOUN.finditer(text):
        before, article, noun = match["before"] or "", match["article"].casefold(), match["noun"]
        if before.casefold() in _PREPOSITION or _ALIKE.search(noun):
            continue
        case = _case_of(article, noun, before[:1].isupper(), other)
        if case:
            found.append(_Used(noun, case, Span(*match.span("noun"))))
    return found


def _case_of(article: str, noun: str, genitive: bool, other: str) -> str:
    if _FEMININE.search(noun):
        return {"die": "who or whom", "der": "" if genitive else "to whom"}.get(article, "")
    if article == "dem":
        return "to whom"
    if article == "den":
        return "whom"
    if article == "der" and not genitive and re.search(rf"\b[Dd]e[mn]\s(?:[a-zäöüß]+e?n\s){{0,2}}{re.escape(noun)}\b", other):
        return "who"
    return "who or whom" if article == "das" else ""


def _side(claim: str, text: str) -> Failure | None:
    """ "vom Amt übermittelt" for "an das Amt übermittelt", "aus dem Irak" for "in den Irak"."""
    known = [(_SIDES[preposition], stems(noun)) for preposition, noun in _TOWARDS.findall(text)]
    for match in _TOWARDS.finditer(claim):
        theirs = {side for side, noun in known if noun == stems(match[2])}
        everywhere = len(re.findall(rf"\b{re.escape(match[2])}\b", text)) == sum(noun == stems(match[2]) for _, noun in known)
        if everywhere and theirs and all((_SIDES[match[1]], side) in _OTHER_SIDE for side in theirs):
            return Failure(f"„{match[0]}“ steht in der Fundstelle umgekehrt.", (Span(*match.span()),))
    return None
