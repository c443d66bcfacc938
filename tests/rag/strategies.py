"""Hypothesis strategies for the types of answering."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from index.types import Box, Place, Span
from rag.types import Answer, Citation, Claim, Evidence, Match, Timings, Verdict

TEXT = st.text(max_size=30)
SMALL = st.integers(0, 10_000)
POINT = st.floats(0, 1000, allow_nan=False)
SPANS = st.builds(Span, SMALL, SMALL)
PLACES = st.builds(Place, SMALL, TEXT, st.lists(st.builds(Box, SMALL, POINT, POINT, POINT, POINT), max_size=2).map(tuple))
CITATIONS = st.builds(
    Citation, SMALL, SMALL, TEXT, SPANS, TEXT, st.lists(PLACES, max_size=2).map(tuple), TEXT, TEXT, st.none() | st.dates(), TEXT, TEXT
)
EVIDENCE = st.builds(Evidence, SMALL, SMALL, SMALL, SPANS, TEXT, POINT)
MATCHES = st.lists(st.builds(Match, SMALL, SPANS, SPANS, st.booleans()), max_size=2).map(tuple)
VERDICTS = st.builds(Verdict, st.booleans(), TEXT, TEXT, MATCHES, st.lists(SPANS, max_size=2).map(tuple))
CLAIMS = st.builds(Claim, TEXT, st.lists(SMALL, max_size=3).map(tuple), VERDICTS, st.none() | st.dates())


def several(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(of, max_size=2).map(tuple)


ANSWERS = st.builds(
    Answer,
    question=TEXT,
    status=st.sampled_from(["answered", "quoted", "no_evidence"]),
    claims=several(CLAIMS),
    citations=several(CITATIONS),
    evidence=several(EVIDENCE),
    rejected=several(CLAIMS),
    score=st.floats(0, 1),
    language=TEXT,
    library_version=TEXT,
    model=TEXT,
    timings=st.builds(Timings, POINT, POINT, POINT),
)
