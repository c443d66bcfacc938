"""From German text to the terms of the lexical index. A question and a passage must go through the same analysis.

It does not know how terms are stored or weighed.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import Stemmer

from index.compounds import Splitter

VERSION = 1  # of the terms; an index that was built with another one is rebuilt
CACHED_WORDS = 200_000  # about 60 MB; German official text of 13,000 passages holds 90,000 different words
GRAM = 4

# What carries no content, question words included: "nicht", "kein" and "ohne" do carry some and stay.
_STOP_WORDS = """
a ab aber als also am an andere anderen anderer auch auf aufgrund aus außerdem b bei beim bereits bevor bis bitte bzw d da dabei dadurch
dafür daher damit danach dann daran darauf daraus darf darin darüber das dass davon dazu dem den denen denn der deren derzeit des dessen
die dies diese diesem diesen dieser dieses doch dort durch dürfen ebenfalls ebenso ein eine einem einen einer eines er es etwa etwas
falls ferner für gegebenenfalls ggf gibt h habe haben hat hatte hatten hier hierbei hierfür hierzu hinsichtlich ich ihm ihn ihnen ihr
ihre ihrem ihren ihrer ihres im in indem insbesondere insgesamt insofern ist ja jede jedem jeden jeder jedes jedoch jeweilige jeweiligen
jeweils kann kannst können könnte könnten lässt man mich mir mit muss müssen nach nachdem neben noch nun nur nämlich ob oder per sein
seine seinem seinen seiner seines seit sich sie sind so sobald sofern sogar solche solchen solcher soll sollen sollte sollten somit
sonst soweit sowie sowohl u um und uns unter usw vom von vor wann war waren warum was weil weiter weitere weiteren weiterhin welche
welchem welchen welcher welches wem wen wenn wer werde werden weshalb wessen weswegen wie wieso wieviel wird wo wobei wodurch wofür
woher wohin womit worin wovon wozu wurde wurden während wäre wären würde würden z zu zudem zum zur zwar zwischen über
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
MONTHS = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember")
ACCENTS = str.maketrans("áàâãåéèêëíìîïóòôõúùûçñıžšćčřýłđ", "aaaaaeeeeiiiioooouuucnizsccryld")
SIGNS = {"%": "prozent", "€": "euro"}

_WORD = re.compile(r"\d+(?:[.,/:]\d+)+|[^\W_]+(?:[-‐‑][^\W_]+)*(?:[*:_/]-?in(?:nen)?\b)?|[%€]")
_DATE = re.compile(rf"\b(\d{{1,2}})\.\s?({'|'.join(MONTHS)})\s(\d{{4}})\b", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_PARAGRAPH = re.compile(r"(?:§{1,2}|\bParagra(?:ph|f)(?:en)?)\s?(\d+[a-z]?)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\bArt(?:ikels?|\.)\s?(\d+[a-z]?)\b", re.IGNORECASE)
_SPACED_NUMBER = re.compile(r"(?<![\d.,/])\d{1,3}(?:[   ]\d{3})+(?!\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_HYPHEN = re.compile("[-‐‑]")
_GENDER = re.compile(r"[*:_/]-?in(?:nen)?$")


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a text, separated by spaces. `words`: stems, parts of compounds, numbers; `grams`: character 4-grams of the stems."""

    words: str
    grams: str


def words(text: str) -> list[str]:
    """The words of a text in lower case, those joined by hyphens apart: what a splitter is trained on."""
    found = _WORD.findall(unicodedata.normalize("NFC", text))
    return [part for word in found for part in _HYPHEN.split(_GENDER.sub("", word).lower())]


def analyse(text: str, splitter: Splitter | None = None) -> list[str]:
    """The terms of a text, stop words dropped; a compound gives itself and its parts."""
    return Analyser(splitter).terms(text).words.split()


class Analyser:
    """Remembers the terms of each word: text repeats its words, and splitting one costs a hundred times a look-up."""

    def __init__(self, splitter: Splitter | None = None) -> None:
        self._stemmer = Stemmer.Stemmer("german", 0)
        self._lock = threading.Lock()  # a stemmer serves one thread at a time
        self._splitter = splitter
        self._of = lru_cache(CACHED_WORDS)(self._of_word)

    def terms(self, text: str) -> Terms:
        """The terms of a text: phrases first, then the words in order."""
        text = unicodedata.normalize("NFC", text)
        found = [self._of(word) for word in _WORD.findall(text)]
        stems = chain(_phrases(text), (terms.words for terms in found if terms.words))
        return Terms(" ".join(stems), " ".join(terms.grams for terms in found if terms.grams))

    def _of_word(self, word: str) -> Terms:
        if word[0].isdigit() and not word[-1].isalpha():
            return Terms(" ".join(_number(word)), "")
        if word in SIGNS:
            return Terms(SIGNS[word], "")
        parts = [part for part in _HYPHEN.split(_GENDER.sub("", word).lower()) if part not in STOP_WORDS]
        stems = [self._stem(part) for part in parts]
        joined = [self._stem("".join(parts))] if len(parts) > 1 else []
        return Terms(
            " ".join(stems + joined + self._compound_parts(parts, stems)), " ".join(gram for stem in stems for gram in grams(stem))
        )

    def _compound_parts(self, parts: list[str], stems: list[str]) -> list[str]:
        if self._splitter is None:
            return []
        found = (self._stem(piece) for part in parts for piece in self._splitter.split(part))
        return [stem for stem in found if stem not in stems]

    def _stem(self, word: str) -> str:
        """Snowball's German stem; it also writes "ä", "ae" as "a", "ö", "oe" as "o", "ü", "ue" as "u" and "ß" as "ss"."""
        if not word.isascii():
            word = word.translate(ACCENTS)
        with self._lock:
            return str(self._stemmer.stemWord(word))


def grams(term: str) -> list[str]:
    """The character 4-grams of a term; a shorter one is its own."""
    return [term[i : i + GRAM] for i in range(len(term) - GRAM + 1)] or [term]


def _phrases(text: str) -> Iterator[str]:
    """Terms of more than one word: a date, "§ 433", "Art. 5", "199 990"."""
    for day, month, year in _DATE.findall(text):
        yield f"{year}-{MONTHS.index(month.lower()) + 1:02}-{int(day):02}"
    for number in _PARAGRAPH.findall(text):
        yield f"§{number.lower()}"
    for number in _ARTICLE.findall(text):
        yield f"art{number.lower()}"
    for number in _SPACED_NUMBER.findall(text):
        yield re.sub(r"\D", "", number)


def _number(word: str) -> Iterator[str]:
    date = _NUMERIC_DATE.fullmatch(word)
    if date:
        day, month, year = (int(part) for part in date.groups())
        yield f"{year}-{month:02}-{day:02}"
        yield from (str(day), str(month), str(year))
    elif _THOUSANDS.fullmatch(word):
        yield word.replace(".", "")
    else:
        yield word.lstrip("0") or "0"
