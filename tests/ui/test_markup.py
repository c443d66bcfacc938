"""What the templates put out: untrusted text only as character references, on one line."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.hostile_strings import HOSTILE
from ui.markup import inert
from ui.screen.conversation import Conversation, Exchange
from ui.screen.views import talk_html
from ui.terminal import plain


@given(st.text())
def test_inert_text_reads_as_it_was_and_holds_no_markup(text: str) -> None:
    shown = inert(text)
    assert html.unescape(shown) == plain(text)
    assert not set(shown) & set("<>\"'`*_[]()!$\\{}|~\n")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_question_stays_a_question(text: str) -> None:
    before = talk_html(Conversation(exchanges=[Exchange("Frage", stage="problem", problem="Grund")]))
    shown = talk_html(Conversation(exchanges=[Exchange(text, stage="problem", problem=text)]))
    assert shown.count("<") == before.count("<")
    assert shown.count('"') == before.count('"')
    assert "\n" not in shown
