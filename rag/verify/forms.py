"""One form for what is written in several: "z. B." and "beispielsweise", "Abs. 2" and "Absatz 2", "seitens" and "von".

It does not know claims or evidence. Only forms that can always stand for one another are here; what says nearly the same is not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.types import Span

# The form that the rules see, and what it stands for. A variant that begins with a small letter also stands for its capital.
_FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("beispielsweise", ("z. B.", "z.B.", "zum Beispiel", "bspw.", "beispielhaft")),
    ("unter anderem", ("u. a.", "u.a.", "unter anderen")),
    ("bzw", ("bzw.", "beziehungsweise", "respektive")),
    ("das heißt", ("d. h.", "d.h.")),
    ("gegebenenfalls", ("ggf.", "gegebenen Falls")),
    ("einschließlich", ("inkl.", "inklusive", "einschl.")),
    ("gegenüber", ("ggü.",)),
    ("siehe", ("vgl.", "vergleiche", "s. o.", "s. u.")),
    ("etwa", ("ca.", "circa", "zirka", "ungefähr", "rund")),
    ("insgesamt", ("in Summe", "zusammengenommen", "alles in allem")),
    ("insbesondere", ("vor allem", "insb.", "im Besonderen")),
    ("weiterhin", ("nach wie vor", "weiter hin")),
    ("jährlich", ("pro Jahr", "im Jahresdurchschnitt", "je Jahr", "p. a.", "per annum")),
    ("monatlich", ("pro Monat", "je Monat")),
    ("von", ("seitens", "vonseiten", "von Seiten")),
    ("aufgrund", ("auf Grund", "wegen")),
    ("mithilfe", ("mit Hilfe",)),
    ("bezüglich", ("hinsichtlich", "in Bezug auf", "mit Bezug auf", "im Hinblick auf", "in Hinblick auf", "bzgl.", "betreffend")),
    ("nach", ("gemäß", "laut", "entsprechend", "gem.", "zufolge")),
    ("innerhalb von", ("binnen", "innerhalb")),
    ("zugunsten", ("zu Gunsten",)),
    ("zulasten", ("zu Lasten",)),
    ("infolge", ("in Folge",)),
    ("anstelle", ("an Stelle", "anstatt")),
    ("sofern", ("falls", "soweit", "wenn", "für den Fall, dass")),
    ("weil", ("da", "denn")),
    ("obwohl", ("obgleich", "obschon", "wenngleich")),
    ("derzeit", ("zurzeit", "zur Zeit", "aktuell", "momentan", "gegenwärtig", "augenblicklich", "im Moment")),
    ("derzeitige", ("aktuelle", "gegenwärtige", "momentane")),
    ("derzeitigen", ("aktuellen", "gegenwärtigen", "momentanen")),
    ("derzeitiger", ("aktueller", "gegenwärtiger")),
    ("bisher", ("bislang", "bis dato", "bis jetzt")),
    ("jedoch", ("allerdings", "hingegen", "dagegen", "demgegenüber", "indes", "indessen", "aber")),
    ("auch", ("ebenfalls", "gleichfalls", "ebenso")),
    ("grundsätzlich", ("in der Regel", "im Allgemeinen", "üblicherweise", "im Grundsatz")),
    ("immer", ("stets", "jederzeit", "allzeit")),
    ("bereits", ("schon",)),
    ("nur", ("lediglich", "bloß", "ausschließlich")),
    ("alle", ("sämtliche",)),
    ("allen", ("sämtlichen",)),
    ("aller", ("sämtlicher",)),
    ("und", ("sowie", "&", "wie auch")),
    ("höchstens", ("maximal", "bis zu")),
    ("mindestens", ("wenigstens", "minimal", "zumindest")),
    ("mehr als", ("über",)),
    ("weniger als", ("unter",)),
    ("zudem", ("außerdem", "darüber hinaus", "ferner", "des Weiteren", "überdies", "im Übrigen", "daneben", "zusätzlich")),
    ("Absatz", ("Abs.",)),
    ("Artikel", ("Art.",)),
    ("Nummer", ("Nr.",)),
    ("Nummern", ("Nrn.",)),
    ("Ziffer", ("Ziff.", "Zif.")),
    ("Buchstabe", ("Buchst.", "lit.")),
    ("Drucksache", ("Drs.", "BT-Drs.", "Bundestagsdrucksache", "Landtagsdrucksache", "BT-Drucksache")),
    ("Euro", ("EUR", "€")),
    ("Prozent", ("%", "v. H.", "vom Hundert")),
    ("Millionen", ("Mio.", "Mio")),
    ("Milliarden", ("Mrd.", "Mrd")),
    ("Tausend", ("Tsd.",)),
)
_BEFORE_A_NUMBER = frozenset({"über", "unter", "rund", "ungefähr", "bis zu", "minimal", "maximal"})  # elsewhere they say something else
_ABOUT = re.compile(
    r"\b(?:verfüg\w*|bericht\w*|informier\w*|entscheid\w*|entschied\w*|erstreck\w*|berat\w*|verhandel\w*|verteil\w*)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_CANONICAL = {variant: form for form, variants in _FORMS for variant in variants}


def _written(variant: str) -> str:
    """The variant as a regular expression: in one word, its first letter of either size, before a number if it must be."""
    first = f"[{variant[0]}{variant[0].upper()}]" if variant[0].islower() else re.escape(variant[0])
    before = r"(?<![\w-])" if variant[0].isalpha() else ""
    after = "" if variant[-1] == "." else r"(?![\w-])" if variant[-1].isalpha() else ""
    counts = r"(?=\s(?:\d|[Ee]ine[rn]?\s(?:Million|Milliarde)|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)))"
    return before + first + re.escape(variant[1:]).replace(r"\ ", r"\s") + after + (counts if variant in _BEFORE_A_NUMBER else "")


_VARIANTS = re.compile("|".join(_written(variant) for variant in sorted(_CANONICAL, key=len, reverse=True)))


@lru_cache(10_000)
def canonical(text: str) -> str:
    """The text with one form for each of its variants; a sign such as "%" behind a number gets a space before it."""
    return _VARIANTS.sub(_form, text)


def original(text: str, span: Span) -> Span:
    """Where a stretch of `canonical(text)` stands in the text itself; of a form that was exchanged, all of it."""
    start, end, moved = -1, -1, 0
    for match in _VARIANTS.finditer(text):
        form = Span(match.start() + moved, match.start() + moved + len(_form(match)))
        if start < 0 and span.start < form.end:
            start = match.start() if span.start >= form.start else span.start - moved
        if end < 0 and span.end <= form.end:
            end = match.end() if span.end > form.start else span.end - moved
        moved += len(form) - (match.end() - match.start())
    return Span(start if start >= 0 else span.start - moved, end if end >= 0 else span.end - moved)


def no_bound(before: str) -> bool:
    """Whether an "über" behind such words belongs to their verb: "verfügt über 12 Stellen" has no more and no fewer."""
    return _ABOUT.search(before) is not None


def _form(match: re.Match[str]) -> str:
    variant = " ".join(match[0].split())
    if variant == "über" and no_bound(match.string[: match.start()]):
        return match[0]
    form = _CANONICAL.get(variant) or _CANONICAL[variant[0].lower() + variant[1:]]
    if not variant[0].isalpha():
        return form if match.string[: match.start()].endswith((" ", "(", "\u202f", "\u00a0")) or not match.start() else f" {form}"
    if variant.endswith(".") and not match.string[match.end() :].strip():
        form += "."  # the stop was that of the sentence, too
    return form[0].upper() + form[1:] if variant[0].isupper() and variant not in _CANONICAL else form
