"""The forms that names take in parliamentary papers: numbers of papers, parliaments, parties, ministries, kinds of paper.

It does not know where in a document they stand. `fold` makes two ways to write a name equal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# "8/2625"; "244/1/25" and "228/25 (Beschluss)" of the Bundesrat; "21/112 (neu)"
NUMBER = r"\d{1,4}/\d{1,6}(?:/\d{2}\b)?(?:\s?\((?:neu|Beschluss|B|[2-9])\))*"
PAPER = rf"\b(?:(?:BT-|BR-|Bundestags|Bundesrats|Landtags)?-?Drucksachen?|Drs\.|Drucks\.)\s{{0,3}}(?:Nr\.\s?)?(?P<number>{NUMBER})"
PARLIAMENT = (
    r"(?:Deutscher Bundestag|(?<!des )Bundesrat|(?:Sächsischer|Bayerischer|Hessischer|Thüringer|Niedersächsischer|Schleswig-Holsteinischer)"
    r" Landtag|Landtag (?:Mecklenburg-Vorpommern|Brandenburg|Rheinland-Pfalz|Nordrhein-Westfalen|(?:von )?Sachsen-Anhalt|"
    r"(?:von )?Baden-Württemberg|des Saarlandes)|Abgeordnetenhaus (?:von )?Berlin|(?:Hamburgische |Bremische )?Bürgerschaft)"
)
PARTY = (
    r"(?:AfD|SPD|CDU/CSU|CDU|CSU|FDP|BSW|DIE LINKE|Die Linke|BÜNDNIS 90/ ?DIE GRÜNEN|Bündnis 90/ ?Die Grünen|FREIE WÄHLER|Freie Wähler|SSW)"
)
GROUPS = rf"\bFraktion(?:en)?\s+(?:der\s+|des\s+)?(?P<groups>{PARTY}(?:(?:,\s*|\s+und\s+)(?:der\s+|des\s+)?{PARTY})*)"

# A ministry is called after fields ("für Inneres, Bau und Digitalisierung"), each of one to four words, or by one word.
_WORD = r"[A-ZÄÖÜ][\wäöüß-]+"
_FIELD = rf"(?:(?:d(?:er|es|ie|as)|für|nukleare|wirtschaftliche|ländliche|digitale|öffentliche[nrs]?|innere[nrs]?)\s+){{0,3}}{_WORD}"
FIELDS = rf"(?:für|der|des)\s+{_FIELD}(?:(?:,|\s+und|,\s+für|\s+sowie)\s+{_FIELD})*"
ONE_WORD = (
    r"(?:Finanz|Innen|Justiz|Sozial|Wirtschafts|Umwelt|Verkehrs|Bildungs|Kultus|Gesundheits|Landwirtschafts|Arbeits|Wissenschafts|"
    r"Verteidigungs|Bau|Agrar|Energie|Digital|Familien|Außen|Entwicklungs|Forschungs|Europa)"
)

KINDS = (
    "Kleine Anfrage", "Große Anfrage", "Schriftliche Anfrage", "Schriftliche Fragen", "Fragen", "Antwort", "Antrag", "Änderungsantrag",
    "Entschließungsantrag", "Dringlichkeitsantrag", "Gesetzesantrag", "Gesetzentwurf", "Gesetzesbeschluss", "Beschluss",
    "Beschlussempfehlung und Bericht", "Beschlussempfehlung", "Bericht", "Unterrichtung", "Empfehlungen", "Stellungnahme", "Verordnung",
    "Allgemeine Verwaltungsvorschrift", "Bekanntmachung", "Mitteilung", "Vorlage", "Vorschlag", "Wahlvorschlag", "Wahlvorschläge",
    "Anrufung des Vermittlungsausschusses",
)  # fmt: skip
NORMS = ("Gesetz", "Verordnung", "Bekanntmachung", "Richtlinie", "Allgemeine Verwaltungsvorschrift", "Verwaltungsvorschrift", "Satzung")

# The one word of a ministry's short name is the stem of a field, but for these.
_SYNONYMS = {"aussen": ("auswartig", "aussen"), "agrar": ("agrar", "landwirtschaft"), "kultus": ("kultus", "bildung", "unterricht")}
_MINISTRY_NAME = re.compile(
    r"\b(?:bundes)?(?P<one>(?!bundes)\w{3,})?minist(?:erium|erin|er)s?\b(?P<rest>.*)|(?P<other>Auswärtig\w+) Amt", re.IGNORECASE | re.DOTALL
)
_FEDERAL = re.compile(r"\bbundes\w*minist|\bauswärtig", re.IGNORECASE)
_LINKS = frozenset({"für", "fuer", "der", "die", "das", "des", "und", "sowie"})
_LONGEST_HEADING = 120
_BY_FOLDED_NAME = {kind.casefold(): kind for kind in KINDS} | {"wahlvorschläge": "Wahlvorschlag"}


def kind_named(text: str) -> str:
    """The kind that the whole text is the name of, else ""."""
    return _BY_FOLDED_NAME.get(text.strip().casefold(), "")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Without case, accents and the ways to write an umlaut: "Bündnis 90/ Die Grünen" is "BUENDNIS 90/DIE GRUENEN"."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    bare = re.sub(r"\s*/\s*", "/", " ".join(bare.split()))
    return bare.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def fold_number(text: str) -> str:
    """A paper's number without "Drucksache", spaces and case; "(B)" is "(beschluss)"."""
    number = re.sub(r"^\s*(?:[\w-]*drucksache|drs\.?|drucks\.)", "", text.casefold())
    return "".join(number.split()).replace("(b)", "(beschluss)")


def fits_ministry(asked: str, known: str) -> bool:
    """Whether a ministry's full name is one that is meant by another: "Finanzministerium", "Ministerium für Finanzen und Digitalisierung".

    Every field that is asked for must be there, and a federal ministry where one is asked for.
    """
    wanted, there = _fields(asked), _fields(known)
    if not wanted or (_FEDERAL.search(asked) and not _FEDERAL.search(known)):
        return False
    return all(any(field.startswith(_SYNONYMS.get(stem, stem)) for field in there) for stem in map(_stem, wanted))


def _fields(name: str) -> list[str]:
    """What a ministry is called after, folded: ["finanzen", "digitalisierung"]; [] of what is no ministry's name."""
    match = _MINISTRY_NAME.search(name)
    if not match:
        return []
    words = re.findall(r"[\w-]+", f"{match['one'] or ''} {match['rest'] or match['other'] or ''}")
    nouns = [word for word in words if word[0].isupper()] or words  # without any, a person writes in small letters
    return [fold(word) for word in nouns if word.casefold() not in _LINKS]


def _stem(field: str) -> str:
    return re.sub(r"(?<=\w{3})(?:e[nrs]?|n|s)$", "", field) if field not in _SYNONYMS else field


def opens_remark(line: str) -> bool:
    """Whether a line is the heading of a Vorbemerkung, letter-spaced or not."""
    return len(line) <= _LONGEST_HEADING and _compact(line).startswith("vorbemerkung")


def of_the_askers(heading: str, kind: str = "") -> bool:
    """Whether a Vorbemerkung is by those who ask. `kind`: of the paper; one without a name is theirs where nobody has answered yet."""
    compact = _compact(heading)
    if re.fullmatch(r"vorbemerkung(?:en)?:?", compact):
        return "Anfrage" in kind and "Antwort" not in kind
    return bool(re.match(r"vorbemerkung(?:en)?de[rs](?:fragestell|abgeordnet|anfragend|fragend|kleinenanfrage|großenanfrage)", compact))


def _compact(text: str) -> str:
    return "".join(text.split()).casefold()
