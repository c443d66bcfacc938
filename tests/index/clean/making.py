"""Raw documents made by hand, for tests of the cleaner.

They do not know readers: a page of text has no boxes, a set page has one for every word.
"""

from __future__ import annotations

import re

import numpy as np

from index.clean import Cleaned, clean
from index.types import Heading, RawDocument, RawPage, Words

CHARACTER, LINE = 5.0, 14.0  # points: the width of a character and the distance of two lines


def text_document(*pages: str) -> RawDocument:
    """Pages of a text file."""
    return RawDocument("", tuple(RawPage(number, str(number), text, Words.none(number)) for number, text in enumerate(pages, 1)))


def set_page(number: int, *lines: tuple[float, float, str] | str, headings: tuple[Heading, ...] = (), label: str = "") -> RawPage:
    """An A4 page in type of one width. A line is (x, baseline from the top, text), or text that follows the line above from x = 70."""
    spans, boxes, texts = [], [], []
    x, y, at = 70.0, 100.0, 0
    for line in lines:
        x, y, text = (70.0, y + LINE, line) if isinstance(line, str) else line
        for word in re.finditer(r"\S+", text):
            spans.append((at + word.start(), at + word.end()))
            boxes.append((x + CHARACTER * word.start(), y - 8.0, x + CHARACTER * word.end() - 1, y + 2.0))
        texts.append(text)
        at += len(text) + 1
    words = Words(number, np.array(spans, np.int32).reshape(-1, 2), np.array(boxes, np.float32).reshape(-1, 4))
    return RawPage(number, label or str(number), "\n".join(texts), words, 595.0, 842.0, headings)


def cleaned(*pages: str) -> Cleaned:
    """The cleaned pages of a text file."""
    return clean(text_document(*pages))


def plain(*pages: str) -> str:
    """The cleaned text of the pages of a text file."""
    return cleaned(*pages).text.text


def kinds(result: Cleaned) -> list[tuple[str, int, str]]:
    """Kind, level and text of each block."""
    return [(block.kind, block.level, block.span.of(result.text.text)) for block in result.blocks]
