"""Whether a sentence speaks of just what a question asks: the same nouns behind the same prepositions, and no others where it denies.

It does not know German grammar: a noun's part in a sentence is the preposition before it, or none.
"""

from __future__ import annotations

import re

from rag.stems import all_stems, carries, stems
from rag.words import content_words

CONTRACTED = {"im": "in", "ins": "in", "am": "an", "ans": "an", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei", "fürs": "für"}
PREPOSITIONS = frozenset(CONTRACTED) | set(
    "an auf aus bei für gegen mit nach von vor zu über unter durch zwischen ohne um seit ab gegenüber während wegen trotz in".split()  # noqa: SIM905
)
_JOINING = frozenset({"und", "oder", "sowie", "bzw"})
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*|,")
_QUALIFIED = re.compile(r"\bkein\w*\s+((?:[a-zäöüß]+\s+(?:(?:und|oder)\s+)?){1,3})(?=[A-ZÄÖÜ„])")
_ENDING = 2  # letters of an adjective's ending, at most
_OWN_LAND = re.compile(
    r"\b(?:Baden-Württembergs|Bayerns|Berlins|Brandenburgs|Bremens|Hamburgs|Hessens|Mecklenburg-Vorpommerns|Niedersachsens"
    r"|Nordrhein-Westfalens|Rheinland-Pfalz|des Saarlandes|Sachsens|Sachsen-Anhalts|Schleswig-Holsteins|Thüringens)\b"
)


def same_roles(question: str, sentence: str) -> bool:
    """Whether each noun of the question stands in the sentence behind the same preposition: "durch" is not "nach Auskunft".

    question: it begins with its verb.
    """
    there = [(stems(noun), preposition) for noun, preposition in _behind(sentence)]
    asked = [(stems(noun), preposition) for noun, preposition in _behind(question[:1].lower() + question[1:])]
    return all(any(before == other and _alike(noun, word) for word, other in there) for noun, before in asked)


def narrower(sentence: str, question: str) -> bool:
    """Whether a denial holds only for a part of what is asked: "keine weiteren Erkenntnisse", "zur Anzahl keine Erkenntnisse".

    The name of a land in the genitive narrows nothing: a land's government speaks of its own.
    """
    asked = question.casefold()
    qualifying = [word for group in _QUALIFIED.findall(sentence) for word in group.split() if word not in _JOINING]
    if any(word[:-_ENDING] not in asked for word in qualifying):
        return True
    known = all_stems(question)
    words = content_words(_OWN_LAND.sub("", sentence))
    return any(word.text[0].isupper() and not carries(known, word.text) for word in words)


def _alike(one: tuple[frozenset[str], ...], other: tuple[frozenset[str], ...]) -> bool:
    return bool(one and other) and any(a == b or a.endswith(b) or b.endswith(a) for a in one[-1] for b in other[-1])


def _behind(text: str) -> list[tuple[str, str]]:
    """The nouns of a text, each with the preposition that it stands behind, "" for none; "mit A und B" is "mit" for both."""
    found, preposition, joined = list[tuple[str, str]](), "", True
    nouns = {word.text for word in content_words(f"x {text}") if word.noun}
    for word in _WORD.findall(text):
        small = word.casefold()
        if small in PREPOSITIONS:
            preposition, joined = CONTRACTED.get(small, small), True
        elif word in nouns:
            preposition = preposition if joined else ""
            found.append((word, preposition))
            joined = False
        elif small in _JOINING or word == ",":
            joined = True
    return found
