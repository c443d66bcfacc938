"""Short forms and the long forms that a corpus itself gives them: "Bundesamt für Migration und Flüchtlinge (BAMF)".

It does not know any short form beforehand, nor how terms are stored or weighed. Method: a short form in brackets behind words whose letters
explain it, or before them, after Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions" (PSB 2003), but
with the initial of every content word, without which German compounds explain almost any letters.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from index.analysis import STOP_WORDS, Analyser

DOMINANT: Final = 0.6  # of the definitions of a short form; below it the corpus means several things by it
TRUSTED: Final = 3  # definitions that stand behind an acronym whose own were not counted
LONGEST_SHORT_FORM: Final = 10  # letters
LONGEST_LONG_FORM: Final = 12  # words, function words included
REACH: Final = 160  # characters before a bracket that a long form is looked for in
NEAR: Final = 60  # of them where a short form itself is looked for: each would be tried as its beginning
SKIPPING: Final = 4  # letters from which on a short form may leave a word of the long form out, as BAFA does "Wirtschaft"

_FUNCTION_WORDS = STOP_WORDS | frozenset(["the", "of", "and", "for", "on", "in", "to", "de", "la", "du", "des", "et"])
_BRACKET = re.compile(r"\(([^()]{2,160})\)")
_SHORT = re.compile(r"[A-ZÄÖÜa-zäöü][\w&/‑-]*(?: (?:[IVX]+|\d{1,2}))?")
_LEAD = re.compile(
    r"^(?:(?:im )?(?:folgenden?|weiteren?)|nachfolgend|kurz|abgekürzt|abk\.|sog\.|auch|engl\.)?[\s:,]*[„“\"‚']*", re.IGNORECASE
)
_BEFORE = re.compile(r"(\w[\w&/‑-]*)\s*[“”\"’']*\s*$")
_LEGAL_FORM = re.compile(r"[\s,]*(?:g?GmbH|AG|e\. ?V\.|SE|KG)?[\s“”\"’']*$")
_BOUNDARY = re.compile(r"[.;:!?()/|•–—]|\d\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_BOOK = re.compile(r"(?P<ordinal>\w+)(?:te[ns]?|ste[ns]?)\s+Buch(?:e?s)?\s+(?:des\s+)?Sozialgesetzbuch(?:e?s)?$")
_BOOK_NUMBERS = ["ers", "zwei", "drit", "vier", "fünf", "sechs", "sieb", "ach", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn"]
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"]
_ASKED = re.compile(r"\w+(?: (?:[IVX]+|\d{1,2})\b)?")


class Acronyms:
    """Short form to long form. Safe to use from several threads."""

    def __init__(self, long_forms: Mapping[str, str]) -> None:
        self.long_forms = dict(sorted(long_forms.items()))
        self._analyser = Analyser()
        self._folded = {short.casefold(): short for short in self.long_forms if len(short) >= SKIPPING}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for short, long in self.long_forms.items():
            stems = self._stems(long)
            self._by_first[stems[0]].append((stems, short))

    @classmethod
    def train(cls, texts: Iterable[str]) -> Acronyms:
        """What the texts define; the same texts always give the same result."""
        found = Definitions()
        for text in texts:
            found.learn(text)
        return found.chosen()

    @classmethod
    def from_json(cls, text: str) -> Acronyms:
        """What `to_json` wrote."""
        return cls({str(short): str(long) for short, long in json.loads(text).items()})

    def to_json(self) -> str:
        """One object, short form to long form, sorted."""
        return json.dumps(self.long_forms, ensure_ascii=False, separators=(",", ":"))

    def definitions(self) -> Definitions:
        """To count on from where the counts behind them are not known."""
        return Definitions({short: {long: TRUSTED} for short, long in self.long_forms.items()})

    def expansions(self, question: str) -> tuple[str, ...]:
        """The long forms of the short forms in a question, then the short forms of its long forms, each once."""
        shorts = dict.fromkeys(filter(None, map(self._short, _tokens(question))))
        named = dict.fromkeys(self._named(self._stems(question)))
        return (*(self.long_forms[short] for short in shorts), *(short for short in named if short not in shorts))

    def _short(self, token: str) -> str:
        """The short form that a token is, in lower case too where it is long enough to be no other word."""
        if token in self.long_forms:
            return token
        return self._folded.get(token, "") if token.islower() and token not in STOP_WORDS else ""

    def _named(self, asked: tuple[str, ...]) -> Iterator[str]:
        for start, stem in enumerate(asked):
            for stems, short in self._by_first.get(stem, ()):
                if asked[start : start + len(stems)] == stems:
                    yield short

    def _stems(self, text: str) -> tuple[str, ...]:
        return _stems(text, self._analyser)


class Definitions:
    """How often a corpus gives each short form each long form. It grows passage by passage; what is removed is forgotten by a rebuild."""

    def __init__(self, counts: Mapping[str, Mapping[str, int]] | None = None) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        for short, forms in (counts or {}).items():
            self._counts[short].update(forms)
        self.grown = False  # since it was made

    def learn(self, text: str) -> None:
        """Count what the text defines."""
        for short, long in definitions(text):
            self._counts[short][long] += 1
            self.grown = True

    def chosen(self) -> Acronyms:
        """The short forms by which the corpus means one thing."""
        analyser = Analyser()
        meanings = {short: _meaning(forms, analyser) for short, forms in self._counts.items()}
        return Acronyms({short: long for short, long in meanings.items() if long})

    @classmethod
    def from_json(cls, text: str) -> Definitions:
        """What `to_json` wrote."""
        return cls(json.loads(text))

    def to_json(self) -> str:
        """One object, short form to long forms to counts."""
        return json.dumps(self._counts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """The short and long forms of a text, in order."""
    for match in _BRACKET.finditer(text):
        inside = _LEAD.sub("", match[1]).rstrip("“”\"’' ")
        before = text[max(0, match.start() - REACH) : match.start()]
        if _is_short(inside):
            long = _book(inside, before) or _explanation(inside, before)
            if long:
                yield inside, long
        else:
            named = _BEFORE.search(before[-NEAR:])
            if named and _is_short(named[1]) and _explains(named[1], inside):
                yield named[1], _plain(inside)


def _is_short(text: str) -> bool:
    """At least two capitals ("KfW", "SGB II"), and no word that merely stands in capitals."""
    capitals = sum(letter.isupper() for letter in text)
    return (
        capitals >= 2 and len(text) <= LONGEST_SHORT_FORM + 4 and len(_letters(text)) <= LONGEST_SHORT_FORM and bool(_SHORT.fullmatch(text))
    )


def _explanation(short: str, before: str) -> str:
    """The shortest words at the end of `before` that explain all letters, "" when none do."""
    body = _LEGAL_FORM.sub("", before)
    words = list(_WORD.finditer(body))[-LONGEST_LONG_FORM:]
    if not words or words[-1].end() != len(body):
        return ""
    letters = _letters(short)
    for start in range(len(words) - 1, -1, -1):
        first = words[start]
        if _BOUNDARY.search(body, first.end()):
            return ""
        inside_word = body[first.start() - 1 : first.start()] in ("-", "‑")
        if first[0][0].casefold() == letters[0] and not inside_word and _spelt(letters, [word[0] for word in words[start:]]):
            return _plain(body[first.start() :])
    return ""


def _explains(short: str, long: str) -> bool:
    words = _WORD.findall(long)
    return bool(words) and len(words) <= LONGEST_LONG_FORM and not _BOUNDARY.search(long) and _spelt(_letters(short), words)


def _spelt(letters: str, words: Sequence[str]) -> bool:
    """Whether the words give the letters in order, each content word its initial; a long short form may leave one of them out."""
    if len(letters) < 2 or words[0].casefold() in _FUNCTION_WORDS or "".join(words).casefold() == letters:
        return False
    folded = tuple(word.casefold() for word in words)
    spare = int(len(letters) >= SKIPPING and sum(word not in _FUNCTION_WORDS for word in folded) >= 3)
    return _spells(letters, folded, spare)


@lru_cache(10_000)  # few states, but many ways to them: without it words like "aaaa" would take minutes
def _spells(letters: str, words: tuple[str, ...], spare: int) -> bool:
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if letters and word[0] == letters[0]:
        place = 0
        for used in range(1, len(letters) + 1):
            if _spells(letters[used:], rest, spare):
                return True
            place = word.find(letters[used], place + 1) if used < len(letters) else -1
            if place < 0:
                break
    if word in _FUNCTION_WORDS:
        return _spells(letters, rest, spare)
    return spare > 0 and bool(rest) and _spells(letters, rest, spare - 1)


def _book(short: str, before: str) -> str:
    """ "Zweites Buch Sozialgesetzbuch" for "SGB II": its number is a word."""
    name, _, number = short.partition(" ")
    match = _BOOK.search(before.rstrip()) if name == "SGB" and number in _ROMAN else None
    return _plain(match[0]) if match and match["ordinal"].casefold() == _BOOK_NUMBERS[_ROMAN.index(number)] else ""


def _meaning(forms: Counter[str], analyser: Analyser) -> str:
    """The most frequent form of the meaning that dominates, "" when none does."""
    meanings: dict[tuple[str, ...], Counter[str]] = {}
    for form, count in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        stems = _stems(form, analyser)
        same = next((other for other in meanings if _begins(stems, other) or _begins(other, stems)), stems)
        meanings.setdefault(same, Counter())[form] += count
    best = max(meanings, key=lambda stems: meanings[stems].total(), default=())
    return meanings[best].most_common(1)[0][0] if best and meanings[best].total() >= DOMINANT * forms.total() else ""


def _begins(stems: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """ "Bundesministerium des Innern" is "Bundesministerium des Innern und für Heimat"."""
    return other[: len(stems)] == stems


def _stems(text: str, analyser: Analyser) -> tuple[str, ...]:
    return tuple(analyser.terms(text).words.split()) or (text.casefold(),)


def _tokens(question: str) -> Iterator[str]:
    """The words of a question, hyphenated ones apart, and those with a number behind them both with it and without."""
    for match in _ASKED.finditer(question):
        yield match[0]
        if " " in match[0]:
            yield match[0].split()[0]


def _letters(short: str) -> str:
    return "".join(letter for letter in short.casefold() if letter.isalpha())


def _plain(text: str) -> str:
    return " ".join(text.split())
