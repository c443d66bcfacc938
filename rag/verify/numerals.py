"""German numerals written out: "einundzwanzig" is 21, "dreihunderttausend" 300000, "dritten" 3.

It does not know what a number counts.
"""

from __future__ import annotations

import re
from functools import lru_cache

UNITS = {
    "ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
TENS = {"zwanzig": 20, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90}
ORDINALS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "siebent": 7, "acht": 8, "neunt": 9}
ENGLISH = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
NOT_ALONE = frozenset({"ein"})  # an article far more often than a number

_TEN = "|".join(TENS)
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_BELOW_100 = re.compile(rf"^(?:(?P<unit>{_UNIT})und)?(?P<ten>{_TEN})$|^(?P<alone>{_UNIT})$")
_ORDINAL = re.compile(r"^(\w+?)(?:e|er|es|en|em)$")


@lru_cache(10_000)
def cardinal(word: str) -> int | None:
    """The number that a word in small letters writes out, else None. "ein" alone is none."""
    if word in NOT_ALONE:
        return None
    return ENGLISH.get(word, _below_million(word))


@lru_cache(10_000)
def ordinal(word: str) -> int | None:
    """3 for "dritten", 21 for "einundzwanzigste", else None."""
    match = _ORDINAL.match(word)
    if match is None:
        return None
    stem = match[1]
    if stem in ORDINALS:
        return ORDINALS[stem]
    for ending in ("st", "t"):
        number = cardinal(stem.removesuffix(ending)) if stem.endswith(ending) else None
        if number is not None and number > 9:
            return number
    return None


def _below_million(word: str) -> int | None:
    before, thousand, after = word.partition("tausend")
    if not thousand:
        return _below_thousand(word)
    left = 1 if not before else _below_thousand(before)
    right = 0 if not after else _below_thousand(after.removeprefix("und"))
    return None if left is None or right is None else left * 1000 + right


def _below_thousand(word: str) -> int | None:
    before, hundred, after = word.partition("hundert")
    if not hundred:
        return _below_hundred(word)
    left = 1 if not before else UNITS.get(before)
    right = 0 if not after else _below_hundred(after.removeprefix("und"))
    return None if left is None or right is None else left * 100 + right


def _below_hundred(word: str) -> int | None:
    match = _BELOW_100.match(word)
    if match is None:
        return None
    if match["alone"]:
        return UNITS[match["alone"]]
    return TENS[match["ten"]] + (UNITS[match["unit"]] if match["unit"] else 0)
