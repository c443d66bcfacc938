"""Terms of parliament and administration, each in a sentence of plain German.

It does not know documents: an explanation is not a claim, cites nothing, and is shown as an explanation.
"""

from __future__ import annotations

import re

MOST = 2  # for one answer: more would be a dictionary

_TERMS = {
    "Kleine Anfrage": "Abgeordnete stellen der Regierung schriftlich Fragen. Die Regierung muss antworten.",
    "Drucksache": "Ein Papier des Parlaments mit einer Nummer.",
    "Legislaturperiode": "Die Zeit von einer Wahl des Parlaments bis zur nächsten.",
    "Wahlperiode": "Die Zeit von einer Wahl des Parlaments bis zur nächsten.",
    "Ressort": "Ein Ministerium mit seinem Fachgebiet.",
    "Haushaltsplan": "Ein Plan für ein Jahr. Darin steht, wie viel Geld der Staat einnimmt und ausgibt.",
    "Einzelplan": "Der Teil des Haushalts für ein Ministerium.",
    "Verpflichtungsermächtigung": "Die Erlaubnis, schon jetzt Ausgaben für spätere Jahre zu versprechen.",
    "Zuwendung": "Geld, das der Staat anderen für einen bestimmten Zweck gibt.",
    "Richtlinie": "Eine Vorschrift, die festlegt, wie etwas gemacht werden soll.",
    "Verordnung": "Eine Vorschrift, die eine Regierung oder ein Ministerium erlässt.",
    "Novelle": "Eine Änderung eines Gesetzes.",
    "Novellierung": "Die Änderung eines Gesetzes.",
    "Evaluierung": "Eine Prüfung, ob etwas so wirkt, wie es soll.",
    "Evaluation": "Eine Prüfung, ob etwas so wirkt, wie es soll.",
    "Monitoring": "Etwas wird über längere Zeit beobachtet und aufgeschrieben.",
    "Planfeststellungsverfahren": "Ein Verfahren, in dem eine Behörde prüft, ob etwas Großes gebaut werden darf.",
    "Vergabeverfahren": "Ein Verfahren, in dem der Staat entscheidet, welche Firma einen Auftrag bekommt.",
    "Koalitionsvertrag": "Ein Vertrag der Parteien, die zusammen regieren.",
    "Kooperationsmodell": "Eine Regel dafür, wie mehrere Stellen zusammenarbeiten.",
    "Digitalisierung": "Aufgaben werden mit Computern und dem Internet erledigt.",
    "Steuerverwaltung": "Die Ämter, die Steuern einnehmen.",
    "Bundesrat": "Im Bundesrat entscheiden die Länder über Gesetze mit.",
    "Föderalismus": "Bund und Länder teilen sich die Aufgaben des Staates.",
    "Rechtsverordnung": "Eine Vorschrift, die eine Regierung oder ein Ministerium erlässt.",
    "Beschaffung": "Der Staat kauft etwas ein.",
    "Sondervermögen": "Geld des Staates für einen einzigen Zweck, neben dem Haushalt.",
}
_FORMS = {term: re.compile(rf"(?<![\w-]){re.escape(term)}(?:e?s|en|n|e)?(?![\w-])") for term in _TERMS}
_GENITIVE = re.compile(r"^(\w*(?:[Mm]inisterium|[Ii]nstitut|[Aa]mt|[Gg]esetz|[Vv]erband|[Zz]entrum|[Bb]uch))e?s\b")
_DECLINED = re.compile(r"^\w+(?:en|er|em|es)\s[A-ZÄÖÜ]")  # "Künstlichen Intelligenz"
_SHORT = re.compile(r"(?<![\w-])[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*(?![\w-])")


def explained(text: str) -> list[tuple[str, str]]:
    """The terms of a text with their explanations, in the order of the text."""
    found = [(match.start(), term) for term, form in _FORMS.items() if (match := form.search(text))]
    return [(term, _TERMS[term]) for _, term in sorted(found)][:MOST]


def short_forms(text: str) -> list[str]:
    """What may be the short form of a name, each once: "BMG", "KfW"."""
    return list(dict.fromkeys(_SHORT.findall(text)))


def nominative(long: str) -> str:
    """A long form as a heading has it; "" where a text has it in another case and its first form cannot be told."""
    return "" if _DECLINED.match(long) else _GENITIVE.sub(r"\1", long)
