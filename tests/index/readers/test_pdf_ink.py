"""Word boxes lie on the ink: pages are rendered, and the pixels under the boxes compared with those beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray

from index.readers import PDFIUM
from index.types import RawPage
from tests import papers, pdfs
from tests.index.readers.reading import read_one

SCALE = 3
CASES: dict[str, Callable[[], bytes]] = {
    "simple": pdfs.simple,
    "two_columns": pdfs.two_columns,
    "footnotes": pdfs.footnotes,
    "ligatures": pdfs.ligatures,
    "turned_text": pdfs.turned_text,
    "kleine_anfrage": papers.kleine_anfrage,
    **{f"rotated {angle}": partial(pdfs.rotated, angle) for angle in (90, 180, 270)},
    **{f"rotated {angle} cropped": partial(pdfs.rotated, angle, crop=True) for angle in (0, 90, 180, 270)},
}


def _ink(data: bytes, index: int) -> NDArray[np.bool_]:
    with PDFIUM, pdfium.PdfDocument(data) as document:
        pixels: NDArray[np.uint8] = document[index].render(scale=SCALE, grayscale=True).to_numpy().squeeze()
        return pixels < 128


def _under(page: RawPage, shape: tuple[int, ...], margin: float) -> NDArray[np.bool_]:
    mask = np.zeros(shape, bool)
    for x0, top, x1, bottom in (page.words.boxes + np.array([-margin, -margin, margin, margin])) * SCALE:
        mask[max(int(top), 0) : int(np.ceil(bottom)), max(int(x0), 0) : int(np.ceil(x1))] = True
    return mask


@pytest.mark.parametrize("case", CASES)
def test_all_ink_lies_in_boxes_and_every_box_holds_ink(case: str) -> None:
    data = CASES[case]()
    for page in read_one(data).pages:
        ink = _ink(data, page.number - 1)
        assert abs(ink.shape[1] - page.width * SCALE) <= SCALE
        assert abs(ink.shape[0] - page.height * SCALE) <= SCALE
        beside = ink & ~_under(page, ink.shape, margin=1)
        beside[beside.sum(axis=1) > 100 * SCALE] = False  # rules are ink without a word
        assert beside.sum() <= 0.002 * ink.sum()
        for word in page.words:
            box = word.box
            rows, columns = slice(int(box.top * SCALE), int(box.bottom * SCALE) + 1), slice(int(box.x0 * SCALE), int(box.x1 * SCALE) + 1)
            assert ink[rows, columns].mean() > 0.08, word.span.of(page.text)


def test_the_check_would_notice_boxes_that_are_off_by_a_line() -> None:
    data = pdfs.simple()
    (page,) = read_one(data).pages
    ink = _ink(data, 0)
    shifted = np.roll(_under(page, ink.shape, margin=1), 10 * SCALE, axis=0)
    assert (ink & ~shifted).sum() > 0.2 * ink.sum()
