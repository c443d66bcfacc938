"""Results as tables and as data.

It does not know languages nor screens: titles, columns and the labels of rows are keys, which the surface words; cells are values.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from index.errors import BelegtError
from rag.evaluation.collection import Collection
from rag.evaluation.evidence import EvidenceQuality
from rag.evaluation.measures import RANKING, Difference, Estimate
from rag.evaluation.refusal import Point, Refusal
from rag.evaluation.retrieval import Retrieval

Cell = str | int | float | Estimate | Difference | None
Result = Retrieval | Refusal | EvidenceQuality
COVERAGES = tuple(step / 10 for step in range(1, 11))


@dataclass(frozen=True, slots=True)
class About:
    """What was measured, on what, with which settings. unread: documents; unknown: judgements of what is not there."""

    kind: str
    corpus: str
    documents: int
    passages: int
    questions: int
    unread: int
    unknown: int
    embedder: str
    library_version: str
    date: datetime.date
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and labels are keys; a row begins with its label."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def about(kind: str, collection: Collection, questions: int, settings: Mapping[str, str]) -> About:
    """Sizes and versions of what was measured today."""
    info = collection.library.info()
    return About(
        kind=kind,
        corpus=collection.name,
        documents=info.documents,
        passages=info.passages,
        questions=questions,
        unread=len(collection.problems),
        unknown=collection.unknown,
        embedder=info.embedder,
        library_version=info.version,
        date=datetime.datetime.now(datetime.UTC).date(),
        settings=settings,
    )


def to_dict(described: About, result: Result) -> dict[str, object]:
    """For JSON."""
    return {"about": {**dataclasses.asdict(described), "date": described.date.isoformat()}, "result": dataclasses.asdict(result)}


def tables(result: Result) -> list[Table]:
    """What a person reads of a result."""
    if isinstance(result, Retrieval):
        return _retrieval(result)
    return _refusal(result) if isinstance(result, Refusal) else _evidence(result)


def _retrieval(result: Retrieval) -> list[Table]:
    rows: tuple[tuple[Cell, ...], ...] = tuple((measure, *(leg[measure] for leg in result.legs.values())) for measure in RANKING)
    compared = tuple((f"{each.left} − {each.right}", each.difference, each.milliseconds) for each in result.comparisons)
    latency = tuple((name, each.p50, each.p95) for name, each in result.latency.items())
    found = [Table("retrieval", ("measure", *result.legs), rows)]
    found += [Table("comparison", ("compared", "difference", "milliseconds"), compared)] if compared else []
    return [*found, Table("latency", ("", "p50", "p95"), latency)]


def _refusal(result: Refusal) -> list[Table]:
    apart: tuple[tuple[Cell, ...], ...] = (
        ("all_questions", result.auroc_hard, result.auroc_easy),
        ("found_questions", result.auroc_hard_found, result.auroc_easy_found),
    )
    at: tuple[tuple[Cell, ...], ...] = (
        ("threshold", result.threshold),
        ("found_share", result.found),
        ("answered", result.answered),
        ("answered_found", result.answered_found),
        ("refused_hard", result.refused_hard),
        ("refused_easy", result.refused_easy),
    )
    return [
        Table("auroc", ("answerable", "against_hard", "against_easy"), apart),
        Table("at_threshold", ("", "value"), tuple(row for row in at if not _nothing(row[1]))),
        Table("curve", ("threshold", "coverage", "risk"), _steps(result.curve)),
        Table("curve_hard", ("threshold", "coverage", "risk"), _steps(result.curve_hard)),
        Table("areas", ("", "area"), (("curve", result.area), ("curve_hard", result.area_hard))),
    ]


def _evidence(result: EvidenceQuality) -> list[Table]:
    rows: list[tuple[Cell, ...]] = [(f"sentence@{depth}", share) for depth, share in result.recall.items()]
    rows += [("gold_passage", result.gold_passage), ("f1_first", result.f1_first), ("f1_all", result.f1_all)]
    rows += [("all_numbers", result.all_numbers), ("half_numbers", result.half_numbers)]
    measured = tuple((*row, row[1].questions) for row in rows if isinstance(row[1], Estimate) and row[1].questions)
    return [Table("evidence_gold_only" if result.gold_only else "evidence", ("", "value", "questions"), measured)]


def _nothing(cell: Cell) -> bool:
    return isinstance(cell, Estimate) and not cell.questions


def _steps(points: Sequence[Point]) -> tuple[tuple[Cell, ...], ...]:
    """The first point at or above each coverage, each once."""
    reached = (next((point for point in points if point.coverage >= wanted - 1e-9), None) for wanted in COVERAGES)
    return tuple((point.threshold, point.coverage, point.risk) for point in dict.fromkeys(reached) if point)


class ReportUnwritable(BelegtError):  # noqa: N818 - as its siblings in `index.errors`
    """A report or a picture that cannot be written."""

    english = "{file} cannot be written: {reason}. Name a file in a folder that exists and that you may write to."
    german = "{file} kann nicht geschrieben werden: {reason}. Nennen Sie eine Datei in einem Ordner, in den Sie schreiben dürfen."
    exit_code = 2


def check_writable(file: Path) -> None:
    """Whether a report can be written there, before an hour is spent on measuring. ReportUnwritable."""
    there = file.exists()
    try:
        file.open("ab").close()
        if not there:
            file.unlink()
    except OSError as error:
        raise ReportUnwritable(file=file, reason=error.strerror) from error


def write(file: Path, content: bytes) -> None:
    """Write a report. ReportUnwritable."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise ReportUnwritable(file=file, reason=error.strerror) from error


def draw(result: Refusal, file: Path, labels: Mapping[str, str]) -> None:
    """The risk-coverage curves as PNG or SVG, by the suffix of the file. labels: the words for "coverage", "risk" and both curves.

    ReportUnwritable.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"svg.hashsalt": "belegt"}):  # the same curves make the same file
        figure = Figure(figsize=(6, 4), layout="constrained")
        axes = figure.add_subplot()
        for key, points in (("curve", result.curve), ("curve_hard", result.curve_hard)):
            axes.step([point.coverage for point in points], [point.risk for point in points], where="post", label=labels[key])
        axes.set(xlabel=labels["coverage"], ylabel=labels["risk"], xlim=(0, 1), ylim=(0, 1))
        axes.grid(alpha=0.3)
        axes.legend(frameon=False)
        form, drawn = file.suffix.casefold().removeprefix("."), BytesIO()
        figure.savefig(drawn, format=form, dpi=150, metadata={"Date": None} if form == "svg" else {})
    write(file, drawn.getvalue())
