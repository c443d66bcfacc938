"""Made-up answers, for tests of how they are kept, shown and exported."""

from __future__ import annotations

import datetime

from index.types import Box, Place, Span
from rag.types import Answer, Citation, Claim, Evidence, Verdict

QUOTE = "Der Umbau des Museums in Wismar kostet 1,5 Millionen Euro."
CITATION = Citation(
    number=1,
    document_id=1,
    title="Museen des Landes",
    span=Span(0, len(QUOTE)),
    quote=QUOTE,
    places=(Place(2, "2", (Box(2, 70.0, 80.0, 300.0, 92.0),)),),
    source_name="museum.pdf",
    paper="8/2625",
    date=datetime.date(2023, 10, 6),
    heading="Kosten",
)
REFUSED = "Das Museum schließt im Mai."
UNUSED = "Der Hafen in Sassnitz wird nicht ausgebaut."


def answer(
    question: str = "Wie viel kostet der Umbau?", text: str = "Der Umbau kostet 1,5 Millionen Euro.", citation: Citation = CITATION
) -> Answer:
    """A composed answer of one sentence; one more was thrown out, and one piece of evidence is not used."""
    return Answer(
        question=question,
        status="answered",
        claims=(Claim(text, (1,), Verdict(True)),),
        citations=(citation,),
        evidence=(Evidence(1, citation.document_id, 1, citation.span, citation.quote, 0.9), Evidence(2, 1, 2, Span(60, 99), UNUSED, 0.4)),
        rejected=(Claim(REFUSED, (1,), Verdict(False, "name", "Mai steht nicht im Beleg.")),),
        score=0.91,
        language="de",
        library_version="abcd1234-7",
        model="scripted",
    )


def refusal(question: str = "Wie heißt der Hausmeister?") -> Answer:
    """An answer for which nothing was found; its evidence does not answer."""
    return Answer(question, "no_evidence", (), (), (Evidence(1, 1, 1, CITATION.span, QUOTE, 0.2),), (), 0.1, "de", "abcd1234-7", "")
