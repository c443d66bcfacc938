"""The numbers of questions as texts name them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.questions import MOST, QuestionNumber, answered_together, fits, read_numbers

NUMBERS = st.builds(QuestionNumber, st.integers(1, 120), st.sampled_from(["", "a", "b", "k"]))


def written(numbers: tuple[QuestionNumber, ...]) -> list[str]:
    return [f"{number.main}{number.part}" for number in numbers]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2", "2"),
        ("2 a", "2a"),
        ("3 bis 5", "3 4 5"),
        ("1, 2 und 4", "1 2 4"),
        ("3, 4, 5, 7 bis 9 sowie 12", "3 4 5 7 8 9 12"),
        ("1a und b", "1a 1b"),
        ("14a bis 14d", "14a 14b 14c 14d"),
        ("19a bis c", "19a 19b 19c"),
        ("20 bis 20b, 21 bis 21a", "20 20a 20b 21 21a"),
        ("1) bis 3)", "1 2 3"),
        ("4–6", "4 5 6"),
        ("5 bis 3", "5 3"),
        ("1 bis 900", "1 900"),
        ("keine", ""),
        ("bis", ""),
    ],
)
def test_lists_and_ranges(text: str, named: str) -> None:
    assert written(read_numbers(text)) == named.split()


@pytest.mark.parametrize(
    ("opening", "named"),
    [
        ("Die Fragen 3 bis 5 werden\ngemeinsam beantwortet.\nIm Jahr 2024 …", "3 4 5"),
        ("Aufgrund des Sachzusammenhangs werden die Fragen 2 und 2a gemeinsam beantwortet.", "2 2a"),
        ("Die Teilfragen zu 2, 2a und b werden zusammen beantwortet:", "2 2a 2b"),
        ("Zu den Fragen 1 und 2:\nNein.", "1 2"),
        ("Zu 4: Nein.", "4"),
        ("Zu 3. Quartal und Jahresende liegt nichts vor.", ""),
        ("Das wurde mit der Antwort auf die Fragen 2 und 3 beantwortet.", ""),
        ("Es wird auf die Antwort zu Frage 2 verwiesen.", ""),
    ],
)
def test_what_the_beginning_of_an_answer_says(opening: str, named: str) -> None:
    assert written(answered_together(opening)) == named.split()


def test_a_whole_question_is_answered_by_its_parts_and_a_part_by_the_whole() -> None:
    whole, first, second = QuestionNumber(3), QuestionNumber(3, "a"), QuestionNumber(3, "b")
    assert fits(whole, [first])
    assert fits(first, [whole])
    assert not fits(first, [second])
    assert not fits(whole, [QuestionNumber(30)])
    assert not fits(whole, [])


@given(st.lists(NUMBERS, min_size=1, max_size=6, unique=True))
def test_a_list_is_read_as_it_was_written(numbers: list[QuestionNumber]) -> None:
    assert read_numbers(" und ".join(written(tuple(numbers)))) == tuple(numbers)


@given(st.integers(1, 100), st.integers(1, 100))
def test_a_range_holds_all_between_its_ends_and_no_more(first: int, last: int) -> None:
    mains = [number.main for number in read_numbers(f"{first} bis {last}")]
    between = list(range(first, last + 1)) if first <= last <= first + MOST else list(dict.fromkeys([first, last]))
    assert mains == between


@given(st.text(alphabet="0123456789abz,.)–- und bis Fragen", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    numbers = read_numbers(text)
    assert len(set(numbers)) == len(numbers) <= len(text) * MOST
    answered_together(f"Die Fragen {text} werden gemeinsam beantwortet.")
