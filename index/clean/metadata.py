"""What a parliamentary paper says about itself on its first page.

It does not guess: what is not written there stays empty, and what the reader knows is kept.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from index.types import Metadata

_MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
_DATE = rf"(?P<day>\d{{1,2}})\.\s?(?:(?P<name>{'|'.join(_MONTHS)})\s|(?P<month>\d{{1,2}})\.)(?P<year>\d{{4}})"
_NUMBER = re.compile(r"\b(?:Drucksache|Drs\.)\s+(?P<number>\d{1,2}/\d{1,6})\b")
_LETTER = re.compile(rf"\bSchreiben vom {_DATE}")
_STANDING_DATE = re.compile(rf"(?:^|\s){_DATE}$", re.MULTILINE)
_TERM = re.compile(r"\b(?P<term>\d{1,2})\.\s+(?:Wahlperiode|Legislaturperiode)\b", re.IGNORECASE)
_PARLIAMENT = re.compile(
    r"\b(?:Deutscher Bundestag|(?:Sächsischer|Bayerischer|Hessischer|Thüringer|Niedersächsischer|Schleswig-Holsteinischer) Landtag|"
    r"Landtag (?:Mecklenburg-Vorpommern|Brandenburg|Rheinland-Pfalz|Nordrhein-Westfalen|(?:von )?Sachsen-Anhalt|"
    r"(?:von )?Baden-Württemberg|des Saarlandes)|"
    r"Abgeordnetenhaus (?:von )?Berlin|(?:Hamburgische |Bremische )?Bürgerschaft)\b",
    re.IGNORECASE,
)
_PARTY = (
    r"(?:AfD|SPD|CDU/CSU|CDU|CSU|FDP|BSW|DIE LINKE|Die Linke|BÜNDNIS 90/ ?DIE GRÜNEN|Bündnis 90/ ?Die Grünen|FREIE WÄHLER|Freie Wähler|SSW)"
)
_GROUPS = re.compile(rf"\bFraktion(?:en)?\s+(?:der\s+|des\s+)?(?P<groups>{_PARTY}(?:(?:,\s*|\s+und\s+)(?:der\s+|des\s+)?{_PARTY})*)")
_MINISTRY = re.compile(
    r"\b(?:Der Minister|Die Ministerin|Das Ministerium|Bundesministeriums?|Ministeriums?)\s+"
    r"(?P<field>(?:für|der|des)\s[^.\n]*?)(?=\s+(?:hat|vom|beantwortet|übermittelt|namens|im Namen)\b)"
)
_ASKED = re.compile(
    r"^(?P<kind>kleine anfrage|große anfrage|schriftliche anfrage|antrag|gesetzentwurf|beschlussempfehlung|unterrichtung)$", re.IGNORECASE
)
_ANSWER = re.compile(r"^antwort$", re.IGNORECASE)
_FROM = re.compile(r"^(?:de[rs]|von)\s+(?:\w+\s)?(?:Abgeordneten|Fraktion|Landesregierung|Bundesregierung|Senats)\b")
_FIRST = 40  # units of the beginning: what stands later is about other papers


def find_metadata(known: Metadata, head: str, texts: Sequence[str]) -> Metadata:
    """`known` with what is empty filled in. `head`: the first page as it was read; `texts`: the first units, each in one line."""
    texts = texts[:_FIRST]
    first = " \n".join(texts)
    kind, title = _kind(texts), _title(texts)
    found = Metadata(
        title=title,
        kind=kind,
        number=_first(_NUMBER, head, "number") if kind else "",
        date=(_date(_STANDING_DATE, head) if kind else None) or _date(_LETTER, first),
        parliament=_parliament(head) if kind else "",
        term=_first(_TERM, head, "term") if kind else "",
        groups=_groups(first) if kind else (),
        ministry=_ministry(first) if "Antwort" in kind else "",
    )
    names = ("title", "kind", "number", "date", "parliament", "term", "groups", "ministry")
    return replace(known, **{name: getattr(known, name) or getattr(found, name) for name in names})


def _first(pattern: re.Pattern[str], text: str, group: str) -> str:
    match = pattern.search(text)
    return match[group] if match else ""


def _kind(texts: Sequence[str]) -> str:
    """ "Kleine Anfrage und Antwort" where both words stand alone on lines of the head."""
    asked = next((match["kind"] for text in texts if (match := _ASKED.match(text))), "")
    answered = any(_ANSWER.match(text) for text in texts)
    asked = asked[:1].upper() + asked[1:].lower() if "anfrage" not in asked.lower() else asked.title()
    return f"{asked} und Antwort" if asked and answered else asked or ("Antwort" if answered else "")


def _title(texts: Sequence[str]) -> str:
    """What stands between who asked and "und Antwort", or after the last line of the head in the Bundestag's form."""
    for index, text in enumerate(texts):
        if text in ("und", "u n d") and index and any(_ANSWER.match(after) for after in texts[index + 1 : index + 2]):
            above = texts[index - 1]
            return "" if _FROM.match(above) or _ASKED.match(above) else above
    return ""


def _date(pattern: re.Pattern[str], text: str) -> datetime.date | None:
    match = pattern.search(text)
    if not match:
        return None
    month = _MONTHS.index(match["name"]) + 1 if match["name"] else int(match["month"])
    try:
        return datetime.date(int(match["year"]), month, int(match["day"]))
    except ValueError:  # "31. Februar" is no date, whoever wrote it
        return None


def _parliament(head: str) -> str:
    match = _PARLIAMENT.search(head)
    name = match.group() if match else ""
    return name.title() if name.isupper() else name


def _groups(first: str) -> tuple[str, ...]:
    match = _GROUPS.search(first)
    return tuple(re.findall(_PARTY, match["groups"])) if match else ()


def _ministry(first: str) -> str:
    """The ministry that answered; of a minister, what the ministry is called after."""
    match = _MINISTRY.search(first)
    if not match:
        return ""
    name = "Bundesministerium" if match.group().startswith("Bundes") else "Ministerium"
    return f"{name} {match['field']}"
