"""Drafts for property tests: walks over the grammar, and the same drafts cut into pieces as no tokenizer would."""

import re

from hypothesis import strategies as st
from llguidance import LLMatcher, LLTokenizer

from rag.generators.grammar import regex
from rag.types import Constraint

WORD, TEXT = (re.compile(regex(Constraint(1), rule)) for rule in ("word", "text"))
REAL = [
    "20.",
    "z.",
    "B.",
    "Abs.",
    "Drs.",
    "8/2625",
    "1.234,56",
    "€",
    "§",
    "IV.",
    "Mrd.",
    "i.d.R.",
    "(vgl.",
    "„Ja!“",
    "–",
    "www.mv.de/a.pdf?b=1",
]
LETTERS = "aeZÄß09§%€„“()‚‘«»,;:–-.!?/@'\"&²ЖΩ"

words = st.sampled_from(REAL) | st.text(LETTERS, min_size=1, max_size=8).filter(WORD.fullmatch)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A sentence without its marks, as the grammar allows it."""
    text = " ".join([draw(words) for _ in range(draw(st.integers(0, 6)))] + [draw(words)]) + "."
    return text if TEXT.fullmatch(text) else f"Das {text.strip('.')} gilt."


@st.composite
def drafts(draw: st.DrawFn, form: Constraint) -> list[str]:
    """The sentences of a draft in the form, each with its marks."""
    marks = st.lists(st.integers(1, form.evidence), min_size=1, max_size=3, unique=True)
    claims = draw(st.lists(st.tuples(texts(), marks), min_size=1, max_size=form.sentences))
    return [f"{text} {''.join(f'[{number}]' for number in numbers)}" for text, numbers in claims]


@st.composite
def cut(draw: st.DrawFn, text: str) -> list[str]:
    """The text in pieces of any length."""
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=20)))
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


BYTES = LLTokenizer("byte")


def accepts(grammar: str, text: str, *, whole: bool = True) -> bool:
    """Whether llguidance lets the whole text through and lets it end there; with `whole=False`, whether a draft may begin with it."""
    matcher = LLMatcher(BYTES, grammar)
    assert not matcher.is_error(), matcher.get_error()
    tokens = BYTES.tokenize_bytes(text.encode())
    return matcher.try_consume_tokens(tokens) == len(tokens) and (matcher.is_accepting() or not whole)
