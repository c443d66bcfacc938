"""Columns drawn in another order than they are read; and everything else stays in the order of the file."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.readers.pdf_columns import in_columns
from index.types import RawPage
from tests import columns, papers, pdfs
from tests.index.readers.reading import read_one
from tests.typeset import LEADING

ACROSS = [columns.drawn_across, columns.three_across, columns.right_first, columns.heading_across]
KEPT = [
    columns.table_across, pdfs.two_columns, pdfs.simple, pdfs.table, pdfs.footnotes, pdfs.bookmarked, pdfs.over_pages,
    papers.kleine_anfrage,
]  # fmt: skip


def words(page: RawPage) -> list[str]:
    return [word.span.of(page.text) for word in page.words]


def moved(page: RawPage, order: list[int]) -> RawPage:
    """The page as if its words had been drawn in another order, each on a line of its own."""
    parts = [words(page)[index] for index in order]
    ends = np.cumsum([len(part) + 1 for part in parts]) - 1
    text, spans, boxes = in_columns(
        "\n".join(parts),
        np.array([(end - len(part), end) for part, end in zip(parts, ends.tolist(), strict=True)], np.int32),
        page.words.boxes[order],
    )
    return RawPage(page.number, page.label, text, type(page.words)(page.number, spans, boxes), page.width, page.height)


@pytest.mark.parametrize("make", ACROSS, ids=lambda make: make.__name__)
def test_columns_are_read_one_after_the_other(make: Callable[[], bytes]) -> None:
    text = " ".join(read_one(make()).text.replace("-\n", "").replace("\x02\n", "").split())
    sentences = [
        "Das Nähere regelt die Kommunalverfassung des Landes.",
        "Über sie entscheidet die Bewilligungsbehörde",
        "Justiz bislang nicht ein",
    ]
    places = [text.find(sentence) for sentence in sentences]
    assert -1 not in places
    assert places == sorted(places)


def test_a_heading_across_both_stands_between_them() -> None:
    text = read_one(columns.heading_across()).text
    assert text.index("Geschäftsordnung aus.") < text.index("Fristen und Verfahren") < text.index("Anträge sind")


def test_a_table_is_read_across() -> None:
    assert "Justiz Elektronische Akte" in read_one(columns.table_across()).text


@pytest.mark.parametrize("make", KEPT, ids=lambda make: make.__name__)
def test_what_is_drawn_in_order_is_not_touched(make: Callable[[], bytes]) -> None:
    for page in read_one(make()).pages:
        found = in_columns(page.text, page.words.spans, page.words.boxes)
        assert found[0] is page.text
        assert found[1] is page.words.spans


def test_two_columns_drawn_across_come_out_as_those_drawn_in_order() -> None:
    (page,) = read_one(pdfs.two_columns()).pages
    boxes = page.words.boxes
    height = (boxes[:, 1] + boxes[:, 3]) / 2
    order = np.argsort(height, kind="stable")
    line = np.empty(len(boxes), np.intp)
    line[order] = np.cumsum(np.diff(height[order], prepend=0) > LEADING / 2 - 2)
    across = np.lexsort((boxes[:, 0], line)).tolist()
    assert words(moved(page, across)) == words(page)
    right = np.flatnonzero((boxes[:, 0] > 300) & (boxes[:, 1] > 70)).tolist()
    assert words(moved(page, [*right, *sorted(set(range(len(boxes))) - set(right))]))[-len(right) :] == words(page)[-len(right) :]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([*ACROSS, *KEPT]), st.randoms(use_true_random=False), st.integers(1, 40))
def test_no_word_is_lost_and_each_keeps_its_box(make: Callable[[], bytes], chance: random.Random, length: int) -> None:
    page = read_one(make()).pages[0]
    stretches = [list(range(start, min(start + length, len(page.words)))) for start in range(0, len(page.words), length)]
    chance.shuffle(stretches)
    found = moved(page, [index for stretch in stretches for index in stretch])
    spans = found.words.spans
    assert (spans[1:, 0] >= spans[:-1, 1]).all()
    before = sorted((word, *box) for word, box in zip(words(page), page.words.boxes.tolist(), strict=True))
    assert sorted((word, *box) for word, box in zip(words(found), found.words.boxes.tolist(), strict=True)) == before
    assert "".join(found.text.split()) == "".join(words(found))
