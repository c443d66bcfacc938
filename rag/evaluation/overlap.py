"""How much of a known answer a text holds, in words.

It does not know meaning: a paraphrase holds nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.sentences import sentences

ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"})
ENOUGH = 0.8  # of the words of a sentence: what is missing is a mark of a footnote, a bracket, a word at a page break
SPAN = 10  # words: an answer of no more, with no mark that ends a sentence, is cut out of one
FEWEST = 3  # words of an evidence sentence that counts as a part of a longer one: "Ja." is a part of too many

_HYPHEN = re.compile(r"(?<=\w)[-‐\u00ad]\s+(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie|bis)\b)")
_TOKEN = re.compile(r"\d{1,3}(?:[.  \u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r"(?<=\d)[.  \u202f](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Answer:
    """A known answer by its words. span: it is cut out of a sentence, else `parts` are its sentences."""

    span: bool
    parts: tuple[tuple[str, ...], ...]


def prepared(answer: str) -> Answer:
    """The answer as `holds` reads it."""
    words = tokens(answer)
    if len(words) <= SPAN and not re.search(r"[.!?:]\s*$", answer):
        return Answer(True, (words,))
    parts = [tokens(span.of(answer)) for span in sentences(answer)]
    whole = [part for part in parts if len(part) >= FEWEST]
    return Answer(False, tuple(whole or [part for part in parts if part]))


def holds(answer: Answer, text: Sequence[str]) -> bool:
    """Whether the words of a text hold all of a short answer, or a sentence of a long one, or are a piece of such a sentence."""
    if answer.span:
        return any(part and _inside(part, text) for part in answer.parts)
    return any(_shared(part, text) >= ENOUGH * len(part) or (len(text) >= FEWEST and _inside(text, part)) for part in answer.parts)


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text in small letters; a word that was broken at the end of a line is whole again."""
    return tuple(_THOUSANDS.sub("", token) for token in _TOKEN.findall(_HYPHEN.sub("", text).casefold()))


def token_f1(text: str, answer: str) -> float:
    """The F1 of the words as SQuAD counts them: each as often as it stands there, without marks and articles.

    Rajpurkar et al., "SQuAD: 100,000+ Questions for Machine Comprehension of Text" (EMNLP 2016).
    """
    left, right = ([token for token in tokens(each) if token not in ARTICLES] for each in (text, answer))
    shared = _shared(left, right)
    return 2 * shared / (len(left) + len(right)) if shared else 0.0


def rouge_l(text: str, answer: str) -> float:
    """The F1 of the longest common subsequence of words (Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004).

    By rouge-score, whose own words have no umlauts: it is given those of `tokens`.
    """
    return float(_scorer().score(answer, text)["rougeL"].fmeasure)


class _Words:
    """What rouge-score calls a tokenizer."""

    def tokenize(self, text: str) -> tuple[str, ...]:
        return tokens(text)


@cache
def _scorer() -> Any:
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(["rougeL"], tokenizer=_Words())


def _shared(left: Sequence[str], right: Sequence[str]) -> int:
    return (Counter(left) & Counter(right)).total()


def _inside(part: Sequence[str], text: Sequence[str]) -> bool:
    """Whether the words stand in the text one after the other."""
    length = len(part)
    return any(tuple(text[i : i + length]) == tuple(part) for i in range(len(text) - length + 1))
