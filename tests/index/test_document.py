"""A quote leads to the pages and lines of ink that it stands on."""

import numpy as np

from index.alignment import Aligned, Alignment
from index.document import Document
from index.types import Metadata, RawPage, Source, Span, Words


def page(number: int, text: str, line_height: float = 12.0) -> RawPage:
    """A page set in boxes of 10 points a character, a line for each line of the text."""
    spans, boxes = [], []
    at = 0
    for row, line in enumerate(text.split("\n")):
        column = 0
        for word in line.split(" "):
            spans.append((at + column, at + column + len(word)))
            boxes.append((10 * column, row * line_height, 10 * (column + len(word)), row * line_height + 10))
            column += len(word) + 1
        at += len(line) + 1
    return RawPage(number, str(number), text, Words(number, np.array(spans, np.int32), np.array(boxes, np.float32)))


def document(*texts: str) -> Document:
    pages = tuple(page(number, text) for number, text in enumerate(texts, 1))
    aligned = Aligned.of("\f".join(texts))
    return Document(Source(1, "a.pdf", "application/pdf", ""), "", aligned.text, (), pages, Alignment.of(aligned), Metadata())


def test_a_quote_over_two_lines_has_a_box_for_each() -> None:
    found = document("eins zwei drei\nvier fünf")
    (place,) = found.locate(Span(5, 19))
    assert found.quote(Span(5, 19)) == "zwei drei\nvier"
    assert [(box.x0, box.top, box.x1, box.bottom) for box in place.boxes] == [(50, 0, 140, 10), (0, 12, 40, 22)]


def test_a_quote_over_two_pages_has_a_place_on_each() -> None:
    places = document("eins zwei", "drei vier").locate(Span(5, 14))
    assert [(place.page, [box.x0 for box in place.boxes]) for place in places] == [(1, [50.0]), (2, [0.0])]


def test_words_left_out_between_two_quoted_ones_are_not_marked() -> None:
    text = Aligned.of("eins zwei drei")
    cut = Aligned.join([text[0:4], text[10:14]], " ")
    found = Document(Source(1, "a.pdf", "", ""), "", cut.text, (), (page(1, "eins zwei drei"),), Alignment.of(cut), Metadata())
    (place,) = found.locate(Span(0, 9))
    assert [(box.x0, box.x1) for box in place.boxes] == [(0, 40), (100, 140)]


def test_a_text_without_boxes_still_has_its_page() -> None:
    bare = RawPage(1, "1", "eins", Words.none(1))
    text = Aligned.of("eins")
    found = Document(Source(1, "a.txt", "text/plain", ""), "", "eins", (), (bare,), Alignment.of(text), Metadata())
    assert [(place.page, place.boxes) for place in found.locate(Span(0, 4))] == [(1, ())]
