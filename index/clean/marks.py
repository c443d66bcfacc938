"""How a line can begin: bullets, numbers, letters, section signs.

It does not know whether the mark is meant: "16. Wahlperiode" begins a line without being an item. The lines around it decide.
"""

from __future__ import annotations

import re

# The last ones are what Symbol and Courier fonts leave of theirs.
BULLET = re.compile(r"[•▪◦‣►▶➢➤✓❖■□●○⚫·▸▹❑✔]\s*(?=\S)|[\ue000-\uf8ff¾Øo]\s+(?=[A-ZÄÖÜ])")
DASH = re.compile(r"[*–—‒-]\s+(?=\S)")  # may also stand inside a sentence
NUMBER = re.compile(r"(?P<number>\d{1,3})[.)]\s+(?=\S)")
LETTER = re.compile(r"\(?(?:[a-z]{1,2}|[ivx]{1,4})\)\s*(?=\S)(?!(?:und|bis|oder|sowie|,)\b)")
PARENTHESIS = re.compile(r"\(\d{1,3}[a-z]?\)\s+(?=\S)")
ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-H])\.\s+(?=[A-ZÄÖÜ])")
DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}\.?\s+(?=[A-ZÄÖÜ„])")
SECTION = re.compile(
    r"§§?\s\d+[a-z]?(?:\s(?:bis|und)\s\d+[a-z]?)?(?:\s(?!Abs|Satz|S\.|Nr|Nummer|Buchst|Halbs)[A-ZÄÖÜ(][^.;]*)?$"
    r"|(?:Artikel|Art\.)\s\d+[a-z]?(?:\s(?!Abs|Satz|Nr|Nummer)[A-ZÄÖÜ(][^.;]*)?$"
    r"|(?:Anlage|Anhang|Abschnitt|Unterabschnitt|Titel|Untertitel|Kapitel|Teil|Buch)\s(?:\d{1,3}[a-z]?|[IVX]+)(?:[:.]?\s[A-ZÄÖÜ(][^.;]*)?$"
)
HEAD = re.compile(
    r"(?:Vorbemerkung(?:en)?(?: de[rs] [A-ZÄÖÜ]\w+(?: [A-ZÄÖÜ/\d]\w*)*)?|Antwort(?: der \w+regierung)?|Kleine Anfrage|Große Anfrage|"
    r"Begründung|Inhaltsverzeichnis|Inhalt|Präambel|Einleitung|Zusammenfassung|Fazit|Anlagen?|Anhang)$",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(r"(?:(?P<number>\d{1,3})(?:\)|\s)?\s?|[*†‡]{1,3}\s?|(?P<raised>[¹²³⁴-⁹⁰]{1,3})\s?)(?=[^\W\d_]|[„\"(§])")

_ITEMS = (
    ("bullet", BULLET),
    ("dash", DASH),
    ("parenthesis", PARENTHESIS),
    ("number", NUMBER),
    ("letter", LETTER),
    ("roman", ROMAN),
    ("decimal", DECIMAL),
)


def style(line: str) -> str:
    """The kind of mark that the line begins with: "bullet", "dash", "number", "letter", "parenthesis", "roman", "decimal", or ""."""
    if not line or (line[0].isupper() and line[1:2].isalpha() and line[1:2].islower()):
        return ""  # most lines begin with a word
    return next((name for name, pattern in _ITEMS if pattern.match(line)), "")
