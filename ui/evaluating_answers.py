"""`belegt eval verify` and `belegt eval answers`: does the verifier see what is false, and are answers right?

It does not know how anything is measured. It adds its commands to those of `ui.evaluating`.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui import evaluation_reading, evaluation_tables
from ui.evaluating import _language, _names, _opened, _settings, _shown, app
from ui.evaluation_options import Data, Output, with_options
from ui.evaluation_writers import writer_settings

if TYPE_CHECKING:
    from rag.evaluation.answers import Asked
    from rag.evaluation.collection import Collection
    from rag.evaluation.report import About, Table
    from rag.settings import Settings
    from rag.types import Generator

__all__ = ["app"]

MODES = ("quoted", "composed", "auto")


@app.command()
@with_options
def verify(
    output: Output,
    questions: Annotated[Path | None, typer.Option(help="JSON lines with answers: their sentences are paraphrased and corrupted.")] = None,
    pairs: Annotated[
        list[Path] | None,
        typer.Option(help="JSON lines with premise, hypothesis and label, or sentence1, sentence2 and label. Repeatable."),
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="So many sentences of answers, drawn at random.")] = None,
    seed: Annotated[int, typer.Option(help="Of the drawing and of the corruptions.")] = 0,
) -> None:
    """Does the verifier catch what is false and accept what is true? By kind of corruption. With BELEGT_NLI, the two together."""
    from rag.evaluation import verification as measured
    from rag.evaluation.answer_tables import about_pairs, verification_tables
    from rag.evaluation.report import check_writable
    from rag.opening import verifier_of

    if not questions and not pairs:
        raise typer.BadParameter(evaluation_tables.said("verify_what", _language()))
    if output.report:
        check_writable(output.report)
    given = measured.made(measured.answered(questions), sample, seed) if questions else []
    given += [pair for file in pairs or () for pair in measured.judged(file)]
    with _shown(output) as show:
        result = measured.evaluate(given, verifier_of(_settings()), show)
    files = ", ".join(str(Path(file.resolve().parent.name) / file.name) for file in (questions, *(pairs or ())) if file)
    described = about_pairs(files, len(given), {"seed": str(seed)} | ({"sample": str(sample)} if sample else {}))
    reading = evaluation_reading.wrong_pairs(result.wrong, _language())
    _publish(described, dataclasses.asdict(result), verification_tables(result), reading, output)


@app.command()
@with_options
def answers(
    data: Data,
    output: Output,
    modes: Annotated[str, typer.Option(help="Ways to answer, side by side: quoted,composed,auto. Empty: that of BELEGT_MODE.")] = "",
    writers: Annotated[
        str, typer.Option(help="Composed by each of them, side by side: llama,llama:FILE,transformers:FOLDER,openai:URL#MODEL.")
    ] = "",
    without: Annotated[bool, typer.Option("--without", help="Ask again with the answering papers out of reach: what is refused?")] = False,
    read: Annotated[int, typer.Option(min=0, help="So many answers in the report, for a person to read.")] = 30,
) -> None:
    """Are the answers right? Citations, numbers and words against known answers, and the time that they take."""
    from rag.evaluation import answers as measured
    from rag.evaluation.answer_tables import answer_tables
    from rag.evaluation.pace import Timed
    from rag.evaluation.report import about
    from rag.opening import generator_of

    settings = _settings()
    named = writer_settings(writers, settings, _language())
    wanted = _names(modes, MODES) or ([] if named else [settings.mode])
    columns = {mode: settings.model_copy(update={"mode": mode}) for mode in wanted} | named
    generators = {name: generator_of(each) for name, each in columns.items()}  # what is missing is said before anything is measured
    with _opened(data, output) as (collection, questions):
        asked: dict[str, Sequence[Asked]] = {}
        for name, chosen in columns.items():
            writer = Timed(generator) if (generator := generators[name]) else None
            with _shown(output) as show:
                asked[name] = list(measured.ask(collection, _assistant(collection, chosen, writer), questions, without, show, writer))
            if writer:
                writer.close()  # before the next one takes its memory
        results = {name: measured.evaluate(each) for name, each in asked.items()}
        used = {"sample": data.sample, "seed": data.seed if data.sample else None, "title_field": data.title_field}
        known = {name: str(value) for name, value in used.items() if value not in (None, "")}
        described = about("answers", collection, len(questions), known)
    reading = evaluation_reading.answers(next(reversed(asked.values()))[:read], _language())
    _publish(described, {name: dataclasses.asdict(each) for name, each in results.items()}, answer_tables(results), reading, output)


def _assistant(collection: Collection, settings: Settings, writer: Generator | None) -> Any:
    """An assistant over the collection that answers as the settings say."""
    from rag.assistant import Assistant
    from rag.opening import options_of, reranker_of, verifier_of

    return Assistant(collection.library, collection.embedder, writer, options_of(settings), reranker_of(settings), verifier_of(settings))


def _publish(described: About, data: Mapping[str, object], tables: Sequence[Table], reading: str, output: Output) -> None:
    from rag.evaluation.report import write

    if output.json:
        about = {**dataclasses.asdict(described), "date": described.date.isoformat()}
        json.dump({"about": about, "result": data}, sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        evaluation_tables.print_tables(described, tables, _language())
    if output.report:
        write(output.report, (evaluation_tables.markdown(described, tables, _language()) + reading).encode())
