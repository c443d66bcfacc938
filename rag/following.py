"""Follow-up questions: "Und in der Steuerverwaltung?" becomes a question that can be understood alone.

It does not know documents, answers' evidence or any language model (`rag.rephrasing` does). A follow-up either takes the place of the
matching part of the question before ("in der Justiz") or takes that question's words along; one that stands on its own stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.constituents import ARTICLE, PREPOSITION, constituents, shift
from rag.question import COMMONPLACE
from rag.types import Turn
from rag.words import content_words

MOST_CARRIED = 40  # words; beyond it a chain of follow-ups would bury what is asked now
SELF_CONTAINED = 4  # specific nouns, with which a question stands on its own whatever pronoun it holds
SELF_CONTAINED_ADDITION = 3  # ... when it begins with "Und"
SELF_CONTAINED_TOPIC = 2  # ... when it begins with "Was ist mit"

# Nouns that ask "of what?": a question that names nothing else is about the one before.
_RELATIONAL = """
    abschluss alternative alternativen amount anforderungen ansprechpartner anteil antrag anzahl arbeiten aufgabe aufgaben aufwand
    ausgabe ausgaben ausnahme ausnahmen bedingungen begründung behörde behörden beispiel beispiele beteiligte beteiligten betrag budget
    cost costs daten dauer deadline einnahmen ende entwicklung erfahrung erfahrungen ergebnisse ersparnis finanzierung folge folgen
    frist fristen funding förderung geld gesamtkosten gesamtsumme gesetz haushaltsmittel hintergrund inhalt inhalte jahr jahre kosten
    kritik laufzeit leitung minister ministerium mittel nachteil nachteile number nutzen ort partner person personal personen plan pläne
    preis problem probleme projekt projekte reason reasons rechtsgrundlage regelung ressort result results risiken risiko schritt
    schritte sinn standort standorte stellen strafe strafen summe träger umfang umsetzung unterschied unterschiede ursache ursachen
    verantwortung verfahren voraussetzung voraussetzungen vorteil vorteile wirkung zeitplan zuständigkeit
"""
RELATIONAL = frozenset(_RELATIONAL.split()) | COMMONPLACE
_ADDS = re.compile(
    r"^(?:(?:und|aber|oder|and|but|or|also|auch|dann|wiederum)\b[\s,]*)+"
    r"|^(?:was ist (?:dann |denn )?mit|wie (?:sieht|steht) es(?: (?:dann|denn|aber|jedoch))?(?: (?:mit|um))?|(?:what|how) about)\s+"
    r"|^(?:gilt|ist|trifft) (?:das|dies) (?:auch|ebenfalls|genauso)\b(?:\s+so)?\s*(?=(?:für|in|im|bei|beim|auf)\b)",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(r"was ist mit\b", re.IGNORECASE)
_SAYS_ITSELF = re.compile(r"\bes\b.*\bzu \w+en\b")  # "Ist es sicher zu reisen?"
_TAIL = re.compile(r"[\s,]*(?:\b(?:aus|auch|denn|dann|genau|eigentlich|zu)\b)?[\s?.!]*$", re.IGNORECASE)
_ASKING = (
    r"(?:(?:bis|seit|ab|in|im|für|zu|von|vom|an|aus|bei|mit|über|um|auf|durch|nach|on|by|in|for|since|until)\s+)?"
    r"(?:wie\s*(?:viele?n?|hoch|oft|lange|stark|groß|weit|teuer|häufig)?|wann|wo|wer|wen|wem|wessen|was|warum|weshalb|wieso"
    r"|wo(?:durch|für|her|hin|mit|von|zu|ran|rin)|welche[mnrs]?|how (?:many|much|high|long|often)|how|when|where|who|what|which|why)\b"
)
_AUXILIARY = (
    r"(?:ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|hatten|soll|sollen|kann|können|muss|müssen|darf|dürfen|gibt es|gab es"
    r"|is|are|was|were|does|do|did|has|have|will|can|should|must)\b"
)
_FRAME = re.compile(rf"^(?:{_ASKING}\s*)?(?:{_AUXILIARY}\s*)?", re.IGNORECASE)
_ASKS = re.compile(rf"\b{_ASKING}", re.IGNORECASE)
_VERB = re.compile(rf"\b{_AUXILIARY}")
# Two words are mostly a phrase ("Weitere Kosten?"), but not with one of these in front: "Helfen Gesichtsmasken?"
_VERB_FIRST = re.compile(
    r"(?:helfen|hilft|gelten|gilt|wirken|wirkt|fehlen|fehlt|drohen|droht|schützen|schützt|schaden|schadet|reichen|reicht|brauchen|braucht"
    r"|steigen|steigt|sinken|sinkt|existieren|existiert|bestehen|besteht|funktionieren|funktioniert|übertragen|überträgt)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?<!, )\b[dD]a(?:für|von|zu|ran|rüber(?! hinaus)|mit|bei|gegen|durch|raus|rauf|rin|runter|nach)\b"
    r"(?!(?:,[^?]*| (?:[\w-]+ ){2,})(?:zu \w+en|\w+zu\w+en)\b)"  # "darauf, im Homeoffice zu arbeiten"
    r"(?![^,?]{0,20}, (?:ob|dass|wie|wer|was|wann|welche|in|zu|\w+ Fällen)\b)"
    r"|\b(?:[hH]ier(?:zu|für|von|bei|mit|über)|[dD]ort|dessen|deren|[dD]enen"
    r"|[lL]etztere[rnms]?|[eE]rstere[rnms]?|er|sie|ihn|ihm|ihr|ihnen|[dD]ies|it|they|them|there|[tT]hat|[tT]hose)\b"
    r"|\b[dD]iese[rsmn]?\b(?!\s+(?:Jahr|Monat|Woche|Wahlperiode|Legislatur))|\b[tT]h(?:is|ese)\b(?! year)"
    r"|(?<![gG]ibt )(?<![gG]ab )(?<!geht )\bes\b(?! (?:gibt|gab|sich|um|eine?n?|in|im|bei|für|zu|bis|wegen)\b)(?!.*,)(?!.* zu \w+en\b)"
    r"|\b[dD]as\b(?!\s+(?:(?!die|der|eine)[a-zäöüß]+e[nrs]?\s+){0,2}[A-ZÄÖÜ\d])|\b(?:die|der|den)\b(?=\s*(?:[?]|$))"
)
_POSSESSIVE = re.compile(r"\b(?:[iI]hre?[rsnm]?|[sS]eine?[rsnm]?|its|their)\b")
# Whoever asks for "ich", "man" or "Sie" says whom the question is about.
_PERSON = re.compile(r"\b(?:[iI]ch|[mM]an|[wW]ir|[jJ]ede[rm]?|[jJ]emand)\b|(?<=\w )(?:Sie|Ihre?[mnrs]?)\b")
_ANYBODY = re.compile(r"\b(?:man|jede[rm]?|jemand)\b", re.IGNORECASE)
_WHO = re.compile(r"\bwe[rnm]\b", re.IGNORECASE)
_BEHIND_PREPOSITION = re.compile(rf"\b{PREPOSITION}\s$", re.IGNORECASE)
_CONJUNCTION = re.compile(r"(?:und|aber|oder|auch|dann)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\b\d[\d.,/]*\b")
_PHRASE_BEGINS = re.compile(rf"(?:{PREPOSITION}|{ARTICLE})\b|\d", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.?!]|\b(?:und|oder|and|or)\b")
_THERE = re.compile(r"\b(?:dort|there)\b", re.IGNORECASE)


def in_context(question: str, history: Sequence[Turn]) -> str:
    """The question so that it can be understood without `history`, oldest turn first; unchanged when it can be already.

    The rules only move words that the person wrote: what they make is searched for and checked against like any question.
    """
    before = ""
    for turn in history:
        before = _understood(turn.question.strip(), before)
    return _understood(question, before)


def follows_up(question: str) -> bool:
    """Whether a question needs the one before: it is no whole question, points back, or names nothing of its own."""
    bare = bare_of(question)
    specific = _specific(bare)
    if _PERSON.search(bare) and _is_clause(bare) and not _CONJUNCTION.match(question.strip()):
        return len(specific) < SELF_CONTAINED and _points_back(question)
    if _WHAT_ABOUT.match(question.strip()) and len(specific) >= SELF_CONTAINED_TOPIC:
        return False
    if _adds(question) or not _is_clause(bare):
        return len(specific) < SELF_CONTAINED_ADDITION or not _is_clause(bare)
    return len(specific) < SELF_CONTAINED and (_points_back(question) or not (specific or _SAYS_ITSELF.search(bare)))


def may_follow_up(question: str) -> bool:
    """Whether a question needs the one before, or may: it names so little that the rules cannot tell."""
    return follows_up(question) or len(_specific(bare_of(question))) < SELF_CONTAINED_TOPIC


def bare_of(question: str) -> str:
    """The question without "Und", "Was ist mit" and the question mark."""
    return _TAIL.sub("", _ADDS.sub("", question.strip()))


def _understood(question: str, before: str) -> str:
    if not before or not follows_up(question):
        return question
    bare = bare_of(question)
    return shift(before, bare) if not _is_clause(bare) and _specific(bare) and not _asks(bare) else _with_topic(bare, before)


def _with_topic(bare: str, before: str) -> str:
    """What is asked now, a dash, and what it is asked about."""
    topic = _place(before) if _THERE.search(bare) else ""
    topic = topic or " – ".join(map(_topic, _FRAME.sub("", bare_of(before)).split(" – ")))
    kept = topic.split()[-MOST_CARRIED:]  # the first question of a chain stands at the end
    return f"{bare[:1].upper()}{bare[1:]} – {' '.join(kept)}?"


def _topic(rest: str) -> str:
    """What is left of a question without its frame, if that is a phrase; of a verb or several clauses the content words alone."""
    verb = rest[:1].islower() and not _PHRASE_BEGINS.match(rest)
    if not verb and "," not in rest:
        return rest
    words = [*((word.start, word.text) for word in content_words(rest)), *((each.start(), each[0]) for each in _FIGURE.finditer(rest))]
    return " ".join(text for start, text in sorted(words) if start or not verb) or rest


def _place(before: str) -> str:
    return " ".join(part.text for part in constituents(before) if part.kind == "place")


def _adds(question: str) -> bool:
    return bool(_ADDS.match(question.strip()))


def _asks(bare: str) -> bool:
    return bool(_ASKS.search(bare))


def _is_clause(bare: str) -> bool:
    """Whether there is a verb: an auxiliary, or a word in small letters that no noun follows."""
    if _VERB.search(bare) or re.match(_AUXILIARY, bare, re.IGNORECASE) or _VERB_FIRST.match(bare):
        return True
    words = content_words(bare)
    if bare[:1].isupper() and len(bare.split()) > 2 and not _PHRASE_BEGINS.match(bare):
        return True
    last = words[-1] if words else None
    small = [
        word for word in words if word.text[0].islower() and not re.match(r"\s+[a-zäöüß]*\s*[A-ZÄÖÜ]", bare[word.start + len(word.text) :])
    ]
    if _asks(bare):
        return bool(words)
    return bool(small) and last is not None and any(word.text[0].isupper() for word in words) and not _fragment(bare)


def _fragment(bare: str) -> bool:
    """A phrase that a preposition or an article begins: "in the north", "die anderen"."""
    found = constituents(bare)
    return len(found) == 1 and found[0].text == bare


def _specific(bare: str) -> list[str]:
    """The nouns, names and years that say what a question is about."""
    nouns = [word.text for word in content_words(f"– {bare}") if word.noun and word.text.casefold() not in RELATIONAL]
    english = [part.text for part in constituents(bare) if part.english]
    return [*nouns, *re.findall(r"\b(?:19|20)\d\d\b", bare), *english]


def _points_back(question: str) -> bool:
    """Whether a pronoun stands for something that the question itself has not named before."""
    for match in _POSSESSIVE.finditer(question):
        if not _specific(question[: match.start()]) and not _owned(question[: match.start()]):
            return True
    for match in _BACK.finditer(question):
        end = max((found.end() for found in _CLAUSE_END.finditer(question, 0, match.start())), default=0)
        if not _specific(question[:end]) and not (match[0] in ("er", "ihn", "ihm") and _ANYBODY.search(question[: match.start()])):
            return True
    return False


def _owned(before: str) -> bool:
    """Whether "seine" belongs to a person that stands before it, as in "Wer ist an seinem Arbeitsplatz", not in "Wer ist sein Vater"."""
    return bool(_ANYBODY.search(before) or (_WHO.search(before) and _BEHIND_PREPOSITION.search(before)))
