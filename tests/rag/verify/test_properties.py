"""What holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.verify import RuleVerifier
from rag.verify.clauses import clauses
from rag.verify.dates import dates
from rag.verify.numbers import quantities
from rag.verify.numerals import cardinal
from tests.rag.verify.pairs import PAIRS

VOCABULARY = (
    "Die Der soll kann nicht keine bis seit 2023 20. Juni 1.234,56 Euro % § 5 Abs. 2 rund mehr als Rostock KI-Strategie , . ; und dass "
    "wenn zwölf Millionen Ja Nein prüft alle nur BAMF 8/2625 – ( ) „ “ umgesetzt Umsetzung"
)
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCES = st.lists(WORDS, max_size=15).map(" ".join)


@given(SENTENCES | st.text(max_size=60), SENTENCES | st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_every_pair_gets_a_verdict(claim: str, evidence: str) -> None:
    verdict = RuleVerifier().verify(claim, [evidence], ["Titel"])
    assert verdict.supported == (not verdict.code) == (not verdict.reason)


@given(SENTENCES | st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_a_sentence_proves_itself(sentence: str) -> None:
    assert RuleVerifier().verify(sentence, [sentence]).supported


@given(SENTENCES)
@settings(max_examples=100, deadline=None)
def test_clauses_lose_no_word(sentence: str) -> None:
    kept = " ".join(clause.text for clause in clauses(sentence))
    assert [word for word in sentence.split() if word.isalpha()] == [word for word in kept.replace(",", " ").split() if word.isalpha()]


@pytest.mark.parametrize("evidence", sorted({evidence for _, evidence, _ in PAIRS}))
def test_no_evidence_at_all_proves_nothing(evidence: str) -> None:
    assert RuleVerifier().verify(evidence, []).code == "citation"


@given(st.integers(2, 999_999))
@settings(max_examples=60)
def test_numbers_are_the_same_however_they_are_written(number: int) -> None:
    forms = [f"{number}", f"{number:,}".replace(",", "."), f"{number:,}".replace(",", " ")]
    values = {quantities(f"Es waren {form} Euro.")[0].value for form in forms}
    assert values == {number}


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("zwölf", 12), ("einundzwanzig", 21), ("dreißig", 30), ("hundert", 100), ("hundertfünf", 105), ("dreihunderttausend", 300_000),
        ("eintausendzweihundertvierunddreißig", 1234), ("siebzehn", 17), ("ein", None), ("einfach", None), ("vierteljährlich", None),
    ],
)  # fmt: skip
def test_numerals(word: str, number: int | None) -> None:
    assert cardinal(word.casefold()) == number


@pytest.mark.parametrize(
    "text",
    [
        "20. Juni 2023",
        "20.06.2023",
        "20.6.2023",
        "20.06.23",
        "2023-06-20",
        "20 June 2023",
        "June 20, 2023",
        "20. bis 22. Juni 2023",
        "20. Juni bis 1. Juli 2023",
    ],
)
def test_dates_are_the_same_however_they_are_written(text: str) -> None:
    first = dates(f"Der Workshop war am {text} in Rostock.")[0]
    assert (first.year, first.month, first.day) == (2023, 6, 20)


@pytest.mark.parametrize("text", ["2029 Euro", "2.029 Tonnen", "§ 2023", "8/2023", "12023", "2023,5 Meter", "73 2023 456"])
def test_what_is_no_date(text: str) -> None:
    assert dates(f"Es geht um {text}.") == []
