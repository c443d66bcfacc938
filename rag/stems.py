"""Stems of German words, and whether the words of one text carry a word of another.

It does not know claims, evidence or thresholds. A word has several stems where its form leaves open what it is: "leiten" may be an
infinitive or, like "führten", a past tense.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from rag.synonyms import TABLE
from rag.words import content_words

# Stems of verbs whose vowel changes, and the stem of their present tense.
ABLAUT = {
    "satz": "setz", "fand": "find", "fund": "find", "gab": "geb", "nahm": "nehm", "nomm": "nehm", "stand": "steh", "bot": "biet",
    "trug": "trag", "hielt": "halt", "ging": "geh", "gang": "geh", "kam": "komm", "zog": "zieh", "zug": "zieh", "schloss": "schliess",
    "wuchs": "wachs", "stieg": "steig", "sank": "sink", "sah": "seh", "sieh": "seh", "trat": "tret", "tritt": "tret", "traf": "treff",
    "begann": "beginn", "lag": "lieg", "fiel": "fall", "wies": "weis", "schrieb": "schreib", "sprach": "sprech", "entschied": "entscheid",
    "liess": "lass", "griff": "greif", "lief": "lauf", "begonn": "beginn", "sunk": "sink", "brach": "bring",
}  # fmt: skip
SEPARABLE = (
    "ab", "an", "auf", "aus", "bei", "bereit", "dar", "durch", "ein", "fest", "fort", "her", "heraus", "hervor", "hin", "hinzu", "mit",
    "nach", "statt", "teil", "über", "um", "unter", "vor", "weg", "weiter", "wieder", "zu", "zurück", "zusammen",
)  # fmt: skip
# Beginnings that make another word of an adjective or noun, often its opposite: "national" is no part of "international".
TURNING = ("un", "miss", "nicht", "inter", "in", "ir", "im", "il", "ent", "außer", "ausser", "de", "des", "anti", "gegen", "trans", "über")
SHORTEST_PART = 4
_SHARED = 5  # letters that related words begin with, at least
LINKS = ("", "s", "es", "n", "en", "er", "e")

# "Herkunfts- und Drittstaaten": what ends the second word belongs to the first as well.
_SUSPENDED = re.compile(r"[^\W\d_]{3,}[-‐‑]\s(?:und|oder|sowie|bzw\.?|bis)\s(?:[a-zäöüß]+e[nmrs]?\s)?([A-ZÄÖÜ][^\W\d_]{6,})")
_GENDER = re.compile(r"[*:]in(?:nen)?$")
_PREFIX = "|".join(sorted(SEPARABLE, key=len, reverse=True))
_PARTICIPLE = re.compile(rf"^({_PREFIX})?ge(\w{{3,}}?)(?:e?t|en|e?te[nrsm]?|ene[nrsm]?)$")
_ZU_INFINITIVE = re.compile(rf"^({_PREFIX})zu(\w{{2,}}en)$")
_FINITE = re.compile(r"^(\w{3,}?)(?:e?t|e?te[nrsmt]?)$")
_NOUN_OF_VERB = re.compile(r"^(\w{4,})ung(?:en|s)?$")


@lru_cache(50_000)
def stems(word: str) -> tuple[frozenset[str], ...]:
    """The possible stems of each hyphenated part of a word; "umgesetzt" and "Umsetzung" share one."""
    parts = re.split("[-‐‑]", _GENDER.sub("", word).replace("ß", "ss"))
    return tuple(frozenset(_present(_snowball(form)) for form in (part, _infinitive(part))) for part in parts if part)


@lru_cache(5_000)
def all_stems(text: str) -> frozenset[str]:
    """The stems of all content words of a text."""
    found = {stem for word in content_words(text) for part in stems(word.text) for stem in part}
    for match in _SUSPENDED.finditer(text):
        found |= {stem[cut:] for part in stems(match[1]) for stem in part for cut in range(3, len(stem) - SHORTEST_PART + 1)}
    return frozenset(found)


@lru_cache(200_000)
def carries(known: frozenset[str], word: str) -> bool:
    """Whether the stems of a text carry every part of `word`: itself, inside a compound, or as the parts of a compound."""
    return all(any(_carries(known, stem) for stem in part) for part in stems(word))


def _present(stem: str) -> str:
    """The present stem of one that changes its vowel, with its separable prefix; that of a word that says the same; any other as it is."""
    same = _same().get(stem)
    if same:
        return same
    for changed, plain in ABLAUT.items():
        if stem.endswith(changed) and (stem == changed or stem[: -len(changed)] in SEPARABLE):
            return stem[: -len(changed)] + plain
    return stem


def _infinitive(word: str) -> str:
    """The infinitive of what looks like a form of a verb, or like a noun in -ung; any other word as it is."""
    if match := _NOUN_OF_VERB.match(word):
        return match[1] + "en"
    if not word[0].islower():
        return word
    if match := _PARTICIPLE.match(word):
        return (match[1] or "") + match[2] + "en"
    if match := _ZU_INFINITIVE.match(word):
        return match[1] + match[2]
    match = _FINITE.match(word)
    return match[1] + "en" if match else word


def _carries(known: frozenset[str], stem: str) -> bool:
    if stem in known or _separated(known, stem):
        return True
    if len(stem) < SHORTEST_PART:
        return False
    text = _joined(known)  # most words are nowhere in it, and looking there is quicker than looking at each stem
    return (
        (stem in text and any(_part_of(stem, other) for other in known))
        or (stem[:_SHARED] in text and any(_related(stem, other) for other in known))
        or _made_of(known, stem, text)
    )


@lru_cache(5_000)
def _joined(known: frozenset[str]) -> str:
    return "\n".join(known)


def _separated(known: frozenset[str], stem: str) -> bool:
    """ "durchführen" where a text has "führte … durch", and the other way round; "genehmig" where it has "nehmig"."""
    if len(stem) < 3:
        return False
    if any(f"{prefix}{stem}" in known for prefix in SEPARABLE):
        return True
    return any(stem.startswith(prefix) and len(stem) > len(prefix) + 2 and stem[len(prefix) :] in known for prefix in (*SEPARABLE, "ge"))


def _part_of(stem: str, other: str) -> bool:
    """ "strategie" is part of "fachkräftestrategie", but "zulässig" is no part of "unzulässig"."""
    if not (other.startswith(stem) or other.endswith(stem)):
        return False
    return other.removesuffix(stem) not in TURNING


def _related(stem: str, other: str) -> bool:
    """Derivations: the shared beginning is most of both."""
    shared = next((i for i, (a, b) in enumerate(zip(stem, other, strict=False)) if a != b), min(len(stem), len(other)))
    return shared >= _SHARED and shared >= 0.8 * max(len(stem), len(other))


def _made_of(known: frozenset[str], stem: str, text: str) -> bool:
    """Whether the stem is two known ones, or the beginning of the second, with a linking element between them."""
    for cut in range(2, len(stem) - SHORTEST_PART + 1):
        if stem[:cut] not in known:
            continue
        rest = stem[cut:]
        tails = [rest.removeprefix(link) for link in LINKS if rest.startswith(link)]
        if any(len(tail) >= SHORTEST_PART and (text.startswith(tail) or f"\n{tail}" in text) for tail in tails):
            return True
    return False


@cache
def _same() -> dict[str, str]:
    """The stems of words that say the same, each with the one that stands for them."""
    found = [(word, same.form) for same in TABLE for word in same.related.split()]
    return {_snowball(each): _snowball(form) for word, form in found for each in (word, _infinitive(word))}


@lru_cache(50_000)
def _snowball(word: str) -> str:
    return str(_stemmer().stemWord(word.casefold()))


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("german", 0)
