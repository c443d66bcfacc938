"""Rule "scope": a claim speaks of as many, as often and as far as its evidence: "alle", "mehrere", "nur", "bereits", "in der Regel".

It does not know numbers. A word that widens must stand in the evidence; a word that narrows must not get lost on the way to the claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Span
from rag.stems import all_stems, carries, stems
from rag.verify.clauses import clauses, counterparts
from rag.verify.failure import Failure

# Each group holds words that say the same; a claim may not use one that no word of the same group in the evidence backs.
_SAID = {
    "alle": r"alle[rsnm]?|sämtliche\w*|jede[rsnm]?|ausnahmslos|vollständig\w*|vollumfänglich|all|every|each",
    "mehrere": r"mehrere[rn]?|verschiedene[rn]?|zahlreiche[rn]?|viele[rn]?|vielfältige[rn]?|several|many",
    "einige": r"einige[rn]?|einzelne[rn]?|manche[rn]?|teilweise|zum Teil|some",
    "die meisten": r"meiste[nr]?|überwiegend\w*|mehrheitlich|größtenteils|most",
    "beide": r"beide[rn]?|both",
    "nur": r"nur|ausschließlich\w*|lediglich|allein|only",
    "immer": r"immer|stets|jederzeit|always",
    "bereits": r"bereits|schon|schon jetzt|already",
    "erstmals": r"erstmals|erstmalig\w*|first",
}
_SAID_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _SAID.items()}
_NARROWS = {
    "nur": _SAID_PATTERNS["nur"],
    "einige": _SAID_PATTERNS["einige"],
    "die meisten": _SAID_PATTERNS["die meisten"],
    "begrenzt": re.compile(
        r"\b(?:begrenzte[nrs]?|bestimmte[nrs]?|gewisse[nrs]?|Einzelf[aä]ll(?:en)?|vereinzelt\w*|zum Teil)\b", re.IGNORECASE
    ),
    "häufig": re.compile(r"\b(?:oft|oftmals|häufig|gelegentlich|mitunter|manchmal|vielfach)\b", re.IGNORECASE),
    "in der Regel": re.compile(r"\b(?:in der Regel|grundsätzlich|im Allgemeinen|üblicherweise|meistens?|generally)\b", re.IGNORECASE),
}
_NO_THING = "Zeit|Jahr|Grund|Zusammenhang|Hintergrund|Rahmen|Stelle|Weise|Sinn|Stand"  # "auf dieser Grundlage" limits nothing
_THIS = re.compile(rf"\b(?:dies|jene|derartige|solche)\w*\s+(?!{_NO_THING})((?-i:[A-ZÄÖÜ])[^\W\d_]+)", re.IGNORECASE)
_ADJECTIVE = r"(?:[a-zäöüß]+e[nmrs]?\s)?"
_ONE = re.compile(rf"\b[Ee]in(?:e[mnrs]?)?\s{_ADJECTIVE}([A-ZÄÖÜ][\w-]+)")
_MANY = re.compile(rf"\b(?:[Mm]ehrere|[Zz]ahlreiche|[Vv]iele|[Vv]erschiedene|[Ee]inige|[Aa]lle)[nr]?\s{_ADJECTIVE}([A-ZÄÖÜ][\w-]+)")
_ONLY_LOOKS_NARROW = re.compile(r"\b(?:nicht (?:nur|allein|ausschließlich)|allein\w+|einzelne[rn]? Fragen)\b", re.IGNORECASE)


def exceeded(claim: str, evidence: Sequence[str]) -> Failure | None:
    """How the claim goes beyond its evidence; None when it does not."""
    text = " ".join(evidence)
    for pattern in _SAID_PATTERNS.values():
        found = pattern.search(claim)
        if found and not pattern.search(text):
            return Failure(f"Der Satz sagt „{found.group()}“, die Fundstelle nicht.", (Span(*found.span()),))
    return _single(claim, text) or _lost(claim, evidence)


def _single(claim: str, text: str) -> Failure | None:
    """ "eine Studie" where the evidence knows "zahlreiche Studien" only."""
    for match in _ONE.finditer(claim):
        same = [many for many in _MANY.finditer(text) if stems(many[1])[-1] & stems(match[1])[-1]]
        if same and not any(stems(one[1])[-1] & stems(match[1])[-1] for one in _ONE.finditer(text)):
            return Failure(f"Der Satz sagt „{match[0]}“, die Fundstelle „{same[0][0]}“.", (Span(*match.span()),))
    return None


def is_scope(word: str) -> bool:
    """Whether a word by itself belongs to this rule."""
    return any(pattern.fullmatch(word) for pattern in (*_SAID_PATTERNS.values(), *_NARROWS.values()))


def _lost(claim: str, evidence: Sequence[str]) -> Failure | None:
    known = [clause for text in evidence for clause in clauses(text)]
    for clause in clauses(claim):
        others = counterparts(clause, known)
        limits = [_points(other.text, claim) for other in others]
        if limits and all(limits):
            return Failure(f"Die Fundstelle spricht nur von „{limits[0]}“.")
        limits = [_limits(other.text) for other in others]
        if limits and all(limits) and not _limits(claim):
            return Failure(f"Die Fundstelle schränkt ein („{limits[0]}“), der Satz nicht.")
    return None


def _points(text: str, claim: str) -> str:
    """ "diesem Projekt" in the evidence, when the claim does not speak of that project but of all there are."""
    return next((found.group() for found in _THIS.finditer(text) if not carries(all_stems(claim), found[1])), "")


def _limits(text: str) -> str:
    plain = _ONLY_LOOKS_NARROW.sub("", text)
    return next((found.group() for pattern in _NARROWS.values() if (found := pattern.search(plain))), "")
