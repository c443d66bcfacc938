"""Setting type on PDF pages for the tests: lines, hyphens, paragraphs.

It does not know which document is drawn. In a text "|" is a place where a word may be broken at a line end ("Kommunal|verfassung").
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = float(A4[0]), float(A4[1])
LEFT, RIGHT, TOP, BOTTOM = 70.0, WIDTH - 70.0, HEIGHT - 90.0, 80.0
FONT, SIZE, LEADING = "Times-Roman", 11.0, 13.5


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF of what `draw` puts on the canvas; `options` go to reportlab's Canvas."""
    out = io.BytesIO()
    canvas = Canvas(out, **{"pagesize": A4, "invariant": 1, **options})
    draw(canvas)
    canvas.save()
    return out.getvalue()


def wrap(text: str, width: float, font: str = FONT, size: float = SIZE) -> list[str]:
    """Lines of at most `width` points, filled greedily, broken at spaces and, with a hyphen, at "|"."""
    lines, line = [], ""
    for word in text.split():
        parts = word.split("|")
        while parts:
            gap = " " if line else ""
            heads = [_head(parts, take) for take in range(len(parts), 0, -1)]
            fitting = [head for head in heads if pdfmetrics.stringWidth(line + gap + head, font, size) <= width]
            if fitting or not line:
                head = fitting[0] if fitting else heads[0]
                line, parts = line + gap + head, parts[len(parts) - heads.index(head) :]
            if parts:
                lines.append(line)
                line = ""
    return [*lines, line]


def _head(parts: Sequence[str], take: int) -> str:
    """The first parts of a word, with a hyphen where it is broken and has none."""
    head = "".join(parts[:take])
    return head if take == len(parts) or head.endswith("-") else head + "-"


def write(canvas: Canvas, lines: Iterable[str], x: float = LEFT, y: float = TOP, *, font: str = FONT, size: float = SIZE) -> float:
    """Draw the lines downwards from the baseline `y`; the next free baseline."""
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= LEADING * size / SIZE
    return y


def paragraph(canvas: Canvas, text: str, y: float, *, x: float = LEFT, width: float = RIGHT - LEFT, font: str = FONT) -> float:
    """Draw a wrapped paragraph and leave half a line after it."""
    return write(canvas, wrap(text, width, font), x, y, font=font) - LEADING / 2
