"""Sentences that point back are told from those that can stand alone."""

from __future__ import annotations

import pytest

from rag.sentences_alone import REFERS_BACK


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("Im selben Zeitraum wurden 12 Anträge gestellt.", True),
        ("Im gleichen Jahr waren es 5.", True),
        ("Zum selben Zeitpunkt lagen 3 vor.", True),
        ("Hierzu liegen keine Angaben vor.", True),
        ("Diese Angaben sind frei verfügbar.", True),
        ("In diesem Jahr waren es 5.", False),
        ("Im Zeitraum 2020 bis 2024 waren es 5.", False),
        ("Es ist geplant, die Halle zu bauen.", False),
    ],
)
def test_what_points_back(sentence: str, points: bool) -> None:
    assert bool(REFERS_BACK.match(sentence)) is points
