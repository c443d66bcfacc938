"""Which figures a question wants: whether any, a share or an amount of money rather than a count, and broken down by what.

It does not know documents, nor how much it counts that a text has what is wanted.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.essence import without_asides

_NUMBER = re.compile(
    r"\b(?:wie\s*viel\w*|wie (?:hoch|teuer|groß|lange|oft|häufig|weit|stark)|in welcher (?:Höhe|Zahl|Anzahl)|how (?:many|much))\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"prozent|\bAnteile?\b|quote\b|\bper\s?cent|\bshare\b", re.IGNORECASE)
_AS_SHARE = re.compile(r"\b(?:in|als) Prozent", re.IGNORECASE)
_HAS_SHARE = re.compile(r"Prozent|%|\bv\. ?H\.|\bAnteil|[Qq]uote\b")
_HOW_MUCH = re.compile(
    r"\b(?:wie (?:hoch|teuer|viel)\b|(?:in|mit) welche[rmn] (?:Höhe|Umfang|Kosten|Ausgaben|Mitteln)|how much)", re.IGNORECASE
)
_MONEY = re.compile(
    r"\bEuro\b|(?:kosten|ausgaben|einnahmen|zuwendungen|aufwendungen|beträge|betrag|costs?|spending)\b|\bteuer\b|\bMitteln?\b",
    re.IGNORECASE,
)
_HAS_MONEY = re.compile(r"Euro\b|€|\bEUR\b")

_BY = r"\b(?:nach|pro|je|by|per)\s(?:[\w-]+,?\s){0,2}?"  # "nach Geschlecht und Jahren", but "nach dem Jahr 2020" is a time
_LAENDER = """
    Baden-Württemberg Bayern Berlin Brandenburg Bremen Hamburg Hessen Mecklenburg-Vorpommern Niedersachsen Nordrhein-Westfalen
    Rheinland-Pfalz Saarland Sachsen Sachsen-Anhalt Schleswig-Holstein Thüringen
"""
LAENDER = frozenset(_LAENDER.split())
_QUARTERS = r"\b(?:Q\s?[1-4]\b|(?:[1-4]\.|I{1,3}V?|(?:[Ee]rst|[Zz]weit|[Dd]ritt|[Vv]iert)e[sn]?)\s?Quartal)"
# By what a question may want figures broken down, how a text shows that it does, and how many different such places show it.
_AXES = (
    (
        rf"{_BY}(?:\w*jahre?n?|years?)\b(?!\s\d)|jährlich|jahresweise|jahresende|\bjeweils\b.{{0,40}}\bJahre?n?\b|\bannual|\beach year\b",
        r"\b(?:19|20)\d\d\b",
        3,
    ),
    (
        rf"{_BY}(?:Monate?n?|months?)\b|monatlich|monatsweise|\bmonthly\b",
        r"\b(?:Jan|Feb|Mär|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)(?=\.|\b|[a-zä]+\b)",
        3,
    ),
    (rf"{_BY}Quartal|quartalsweise|vierteljährlich|\bquarterly\b", _QUARTERS, 2),
    (r"kalenderwoche|wochenweise", r"\b\d{1,2}\.\s?KW\b|\bKW\s?\d{1,2}\b", 2),
    (rf"\bBundesl[äa]nd|{_BY}(?:Ländern|states?)\b", rf"\b(?:{'|'.join(sorted(LAENDER, key=len, reverse=True))})\b", 3),
)
_PATTERNS = tuple((re.compile(asks, re.IGNORECASE), re.compile(shows), least) for asks, shows, least in _AXES)

OTHER_UNIT = 0.5  # an amount is often given without its unit, which stands in the heading of its table; a share hardly ever is


def wants_number(question: str) -> bool:
    """Whether only a number can answer."""
    return bool(_NUMBER.search(question))


def unit_fits(question: str, text: str) -> float:
    """How well the figures of a text fit: 0.0 where a share is wanted and none is there, `OTHER_UNIT` where money is, else 1.0.

    1.0 also where no number is wanted.
    """
    share, money, _ = _of(question)
    if share:
        return float(bool(_HAS_SHARE.search(text)))
    return OTHER_UNIT if money and not _HAS_MONEY.search(text) else 1.0


def broken_down(question: str, text: str) -> bool:
    """Whether figures are wanted by year, month, quarter, week or Land, and a text has them so."""
    return any(len(set(shows.findall(text))) >= least for shows, least in _of(question)[2])


@lru_cache(100)
def _of(question: str) -> tuple[bool, bool, tuple[tuple[re.Pattern[str], int], ...]]:
    """Whether a share and whether money is wanted, and by what the figures are to be broken down."""
    money = bool(_HOW_MUCH.search(question) and _MONEY.search(question))
    share = _SHARE.search(without_asides(question)) or _AS_SHARE.search(question)  # "(absolut und anteilig)" wants both
    return bool(share and wants_number(question)), money, tuple((shows, least) for asks, shows, least in _PATTERNS if asks.search(question))
