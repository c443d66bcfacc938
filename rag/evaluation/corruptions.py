"""False sentences made of true ones: one thing is changed, and the sentence no longer follows from its source.

It does not know the verifier. What it cannot change surely it leaves alone: a sentence yields the kinds of corruption that it offers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rag.evaluation import word_lists as lists
from rag.evaluation.changes import Change

KINDS = ("number", "date", "unit", "name", "negation", "modality", "quantifier", "direction", "roles")

_MONTH = "|".join(lists.MONTHS)
_YEAR = r"(?<![\d.,/§-])(?:19|20)\d\d(?![\d/]|[.,]\d|\s(?:Euro|Prozent|Mio|Mrd|Millionen))"
_DATE = re.compile(rf"(?<![\d.,/])\d{{1,2}}\.\s?(?:{_MONTH}|\d{{1,2}}\.)(?:\s?{_YEAR[29:39]})?|{_YEAR}")
_DAY = re.compile(rf"(?<![\d.,/])(?P<day>\d{{1,2}})\.(?=\s(?:{_MONTH})|\s?\d{{1,2}}\.\s?\d{{4}})")
_NUMBER = re.compile(r"(?<![\w.,/#-])\d+(?:[.\u202f ]\d{3})*(?:,\d+)?(?![\w/]|[.,]\d|\.\s[a-zäöü])")
_NUMERAL = re.compile(rf"\b(?:{'|'.join(lists.NUMERALS[2:])})\b")
_COORDINATION = re.compile(
    r"[\s,/]*(?:\b(?:und|oder|sowie|bzw\.|beziehungsweise|als auch|noch|wie)\b)?[\s,/]*(?:\b(?:der|die|das|dem|den|des|in)\b\s*)?"
)
_VERBS = "wird|werden|wurde|wurden|hat|haben|hatte|hatten|ist|sind|war|waren|soll|sollen|kann|können|muss|müssen|konnte|konnten|darf|dürfen"
_VERB_GROUP = re.compile(
    rf"\b(?:{_VERBS})\b(?P<field>(?:(?!\b(?:nicht|kein\w*|und|oder|sowie|dass|ob|ohne|weder|{_VERBS})\b)[^,;:.()–„“])*?)\s"
    r"(?=(?:zu\s)?(?:\w*ge\w{2,}(?:t|en)|(?:be|ver|er|ent|zer|über|unter)\w{3,}(?:t|en)|\w+iert)(?:\s(?:werden|worden|sein|haben|wird|wurden?))?\.$)"
)
_BEING = re.compile(r"\b(?:ist|sind|war|waren|gibt es|wird|bleibt)\s(?=(?:ein|eine|einen)\s)")
_DROPPED_NOT = re.compile(
    r"(?<!\bob\s)\b(?:noch nicht|bislang nicht|bisher nicht|nicht mehr|nicht)\s(?!nur\b|zuletzt\b|allein\b|alle\b|immer\b|jede)"
)
_KEIN = re.compile(r"\b[Kk]ein(?P<ending>e[nmrs]?|)\s(?=\w)")
_PREFIXED = re.compile(
    r"\b(?P<un>un)?(?P<word>zulässig|möglich|abhängig|bekannt|erheblich|wesentlich|mittelbar|vollständig|verändert|zutreffend|begründet)(?P<ending>e[nmrs]?|)\b"
)
_SUBJECT_OBJECT = re.compile(
    r"\b(?P<da>[Dd]ie|[Dd]as|[Dd]er) (?P<a>[A-ZÄÖÜ][\w-]+) (?P<between>(?:\w+ ){0,3}?(?:\w+t|\w+en)(?: \w+){0,2}?) "
    r"(?P<db>die|das|den) (?P<b>[A-ZÄÖÜ][\w-]+)\b(?! (?:der|des|von|[A-ZÄÖÜ]))"
)
_SINGULAR = re.compile(r"(?:ung|heit|keit|schaft|ion|tät|ik|ei|anz|enz|kraft|hilfe|behörde|stelle|regierung)$")


@dataclass(frozen=True, slots=True)
class Corruption:
    """A false sentence, and what was changed: one of `KINDS`, the words that were there, and those that are there now."""

    kind: str
    text: str
    before: str
    after: str


def corruptions(sentence: str, evidence: Sequence[str], draw: random.Random) -> list[Corruption]:
    """One corruption of each kind that the sentence offers, in the order of `KINDS`.

    evidence: what the sentence follows from; nothing is put in that stands there, or it might be true.
    """
    there = " ".join(evidence)
    found = []
    for kind in KINDS:
        changes = [change for change in _MAKERS[kind](sentence, draw) if _new(change, sentence, there, kind)]
        if changes:
            change = draw.choice(changes)
            found.append(Corruption(kind, change.of(sentence), sentence[change.start : change.end].strip(), change.new.strip()))
    return found


def _new(change: Change, sentence: str, there: str, kind: str) -> bool:
    """Whether the changed sentence is another one, and what is new in it is new to the evidence where it is a fact of its own."""
    if change.of(sentence) == sentence:
        return False
    return kind not in ("number", "date", "name") or re.search(rf"(?<![\w.,]){re.escape(change.new)}(?![\w,])", there) is None


def _numbers(text: str, draw: random.Random) -> Iterator[Change]:
    dates = [match.span() for match in _DATE.finditer(text)]
    for match in _NUMBER.finditer(text):
        if not any(start <= match.start() < end for start, end in dates):
            yield Change(*match.span(), _other_number(match.group(), draw))
    for match in _NUMERAL.finditer(text):
        others = [word for word in lists.NUMERALS[2:] if word != match.group()]
        yield Change(*match.span(), draw.choice(others))


def _other_number(digits: str, draw: random.Random) -> str:
    """Another digit in one place, never a zero in front; a mark of thousands or decimals stays where it was."""
    places = [i for i, character in enumerate(digits) if character.isdigit()]
    i = draw.choice(places)
    least = 1 if i == 0 else 0
    return digits[:i] + draw.choice([str(d) for d in range(least, 10) if str(d) != digits[i]]) + digits[i + 1 :]


def _dates(text: str, draw: random.Random) -> Iterator[Change]:
    for match in re.finditer(_YEAR, text):
        yield Change(*match.span(), str(int(match.group()) + draw.choice((-3, -2, -1, 1, 2, 3))))
    for match in re.finditer(rf"\b(?:{_MONTH})\b", text):
        yield Change(*match.span(), draw.choice([month for month in lists.MONTHS if month != match.group()]))
    for match in _DAY.finditer(text):
        yield Change(*match.span("day"), str(draw.choice([day for day in range(1, 29) if day != int(match["day"])])))
    for old, new in lists.BOUNDS_IN_TIME:
        for match in re.finditer(
            rf"\b{old}(?=\s(?:(?:zum|dem|Ende|Anfang|Mitte)\s)*(?:{_YEAR}|\d{{1,2}}\.\s?(?:{_MONTH}|\d)|(?:{_MONTH})\b))", text
        ):
            yield Change(*match.span(), new)
    for old, new in lists.PARTS_OF_A_YEAR:
        for match in re.finditer(rf"\b{old}(?=\s(?:des Jahres\s|(?:{_MONTH})\s)?{_YEAR})", text):
            yield Change(*match.span(), new)


def _units(text: str, _draw: random.Random) -> Iterator[Change]:
    for line in lists.UNITS:
        for old, new in zip(line, (*line[1:], line[0]), strict=True):
            pattern = (
                rf"(?<=\d)(?P<unit>\s?{re.escape(old)})(?!\w)" if not old[0].isalpha() else rf"(?<=\d )(?P<unit>{re.escape(old)})(?!\w)"
            )
            for match in re.finditer(pattern, text):
                yield Change(*match.span("unit"), f" {new}" if not old[0].isalpha() else new)


def _names(text: str, draw: random.Random) -> Iterator[Change]:
    for line in lists.NAMES:
        for old in line:
            others = [new for new in line if new != old and new not in text]
            for match in re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", text):
                if others:
                    yield Change(*match.span(), draw.choice(others))


def _negations(text: str, _draw: random.Random) -> Iterator[Change]:
    for match in _DROPPED_NOT.finditer(text):
        yield Change(*match.span(), "noch " if match.group().startswith("nicht mehr") else "bereits " if " " in match.group()[:-1] else "")
    for match in _KEIN.finditer(text):
        ending = match["ending"]
        yield Change(*match.span(), "" if ending == "e" else f"ein{ending} ")
    for match in _PREFIXED.finditer(text):
        yield Change(*match.span(), f"{'' if match['un'] else 'un'}{match['word']}{match['ending']}")
    if re.search(r"\b(?:nicht|kein\w*|weder|nie|niemals|ohne)\b", text, re.IGNORECASE):
        return  # a second negation in a sentence may say anything
    for match in _VERB_GROUP.finditer(text):
        yield Change(match.end(), match.end(), "nicht ")
    for match in _BEING.finditer(text):
        yield Change(match.end(), match.end(), "k")


def _pairs(text: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Change]:
    for old, new in pairs:
        for match in re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", text, re.IGNORECASE):
            if old[0].isupper() <= match.group()[0].isupper():
                yield Change(*match.span(), new)


def _modalities(text: str, _draw: random.Random) -> Iterator[Change]:
    strong = list(_pairs(text, [pair for pair in lists.MODALITIES if pair[0] not in _PLAIN]))
    yield from strong
    if not strong and not re.search(r"\b(?:wenn|falls|sofern|würde\w*|könnte\w*)\b", text):
        yield from _pairs(text, [pair for pair in lists.MODALITIES if pair[0] in _PLAIN])


_PLAIN = frozenset({"wird", "werden", "ist", "sind", "hat", "haben"})  # a plain statement made doubtful


def _quantifiers(text: str, _draw: random.Random) -> Iterator[Change]:
    for old, new in lists.QUANTIFIERS:
        for change in _pairs(text, [(old, new)]):
            counts = re.match(r"\s(?:\d|[Ee]ine[rn]? (?:Million|Milliarde))", text[change.end :]) is not None
            if counts or old not in lists.BEFORE_A_NUMBER:
                yield change


def _directions(text: str, _draw: random.Random) -> Iterator[Change]:
    for left, right in lists.DIRECTIONS:
        for old, new in ((left, right), (right, left)):
            for change in _pairs(text, [(old, new)]):
                if old not in lists.NOT_ALONE or _compares(old, text, change):
                    yield change


def _compares(word: str, text: str, change: Change) -> bool:
    """ "mehr Personal" but not "nicht mehr" nor "mehr als"; "nach" and "vor" are left to the dates; "früher als"."""
    before, after = text[: change.start].rstrip().casefold(), text[change.end :]
    if word == "mehr":
        return not before.endswith(("nicht", "kein", "keine", "keinen", "immer")) and re.match(r"\s[A-ZÄÖÜ]", after) is not None
    return word == "früher" and after.startswith(" als")


def _roles(text: str, _draw: random.Random) -> Iterator[Change]:
    for match in _SUBJECT_OBJECT.finditer(text):
        first, second = match["da"].casefold(), match["db"]
        alike = bool(_SINGULAR.search(match["a"])) == bool(_SINGULAR.search(match["b"]))  # else the verb still tells who does it
        if (first, second) in (("die", "die"), ("das", "das"), ("der", "den")) and match["a"] != match["b"] and alike:
            yield Change(match.start(), match.end(), f"{match['da']} {match['b']} {match['between']} {match['db']} {match['a']}")
    yield from _swapped(text, [match.span() for line in lists.NAMES for name in line for match in _word(name, text)], _same_line)
    counted = [match.span() for match in _NUMBER.finditer(text) if re.match(r"\s(?:\w+en? )?[A-ZÄÖÜ]\w+", text[match.end() :])]
    dates = [match.span() for match in _DATE.finditer(text)]
    yield from _swapped(text, [span for span in counted if not any(a <= span[0] < b for a, b in dates)], _counts_something_else)


def _word(name: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)


def _swapped(
    text: str, spans: Sequence[tuple[int, int]], allowed: Callable[[str, tuple[int, int], tuple[int, int]], bool]
) -> Iterator[Change]:
    """Two stretches in each other's place, where they do not stand in one enumeration, which says the same in any order."""
    ordered = sorted(set(spans))
    for i, left in enumerate(ordered):
        for right in ordered[i + 1 :]:
            between = text[left[1] : right[0]]
            a, b = text[slice(*left)], text[slice(*right)]
            if a != b and between.strip() and not _COORDINATION.fullmatch(between) and allowed(text, left, right):
                yield Change(left[0], right[1], f"{b}{between}{a}")


def _same_line(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    a, b = text[slice(*left)], text[slice(*right)]
    together = any(a in line and b in line for line in lists.NAMES)
    return together and not re.fullmatch(r"(?:[^.;]*,)?[^.;]*(?:\bund\b|\boder\b|,)[^.;]*", text[left[1] : right[0]])


def _counts_something_else(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """ "12 Schulen und 30 Lehrkräfte", but not "12 Euro und 30 Euro", nor a range."""
    words = [re.match(r"\s(?:\w+en? )?([A-ZÄÖÜ]\w+)", text[end:]) for _, end in (left, right)]
    return all(words) and len({word[1] for word in words if word}) == 2


_MAKERS: dict[str, Callable[[str, random.Random], Iterator[Change]]] = {
    "number": _numbers,
    "date": _dates,
    "unit": _units,
    "name": _names,
    "negation": _negations,
    "modality": _modalities,
    "quantifier": _quantifiers,
    "direction": _directions,
    "roles": _roles,
}
