"""Markdown: text without its markup, headings, lists and tables as lines.

It does not know what a page looks like. A line break in a paragraph is white space, as Markdown says.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from index.readers.encoding import decode
from index.readers.file import File
from index.readers.plain import Lines, document
from index.types import Metadata, RawDocument

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(\w+):[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>", re.DOTALL)


def read_markdown(file: File) -> Iterator[RawDocument]:
    """One document of one page. Title and date come from the front matter, else the title from the first heading."""
    text = decode(file.data, file.name)
    front = _FRONT.match(text)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text[front.end() :] if front else text)
    writer = _Writer()
    writer.blocks(SyntaxTreeNode(tokens))
    text, headings = writer.lines.text, writer.lines.headings
    first = headings[0].span.of(text) if headings else ""
    yield document(text, file.name, headings=headings, metadata=_metadata(front[1] if front else "", first))


class _Writer:
    """Walks the tree and writes lines."""

    def __init__(self) -> None:
        self.lines = Lines()

    def blocks(self, node: SyntaxTreeNode, marker: str = "") -> None:
        """The blocks of a node; `marker` stands before the first line of a list item, and later lines are indented as much."""
        for child in node.children:
            if child.type in ("bullet_list", "ordered_list"):
                self._list(child, " " * len(marker))
            elif child.type == "table":
                self._table(child)
            elif child.type in ("paragraph", "heading", "fence", "code_block", "html_block"):
                self._block(child, marker)
                marker = " " * len(marker)
            else:
                self.blocks(child, marker)

    def _block(self, node: SyntaxTreeNode, marker: str) -> None:
        content = _inline(node.children[0]) if node.children else _TAG.sub("", node.content)
        level = int(node.tag[1:]) if node.type == "heading" else 0
        if not marker:
            self.lines.gap()
        for line in content.strip().split("\n"):
            if line.strip():
                self.lines.add(marker + line.strip(), level)
                marker = " " * len(marker)
        if not marker:
            self.lines.gap()

    def _list(self, node: SyntaxTreeNode, indent: str) -> None:
        if not indent:
            self.lines.gap()
        first = int(node.attrs.get("start", 1))
        for number, item in enumerate(node.children, first):
            self.blocks(item, indent + (f"{number}. " if node.type == "ordered_list" else "- "))
        if not indent:
            self.lines.gap()

    def _table(self, node: SyntaxTreeNode) -> None:
        self.lines.gap()
        for row in (row for part in node.children for row in part.children):
            self.lines.add(" | ".join(_inline(cell) for cell in row.children))
        self.lines.gap()


def _inline(node: SyntaxTreeNode) -> str:
    """The text that a reader sees; a line break of the file is a space, but behind a hyphen, where the cleaner decides about the word."""
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type == "hardbreak":
        return "\n"
    if node.type == "softbreak":
        before = node.previous_sibling
        return "\n" if before is not None and before.content.endswith("-") else " "
    return "".join(map(_inline, node.children))


def _metadata(front: str, heading: str) -> Metadata:
    fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front)}
    try:
        date = datetime.date.fromisoformat(fields.get("date", "")[:10])
    except ValueError:
        date = None
    return Metadata(title=fields.get("title") or heading, date=date, url=fields.get("url", ""), language=fields.get("lang", ""))
