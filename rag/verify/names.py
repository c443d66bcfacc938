"""Rule "name": every proper noun, abbreviation and code of a claim ("Rostock", "BAMF", "COVID-19") stands in its evidence.

It does not know a dictionary of names: a noun that is not in the evidence counts as a name unless its ending or a short list says
that it is a common one. Titles and headings of the evidence's document count as evidence here: they say what the paper speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Span
from rag.stems import all_stems, carries
from rag.words import begins_sentence, content_words

# Nouns that lay out an answer without adding a fact to it; dates and numbers have rules of their own.
_FRAME = """
    euro prozent jahr jahre jahren jahres zahl anzahl höhe zeit zeitpunkt zeitraum datum ort termin tag tage tagen monat monate
    monaten quartal halbjahr ende anfang mitte januar februar märz april mai juni juli august september oktober november dezember
    fundstelle fundstellen absatz satz artikel nummer paragraph
"""
FRAME = frozenset(word.casefold() for word in _FRAME.split())
_COMMON = re.compile(
    r"(?:innen|ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ität|itäten|nis|nisse|nissen|tum|ment|mente|ling|enz|anz|ismus|ik|ur|"
    r"ender|ende|enden|ierte|ierten|te|ten|ern|eln)$"
)
_CODE = re.compile(r"(?<![\w-])(?=[^\W_]*[A-ZÄÖÜ0-9])(?:[A-ZÄÖÜ]{2,}[^\W_]*|[^\W\d_]+\d+[^\W_]*|\d+[A-Z][^\W_]*)(?:[-/+][^\W_]+)*\+?(?!\w)")
_PERSON = re.compile(r"\b(?:Herrn?|Frau|Dr\.|Prof\.|Minister(?:in)?|Senator(?:in)?|Abgeordneten?r?|Präsident(?:in)?)\s+$")
_PLACE = re.compile(r"\b(?:in|aus|nach|bei)\s+$")


def missing(claim: str, evidence: Sequence[str], context: Sequence[str] = ()) -> Span | None:
    """Where the first name of the claim stands that neither the evidence nor its headings hold, None when all are there."""
    text = "\n".join((*evidence, *context))
    known = all_stems(text)
    code = next((span for span in _codes(claim) if not _holds(text, span.of(claim))), None)
    if code:
        return code
    for word in content_words(claim):
        if not _CODE.match(word.text) and not carries(known, word.text) and _is_name(word.text, claim, word.start):
            return Span(word.start, word.start + len(word.text))
    return None


def codes(text: str) -> list[str]:
    """Abbreviations and words with digits in them: "BAMF", "COVID-19", "G20"."""
    return [span.of(text) for span in _codes(text)]


def _codes(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _CODE.finditer(text) if not match.group().isdigit()]


def _holds(text: str, code: str) -> bool:
    """Whether the text has the code as a word, each of its hyphenated parts, or the words whose initials it is."""
    if re.search(rf"(?<!\w){re.escape(code)}(?!\w)", text, re.IGNORECASE):
        return True
    parts = [part for part in re.split("[-/]", code) if part]
    if len(parts) > 1:
        known = all_stems(text)
        return all(_holds(text, part) or carries(known, part) for part in parts)
    initials = "".join(word[0] for word in re.findall(r"(?<!\w)[^\W\d_]+|(?<=-)[^\W\d_]+", text) if word[0].isupper())
    return len(code) > 1 and code.isupper() and code in initials


def _is_name(word: str, claim: str, start: int) -> bool:
    before = claim[:start]
    if not word[0].isupper() or word.casefold() in FRAME:
        return False
    if _PERSON.search(before) or _PLACE.search(before):
        return True
    if begins_sentence(claim, start):
        after = claim[start + len(word) :].lstrip()
        return bool(after) and after[0].islower() and not _COMMON.search(word) and word not in _adverbs()
    return not _COMMON.search(word)


def _adverbs() -> frozenset[str]:
    """Words that may begin a sentence before a verb and are no nouns."""
    return frozenset(
        {"Zurzeit", "Mittlerweile", "Anschließend", "Abschließend", "Grundsätzlich", "Ausgehend", "Maßgebend", "Dementsprechend"}
    )
