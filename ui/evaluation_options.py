"""The options that all evaluations share, each group a dataclass.

It does not know what they are used for.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

FileOption = Path | None


@dataclass(frozen=True, slots=True)
class Data:
    """What to measure on: one of three kinds of documents, and the questions."""

    corpus: Annotated[FileOption, typer.Option(help="JSON lines with id, text and title; the questions name ids in passage_ids.")] = None
    questions: Annotated[FileOption, typer.Option(help="JSON lines with question, and passage_ids or document; answers if known.")] = None
    beir: Annotated[FileOption, typer.Option(help="Folder with corpus.jsonl, queries.jsonl and qrels/*.tsv.")] = None
    library: Annotated[FileOption, typer.Option(help="Your own library; the questions name a document and, if you like, a page.")] = None
    half: Annotated[
        int | None,
        typer.Option(min=0, max=1, help="Questions of one half of the papers: what was fitted on 0 is judged on 1."),
    ] = None
    sample: Annotated[int | None, typer.Option(min=1, help="So many questions, drawn at random.")] = None
    seed: Annotated[int, typer.Option(help="Of the drawing.")] = 0
    title_field: Annotated[str, typer.Option(help="Field of a question whose text is put before it, such as doc_title.")] = ""
    cache: Annotated[FileOption, typer.Option(help="Folder that keeps the libraries of corpora.")] = None


@dataclass(frozen=True, slots=True)
class Output:
    """Where the results go."""

    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False
    report: Annotated[FileOption, typer.Option(help="Also write a report in Markdown.")] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose dataclass parameters become one option for each field: three commands share eleven options."""
    hints = typing.get_type_hints(command, include_extras=True)
    groups: dict[str, type[Any]] = {name: hint for name, hint in hints.items() if isinstance(hint, type) and is_dataclass(hint)}
    parameters = list[inspect.Parameter]()
    for parameter in inspect.signature(command).parameters.values():
        group = groups.get(parameter.name)
        known = typing.get_type_hints(group, include_extras=True) if group else hints
        for each in fields(group) if group else (parameter,):
            parameters.append(
                inspect.Parameter(each.name, inspect.Parameter.KEYWORD_ONLY, default=each.default, annotation=known[each.name])
            )

    def run(**given: Any) -> None:
        built = {name: group(**{field.name: given.pop(field.name) for field in fields(group)}) for name, group in groups.items()}
        command(**built, **given)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return run
