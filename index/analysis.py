"""From German text to the terms of the lexical index. A question and a passage must go through the same analysis.

It does not know how terms are stored or weighed.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import Stemmer

from index.compounds import Splitter

VERSION = 2  # of the terms; an index that was built with another one is rebuilt
CACHED_WORDS = 200_000  # about 60 MB; German official text of 13,000 passages holds 90,000 different words
GRAM = 4

# What carries no content, question words included: "nicht", "kein" and "ohne" do carry some and stay.
_STOP_WORDS = """
a ab aber als also am an andere anderen anderer auch auf aufgrund aus außerdem b bei beim bereits bevor bis bitte bzw d da dabei dadurch
dafür daher damit danach dann daran darauf daraus darf darin darüber das dass davon dazu dem den denen denn der deren derzeit des dessen
die dies diese diesem diesen dieser dieses doch dort durch dürfen ebenfalls ebenso ein eine einem einen einer eines er es etwa etwas falls
ferner für gegebenenfalls ggf gibt h habe haben hat hatte hatten hier hierbei hierfür hierzu hinsichtlich ich ihm ihn ihnen ihr ihre ihrem
ihren ihrer ihres im in indem innen insbesondere insgesamt insofern ist ja jede jedem jeden jeder jedes jedoch jeweilige jeweiligen
jeweils kann kannst können könnte könnten lässt man mich mir mit muss müssen nach nachdem neben noch nun nur nämlich ob oder per sein
seine seinem seinen seiner seines seit sich sie sind so sobald sofern sogar solche solchen solcher soll sollen sollte sollten somit sonst
soweit sowie sowohl u um und uns unter usw vom von vor wann war waren warum was weil weiter weitere weiteren weiterhin welche welchem
welchen welcher welches wem wen wenn wer werde werden weshalb wessen weswegen wie wieso wieviel wird wo wobei wodurch wofür woher wohin
womit worin wovon wozu wurde wurden während wäre wären würde würden z zu zudem zum zur zwar zwischen über
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
MONTHS = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember")
ACCENTS = str.maketrans("áàâãåéèêëíìîïóòôõúùûçñıžšćčřýłđ", "aaaaaeeeeiiiioooouuucnizsccryld")
SIGNS = {"%": "prozent", "€": "euro"}

_WORD = re.compile(
    r"(?=[\d§AP])(?:"  # the other letters, which begin most words, need not try what follows: a third of the time
    rf"\d{{1,2}}\.\s?(?i:{'|'.join(MONTHS)})\s\d{{4}}"  # 3. Oktober 2023
    r"|\d{1,3}(?:[\u0020\u00a0\u202f]\d{3})+(?:,\d+)?(?![\d.]\d)"  # 199 990,50
    r"|\d+(?:[.,/:]\d+)+"  # 1.234,56  21/1832  03.10.2023
    r"|(?:§§?|Art\.|Artikels?|Paragra(?:f|ph)(?:en)?)\s?\d+[a-z]?\b)"
    r"|\w+(?:[-‐‑*:/]\w+)*"  # Kommune  KI-Anwendung  Bürger*innen
    r"|[%€]"
)
_NOUN = re.compile(r"\b[^\W\d_a-zäöüß][^\W\d_A-ZÄÖÜ]+(?![^\W_])")
_INSIDE_WORD = re.compile(r"[-‐‑*:/_]")
_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2}\.|\w+\s)(\d{4})")
_SECTION = re.compile(r"(§|Art|Par)\D*(\d+[a-z]?)")
_AMOUNT = re.compile(r"\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?")
_NUMBERS = re.compile(r"\d+(?:[.,/:]\d+)+")


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a text, separated by spaces. `words`: stems, parts of compounds, numbers; `grams`: character 4-grams of the stems."""

    words: str
    grams: str


def count_nouns(texts: Iterable[str]) -> Counter[str]:
    """How often each capitalised word occurs, in lower case, those joined by hyphens apart: what a splitter is trained on.

    German writes nouns, and little else, with a capital. With all words, "Sicherung" came out as "sich" and "rung".
    """
    words: Counter[str] = Counter()
    for text in texts:
        words.update(_NOUN.findall(unicodedata.normalize("NFC", text)))
    nouns: Counter[str] = Counter()
    for word, count in words.items():
        if word[1:].islower():
            nouns[word.lower()] += count
    return nouns


def analyse(text: str, splitter: Splitter | None = None) -> list[str]:
    """The terms of a text in order, stop words dropped; a compound gives itself and then its parts."""
    return Analyser(splitter).terms(text).words.split()


class Analyser:
    """Remembers the terms of each word: text repeats its words, and splitting one costs a hundred times a look-up."""

    def __init__(self, splitter: Splitter | None = None) -> None:
        self._stemmer = Stemmer.Stemmer("german", 0)
        self._lock = threading.Lock()  # a stemmer serves one thread at a time
        self._splitter = splitter
        self._memory = _Memory(self._of_word)

    def terms(self, text: str) -> Terms:
        """The terms of a text in order; the more the same words come again, the quicker."""
        words = _WORD.findall(unicodedata.normalize("NFC", text))
        if not words:
            return Terms("", "")
        stems, pieces = zip(*map(self._memory.__getitem__, words), strict=True)
        return Terms(" ".join(stems), " ".join(pieces))

    def _of_word(self, word: str) -> tuple[str, str]:
        if word.isdigit():
            return self._stem(word), ""
        if word in SIGNS:
            return SIGNS[word], ""
        section = _SECTION.match(word) if word[0] in "§AP" else None
        if section:
            sign = "art" if section[1] == "Art" else "§"
            return f"{sign}{section[2].lower()} {section[2].lower()}", ""
        number = self._of_number(word) if word[0].isdecimal() else ""
        return (number, "") if number else self._of_letters(word)

    def _of_number(self, word: str) -> str:
        """The terms of a date, an amount or a number with signs in it, "" for any other word that begins with a digit."""
        date = _date(word)
        if date:
            year, month, day = date
            return f"{year}-{month:02}-{day:02} {day} {self._stem(MONTHS[month - 1])} {year}"
        if _AMOUNT.fullmatch(word):
            return re.sub(r"[.\s]", "", word)
        return word if _NUMBERS.fullmatch(word) else ""

    def _of_letters(self, word: str) -> tuple[str, str]:
        lower = word.lower()
        pieces_of_word = [lower] if lower.isalnum() else _INSIDE_WORD.split(lower)
        parts = [part for part in pieces_of_word if part and part not in STOP_WORDS]
        if not parts:
            return "", ""
        stems = [self._stem(part) for part in parts]
        joined = [self._stem("".join(parts))] if len(parts) > 1 else []
        pieces = [gram for stem in stems if not stem.isdigit() for gram in grams(stem)]
        return " ".join(stems + joined + self._compound_parts(parts, stems)), " ".join(pieces)

    def _compound_parts(self, parts: list[str], stems: list[str]) -> list[str]:
        if self._splitter is None:
            return []
        found = (self._stem(piece) for part in parts for piece in self._splitter.split(part))
        return [stem for stem in found if stem not in stems]

    def _stem(self, word: str) -> str:
        """Snowball's German stem; it also writes "ä", "ae" as "a", "ö", "oe" as "o", "ü", "ue" as "u" and "ß" as "ss"."""
        if word.isdigit():
            return word.lstrip("0") or "0"
        if not word.isascii():
            word = word.translate(ACCENTS)
        with self._lock:
            return str(self._stemmer.stemWord(word))


class _Memory(dict[str, tuple[str, str]]):
    """A dict that makes what is missing and forgets everything when it is full: three times as quick as `lru_cache`."""

    def __init__(self, make: Callable[[str], tuple[str, str]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= CACHED_WORDS:
            self.clear()
        made = self[word] = self._make(word)
        return made


def grams(term: str) -> list[str]:
    """The character 4-grams of a term; a shorter one is its own."""
    return [term[i : i + GRAM] for i in range(len(term) - GRAM + 1)] or [term]


def _date(word: str) -> tuple[int, int, int] | None:
    """Year, month and day of "3. Oktober 2023" and "03.10.2023"."""
    found = _DATE.fullmatch(word)
    if not found:
        return None
    day, month, year = found.groups()
    name = month.strip(". \u00a0\n").lower()
    number = MONTHS.index(name) + 1 if name in MONTHS else int(name) if name.isdigit() else 0
    return (int(year), number, int(day)) if 1 <= number <= len(MONTHS) else None
