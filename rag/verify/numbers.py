"""Rule "number": every number, amount, percentage, paragraph and paper number of a claim stands in its evidence, for the same thing.

It does not know dates: `dates` reads them first, and what it read is no number here. Written-out numerals count as numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from index.types import Span
from rag.stems import stems
from rag.verify.dates import dates
from rag.verify.forms import no_bound
from rag.verify.numerals import cardinal, ordinal
from rag.words import content_words

SCALES = {"tausend": 3, "tsd": 3, "t€": 3, "teur": 3, "million": 6, "millionen": 6, "mio": 6, "mill": 6, "milliarde": 9, "milliarden": 9}
SCALES |= {"mrd": 9, "billion": 12, "billionen": 12, "thousand": 3}
UNITS = {"%": "%", "prozent": "%", "percent": "%", "€": "€", "euro": "€", "eur": "€", "t€": "€", "teur": "€", "$": "$", "dollar": "$"}
UNITS |= {"prozentpunkte": "pp", "prozentpunkten": "pp", "prozentpunkt": "pp"}
BOUNDS = {"mehr als": ">", "über": ">", "mindestens": ">", "wenigstens": ">", "more than": ">", "weniger als": "<", "unter": "<"}
BOUNDS |= {"höchstens": "<", "maximal": "<", "bis zu": "<", "less than": "<", "rund": "~", "etwa": "~", "circa": "~", "ca.": "~"}
BOUNDS |= {"ungefähr": "~", "annähernd": "~", "knapp": "~", "gut": "~", "nahezu": "~", "fast": "~", "about": "~"}
_PREPOSITIONS = frozenset({"an", "auf", "aus", "bei", "durch", "für", "im", "in", "mit", "nach", "ohne", "von", "vor", "zu"})
_PREPOSITIONS |= {"zum", "zur", "unter", "der", "des", "den"}
_NOUN = r"([A-ZÄÖÜ][^\W\d_]+(?:[-‐‑][^\W\d_]+)*)"
_ADJECTIVES = 2  # at most so many words stand between a number and what it counts

_DIGITS = r"\d{1,3}(?:[  \u202f.]\d{3})+(?!\d)(?:,\d+)?|\d+,\d+|\d+(?:\.\d{1,2}(?!\d))?"
_PAPER = r"(?<![\d/])\d{1,2}/\d{2,6}(?![\d/])"
_TOKEN = re.compile(
    rf"(?P<paper>{_PAPER})|(?P<sign>(?<=\s)[-−–](?=\d)|minus\s)?(?<!\w)(?<![^\W\d]-)(?P<digits>{_DIGITS})(?!\d|(?-i:[A-Z])\b)(?P<ordinal>\.(?=\s[A-ZÄÖÜ]))?|(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\b(?:von denen|[Dd]avon|[Hh]iervon|darunter)\s(?:\w+\s){0,2}$")
_THEM_BEHIND = re.compile(r"\s(?:davon|hiervon)\b")
_FOLLOWING = re.compile(r"\s*([^\W\d_]+€?|[%€$])\.?")
_PART_OF_A_TEXT = re.compile(
    r"(?P<label>§{1,2}|\b(?:Art|Artikels?|Paragraph|Abs|Absatz|Absätze|Satz|Nr|Nummern?|Fragen?|Anlagen?|Kapitel|Seiten?|S|Ziffer|Buchstabe))\.?\s*"
    r"(?:\d+[a-z]?\)?(?:\s*,\s*|\s+(?:und|bis|oder|sowie|bzw\.)\s+))*$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text uses it. bound: "<", ">", "~" or ""; counted: the stems of the noun behind it, or the name of the part of a text.

    unit: "%", "€", …; "§" for the number of a part of a text ("§ 5", "Absatz 2", "Fragen 3 und 4"); "" for others.
    """

    value: Decimal | str
    unit: str
    bound: str
    counted: frozenset[str]
    text: str
    span: Span = field(default=Span(0, 0), compare=False)


def quantities(text: str) -> list[Quantity]:
    """All numbers of a text in order, those of dates left out."""
    return list(_quantities(text))


@lru_cache(5_000)
def _quantities(text: str) -> tuple[Quantity, ...]:
    blank = list(text)
    for date in dates(text):
        blank[date.span.start : date.span.end] = "\x00" * (date.span.end - date.span.start)
    found = list(_read("".join(blank)))
    for i in range(1, len(found)):  # "22 Stellen, von denen 19 besetzt sind", "22 Stellen, 19 davon besetzt"
        of_them = _OF_THEM.search(text[: found[i].span.start]) or _THEM_BEHIND.match(text, found[i].span.end)
        if of_them and not (found[i].counted or found[i].unit):
            found[i] = replace(found[i], counted=found[i - 1].counted)
    return tuple(found)


def unproved(claim: str, evidence: Iterable[str]) -> tuple[Quantity, Quantity | None] | None:
    """The first number of the claim that no evidence proves, and what the evidence says of the same thing, if anything."""
    known = [quantity for text in evidence for quantity in quantities(text)]
    for claimed in quantities(claim):
        equal = [other for other in known if same_number(other, claimed)]
        if not any(_agree(other, claimed, known) for other in equal):
            return claimed, next(iter(equal), None)
    return None


def same_number(known: Quantity, claimed: Quantity) -> bool:
    """Whether two numbers are equal in value and unit, whatever they count."""
    return known.value == claimed.value and (known.unit == claimed.unit or (not claimed.unit and known.unit in ("", "§")))


def _agree(known: Quantity, claimed: Quantity, others: Iterable[Quantity]) -> bool:
    """Whether bound and counted thing fit. "30 Schulen" is wrong where the evidence has "12 Schulen und 30 Lehrkräfte"."""
    if known.bound != claimed.bound and not (claimed.bound == "~" and not known.bound):
        return False
    if not claimed.counted or _share(known.counted, claimed.counted):
        return True
    if known.counted:  # what is counted is said, and it is something else
        return False
    return not any(_share(other.counted, claimed.counted) for other in others)


def _share(left: frozenset[str], right: frozenset[str]) -> bool:
    return any(a == b or a.endswith(b) or b.endswith(a) for a in left for b in right)


def _read(text: str) -> Iterator[Quantity]:
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() < end:
            continue
        value = _value(match, text)
        if value is None:
            continue
        scale, unit, end = _scale_and_unit(text, match.end())
        if isinstance(value, Decimal):
            value = (value * 10**scale).normalize()
        before = text[max(match.start() - 80, 0) : match.start()]
        part = None if unit else _PART_OF_A_TEXT.search(before)
        letter = re.match(r"[a-z]\b", text[end:]) if part else None
        if letter:  # "§ 44a" is another one than "§ 44"
            value, end = f"{value}{letter[0]}", end + 1
        counted = _label(part["label"]) if part else _shared_of(text, end) if unit == "%" else frozenset() if unit else _counted(text, end)
        span = Span(match.start(), match.start() + len(text[match.start() : end].rstrip(" .")))
        yield Quantity(value, unit or ("§" if part else ""), _bound(before), counted, span.of(text).strip(" ."), span)


def _label(name: str) -> frozenset[str]:
    """The name of a part of a text as what is counted; "=" keeps "Satz" from being a part of "Absatz"."""
    return frozenset({"=§" if name[0] == "§" or name == "Paragraph" else f"={name[:3].casefold().replace('ä', 'a')}"})


def _value(match: re.Match[str], text: str) -> Decimal | str | None:
    if match["paper"]:
        return match["paper"]
    if match["digits"]:
        digits = re.sub(r"[  \u202f]", "", match["digits"])
        plain = digits.replace(".", "").replace(",", ".") if "," in digits or re.search(r"\.\d{3}", digits) else digits
        return -Decimal(plain) if match["sign"] else Decimal(plain)
    word = match["word"].casefold()
    number = cardinal(word)
    if number is None and re.match(r"\s+[A-ZÄÖÜ]", text[match.end() :]):
        number = _ordinal_or_one_of_a_scale(word, text[match.end() :])
    return None if number is None else Decimal(number)


def _ordinal_or_one_of_a_scale(word: str, after: str) -> int | None:
    """ "eine" is a number only before "Million"; "ersten" and "dritten" only before a noun."""
    if word in ("ein", "eine", "einer", "einen"):
        following = _FOLLOWING.match(after)
        return 1 if following and following[1].casefold() in SCALES else None
    return ordinal(word)


def _scale_and_unit(text: str, end: int) -> tuple[int, str, int]:
    scale, unit = 0, ""
    for _ in range(2):
        match = _FOLLOWING.match(text, end)
        word = match[1].casefold() if match else ""
        if match is None or not (word in SCALES or word in UNITS):
            break
        scale += SCALES.get(word, 0)
        unit = UNITS.get(word, unit)
        end = match.end()
    return scale, unit, end


def _bound(before: str) -> str:
    tail = before[-20:].casefold().rstrip()
    if tail.endswith("über") and no_bound(before.rstrip()[:-4]):
        return ""
    return next((sign for words, sign in BOUNDS.items() if re.search(rf"(?<!\w){re.escape(words)}$", tail)), "")


def _counted(text: str, end: int) -> frozenset[str]:
    """The stems of the noun that follows closely, none when another number, a sign or a verb comes first."""
    words = re.match(rf"\s((?:[a-zäöüß][^\W\d_]*\s){{0,{_ADJECTIVES}}}){_NOUN}(?:(?<=innen)\s(?:und|oder)\s{_NOUN})?", text[end:])
    if words is None or not content_words("x " + words[2]):
        return frozenset()
    counted = stems(words[2])[-1] | (stems(words[3])[-1] if words[3] else frozenset())
    return counted if _PREPOSITIONS.isdisjoint(words[1].split()) else frozenset()


def _shared_of(text: str, end: int) -> frozenset[str]:
    """The stems of what a percentage is a share of: "90 Prozent der kleinen Betriebe", "der 1 200 Gemeinden"."""
    words = re.match(rf"\s(?:der|des|aller|von)\s(?:\d[\d .]*\s)?((?:[a-zäöüß][^\W\d_]*\s){{0,{_ADJECTIVES}}}){_NOUN}", text[end:])
    plain = words is not None and _PREPOSITIONS.isdisjoint(words[1].split())
    return stems(words[2])[-1] if words and plain else frozenset()
