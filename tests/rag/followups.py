"""Conversations and what their last question must carry from the ones before, and what it must not.

They know no rules: the second half was written when the rules were done. 26 of its 30 held at once; three faults it showed were mended. The
last ones were written for a language model to try, with the answer before them; two faults in taking phrases apart were mended with them.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """Earlier questions, the follow-up, words that the result must hold, and words that it must not hold. answer: to the last of them."""

    earlier: tuple[str, ...]
    question: str
    carried: str = ""
    dropped: str = ""
    answer: str = ""


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

WORKSHOP = "Wann fand der Workshop zur Fachkräftestrategie statt?"
HELD = "Der Workshop zur Fachkräftestrategie fand am 20. Juni 2023 in Rostock statt."
FERRY = "Welche Reederei betreibt die Fähre nach Hiddensee?"
OPERATED = "Die Fähre nach Hiddensee betreibt die Weiße Flotte."
TREES = "Wie viele Bäume wurden 2022 im Nationalpark Jasmund gefällt?"
FELLED = "Im Nationalpark Jasmund wurden 2022 insgesamt 340 Bäume gefällt."
GRANT = "Wer kann den Meisterbonus beantragen?"
GRANTED = "Den Meisterbonus können Handwerkerinnen und Handwerker mit Wohnsitz im Land beantragen."
POLICE = "Plant das Land neue Polizeireviere in Schwerin?"
PLANNED = "Neue Polizeireviere sind in Schwerin nicht geplant."
TEACHERS = "Wie viele Lehrkräfte gingen 2023 in den Ruhestand?"
RETIRED = "2023 gingen 412 Lehrkräfte in den Ruhestand."

FRESH = [
    Case((WORKSHOP,), "Wie viele Menschen kamen?", "Menschen Workshop Fachkräftestrategie", "", HELD),
    Case((WORKSHOP,), "Wer hat ihn geleitet?", "geleitet Workshop Fachkräftestrategie", "", HELD),
    Case((WORKSHOP,), "Gab es weitere?", "weitere Workshop", "", HELD),
    Case((WORKSHOP,), "Und in Schwerin?", "Workshop Fachkräftestrategie Schwerin", "Rostock", HELD),
    Case((FERRY,), "Wem gehört sie?", "gehört Weiße Flotte", "", OPERATED),
    Case((FERRY,), "Und nach Rügen?", "Reederei Fähre Rügen", "Hiddensee", OPERATED),
    Case((FERRY,), "Was kostet eine Fahrt?", "kostet Fahrt Fähre Hiddensee", "", OPERATED),
    Case((FERRY,), "Wie oft am Tag?", "oft Tag Fähre Hiddensee", "Reederei", OPERATED),
    Case((TREES,), "Warum?", "Warum Bäume gefällt Jasmund 2022", "viele", FELLED),
    Case((TREES,), "Und 2023?", "viele Bäume Jasmund gefällt 2023", "2022", FELLED),
    Case((TREES,), "Wie viele davon waren Buchen?", "viele Buchen Bäume Jasmund gefällt", "", FELLED),
    Case((TREES,), "Werden neue gepflanzt?", "neue gepflanzt Bäume Jasmund", "gefällt", FELLED),
    Case((GRANT,), "Bis wann?", "wann Meisterbonus beantragen", "wer", GRANTED),
    Case((GRANT,), "Wie hoch ist er?", "hoch Meisterbonus", "wer", GRANTED),
    Case((GRANT,), "Auch Gesellen?", "Gesellen Meisterbonus beantragen", "", GRANTED),
    Case((GRANT,), "Welche Unterlagen braucht man?", "Unterlagen Meisterbonus", "wer", GRANTED),
    Case((POLICE,), "Warum nicht?", "warum Polizeireviere Schwerin nicht", "", PLANNED),
    Case((POLICE,), "Und anderswo im Land?", "Polizeireviere Land", "Schwerin", PLANNED),
    Case((POLICE,), "Wie viele gibt es heute?", "viele heute Polizeireviere Schwerin", "", PLANNED),
    Case((TEACHERS,), "Und Schulleitungen?", "viele Schulleitungen 2023 Ruhestand", "lehrkräfte", RETIRED),
    Case((TEACHERS,), "Wie viele wurden dafür eingestellt?", "viele eingestellt Lehrkräfte Ruhestand", "", RETIRED),
    Case((TEACHERS, "Und 2022?"), "Was ist der Grund für den Rückgang?", "Grund Rückgang Lehrkräfte Ruhestand", "", "2022 waren es 430."),
    Case((TEACHERS,), "Wann wurde die Universität Greifswald gegründet?", "Universität Greifswald", "Lehrkräfte Ruhestand", RETIRED),
    Case((FERRY,), "Wie viele Einwohner hat Rostock?", "Einwohner Rostock", "Fähre Hiddensee", OPERATED),
]
