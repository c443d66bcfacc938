"""Which figures a question wants."""

from __future__ import annotations

import pytest

from rag.figures import OTHER_UNIT, broken_down, unit_fits


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Wie hoch war der prozentuale Anteil der Frauen?", True),
        ("Wie hoch ist die Impfquote?", True),
        ("Wie viele Frauen gab es (bitte in Prozent angeben)?", True),
        ("Wie viele Frauen gab es (bitte absolute Werte und Anteile nennen)?", False),
        ("Wie viele Frauen gab es?", False),
        ("How many per cent were women?", True),
        ("Welche Frauenquote soll gelten?", False),
    ],
)
def test_a_share_is_wanted(question: str, wanted: bool) -> None:
    assert (unit_fits(question, "Es waren 40.") == 0) is wanted


@pytest.mark.parametrize(
    ("question", "text", "fit"),
    [
        ("Wie hoch war der Anteil der Frauen?", "Das sind 32 Prozent.", 1.0),
        ("Wie hoch war der Anteil der Frauen?", "Das sind 40 Frauen.", 0.0),
        ("Wie hoch waren die Ausgaben?", "Es waren 3 Millionen Euro.", 1.0),
        ("Wie hoch waren die Ausgaben?", "2023 1.204\n2024 1.310", OTHER_UNIT),
        ("Wie viele Personen erhielten Zuwendungen?", "Es waren 40 Personen.", 1.0),
        ("Wie viele Personen sind es?", "Es waren 40 Personen.", 1.0),
    ],
)
def test_figures_fit_by_their_unit(question: str, text: str, fit: float) -> None:
    assert unit_fits(question, text) == fit


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("… (bitte nach Geschlecht und Jahren aufschlüsseln)?", "2022 5\n2023 7\n2024 4", True),
        ("… jährlich seit 2022?", "2022 5\n2023 7", False),  # two years are a comparison
        ("… nach dem Jahr 2020?", "2022 5\n2023 7\n2024 4", False),
        ("… in den Jahren 2022 bis 2024?", "2022 5\n2023 7\n2024 4", False),
        ("Wie viele waren es jeweils in den Jahren von 2022 bis 2024?", "2022 5\n2023 7\n2024 4", True),
        ("… (monatsweise)?", "Jan 25 76\nFeb 25 107\nMrz 25 103", True),
        ("… (monatsweise)?", "Im Januar und Februar waren es 12.", False),
        ("… nach Quartalen?", "1. Quartal 12, 2. Quartal 13", True),
        ("… im zweiten Quartal 2025?", "1. Quartal 12, 2. Quartal 13", False),
        ("… nach Kalenderwochen?", "19. KW 3\n23. KW 1", True),
        ("… in den einzelnen Bundesländern?", "Bayern 3\nSachsen-Anhalt 4\nHessen 5", True),
        ("… in den einzelnen Bundesländern?", "Sachsen 3\nSachsen 4\nHessen 5", False),
        ("How many, broken down by year?", "2022 5\n2023 7\n2024 4", True),
    ],
)
def test_figures_are_broken_down_as_wanted(question: str, text: str, found: bool) -> None:
    assert broken_down(question, text) is found
