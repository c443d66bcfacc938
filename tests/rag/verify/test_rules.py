"""Each rule on sentence pairs, one by one."""

from __future__ import annotations

import pytest

from rag.verify import RuleVerifier
from tests.rag.verify.pairs import PAIRS


@pytest.mark.parametrize(("code", "evidence", "claim"), PAIRS, ids=[f"{code or 'supported'}-{i}" for i, (code, *_) in enumerate(PAIRS)])
def test_verdict(code: str, evidence: str, claim: str) -> None:
    verdict = RuleVerifier().verify(claim, [evidence])
    assert (verdict.code, verdict.supported) == (code, not code), verdict.reason
    assert bool(verdict.reason) != verdict.supported
