"""The domain types of answering: frozen, slotted, fully annotated.

They do not know how an answer is found, written, checked or shown. An `Answer` is one immutable object, the same from Python, HTTP,
the chat and an export (`rag.schema` turns it into a dict and back).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from index.types import Passage, Place, Span

Status = Literal["answered", "quoted", "no_evidence"]
Polarity = Literal["yes", "no", ""]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A numbered sentence (`number` counts from 1) that may prove a claim. `text` is the document's text of `span`.

    lead: the header of the table or the opening line of the list that it is a part of, where that stands further above, on one line.
    """

    number: int
    document_id: int
    passage_id: int
    span: Span
    text: str
    score: float
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Evidence that an answer uses, with everything a reader needs to find it in the paper. lead: as in `Evidence`."""

    number: int
    document_id: int
    title: str
    span: Span
    quote: str
    places: tuple[Place, ...]
    source_name: str = ""
    paper: str = ""  # number of the paper: "8/2625"
    date: datetime.date | None = None
    heading: str = ""
    url: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a claim and the stretch of an evidence sentence that bears it.

    number: of the evidence. claim: characters of `Claim.text`. evidence: characters of `Evidence.text`; with `lead`, of `Evidence.lead`.
    """

    number: int
    claim: Span
    evidence: Span
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say of a claim. `reason` is a German sentence a clerk understands, empty when supported.

    `code` names the rule that failed ("number", "date", "name", "coverage", "negation", "modality", "scope", "roles", "phrase", "wording",
    "citation", "relevance", "nli"), empty when supported. matches: what of the claim stands where in the evidence that it cites, in the
    claim's order. failed: the stretches of `Claim.text` that the rule rejects; () for a rejected claim means all of it.
    """

    supported: bool
    code: str = ""
    reason: str = ""
    matches: tuple[Match, ...] = ()
    failed: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer without its citation marks, the evidence numbers that it cites, and what the checks said.

    as_of: the date of its paper, only where another paper says otherwise; such claims stand together, the newest first.
    polarity: what the sentence answers to a yes-or-no question, where a rule sees that plainly (`rag.polarity`).
    """

    text: str
    evidence: tuple[int, ...]
    verdict: Verdict
    as_of: datetime.date | None = None
    polarity: Polarity = ""

    @property
    def lead(self) -> str:
        """ "Ja:" or "Nein:", derived, before a sentence that does not begin so itself; else ""."""
        word = {"yes": "Ja", "no": "Nein"}.get(self.polarity, "")
        return f"{word}:" if word and not re.match(rf"{word}\b", self.text) else ""


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds from the question to the evidence, to the first checked sentence, and to the end; 0.0 when it did not come to that."""

    evidence: float = 0.0
    first_claim: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. `claims` holds only supported sentences; what failed stays in `rejected`, for staff.

    status: "answered" (composed and checked), "quoted" (verbatim evidence only), "no_evidence" (nothing that answers was found; `evidence`
    then holds the nearest sentences, which do not answer). `score` is the calibrated probability that the evidence answers the question.
    verified: the day on which people checked and published this very answer; None for one that was just made.
    """

    question: str
    status: Status
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    rejected: tuple[Claim, ...]
    score: float
    language: str
    library_version: str
    model: str
    timings: Timings = field(default_factory=Timings)
    verified: datetime.date | None = None

    @property
    def text(self) -> str:
        """The answer as running text with its citation marks: "Nein: Satz eins. [1] Satz zwei. [2][3]"."""
        marked = ((f"{claim.lead} {claim.text}".lstrip(), "".join(f"[{number}]" for number in claim.evidence)) for claim in self.claims)
        return " ".join(f"{text} {marks}" for text, marks in marked)

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready data; see `rag.schema`."""
        from rag.schema import to_dict

        return to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Answer:
        """The answer that `to_dict` made `data` of. ValueError when it was another schema version or is misshapen."""
        from rag.schema import from_dict

        return from_dict(data)


@dataclass(frozen=True, slots=True)
class Options:
    """How an assistant answers; the settings of the same names say more."""

    evidence: int = 6
    sentences: int = 3
    refusal_threshold: float = 0.5
    question_max_length: int = 2000
    language: str = "auto"


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of a conversation and the text of its answer."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A passage that a search found. `citation` numbers it from 1 and quotes all of it."""

    passage: Passage
    score: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence, before anything is written. `citations` are those of all evidence sentences, in their order."""

    evidence: tuple[Evidence, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Wrote:
    """A finished, checked sentence. Nothing else of a draft is ever shown."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer."""

    answer: Answer


Event = Found | Wrote | Finished


@dataclass(frozen=True, slots=True)
class Message:
    """A message to a language model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """The form of a draft: 1 to `sentences` sentences, each ending in a full stop, a space and evidence marks "[1]", "[2][3]".

    Marks run from 1 to `evidence`; `ends` is the full stop, or what stands for it in a question. The model's tokens never leave this form.
    """

    evidence: int
    sentences: int = 5
    ends: Literal[".", "?"] = "."


class Generator(Protocol):
    """A language model."""

    @property
    def name(self) -> str:
        """What an answer says it was written by."""
        ...

    def stream(self, messages: Sequence[Message], constraint: Constraint) -> Iterator[str]:
        """Pieces of the draft as they are written, always in the constraint's form, whatever the model behind it speaks.

        Temperature 0. Closing the iterator stops the model. Errors: GeneratorUnreachable, ModelMissing, OutOfMemory.
        """
        ...


class Verifier(Protocol):
    """Decides whether a sentence is supported by the evidence that it cites."""

    def verify(self, claim: str, evidence: Sequence[str], context: Sequence[str] = ()) -> Verdict:
        """context: titles and headings above the evidence."""
        ...
