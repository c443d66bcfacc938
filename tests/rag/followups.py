"""Conversations and what their last question must carry from the ones before, and what it must not.

They know no rules: the second half was written when the rules were done. 26 of its 30 held at once; three faults it showed were mended.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """Earlier questions, the follow-up, words that the result must hold, and words that it must not hold."""

    earlier: tuple[str, ...]
    question: str
    carried: str = ""
    dropped: str = ""


JUSTICE = "Wird KI in der Justiz eingesetzt?"
BUDGET = "Wie hoch ist das Budget für die KI-Strategie im Jahr 2024?"
HARBOUR = "Wie viele Beschäftigte arbeiten im Hafen Sassnitz?"
COURTS = "Is artificial intelligence used in the courts?"

KNOWN = [
    Case((JUSTICE,), "Und in der Steuerverwaltung?", "KI Steuerverwaltung eingesetzt", "Justiz"),
    Case((JUSTICE,), "Und wann?", "Wann KI Justiz"),
    Case((JUSTICE,), "Wie hoch sind die Kosten dafür?", "Kosten KI Justiz"),
    Case((JUSTICE,), "Seit wann ist das so?", "wann KI Justiz"),
    Case((JUSTICE,), "Warum nicht?", "Warum KI Justiz"),
    Case((JUSTICE,), "Wer ist dafür zuständig?", "zuständig KI Justiz"),
    Case((JUSTICE,), "Ist das geplant?", "geplant KI Justiz"),
    Case((JUSTICE,), "Wie hoch sind die Kosten?", "Kosten KI Justiz"),
    Case((BUDGET,), "Und 2025?", "Budget KI-Strategie 2025", "2024"),
    Case((BUDGET,), "Und für die Digitalstrategie?", "Budget Digitalstrategie 2024", "KI-Strategie"),
    Case((BUDGET,), "Wer verwaltet es?", "verwaltet Budget KI-Strategie", "hoch"),
    Case((HARBOUR,), "Und in Rostock?", "Beschäftigte Rostock", "Sassnitz"),
    Case((HARBOUR,), "Und wie stark sank der Umschlag?", "Umschlag Sassnitz", "viele"),
    Case((HARBOUR,), "Wie hoch ist der Umschlag dort?", "Umschlag Sassnitz", "Beschäftigte"),
    Case(("Welche Projekte fördert das Land zur Sprachbildung?",), "Welche davon liegen in Rostock?", "Projekte Sprachbildung Rostock"),
    Case(("Welche Förderung erhalten die Länder?",), "Was ist mit den Kommunen?", "Förderung erhalten Kommunen", "Länder"),
    Case(("Wie viele Stellen hat das BAMF?",), "Und das BSI?", "viele Stellen BSI", "BAMF"),
    Case((JUSTICE, "Und in der Steuerverwaltung?"), "Wie hoch sind die Kosten dafür?", "Kosten KI Steuerverwaltung", "Justiz"),
    Case((JUSTICE, "Wie hoch sind die Kosten dafür?"), "Und in der Polizei?", "Kosten KI Polizei", "Justiz"),
    Case((JUSTICE, "Wie hoch sind die Kosten dafür?"), "Und wer trägt sie?", "trägt Kosten KI Justiz"),
    Case(
        (JUSTICE, "Wie viele Lehrkräfte fehlen an den Gymnasien des Landes?"),
        "Und an den Grundschulen?",
        "Lehrkräfte fehlen Grundschulen",
        "KI Justiz",
    ),
    Case((JUSTICE,), "Wie viele Lehrkräfte fehlen an den Gymnasien des Landes?", "Lehrkräfte Gymnasien", "KI Justiz"),
    Case((BUDGET,), "Gibt es eine Beratungsstelle für Rückkehrer?", "Beratungsstelle Rückkehrer", "Budget KI-Strategie"),
    Case((BUDGET,), "Was ist das BAMF?", "BAMF", "Budget KI-Strategie"),
    Case((JUSTICE,), "Welche Schulen fördert das Land und wie hoch sind die Kosten dafür?", "Schulen Land Kosten", "KI Justiz"),
    Case((COURTS,), "And in the tax administration?", "intelligence used tax administration", "courts"),
    Case((COURTS,), "How much does it cost?", "cost intelligence courts"),
    Case((COURTS,), "And when?", "When intelligence courts"),
]

WARDS = "Wie viele Wohnungen wurden 2023 in Hamburg gebaut?"
ASYLUM = "Wie lange dauern Asylverfahren von Menschen aus Syrien?"
WOLF = "Welche Schäden haben Wölfe in Brandenburg verursacht?"
RAIL = "Wann wird die Strecke zwischen Berlin und Stettin ausgebaut?"
TRAINING = "Welche Schulungen zu Künstlicher Intelligenz bietet das Finanzministerium an?"
LAW = "Wann tritt das Onlinezugangsgesetz in Kraft?"

HELD_OUT = [
    Case((WARDS,), "Und in Bremen?", "Wohnungen gebaut 2023 Bremen", "Hamburg"),
    Case((WARDS,), "Und im Jahr 2022?", "Wohnungen Hamburg 2022", "2023"),
    Case((WARDS,), "Wie viele davon waren Sozialwohnungen?", "Sozialwohnungen Wohnungen Hamburg 2023"),
    Case((WARDS,), "Was haben sie gekostet?", "gekostet Wohnungen Hamburg"),
    Case((WARDS,), "Gibt es dort einen Mietspiegel?", "Mietspiegel Hamburg", "Wohnungen"),
    Case((ASYLUM,), "Und aus Afghanistan?", "Asylverfahren Afghanistan", "Syrien"),
    Case((ASYLUM,), "Warum so lange?", "Warum Asylverfahren Syrien"),
    Case((ASYLUM,), "Wie viele wurden abgelehnt?", "abgelehnt Asylverfahren Syrien"),
    Case((ASYLUM,), "Was bedeutet das für die Gerichte?", "Gerichte Asylverfahren Syrien"),
    Case((WOLF,), "Und Bären?", "Bären Schäden"),
    Case((WOLF,), "Wer ersetzt diese Schäden?", "ersetzt Schäden Wölfe Brandenburg"),
    Case((WOLF,), "Wie sieht es in Sachsen aus?", "Schäden Wölfe Sachsen", "Brandenburg"),
    Case((WOLF,), "Welche Maßnahmen sind dagegen geplant?", "Maßnahmen geplant Schäden Wölfe"),
    Case((RAIL,), "Was kostet das?", "kostet Strecke Berlin Stettin"),
    Case((RAIL,), "Und wer bezahlt den Ausbau?", "bezahlt Ausbau Strecke Stettin"),
    Case((RAIL, "Was kostet das?"), "Und wie viel davon zahlt Polen?", "zahlt Polen kostet Strecke Stettin"),
    Case((TRAINING,), "Auch für Auszubildende?", "Schulungen Intelligenz Auszubildende"),
    Case((TRAINING,), "Wie viele Personen haben teilgenommen?", "Personen teilgenommen Schulungen Intelligenz"),
    Case((TRAINING,), "Und das Innenministerium?", "Schulungen Intelligenz Innenministerium", "Finanzministerium"),
    Case((LAW,), "Und welche Ausnahmen gibt es?", "Ausnahmen Onlinezugangsgesetz"),
    Case((LAW,), "Gilt das auch für Gemeinden?", "Gemeinden Onlinezugangsgesetz"),
    Case((LAW,), "Bis wann müssen die Länder ihre Leistungen umgestellt haben?", "Länder Leistungen"),
    Case((LAW, "Gilt das auch für Gemeinden?"), "Was passiert bei Verstößen?", "Verstößen Onlinezugangsgesetz"),
    Case((LAW,), "Wie heißt der Präsident des Bundesrechnungshofs?", "Präsident Bundesrechnungshofs", "Onlinezugangsgesetz"),
    Case((WOLF,), "Wie viele Windräder stehen in Schleswig-Holstein?", "Windräder Schleswig-Holstein", "Wölfe Brandenburg Schäden"),
    Case(
        (WARDS,), "Welche Aufgaben hat die Bundesnetzagentur und wie viele Beschäftigte hat sie?", "Bundesnetzagentur", "Wohnungen Hamburg"
    ),
    Case(
        (ASYLUM, "Wie hoch ist die Inflation in Deutschland?"),
        "Und in Frankreich?",
        "Inflation Frankreich",
        "Asylverfahren Syrien Deutschland",
    ),
    Case((COURTS,), "What about the police?", "intelligence used police"),
    Case((COURTS,), "Who is responsible for it?", "responsible intelligence courts"),
    Case((COURTS,), "How many wind turbines were built in Bavaria in 2023?", "turbines Bavaria 2023", "intelligence courts"),
]
