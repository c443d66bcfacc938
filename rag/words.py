"""The content words of a German text: those that say what it is about.

It does not know stems (`rag.stems`), claims or evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.analysis import STOP_WORDS

# Function words, and adverbs that place or link a sentence without saying what it is about. Negation and modality have rules of their own.
_ADDED = """
    aktuell allerdings allem allen aller alle alles anhand beide beiden beider bereits bezüglich bezug bisher bislang bleibt daneben
    demnach demzufolge denn derart derzeitig deshalb deswegen diesbezüglich diejenigen dieselbe dort durchaus eben eigen eigene eigenen
    eigener einzelne einzelnen einzelner einige einigen einiger entsprechend entsprechende entsprechenden erst etc folgende folgenden
    folglich für ganz gar gegen gegenüber gemäß genau gerade gern gleich gleichzeitig gute handelt heute hinaus hin her hingegen ihm
    ihnen inwieweit inwiefern inzwischen je jeglicher jemals jene jenen jener jetzt jüngst kein keine keinem keinen keiner keines
    keinerlei konkret konkrete konkreten künftig lediglich letztlich mal mehr mehrere mehreren meist mindestens mittels momentan nein
    nicht nichts nie niemals niemand ohne rund schließlich schon seitdem seitens selbst sodann solch sondern sowie sowohl statt stets
    trotz trotzdem überhaupt übrigens umso unserer unter verschieden verschiedene verschiedenen viel viele vielen vieler vielmehr voll
    vollumfänglich voraussichtlich vorerst weder wegen weitere weiteren weiterer weitgehend wenig wenige wieder wieweit wohl worden zeitnah
    zuletzt zumal zunächst zurzeit zusammen zusätzlich zusätzliche gilt gelten geht gehen erfolgt erfolgen erfolgte erfolgten liegt
    liegen lag lagen steht stehen stand befindet befinden besteht bestehen bestand beträgt betragen betrug belief beläuft gab geben
    findet finden fand fanden nimmt teil macht machen wäre sei seien gewesen mehrfach jährlich insgesamt daran davon wollen will wollte
    wollten möchte entsteht entstehen entstanden umfasst umfassen dauert dauern dauerte lautet lauten mio mrd tsd abs nr art drs bzw ff
    usw vgl the of and in to is are was were be been for on at by with from that this it its has have had as an or not no yes which who
"""
FUNCTION_WORDS = frozenset(word.casefold() for word in (*STOP_WORDS, *_ADDED.split()))
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W_]+)*(?:[*:]in(?:nen)?\b)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word as it stands in a text. `noun`: written with a capital where a sentence does not begin."""

    text: str
    start: int
    noun: bool


def content_words(text: str) -> list[Word]:
    """The words that say what a text is about, in order; numbers are not words."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word.casefold() in FUNCTION_WORDS or len(word) == 1:
            continue
        found.append(Word(word, match.start(), word[0].isupper() and not begins_sentence(text, match.start())))
    return found


def begins_sentence(text: str, start: int) -> bool:
    """Whether a capital at `start` may be owed to the beginning of a sentence or quotation."""
    before = text[:start].rstrip("„“\"»«'(‚ ")
    return not before or before[-1] in ".!?:"
