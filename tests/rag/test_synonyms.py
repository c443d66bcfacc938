"""The table of what says the same: each word in one row of its kind, and the rules read it."""

from __future__ import annotations

from collections import Counter

from rag.stems import all_stems, carries
from rag.synonyms import TABLE
from rag.verify.forms import canonical
from rag.verify.tokens import tokens


def test_no_word_stands_for_two_others() -> None:
    written = Counter(variant for same in TABLE for variant in same.written)
    limits = Counter(word for same in TABLE for word in same.limits.split())
    related = Counter(word for same in TABLE for word in same.related.split())
    assert {word for count in (written, limits, related) for word, times in count.items() if times > 1} == set()
    assert len({same.form for same in TABLE}) == len(TABLE)
    assert all(same.written or same.limits or same.related for same in TABLE)
    assert all(same.form in same.limits.split() for same in TABLE if same.limits)


def test_what_stands_for_another_is_itself_exchanged_for_nothing() -> None:
    written = {variant for same in TABLE for variant in same.written}
    assert {same.form for same in TABLE if same.written} & written == set()


def test_the_rules_read_the_table() -> None:
    assert canonical("Lediglich z. B. Schulen") == "Nur beispielsweise Schulen"
    assert [token.group for token in tokens("zahlreiche manche")] == ["viele", "einige"]
    assert carries(all_stems("Der Verein soll Geld erhalten."), "bekommen")
    assert not carries(all_stems("Der Verein soll Geld erhalten."), "beantragen")
