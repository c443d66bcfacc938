"""The names of ministries: which mean the same one."""

from __future__ import annotations

import pytest

from index.metadata.names import fits_ministry

STATE_FINANCE, FINANCE = "Ministerium für Finanzen und Digitalisierung", "Bundesministerium der Finanzen"
STATE_INTERIOR, INTERIOR = "Ministerium für Inneres, Bau und Digitalisierung", "Bundesministerium des Innern und für Heimat"
SCHOOLS, FARMING = (
    "Ministerium für Bildung und Kindertagesförderung",
    "Ministerium für Klimaschutz, Landwirtschaft, ländliche Räume und Umwelt",
)
TRADE, AID = "Bundesministerium für Wirtschaft und Klimaschutz", "Bundesministerium für wirtschaftliche Zusammenarbeit und Entwicklung"
FOREIGN = "Auswärtiges Amt"
ALL = (STATE_FINANCE, FINANCE, STATE_INTERIOR, INTERIOR, SCHOOLS, FARMING, TRADE, AID, FOREIGN, "Staatskanzlei", "")


@pytest.mark.parametrize(
    ("asked", "fitting"),
    [
        ("Finanzministerium", (STATE_FINANCE, FINANCE)),
        ("finanzministerium", (STATE_FINANCE, FINANCE)),
        ("das Finanzministerium", (STATE_FINANCE, FINANCE)),
        ("Finanzministerin", (STATE_FINANCE, FINANCE)),
        ("Bundesfinanzministerium", (FINANCE,)),
        ("des Bundesministeriums der Finanzen", (FINANCE,)),
        ("Ministerium für Finanzen", (STATE_FINANCE, FINANCE)),
        ("Ministerium für Bildung", (SCHOOLS,)),
        ("Kultusministerium", (SCHOOLS,)),
        ("Innenministerium", (STATE_INTERIOR, INTERIOR)),
        ("Bundesministerium des Innern", (INTERIOR,)),
        ("Ministerium für Inneres und Digitalisierung", (STATE_INTERIOR,)),
        ("Wirtschaftsministerium", (TRADE,)),
        ("Entwicklungsministerium", (AID,)),
        ("Landwirtschaftsministerium", (FARMING,)),
        ("Agrarministerium", (FARMING,)),
        ("Außenministerium", (FOREIGN,)),
        ("Auswärtigen Amt", (FOREIGN,)),
        ("Verteidigungsministerium", ()),
        ("Ministerium", ()),
        ("Finanzen", ()),
        ("", ()),
    ],
)
def test_a_ministry_by_another_name(asked: str, fitting: tuple[str, ...]) -> None:
    assert tuple(known for known in ALL if fits_ministry(asked, known)) == fitting
