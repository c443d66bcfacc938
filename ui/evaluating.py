"""`belegt eval`: measure finding, refusing and the choice of evidence on questions whose answers are known.

It does not know how anything is measured. Tables, JSON and reports go to standard output and files, progress to standard error.
"""

from __future__ import annotations

import inspect
import json
import sys
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui import evaluation_tables, progress
from ui.terminal import plain
from ui.texts import Language, number, surface_language, text

if TYPE_CHECKING:
    from rag.evaluation.collection import Collection
    from rag.evaluation.corpora import Question
    from rag.evaluation.report import Result

app = typer.Typer(help="Measure finding, refusing and evidence on questions whose answers are known.", no_args_is_help=True)

PICTURES = (".png", ".svg")
FileOption = Path | None


@dataclass(frozen=True, slots=True)
class Data:
    """What to measure on: one of three kinds of documents, and the questions."""

    corpus: Annotated[FileOption, typer.Option(help="JSON lines with id, text and title; the questions name ids in passage_ids.")] = None
    questions: Annotated[FileOption, typer.Option(help="JSON lines with question, and passage_ids or document; answers if known.")] = None
    beir: Annotated[FileOption, typer.Option(help="Folder with corpus.jsonl, queries.jsonl and qrels/*.tsv.")] = None
    library: Annotated[FileOption, typer.Option(help="Your own library; the questions name a document and, if you like, a page.")] = None
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


@app.command()
@with_options
def retrieval(
    data: Data,
    output: Output,
    legs: Annotated[str, typer.Option(help="Which rankings are shown.")] = "dense,lexical,rrf,fused",
    compare: Annotated[
        list[str] | None, typer.Option(help="Compare with a leg, or with other weights: dense_short=0.6,candidates=400. Repeatable.")
    ] = None,
) -> None:
    """Does finding find? nDCG, recall and reciprocal rank with 95 % intervals, and latency. With BELEGT_RERANKER, reranked as well."""
    from rag.evaluation import retrieval as measured
    from rag.opening import reranker_of

    reranker = reranker_of(_settings())
    wanted = _names(legs, measured.LEGS)
    against = [each for each in compare or () if "=" not in each]
    others = [_weights(each) for each in compare or () if "=" in each]
    _names(",".join(against), measured.LEGS)
    with _opened(data, output) as (collection, questions):
        with _shown(output) as show:
            result = measured.evaluate(collection, questions, wanted, others, against, show, reranker)
        _publish("retrieval", collection, questions, result, data, output)


@app.command()
@with_options
def refusal(
    data: Data,
    output: Output,
    others: Annotated[FileOption, typer.Option(help="Questions of another corpus, which these documents cannot answer.")] = None,
    picture: Annotated[FileOption, typer.Option(help="Draw the risk-coverage curve: FILE.png or FILE.svg.")] = None,
) -> None:
    """Does the score tell answerable questions from unanswerable ones? AUROC and the risk-coverage curve."""
    from rag.evaluation import corpora
    from rag.evaluation import refusal as measured
    from rag.evaluation.report import check_writable, draw

    if picture and picture.suffix.casefold() not in PICTURES:
        raise typer.BadParameter(f"--picture: {' | '.join(PICTURES)}")
    foreign = corpora.sample(corpora.questions_alone(others), data.sample, data.seed) if others else []
    settings = _settings()
    if picture:
        check_writable(picture)
    with _opened(data, output) as (collection, questions):
        with _shown(output) as show:
            result = measured.evaluate(collection, questions, foreign, settings.refusal_threshold, settings.evidence, show)
        _publish("refusal", collection, questions, result, data, output, {"evidence": settings.evidence})
        if picture:
            labels = {name: evaluation_tables.said(name, _language()) for name in ("coverage", "risk", "curve", "curve_hard")}
            draw(result, picture, labels)


@app.command()
@with_options
def evidence(
    data: Data,
    output: Output,
    gold_only: Annotated[bool, typer.Option("--gold-only", help="Search only what answers: the choice of sentences alone.")] = False,
) -> None:
    """Do the chosen sentences hold the answer? Sentences, words and numbers of the known answers."""
    from rag.evaluation import evidence as measured

    limit = _settings().evidence
    with _opened(data, output) as (collection, questions):
        with _shown(output) as show:
            result = measured.evaluate(collection, questions, limit, gold_only, show)
        _publish("evidence", collection, questions, result, data, output, {"evidence": limit})


@contextmanager
def _opened(data: Data, output: Output) -> Iterator[tuple[Collection, list[Question]]]:
    """The documents, in a library, and the questions drawn. Errors: BadEvaluationData, LibraryError, ModelError."""
    from rag.evaluation import corpora
    from rag.evaluation.collection import build, opened_corpus, opened_library
    from rag.evaluation.report import check_writable
    from rag.opening import embedder_of

    if output.report:
        check_writable(output.report)
    if data.library and data.questions:
        embedder = embedder_of(_settings())
        with opened_library(data.library, embedder) as collection:
            asked = corpora.questions_about(data.questions, collection.library.documents(), data.title_field)
            yield collection, _drawn(asked, collection.papers, data)
        return
    if data.beir:
        corpus, asked = corpora.beir(data.beir)
    elif data.corpus and data.questions:
        corpus = corpora.corpus_of(data.corpus)
        asked = corpora.questions_of(data.questions, corpus.papers, data.title_field)
    else:
        raise typer.BadParameter(text("eval_what", _language()))
    embedder = embedder_of(_settings())  # late: what is wrong with the files is said at once
    with progress.of_sync(_language(), shown=not output.quiet) as show:
        path, problems = build(corpus, embedder, data.cache, show)
    for problem in problems:
        print(plain(problem.message(_language())), file=sys.stderr)
    with opened_corpus(corpus, path, embedder, problems) as collection:
        yield collection, corpora.sample(asked, data.sample, data.seed)


@contextmanager
def _shown(output: Output) -> Iterator[Callable[[int, int], None] | None]:
    """Progress: questions asked."""
    if output.quiet:
        yield None
        return
    language = _language()
    with progress.bar(text("eval_measuring", language), lambda done, total: f"{number(done, language)}/{number(total, language)}") as show:
        yield lambda done, total: show("", done, total)


def _publish(
    kind: str,
    collection: Collection,
    questions: Sequence[Question],
    result: Result,
    data: Data,
    output: Output,
    settings: Mapping[str, object] | None = None,
) -> None:
    from rag.evaluation.report import about, tables, to_dict, write

    used = {"sample": data.sample, "seed": data.seed if data.sample else None, "title_field": data.title_field, **(settings or {})}
    described = about(kind, collection, len(questions), {name: str(value) for name, value in used.items() if value not in (None, "")})
    if output.json:
        json.dump(to_dict(described, result), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        evaluation_tables.print_tables(described, tables(result), _language())
    if output.report:  # last, so that a full disk does not cost what was measured
        write(output.report, evaluation_tables.markdown(described, tables(result), _language()).encode())


def _names(given: str, known: Sequence[str]) -> list[str]:
    names = [name.strip() for name in given.split(",") if name.strip()]
    if unknown := [name for name in names if name not in known]:
        raise typer.BadParameter(f"{unknown[0]} ({' | '.join(known)})")
    return names


def _weights(given: str) -> dict[str, float]:
    from rag.evaluation.collection import weight_names

    found = {}
    for pair in given.split(","):
        name, _, value = (part.strip() for part in pair.partition("="))
        _names(name, weight_names())
        try:
            found[name] = float(value)
        except ValueError:
            raise typer.BadParameter(f"{name}={value}") from None
    return found


def _settings() -> Any:
    from rag.settings import load

    return load()


def _language() -> Language:
    import os

    return surface_language(os.environ.get("BELEGT_LANGUAGE", "auto"))
