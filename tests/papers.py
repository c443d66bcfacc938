"""A parliamentary paper as a PDF: three pages of a question (Kleine Anfrage) with the government's answers, all of it made up.

It does not know what should be made of it. `QUESTIONS` and `ANSWERS` hold the texts as a person would type them.
"""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.typeset import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, paragraph, pdf, wrap, write

NUMBER, DATE = "8/4711", "12.03.2025"
TITLE = "Einsatz von Künstlicher Intelligenz in der Landesverwaltung"
PRELIMINARY = """
Die Landes|regierung hat im Januar 2025 ihre Digital|strategie fort|ge|schrieben. Nach Aus|kunft des Minis|teriums für Inneres, Bau und
Digi|tali|sierung sollen bis zum Jahr 2028 ins|ge|samt 42 Verwaltungs|leis|tungen voll|ständig auto|mati|siert werden.
"""
QUESTIONS = (
    "Welche KI-ge|stützten Ver|fahren setzt die Landes|ver|wal|tung zum Stich|tag 31. De|zember 2024 ein?",
    "Wie hoch waren die Aus|gaben für diese Ver|fahren in den Jahren 2022, 2023 und 2024?",
    "Wurden Be|schäftigte im Um|gang mit diesen Ver|fahren ge|schult? Wenn ja, wie viele?",
    "Sind der Landes|regie|rung Fälle be|kannt, in denen ein sol|ches Ver|fahren zu fehler|haften Be|scheiden ge|führt hat?",
)
ANSWERS = (
    """
    Zum Stich|tag waren drei Ver|fahren im Ein|satz: die Text|erken|nung im Landes|archiv, die Über|setzung von Bürger|anfragen in der
    Aus|länder|behörde und die Prü|fung von Reise|kosten|anträgen im Landes|amt für innere Ver|wal|tung.¹
    """,
    """
    Die Aus|gaben be|trugen 118.400 Euro im Jahr 2022, 204.750,50 Euro im Jahr 2023 und 391.000 Euro im Jahr 2024. Darin sind
    Per|sonal|kosten nicht ent|halten. Für das Jahr 2025 sind 450.000 Euro ver|an|schlagt (Einzel|plan 15, Kapitel 1502, Titel 511.01).
    """,
    """
    Ja. Im Jahr 2024 haben 1.312 Be|schäftigte an einer Schu|lung teil|ge|nommen. Die Schu|lung ist für Be|schäftigte, die mit einem der
    Ver|fahren arbeiten, ver|pflich|tend. Nach § 7 Ab|satz 2 der Dienst|verein|barung ist sie alle zwei Jahre zu wieder|holen.
    """,
    """
    Nein. Der Landes|regierung liegen hierzu keine Er|kennt|nisse vor. Im Übrigen wird auf die Ant|wort der Landes|regierung auf die
    Kleine An|frage auf Druck|sache 8/2625 ver|wiesen.
    """,
)
FOOTNOTE = "¹ Das Verfahren im Landesarchiv wird gemeinsam mit Sachsen-Anhalt betrieben."
SIGNED = """
Die Ministerin für Inneres, Bau und Digitalisierung hat namens der Landesregierung die Kleine Anfrage mit Schreiben vom 10. März 2025
beantwortet.
"""


def plain(text: str) -> str:
    """One of the texts as a person would type it."""
    return " ".join(text.replace("|", "").split())


def kleine_anfrage() -> bytes:
    """Three pages: letterhead, preliminary remark, four questions each with its answer; the third answer runs over a page break.

    Header, footer, page numbers and a footnote stand where they do in real papers.
    """

    def draw(canvas: Canvas) -> None:
        canvas.setTitle(TITLE)
        y = write(canvas, ["Vorbemerkung der Landesregierung"], y=_letterhead(canvas), font="Times-Bold") - 5
        y = _question(canvas, 1, paragraph(canvas, PRELIMINARY, y) - 8)
        paragraph(canvas, ANSWERS[0], y)
        canvas.line(LEFT, BOTTOM + 22, LEFT + 130, BOTTOM + 22)
        write(canvas, [FOOTNOTE], y=BOTTOM + 8, size=8)
        write(canvas, wrap(SIGNED, RIGHT - LEFT, size=8), y=52, size=8)
        y = _question(canvas, 2, _next_page(canvas, 1))
        y = _question(canvas, 3, paragraph(canvas, ANSWERS[1], y) - 10)
        lines = wrap(ANSWERS[2], RIGHT - LEFT)
        write(canvas, lines[:2], y=y)
        y = write(canvas, lines[2:], y=_next_page(canvas, 2)) - 15
        paragraph(canvas, ANSWERS[3], _question(canvas, 4, y))
        _page_number(canvas, 3)

    return pdf(draw)


def _question(canvas: Canvas, number: int, y: float) -> float:
    write(canvas, [f"{number}."], y=y, font="Times-Bold")
    return paragraph(canvas, QUESTIONS[number - 1], y, x=LEFT + 20, width=RIGHT - LEFT - 20, font="Times-Bold") - 4


def _next_page(canvas: Canvas, page: int) -> float:
    _page_number(canvas, page)
    canvas.showPage()
    write(canvas, [f"Drucksache {NUMBER}"], y=HEIGHT - 50, size=9)
    canvas.drawRightString(RIGHT, HEIGHT - 50, "Landtag Mecklenburg-Vorpommern – 8. Wahlperiode")
    return TOP


def _page_number(canvas: Canvas, page: int) -> None:
    write(canvas, [str(page)], WIDTH / 2, 28, size=9)


def _letterhead(canvas: Canvas) -> float:
    write(canvas, ["LANDTAG MECKLENBURG-VORPOMMERN", "8. Wahlperiode"], y=HEIGHT - 50, font="Times-Bold")
    canvas.drawRightString(RIGHT, HEIGHT - 50, f"Drucksache {NUMBER}")
    canvas.drawRightString(RIGHT, HEIGHT - 64, DATE)
    canvas.line(LEFT, HEIGHT - 72, RIGHT, HEIGHT - 72)
    y = write(canvas, ["KLEINE ANFRAGE"], y=TOP - 20, font="Times-Bold", size=14)
    y = write(canvas, ["der Abgeordneten Maria Beispiel, Fraktion der Mitte"], y=y - 6)
    y = write(canvas, wrap(TITLE, RIGHT - LEFT, "Times-Bold", 12), y=y - 10, font="Times-Bold", size=12)
    y = write(canvas, ["und"], y=y - 4)
    y = write(canvas, ["ANTWORT"], y=y - 4, font="Times-Bold", size=14)
    return write(canvas, ["der Landesregierung"], y=y - 4) - 20
