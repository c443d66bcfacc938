"""What a question asks for: its content words with their weight, the kind of answer it wants, its language.

It does not know any document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.essence import without_asides
from rag.figures import unit_fits, wants_number
from rag.stems import all_stems, carries
from rag.verify.dates import dates
from rag.verify.names import FRAME
from rag.verify.negation import denies
from rag.verify.numbers import quantities
from rag.words import content_words

Wanted = Literal["number", "date", ""]

# Words that stand in almost every question to a government and tell nothing about what it asks.
_COMMONPLACE = """
    anfrage angabe angaben ansicht antwort antworten anzahl art auffassung aufschlüsseln auskunft aussage aussagen auswirkungen beginn
    bekannt bereich bereiche beurteilt bewertet bundesregierung differenzieren dokument drucksache einschätzung ergebnis erkenntnisse
    fall form frage fragen fragesteller fälle grund gründe haltung hoch häufig höhe information informationen kenntnis kenntnisse
    konkret land landesregierung lange maßnahme maßnahmen nennen oft rahmen regierung seite stand stelle teil teuer text thema umfang
    viel weise wert zahl zahlen zeitpunkt zeitraum ziel ziele zweck
"""
COMMONPLACE = frozenset(word.casefold() for word in _COMMONPLACE.split()) | FRAME
_DATE = re.compile(
    r"\b(?:(?:bis |seit |ab )?wann|(?:in |bis zu |zu |seit |an )?welche[mnrs]? (?:Jahr|Tag|Datum|Zeitpunkt|Monat)|when)\b", re.IGNORECASE
)
_ASKING = re.compile(
    r"\b(?:wie|wann|wo|wer|wen|wem|was|warum|wo(?:durch|für|her|hin|mit|von|zu)|welche[mnrs]?|how|when|where|who|what)\b", re.IGNORECASE
)
_GERMAN_WORDS = "der die das den dem des ein eine und ist sind wird werden wurde wie was wer wo wann welche soll kann von zu im in für"
_ENGLISH_WORDS = "the a an and is are was were will how what who where when which should can of to in for by does do did"
_GERMAN, _ENGLISH = frozenset(_GERMAN_WORDS.split()), frozenset(_ENGLISH_WORDS.split())


# Half characters, which no model takes and UTF-8 does not hold (bytes of a command line that are no UTF-8 become such), and controls.
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
LEAST_TOUCHED = 0.2  # of the weight of a question with five nouns: one of them
NEAR_BEST = 0.5  # of the share that the evidence has which holds most of the question


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question. weight: 1.0 for nouns and names, .5 for other words, .2 for what every question says."""

    text: str
    weight: float


def readable(text: str) -> str:
    """The text with a space in the place of each character that nobody could have typed."""
    return _UNREADABLE.sub(" ", text)


def terms(question: str) -> list[Term]:
    """The content words of a question, asides in brackets left out, each once."""
    found = {word.text: Term(word.text, _weight(word.text, word.noun)) for word in content_words(without_asides(question))}
    return list(found.values())


def share_carried(wanted_terms: Sequence[Term], text: str) -> float:
    """The weight of the terms that a text carries, as a share of all; 1.0 when there are none."""
    known, total = all_stems(text), sum(term.weight for term in wanted_terms)
    return sum(term.weight for term in wanted_terms if carries(known, term.text)) / total if total else 1.0


def touched(asked: Sequence[Term], text: str, others: Sequence[str] = ()) -> bool:
    """Whether a text speaks of what the question names, and not much less so than the best of `others`.

    A true sentence on something else is no answer, and one beside the point is a bad one where a better one stands next to it.
    """
    best = max((share_carried(asked, other) for other in others), default=0.0)
    return share_carried(asked, text) >= max(LEAST_TOUCHED, NEAR_BEST * best)


def answers(question: str, text: str) -> bool:
    """Whether a text gives the number, the share or the date that a question asks for and nothing else, or denies that there is one."""
    if len(_ASKING.findall(question)) > 1 or denies(text):
        return True
    return gives(text, wanted(question)) and unit_fits(question, text) > 0


def wanted(question: str) -> Wanted:
    """Whether only a number or a date can answer."""
    if _DATE.search(question):
        return "date"
    return "number" if wants_number(question) else ""


def gives(text: str, kind: Wanted) -> bool:
    """Whether a text holds what is wanted."""
    if kind == "date":
        return bool(dates(text))
    if kind == "number":
        return any(quantity.unit != "§" and not isinstance(quantity.value, str) for quantity in quantities(text))
    return True


def language_of(text: str) -> str:
    """ "en" when a text has more English than German function words, else "de"."""
    words = re.findall(r"\w+", text.casefold())
    german, english = (sum(word in known for word in words) for known in (_GERMAN, _ENGLISH))
    return "en" if english > german and not re.search("[äöüß]", text.casefold()) else "de"


def _weight(word: str, noun: bool) -> float:
    if word.casefold() in COMMONPLACE:
        return 0.2
    return 1.0 if noun else 0.5
