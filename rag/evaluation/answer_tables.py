"""The results on answers and on the verifier as tables. Titles, columns and labels are keys, which the surface words.

It does not know languages nor screens.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from rag.evaluation.answers import WAYS, AnswerQuality
from rag.evaluation.measures import Estimate
from rag.evaluation.report import About, Cell, Table
from rag.evaluation.verification import Verification, kinds


def verification_tables(result: Verification) -> list[Table]:
    """Right verdicts by kind of claim, and the figures of all together."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        ("date_changed" if kind == "date" else kind, result.right[kind], result.right[kind].questions)
        for kind in kinds()
        if kind in result.right
    )
    together: tuple[tuple[Cell, ...], ...] = (
        ("balanced", result.balanced),
        ("precision", result.precision),
        ("recall", result.recall),
    )
    return [Table("right", ("kind", "share", "pairs"), rows), Table("together", ("", "value"), together)]


def answer_tables(results: Mapping[str, AnswerQuality]) -> list[Table]:
    """One column for each way to answer."""
    found = list(results.values())
    rows: list[tuple[Cell, ...]] = [_row(f"status_{name}", [each.statuses[name] for each in found]) for name in found[0].statuses]
    rows += [
        _row("cites_gold", [each.cites_gold for each in found]),
        _row("citation_precision", [each.citation_precision for each in found]),
        _row("citation_recall", [each.citation_recall for each in found]),
        _row("judged_recall", [each.judged_recall for each in found]),
        _row("judged_precision", [each.judged_precision for each in found]),
        _row("answer_half_numbers", [each.half_numbers for each in found]),
        _row("answer_all_numbers", [each.all_numbers for each in found]),
        _row("answer_f1", [each.f1 for each in found]),
        _row("rouge_l", [each.rouge_l for each in found]),
        *(_row(f"way_{way}", [each.ways[way] for each in found]) for way in WAYS),
        _row("rejected", [each.rejected for each in found]),
        _row("refused_without", [each.refused_without for each in found]),
        _row("words", [each.words for each in found]),
        *([_row("words_per_second", paces)] if any(paces := [each.words_per_second for each in found]) else []),
        *([_row("tokens_per_second", rates)] if any(rates := [each.tokens_per_second for each in found]) else []),
        *(_row(f"seconds_{name}", [each.seconds[name] for each in found]) for name in found[0].seconds),
    ]
    kept = [row for row in rows if any(not isinstance(cell, Estimate) or cell.questions for cell in row[1:])]
    return [Table("answers", ("", *results), tuple(kept))]


def about_pairs(name: str, pairs: int, settings: Mapping[str, str]) -> About:
    """What a verification was measured on: no library, no encoder."""
    today = datetime.datetime.now(datetime.UTC).date()
    return About("verify", name, 0, 0, pairs, 0, 0, "", "", today, settings)


def _row(label: str, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    return (label, *cells)
