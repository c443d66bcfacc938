"""Evaluation sets as arguments of a script: CORPUS.jsonl=QUESTIONS.jsonl[:FIELD], a field of the questions may be put before them.

It does not know what is measured on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.types import Embedder
from rag.evaluation.collection import Collection, build, opened_corpus
from rag.evaluation.corpora import Question, corpus_of, questions_of, sample


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A corpus and questions that it answers. Two forms of the same questions are two sets of one corpus."""

    corpus: Path
    questions: Path
    before: str = ""

    @property
    def name(self) -> str:
        """The folder of the corpus, the file of the questions, and the field before them."""
        return f"{self.corpus.resolve().parent.name}/{self.questions.stem}" + (f", {self.before} before" if self.before else "")

    def asked(self, size: int | None = None) -> list[Question]:
        """The questions, or so many of them. Errors: BadEvaluationData, SourceUnreachable."""
        return sample(questions_of(self.questions, corpus_of(self.corpus).papers, self.before), size)


def parsed(argument: str) -> EvaluationSet:
    """The set that an argument names. ValueError when it names no questions."""
    corpus, _, rest = argument.partition("=")
    questions, _, before = rest.partition(":")
    if not questions:
        raise ValueError(f"{argument}: CORPUS.jsonl=QUESTIONS.jsonl[:FIELD] is expected")
    return EvaluationSet(Path(corpus), Path(questions), before)


@contextmanager
def opened(corpus: Path, embedder: Embedder) -> Iterator[Collection]:
    """The corpus in its library, which is built if it is not there yet. Errors: as of `build`."""
    read = corpus_of(corpus)
    with opened_corpus(read, build(read, embedder)[0], embedder) as collection:
        yield collection


def by_corpus(sets: Sequence[EvaluationSet]) -> list[tuple[Path, list[EvaluationSet]]]:
    """The sets of each corpus together, so that each corpus is opened once."""
    found: dict[Path, list[EvaluationSet]] = {}
    for each in sets:
        found.setdefault(each.corpus, []).append(each)
    return list(found.items())
