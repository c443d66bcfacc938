"""The domain types of reading and finding: frozen, slotted, fully annotated.

They do not know how anything is read, stored or searched. One coordinate system holds them together:
`Document.text` is the cleaned text, every span is a half-open character range in it, and
`document.text[span.start:span.end]` is the quote. `Alignment` leads from there to the raw text of the pages
and so to the word boxes. Boxes are in PDF points (1/72 inch), origin at the top left of the page as displayed.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from index.geometry import Box as Box
from index.geometry import Float32 as Float32
from index.geometry import Int32 as Int32
from index.geometry import Span as Span
from index.geometry import Word as Word
from index.geometry import Words as Words

PAGE_BREAK = "\f"  # stands between the texts of two pages in the raw text of a document


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
    part: str = ""  # where the whole document is one part of a paper: "question", "answer", "preliminary", as in `Passage`
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

    `level` is that of a heading (1 is the highest), the depth of an item (1 is the outermost), or 2 for a part of a question
    and 1 for a whole one; else 0.
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
    `part` is "question", "answer", "preliminary" (the Vorbemerkung of those who ask) or "text". `heading` is the path of headings, or the
    question that the passage answers.
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
    """What narrows a search to some documents; empty means all. `since` and `until` are included.

    Case and the ways to write an umlaut make no difference. Of title, parliament, group and ministry a part is enough, of a ministry
    another of its names, too ("Finanzministerium"); `kind` is also one of two that a paper is ("Antwort" fits "Kleine Anfrage und
    Antwort"); `source` is a pattern for a file's name ("2025/*.pdf").
    """

    document_ids: tuple[int, ...] = ()
    number: str = ""
    kind: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    excluded_document_ids: tuple[int, ...] = ()
    title: str = ""
    parliament: str = ""
    term: str = ""
    group: str = ""
    ministry: str = ""
    source: str = ""


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


class Reranker(Protocol):
    """Reads question and passage together."""

    @property
    def name(self) -> str: ...

    def scores(self, question: str, texts: Sequence[str]) -> Float32:
        """(n,), float32, higher is better; comparable within one question."""
        ...


class Searcher(Protocol):
    """One leg of finding."""

    def search(self, question: str, limit: int, filters: Filters | None = None) -> list[Hit]:
        """At most `limit` hits, best first; [] when nothing fits."""
        ...
