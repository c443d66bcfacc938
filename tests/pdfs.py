"""Small PDFs in the layouts that bite, drawn with reportlab; every function returns the same bytes at each call.

They do not know what a reader or the cleaner should make of them: the tests say that.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.typeset import FONT, HEIGHT, LEADING, LEFT, SIZE, TOP, WIDTH, paragraph, pdf, wrap, write

AUFGABEN = (
    "Die Gemeinden nehmen ihre Auf|gaben in eigener Verant|wortung wahr. Das Nähere regelt die Kommunal|verfassung des Landes. Für die "
    "Digi|tali|sierung der Ver|wal|tung stehen im Haus|halts|jahr 2025 "
    "ins|gesamt 1.234.567,89 Euro bereit; das sind 3,5 Prozent mehr als im Vor|jahr."
)
GRUPPE = (
    "Die Bund-Länder-Arbeits|gruppe hat am 20. Juni 2023 getagt. An ihr haben Sachsen-|Anhalt, Branden|burg und Mecklen|burg-|Vor|pommern "
    "teil|ge|nommen. Bund- und Länder|behörden tauschen ihre Er|geb|nisse nach §§ 4 und 5 der Ge|schäfts|ordnung aus."
)
FRISTEN = (
    "Anträge sind bis zum 30. September 2025 schrift|lich oder elek|tro|nisch zu stellen. Über sie ent|scheidet die Be|willi|gungs|behörde "
    "inner|halb von drei Mo|naten. Ein Rechts|an|spruch auf die Förde|rung besteht nicht (vgl. Drs. 8/2625, S. 4)."
)
WISSEN = (
    "KI-ge|stützte Ver|fahren werden in der Justiz bislang nicht ein|ge|setzt. Eine Er|probung ist z. B. bei den Ver|waltungs|ge|richten "
    "vor|ge|sehen. Die Er|geb|nisse sollen im Jahr 2026 vor|liegen und dem Land|tag zu|ge|leitet werden."
)


def simple(text: str = AUFGABEN, **options: object) -> bytes:
    """One page with one paragraph; hyphens at its line ends."""

    def draw(canvas: Canvas) -> None:
        paragraph(canvas, text, TOP, width=260)

    return pdf(draw, **options)


def two_columns() -> bytes:
    """A heading over two columns; a word is hyphenated from the foot of the left one to the head of the right one."""

    def draw(canvas: Canvas) -> None:
        write(canvas, ["Bericht über die Verwaltungsmodernisierung"], y=TOP + 30, font="Times-Bold", size=14)
        lines = wrap(f"{AUFGABEN} {GRUPPE} {FRISTEN} {WISSEN}", 215)
        middle = next(i for i in range(len(lines) // 2, len(lines)) if lines[i - 1].endswith("-"))
        write(canvas, lines[:middle], LEFT)
        write(canvas, lines[middle:], LEFT + 240)

    return pdf(draw)


def over_pages() -> bytes:
    """Three pages with running header, footer and page number; sentences and hyphenated words run over the page breaks."""

    def draw(canvas: Canvas) -> None:
        lines = wrap(f"{AUFGABEN} {GRUPPE} {FRISTEN} {WISSEN}", 300)
        breaks = [i + 1 for i, line in enumerate(lines) if line.endswith("-")]
        first, second = (min(breaks, key=lambda at: abs(at - len(lines) * part)) for part in (0.33, 0.66))
        for number, part in enumerate([lines[:first], lines[first:second], lines[second:]], 1):
            write(canvas, ["Ministerium für Inneres und Bau – Jahresbericht 2025"], y=HEIGHT - 40, size=9)
            write(canvas, part)
            write(canvas, [f"Seite {number} von 3"], WIDTH / 2 - 25, 40, size=9)
            canvas.showPage()

    return pdf(draw)


def footnotes() -> bytes:
    """A paragraph with two raised footnote marks and their notes in small type under a rule."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, TOP)
        text.setFont(FONT, SIZE)
        for words, mark, rest in [("Die Richtlinie gilt seit 2019", "1", " für alle Behörden."), ("Sie wurde 2024 überarbeitet.", "2", "")]:
            text.textOut(words)
            text.setFont(FONT, 7)
            text.setRise(4)
            text.textOut(mark)
            text.setFont(FONT, SIZE)
            text.setRise(0)
            text.textLine(rest)
        canvas.drawText(text)
        canvas.line(LEFT, 130, LEFT + 140, 130)
        write(canvas, ["1 Amtsblatt Nr. 12 vom 3. Mai 2019, S. 345.", "2 Vgl. Drucksache 8/2625, Anlage 2."], y=118, size=8)

    return pdf(draw)


def table() -> bytes:
    """A sentence, a table of four columns with rules, and a sentence after it."""
    rows = [
        ("Jahr", "Anträge", "bewilligt", "Summe in Euro"),
        ("2022", "118", "97", "1.204.300,00"),
        ("2023", "131", "104", "1.377.950,50"),
    ]

    def draw(canvas: Canvas) -> None:
        y = paragraph(canvas, "Die Zahl der Anträge hat sich wie folgt entwickelt:", TOP) - 10
        for row in [*rows, ("2024", "149", "122", "1.598.000,00")]:
            write(canvas, [row[0]], LEFT + 5, y)
            for column, cell in enumerate(row[1:], 1):
                canvas.drawRightString(LEFT + 75 + 90 * column, y, cell)
            canvas.rect(LEFT, y - 4, 360, LEADING + 3)
            y -= LEADING + 3
        paragraph(canvas, "Für das Jahr 2025 liegen noch keine Zahlen vor.", y - 10)

    return pdf(draw)


def rotated(angle: int = 90, crop: bool = False) -> bytes:
    """A page that is displayed turned by `angle` degrees, with a crop box off the media box's corner when `crop`."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(angle)
        if crop:
            canvas.setCropBox((40, 60, WIDTH - 30, HEIGHT - 20))
        paragraph(canvas, GRUPPE, TOP if angle % 180 == 0 else WIDTH - 90, width=300)

    return pdf(draw)


def turned_text() -> bytes:
    """A landscape table page kept in portrait: the text runs upwards and /Rotate shows it upright, as scanners and Word do."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        paragraph(canvas, FRISTEN, landscape(A4)[1] - 80, width=500)

    return pdf(draw)


def ligatures() -> bytes:
    """Text set with the real glyphs U+FB01 and U+FB02, and a soft hyphen inside a line."""

    def draw(canvas: Canvas) -> None:
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
        write(
            canvas,
            ["Die ﬁnanzielle Pﬂicht der Öﬀentlichkeit".replace("ﬀ", "ff"), "beeinﬂusst Grund\u00adstücke nach § 12 Abs. 2 nicht."],
            font="Vera",
        )

    return pdf(draw)


def letter_spaced() -> bytes:
    """A heading in spaced letters, as typists set them, over a paragraph."""

    def draw(canvas: Canvas) -> None:
        y = write(canvas, ["V o r b e m e r k u n g   d e r   L a n d e s r e g i e r u n g"], font="Times-Bold")
        paragraph(canvas, WISSEN, y - 8)

    return pdf(draw)


def scanned() -> bytes:
    """One page that is nothing but a picture of text."""
    return pdf(_draw_picture)


def mixed_scan() -> bytes:
    """Two pages: the first with text, the second a picture of text."""

    def draw(canvas: Canvas) -> None:
        paragraph(canvas, AUFGABEN, TOP)
        canvas.showPage()
        _draw_picture(canvas)

    return pdf(draw)


def _draw_picture(canvas: Canvas) -> None:
    text = "Die Kommunalverfassung gilt für alle Gemeinden. Anträge sind bis zum 30. September 2025 zu stellen."
    with pdfium.PdfDocument(simple(text)) as document:
        image = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    canvas.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)


def bookmarked() -> bytes:
    """Four pages labelled i, ii, 1, 2, with bookmarks of two levels, document title and date."""
    chapters: Sequence[tuple[int, str, str]] = [
        (0, "Vorwort", AUFGABEN),
        (0, "1 Allgemeines", GRUPPE),
        (1, "1.1 Fristen", FRISTEN),
        (0, "2 Ausblick", WISSEN),
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Jahresbericht zur Verwaltungsmodernisierung")
        canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        canvas.addPageLabel(2, style="ARABIC", start=1)
        for number, (level, title, text) in enumerate(chapters):
            paragraph(canvas, f"Vor dem Abschnitt steht ein Satz auf Blatt {number + 1}.", TOP)
            canvas.bookmarkHorizontal(f"k{number}", 0, TOP - 30)
            canvas.addOutlineEntry(title, f"k{number}", level)
            write(canvas, [title], y=TOP - 45, font="Times-Bold", size=14)
            paragraph(canvas, text, TOP - 70)
            canvas.showPage()

    return pdf(draw)


def encrypted(password: str = "geheim") -> bytes:
    """A page that opens with `password`; with "" it opens for everybody and only copying is restricted."""
    return simple(encrypt=StandardEncryption(password, ownerPassword="amt", canPrint=0))
