"""The stretches of a claim and of its evidence that belong together, and those that a rule rejects."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.types import Span
from rag.quoting import tidy
from rag.types import Claim, Evidence, Verdict
from rag.verify import RuleVerifier
from rag.verify.forms import canonical, original
from rag.verify.matches import matches, with_matches
from tests.rag.verify.pairs import PAIRS
from tests.rag.verify.test_properties import SENTENCES


def shown(claim: str, evidence: str) -> list[tuple[str, str]]:
    return [(mine.of(claim), theirs.of(evidence)) for mine, theirs in matches(claim, evidence)]


def evidence(text: str, number: int = 1, lead: str = "") -> Evidence:
    return Evidence(number, 1, 1, Span(0, len(text)), text, 1.0, lead)


def test_runs_are_merged_and_other_forms_are_paired() -> None:
    assert shown("Der Verein erhielt am 3.5.2022 zwölf Zuwendungen.", "Im Mai, am 3. Mai 2022, gingen 12 Zuwendungen an den Verein.") == [
        ("Verein", "Verein"),
        ("3.5.2022", "3. Mai 2022"),
        ("zwölf", "12"),
        ("Zuwendungen", "Zuwendungen"),
    ]


def test_words_of_one_stem_and_parts_of_compounds_are_paired() -> None:
    assert shown("Umsetzung der Strategie", "Die Fachkräftestrategie wird umgesetzt.") == [
        ("Umsetzung", "umgesetzt"),
        ("Strategie", "Fachkräftestrategie"),
    ]


def test_a_lead_has_spans_of_its_own() -> None:
    item = evidence("2024: 17", lead="Anzahl der Schulen")
    claim = with_matches(Claim("Anzahl der Schulen … 2024: 17", (1,), Verdict(True)), [item])
    assert [(match.claim.of(claim.text), match.evidence.of(item.lead if match.lead else item.text)) for match in claim.verdict.matches] == [
        ("Anzahl der Schulen", "Anzahl der Schulen"),
        ("2024: 17", "2024: 17"),
    ]


@given(SENTENCES | st.text(max_size=80), SENTENCES | st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_every_span_resolves_in_order_without_overlap(claim: str, text: str) -> None:
    end = 0
    for mine, theirs in matches(claim, text):
        assert end <= mine.start < mine.end <= len(claim)
        assert 0 <= theirs.start < theirs.end <= len(text)
        assert mine.of(claim).strip()
        assert theirs.of(text).strip()
        end = mine.end


@given(SENTENCES)
@settings(max_examples=100, deadline=None)
def test_a_quoted_claim_is_wholly_covered(text: str) -> None:
    claim = tidy(f"1) {text}")
    covered = {at for mine, _ in matches(claim, f"1) {text}") for at in range(mine.start, mine.end)}
    assert all(at in covered or char.isspace() for at, char in enumerate(claim))


@given(SENTENCES | st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_every_word_of_the_canonical_text_leads_back(text: str) -> None:
    for start in range(len(canonical(text))):
        span = original(text, Span(start, start + 1))
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(("code", "known", "claim"), [pair for pair in PAIRS if pair[0] in ("number", "date", "name", "coverage")])
def test_a_rejected_claim_says_where(code: str, known: str, claim: str) -> None:
    failed = RuleVerifier().verify(claim, [known]).failed
    assert failed
    assert all(0 <= span.start < span.end <= len(claim) for span in failed)


def test_what_failed_is_shown_as_it_was_written() -> None:
    claim = "Die Kosten belaufen sich z. B. auf ca. 7,5 Mio. Euro."
    verdict = RuleVerifier().verify(claim, ["Die Kosten belaufen sich beispielsweise auf rund 1,5 Millionen Euro."])
    assert [span.of(claim) for span in verdict.failed] == ["7,5 Mio. Euro"]
