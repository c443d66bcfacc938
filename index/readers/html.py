"""HTML: the main content without navigation, headings, title, date and address.

It does not fetch anything: links, pictures and scripts are not followed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from index.readers.encoding import decode
from index.readers.file import File
from index.readers.plain import Lines, document
from index.types import Metadata, RawDocument

_BLOCKS = frozenset({"p", "quote", "code", "head", "list", "item", "table", "body", "div", "graphic"})  # others run on in their line
_BREAK = "\x1e"  # a line break that the page asks for, among those that only wrap its source


def read_html(file: File) -> Iterator[RawDocument]:
    """One document of one page. EmptySource when nothing is left without navigation and scripts."""
    from trafilatura import bare_extraction, html2txt

    page = decode(file.data, file.name)
    found: Any = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    flow = _Flow()
    if found is not None and found.body is not None:
        flow.walk(found.body)
        flow.end_block()
    text = flow.lines.text or html2txt(page)  # all of it where the main content cannot be told from the rest
    yield document(text, file.name, headings=flow.lines.headings, metadata=_metadata(found))


class _Flow:
    """Walks trafilatura's tree and writes lines: text runs on until a block begins or ends."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.pending: list[str] = []
        self.marker, self.level = "", 0

    def walk(self, element: Any, indent: str = "") -> None:
        """The element's text and all that it holds, but not what follows it."""
        self.pending.append(element.text or "")
        for child in element:
            if child.tag == "lb":
                self.pending.append(_BREAK)
            elif child.tag == "table":
                self._table(child)
            elif child.tag == "list":
                self._list(child, indent)
            elif child.tag in _BLOCKS:
                self.end_block()
                self.level = _level(child)
                self.walk(child, indent)
                self.end_block()
                self.level = 0
            else:
                self.walk(child, indent)
            self.pending.append(child.tail or "")

    def end_block(self) -> None:
        """Write what is pending as a block of its own; a list item stands close to its neighbours."""
        texts = [" ".join(line.split()) for line in "".join(self.pending).split(_BREAK)]
        self.pending.clear()
        apart = not self.marker
        for text in filter(None, texts):
            if apart:
                self.lines.gap()
            self.lines.add(self.marker + text, self.level)
            self.marker, apart = " " * len(self.marker), False
        if not self.marker:
            self.lines.gap()

    def _list(self, element: Any, indent: str) -> None:
        self.end_block()
        if not indent:
            self.lines.gap()
        for number, item in enumerate(element.iterchildren("item"), 1):
            self.marker = indent + (f"{number}. " if element.get("rend") == "ol" else "- ")
            self.walk(item, " " * len(self.marker))
            self.end_block()
        self.marker = indent
        if not indent:
            self.lines.gap()

    def _table(self, element: Any) -> None:
        self.end_block()
        self.lines.gap()
        for row in element.iter("row"):
            cells = [_one_line(cell.itertext()) for cell in row.iterchildren("cell")]
            if any(cells):
                self.lines.add(" | ".join(cells))
        self.lines.gap()


def _one_line(texts: Iterable[str]) -> str:
    return " ".join("".join(texts).split())


def _level(element: Any) -> int:
    rank = element.get("rend", "")[1:] if element.tag == "head" else ""
    return int(rank) if rank in {"1", "2", "3", "4", "5", "6"} else 0


def _metadata(found: Any) -> Metadata:
    if found is None:
        return Metadata()
    try:
        date = datetime.date.fromisoformat(found.date or "")
    except ValueError:
        date = None
    return Metadata(title=found.title or "", date=date, url=found.url or "", language=found.language or "")
