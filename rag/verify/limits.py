"""Rule "limit": what narrows a count, a denial or an "alle" in the evidence is not lost on the way to the claim.

It does not know what a sentence may leave out elsewhere: "Der Workshop fand in Rostock statt" says less than its evidence and nothing
false, but "keine Fälle" for "in Wismar keine Fälle" says more, and so does "12 Beamte" for "12 Bundesbeamte".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.types import Span
from rag.stems import all_stems, carries, stems
from rag.verify.compounds import DENIAL, SHORTEST_HEAD, counts, cut_short, is_front_cut
from rag.verify.dates import dates
from rag.verify.failure import Failure
from rag.words import content_words

NEAR = 6  # words between a date and the "kein" that it limits
_NOUN = r"[A-ZÄÖÜ][\w-]+"
_SEGMENT = re.compile(
    r"[;:]\s|,\s(?=(?:[\wäöü]+\s){0,4}?(?:wurden?|wird|werden|ist|sind|war|waren|hat|haben)\b)|(?<=\w\w[.!?])\s+(?=[A-ZÄÖÜ„])"
)
# "in Bezug auf", "in Kraft": no place and no group.
_LIGHT = (
    "Bedarf|Fragen|Bezug|Kraft|Höhe|Form|Frage|Betracht|Folge|Summe|Anspruch|Zusammen|Anbetracht|Betrieb|Rede|Anlehnung|Hinblick"
    "|Verbindung|Deutschland"
)
_PLACE = re.compile(
    rf"\b(?:(?i:in|aus|bei)|aufgrund)\s(?!(?:{_LIGHT}))(?=[A-ZÄÖÜ])({_NOUN})(?:\s(?:und|sowie|oder)\s(?!(?:in|aus)\b)({_NOUN}))?(?!\d)"
)
_SHARED = re.compile(
    rf"((?:[A-ZÄÖÜ][\w]+-?(?:,\s|\s(?:und|sowie|oder)\s)){{1,5}}{_NOUN})\s(?:in\sHöhe|im\sUmfang|von\s(?:insgesamt|zusammen))\b"
)
_MEASURE = "Anteil|Höhe|Dauer|Umfang|Ursachen?|Gründen?|Kosten|Auswirkungen|Folgen"
_MEASURED = re.compile(rf"\b({_MEASURE})\s(?:de[rs]|von|an)\s((?:[a-zäöüß]+e[nrms]?\s)*)({_NOUN})")
_FIELD = re.compile(rf"\b[Ii]m\sBereich\s(?:de[rs]\s)?(?:[a-zäöüß]+e[nrms]?\s)?({_NOUN})")
_CASE = re.compile(rf"\b[Ii]m\sFalle?\s(?:de[rs]|eine[rs])\s([a-zäöüß]+e[nrms]?)\s({_NOUN})")
_MANNER = re.compile(r"\b([a-zäöüß]{5,})\snicht\s(?:[a-zäöüß]+(?:t|en|bar|lich|ig)\b|zu\s)")
_ALL_OF = re.compile(
    rf"\b(?:[Aa]lle[nr]?|[Ss]ämtliche[nr]?)\s((?:(?:von|vom|durch|mit|in|im|an|bei|aus|zum|zur|für)\s(?:[\w-]+\s){{1,7}}?)?"
    rf"(?:[a-zäöüß]{{3,}}e[nr]\s){{1,2}})({_NOUN})"
)
_ONLY_WHO = re.compile(
    rf"\b(?:[Nn]ur|[Aa]lle)\s(?:[a-zäöüß]+e?n?\s)?({_NOUN})(?:\s[a-zäöüß]+)?,\s((?:die|der|das|deren|dessen|denen|(?:in|bei|mit)\sdenen)\s[^,.;]+)"
)
_SUBJECT = re.compile(
    rf"(?:Der|Die|Das)\s(?:[a-zäöüß]+en?\s)?({_NOUN})\s(?=[a-zäöüß])(?!(?:der|des|aus|mit|in|im|für|von|vom|bei|an|auf|zum|zur|und|oder|sowie)\b)"
)


def lost(claim: str, evidence: Sequence[str], context: Sequence[str] = ()) -> Failure | None:
    """What of the evidence the claim must not leave out; None where nothing is lost. context: titles and headings narrow as well."""
    said = all_stems(" ".join((claim, *context)))
    reasons = [_in_one(claim, text, said) for text in evidence]
    return reasons[0] if reasons and all(reasons) else None


def _in_one(claim: str, text: str, said: frozenset[str]) -> Failure | None:
    if reason := _relative(claim, text, said):
        return reason
    for segment in _segments(text):
        for check in (_of_all, cut_short, _field, _headless):
            if reason := check(claim, segment, said):
                return reason
        if not _narrow(claim, segment):
            continue
        if (
            reason := _period(claim, segment)
            or _place(claim, segment, said)
            or _part(claim, segment, said)
            or _subject(claim, segment, said)
        ):
            return reason
    return None


def _segments(text: str) -> Iterator[str]:
    return (piece for piece in _SEGMENT.split(text) if piece and piece.strip())


def _narrow(claim: str, segment: str) -> bool:
    """Whether claim and segment both deny, or speak of the same count, so that what narrows it must stay."""
    if DENIAL.search(claim) and DENIAL.search(segment):
        return True
    return any(counts(claim, segment))


def _relative(claim: str, text: str, said: frozenset[str]) -> Failure | None:
    """ "nur Eigentümer" for "nur Eigentümer, deren Haus leer steht"."""
    for match in _ONLY_WHO.finditer(text):
        words = [word.text for word in content_words(f"x {match[2]}")]
        if (
            words
            and re.search(rf"\b(?:[Nn]ur|[Aa]lle)\s(?:[a-zäöüß]+\s)?{re.escape(match[1])}", claim)
            and not any(carries(said, word) for word in words)
        ):
            return Failure(f"Die Fundstelle spricht nur von „{match[1]}, {match[2]}“, der Satz nicht.")
    return None


def _period(claim: str, segment: str) -> Failure | None:
    """ "keine Fälle" for "im Jahr 2024 keine Fälle"."""
    denial = DENIAL.search(segment)
    if denial is None or not DENIAL.search(claim) or dates(claim):
        return None
    before = [date for date in dates(segment) if date.span.end <= denial.start()]
    if not before or re.search(r"[,;()]", segment[before[-1].span.end : denial.start()]):
        return None
    near = len(segment[before[-1].span.end : denial.start()].split()) <= NEAR
    return Failure(f"Die Fundstelle verneint nur für „{before[-1].text}“, der Satz für immer.") if near else None


def _place(claim: str, segment: str, said: frozenset[str]) -> Failure | None:
    """ "in Wismar", "in Krankenhäusern" in the evidence, and nothing of it in the claim."""
    for match in _PLACE.finditer(segment):
        names = [name for name in match.groups() if name]
        if not any(carries(said, name) for name in names) and _same_matter(claim, segment, match[0]):
            return Failure(f"Die Fundstelle spricht nur von „{match[0]}“, der Satz nicht.")
    return None


def _same_matter(claim: str, segment: str, without: str) -> bool:
    """Whether the claim repeats most of what the segment says besides."""
    rest = [word.text for word in content_words(segment.replace(without, " "))]
    known = all_stems(claim)
    return bool(rest) and sum(carries(known, word) for word in rest) >= 0.5 * len(rest)


def _part(claim: str, segment: str, said: frozenset[str]) -> Failure | None:
    """One of several things that an amount is the sum of; of "keine Zahlen zum Anteil der X" the X alone."""
    for match in _SHARED.finditer(segment):
        if not any(span.start >= match.end() for span in counts(claim, segment)):
            continue
        parts = re.findall(r"[A-ZÄÖÜ]\w+", match[1])
        missing = [part for part in parts if not carries(said, part) and part[:SHORTEST_HEAD] not in claim]
        if missing and len(missing) < len(parts):
            return Failure(f"Die Zahl der Fundstelle gilt für „{match[1]}“ zusammen, der Satz lässt „{missing[0]}“ weg.")
    for match in _MEASURED.finditer(segment) if DENIAL.search(segment) else ():
        adjectives = [word.text for word in content_words(f"x {match[2]}")]
        if carries(said, match[3]) and (not carries(said, match[1]) or not all(carries(said, word) for word in adjectives)):
            return Failure(f"Die Fundstelle spricht nur von „{match[0]}“, der Satz nicht.")
    return None


def _subject(claim: str, segment: str, said: frozenset[str]) -> Failure | None:
    """ "Die Betriebe zahlen 5 Euro" for "Die Betriebe des Gartenbaus zahlen 5 Euro"."""
    begin = _SUBJECT.match(claim)
    if begin is None or not re.match(r"(?:[a-zäöüß]+en|sind)\b", claim[begin.end() :]):  # of one thing, "der Umbau" says enough
        return None
    attributes = re.findall(rf"\b{re.escape(begin[1])}\s((?:des|der|aus|mit)\s(?:[a-zäöüß]+e[nrms]?\s)?({_NOUN}))", segment)
    lost_ones = [noun for _, noun in attributes if not carries(said, noun) and noun not in ("Landes", "Bundes")]
    if not attributes or segment.count(begin[1]) > len(attributes) or len(lost_ones) < len(attributes):
        return None
    return Failure(f"Die Fundstelle spricht nur von „{begin[1]} {attributes[0][0]}“, der Satz von allen.", (Span(*begin.span(1)),))


def _headless(claim: str, segment: str, said: frozenset[str]) -> Failure | None:
    """ "Das Recht fällt …" for "Der Vollzug des Rechts fällt …"."""
    begin = _SUBJECT.match(claim)
    if begin is None:
        return None
    subject = stems(begin[1])[-1]
    same = [match for match in re.finditer(_NOUN, segment) if stems(match[0])[-1] & subject]
    heads = [re.search(rf"({_NOUN})\s(?:de[rs]|eine[rs])\s(?:[a-zäöüß]+e[nrms]?\s)*$", segment[: match.start()]) for match in same]
    verbs = [word.text for word in content_words(claim) if word.text[0].islower()]
    known = all_stems(segment)
    if not heads or not all(heads) or not any(carries(known, verb) for verb in verbs):
        return None
    lost_head = next((head[1] for head in heads if head and not carries(said, head[1])), "")
    if not lost_head or len([head for head in heads if head and not carries(said, head[1])]) < len(heads):
        return None
    return Failure(f"Die Fundstelle spricht von „{lost_head}“, der Satz von „{begin[1]}“.", (Span(*begin.span(1)),))


def _field(claim: str, segment: str, said: frozenset[str]) -> Failure | None:
    """ "im Bereich der Tiermedizin", "im Falle eines ablehnenden Bescheids", "automatisiert nicht möglich" with less of it."""
    for match in _FIELD.finditer(segment):
        cut = any(is_front_cut(word.text, match[1]) for word in content_words(f"x {claim}") if word.noun)
        if _same_matter(claim, segment, match[0]) and (not carries(said, match[1]) or (cut and match[1] not in claim)):
            return Failure(f"Die Fundstelle spricht nur vom „{match[0][3:]}“, der Satz nicht.")
    for match in _CASE.finditer(segment):
        if carries(said, match[2]) and not carries(said, match[1]):
            return Failure(f"Die Fundstelle setzt „{match[1]} {match[2]}“ voraus, der Satz nicht.")
    for match in _MANNER.finditer(segment):
        told = bool(content_words(f"x {match[1]}")) and not carries(said, match[1])
        if told and re.search(r"\bnicht\b|\bkein", claim) and _same_matter(claim, segment, match[1]):
            return Failure(f"Die Fundstelle verneint nur „{match[0]}“, der Satz mehr.")
    return None


def _of_all(claim: str, segment: str, said: frozenset[str]) -> Failure | None:
    """ "alle Konten" for "alle von dem Angriff betroffenen Konten"."""
    for match in _ALL_OF.finditer(segment):
        attributes = [word.text for word in content_words(f"x {match[1]}")]
        bare = rf"\b(?:[Aa]lle[nr]?|[Ss]ämtliche[nr]?)\s{re.escape(match[2])}"
        if attributes and re.search(bare, claim) and not re.search(bare, segment) and not any(carries(said, word) for word in attributes):
            return Failure(f"Die Fundstelle spricht nur von „{match[0]}“, der Satz von allen.")
    return None
