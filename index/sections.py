"""Groups the blocks of a document into sections: runs of blocks that may share a passage, with the headings or the question above them.

It does not know sentences, tokens or passages. A heading belongs to the sections below it; one with nothing below it is text itself, so
that no character of the document is outside of every section and every heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, NamedTuple, get_args

from index.document import Document
from index.metadata.names import of_the_askers
from index.types import Block, Span

Part = Literal["question", "answer", "preliminary", "text"]

PATH = " > "  # between the headings of a path
JOINT = "\n"  # between questions that are answered together

_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,2})[.)]")
_PRELIMINARY = re.compile(r"vorbemerkung", re.IGNORECASE)
_CLOSES_ANSWERS = re.compile(r"vorbemerkung|anlage|anhang|begründung", re.IGNORECASE)


class Section(NamedTuple):
    """Blocks in the order of the text, none of them beyond a heading or a question."""

    blocks: tuple[Block, ...]
    heading: str
    part: Part


class _Key(NamedTuple):
    """What blocks must agree in to share a passage. `stretch` grows with every heading and every new question."""

    stretch: int
    heading: str
    part: Part
    footnote: bool = False


def sections(document: Document) -> list[Section]:
    """All sections, in the order of the text."""
    blocks = [(block, one_line(block.span.of(document.text))) for block in _covering(document)]
    context, keys = _Context(document.metadata.kind, _part(document)), list[_Key]()
    for position, (block, text) in enumerate(blocks):
        if block.kind == "heading":
            following = next((later.kind for later, _ in blocks[position + 1 : position + 9] if later.kind != "heading"), None)
            keys.append(context.enter(block, text, grouping=following == "question"))
        else:
            keys.append(context.place(block, text))
    kept = _with_idle_headings([block for block, _ in blocks], keys, context.carried)
    return [Section(tuple(block for _, block in run), key.heading, key.part) for key, run in groupby(kept, key=lambda pair: pair[0])]


def _with_idle_headings(blocks: Sequence[Block], keys: Sequence[_Key], carried: Set[Block]) -> Iterator[tuple[_Key, Block]]:
    """The blocks that are text. Headings with no text below them are text too: neighbours form a section (a list of contents)."""
    idle = 0
    for block, key in zip(blocks, keys, strict=True):
        if block.kind != "heading":
            yield key, block
        elif block not in carried:
            yield key._replace(stretch=idle), block
            continue
        idle -= 1  # no stretch of text has a number below zero


def title_of(document: Document) -> str:
    """The title of its metadata, else the first block that is one, else ""."""
    if document.metadata.title:
        return document.metadata.title
    return next((one_line(block.span.of(document.text)) for block in document.blocks if block.kind == "title"), "")


def _part(document: Document) -> Part:
    """The part that the whole document is, as far as its metadata know."""
    return next((part for part in get_args(Part) if part == document.metadata.part), "text")


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def _covering(document: Document) -> Iterator[Block]:
    """The blocks, and a paragraph for whatever stands between them, so that nothing is lost even if a block is missing."""
    at = 0
    for block in document.blocks:
        yield from _gap(document.text, at, block.span.start)
        yield block
        at = block.span.end
    yield from _gap(document.text, at, len(document.text))


def _gap(text: str, start: int, end: int) -> Iterator[Block]:
    if start < end and not text[start:end].isspace():
        yield Block(Span(start, end), "paragraph")


class _Heading(NamedTuple):
    block: Block
    text: str


@dataclass(slots=True)
class _Context:
    """What stands above the block at hand, in a paper of this kind; `part` is that of text which no heading or question names."""

    kind: str = ""
    part: Part = "text"
    path: list[_Heading] = field(default_factory=list)
    below: list[_Heading] = field(default_factory=list)  # headings inside an answer
    main: str = ""  # the last question that is not part of another
    questions: list[str] = field(default_factory=list)  # those that the next text answers, each with its parts
    answered: bool = False
    stretch: int = 1
    after_title: bool = False
    carried: set[Block] = field(default_factory=set)  # headings that a section holds in its heading

    def enter(self, block: Block, text: str, grouping: bool) -> _Key:
        """A heading. Inside an answer it divides the answer, unless questions follow (`grouping`) or it opens a part of its own."""
        if self.questions and (grouping or _CLOSES_ANSWERS.match(text)):
            self._forget_questions()
        stack = self.below if self.questions else self.path
        del stack[next((i for i, above in enumerate(stack) if above.block.level >= block.level), len(stack)) :]
        key = self._key()
        stack.append(_Heading(block, text))
        self.stretch += 1
        return key

    def place(self, block: Block, text: str) -> _Key:
        """Any other block: the key of the section that it belongs to."""
        if block.kind == "question" or (block.kind == "item" and self._asking() and text.endswith("?")):
            return self._ask(block, text)
        if self._asking() and block.kind != "footnote":
            self.answered = True
            self.stretch += 1
        if block.kind == "title" and not self.after_title:
            self.stretch += 1
        self.after_title = block.kind == "title"
        self.carried.update(heading.block for heading in (self.below if self.questions else self.path))
        return self._key(footnote=block.kind == "footnote")

    def _asking(self) -> bool:
        return bool(self.questions) and not self.answered

    def _forget_questions(self) -> None:
        self.main, self.questions, self.below, self.answered = "", [], [], False

    def _ask(self, block: Block, text: str) -> _Key:
        """A question, or the part of one: "a) Wenn ja, warum?" goes with what it is asked about, even behind the answer to that."""
        self._leave_preliminary()
        part = block.kind == "item" or block.level > 1 or not _NUMBERED.match(text)
        above = [heading.text for heading in self.path]
        self.carried.update(heading.block for heading in self.path)
        if part and self._asking():
            self.questions[-1] += " " + text
            return _Key(self.stretch, PATH.join(above), "question")
        main = self.main if part else ""
        if self.answered:
            self._forget_questions()
        self.main = main or text
        self.questions.append(PATH.join([main, text]) if main else text)
        self.stretch += 1
        return _Key(self.stretch, PATH.join([*above, main] if main else above), "question")

    def _leave_preliminary(self) -> None:
        """A question is not part of the Vorbemerkung that it comes after."""
        preliminary = (i for i, heading in enumerate(self.path) if _PRELIMINARY.match(heading.text))
        del self.path[next(preliminary, len(self.path)) :]

    def _key(self, footnote: bool = False) -> _Key:
        headings = [heading.text for heading in (self.below if self.questions else self.path)]
        if self.questions:
            return _Key(self.stretch, PATH.join([JOINT.join(self.questions), *headings]), "answer", footnote)
        remark = next((text for text in reversed(headings) if _PRELIMINARY.match(text)), "")
        # Those who ask are no source of answers; the remark of a government is text like any other.
        part: Part = self.part if not remark else "preliminary" if of_the_askers(remark, self.kind) else "text"
        return _Key(self.stretch, PATH.join(headings), part, footnote)
