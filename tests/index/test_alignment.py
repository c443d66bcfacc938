"""Text that is edited keeps the origin of every character."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.alignment import INSERTED, Aligned, Alignment, Edit
from index.types import Span

RAW = st.text(alphabet="ab -\n\u00adﬁ", max_size=60)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Aligned]:
    """A raw text after several rounds of deletions, replacements and reordering."""
    raw = draw(RAW)
    text = Aligned.of(raw)
    for _ in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
        edits = [Edit(a, b, draw(st.sampled_from(["", " ", "\n\n"]))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        text = text.edit(edits)
        half = draw(st.integers(0, len(text)))
        if draw(st.booleans()):
            text = Aligned.join([text[half:], text[:half]], draw(st.sampled_from(["", " ", "\n"])))
    return raw, text


@given(edited())
def test_every_character_that_is_not_space_is_the_one_at_its_origin(case: tuple[str, Aligned]) -> None:
    raw, text = case
    assert len(text.origin) == len(text.text)
    for character, origin in zip(text.text, text.origin.tolist(), strict=True):
        assert character.isspace() or raw[origin] == character


@given(edited(), st.data())
def test_runs_say_the_same_as_the_origins(case: tuple[str, Aligned], data: st.DataObject) -> None:
    _, text = case
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    raw = [offset for stretch in Alignment.of(text).raw(span) for offset in range(stretch.start, stretch.end)]
    assert raw == [origin for origin in text.origin[span.start : span.end].tolist() if origin != INSERTED]


def test_a_hyphen_at_a_line_end_leaves_both_halves_on_their_lines() -> None:
    text = Aligned.of("Landes-\njustiz").sub(re.compile(r"-\n(?=[a-z])"))
    assert text.text == "Landesjustiz"
    assert Alignment.of(text).raw(Span(0, 12)) == (Span(0, 6), Span(8, 14))


def test_the_letters_of_a_ligature_point_to_its_glyph() -> None:
    text = Aligned.of("Profi").edit([Edit(3, 5, "ﬁ")]).sub(re.compile("ﬁ"), "fi")
    assert (text.text, text.origin.tolist()) == ("Profi", [0, 1, 2, 3, 3])


def test_nothing_but_white_space_is_invented() -> None:
    with pytest.raises(ValueError, match="invented"):
        Aligned.of("ab").edit([Edit(1, 1, "x")])
    with pytest.raises(ValueError, match="invented"):
        Aligned.join([Aligned.of("a"), Aligned.of("b")], "-")


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        Aligned.of("abcd").edit([Edit(0, 3), Edit(2, 4)])


def test_an_empty_text_has_no_runs() -> None:
    assert Alignment.of(Aligned.of("")).raw(Span(0, 0)) == ()
    assert np.array_equal(Aligned.join([]).origin, np.empty(0, np.int32))
