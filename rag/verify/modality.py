"""Rule "modality": what the evidence plans, may, must or examines, the claim does not state as a fact, and the other way round.

It does not know tenses: "wird umgesetzt" is a statement, whether of the present or of the future.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Span
from rag.verify.clauses import Clause, clauses, counterparts

_GROUPS = {
    "Absicht": r"soll|sollen|sollte|sollten|will|wollen|wollte|möchte\w*|plan(?:t|en|te|ten)|geplant\w*|beabsichtigt?\w*|beabsichtigen|"
    r"vorgesehen\w*|strebt|streben|angestrebt\w*|vorhat|Absicht|Planung|sieht\b.*\bvor|Ziel(?:e|s)?\s(?:\S+\s){0,8}?(?:ist|sind|war)|zielt|zielen|should|(?-i:plans?)|planned|intends?|intended",
    "Möglichkeit": r"kann|können|könnte|könnten|möglicherweise|vielleicht|eventuell|gegebenenfalls|unter Umständen|"
    r"can|could|may|might|possibly",
    "Pflicht": r"muss|müssen|musste|mussten|müsste\w*|verpflichtet|"
    r"(?:hat|haben|ist|sind)\b.*\bzu (?-i:[a-zäöüß])\w+en|must|required|obliged",
    "Erlaubnis": r"darf|dürfen|durfte\w*|erlaubt\w*|gestattet\w*|allowed",
    "Prüfung": r"prüft|prüfen|geprüft\w*|erwägt|erwogen|überlegt|diskutiert\w*|untersucht|in der Prüfung|examin\w+|considers?|considering",
    "Vermutung": r"voraussichtlich|vermutlich|wahrscheinlich|mutmaßlich|dürfte\b.*\bsein|scheint|"
    r"würde|würden|hätten?|wären?|bestünden?|gäbe|lägen?|kämen?|probably|would|expected",
    "Arbeit daran": r"in (?:der )?(?:Umsetzung|Abstimmung|Erarbeitung|Vorbereitung|Bearbeitung|Planung)(?! (?:der|des|von|eine[rs])\b)",
}
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _GROUPS.items()}
# "Zu berücksichtigen ist, dass …" makes no duty of what follows.
_FRAME = re.compile(
    r"\b(?:zu\s(?:berücksichtigen|beachten|bedenken|bemerken|erwähnen|betonen|ergänzen|sagen)|hinzuweisen)(?=,?\s(?:dass\b|$))",
    re.IGNORECASE,
)
_INDIRECT_QUESTION = re.compile(r"\W*(?:ob|inwieweit|inwiefern|whether)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:wenn|falls|sofern|soweit|vorausgesetzt|vorbehaltlich|Vorbehalt|Voraussetzung|bei|Falle?s?|if|provided)\b", re.IGNORECASE
)
# A condition that is no clause of its own.
_IN_CASE = re.compile(
    r"\b(?:im\sFalle?\s(?:de[rs]|eine[rs]|von)|unter\s(?:dem\sVorbehalt|der\s(?:Voraussetzung|Bedingung))|vorbehaltlich)\b", re.IGNORECASE
)


def mismatch(claim: str, evidence: Sequence[str]) -> str:
    """Why a clause of the claim is surer or less sure than every clause of the evidence on it, as a German sentence; else ""."""
    known = [clause for text in evidence for clause in clauses(text)]
    for clause in clauses(claim):
        reasons = [_difference(clause, other) for other in counterparts(clause, known)]
        if reasons and all(reasons):
            return reasons[0]
    return ""


def moods(clause: Clause) -> frozenset[str]:
    """The groups of modality that a clause or what governs it belongs to."""
    text = _FRAME.sub(" ", f"{clause.governor} {clause.text}")
    found = {name for name, pattern in _PATTERNS.items() if pattern.search(text)}
    return frozenset(found | {"offenen Frage"} if _INDIRECT_QUESTION.match(clause.text) else found)


def marks(text: str) -> tuple[Span, ...]:
    """Where a text is of a modality."""
    return tuple(Span(*match.span()) for pattern in _PATTERNS.values() for match in pattern.finditer(text))


def is_modal(word: str) -> bool:
    """Whether a word by itself belongs to a group of modality."""
    return any(pattern.fullmatch(word) for pattern in _PATTERNS.values())


def _difference(claimed: Clause, known: Clause) -> str:
    mine, theirs = moods(claimed), moods(known)
    if (known.condition or _IN_CASE.search(known.text)) and not _CONDITION.search(claimed.text) and not claimed.condition:
        return "Die Fundstelle nennt eine Bedingung, die der Satz weglässt."
    if mine == theirs or (theirs and theirs <= mine) or ("Prüfung" in mine & theirs and "Absicht" not in theirs - mine):
        return ""
    lost, added = theirs - mine, mine - theirs
    if lost and added:
        return f"Die Fundstelle spricht von einer {_name(lost)}, der Satz von einer {_name(added)}."
    if lost:
        return f"Die Fundstelle spricht von einer {_name(lost)}, der Satz von einer Tatsache."
    return f"Der Satz spricht von einer {_name(added)}, die Fundstelle von einer Tatsache."


def _name(groups: frozenset[str]) -> str:
    return " und einer ".join(sorted(groups))
