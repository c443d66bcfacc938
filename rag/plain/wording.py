"""Official wording in everyday words, where one can stand for the other in every sentence: "gemäß" is "nach", "obliegt" has no such word.

It does not know what a sentence says. A rule is here only if it keeps case, tense and meaning whatever stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_ABBREVIATIONS = {
    "z. B.": "zum Beispiel", "u. a.": "unter anderem", "d. h.": "das heißt", "ggf.": "gegebenenfalls", "bzw.": "beziehungsweise",
    "ca.": "etwa", "rd.": "rund", "Mio.": "Millionen", "Mrd.": "Milliarden", "Tsd.": "Tausend", "inkl.": "einschließlich",
    "einschl.": "einschließlich", "bspw.": "beispielsweise", "insb.": "vor allem", "v. a.": "vor allem",
    "Abs.": "Absatz", "Art.": "Artikel", "des Art.": "des Artikels", "Nr.": "Nummer", "Nrn.": "Nummern",
    "Drs.": "Drucksache", "BT-Drs.": "Bundestagsdrucksache",
    "vgl.": "siehe", "i. d. R.": "in der Regel", "Ziff.": "Ziffer",
}  # fmt: skip
_LONG = {"".join(short.split()): long for short, long in _ABBREVIATIONS.items()}
_BEFORE_A_NUMBER = frozenset({"Abs.", "Art.", "des Art.", "Nr.", "Nrn.", "Drs.", "BT-Drs.", "Ziff.", "ca.", "rd."})
# A word in small letters also stands for itself with a capital.
_WORDS = {
    "gemäß": "nach", "in Höhe von": "von", "im Rahmen von": "bei", "aufgrund": "wegen", "auf Grund": "wegen",
    "bislang": "bisher", "lediglich": "nur", "sofern": "wenn", "insbesondere": "vor allem", "unverzüglich": "sofort",
    "unentgeltlich": "kostenlos", "zeitnah": "bald", "vollumfänglich": "vollständig", "darüber hinaus": "außerdem",
    "des Weiteren": "außerdem", "Im Übrigen": "Außerdem", "nach wie vor": "weiterhin", "zum gegenwärtigen Zeitpunkt": "zurzeit",
    "derzeit": "zurzeit", "gegenwärtig": "zurzeit", "verfügt über": "hat", "verfügen über": "haben", "verfügte über": "hatte",
    "verfügten über": "hatten", "beabsichtigt,": "plant,", "beabsichtigen,": "planen,", "in Anspruch genommen": "genutzt",
    "in Anspruch nehmen": "nutzen", "Inanspruchnahme": "Nutzung", "erforderlich": "nötig", "erforderliche": "nötige",
    "erforderlichen": "nötigen", "erforderlicher": "nötiger", "erforderliches": "nötiges", "in Kraft getreten": "gültig geworden",
    "Kenntnis davon": "Wissen davon", "seitens der Bundesregierung": "von der Bundesregierung",
    "seitens der Landesregierung": "von der Landesregierung", "sämtliche": "alle", "sämtlichen": "allen",
}  # fmt: skip
_PREPOSITIONS = {"bezüglich": "zu", "mittels": "mit", "seitens": "von"}
# Nouns that are feminine in the singular: behind "der" their genitive and their dative are alike.
_FEMININE = r"[A-ZÄÖÜ][\w-]*(?:ung|heit|keit|schaft|tion|tät|anz|enz)"
_GENITIVE = re.compile(rf"\b({'|'.join(_PREPOSITIONS)}) der ((?:[a-zäöüß]+en )?{_FEMININE})\b(?!\s(?:und|oder|sowie)\b)", re.IGNORECASE)
_NONE_KNOWN = re.compile(r"\b[Ll]iegen der (?P<who>Bundes|Landes)regierung (?P<what>[^.;:]*?\bkeine [^.;:,]*?) vor(?=[.,])", re.DOTALL)
_DATIVE_FIRST = re.compile(
    r"^(?:Der (?P<who>Bundes|Landes)regierung liegen|Es liegen der (?P<whose>Bundes|Landes)regierung)"
    r" (?P<what>[^.;:]*?\bkeine [^.;:,]*?) vor(?=[.,])",
    re.DOTALL,
)
_REFERENCE = re.compile(r"^Es wird (?P<also>hierzu |insoweit )?auf (?P<where>(?:die|den|das) [^.;]*?) verwiesen\.$", re.DOTALL)
_PERCENT = re.compile(r"(?<=\d)\s?%(?![\w%])")  # not in an address
_EURO = re.compile(r"(?<=\d)\s?(?:€|EUR\b)|(?<=Millionen )(?:€|EUR\b)|(?<=Milliarden )(?:€|EUR\b)")


@lru_cache(5_000)
def everyday(sentence: str) -> str:
    """The sentence in everyday words; the same where no rule fits."""
    text = _ABBREVIATED.sub(_written_out, sentence)
    text = _EURO.sub(" Euro", _PERCENT.sub(" Prozent", text))
    text = _DATIVE_FIRST.sub(lambda found: f"Die {found['who'] or found['whose']}regierung hat {found['what']}", text)
    text = _NONE_KNOWN.sub(r"hat die \g<who>regierung \g<what>", text) if text[:6].lower() != "liegen" else text
    text = _REFERENCE.sub(r"Lesen Sie dazu \g<where>.", text)
    text = _GENITIVE.sub(_same_case(lambda match: f"{_PREPOSITIONS[match[1].casefold()]} der {match[2]}"), text)
    text = _EVERYDAY.sub(_same_case(lambda match: _WORDS.get(match[0]) or _WORDS[match[0][0].lower() + match[0][1:]]), text)
    return " ".join(text.split())


def _either_case(word: str) -> str:
    first = f"[{word[0]}{word[0].upper()}]" if word[0].islower() else word[0]
    after = r"(?![\w-])" if word[-1].isalpha() else ""
    after += r"(?!\svon\b)" if word.lower().startswith("auf") else ""  # "aufgrund von" has no genitive behind it
    return rf"(?<![\w-]){first}{re.escape(word[1:])}{after}".replace(r"\ ", r"\s")


def _same_case(change: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    def changed(match: re.Match[str]) -> str:
        new = change(match)
        return new[0].upper() + new[1:] if match[0][0].isupper() else new

    return changed


def _written_out(match: re.Match[str]) -> str:
    short = "".join(match[0].split())
    long = _LONG.get(short) or _LONG[short[0].lower() + short[1:]]
    long = long[0].upper() + long[1:] if short[0].isupper() else long
    return long if match.string[match.end() :].strip() else f"{long}."  # the stop was that of the sentence, too


def _abbreviated(short: str) -> str:
    first = f"[{short[0]}{short[0].upper()}]" if short[0].islower() else short[0]
    spaced = re.escape(short[1:]).replace(r"\ ", r"\s?")
    return rf"(?<![\w-]){first}{spaced}" + (r"(?=\s\d)" if short in _BEFORE_A_NUMBER else "")


_ABBREVIATED = re.compile("|".join(_abbreviated(short) for short in sorted(_ABBREVIATIONS, key=len, reverse=True)))
_EVERYDAY = re.compile("|".join(_either_case(word) for word in sorted(_WORDS, key=len, reverse=True)))
