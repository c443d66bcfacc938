"""The whole line from a question to a checked answer, with everything it needs kept warm.

It does not know how passages are found, sentences written or claims checked: it calls the parts in their order.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.errors import EmptyQuestion, QuestionTooLong
from index.library import Library
from index.metadata.where import NoDocumentFits, written
from index.search import Retriever
from index.types import Embedder, Filters, Reranker
from rag import prompt
from rag.following import in_context
from rag.material import gather, results
from rag.opening import composes, embedder_of, options_of, rephrases, reranker_of, rewriter_of, verifier_of
from rag.plain import plain_sentences
from rag.plain.sentence import PlainSentence
from rag.question import language_of, readable
from rag.remembering import RememberingEmbedder
from rag.rephrasing import understood
from rag.types import (
    Answer,
    Claim,
    Event,
    Finished,
    Found,
    Generator,
    Options,
    Result,
    Status,
    Timings,
    Turn,
    Verifier,
    Wrote,
)
from rag.verify import RuleVerifier
from rag.verify.matches import with_matches
from rag.writing import Writer

if TYPE_CHECKING:
    from rag.settings import Settings


class Assistant:
    """Answers questions from one library. Safe to use from several threads; a context manager."""

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        generator: Generator | None,
        options: Options | None = None,
        reranker: Reranker | None = None,
        verifier: Verifier | None = None,
        rewriter: Generator | None = None,
    ) -> None:
        """Without a generator every answer is quoted; without a verifier the rules check. rewriter: what puts a finished answer into plain
        language; without one the generator, or rules alone."""
        self.library = library
        self.embedder = RememberingEmbedder(embedder)
        self.retriever = Retriever(library, self.embedder, reranker=reranker)
        self._generator = generator
        self._rewriter = rewriter or generator
        self.rephraser: Generator | None = None  # says a follow-up question so that it stands alone; without one rules alone
        self._verifier = verifier or RuleVerifier()
        self._options = options or Options()
        self.verified: Callable[[str], Answer | None] = lambda _question: None  # an answer that people have checked, given before any other
        self._writer = Writer(library, self.embedder, generator, self._verifier, self._options)

    @classmethod
    def open(cls, library: Path | str | None = None, settings: Settings | None = None) -> Assistant:
        """Open a library and its models. `library` defaults to that of the settings, `settings` to the environment.

        Errors: LibraryMissing, LibraryDamaged, EmbedderMismatch, ModelMissing, SettingError.
        """
        from rag.settings import load

        settings = settings or load()
        rewriter, embedder, reranker = rewriter_of(settings), embedder_of(settings), reranker_of(settings)
        generator, verifier = rewriter if composes(settings) else None, verifier_of(settings)
        path = Path(library) if library is not None else settings.library
        assistant = cls(Library.open(path, embedder), embedder, generator, options_of(settings), reranker, verifier, rewriter)
        assistant.rephraser = generator if rephrases(settings) else None
        return assistant

    @property
    def library_version(self) -> str:
        """Names the state of the documents that answers come from."""
        return self.library.version

    @property
    def model(self) -> str:
        """What writes the answers; "" when they are only quoted."""
        return self._generator.name if self._generator else ""

    @property
    def settings(self) -> dict[str, object]:
        """What an answer depends on beside the question and the library, JSON-ready."""
        parts = {"encoder": self.embedder.fingerprint, "verifier": type(self._verifier).__name__, "model": self.model}
        return {**asdict(self._options), **parts, "reranked": self.retriever.reranks}

    def ask(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None, filters: Filters | None = None
    ) -> Iterator[Event]:
        """One `Found` before anything is written, a `Wrote` for each checked sentence, one `Finished` at the end.

        Closing the iterator stops the language model. Errors, at once: EmptyQuestion, QuestionTooLong, NoDocumentFits; while writing:
        GeneratorUnreachable, OutOfMemory.
        """
        question = self._checked(question, filters)
        history = [Turn(readable(turn.question), readable(turn.answer)) for turn in history]
        spoken = next((each for each in (language, self._options.language) if each in prompt.LANGUAGES), language_of(question))
        alone = filters in (None, Filters()) and in_context(question, history) == question
        if alone and (found := self.verified(question)) and found.language == spoken:
            return _verified_events(replace(found, question=question))
        return self._events(question, history, spoken, filters)

    def answer(self, question: str, history: Sequence[Turn] = (), language: str | None = None, filters: Filters | None = None) -> Answer:
        """The answer of the `Finished` that `ask` ends with."""
        *_, last = self.ask(question, history, language, filters)
        assert isinstance(last, Finished)  # noqa: S101 - what `ask` promises
        return last.answer

    def plain(self, answer: Answer) -> Iterator[PlainSentence]:
        """The sentences of an answer once more in plain German, each as soon as it is checked, then what its terms mean.

        The same sentences where nothing plainer passes the checks. Errors: GeneratorUnreachable, OutOfMemory.
        """
        return plain_sentences(answer.claims, self._verifier, self._rewriter, self.retriever.long_form)

    def answers(self, question: str) -> bool:
        """Whether the evidence answers, decided before anything is written. Errors: EmptyQuestion, QuestionTooLong."""
        return self._writer.answers(gather(self.library, self.retriever, self._checked(question, None), self._options.evidence))

    def search(self, question: str, limit: int = 10, filters: Filters | None = None) -> list[Result]:
        """The passages that fit best, best first. Errors: EmptyQuestion, QuestionTooLong, NoDocumentFits."""
        return results(self.library, self.retriever, self._checked(question, filters), limit, filters)

    def warm(self) -> None:
        """Load now what the first question would have to wait for."""
        self.embedder.embed_queries(["."])
        self.library.register()
        warm = getattr(self._generator, "warm", None)
        if warm:
            warm(prompt.opening("de" if self._options.language == "auto" else self._options.language))

    def close(self) -> None:
        """Let go of the library and the models."""
        self.library.close()
        close = getattr(self._rewriter, "close", None)
        if close:
            close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _checked(self, question: str, filters: Filters | None) -> str:
        question = readable(question).strip()
        if not any(map(str.isalnum, question)):  # "?" asks nothing, yet its vector is near to something
            raise EmptyQuestion
        if len(question) > self._options.question_max_length:
            raise QuestionTooLong(length=len(question), limit=self._options.question_max_length)
        if filters and self.retriever.document_ids(filters) == []:
            raise NoDocumentFits(filters=written(filters))
        return question

    def _events(self, question: str, history: Sequence[Turn], language: str, filters: Filters | None) -> Iterator[Event]:
        began = time.perf_counter()
        asked = understood(question, history, self.rephraser)
        material = gather(self.library, self.retriever, asked, self._options.evidence, filters)
        timings = Timings(evidence=time.perf_counter() - began)
        yield Found(material.evidence, material.citations)
        status: Status = "no_evidence"
        kept, rejected = list[Claim](), list[Claim]()
        for written_as, proved in self._writer.claims(material, language):
            status, claim = written_as, with_matches(proved, material.evidence)
            if not claim.verdict.supported:
                rejected.append(claim)
            elif claim.text not in {other.text for other in kept}:
                timings = timings if kept else replace(timings, first_claim=time.perf_counter() - began)
                claim = replace(claim, polarity="") if kept else claim
                kept.append(claim)
                yield Wrote(claim)
        timings = replace(timings, total=time.perf_counter() - began)
        used = {number for claim in kept for number in claim.evidence}
        yield Finished(
            Answer(
                question=question,
                status=status,
                claims=tuple(kept),
                citations=tuple(citation for citation in material.citations if citation.number in used),
                evidence=material.evidence,
                rejected=tuple(rejected),
                score=round(material.score, 4),
                language=language,
                library_version=self.library_version,
                model=self.model if status == "answered" else "",
                timings=timings,
            )
        )


def _verified_events(answer: Answer) -> Iterator[Event]:
    """Those of an answer that stands already."""
    cited = {citation.number for citation in answer.citations}
    yield Found(tuple(item for item in answer.evidence if item.number in cited), answer.citations)
    for claim in answer.claims:
        yield Wrote(claim)
    yield Finished(replace(answer, timings=Timings()))


_open: dict[Path | None, Assistant] = {}
_opening = threading.Lock()


def answer(
    question: str,
    library: Path | str | None = None,
    history: Sequence[Turn] = (),
    language: str | None = None,
    filters: Filters | None = None,
) -> Answer:
    """The answer to one question; the library and its models stay open for the next one."""
    path = Path(library).resolve() if library is not None else None
    with _opening:
        assistant = _open.get(path) or _open.setdefault(path, Assistant.open(path))
    return assistant.answer(question, history, language, filters)
