"""Four questions that a library answers, for people who do not know yet what they can ask.

It does not know the page. They are the documents' own questions where those have some, else made of sentences that name a date, or of
headings, and each is tried: what the library would not answer, or would answer out of another document, is no example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.errors import BelegtError
from index.overview import answered_questions, deadlines, headings
from index.sentences import sentences
from rag import Assistant
from ui.terminal import plain

COUNT = 4
TRIES = 16
SHORTEST, LONGEST = 30, 120  # characters
_NUMBER = re.compile(r"^\s*(?:\d{1,3}|[a-z])[.)]\s+")
_QUESTION = re.compile(r"[A-ZÄÖÜ][^?]*\?")
_ASKS = re.compile(
    r"(?:W(?:ie|er|as|ann|o|elche[mnrs]?|arum|odurch|ofür|omit|oran|orauf)|(?:Bis|Seit) (?:wann|zu welche[mnrs]?)"
    r"|(?:In|An|Zu) welche[mnrs]?|Gibt es|Wird|Werden|Ist|Sind|Hat|Haben|Plant)\b"
)
# A question that leans on the ones before it, or on the paper that it stands in, says little alone.
_LEANS = re.compile(
    r"\b(?:dies\w*|dabei|dafür|davon|dazu|daraus|hier\w*|solche\w*|jeweil\w*|genannte\w*|o\. ?g\.|obige\w*|verschiedene\w*"
    r"|Frage \d|sie|ihr\w*|er)\b"
)
_NO_TOPIC = re.compile(
    r"(?:vor|schluss)?bemerkung\w*|einleitung|inhalt\w*|anlage\w*|anhang|vorwort|impressum|begründung|fazit|drucksache.*", re.IGNORECASE
)
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_UNTIL = (
    r"(?:(?:spätestens|voraussichtlich|möglichst) )?bis (?:(?:spätestens|voraussichtlich|einschließlich|zum|zur|Ende|Mitte|Anfang|des|Jahr"
    rf"|Jahres|Sommer|Herbst|Frühjahr|Winter|Quartal|{_MONTHS}|\d{{1,2}}\.) ){{0,4}}\d{{4}}"
)
_DONE = r"([a-zäöüß]{3,}(?: [a-zäöüß]{3,}){0,3})"
_SAID_THAT = re.compile(rf"\bdass ((?:die|der|das) [^,.;:()]{{5,70}}?) {_UNTIL} {_DONE} (soll|sollen)\b")
_SAYS = re.compile(rf"^(Die|Der|Das) ([^,.;:()]{{5,70}}?) (soll|sollen|wird|werden) {_UNTIL} {_DONE}\.$")
_PARAGRAPH = re.compile(r"^(§ ?\d+[a-z]?|Art(?:ikel|\.) ?\d+[a-z]?)\b[ .:–-]*(.*)$")
_TOPIC = re.compile(r"^(?:\d[\d.]*\s+)?([A-ZÄÖÜ][^.;:!?>]{11,70})$")


def examples(assistant: Assistant) -> tuple[str, ...]:
    """At most four questions, of different documents as far as there are some."""
    found: list[str] = []
    for (question, document), _try in zip(_candidates(assistant), range(TRIES), strict=False):
        if _answered(assistant, question, document):
            found.append(question)
            if len(found) == COUNT:
                break
    return tuple(found)


def _candidates(assistant: Assistant) -> Iterator[tuple[str, int]]:
    """Each with its document, the best first: one of each document, then more of them."""
    library = assistant.library
    asked = [(document, question) for document, heading in answered_questions(library) for question in own_questions(heading)]
    made = [(document, question) for document, heading in headings(library) if (question := made_question(heading))]
    dated = [(document, question) for document, passage in deadlines(library) for question in dated_questions(passage)]
    titles = [(entry.id, question) for entry in library.documents(limit=TRIES) if (question := made_question(entry.title))]
    for pool in (asked, dated, made, titles):
        firsts = dict(reversed(pool))
        documents = {question: document for document, question in reversed(pool)}
        yield from ((each, documents[each]) for each in dict.fromkeys([*firsts.values(), *(question for _document, question in pool)]))


def own_questions(heading: str) -> list[str]:
    """Those in a heading such as "1. Wie viele …? Seit wann …? > Anlage" that can be asked by themselves."""
    written = _NUMBER.sub("", plain(heading.partition(" > ")[0]))
    found = (each.group() for each in _QUESTION.finditer(written))
    return [each for each in found if SHORTEST <= len(each) <= LONGEST and _ASKS.match(each) and not _LEANS.search(each)]


def dated_questions(passage: str) -> list[str]:
    """ "Bis wann soll …?" after sentences such as "… dass die Umsetzung bis zum Jahr 2029 erfolgen soll." """
    found = []
    for sentence in (plain(span.of(passage)) for span in sentences(passage)):
        if said := _SAID_THAT.search(sentence):
            found.append(f"Bis wann {said[3]} {said[1]} {said[2]}?")
        elif said := _SAYS.match(sentence):
            found.append(f"Bis wann {said[3]} {said[1].lower()} {said[2]} {said[4]}?")
    return [each for each in found if SHORTEST <= len(each) <= LONGEST and not _LEANS.search(each)]


def made_question(heading: str) -> str:
    """A question after what stands under a heading; "" for one that is no subject."""
    last = plain(heading.rpartition(" > ")[2])
    if paragraph := _PARAGRAPH.match(last):
        return f"Was regelt {paragraph[1]}{f' ({paragraph[2]})' if paragraph[2] else ''}?" if len(last) <= LONGEST else ""
    topic = None if last.isupper() else _TOPIC.match(last)
    return f"Was steht in den Dokumenten zum Thema „{topic[1]}“?" if topic and not _NO_TOPIC.fullmatch(topic[1]) else ""


def _answered(assistant: Assistant, question: str, document: int) -> bool:
    try:
        return assistant.answers(question) and assistant.search(question, 1)[0].passage.document_id == document
    except BelegtError:
        return False
