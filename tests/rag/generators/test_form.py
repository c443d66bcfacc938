"""The last guard: drafts in the form pass unchanged, nothing else passes."""

import re
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.draft import sentences
from rag.generators.form import END, MAX_SENTENCE, conform
from rag.generators.grammar import regex
from rag.types import Constraint
from tests.rag.generators.drafts import cut, drafts

FORM = Constraint(evidence=7, sentences=4)


@given(st.data())
def test_a_draft_in_the_form_passes_unchanged_sentence_by_sentence(data: st.DataObject) -> None:
    draft = data.draw(drafts(FORM))
    pieces = data.draw(cut(" ".join(draft)))
    passed = list(conform(pieces, FORM))
    assert "".join(passed) == " ".join(draft)
    assert [piece.strip() for piece in passed] == draft
    assert re.fullmatch(regex(FORM), "".join(passed))


@given(st.data())
def test_a_draft_in_the_form_is_read_as_it_was_meant(data: st.DataObject) -> None:
    draft = data.draw(drafts(FORM))
    read = list(sentences(conform(data.draw(cut(" ".join(draft))), FORM)))
    assert [f"{sentence.text} {''.join(f'[{mark}]' for mark in sentence.marks)}" for sentence in read] == draft


SPOKEN = st.lists(
    st.text(max_size=12)
    | st.sampled_from(
        ["[1]", "[2, 3]", "[99]", "[0]", "[x]", ". ", ".\n", "\n- ", "**", "<think>", "</think>", "Das ist so", " z. B. ", "?", "!", END]
    )
)


@given(SPOKEN)
def test_whatever_is_said_what_leaves_is_in_the_form(pieces: list[str]) -> None:
    draft = "".join(conform(pieces, FORM))
    assert not draft or re.fullmatch(regex(FORM), draft)


@given(SPOKEN, st.data())
def test_the_pieces_do_not_matter(pieces: list[str], data: st.DataObject) -> None:
    whole = "".join(pieces)
    assert list(conform(data.draw(cut(whole)), FORM)) == list(conform([whole], FORM))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("**Antwort:** Das RIS kommt 2029 [1].", ["Antwort: Das RIS kommt 2029. [1]"]),
        ("Das gilt. Auch dies gilt [2, 3].", ["Das gilt. [2][3]", "Auch dies gilt. [2][3]"]),
        ("- Erstens gilt das [3]\n- Zweitens dies [1][2].\n", ["Erstens gilt das. [3]", "Zweitens dies. [1][2]"]),
        ("Das gilt. [1]\n2. Dies gilt. [2]", ["Das gilt. [1]", "Dies gilt. [2]"]),
        ("<think>Vielleicht [1] gilt das.</think>\n\nDas gilt. [2]", ["Das gilt. [2]"]),
        ("<think>Vielleicht gilt das. [1]", []),
        ("Er sagt: „Das gilt.“ [1]", ["Er sagt: „Das gilt“. [1]"]),
        ("Das gilt! [1] Gilt das? [2] Dies gilt. [3]", ["Das gilt. [1]", "Dies gilt. [3]"]),
        ("Das gilt. [8] Dies gilt. [7][8]", ["Dies gilt. [7]"]),
        ("Das gilt. [1][1][2][3][4]", ["Das gilt. [1][2][3]"]),
        ("Das gilt. [1] Ich hoffe, das hilft!", ["Das gilt. [1]"]),
        ("Das [sogenannte] `RIS` gilt. [1]", ["Das sogenannte RIS gilt. [1]"]),
        ("3\u00a0% gelten\u202f. [1]", []),
        ("Etwa 3\u00a0% gelten. [1]", ["Etwa 3 % gelten. [1]"]),
        ("这是中文句子。[1] Das gilt. [2]", ["Das gilt. [2]"]),
        ("Das gilt", []),
        ("[1] Das gilt.", []),
        ("A. [1] B. [1] Cc. [1] Dd. [1] Ee. [1]", ["A. [1]", "B. [1]", "Cc. [1]", "Dd. [1]"]),
        (f"{'Wort ' * 121}. [1] Das gilt. [2]", ["Das gilt. [2]"]),
        ("", []),
    ],
)
def test_what_fits_is_kept_without_its_markup(said: str, left: list[str]) -> None:
    assert [piece.strip() for piece in conform([said], FORM)] == left
    assert [piece.strip() for piece in conform(said, FORM)] == left


def test_a_sentence_leaves_as_soon_as_the_next_begins_or_its_end_is_told() -> None:
    heard: list[str] = []

    def speak() -> Iterator[str]:
        for piece in ("Das gilt.", " [1]", " Dies", " gilt.", " [2]", END, "Jenes"):
            heard.append(piece)
            yield piece

    said = conform(speak(), FORM)
    assert (next(said), heard[-1]) == ("Das gilt. [1]", " Dies")
    assert (next(said), heard[-1]) == (" Dies gilt. [2]", END)


@pytest.mark.parametrize("piece", ["bla ", "[1] ", "Das gilt. [9] ", "<think>", "\n"])
def test_a_model_that_does_not_end_is_not_waited_for(piece: str) -> None:
    read = count()
    assert list(conform((piece for _ in read), FORM)) == []
    assert next(read) * len(piece) < 250_000


def test_enough_is_enough() -> None:
    read = count()
    assert len(list(conform((f"Satz {number} gilt. [1] " for number in read), FORM))) == FORM.sentences
    assert next(read) <= FORM.sentences + 1


def test_the_longest_sentence_is_kept() -> None:
    text = "Wort " * (MAX_SENTENCE // 12)
    assert list(conform([f"{text.strip()}. [1]"], FORM)) == [f"{text.strip()}. [1]"]
