"""Rule "belonging": a number or date of a claim belongs to what it belongs to in the evidence, with its verb and its limits.

It does not know whether the number is there at all ("number", "date"). "19 Deutsche und 128 Ausländer" holds each word of "128 Deutsche",
and "16 Widersprüche, die begründet wurden" is not "16 Widersprüche".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.types import Span
from rag.stems import all_stems, carries
from rag.verify.dates import dates, proves
from rag.verify.failure import Failure
from rag.verify.numbers import quantities, same_number
from rag.words import content_words

_COORDINATOR = re.compile(r"\b(?:und|bzw|oder|aber|davon|während)\b|[;,–]\s|\.\s+(?=[A-ZÄÖÜ])")
_SEGMENT = re.compile(r"[;,:–]\s|\s(?:und|oder|aber|sondern)\s|(?<=\w\w[.!?])\s+(?=[A-ZÄÖÜ„])|\s\(|\)")
_SENTENCE = re.compile(r"[.!?][)\]“\"*]*\s*$")
_STEP = re.compile(r"\b([Uu]m|[Aa]uf)\s(?:\w+\s)?$")
_RELATIVE = re.compile(r"^[^,.;:()]{0,60}?[^\W\d_]{3,},\s(?:die|der|das|denen)\s([^,;.]+)")
_FIELD = re.compile(r"\b(?:[Ii]m\s(?:\w*[Bb]ereich|Rahmen)|[Mm]it\sdem\sSchwerpunkt)\s(?:de[rs]\s|eine[rs]\s)?([A-ZÄÖÜ][\w-]+)")
_COMPARED = re.compile(
    r"\b(?:mehr|weniger|häufiger|seltener|größer|kleiner|höher|niedriger|länger|kürzer|eher)\b(.*?)\bals\b(.*)", re.DOTALL
)


_FRONT = re.compile(
    r"^((?:Im|Am|In|Bis|Seit|Zum|Vom|Von|Ab|Zwischen|Während|Für)\s[^\d,;:]*?\b)(?:wurden?|waren?|sind|ist|hat|haben|gab|werden)\s"
)
_PARTITIVE = re.compile(r"\b[Vv]on\s(?:den|insgesamt)\s$")  # "Von den 22 Stellen sind 19 besetzt": the verb is that of the 19
_FROM_TO = re.compile(r"^(.*?)\bvon\s\d[\d .,]*\s?(?:[\w%€]+\s){0,2}auf\s\d", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A number, or several that tell of one thing ("12 (5 Prozent)"), and the stretch of the text that belongs to it."""

    numbers: tuple[int, ...]
    territory: Span


def elsewhere(claim: str, evidence: Sequence[str]) -> Failure | None:
    """Where the claim gives a number or date to something else than its evidence does; None where it does not.

    Rows of a table are no sentences: what belongs together there is told by its columns, which this rule does not see.
    """
    reasons = [_in_one(claim, text) if _SENTENCE.search(text) else None for text in evidence]
    return reasons[0] if reasons and all(reasons) else None


def _in_one(claim: str, text: str) -> Failure | None:
    return _owner(claim, text) or _step(claim, text) or _verb(claim, text) or _limit(claim, text) or _sides(claim, text)


def _owner(claim: str, text: str) -> Failure | None:
    known, said = quantities(text), quantities(claim)
    anchors, shared = _anchors(text), _shared(text)
    for mine in _anchors(claim):
        for quantity in (said[i] for i in mine.numbers):
            own = [each for each in anchors if any(same_number(known[i], quantity) for i in each.numbers)]
            others = [each for each in anchors if each not in own]
            if (
                quantity.unit != "§"
                and own
                and others
                and all(_foreign(mine.territory.of(claim), each, others, text, shared) for each in own)
            ):
                return Failure(f"Die Zahl {quantity.text} gehört in der Fundstelle zu etwas anderem.", (quantity.span,))
    return None


def _step(claim: str, text: str) -> Failure | None:
    """ "um 41 Prozent gestiegen" is not "auf 41 Prozent gestiegen"."""
    for quantity in quantities(claim):
        said = _STEP.search(claim[: quantity.span.start])
        same = [_STEP.search(text[: known.span.start]) for known in quantities(text) if same_number(known, quantity)]
        if said and same and all(known and known[1].casefold() != said[1].casefold() for known in same):
            return Failure(f"Der Satz sagt „{said[1]} {quantity.text}“, die Fundstelle nicht.", (quantity.span,))
    return None


def _shared(text: str) -> frozenset[str]:
    """The stems of what stands before the first number and holds for all: "Im Zeitraum wurden 5 …", "Fälle sind von 5 auf 7 gestiegen"."""
    found = _FRONT.match(text) or _FROM_TO.search(text)
    return all_stems(found[1]) if found else frozenset()


def _foreign(said: str, own: _Anchor, others: Iterable[_Anchor], text: str, shared: frozenset[str]) -> bool:
    """Whether what a claim says by a number stands by other numbers of the text, and nothing of it by this one alone."""
    here, there = own.territory.of(text), " ".join(each.territory.of(text) for each in others)
    mine, theirs = all_stems(here), all_stems(there)
    words = [word.text for word in content_words(said) if not carries(shared, word.text)]
    only_there = any(carries(theirs, word) and not carries(mine, word) for word in words)
    only_here = any(carries(mine, word) and not carries(theirs, word) for word in words)
    said_dates, here_dates, there_dates = dates(said), dates(here), dates(there)
    kept = any(proves(known, date) for known in here_dates for date in said_dates)
    swapped = here_dates and not kept and any(proves(known, date) for known in there_dates for date in said_dates)
    return bool(swapped) or (only_there and not only_here and not kept)


def _anchors(text: str) -> list[_Anchor]:
    """The numbers of a text that count something, with their stretches: up to the "und", comma or number that divides two of them."""
    found = [(i, quantity) for i, quantity in enumerate(quantities(text)) if quantity.unit != "§"]
    groups = list[list[int]]()
    spans = list[Span]()
    for i, quantity in found:
        between = text[spans[-1].end : quantity.span.start] if spans else ""
        if "(" in between and not content_words(f"x {between}"):
            groups[-1].append(i)
            spans[-1] = Span(spans[-1].start, quantity.span.end)
        else:
            groups.append([i])
            spans.append(quantity.span)
    cuts = [0, *(_cut(text, left.end, right.start) for left, right in pairwise(spans)), len(text)]
    return [_Anchor(tuple(group), Span(cuts[i], cuts[i + 1])) for i, group in enumerate(groups)]


def _cut(text: str, start: int, end: int) -> int:
    between = [match.start() for match in _COORDINATOR.finditer(text, start, end)]
    return between[-1] if between else end


def _verb(claim: str, text: str) -> Failure | None:
    """A date or number beside the verb of another clause: "2024 anerkannt" where the evidence has "2024 eingegangen, 2025 anerkannt"."""
    segments = _segments(text)
    whole = all_stems(text)
    for segment in _segments(claim):
        verbs = [verb for verb in _verbs(segment) if carries(whole, verb)]
        if not verbs:
            continue
        for span, homes in _homes(segment, segments):
            same = [home for home in homes if any(carries(all_stems(home), verb) for verb in verbs)]
            if same and len(same) == len(homes) and all(_denies(home) != _denies(segment) for home in same):
                return Failure(
                    f"„{span}“ steht in der Fundstelle {'nicht ' if _denies(segment) else ''}bei einer Verneinung.",
                    tuple(_where(claim, span)),
                )
            if homes and all(_verbs(home) and not any(carries(all_stems(home), verb) for verb in verbs) for home in homes):
                return Failure(f"„{span}“ steht in der Fundstelle nicht bei „{verbs[0]}“.", tuple(_where(claim, span)))
    return None


def _denies(segment: str) -> bool:
    return re.search(r"\b(?:nicht|kein\w*)\b(?!\s(?:nur|zuletzt))", segment) is not None


def _homes(segment: str, segments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Each date and number of a segment, with the segments of the evidence that it stands in."""
    found = [(date.text, [each for each in segments if any(proves(known, date) for known in dates(each))]) for date in dates(segment)]
    for quantity in quantities(segment):
        if quantity.unit != "§" and not _PARTITIVE.search(segment[: quantity.span.start]):
            homes = [each for each in segments if any(same_number(known, quantity) for known in quantities(each))]
            found.append((quantity.text, homes))
    return found


def _where(claim: str, text: str) -> list[Span]:
    start = claim.find(text)
    return [Span(start, start + len(text))] if start >= 0 else []


def _segments(text: str) -> list[str]:
    return [piece for piece in _SEGMENT.split(text) if piece and piece.strip()]


def _verbs(segment: str) -> list[str]:
    """Content words in small letters that no noun follows: those before one are its adjectives."""
    words = [word for word in content_words(segment) if word.text[0].islower()]
    return [word.text for word in words if not re.match(r"\s+[A-ZÄÖÜ]", segment[word.start + len(word.text) :])]


def _limit(claim: str, text: str) -> Failure | None:
    """A count without the clause or field that it is limited to: "12 Personen, die …", "im Bereich der Chirurgie 12 Personen"."""
    said, known = all_stems(claim), quantities(text)
    counted = [q for q in known if q.unit != "§" and any(same_number(q, mine) for mine in quantities(claim))]
    for quantity in counted:
        relative = _RELATIVE.match(text[quantity.span.end :])
        words = content_words("x " + relative[1]) if relative else []
        if relative and words and not any(carries(said, word.text) for word in words):
            return Failure(f"Die Fundstelle beschränkt die Zahl {quantity.text} („{relative[1]}“), der Satz nicht.")
    denied = re.search(r"\bkein", text) and re.search(r"\bkein", claim)
    for field in _FIELD.finditer(text) if counted or denied else ():
        if not carries(said, field[1]):
            return Failure(f"Die Fundstelle spricht nur von „{field[0]}“, der Satz nicht.")
    return None


def _sides(claim: str, text: str) -> Failure | None:
    """ "mehr erledigt als neu ausgeschrieben" is not "mehr neu ausgeschrieben als erledigt"."""
    said, known = _COMPARED.search(claim), _COMPARED.search(text)
    if not (said and known):
        return None
    left, right = all_stems(known[1]), all_stems(known[2])
    crossed = any(carries(right, word.text) and not carries(left, word.text) for word in content_words("x " + said[1]))
    back = any(carries(left, word.text) and not carries(right, word.text) for word in content_words("x " + said[2]))
    return Failure("Der Satz vertauscht die Seiten des Vergleichs der Fundstelle.") if crossed and back else None
