"""Bookmarks of a PDF, resolved to the lines that they name.

It does not know how headings look: a bookmark whose title stands nowhere on its page as a line of its own is left out, never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.types import Heading, RawPage, Span

_DEPTH = 8
_VIEWS = {  # what the numbers of a destination mean
    pdfium_c.PDFDEST_VIEW_XYZ: ("x", "y"),
    pdfium_c.PDFDEST_VIEW_FITH: ("y",),
    pdfium_c.PDFDEST_VIEW_FITBH: ("y",),
    pdfium_c.PDFDEST_VIEW_FITR: ("x", "", "", "y"),
}


@dataclass(frozen=True, slots=True)
class Bookmark:
    """`x` and `y` are the destination in the page's user space, where the bookmark says so."""

    title: str
    level: int
    x: float | None
    y: float | None


def bookmarks(document: pdfium.PdfDocument) -> dict[int, list[Bookmark]]:
    """The bookmarks of each page, by its index from 0, in their order. Links to other files are left out."""
    found: dict[int, list[Bookmark]] = defaultdict(list)
    for entry in document.get_toc(max_depth=_DEPTH):
        destination, title = entry.get_dest(), entry.get_title().strip()
        index = destination.get_index() if destination else None
        if index is None or destination is None or not title:
            continue
        x, y = _point(destination)
        found[index].append(Bookmark(title, entry.level + 1, x, y))
    return found


def _point(destination: pdfium.PdfDest) -> tuple[float | None, float | None]:
    mode, view = destination.get_view()
    at = dict(zip(_VIEWS.get(mode, ()), view, strict=False))
    return at.get("x"), at.get("y")


def headings(page: RawPage, marks: Sequence[tuple[Bookmark, float | None]]) -> tuple[Heading, ...]:
    """The lines of `page` that the bookmarks name, ascending; each with the height on the page that its bookmark leads to, if known."""
    if not marks:
        return ()
    letters, places = _letters(page.text)
    found: dict[Span, int] = {}
    for mark, height in marks:
        spans = [span for span in _lines_saying(mark.title, letters, places, page.text) if not any(_touch(span, other) for other in found)]
        if spans:
            nearest = spans[0] if height is None else min(spans, key=lambda span: abs(_height(page, span) - height))
            found[nearest] = mark.level
    return tuple(Heading(span, level) for span, level in sorted(found.items()))


def _letters(text: str) -> tuple[str, list[int]]:
    """Letters and digits alone, in lower case, and where each stands: titles differ from lines in spaces, hyphens and dots."""
    pairs = [(lower, i) for i, char in enumerate(text) if char.isalnum() for lower in char.lower()]
    return "".join(lower for lower, _ in pairs), [i for _, i in pairs]


def _lines_saying(title: str, letters: str, places: Sequence[int], text: str) -> Iterator[Span]:
    """Whole lines that hold the title and nothing else but a number before it ("1.1") or after it (a page)."""
    wanted, _ = _letters(title)
    at = letters.find(wanted) if wanted else -1
    while at >= 0:
        start = text.rfind("\n", 0, places[at]) + 1
        last = places[at + len(wanted) - 1]
        end = text.find("\n", last) if "\n" in text[last:] else len(text)
        before, after = text[start : places[at]], text[last + 1 : end]
        if not any(char.isalpha() for char in before + after):
            yield Span(start + len(text[start:end]) - len(text[start:end].lstrip()), start + len(text[start:end].rstrip()))
        at = letters.find(wanted, at + 1)


def _touch(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end


def _height(page: RawPage, span: Span) -> float:
    """How far from the top of the page the line stands, in points."""
    first = int(np.searchsorted(page.words.spans[:, 1], span.start, "right"))
    return float(page.words.boxes[first, 1])
