"""What becomes of a hyphen at a line end, decided by rules and by the document's own words.

It does not know pages: the line that follows may stand behind a blank line, in the next column or on the next page.
"Landes-" + "justizverwaltungen" is one word, "Mecklenburg-" + "Vorpommern" keeps its hyphen, "Bund-" + "und Länder" keeps it and a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LAST = re.compile(r"[\w.&/+’-]*[\w)“\"’.](?=-$)")
_FIRST = re.compile(r"\w+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"[\w-]+-\s*\n\s*\S+")
_AND = frozenset({"und", "oder", "bzw", "beziehungsweise", "sowie", "respektive", "noch", "statt"})
_MAYBE_AND = frozenset({"als", "wie", "bis", "aber"})  # the second half of "so-wie"; behind a noun they stand alone
_COLOUR = "(?:schwarz|rot|grün|gelb|blau|weiß|braun)"
# Two adjectives side by side: "deutsch-französische", "technisch-wissenschaftlich", "sozial-ökologisch", "schwarz-gelb".
_PAIR = re.compile(
    rf"(?:(?:\w{{2,}}isch|deutsch)-\w{{3,}}(?:isch|lich|ell|iv|al|deutsch)|sozial-(?:ökologisch|liberal|konservativ)|{_COLOUR}-{_COLOUR})(?:e[mnrs]?)?$",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.|\w@)\S*$")
_LINK_REST = re.compile(r"(?:^|\s)(?=\S{12})(?:[a-z0-9.?=&%#_]+[-/]){3,}$", re.ASCII)  # the second line of an address
_LINK_ENDS = re.compile(r"(?:\.(?:de|com|eu|org|net|int|html?|pdf|aspx?|php)|[/,;:)“\"])$")
_LINK_GOES_ON = re.compile(r"(?!und/oder)[\w%=&?#.-]*(?:/|\.\w{2}|=)\S", re.ASCII)
_ASIDE = re.compile(r"(?<!und)(?<!oder)\s-\w+(?: \w{5,})?-$")  # "PMK -rechts-": dashes without their spaces
_LANDS = frozenset({"baden", "mecklenburg", "nordrhein", "rheinland", "sachsen", "schleswig"})
_VOWEL = re.compile(r"[AEIOUÄÖÜY]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document in lower case, without those broken at a line end. `firsts`: what stands alone or before a hyphen."""

    words: frozenset[str]
    firsts: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Vocabulary:
        """The words of the lines."""
        words = frozenset(_WORDS.findall(_BROKEN.sub(" ", "\n".join(lines)).lower()))
        return cls(words, words | {word.split("-", 1)[0] for word in words if "-" in word})


def is_hyphenated(line: str) -> bool:
    """Whether the line ends in a hyphen that holds on to a word."""
    return line.endswith("-") and len(line) > 1 and (line[-2].isalnum() or line[-2] in ')“"’.')


def joint(line: str, following: str, vocabulary: Vocabulary) -> tuple[bool, str]:
    """Whether the last character of `line` is dropped, and the white space before `following`: "" or " "."""
    if not line.endswith("-"):
        return False, "" if _sticks(line, following) else " "
    if not is_hyphenated(line):
        return False, "" if re.search(r"\b(?:und|oder|bzw\.|sowie)\s+-$", line) and following[:1].islower() else " "
    if not following[:1].isalnum():
        return False, " " if following[:1] in "(„»–" else ""
    left, right = _word(_LAST, line), _word(_FIRST, following)
    if _LINK.search(line) or _LINK_REST.search(line):
        return False, ""
    if _ASIDE.search(line):
        return False, " "
    if _is_and(left, right, following) and (left + right).lower() not in vocabulary.words:
        return False, " "
    return not keeps_hyphen(left, right, vocabulary), ""


def keeps_hyphen(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Whether "left-right" is written with its hyphen. `left` may hold hyphens of its own ("Bund-Länder")."""
    stem = re.split(r"[-/.&+’]", left)[-1]
    if not stem or not stem[-1].isalpha() or right[0].isdigit():
        return True  # "2023-2025", "20-jährige", "COVID-19"
    whole, parted = f"{left}{right}".lower(), f"{left}-{right}".lower()
    if (whole in vocabulary.words) != (parted in vocabulary.words):
        return parted in vocabulary.words
    if right[0].isupper():
        return not _is_one_in_capitals(stem, right) or "-" in left or stem.lower() in vocabulary.firsts | _LANDS
    if sum(letter.isupper() for letter in stem) > 1 or (len(stem) == 1 and stem.isupper()):
        return True  # "KI-gestützt", "BAföG-berechtigt", "E-mail"
    return bool(_PAIR.match(f"{stem}-{right}"))


def _is_one_in_capitals(stem: str, right: str) -> bool:
    """Whether both halves are syllables of a word in capitals ("BÜND-NIS") rather than abbreviations ("KTA-PMK") or codes ("7AED-A529")."""
    halves = (stem, right)
    return all(len(half) > 1 and half.isupper() and half.isalpha() and _VOWEL.search(half) for half in halves)


def _word(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""


def _is_and(left: str, right: str, following: str) -> bool:
    """Whether the next word is a conjunction, so that the hyphen stands for the rest of a compound."""
    if following[len(right) : len(right) + 1] == "-":
        return False
    word = right.lower()
    return word in _AND or (word in _MAYBE_AND and left[:1].isupper())


def _sticks(line: str, following: str) -> bool:
    """Whether a line end is no space: behind the slash of "90/", the dash of "2021–" and inside an address on the web."""
    if line.endswith("/") and not line.endswith(" /"):
        return following[:1].isalnum()
    if line[-1:] == "–" and line[-2:-1].isdigit():
        return following[:1].isdigit()
    link = _LINK.search(line)
    if link is None:
        return False
    return line[-1] in "_=&?%#" or bool(_LINK_GOES_ON.match(following) and not _LINK_ENDS.search(line))
