"""Footnote marks: figures that are glued to a word and stand higher than it become raised figures, as in "2019¹".

It does not know the footnotes themselves. Without it the mark would be read as part of the number or word before it: "20191". Readers
divide a word where its baseline jumps; that is what tells the mark from a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from index.alignment import Aligned, Edit
from index.types import RawPage

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIFT = 0.15  # of the height of the word beside it
_LONGEST = 3  # figures


def raise_marks(raw: Aligned, pages: Sequence[RawPage]) -> Aligned:
    """The raw text with its footnote marks raised. `raw` is the document's raw text as it was read."""
    offsets = [0, *accumulate(len(page.text) + 1 for page in pages)]
    return raw.edit(edit for page, offset in zip(pages, offsets, strict=False) for edit in _marks(page, offset))


def _marks(page: RawPage, offset: int) -> Iterator[Edit]:
    spans, boxes = page.words.spans, page.words.boxes
    if len(spans) < 2:
        return
    glued = np.flatnonzero(spans[:-1, 1] == spans[1:, 0])
    done = -1
    for index in glued.tolist():
        for mark, word in ((index + 1, index), (index, index + 1)):
            start, end = spans[mark].tolist()
            figures = page.text[start:end]
            if (
                mark != done
                and len(figures) <= _LONGEST
                and figures.isdecimal()
                and _stands_higher(boxes[mark].tolist(), boxes[word].tolist())
            ):
                yield Edit(offset + start, offset + end, figures.translate(_RAISED))
                done = mark


def _stands_higher(mark: Sequence[float], word: Sequence[float]) -> bool:
    _, top, _, bottom = word
    return top < mark[3] < bottom - _LIFT * (bottom - top) and mark[3] - mark[1] < bottom - top
