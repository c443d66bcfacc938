"""What a parliamentary paper says about itself on its first page.

It does not guess: what is not written there stays empty, and what is known already is kept.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from index.metadata.dates import DATE, day_of
from index.metadata.names import FIELDS, GROUPS, NORMS, NUMBER, ONE_WORD, PARLIAMENT, PARTY, kind_named
from index.types import Metadata

FILE_TITLE = "file_title"  # in `extra`: the title in a file's properties, often left over from another document

_LETTERHEAD = re.compile(rf"(?:.{{0,80}}?\s)??(?P<to>zu )?Drucksache:?\s+(?P<number>{NUMBER})[)*\d(]{{0,4}}(?:\s+{DATE})?", re.IGNORECASE)
_LETTER = re.compile(rf"\bSchreiben vom {DATE}")
_LAST = re.compile(rf"(?:^|\s){DATE}$")
_TERM = re.compile(r"\b(?P<term>\d{1,2})\.\s+(?:Wahlperiode|Legislaturperiode)\b", re.IGNORECASE)
_PARLIAMENT = re.compile(rf"\b{PARLIAMENT}\b", re.IGNORECASE)
_ASKERS = re.compile(
    r"(?:(?:der|des) \w+(?:regierung|enats?) )?(?:auf die \w+ Anfrage )?(?=d(?:er|es) (?:Abgeordnete|Fraktion))"
    rf"[^\d–:?]*?{GROUPS}"
)
_ANSWER = re.compile(r"antwort(?: (?:der|des) (?:Bundesregierung|Landesregierung|Staatsregierung|Senats))?", re.IGNORECASE)
_BY_GOVERNMENT = re.compile(r" (?:der|des) (?:Bundesregierung|Landesregierung|Staatsregierung|Senats)$", re.IGNORECASE)
_FROM = re.compile(
    r"(?:d(?:e[rs]|urch)|von|vom|auf die)\s+(?:\S+\s){0,2}(?:Abgeordnete|Fraktion|\w*regierung|Senat|\w*ausschuss|\w*minister|Klein|Groß)"
)
_CITED = re.compile(rf"[–-]\s?Drucksachen?\s+{NUMBER}[^–]*[–-]")
_BEGINS = re.compile(
    r"(?:Vorbemerkung|Vorbemerkungen)\b|Die (?:Antwort|Kleine Anfrage|Große Anfrage) wurde\b|\d{1,2}\.\s|(?:Mit|In|Im) .*,$"
)
_NORM = re.compile(rf"(?P<kind>{'|'.join(NORMS)})\s(?:zu[rm]?|über|für|de[rs]|vo[nm]|betreffend|nach)\b")
_MINISTRY = re.compile(
    rf"\b(?:(?P<full>Der Minister|Die Ministerin|Das Ministerium|Bundesministeriums?|Ministeriums?)\s+(?P<fields>{FIELDS})"
    rf"|(?:Der|Die|Das|des)\s+(?P<one>{ONE_WORD})minister(?:in|iums?)?"
    r"|(?P<other>Auswärtigen? Amt|Bundeskanzleramt|Staatskanzlei|Beauftragten? der Bundesregierung für Kultur und Medien"
    r"|Presse- und Informationsamt)(?:e?s(?: der Bundesregierung)?)?)\s+(?:hat\b|vom\s|beantwortet|übermittelt|namens|im Namen)"
)
_UNITS = 40  # and lines of the beginning: what stands later is about other papers
_NEAR = 3  # lines between the number of a paper and its date or the name of the parliament
_PAGE = 150  # lines
_TITLE_LINES = 6
_LONGEST_TITLE = 400


def find_metadata(known: Metadata, head: str, texts: Sequence[str]) -> Metadata:
    """`known` with what is empty filled in. `head`: the first page as it was read; `texts`: the first units, each in one line."""
    texts = [text.strip() for text in texts[:_UNITS]]
    lines = [" ".join(line.split()) for line in head.splitlines() if line.strip()][:_PAGE]  # a text file may be one page of any length
    letterhead = _letterhead(lines)
    at, kind = _kind(lines, letterhead >= 0)
    found = Metadata(title=_title(texts, lines[at + 1 :] if at >= 0 else ()), kind=kind or _norm(texts))
    if letterhead >= 0 or kind:
        found = _of_a_paper(found, lines, letterhead, at)
    names = ("title", "kind", "number", "date", "parliament", "term", "groups", "ministry")
    filled = replace(known, **{name: getattr(known, name) or getattr(found, name) for name in names})
    return replace(filled, title=filled.title or dict(known.extra).get(FILE_TITLE, ""))


def _of_a_paper(found: Metadata, lines: Sequence[str], letterhead: int, at: int) -> Metadata:
    """The rest of it for a document that is known to be a paper. `at`: the line that names its kind."""
    page = " ".join(lines)
    match = _LETTERHEAD.fullmatch(lines[letterhead]) if letterhead >= 0 else None
    answered = "Antwort" in found.kind
    return replace(
        found,
        number=f"{match['to'] or ''}{match['number']}" if match else "",
        date=_standing_date(lines, letterhead) or (_date(_LETTER.search(page)) if answered else None),
        parliament=_parliament(_near(lines, letterhead) if match else page),
        term=_term(_near(lines, letterhead) if match else page),
        groups=_groups(lines, at),
        ministry=_ministry(page) if answered else "",
    )


def _letterhead(lines: Sequence[str]) -> int:
    """The line that ends with the paper's own number, near the name of the parliament or the electoral term; -1 when there is none."""
    for index, line in enumerate(lines):
        near = _near(lines, index)
        if _LETTERHEAD.fullmatch(line) and (_PARLIAMENT.search(near) or _TERM.search(near)):
            return index
    return -1


def _near(lines: Sequence[str], index: int) -> str:
    return "\n".join(lines[max(index - _NEAR, 0) : index + _NEAR + 1])


def _kind(lines: Sequence[str], letterhead: bool) -> tuple[int, str]:
    """Where the kind stands alone on a line, and the kind: "Kleine Anfrage und Antwort" where both stand there; (-1, "") without one.

    Without a letterhead any word may stand alone on a line: only questions and answers are believed then.
    """
    named = [(index, kind) for index, line in enumerate(lines[:_UNITS]) if (kind := kind_named(_BY_GOVERNMENT.sub("", line)))]
    named = [(index, kind) for index, kind in named if letterhead or "Anfrage" in kind or kind == "Antwort"]
    asked = next(((index, kind) for index, kind in named if "Anfrage" in kind), None)
    answer = next((index for index, kind in named if kind == "Antwort"), -1)
    if asked and asked[0] < answer:
        return asked[0], f"{asked[1]} und Antwort"
    return named[0] if named else (-1, "")


def _norm(texts: Sequence[str]) -> str:
    """The kind of a law or the like, which begins with its title: "Verordnung über …"."""
    titles = [text for text in texts[:2] if len(text) <= _LONGEST_TITLE and not text.endswith(".")]
    return next((match["kind"] for text in titles if (match := _NORM.match(text))), "")


def _title(texts: Sequence[str], below: Sequence[str]) -> str:
    """What stands between who asked and "und Antwort", or in the Bundestag's answers below the paper that is answered.

    `texts`: the units; `below`: the lines below the kind of the paper.
    """
    for index, text in enumerate(texts):
        if text in ("und", "u n d") and index and any(map(_ANSWER.fullmatch, texts[index + 1 : index + 2])):
            above = texts[index - 1]
            return "" if _FROM.match(above) or kind_named(above) else above
    cited = next((index for index, line in enumerate(below[:_UNITS]) if _CITED.fullmatch(line)), None)
    if cited is None:
        return ""
    title = list(itertools.takewhile(lambda line: not _BEGINS.match(line), below[cited + 1 : cited + 2 + _TITLE_LINES]))
    return _joined(title) if len(title) <= _TITLE_LINES else ""


def _joined(lines: Sequence[str]) -> str:
    """Lines as one. A hyphen stays before a capital ("Online-Einkauf") and before "und"."""
    text = "\n".join(lines)
    text = re.sub(r"(?<=\w)-\n(?=[A-ZÄÖÜ])", "-", text)
    return re.sub(r"(?<=\w)-\n(?!und\b|oder\b|bzw\b)", "", text).replace("\n", " ")


def _standing_date(lines: Sequence[str], letterhead: int) -> datetime.date | None:
    """The date that ends the line with the paper's number, or one of the next lines; one in the text is something else's."""
    if letterhead < 0:
        return None
    near = lines[letterhead : letterhead + _NEAR + 1]
    return next((day for line in near if (day := _date(_LAST.search(line)))), None)


def _date(match: re.Match[str] | None) -> datetime.date | None:
    return day_of(match) if match else None


def _term(text: str) -> str:
    match = _TERM.search(text)
    return match["term"] if match else ""


def _parliament(text: str) -> str:
    match = _PARLIAMENT.search(text)
    name = match.group() if match else ""
    return name.title() if name.isupper() else name


def _groups(lines: Sequence[str], at: int) -> tuple[str, ...]:
    """Who asked: named right below the kind of the paper. What stands further below is about other papers."""
    match = _ASKERS.match(" ".join(lines[at + 1 : at + 1 + _UNITS])) if at >= 0 else None
    return tuple(party.replace("/ ", "/") for party in re.findall(PARTY, match["groups"])) if match else ()


def _ministry(text: str) -> str:
    """The ministry that answered; of a minister, what the ministry is called after."""
    match = _MINISTRY.search(text)
    if not match:
        return ""
    if other := match["other"]:
        return "Auswärtiges Amt" if other.startswith("Ausw") else other.replace("Beauftragten ", "Beauftragte ")
    if match["one"]:
        return f"{match['one']}ministerium"
    return f"{'Bundesministerium' if match['full'].startswith('Bundes') else 'Ministerium'} {match['fields']}"
