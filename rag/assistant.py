"""The whole line from a question to a checked answer, with everything it needs kept warm.

It does not know how passages are found, sentences written or claims checked: it calls the parts in their order.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.errors import DocumentMissing, EmptyQuestion, QuestionTooLong
from index.library import Library
from index.search import Retriever
from index.types import Embedder, Filters, Passage
from rag import attribution, draft, prompt, quoting
from rag.citations import cite, cite_passage, context_of
from rag.evidence import Ranked, select
from rag.opening import embedder_of, generator_of, options_of
from rag.question import in_context, language_of
from rag.refusal import answerable
from rag.remembering import RememberingEmbedder
from rag.types import (
    Answer,
    Citation,
    Claim,
    Constraint,
    Event,
    Evidence,
    Finished,
    Found,
    Generator,
    Options,
    Result,
    Status,
    Timings,
    Turn,
    Wrote,
)
from rag.verify import RuleVerifier

if TYPE_CHECKING:
    from rag.settings import Settings

PASSAGES = 8  # whose sentences are weighed as evidence


@dataclass(frozen=True, slots=True)
class _Material:
    """What is known about a question before anything is written."""

    question: str
    language: str
    evidence: tuple[Evidence, ...]
    citations: tuple[Citation, ...]
    contexts: Mapping[int, str]
    score: float


class Assistant:
    """Answers questions from one library. Safe to use from several threads; a context manager."""

    def __init__(self, library: Library, embedder: Embedder, generator: Generator | None, options: Options | None = None) -> None:
        """Without a generator every answer is quoted."""
        self.library = library
        self.embedder = RememberingEmbedder(embedder)
        self._retriever = Retriever(library, self.embedder)
        self._generator = generator
        self._verifier = RuleVerifier()
        self._options = options or Options()

    @classmethod
    def open(cls, library: Path | str | None = None, settings: Settings | None = None) -> Assistant:
        """Open a library and its models. `library` defaults to that of the settings, `settings` to the environment.

        Errors: LibraryMissing, LibraryDamaged, EmbedderMismatch, ModelMissing, SettingError.
        """
        from rag.settings import load

        settings = settings or load()
        generator, embedder = generator_of(settings), embedder_of(settings)
        path = Path(library) if library is not None else settings.library
        return cls(Library.open(path, embedder), embedder, generator, options_of(settings))

    @property
    def library_version(self) -> str:
        """Names the state of the documents that answers come from."""
        return self.library.version

    @property
    def model(self) -> str:
        """What writes the answers; "" when they are only quoted."""
        return self._generator.name if self._generator else ""

    def ask(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None, filters: Filters | None = None
    ) -> Iterator[Event]:
        """One `Found` before anything is written, a `Wrote` for each checked sentence, one `Finished` at the end.

        Closing the iterator stops the language model. Errors: EmptyQuestion, QuestionTooLong (at once), GeneratorUnreachable, OutOfMemory.
        """
        return self._events(self._checked(question), tuple(history), language, filters)

    def answer(self, question: str, history: Sequence[Turn] = (), language: str | None = None, filters: Filters | None = None) -> Answer:
        """The answer of the `Finished` that `ask` ends with."""
        *_, last = self.ask(question, history, language, filters)
        assert isinstance(last, Finished)  # noqa: S101 - what `ask` promises
        return last.answer

    def search(self, question: str, limit: int = 10, filters: Filters | None = None) -> list[Result]:
        """The passages that fit best, best first."""
        results = list[Result]()
        for ranked in self.rank(self._checked(question), limit, filters):
            try:
                citation = cite_passage(self.library, len(results) + 1, ranked.passage)
            except DocumentMissing:  # removed by another process since it was found
                continue
            results.append(Result(ranked.passage, ranked.score, citation))
        return results

    def rank(self, question: str, limit: int = PASSAGES, filters: Filters | None = None) -> list[Ranked]:
        """The passages that fit best with their scores, best first."""
        scored = {item.passage_id: item for item in self._retriever.scored(question, limit, filters)}
        passages = self.library.passages(list(scored))
        return [Ranked(passage, scored[passage.id].score, scored[passage.id].dense) for passage in passages]

    def close(self) -> None:
        """Let go of the library and the models."""
        self.library.close()
        close = getattr(self._generator, "close", None)
        if close:
            close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _checked(self, question: str) -> str:
        question = question.strip()
        if not question:
            raise EmptyQuestion
        if len(question) > self._options.question_max_length:
            raise QuestionTooLong(length=len(question), limit=self._options.question_max_length)
        return question

    def _events(self, question: str, history: Sequence[Turn], language: str | None, filters: Filters | None) -> Iterator[Event]:
        began = time.perf_counter()
        material = self._gather(question, history, language, filters)
        timings = Timings(evidence=time.perf_counter() - began)
        yield Found(material.evidence, material.citations)
        kept, rejected = list[Claim](), list[Claim]()
        answers = material.score >= self._options.refusal_threshold
        if answers:
            for claim in self._claims(material, history):
                if not claim.verdict.supported:
                    rejected.append(claim)
                elif claim.text not in {other.text for other in kept}:
                    timings = timings if kept else replace(timings, first_claim=time.perf_counter() - began)
                    kept.append(claim)
                    yield Wrote(claim)
        status: Status = "answered" if kept else "quoted" if answers else "no_evidence"
        for claim in quoting.quotes(material.evidence) if status == "quoted" else ():
            timings = timings if kept else replace(timings, first_claim=time.perf_counter() - began)
            kept.append(claim)
            yield Wrote(claim)
        yield Finished(self._finish(material, status, kept, rejected, replace(timings, total=time.perf_counter() - began)))

    def _gather(self, question: str, history: Sequence[Turn], language: str | None, filters: Filters | None) -> _Material:
        wanted = next((each for each in (language, self._options.language) if each in prompt.LANGUAGES), language_of(question))
        asked = in_context(question, history)
        ranked = self._answering(self.rank(asked, PASSAGES, filters))
        passages = {item.passage.id: item.passage for item in ranked}
        evidence, citations = cite(self.library, select(asked, ranked, self.embedder, self._options.evidence), passages)
        contexts = {item.number: context_of(passages[item.passage_id]) for item in evidence}
        score = answerable(asked, evidence, [contexts[item.number] for item in evidence], self.embedder)
        return _Material(question, wanted, evidence, citations, contexts, score)

    def _answering(self, ranked: Sequence[Ranked]) -> list[Ranked]:
        """A question of a paper proves nothing: the passages that answer it take its place."""
        found: dict[int, Ranked] = {}
        for item in ranked:
            passage: Passage | None = item.passage
            while passage is not None and passage.part == "question":
                passage = self.library.neighbours(passage.id)[1]
            if passage is not None and passage.id not in found:
                found[passage.id] = replace(item, passage=passage)
        return sorted(found.values(), key=lambda item: -item.score)

    def _claims(self, material: _Material, history: Sequence[Turn]) -> Iterator[Claim]:
        """Each drafted sentence as a checked claim; none where nothing writes, or where a translation could not be checked."""
        if self._generator is None or not self._speaks(material):
            return
        messages = prompt.messages(in_context(material.question, history), material.evidence, material.language)
        constraint = Constraint(evidence=len(material.evidence), sentences=self._options.sentences)
        with closing(self._generator.stream(messages, constraint)) as pieces:  # type: ignore[type-var]
            for sentence in draft.sentences(pieces):
                yield attribution.prove(sentence, material.evidence, material.contexts, self._verifier)

    def _speaks(self, material: _Material) -> bool:
        """The rules compare words, so an answer must be in the language of its evidence; else the evidence is quoted."""
        return language_of(" ".join(item.text for item in material.evidence)) == material.language

    def _finish(self, material: _Material, status: Status, kept: Sequence[Claim], rejected: Sequence[Claim], timings: Timings) -> Answer:
        used = {number for claim in kept for number in claim.evidence}
        return Answer(
            question=material.question,
            status=status,
            claims=tuple(kept),
            citations=tuple(citation for citation in material.citations if citation.number in used),
            evidence=material.evidence,
            rejected=tuple(rejected),
            score=round(material.score, 4),
            language=material.language,
            library_version=self.library_version,
            model=self.model if status == "answered" else "",
            timings=timings,
        )


_open: dict[Path | None, Assistant] = {}
_opening = threading.Lock()


def answer(question: str, library: Path | str | None = None, history: Sequence[Turn] = (), language: str | None = None) -> Answer:
    """The answer to one question; the library and its models stay open for the next one."""
    path = Path(library).resolve() if library is not None else None
    with _opening:
        assistant = _open.get(path) or _open.setdefault(path, Assistant.open(path))
    return assistant.answer(question, history, language)
