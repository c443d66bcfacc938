"""Rule "negation": a claim denies what its evidence denies and nothing else, and says no opposite of it.

It does not know the question: a "Ja" or "Nein" before the claim must fit the evidence, whatever was asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Span
from rag.stems import all_stems
from rag.verify.clauses import Clause, clauses, counterparts
from rag.words import content_words

_NEGATIVE = re.compile(
    r"\b(?:nicht|kein\w*|nie|niemals|niemand\w*|nichts|weder|nirgends|keinesfalls|keineswegs|not|no|never|none|neither)\b", re.IGNORECASE
)
_ONLY_LOOKS_NEGATIVE = re.compile(r"\b(?:nicht nur|nicht zuletzt|not only|nicht allein)\b", re.IGNORECASE)
_PARTLY = re.compile(
    r"\bnicht\s+(als|immer|alle\w*|jede\w*|ausschließlich|vollständig|überall|notwendigerweise)\b\s*([^\W\d_]*)", re.IGNORECASE
)
_DENYING = re.compile(
    r"\b(?:verneint|bestreitet|dementiert|ausgeschlossen|lehnt\b.*\bab|abgelehnt|entfällt|untersagt|verboten)\b", re.IGNORECASE
)
_PREVENTS = re.compile(
    r"\b(?:verhindert|vermieden|vermeidet|unterbunden|unterbindet|ausgeschlossen|bestritten|verneint)\W*$", re.IGNORECASE
)
_LEAD = re.compile(r"^(ja|nein|yes|no)\b\s*(?:[,.:–-]\s*|$)", re.IGNORECASE)
OPPOSITES = (
    ("steig", "sink"), ("ansteig", "sink"), ("zunehm", "abnehm"), ("erhoh", "senk"), ("erhoh", "verringer"), ("erhoh", "reduzi"),
    ("zulass", "unzulass"), ("moglich", "unmog"), ("erlaub", "verbot"), ("zustimm", "ablehn"), ("einnahm", "ausgab"), ("mehr", "wenig"),
    ("zunahm", "ruckgang"), ("beginn", "end"), ("grosst", "kleinst"), ("hochst", "niedrigst"), ("einfuhr", "abschaff"),
    ("verlanger", "verkurz"), ("gewinn", "verlust"), ("erweit", "einschrank"), ("freiwillig", "verpflicht"), ("einfuhr", "ausfuhr"),
)  # fmt: skip


def contradiction(claim: str, evidence: Sequence[str]) -> str:
    """Why the claim contradicts its evidence, as a German sentence; "" when it does not."""
    said, rest = _lead(claim)
    known = [clause for text in evidence for clause in clauses(text)]
    if any(_lead(text)[0] not in ("", said) for text in evidence) and said:
        return f"Die Fundstelle antwortet mit „{'Nein' if said == 'ja' else 'Ja'}“, der Satz mit „{said.capitalize()}“."
    if said and rest and denies(rest) != (said == "nein"):
        return f"Der Satz sagt „{said.capitalize()}“ und behauptet zugleich das Gegenteil."
    for clause in clauses(rest):
        reason = _compare(clause, counterparts(clause, known))
        if reason:
            return reason
    return _opposite(rest, " ".join(evidence))


def marks(text: str) -> tuple[Span, ...]:
    """Where a text denies, and where it says "Ja" or "Nein"."""
    return tuple(Span(*match.span()) for pattern in (_LEAD, _NEGATIVE, _DENYING) for match in pattern.finditer(text))


def denies(text: str) -> bool:
    """Whether a clause is negative; "nicht nur" is not."""
    plain = _ONLY_LOOKS_NEGATIVE.sub("", text)
    return bool(_NEGATIVE.search(plain) or _DENYING.search(plain))


def without_lead(claim: str) -> str:
    """The claim without a "Ja," or "Nein," before it; "" when there is none, or nothing else."""
    said, rest = _lead(claim)
    return rest[:1].upper() + rest[1:] if said else ""


def _compare(clause: Clause, others: Sequence[Clause]) -> str:
    if not others:
        return ""
    claimed = _is_negative(clause)
    if all(_is_negative(other) != claimed for other in others):
        return "Der Satz verneint, was die Fundstelle nicht verneint." if claimed else "Die Fundstelle verneint, was der Satz behauptet."
    if claimed:
        return next((reason for other in others if (reason := _wider(clause.text, other.text))), "")
    return ""


def _wider(claim: str, evidence: str) -> str:
    """ "plant den Einsatz nicht als Sonderlösung" does not prove "plant den Einsatz nicht"."""
    for limit, of in _PARTLY.findall(evidence):
        wanted = [of or limit] if limit.casefold() == "als" else [limit[:3], of]  # "alle" may stand as "allen"
        if not all(re.search(rf"\b{re.escape(word)}", claim, re.IGNORECASE) for word in wanted):
            return f"Die Fundstelle verneint nur eingeschränkt („nicht {limit} {of}“), der Satz ganz.".replace(" “", "“")
    return ""


def _is_negative(clause: Clause) -> bool:
    """Two negations, one of them in the governing clause ("trifft nicht zu, dass … nicht"), cancel out."""
    short = denies(clause.governor) and len(content_words(clause.governor)) <= 3
    governed = bool(clause.governor) and (short or bool(_PREVENTS.search(clause.governor)))
    return denies(clause.text) != governed


def _lead(text: str) -> tuple[str, str]:
    """("nein", the rest) for "Nein, …"; ("", the text) when it begins otherwise."""
    match = _LEAD.match(text.strip())
    if match is None:
        return "", text
    said = {"yes": "ja", "no": "nein"}.get(match[1].casefold(), match[1].casefold())
    return said, text.strip()[match.end() :]


def _opposite(claim: str, evidence: str) -> str:
    claimed, known = all_stems(claim), all_stems(evidence)
    for left, right in OPPOSITES:
        for mine, theirs in ((left, right), (right, left)):
            if _has(claimed, mine) and not _has(claimed, theirs) and _has(known, theirs) and not _has(known, mine):
                return "Der Satz sagt das Gegenteil der Fundstelle."
    return ""


def _has(known: frozenset[str], stem: str) -> bool:
    return any(word == stem or word.startswith(stem) for word in known)
