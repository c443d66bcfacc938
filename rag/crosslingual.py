"""Whether an English sentence says what a German one says, as far as lists of words and an encoder can tell.

It does not know grammar: who did what to whom it does not see. Numbers, dates, amounts, short forms and paper numbers must be the same
on both sides, what denies, limits or makes uncertain must be there on both, and the encoder must find the two sentences alike and no part
of the German one missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from index.types import Embedder
from rag.lacking import lacks
from rag.types import Verdict
from rag.verify import SUPPORTED
from rag.verify.dates import dates
from rag.verify.names import codes
from rag.verify.numbers import quantities

LEAST_COSINE = 0.865  # between a sentence and its translation, by multilingual-e5-small; sentences on the same matter stay below

# What must be on both sides, or on neither: German and English signs of it.
_GROUPS: dict[str, tuple[str, str]] = {
    "negation": (r"nicht|kein\w*|nie|niemals|weder|nichts|ohne", r"not|no|never|neither|nor|none|nothing|without|cannot|\w+n't"),
    "intent": (
        r"soll\w*|will|wollen|plan(?:t|en|te|ten)|geplant\w*|beabsichtigt?\w*|vorgesehen\w*|strebt\w*|angestrebt\w*|Absicht|Ziel",
        r"should|shall|(?:is|are|was|were) to|plan(?:s|ned|ning)?|intends?|intended|intention|aims?|supposed|envisaged|goal|earmarked",
    ),
    "possibility": (
        r"kann|können|könnte\w*|möglich\w*|darf|dürfen|erlaubt|zulässig", r"can|could|might|possibl[ey]|cannot|allowed|permitted|able"
    ),
    "duty": (r"muss|müssen|musste\w*|verpflichte\w*|erforderlich\w*", r"must|ha(?:s|ve|d) to|required?|obliged|necessary|obligat\w+"),
    "examination": (r"prüf\w*|geprüft\w*|erwägt|erwogen|untersuch\w*",
        r"examin\w*|review\w*|check\w*|consider\w*|assess\w*|investigat\w*|audit\w*"),
    "expectation": (r"voraussichtlich|vermutlich|wahrscheinlich|erwartet", r"expected|expects?|likely|probably|presumably|anticipated"),
    "only": (r"nur|lediglich|ausschließlich|allein", r"only|solely|exclusively|merely|alone"),
    "condition": (r"wenn|falls|sofern|soweit|vorbehaltlich", r"if|when|provided|insofar|as far as|subject to|unless"),
    "all": (r"alle[rnm]?|sämtliche\w*|jede\w*", r"all|every|each"),
    "least": (r"mindestens|wenigstens", r"at least"),
    "most": (r"höchstens|maximal|bis zu", r"at most|up to|no more than|maximum"),
    "about": (r"rund|etwa|circa|ca|ungefähr|knapp|annähernd", r"about|around|approximately|roughly|nearly|almost|some"),
    "more": (r"mehr als|über (?=\d)", r"more than|over (?=\d)|exceed\w*"),
    "less": (r"weniger als|unter (?=\d)", r"less than|fewer than|under (?=\d)|below"),
    "partly": (r"teilweise|zum Teil|teils", r"partly|partially|in part"),
    "yet": (r"noch", r"yet|still"),
    "rising": (r"\w*(?:steig|stieg)\w*|erhöh\w*|zugenommen|zunahm\w*|nahm\w* zu|gewachsen|wuchs\w*",
        r"ris(?:e|es|en|ing)|rose|increas\w*|gr[eo]w\w*"),
    "falling": (r"\w*(?:sink|sank|sunk)\w*|\w*senk\w*|verringer\w*|reduzier\w*|Rückgang|abgenommen",
        r"f[ae]ll\w*|decreas\w*|declin\w*|reduc\w*|drop\w*|lower\w*"),
}  # fmt: skip
_PATTERNS = {
    name: (re.compile(rf"\b(?:{german})\b", re.IGNORECASE), re.compile(rf"\b(?:{english})\b", re.IGNORECASE))
    for name, (german, english) in _GROUPS.items()
}
_REASONS = {"negation": "negation", "intent": "modality", "possibility": "modality", "duty": "modality", "examination": "modality"}
SAME_CODE = {"AI": "KI", "UN": "VN", "UNO": "VN", "VAT": "USt", "GDP": "BIP"}
_ENGLISH_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+(?![\d/])")
_SCALES = {"million": "Millionen", "millions": "Millionen", "billion": "Milliarden", "billions": "Milliarden", "trillion": "Billionen"}
_SCALE = re.compile(r"\b(?:million|millions|billion|billions|trillion)\b", re.IGNORECASE)
_WORDS = ((re.compile(r"\bper ?cent\b", re.IGNORECASE), "Prozent"), (re.compile(r"\beuros?\b", re.IGNORECASE), "Euro"),
          (re.compile(r"(?:EUR|€)\s?([\d.,]+(?: (?:Millionen|Milliarden|Billionen))?)"), r"\1 Euro"),
          (re.compile(r"(\d)(?:st|nd|rd|th)\b"), r"\1"))  # fmt: skip
_MAY = re.compile(r"\bmay\b")
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth)\b", re.IGNORECASE)
_ORDINALS = {"first": "erste", "second": "zweite", "third": "dritte", "fourth": "vierte"}
_NAME = re.compile(r"(?<=[a-z,;] )[A-ZÄÖÜ][\w-]+")
# Capitals that English has where German has another word; a name is the same in both languages.
_ENGLISH_CAPITALS = """
    federal government state ministry minister ministers ministries germany german germans european union europe commission council republic
    parliament parliamentary act law regulation directive agency office authority strategy january february march april may june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday chancellor chancellery bavaria saxony
    lower saxony-anhalt thuringia hesse north rhine-westphalia western pomerania mecklenburg-western rhineland-palatinate finance economic
    economy affairs interior foreign justice health education research defence defense transport labour labor social environment agriculture
    digital digitalization digitalisation climate energy family housing development cooperation court constitutional audit budget i the
    federation experts expert change protection committee advisory board report plan society security innovation technology science culture
    media refugees migration traffic railway railways network food consumer data information network population supervisory
    artificial intelligence department institute association fund programme program states länder land section article paragraph
"""
_NOT_THE_SAME = frozenset(_ENGLISH_CAPITALS.split())


def agrees(english: str, german: str, embedder: Embedder) -> Verdict:
    """Whether the English sentence may stand for the German one; the reason where it may not."""
    written, signs = with_german_numbers(english), _MAY.sub("might", english)
    if _times(written) != _times(german):
        return Verdict(False, "date", "Eine Zeitangabe ist nicht dieselbe.")
    if _values(written) != _values(german):
        return Verdict(False, "number", "Eine Zahl ist nicht dieselbe.")
    if name := _strange_name(english, german):
        return Verdict(False, "name", f"„{name}“ kommt in der Fundstelle nicht vor.")
    for group, (in_german, in_english) in _PATTERNS.items():
        if bool(in_german.search(german)) != bool(in_english.search(signs)):
            return Verdict(False, _REASONS.get(group, "scope"), f"Übersetzung und Fundstelle unterscheiden sich ({group}).")
    if likeness(english, german, embedder) < LEAST_COSINE:
        return Verdict(False, "coverage", "Die Übersetzung ist zu frei.")
    return Verdict(False, "coverage", "Der Übersetzung fehlt ein Teil des Satzes.") if lacks(english, german, embedder) else SUPPORTED


def likeness(english: str, german: str, embedder: Embedder) -> float:
    """The encoder's cosine of the two sentences."""
    one, other = embedder.embed_passages([english, german])
    return float(one @ other)


def with_german_numbers(english: str) -> str:
    """ "1,234.5 billion euros" as "1.234,5 Milliarden Euro"."""
    text = _MAY.sub("might", english)  # no month
    text = _ENGLISH_NUMBER.sub(lambda found: found[0].translate(str.maketrans(",.", ".,")), text)
    text = _SCALE.sub(lambda found: _SCALES[found[0].casefold()], text)
    for pattern, german in _WORDS:
        text = pattern.sub(german, text)
    return text


def _times(text: str) -> set[tuple[int | None, int | None, int | None]]:
    return {(date.year, date.month, date.day) for date in dates(text)}


def _values(text: str) -> set[tuple[Decimal | str, str]]:
    """The numbers of a text with their units; the word behind a number and the name of a part of a text differ between languages."""
    found = {(quantity.value, quantity.unit.replace("§", "")) for quantity in quantities(_ORDINAL.sub(_ordinal, text))}
    return {(value, unit) for value, unit in found if value != 1 or unit}  # "ein" and "one" count nothing


def _ordinal(found: re.Match[str]) -> str:
    return f"{_ORDINALS[found[0].casefold()]} X"


def _strange_name(english: str, german: str) -> str:
    known = german.casefold()
    here, there = {SAME_CODE.get(code, code) for code in _short_forms(english)}, _short_forms(german)
    if here != there:
        return next(iter(here ^ there))
    names: Sequence[str] = _NAME.findall(english)
    same = _NOT_THE_SAME | {code.casefold() for code in SAME_CODE}
    return next((name for name in names if name.casefold() not in known and name.casefold() not in same), "")


def _short_forms(text: str) -> set[str]:
    """The short forms of a text; of "KI-Anwendungen" the "KI"."""
    return {part for code in codes(text) for part in re.split("[-/]", code) if len(re.findall(r"[A-ZÄÖÜ\d]", part)) > 1}
