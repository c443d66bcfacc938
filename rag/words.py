"""German words as the checks see them: content words, their stems, and whether a text's words carry a word.

It does not know claims, evidence or thresholds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from index.analysis import STOP_WORDS

# Function words, and adverbs that place or link a sentence without saying what it is about. Negation and modality have rules of their own.
_ADDED = """
    aktuell allerdings allem allen aller alle alles anhand beide beiden beider bereits bezüglich bezug bisher bislang bleibt daneben
    demnach demzufolge denn derart derzeitig deshalb deswegen diesbezüglich diejenigen dieselbe dort durchaus eben eigen eigene eigenen
    eigener einzelne einzelnen einzelner einige einigen einiger entsprechend entsprechende entsprechenden erst etc folgende folgenden
    folglich für ganz gar gegen gegenüber gemäß genau gerade gern gleich gleichzeitig gute handelt heute hinaus hin her hingegen ihm
    ihnen inwieweit inwiefern inzwischen je jeglicher jemals jene jenen jener jetzt jüngst kein keine keinem keinen keiner keines
    keinerlei konkret konkrete konkreten künftig lediglich letztlich mal mehr mehrere mehreren meist mindestens mittels momentan nein
    nicht nichts nie niemals niemand ohne rund schließlich schon seitdem seitens selbst sodann solch sondern sowie sowohl statt stets
    trotz trotzdem überhaupt übrigens umso unserer unter verschieden verschiedene verschiedenen viel viele vielen vieler vielmehr voll
    vollumfänglich voraussichtlich vorerst wegen weitere weiteren weiterer weitgehend wenig wenige wieder wieweit wohl worden zeitnah
    zuletzt zumal zunächst zurzeit zusammen zusätzlich zusätzliche gilt gelten geht gehen erfolgt erfolgen erfolgte erfolgten liegt
    liegen lag lagen steht stehen stand befindet befinden besteht bestehen bestand beträgt betragen betrug belief beläuft gab geben
    findet finden fand fanden nimmt teil macht machen wäre sei seien gewesen mehrfach jährlich insgesamt daran davon wollen will wollte
    wollten möchte entsteht entstehen entstanden umfasst umfassen lautet lauten mio mrd tsd abs nr art drs bzw ff usw vgl the of and in
    to is are was were be been for on at by with from that this it its has have had as an or not no yes which who
"""
FUNCTION_WORDS = STOP_WORDS | frozenset(_ADDED.split())
ABLAUT = {
    "satz": "setz", "fand": "find", "fund": "find", "gab": "geb", "nahm": "nehm", "nomm": "nehm", "stand": "steh", "bot": "biet",
    "trug": "trag", "hielt": "halt", "ging": "geh", "gang": "geh", "kam": "komm", "zog": "zieh", "zug": "zieh", "schloss": "schliess",
    "wuchs": "wachs", "stieg": "steig", "sank": "sink", "sah": "seh", "trat": "tret", "tritt": "tret", "traf": "treff", "begann": "beginn",
    "lag": "lieg", "fiel": "fall", "wies": "weis", "schrieb": "schreib", "sprach": "sprech", "entschied": "entscheid", "liess": "lass",
    "griff": "greif", "lief": "lauf", "begonn": "beginn", "sunk": "sink", "brach": "bring",
}  # fmt: skip
SEPARABLE = (
    "ab", "an", "auf", "aus", "bei", "bereit", "durch", "ein", "fest", "her", "hin", "mit", "nach", "statt", "teil", "über", "um", "unter",
    "vor", "weiter", "wieder", "zu", "zurück", "zusammen",
)  # fmt: skip
SHORTEST_PART = 4
LINKS = ("", "s", "es", "n", "en", "er", "e")

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W_]+)*(?:[*:]in(?:nen)?\b)?")
_GENDER = re.compile(r"[*:]in(?:nen)?$")
_PREFIX = "|".join(sorted(SEPARABLE, key=len, reverse=True))
_PARTICIPLE = re.compile(rf"^({_PREFIX})?ge(\w{{3,}}?)(?:t|en|te|ten|ter|tes|tem|ene|enen|ener|enes)$")
_ZU_INFINITIVE = re.compile(rf"^({_PREFIX})zu(\w{{2,}}en)$")
_FINITE = re.compile(r"^(\w{3,}?)(?:t|te|ten|tet|ter|tes|tem)$")
_NOUN_OF_VERB = re.compile(r"^(\w{4,})ung(?:en|s)?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word as it stands in a text. `noun`: written with a capital where a sentence does not begin."""

    text: str
    start: int
    noun: bool


def content_words(text: str) -> list[Word]:
    """The words that say what a text is about, in order; numbers are not words."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word.casefold() in FUNCTION_WORDS or len(word) == 1:
            continue
        found.append(Word(word, match.start(), word[0].isupper() and not begins_sentence(text, match.start())))
    return found


def begins_sentence(text: str, start: int) -> bool:
    """Whether a capital at `start` may be owed to the beginning of a sentence or quotation."""
    before = text[:start].rstrip("„“\"»«'(‚ ")
    return not before or before[-1] in ".!?:"


@lru_cache(50_000)
def stems(word: str) -> tuple[str, ...]:
    """The stems of a word, one for each of its hyphenated parts; verbs and the nouns made of them ("umgesetzt", "Umsetzung") share one."""
    parts = re.split("[-‐‑]", _GENDER.sub("", word).replace("ß", "ss"))
    return tuple(_stem(part) for part in parts if part)


def _stem(word: str) -> str:
    as_it_is = str(_stemmer().stemWord(word.casefold()))
    return _present(as_it_is) or _present(stem := str(_stemmer().stemWord(_infinitive(word).casefold()))) or stem


def _present(stem: str) -> str:
    """The present stem of one that changes its vowel, with its separable prefix; "" when it is none of those."""
    for changed, plain in (*ABLAUT.items(), *((plain, plain) for plain in ABLAUT.values())):
        if stem.endswith(changed) and (stem == changed or stem[: -len(changed)] in SEPARABLE):
            return stem[: -len(changed)] + plain
    return ""


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


def all_stems(text: str) -> frozenset[str]:
    """The stems of all content words of a text."""
    return frozenset(stem for word in content_words(text) for stem in stems(word.text))


def carries(known: Iterable[str], word: str) -> bool:
    """Whether the stems `known` of a text carry every part of `word`: itself, inside a compound, or as the parts of a compound."""
    stock = known if isinstance(known, frozenset) else frozenset(known)
    return all(_carries(stock, stem) for stem in stems(word))


@lru_cache(50_000)
def _carries(known: frozenset[str], stem: str) -> bool:
    if stem in known or _separated(known, stem):
        return True
    if len(stem) < SHORTEST_PART:
        return False
    return any(_part_of(stem, other) or _related(stem, other) for other in known) or _made_of(known, stem)


def _separated(known: frozenset[str], stem: str) -> bool:
    """ "durchführen" where a text has "führte … durch", and the other way round."""
    if len(stem) < 3:
        return False
    return any(
        f"{prefix}{stem}" in known or (stem.startswith(prefix) and len(stem) > len(prefix) + 2 and stem[len(prefix) :] in known)
        for prefix in SEPARABLE
    )


def _part_of(stem: str, other: str) -> bool:
    """ "strategie" is part of "fachkräftestrategie", but "zulässig" is no part of "unzulässig"."""
    if not (other.startswith(stem) or other.endswith(stem)):
        return False
    return other not in ("un" + stem, "miss" + stem, "nicht" + stem)


def _related(stem: str, other: str) -> bool:
    """Derivations: the shared beginning is most of both ("genehmig" and "nehmig" differ by a participle's "ge")."""
    if stem == "ge" + other:
        return True
    shared = next((i for i, (a, b) in enumerate(zip(stem, other, strict=False)) if a != b), min(len(stem), len(other)))
    return shared >= 5 and shared >= 0.8 * max(len(stem), len(other))


def _made_of(known: frozenset[str], stem: str) -> bool:
    for first in known:
        if len(first) < 2 or not stem.startswith(first):
            continue
        rest = stem[len(first) :]
        tails = {rest.removeprefix(link) for link in LINKS if rest.startswith(link)}
        if any(len(tail) >= SHORTEST_PART and any(other == tail or other.startswith(tail) for other in known) for tail in tails):
            return True
    return False


@cache
def _stemmer():  # type: ignore[no-untyped-def]
    import Stemmer

    return Stemmer.Stemmer("german", 0)
