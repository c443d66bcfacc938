"""Which German analysis should the lexical leg have? Words, stems, parts of compounds, character n-grams, acronyms, and what each adds.

It does not know how an analysis works: a variant is the shipped one with something left out.

    python -m tests.eval.lexical_variants --data FOLDER [--report FILE.md] [--sample 100] [--title-field doc_title] [--grams 0.15 0.6]

FOLDER holds the evaluation sets, each with passages.jsonl and its questions. Every variant gets an index of its own in a temporary folder
and is measured alone and fused with the shipped vectors, which are computed once. The weights of the fusion stay those that ship.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from index.acronyms import Acronyms
from index.analysis import ACCENTS, Analyser
from index.legs import Legs
from index.lexical import EXPANDED, WEIGHTS, LexicalIndex, MakeAnalyser
from index.types import Embedder
from rag.evaluation.collection import Collection, build, opened_corpus, retriever_of
from rag.evaluation.corpora import Question, corpus_of, questions_of, sample
from rag.evaluation.measures import RESAMPLES, Difference, Values, difference, of_rankings
from rag.evaluation.report import check_writable, write
from rag.evaluation.retrieval import DECISIVE, FETCHED
from rag.opening import embedder_of
from rag.settings import load

WORDS = {name: weight for name, weight in WEIGHTS.items() if name != "grams"}
LEGS = ("lexical", "fused")
UMLAUTS = str.maketrans("äöü", "aou")
_DIGRAPHS = re.compile("ae|oe|(?<!q)ue")  # Snowball's stemmer folds them, too


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """folder: below that of the data. titled: whether the paper's title stands before each question. size: questions drawn; None: all."""

    name: str
    folder: str
    questions: str = "questions.jsonl"
    titled: bool = False
    size: int | None = None


SETS = (
    EvaluationSet("bundestag", "bundestag_antworten", size=1000),
    EvaluationSet("bundestag, titled", "bundestag_antworten", titled=True, size=1000),
    EvaluationSet("covid faq", "covid_faq_de", "questions_paraphrase.jsonl"),
    EvaluationSet("mlqa", "mlqa_de_dev"),
    EvaluationSet("xquad", "xquad_de"),
)


@dataclass(frozen=True, slots=True)
class Variant:
    """How an index is made and searched; the arguments of `LexicalIndex`."""

    name: str
    analyser: MakeAnalyser
    weights: Mapping[str, float] = field(default_factory=lambda: WORDS)
    expanded: float = 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """Each question's nDCG@10 by leg, and what the lexical search of one took (ms)."""

    values: Mapping[str, Values]
    took: float


@dataclass(frozen=True, slots=True)
class Result:
    """Of one set. abbreviating: which questions hold a short or long form that the passages define."""

    name: str
    variants: Mapping[str, Measured]
    abbreviating: NDArray[np.bool_]


class FoldedWords(Analyser):
    """Words as they stand, without case, umlauts and accents."""

    def _stem(self, word: str) -> str:
        return _DIGRAPHS.sub(lambda match: match[0][0], word.translate(ACCENTS).translate(UMLAUTS).replace("ß", "ss"))


class GramsAlone(Analyser):
    """The n-grams of the stems, and what has none: numbers, dates, paragraphs."""

    def _of_word(self, word: str) -> tuple[str, str]:
        words, grams = super()._of_word(word)
        return "", grams or words


SHIPPED = Variant("shipped: stems + compounds + n-grams + acronyms", Analyser, WEIGHTS, EXPANDED)
BOTH = Variant("stems + compounds + n-grams", Analyser, WEIGHTS)
VARIANTS = (
    Variant("words", lambda _splitter: FoldedWords()),
    Variant("stems", lambda _splitter: Analyser()),
    Variant("stems + compounds", Analyser),
    Variant("stems + n-grams", lambda _splitter: Analyser(), WEIGHTS),
    BOTH,
    Variant("n-grams", lambda _splitter: GramsAlone(), {"grams": 1.0}),
    SHIPPED,
)


def main(arguments: Sequence[str]) -> None:
    """Measure all sets and print the tables."""
    options = _options(arguments)
    if options.report:
        check_writable(options.report)
    others = [Variant(f"shipped, n-grams {each:g}", Analyser, WEIGHTS | {"grams": each}, EXPANDED) for each in options.grams]
    embedder = embedder_of(load())
    results: list[Result] = []
    for _folder, sets in itertools.groupby(SETS, key=lambda each: each.folder):
        results += results_of(options, list(sets), [*VARIANTS, *others], embedder)
    text = "\n\n".join([*map(table, results), mean_table(results), acronym_table(results)]) + "\n"
    print(text)
    if options.report:
        write(options.report, text.encode())


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.eval.lexical_variants")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--sample", type=int, help="questions of each set, drawn at random, for a quick look")
    parser.add_argument("--title-field", default="doc_title", help="of the questions, for the sets whose questions name their paper")
    parser.add_argument("--grams", type=float, nargs="*", default=[], help="other weights of the n-grams to try beside the shipped one")
    return parser.parse_args(arguments)


def results_of(options: argparse.Namespace, sets: Sequence[EvaluationSet], variants: Sequence[Variant], embedder: Embedder) -> list[Result]:
    """All variants on the passages of one folder, each built once for all of its sets."""
    folder = options.data / sets[0].folder
    corpus = corpus_of(folder / "passages.jsonl")
    asked = {}
    for each in sets:
        questions = questions_of(folder / each.questions, corpus.papers, options.title_field if each.titled else "")
        asked[each.name] = sample(questions, options.sample or each.size)
    measured: dict[str, dict[str, Measured]] = {name: {} for name in asked}
    with opened_corpus(corpus, build(corpus, embedder)[0], embedder) as collection:
        acronyms = Acronyms.train(passage.text for batch in collection.library.changes(0).added for passage in batch)
        for variant in variants:
            with TemporaryDirectory() as scratch:
                index = LexicalIndex(Path(scratch), variant.analyser, variant.weights, variant.expanded)
                index.rebuild(collection.library.changes(0))
                for name, questions in asked.items():
                    measured[name][variant.name] = measure(collection, index, questions)
                    print(name, variant.name, file=sys.stderr)
    holding = {name: np.array([bool(acronyms.expansions(question.text)) for question in questions]) for name, questions in asked.items()}
    return [Result(name, measured[name], holding[name]) for name in asked]


def measure(collection: Collection, index: LexicalIndex, questions: Sequence[Question]) -> Measured:
    """One index, alone and fused with the collection's vectors."""
    retriever = retriever_of(collection)
    retriever.refresh()
    retriever._legs = Legs(retriever._legs.dense, index)
    rankings: dict[str, list[list[str]]] = {leg: [] for leg in LEGS}
    took = 0.0
    for question in questions:
        began = time.perf_counter()
        alone = index.search(question.text, FETCHED)
        took += 1000 * (time.perf_counter() - began)
        for leg, hits in (("lexical", alone), ("fused", retriever.search(question.text, FETCHED))):
            rankings[leg].append(collection.ranked(question, collection.library.passages([hit.passage_id for hit in hits])))
    grades = [question.grades for question in questions]
    return Measured({leg: of_rankings(grades, each)[DECISIVE] for leg, each in rankings.items()}, took / len(questions))


def mean_difference(left: Sequence[Values], right: Sequence[Values], seed: int = 0) -> tuple[float, float, float]:
    """The mean over sets of left - right and its 95 % interval by the bootstrap.

    Sets of the same size are drawn from alike: they may be the same questions, asked otherwise.
    """
    deltas = [a - b for a, b in zip(left, right, strict=True)]
    draws = [each[np.random.default_rng(seed).integers(0, len(each), (RESAMPLES, len(each)))].mean(axis=1) for each in deltas]
    low, high = np.percentile(np.mean(draws, axis=0), [2.5, 97.5])
    return float(np.mean([each.mean() for each in deltas])), float(low), float(high)


def table(result: Result) -> str:
    """Every variant on one set, with what it differs from the shipped one."""
    shipped = result.variants[SHIPPED.name].values
    rows = []
    for name, each in result.variants.items():
        row = [name, f"{each.took:.1f}"]
        for leg in LEGS:
            row += [_number(each.values[leg].mean()), _difference(difference(each.values[leg], shipped[leg]))]
        rows.append(row)
    return _markdown([f"{result.name} ({len(result.abbreviating)})", "ms", "lexical", "− shipped", "fused", "− shipped"], rows)


def mean_table(results: Sequence[Result]) -> str:
    """Every variant on all sets together."""
    rows = []
    for name in results[0].variants:
        row = [name]
        for leg in LEGS:
            mine, shipped = ([each.variants[variant].values[leg] for each in results] for variant in (name, SHIPPED.name))
            row += [_number(float(np.mean([each.mean() for each in mine]))), _interval(*mean_difference(mine, shipped))]
        rows.append(row)
    return _markdown([f"mean of {len(results)} sets", "lexical", "− shipped", "fused", "− shipped"], rows)


def acronym_table(results: Sequence[Result]) -> str:
    """With acronyms against without, on the questions that hold one of their forms: on all others they change nothing."""
    rows = []
    for result in (each for each in results if each.abbreviating.any()):
        row = [result.name, str(int(result.abbreviating.sum()))]
        for leg in LEGS:
            without, using = (result.variants[each.name].values[leg][result.abbreviating] for each in (BOTH, SHIPPED))
            row += [_number(without.mean()), _number(using.mean()), _difference(difference(using, without))]
        rows.append(row)
    return _markdown(["acronyms", "questions", *(f"{leg} {cell}" for leg in LEGS for cell in ("without", "with", "gain"))], rows)


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])


def _number(value: float) -> str:
    return f"{value:.3f}".replace("0.", ".", 1)


def _difference(found: Difference) -> str:
    chance = "" if found.p >= 1 else " p < .001" if found.p < 0.001 else f" p {_number(found.p)}"
    return _interval(found.mean, found.low, found.high) + chance


def _interval(mean: float, low: float, high: float) -> str:
    return f"{mean:+.3f} [{low:+.3f}, {high:+.3f}]" if (mean, low, high) != (0.0, 0.0, 0.0) else "same"


if __name__ == "__main__":
    main(sys.argv[1:])
