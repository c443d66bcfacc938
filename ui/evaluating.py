"""`belegt eval`: measure finding, refusing and the choice of evidence on questions whose answers are known.

It does not know how anything is measured. Tables, JSON and reports go to standard output and files, progress to standard error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui import evaluation_tables, progress
from ui.evaluation_options import Data, FileOption, Output, with_options
from ui.terminal import plain
from ui.texts import Language, number, surface_language, text

if TYPE_CHECKING:
    from rag.evaluation.collection import Collection
    from rag.evaluation.corpora import Question
    from rag.evaluation.report import Result

app = typer.Typer(help="Measure finding, refusing and evidence on questions whose answers are known.", no_args_is_help=True)

PICTURES = (".png", ".svg")


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
    from rag.opening import reranker_of

    if picture and picture.suffix.casefold() not in PICTURES:
        raise typer.BadParameter(f"--picture: {' | '.join(PICTURES)}")
    foreign = _drawn(corpora.questions_alone(others), {}, data) if others else []
    settings = _settings()
    if picture:
        check_writable(picture)
    with _opened(data, output) as (collection, questions):
        with _shown(output) as show:
            reranker = reranker_of(settings)
            result = measured.evaluate(collection, questions, foreign, settings.refusal_threshold, settings.evidence, show, reranker)
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
    from rag.opening import reranker_of

    limit, reranker = _settings().evidence, reranker_of(_settings())
    with _opened(data, output) as (collection, questions):
        with _shown(output) as show:
            result = measured.evaluate(collection, questions, limit, gold_only, show, reranker)
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
        corpus, asked = corpora.beir(data.beir, data.title_field)
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
        yield collection, _drawn(asked, corpus.papers, data)


def _drawn(questions: Sequence[Question], papers: Mapping[str, str], data: Data) -> list[Question]:
    """Those of a half, and of them a sample."""
    from rag.evaluation.corpora import of_half, sample

    return sample(of_half(questions, papers, data.half), data.sample, data.seed)


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
    from rag.evaluation.collection import weights_text
    from rag.evaluation.report import about, tables, to_dict, write

    drawn = {"half": data.half, "sample": data.sample, "seed": data.seed if data.sample else None, "title_field": data.title_field}
    used = {**drawn, **(settings or {}), "reranker": _settings().reranker, "weights": weights_text()}
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
    from rag.evaluation.collection import weight_names, weight_of

    found = {}
    for pair in given.split(","):
        name, _, value = (part.strip() for part in pair.partition("="))
        _names(name, weight_names())
        try:
            found[name] = weight_of(name, value)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
    return found


def _settings() -> Any:
    from rag.settings import load

    return load()


def _language() -> Language:
    import os

    return surface_language(os.environ.get("BELEGT_LANGUAGE", "auto"))
