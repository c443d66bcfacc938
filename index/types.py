"""The domain types of reading and finding: frozen, slotted, fully annotated.

They do not know how anything is read, stored or searched. One coordinate system holds them together:
`Document.text` is the cleaned text, every span is a half-open character range in it, and
`document.text[span.start:span.end]` is the quote. `Alignment` leads from there to the raw text of the pages
and so to the word boxes. Boxes are in PDF points (1/72 inch), origin at the top left of the page as displayed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Int32 = NDArray[np.int32]
Float32 = NDArray[np.float32]

PAGE_BREAK = "\f"  # stands between the texts of two pages in the raw text of a document


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `start` included, `end` not."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (`page` counts from 1), in points from the top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """A run of non-space characters of `RawPage.text` and the box around its ink."""

    span: Span
    box: Box


class Words(Sequence[Word]):
    """The words of one page, kept in two arrays: a page of 500 words costs 12 kB, not 200 kB.

    spans: int32 (n, 2), start and end in `RawPage.text`, ascending, not overlapping.
    boxes: float32 (n, 4), x0, top, x1, bottom in points.
    """

    __slots__ = ("boxes", "page", "spans")

    def __init__(self, page: int, spans: Int32, boxes: Float32) -> None:
        if spans.shape != (len(spans), 2) or boxes.shape != (len(spans), 4):
            raise ValueError(f"spans {spans.shape} and boxes {boxes.shape} must be (n, 2) and (n, 4)")
        self.page, self.spans, self.boxes = page, spans, boxes

    @classmethod
    def none(cls, page: int) -> Words:
        """The words of a page that has no boxes, such as that of a text file."""
        return cls(page, np.empty((0, 2), np.int32), np.empty((0, 4), np.float32))

    def __len__(self) -> int:
        return len(self.spans)

    def __getitem__(self, index):  # type: ignore[no-untyped-def, override]
        if isinstance(index, slice):
            return Words(self.page, self.spans[index], self.boxes[index])
        start, end = self.spans[index].tolist()
        x0, top, x1, bottom = self.boxes[index].tolist()
        return Word(Span(start, end), Box(self.page, x0, top, x1, bottom))

    def __iter__(self) -> Iterator[Word]:
        return (self[i] for i in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Words)
            and self.page == other.page
            and np.array_equal(self.spans, other.spans)
            and np.array_equal(self.boxes, other.boxes)
        )

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Heading:
    """What a reader knows to be a heading: a span of `RawPage.text`, level 1 is the highest."""

    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as the reader found it. `number` counts from 1; `label` is what is printed on it ("iv", "17")."""

    number: int
    label: str
    text: str
    words: Words
    width: float = 0.0
    height: float = 0.0
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document. Empty means unknown; nothing is guessed."""

    title: str = ""
    kind: str = ""  # "Antwort", "Kleine Anfrage", "Gesetz", ...
    number: str = ""  # of the paper: "8/2625", "21/1832"
    date: datetime.date | None = None
    parliament: str = ""
    term: str = ""  # electoral term
    groups: tuple[str, ...] = ()  # who asked
    ministry: str = ""  # who answered
    url: str = ""
    language: str = ""
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader yields. `key` tells the documents of one source apart (a line's id in a JSONL corpus, else "")."""

    key: str
    pages: tuple[RawPage, ...]
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def text(self) -> str:
        """The raw text: the pages' texts joined by `PAGE_BREAK`. Raw offsets count in it."""
        return PAGE_BREAK.join(page.text for page in self.pages)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was synced. `id` is its row in the library, `name` what the person calls it (data, never a path to open)."""

    id: int
    name: str
    media_type: str
    sha256: str


BlockKind = Literal["title", "heading", "question", "paragraph", "item", "footnote", "table"]


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of layout in `Document.text`; blocks do not overlap and cover every non-space character.

    `level` is that of a heading (1 is the highest) or the depth of an item (1 is the outermost), else 0.
    """

    span: Span
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: a page and a box for every line of ink. `boxes` is empty for formats without pages."""

    page: int
    label: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit of finding: whole sentences of one document, never across a heading or a question.

    `sentences` are spans in `Document.text`, ascending, inside `span`. `text` is the document's text of `span`.
    `part` is "question", "answer", "preliminary" (Vorbemerkung) or "text". `heading` is the path of headings, or the question that
    the passage answers.
    """

    id: int
    document_id: int
    span: Span
    text: str
    sentences: tuple[Span, ...]
    heading: str = ""
    part: str = "text"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. Scores of one searcher can be compared with each other, not with another's."""

    passage_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search to some documents; empty means all. `since` and `until` are included."""

    document_ids: tuple[int, ...] = ()
    number: str = ""
    kind: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None


class Embedder(Protocol):
    """Turns text into unit vectors."""

    @property
    def dimension(self) -> int: ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors would: weights, tokenizer, pooling, prefixes."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Float32:
        """(n, dimension), float32, each row of length 1."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Float32:
        """(n, dimension), float32, each row of length 1."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The encoder's tokens in each text, without prefix and special tokens."""
        ...


class Searcher(Protocol):
    """One leg of finding."""

    def search(self, question: str, limit: int, filters: Filters | None = None) -> list[Hit]:
        """At most `limit` hits, best first; [] when nothing fits."""
        ...
