"""Splitting German compounds: "Bundesregierungsbericht" is also about the "Bericht" of the "Regierung" of the "Bund".

It knows words and how often they occur, and neither stems nor indexes. Method: Koehn and Knight, "Empirical Methods for Compound
Splitting" (EACL 2003): of all ways to cut a word into known words, with linking elements between them, take the one with the highest
geometric mean of frequencies, and none when the word itself is more frequent than that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SHORTEST_PART = 4  # letters; shorter parts are mostly endings and prefixes that happen to be words
SHORTEST_COMPOUND = 2 * SHORTEST_PART
LONGEST_COMPOUND = 60  # beyond it stands no German word but a table that lost its spaces; the search is quadratic
RAREST_PART = 3  # occurrences; rarer words are too often misspelt or cut off at a line end
MOST_WORDS = 50_000
LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "ens")
# What a word may take or change inside a compound, by its last letter there: "Landes" of "Land", "Hilfs" of "Hilfe".
_LINKED = {last: tuple((link, "") for link in LINKS if link and link[-1] == last) for last in "snre"}
_LINKED["s"] += (("s", "e"),)
Ways = dict[int, tuple[float, tuple[str, ...]]]  # number of parts to the product of their frequencies and the parts
# Words that begin sentences. As parts they would cut "Unternehmen" and "Überwachung", which name one thing.
_NOT_PARTS = """
aber alle allen aller alles also anders auch außen außer beim dabei dadurch dafür daher damit danach daneben dann daran darauf darin darüber
dass davon dazu denn deren derzeit dessen dies diese diesen dieser dieses doch dort durch eben eine einem einen einer eines etwa ferner für
ganz gegen gegenüber hier hierbei hierfür hierzu hinter ihre ihrer innen inter jede jeder kein keine mehr nach nachdem neben nehmen nicht
noch oder ohne schaft sehr seine seit sich sind sofern sonst soweit sowie statt trotz unter viele voll vor während wegen weil weiter
weitere wenn werden wider wieder wird wurde zudem zwar zwei zwischen über
"""
NOT_PARTS = frozenset(_NOT_PARTS.split())


@dataclass(frozen=True, slots=True)
class Splitter:
    """What the words of a library teach about its compounds. `frequencies`: lower-case word to occurrences."""

    frequencies: Mapping[str, int]
    beginnings: frozenset[str] = field(init=False, repr=False, compare=False)  # of all parts in all forms

    def __post_init__(self) -> None:
        """Collect `beginnings`."""
        words = (word[:SHORTEST_PART] for word in self.frequencies)
        object.__setattr__(self, "beginnings", frozenset(form for word in words for form in (word, word[:-1] + "s")))

    @classmethod
    def train(cls, counts: Mapping[str, int]) -> Splitter:
        """Keep the words that may be parts; the same counts always give the same splitter."""
        known = [(word, count) for word, count in counts.items() if count >= RAREST_PART and _may_be_part(word)]
        known.sort(key=lambda item: (-item[1], item[0]))
        return cls(dict(known[:MOST_WORDS]))

    @classmethod
    def from_json(cls, text: str) -> Splitter:
        """What `to_json` wrote."""
        return cls({str(word): int(count) for word, count in json.loads(text).items()})

    def to_json(self) -> str:
        """One object, word to occurrences, sorted."""
        return json.dumps(dict(self.frequencies), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a lower-case word without linking elements, () when it is not a compound of known words."""
        if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND:
            return ()
        best = float(self.frequencies.get(word, 0))
        parts: tuple[str, ...] = ()
        for found in self._cuts(word):
            score = _geometric_mean(self.frequencies[part] for part in found)
            if score > best:
                best, parts = score, found
        return parts

    def _cuts(self, word: str) -> list[tuple[str, ...]]:
        """The best way to cut the word (by product of frequencies) for each number of parts, fewest first."""
        if not any(word[start:] in self.frequencies for start in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)):
            return []  # the last part fails most words, and is the cheapest to look up
        ways = self._ways(word, 0, {len(word): {0: (1.0, ())}})
        return [parts for _count, (_score, parts) in sorted(ways.items())]

    def _ways(self, word: str, start: int, known: dict[int, Ways]) -> Ways:
        """The same for the rest of the word from `start`. `known` remembers it for each start: parts may meet at the same place."""
        if start in known:
            return known[start]
        here: Ways = {}
        known[start] = here
        beginning = word[start : start + SHORTEST_PART]
        if beginning in self.beginnings:  # no known word begins like most places in a word
            for end in range(start + SHORTEST_PART, len(word) + (start > 0)):
                part = self._part(word[start:end], last=end == len(word))
                if part:
                    _keep_best(here, self._ways(word, end, known), part, self.frequencies[part])
        return here

    def _part(self, piece: str, last: bool) -> str:
        """The most frequent known word that `piece` is, in the form that it takes inside a compound unless it is the last."""
        if last:
            return piece if piece in self.frequencies else ""
        known = self.frequencies
        found = [piece] if piece in known else []
        if f"{piece}e" in known:
            found.append(f"{piece}e")
        for link, instead in _LINKED.get(piece[-1], ()):
            if piece.endswith(link):
                word = piece[: -len(link)] + instead
                if word in known and len(word) >= SHORTEST_PART:
                    found.append(word)
        return max(found, key=lambda word: (known[word], word)) if found else ""


def _keep_best(here: Ways, rest: Ways, part: str, frequency: int) -> None:
    for count, (score, parts) in rest.items():
        product = frequency * score
        if product > here.get(count + 1, (0.0, ()))[0]:
            here[count + 1] = (product, (part, *parts))


def _may_be_part(word: str) -> bool:
    return SHORTEST_PART <= len(word) <= 2 * SHORTEST_COMPOUND + 4 and word.isalpha() and word not in NOT_PARTS


def _geometric_mean(frequencies: Iterable[int]) -> float:
    product, count = 1.0, 0
    for frequency in frequencies:
        product, count = product * frequency, count + 1
    return float(product ** (1 / count))
