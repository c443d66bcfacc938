"""What of a sentence cannot be understood, or says nothing, without another: it points back, only refers, or repeats one.

It does not know questions, passages or scores.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.words import FUNCTION_WORDS

SHORT = 30  # characters: what is no longer is a heading or a row, and ends where it ends
SAME = 0.8  # of the words of two sentences together: what both have, where one repeats the other

MOST_TORN = 8  # syllables that stand alone

_SYLLABLE = re.compile(r"(?<![\w/-])[a-zäöüß]{2,3}(?![\w/.-])(?=\s[a-zäöüß]{1,3}(?![\w.]))")
_TIME = r"\s(?:\w+en\s)?(?:Jahr|Monat|Woche|Wahlperiode|Legislatur|Stelle\b)"  # "in diesem Jahr" is the same whatever stands before
_VERB = (
    r"(?:betrifft|gilt|ist|sind|war|waren|wird|werden|wurden?|hat|hatte|haben|kann|soll|muss|darf|bedeutet|heißt|zeigt|entspricht|ergibt"
    r"|umfasst)"
)
REFERS_BACK = re.compile(
    rf"^(?:(?:Dies|(?:Jen|Solch|Letzter|Erster)(?=e))(?:e[nmrs]?)?\b(?!{_TIME})"
    rf"|[A-ZÄÖÜ][a-zäöü]+\s(?:dies|jen|solch|letzter|erster)e[nmrs]?\b(?!{_TIME})"
    r"|(?:Hier(?:zu|bei|für|aus|durch|von|unter|mit|nach|über|in|an|auf)"
    r"|Da(?:bei|zu|für|nach|mit|her|durch|von|rin|ran|raus|rauf|raufhin|runter|gegen|rüber(?!\shinaus))"
    r"|(?:Im|Zum|Am|In\sde[rmn])\s(?:selben|gleichen)\s(?:Zeitraum|Zeit|Jahr|Jahren|Monat|Tag|Zeitpunkt|Stichtag)"
    rf"|Deshalb|Deswegen|Somit|Demnach|Er|Sie|Deren|Dessen|Ihre?[nmrs]?|Das\s{_VERB})\b"
    # "Es ist geplant, die Halle zu bauen": what "es" is stands behind it.
    r"|Es\s(?:soll|hat|kann|muss|ist|war)\b(?!.*(?:\bzu\s\w+e?n\b|zu\w+en\b|,\s(?:dass|ob|wie)\b)))"
    r"|^(?:\S+\s){1,4}(?:hierzu|hiervon|hierüber|hierfür|hieraus|hierdurch|hierunter|dazu|davon|diesbezüglich)\b",
    re.DOTALL,
)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_CHANGES = re.compile(r"(?:nicht|kein|ohne|nie|weder|soll|kann|könn|muss|müss|darf|dürf)")  # what a sentence says
WORD = re.compile(r"[^\W\d_]{3}")  # "30 .0" and a column read letter by letter have none
_COUNTING = r"\b(?:wurden?|werden|sind|waren?|ist|hat|haben|gibt|gab|lag|liegt)\b[^.:;!?]*\s\d[\d.]*"
_OPEN = "und|oder|sowie|in|mit|von|für|auf|bei|der|dem|den|zwei|drei|vier|fünf|sechs|sieben|acht"
_CUT_OFF = re.compile(rf"(?:{_COUNTING}|bzw\.|\b(?:zzgl|inkl|ca|rd|i\.\s?H\.\s?v)\.|\s(?:{_OPEN}))\s*$")
# What lays out an answer and says nothing itself; what refers to another place is told by `rag.references.only_refers`.
LAYS_OUT = re.compile(
    r"\b(?:zusammen|gemeinsam|\w*[zZ]usammenh[aä]ng\w*)\b.*\bbeantwortet\b|\b(?:Tabellen?|Anlagen?|Übersicht)\b.*\b(?:entnommen|entnehmen)\b"
    r"|^(?:Zu|Frage) \d",
    re.DOTALL,
)


def goes_on(text: str) -> bool:
    """Whether what reads as a sentence was cut off: "Es wurden 130.924", "geprüfte Anrechnungsbzw."."""
    return len(text) > SHORT and bool(_CUT_OFF.search(text)) and "\n" not in text[-SHORT:].strip()


def is_torn(text: str) -> bool:
    """Whether a program has read a table letter by letter: "n: U nzu lä ss ig - ke its en"."""
    return len([word for word in _SYLLABLE.findall(text) if word not in FUNCTION_WORDS]) >= MOST_TORN


def say_the_same(one: str, other: str) -> bool:
    """Whether two sentences share almost all words. A number or a "nicht" that only one of them has makes them two."""
    words, others = _tokens(one), _tokens(other)
    if min(len(words), len(others)) <= SAME * max(len(words), len(others)) or len(words & others) <= SAME * len(words | others):
        return False
    return not any(word[0].isdigit() or _CHANGES.match(word) for word in words ^ others)


@lru_cache(1_000)  # a choice of evidence compares each sentence with all others
def _tokens(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(text.casefold()))
