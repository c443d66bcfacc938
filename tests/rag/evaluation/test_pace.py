"""The watch beside a writer: what its drafts took, and nothing where one of them was not counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from rag.evaluation.answers import Asked, evaluate
from rag.evaluation.pace import UNTIMED, Pace, Timed
from rag.types import Constraint, Message
from tests.fakes import ScriptedGenerator
from tests.rag.evaluation.test_answers import answer, asked

FORM = Constraint(evidence=2, sentences=2)


class Counting(ScriptedGenerator):
    """Says before each draft how many tokens it will take."""

    def __init__(self, *drafts: Sequence[str], counts: Sequence[int | None]) -> None:
        super().__init__(*drafts)
        self.counts, self.tokens, self.count_tokens = list(counts), None, False

    def stream(self, messages: Sequence[Message], constraint: Constraint) -> Iterator[str]:
        self.tokens = self.counts.pop(0)
        yield from super().stream(messages, constraint)

    tokens: int | None


def written(writer: Timed, drafts: int) -> list[str]:
    return ["".join(writer.stream([Message("user", "?")], FORM)) for _ in range(drafts)]


@pytest.mark.parametrize(("counts", "together"), [([7, 5], 12), ([7, None], None), ([None, None], None)])
def test_the_tokens_of_all_drafts_are_known_only_where_each_is(counts: list[int | None], together: int | None) -> None:
    generator = Counting(["Eins. [1]", " Zwei. [2]"], ["Drei. [1]"], counts=counts)
    writer = Timed(generator)
    assert written(writer, 2) == ["Eins. [1] Zwei. [2]", "Drei. [1]"]
    pace = writer.taken()
    assert pace.tokens == together
    assert pace.seconds > 0
    assert writer.taken() == UNTIMED
    assert generator.count_tokens
    assert writer.name == "scripted"


def test_a_writer_that_does_not_count_has_no_pace() -> None:
    writer = Timed(ScriptedGenerator(["Eins. [1]"]))
    assert written(writer, 1) == ["Eins. [1]"]
    assert writer.taken().tokens is None


def test_a_draft_that_is_left_stops_and_counts_as_far_as_it_went() -> None:
    generator = Counting(["Eins. [1]", " Zwei. [2]"], counts=[4])
    writer = Timed(generator)
    writing = writer.stream([Message("user", "?")], FORM)
    next(writing)
    writing.close()  # type: ignore[attr-defined]
    assert generator.stopped
    assert writer.taken().tokens == 4


def test_tokens_per_second_are_the_median_of_what_is_known() -> None:
    paces = [Pace(30, 2.0), Pace(None, 1.0), Pace(10, 2.0), Pace(20, 2.0), UNTIMED]
    of = [Asked(each.question, each.answer, each.gold, None, pace) for pace in paces for each in [asked(answer("quoted"), set())]]
    assert evaluate(of).tokens_per_second == 10.0
    assert evaluate(of[1:2]).tokens_per_second is None
