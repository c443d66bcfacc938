"""Cited words marked on the picture of a page.

It does not know documents or PDFium. The mark lets the ink through, so that the words stay as dark as they were, and a line under them says
the same without colour.
"""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image, ImageChops, ImageDraw

from index.types import Box

PADDING = 1.5  # points around the ink
FILL = (255, 226, 104)
LINE = (138, 97, 0)
LINE_WIDTH = 1.0  # points


def marked(picture: Image.Image, boxes: Iterable[Box], scale: tuple[float, float]) -> Image.Image:
    """A copy of the picture (RGB) with the boxes marked; `scale`: pixels of a point across and down."""
    shown = picture.copy()
    areas = [_pixels(box, scale, picture.size) for box in boxes]
    for area in areas:
        tint = Image.new("RGB", (area[2] - area[0], area[3] - area[1]), FILL)
        # Of the picture, not of the copy: what lies under two boxes, such as lines that touch, is tinted once.
        shown.paste(ImageChops.multiply(picture.crop(area), tint), area)
    draw = ImageDraw.Draw(shown)
    width = max(round(LINE_WIDTH * scale[1]), 1)
    for left, _top, right, bottom in areas:
        draw.rectangle((left, bottom - width, right - 1, bottom - 1), fill=LINE)
    return shown


def _pixels(box: Box, scale: tuple[float, float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The box with its padding in whole pixels, at least one each way and inside the picture."""
    across, down = scale
    width, height = size
    left, right = int((box.x0 - PADDING) * across), int((box.x1 + PADDING) * across) + 1
    top, bottom = int((box.top - PADDING) * down), int((box.bottom + PADDING) * down) + 1
    left, top = min(max(left, 0), width - 1), min(max(top, 0), height - 1)
    return left, top, max(min(right, width), left + 1), max(min(bottom, height), top + 1)
