"""PDFs whose order of drawing is not that of reading: columns drawn line by line across the page, or the right one first.

They do not know what a reader should make of them: the tests say that. One of them is a table, which is to be read across.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from reportlab.pdfgen.canvas import Canvas

from tests.pdfs import AUFGABEN, FRISTEN, GRUPPE, WISSEN
from tests.typeset import FONT, HEIGHT, LEADING, LEFT, SIZE, TOP, WIDTH, pdf, wrap, write

GAP = 240.0  # points from one column's left edge to the next


def _halves(text: str, width: float = 215) -> tuple[list[str], list[str]]:
    lines = wrap(text, width)
    return lines[: (len(lines) + 1) // 2], lines[(len(lines) + 1) // 2 :]


def _across(canvas: Canvas, columns: Sequence[Sequence[str]], y: float, gap: float = GAP) -> float:
    """Draw columns line by line across; the next free baseline."""
    canvas.setFont(FONT, SIZE)
    for lines in zip_longest(*columns, fillvalue=""):
        for number, line in enumerate(lines):
            canvas.drawString(LEFT + number * gap, y, line)
        y -= LEADING
    return y


def drawn_across() -> bytes:
    """Two columns drawn line by line across, under a header and over a page number, as some printer drivers do."""

    def draw(canvas: Canvas) -> None:
        write(canvas, ["Amtsblatt für Musterland – Nr. 12 vom 3. Mai 2025"], y=HEIGHT - 40, size=9)
        _across(canvas, _halves(f"{AUFGABEN} {GRUPPE} {FRISTEN} {WISSEN}"), TOP)
        write(canvas, ["311"], WIDTH / 2, 40, size=9)

    return pdf(draw)


def three_across() -> bytes:
    """Three columns drawn line by line across."""

    def draw(canvas: Canvas) -> None:
        lines = wrap(f"{AUFGABEN} {GRUPPE} {FRISTEN} {WISSEN}", 140)
        third = (len(lines) + 2) // 3
        _across(canvas, [lines[:third], lines[third : 2 * third], lines[2 * third :]], TOP, 158)

    return pdf(draw)


def right_first() -> bytes:
    """Two columns, of which the right one is drawn first."""

    def draw(canvas: Canvas) -> None:
        left, right = _halves(f"{AUFGABEN} {GRUPPE} {FRISTEN} {WISSEN}")
        write(canvas, right, LEFT + GAP)
        write(canvas, left, LEFT)

    return pdf(draw)


def heading_across() -> bytes:
    """Two columns, a heading and a sentence across both, and two columns again, all drawn line by line across."""

    def draw(canvas: Canvas) -> None:
        y = _across(canvas, _halves(f"{AUFGABEN} {GRUPPE}"), TOP) - LEADING
        y = write(canvas, ["Fristen und Verfahren bei der Förderung von Vorhaben der Gemeinden"], y=y, font="Times-Bold", size=14)
        _across(canvas, _halves(f"{FRISTEN} {WISSEN}"), y - LEADING)

    return pdf(draw)


def table_across() -> bytes:
    """A table of two columns of words, which is read across: the same white strip, but no running text."""
    rows = [
        ("Ministerium für Inneres und Bau", "Kommunale Digitalisierung"),
        ("Ministerium für Justiz", "Elektronische Akte"),
        ("Ministerium für Bildung", "Lernplattform für Schulen"),
        ("Ministerium der Finanzen", "Steuerportal des Landes"),
        ("Ministerium für Wirtschaft", "Förderung von Unternehmen"),
        ("Ministerium für Umwelt", "Messnetz für Luft und Wasser"),
        ("Staatskanzlei", "Portal der Landesregierung"),
    ]

    def draw(canvas: Canvas) -> None:
        y = write(canvas, ["Die Ressorts sind für folgende Vorhaben zuständig:"]) - LEADING
        _across(canvas, list(zip(*rows, strict=True)), y)

    return pdf(draw)
