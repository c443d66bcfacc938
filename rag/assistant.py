"""The whole line from a question to a checked answer, with everything it needs kept warm.

It does not know how passages are found, sentences written or claims checked: it calls the parts in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.types import Filters
from rag.types import Answer, Event, Finished, Result, Turn

if TYPE_CHECKING:
    from rag.settings import Settings


class Assistant:
    """Answers questions from one library. Safe to use from several threads; a context manager."""

    @classmethod
    def open(cls, library: Path | str | None = None, settings: Settings | None = None) -> Assistant:
        """Open a library and its models. `library` defaults to that of the settings, `settings` to the environment.

        Errors: LibraryMissing, LibraryDamaged, EmbedderMismatch, ModelMissing, SettingError.
        """
        raise NotImplementedError

    def ask(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None, filters: Filters | None = None
    ) -> Iterator[Event]:
        """One `Found` before anything is written, a `Wrote` for each checked sentence, one `Finished` at the end.

        Closing the iterator stops the language model. Errors: EmptyQuestion, QuestionTooLong, GeneratorUnreachable, OutOfMemory.
        """
        raise NotImplementedError

    def answer(self, question: str, history: Sequence[Turn] = (), language: str | None = None, filters: Filters | None = None) -> Answer:
        """The answer of the `Finished` that `ask` ends with."""
        *_, last = self.ask(question, history, language, filters)
        assert isinstance(last, Finished)  # noqa: S101 - what `ask` promises
        return last.answer

    def search(self, question: str, limit: int = 10, filters: Filters | None = None) -> list[Result]:
        """The passages that fit best, best first."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the library and the models."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def answer(question: str, library: Path | str | None = None, history: Sequence[Turn] = (), language: str | None = None) -> Answer:
    """The answer to one question; the library and its models stay open for the next one."""
    raise NotImplementedError
