"""Results of an evaluation in words: tables for a terminal or a pipe, and a report in Markdown.

It does not know how anything was measured.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ui.evaluation_texts import EVALUATION_TEXTS
from ui.terminal import plain
from ui.texts import TEXTS, Language, date, number, text

if TYPE_CHECKING:
    from rag.evaluation.report import About, Cell, Table

WIDE = 160  # columns where there is no terminal to fit


def print_tables(described: About, tables: Sequence[Table], language: Language) -> None:
    """On standard output, with neither colour nor cut-off columns in a pipe."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as Shown
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)
    for key, value in _facts(described, language):
        console.print(Text(f"{key}: {value}"))
    for table in tables:
        console.print(Text(f"\n{said(table.title, language)}", style="bold"))
        shown = Shown(box=box.SIMPLE_HEAD)
        for column, name in enumerate(table.columns):
            shown.add_column(Text(said(name, language)), justify="right" if column else "left")
        for row in table.rows:
            shown.add_row(*(Text(cell(each, language)) for each in row))
        console.print(shown)


def markdown(described: About, tables: Sequence[Table], language: Language) -> str:
    """The same as a Markdown document."""
    lines = [f"# {text('eval_report', language)}: {escaped(said(described.kind, language))}", ""]
    lines += [f"- {escaped(key)}: {escaped(value)}" for key, value in _facts(described, language)]
    for table in tables:
        lines += ["", f"## {escaped(said(table.title, language))}", ""]
        lines.append(_row(said(name, language) for name in table.columns))
        lines.append("|" + "|".join("---:" if column else "---" for column in range(len(table.columns))) + "|")
        lines += [_row(cell(each, language) for each in row) for row in table.rows]
    return "\n".join(lines) + "\n"


def said(key: str, language: Language) -> str:
    """The words for a key; what is none, such as the name of a measure, stays."""
    name = f"eval_{key}"
    if name in EVALUATION_TEXTS:
        return EVALUATION_TEXTS[name][language != "de"]
    if name in TEXTS:
        return text(name, language)
    name, _, depth = name.partition("@")
    return text(name, language, depth=depth) if name in TEXTS else plain(key)


def cell(value: Cell, language: Language) -> str:
    """Shares with three decimals, other values with one; an interval behind its mean."""
    from rag.evaluation.measures import Difference, Estimate

    if isinstance(value, Difference):
        low, mean, high = (f"{'+' if each >= 0 else '−'}{number(abs(each), language, 3)}" for each in (value.low, value.mean, value.high))
        return f"{mean} [{low} … {high}], p = {number(value.p, language, 4)}"
    if isinstance(value, Estimate):
        return f"{number(value.mean, language, 3)} [{number(value.low, language, 3)} … {number(value.high, language, 3)}]"
    if isinstance(value, float):
        return number(value, language, 3 if abs(value) <= 1 else 1)
    if isinstance(value, int):
        return number(value, language)
    return "–" if value is None else said(value, language)


def _facts(described: About, language: Language) -> Iterator[tuple[str, str]]:
    counts = {
        "documents": described.documents,
        "passages": described.passages,
        "questions": described.questions,
        "unread": described.unread,
        "unknown": described.unknown,
    }
    yield said("corpus", language), plain(described.corpus)
    for name, count in counts.items():
        if count or (name not in ("unread", "unknown") and described.library_version):
            yield said("pairs" if described.kind == "verify" else name, language), number(count, language)
    if described.library_version:
        yield said("embedder", language), plain(described.embedder)
        yield said("library_version", language), described.library_version
    yield said("date", language), date(described.date, language)
    if described.settings:
        yield said("settings", language), ", ".join(f"{name} {plain(value)}" for name, value in described.settings.items())


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"


def escaped(words: str) -> str:
    """Names of files and documents are text: they must not become markup."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>|#" else character for character in words)
