"""Evidence and claim, and the rule that must fail ("" when the claim is supported). Sentences are made up in the manner of official papers,
or stand in the seed document.
"""

from __future__ import annotations

RIS = (
    "Das Ministerium für Wirtschaft, Infrastruktur, Tourismus und Arbeit weist darauf hin, dass die Umsetzung der RIS MV bis zum Jahr 2029 "
    "erfolgen soll."
)
JUSTICE = "Konkrete KI-Anwendungen werden in der Justiz Mecklenburg-Vorpommerns aktuell noch nicht eingesetzt."
WORKSHOP = (
    "Im Rahmen der Erarbeitung der Fachkräftestrategie führte die Landesregierung einen Workshop zum Thema „Mit weniger mehr“ – "
    "Entlastungspotenziale durch KI im Kontext des Fachkräftemangels“ am 20. Juni 2023 in Rostock durch."
)
SPECIAL = (
    "Das Ministerium für Justiz, Gleichstellung und Verbraucherschutz plant den Einsatz von KI-Anwendungen für die Justiz nicht als "
    "Sonderlösung für die Justiz Mecklenburg-Vorpommerns, sondern beteiligt sich an den dort diskutierten Überlegungen."
)
GUIDELINE = "Die Richtlinie befindet sich noch in der Abstimmung und soll im 4. Quartal 2023 in Kraft treten."
CLUSTER = "Dieses Cluster soll eine KI-Technologieplattform für wirtschaftliche Anwendungen aufbauen."
DATE = "Es gibt demzufolge keinen einheitlichen Zeitpunkt der Fertigstellung."
SCHOOLS = "An den 12 Gymnasien des Landes fehlen derzeit 30 Lehrkräfte."
GRANT = "Der Verein erhielt im Jahr 2022 eine Zuwendung in Höhe von 199 990 Euro."
ROUND = "Die Kosten belaufen sich auf rund 1,5 Millionen Euro."
ACCOUNTS = "In Summe wurden 831 Online-Accounts angegriffen, in 121 Online-Accounts davon wurde die Kontonummer geändert."
FOREST = "Der Anteil der geschädigten Bäume ist von 21 Prozent auf 36 Prozent gestiegen."
LAW = "Nach § 15 Absatz 2 des Denkmalschutzgesetzes entscheidet die untere Behörde innerhalb von drei Monaten."
CHECK = "Die Landesregierung prüft, ob die Gebühr für Wohngeldanträge gesenkt werden kann."
DENIED = "Es trifft nicht zu, dass die Werft geschlossen wird."
BRIDGE = "Wenn die Fördermittel bewilligt werden, beginnt der Bau der Brücke im Frühjahr 2026."
POLICE = "Das Bundesamt für Migration und Flüchtlinge (BAMF) hat die Daten an die Europäische Union übermittelt."
FERRY = "Die Fähre zwischen Wismar und Poel verkehrt vom 3. bis 5. Mai 2024 nicht."
MORE = "Mehr als 500 Betriebe haben einen Antrag gestellt."
BOARD = "Der Beirat tagt mindestens zweimal jährlich und wird von Staatssekretärin Vogt geleitet."
TRAINING = "Alle Beschäftigten der Steuerverwaltung können an der Fortbildung teilnehmen."
BROADBAND = "Bis Ende 2025 sollen 90 Prozent der 1 200 Gemeinden einen Glasfaseranschluss haben."
MUSEUM = "Das Museum bleibt nicht nur an Feiertagen, sondern auch montags geschlossen."
NO = "Nein."
UNKNOWN = "Der Bundesregierung liegen hierzu keine Erkenntnisse vor."
HARBOUR = "Der Umschlag im Hafen Sassnitz sank 2021 um 4,3 Prozent auf 2.029 Tonnen."
SPEED = "Auf der Landesstraße gilt künftig eine Höchstgeschwindigkeit von 70 km/h."
PLAN = "Die Landesregierung beabsichtigt, die Zahl der Frauenhäuser zu erhöhen."
DUTY = "Die Gemeinden sind verpflichtet, einen Lärmaktionsplan aufzustellen."
TEACHERS = "Im Schuljahr 2021/2022 wurden 45 Referendarinnen und Referendare eingestellt."
PAPER = "Auf die Antwort der Landesregierung auf die Kleine Anfrage auf Drucksache 8/2625 wird verwiesen."
WOLF = "Seit 2019 wurden dreiundzwanzig Übergriffe durch Wölfe gemeldet."

LIMITED = "Der Zuschuss wird ausschließlich an gemeinnützige Vereine gezahlt."
USUALLY = "Anträge werden in der Regel innerhalb von zehn Tagen bearbeitet."
NEAR = "Die Entwicklung einer Künstlichen Intelligenz (KI) – Strategie im Land ist ein wichtiger Schritt."
FAR = "Das Ministerium erarbeitet eine Strategie für die Werften und beobachtet zugleich und unabhängig davon die KI."

OPEN = (
    "Ob und in welcher Höhe ein Handgeld von den Ländern an abgeschobene Personen ausgezahlt wird, liegt in der Zuständigkeit der Länder."
)
THIS = "Bei diesem Projekt hat es keine inhaltlichen Veränderungen gegeben."

PARTS = "Beispielsweise wurden 2023 unter anderem drei Stellen nach § 5 Absatz 2 geschaffen."
LEVY = "Der Verband erhält jährlich höchstens 20 Prozent der Abgabe."
COURT = "Die Urteile des Europäischen Gerichtshofs (EuGH) sind nicht übersetzt worden."
AGENCY = "Das Amt bearbeitet die Anträge nach Eingang der Unterlagen."
STATES = "Die Gemeinden unterstützen die Länder bei der Ausbildung."
FIGURES = "Von den 150 Standorten liegen 138 im Ausland."
OFFICES = "In jedem Fall waren insgesamt sieben Gesellschaften betroffen."
POSSIBLE = "Ein Vergleich mit anderen Ländern ist derzeit möglich. Eine Auswertung hat im Jahr 2024 stattgefunden."
GROWING = "Die Einnahmen sind 2023 gestiegen, die Ausgaben gesunken."
AIMS = "Nach dem Bericht über die Schwächen der Verwaltung ist es Ziel, den Klimaschutz zu stärken."
NATIONAL = "Der Internationale Rat für Meeresforschung hat zugestimmt."
EXCLUDED = "Es kann nicht ausgeschlossen werden, dass Daten abgeflossen sind."

REGION = "In Niedersachsen werden die Anträge durch das Amt geprüft."
SAXONY = "In Sachsen-Anhalt gibt es 12 Anlagen."
SEALS = "Im Jahr 2023 wurden vor Rügen keine Kegelrobben gesichtet."
LOAN = "Der Kreis gewährt dem Land ein Darlehen."
STAFF = "Das Amt verfügt derzeit über 12 Stellen, von denen 9 besetzt sind."
PREVENTED = "Die Umstellung hat verhindert, dass es zu Ausfällen kam."

PAIRS: list[tuple[str, str, str]] = [
    # Supported: the sentence itself, shorter, turned round, or in other forms of its words
    ("", RIS, RIS),
    ("", RIS, "Die RIS MV soll bis 2029 umgesetzt werden."),
    ("", RIS, "Die Umsetzung der RIS MV soll bis zum Jahr 2029 erfolgen."),
    ("", RIS, "Die RIS MV soll bis zum Jahr 2029 umgesetzt werden."),
    ("", RIS, "Bis 2029 soll die Umsetzung der RIS MV erfolgen."),
    ("", JUSTICE, "Nein, in der Justiz werden KI-Anwendungen noch nicht eingesetzt."),
    ("", JUSTICE, "KI-Anwendungen werden in der Justiz Mecklenburg-Vorpommerns noch nicht eingesetzt."),
    ("", JUSTICE, "In der Justiz werden aktuell keine KI-Anwendungen eingesetzt."),
    ("", JUSTICE, "Nein, aktuell werden in der Justiz keine konkreten KI-Anwendungen eingesetzt."),
    ("", JUSTICE, "Ein Einsatz von KI-Anwendungen in der Justiz findet noch nicht statt."),
    ("", WORKSHOP, "Der Workshop fand am 20. Juni 2023 in Rostock statt."),
    ("", WORKSHOP, "Der Workshop zu Entlastungspotenzialen durch KI fand am 20.06.2023 in Rostock statt."),
    ("", WORKSHOP, "Die Landesregierung führte den Workshop im Juni 2023 in Rostock durch."),
    ("", WORKSHOP, "Am 20. Juni 2023 führte die Landesregierung in Rostock einen Workshop zu Entlastungspotenzialen durch."),
    ("", WORKSHOP, "Der Workshop wurde 2023 von der Landesregierung durchgeführt."),
    ("", SPECIAL, "Der Einsatz von KI-Anwendungen ist nicht als Sonderlösung geplant."),
    ("", SPECIAL, "Das Ministerium für Justiz beteiligt sich an den diskutierten Überlegungen."),
    ("", GUIDELINE, "Die Richtlinie soll im 4. Quartal 2023 in Kraft treten."),
    ("", GUIDELINE, "Die Richtlinie befindet sich noch in der Abstimmung."),
    ("", GUIDELINE, "Die Richtlinie soll im vierten Quartal 2023 in Kraft treten."),
    ("", CLUSTER, "Das Cluster soll eine KI-Technologieplattform aufbauen."),
    ("", DATE, "Es gibt keinen einheitlichen Zeitpunkt der Fertigstellung."),
    ("", DATE, "Nein, einen einheitlichen Zeitpunkt der Fertigstellung gibt es nicht."),
    ("", SCHOOLS, "Es fehlen 30 Lehrkräfte."),
    ("", SCHOOLS, "An den zwölf Gymnasien fehlen dreißig Lehrkräfte."),
    ("", GRANT, "Die Zuwendung betrug 199.990 Euro."),
    ("", GRANT, "Im Jahr 2022 erhielt der Verein 199 990 €."),
    ("", ROUND, "Die Kosten betragen rund 1.500.000 Euro."),
    ("", ROUND, "Es entstehen Kosten von rund 1,5 Mio. Euro."),
    ("", ACCOUNTS, "Insgesamt wurden 831 Online-Accounts angegriffen."),
    ("", ACCOUNTS, "In 121 Online-Accounts wurde die Kontonummer geändert."),
    ("", FOREST, "Der Anteil der geschädigten Bäume stieg auf 36 %."),
    ("", FOREST, "Der Anteil geschädigter Bäume ist von 21 % auf 36 % gestiegen."),
    ("", LAW, "Die untere Behörde entscheidet nach § 15 Abs. 2 innerhalb von 3 Monaten."),
    ("", CHECK, "Die Landesregierung prüft eine Senkung der Gebühr für Wohngeldanträge."),
    ("", DENIED, "Die Werft wird nicht geschlossen."),
    ("", BRIDGE, "Der Bau der Brücke beginnt im Frühjahr 2026, wenn die Fördermittel bewilligt werden."),
    ("", POLICE, "Das BAMF hat die Daten an die EU übermittelt."),
    ("", POLICE, "Die Daten wurden vom Bundesamt an die Europäische Union übermittelt."),
    ("", FERRY, "Die Fähre verkehrt vom 3. bis 5. Mai 2024 nicht."),
    ("", MORE, "Mehr als 500 Betriebe stellten einen Antrag."),
    ("", BOARD, "Staatssekretärin Vogt leitet den Beirat."),
    ("", TRAINING, "Die Beschäftigten der Steuerverwaltung können an der Fortbildung teilnehmen."),
    ("", BROADBAND, "90 Prozent der Gemeinden sollen bis Ende 2025 einen Glasfaseranschluss haben."),
    ("", BROADBAND, "Bis Ende 2025 sollen 90 % der 1.200 Gemeinden einen Anschluss haben."),
    ("", MUSEUM, "Das Museum bleibt auch montags geschlossen."),
    ("", UNKNOWN, "Der Bundesregierung liegen keine Erkenntnisse vor."),
    ("", UNKNOWN, "Nein, hierzu liegen der Bundesregierung keine Erkenntnisse vor."),
    ("", HARBOUR, "Der Umschlag im Hafen sank um 4,3 Prozent."),
    ("", HARBOUR, "2021 sank der Umschlag im Hafen Sassnitz auf 2029 Tonnen."),
    ("", SPEED, "Die Höchstgeschwindigkeit auf der Landesstraße beträgt künftig 70 km/h."),
    ("", PLAN, "Die Zahl der Frauenhäuser soll erhöht werden."),
    ("", PLAN, "Die Landesregierung plant eine Erhöhung der Zahl der Frauenhäuser."),
    ("", DUTY, "Die Gemeinden müssen einen Lärmaktionsplan aufstellen."),
    ("", TEACHERS, "Im Schuljahr 2021/2022 wurden 45 Referendare eingestellt."),
    ("", PAPER, "Es wird auf die Antwort auf Drucksache 8/2625 verwiesen."),
    ("", WOLF, "Seit 2019 wurden 23 Übergriffe durch Wölfe gemeldet."),
    # Numbers
    ("number", RIS, "Die RIS MV soll mit 100 Milliarden Euro umgesetzt werden."),
    ("number", WORKSHOP, "An dem Workshop in Rostock nahmen 50 Personen teil."),
    ("number", SCHOOLS, "Es fehlen 31 Lehrkräfte."),
    ("number", SCHOOLS, "An den 30 Gymnasien des Landes fehlen 12 Lehrkräfte."),
    ("number", SCHOOLS, "Es fehlen 300 Lehrkräfte."),
    ("number", GRANT, "Die Zuwendung betrug 199.990 Prozent."),
    ("number", GRANT, "Die Zuwendung betrug 200.000 Euro."),
    ("number", GRANT, "Die Zuwendung betrug 199,99 Euro."),
    ("number", GRANT, "Die Zuwendung betrug zwei Millionen Euro."),
    ("number", ROUND, "Die Kosten betragen 1,5 Millionen Euro."),
    ("number", ROUND, "Die Kosten betragen rund 1,5 Milliarden Euro."),
    ("number", ROUND, "Die Kosten betragen mehr als 1,5 Millionen Euro."),
    ("number", ACCOUNTS, "In 831 Online-Accounts davon wurden 122 Kontonummern geändert."),
    ("number", FOREST, "Der Anteil der geschädigten Bäume ist um 15 Prozent gestiegen."),
    ("number", FOREST, "Der Anteil der geschädigten Bäume ist auf 36 Prozentpunkte gestiegen."),
    ("number", LAW, "Die Behörde entscheidet innerhalb von vier Monaten."),
    ("number", LAW, "Nach § 16 Absatz 2 entscheidet die untere Behörde."),
    ("number", MORE, "Weniger als 500 Betriebe haben einen Antrag gestellt."),
    ("number", MORE, "500 Betriebe haben einen Antrag gestellt."),
    ("number", BROADBAND, "Bis Ende 2025 sollen 95 Prozent der Gemeinden einen Glasfaseranschluss haben."),
    ("number", HARBOUR, "Der Umschlag im Hafen Sassnitz sank um 43 Prozent."),
    ("number", SPEED, "Es gilt eine Höchstgeschwindigkeit von 80 km/h."),
    ("number", PAPER, "Es wird auf Drucksache 8/2652 verwiesen."),
    ("number", WOLF, "Seit 2019 wurden zweiunddreißig Übergriffe gemeldet."),
    ("number", JUSTICE, "In der Justiz werden drei KI-Anwendungen noch nicht eingesetzt."),
    ("number", TRAINING, "Alle 400 Beschäftigten der Steuerverwaltung können teilnehmen."),
    # Dates
    ("date", RIS, "Die RIS MV soll bis 2027 umgesetzt werden."),
    ("date", RIS, "Die RIS MV soll ab 2029 umgesetzt werden."),
    ("date", RIS, "Die RIS MV soll bis Ende 2029 umgesetzt werden."),
    ("date", WORKSHOP, "Der Workshop fand am 20. Juli 2023 in Rostock statt."),
    ("date", WORKSHOP, "Der Workshop fand am 21. Juni 2023 in Rostock statt."),
    ("date", WORKSHOP, "Der Workshop fand am 20.06.2024 in Rostock statt."),
    ("date", WORKSHOP, "Seit Juni 2023 führt die Landesregierung in Rostock Workshops durch."),
    ("date", GUIDELINE, "Die Richtlinie soll im 4. Quartal 2024 in Kraft treten."),
    ("date", GRANT, "Der Verein erhielt im Jahr 2021 eine Zuwendung."),
    ("date", GRANT, "Der Verein erhielt im März 2022 eine Zuwendung."),
    ("date", FERRY, "Die Fähre verkehrt am 4. Juni 2024 nicht."),
    ("date", BROADBAND, "90 Prozent der Gemeinden sollen bis Mitte 2025 einen Glasfaseranschluss haben."),
    ("date", BRIDGE, "Wenn die Fördermittel bewilligt werden, beginnt der Bau der Brücke im Herbst 2026."),
    ("date", WOLF, "Bis 2019 wurden 23 Übergriffe durch Wölfe gemeldet."),
    ("date", WOLF, "Seit 2018 wurden 23 Übergriffe durch Wölfe gemeldet."),
    ("date", HARBOUR, "Im Jahr 2029 sank der Umschlag im Hafen Sassnitz um 4,3 Prozent."),
    ("date", DATE, "Der einheitliche Zeitpunkt der Fertigstellung ist nicht der 1. Januar 2025."),
    # Names
    ("name", WORKSHOP, "Der Workshop fand am 20. Juni 2023 in Berlin statt."),
    ("name", WORKSHOP, "Der Workshop fand am 20. Juni 2023 in Schwerin und Rostock statt."),
    ("name", JUSTICE, "In der Justiz Sachsens werden KI-Anwendungen noch nicht eingesetzt."),
    ("name", POLICE, "Das BKA hat die Daten an die Europäische Union übermittelt."),
    ("name", POLICE, "Das Bundesamt hat die Daten an die NATO übermittelt."),
    ("name", BOARD, "Der Beirat wird von Staatssekretärin Müller geleitet."),
    ("name", FERRY, "Die Fähre zwischen Rostock und Poel verkehrt vom 3. bis 5. Mai 2024 nicht."),
    ("name", HARBOUR, "Der Umschlag im Hafen Mukran sank um 4,3 Prozent."),
    ("name", RIS, "Die RIS NRW soll bis 2029 umgesetzt werden."),
    ("name", CLUSTER, "Das Cluster soll eine 5G-Technologieplattform für wirtschaftliche Anwendungen aufbauen."),
    ("name", SPEED, "Auf der Autobahn gilt künftig eine Höchstgeschwindigkeit von 70 km/h."),
    ("name", PLAN, "Minister Schwarz beabsichtigt, die Zahl der Frauenhäuser zu erhöhen."),
    # Negation
    ("negation", JUSTICE, "In der Justiz Mecklenburg-Vorpommerns werden KI-Anwendungen eingesetzt."),
    ("negation", JUSTICE, "Ja, in der Justiz werden KI-Anwendungen bereits eingesetzt."),
    ("negation", JUSTICE, "Ja, in der Justiz werden KI-Anwendungen noch nicht eingesetzt."),
    ("negation", JUSTICE, "Nein, in der Justiz werden KI-Anwendungen eingesetzt."),
    ("negation", WORKSHOP, "Der Workshop fand am 20. Juni 2023 nicht in Rostock statt."),
    ("negation", DATE, "Es gibt einen einheitlichen Zeitpunkt der Fertigstellung."),
    ("negation", SPECIAL, "Das Ministerium plant den Einsatz von KI-Anwendungen für die Justiz nicht."),
    ("negation", SPECIAL, "Das Ministerium für Justiz plant den Einsatz von KI-Anwendungen als Sonderlösung."),
    ("negation", DENIED, "Die Werft wird geschlossen."),
    ("negation", DENIED, "Es trifft zu, dass die Werft geschlossen wird."),
    ("negation", FERRY, "Die Fähre verkehrt vom 3. bis 5. Mai 2024."),
    ("negation", UNKNOWN, "Der Bundesregierung liegen hierzu Erkenntnisse vor."),
    ("negation", NO, "Ja."),
    ("coverage", FOREST, "Der Anteil der geschädigten Bäume ist auf 36 Prozent gesunken."),
    ("coverage", HARBOUR, "Der Umschlag im Hafen Sassnitz stieg um 4,3 Prozent."),
    ("negation", MUSEUM, "Das Museum bleibt an Feiertagen nicht geschlossen."),
    ("negation", DUTY, "Die Gemeinden sind nicht verpflichtet, einen Lärmaktionsplan aufzustellen."),
    ("negation", TRAINING, "Die Beschäftigten der Steuerverwaltung können an der Fortbildung nicht teilnehmen."),
    ("negation", GUIDELINE, "Die Richtlinie soll im 4. Quartal 2023 nicht in Kraft treten."),
    # Modality
    ("modality", RIS, "Die RIS MV wird bis 2029 umgesetzt."),
    ("modality", RIS, "Die RIS MV kann bis 2029 umgesetzt werden."),
    ("modality", CLUSTER, "Das Cluster baut eine KI-Technologieplattform auf."),
    ("modality", CLUSTER, "Das Cluster hat eine KI-Technologieplattform für wirtschaftliche Anwendungen aufgebaut."),
    ("modality", GUIDELINE, "Die Richtlinie trat im 4. Quartal 2023 in Kraft."),
    ("modality", CHECK, "Die Gebühr für Wohngeldanträge wird gesenkt."),
    ("modality", CHECK, "Die Landesregierung senkt die Gebühr für Wohngeldanträge."),
    ("modality", BRIDGE, "Der Bau der Brücke beginnt im Frühjahr 2026."),
    ("modality", TRAINING, "Die Beschäftigten der Steuerverwaltung müssen an der Fortbildung teilnehmen."),
    ("modality", TRAINING, "Die Beschäftigten der Steuerverwaltung nehmen an der Fortbildung teil."),
    ("modality", BROADBAND, "Bis Ende 2025 haben 90 Prozent der Gemeinden einen Glasfaseranschluss."),
    ("modality", PLAN, "Die Landesregierung hat die Zahl der Frauenhäuser erhöht."),
    ("modality", DUTY, "Die Gemeinden können einen Lärmaktionsplan aufstellen."),
    ("modality", SCHOOLS, "An den 12 Gymnasien sollen 30 Lehrkräfte fehlen."),
    ("modality", LAW, "Die untere Behörde soll innerhalb von drei Monaten entscheiden."),
    # Coverage
    ("coverage", JUSTICE, "Nein, die Richterinnen lehnen die Bewerbungen nicht ab."),
    ("coverage", SCHOOLS, "Die Unterrichtsversorgung verschlechtert sich."),
    ("coverage", GRANT, "Der Verein verwendete die Zuwendung für Ausstellungen und Veranstaltungen."),
    ("coverage", TEACHERS, "Die Einstellungen verbesserten die Qualität der Bildung."),
    ("coverage", PAPER, "Die Verwaltung lobte die Leistungen der Einrichtungen."),
    ("coverage", ROUND, "Die Einrichtung verursacht Verwaltungsaufwendungen von rund 1,5 Millionen Euro."),
    # Scope
    ("scope", BROADBAND, "Bis Ende 2025 sollen alle 1 200 Gemeinden einen Glasfaseranschluss haben."),
    ("scope", POLICE, "Das BAMF hat bereits die Daten an die Europäische Union übermittelt."),
    ("scope", TRAINING, "Nur die Beschäftigten der Steuerverwaltung können an der Fortbildung teilnehmen."),
    ("scope", BOARD, "Der Beirat wird immer von Staatssekretärin Vogt geleitet."),
    ("scope", LIMITED, "Der Zuschuss wird an Vereine gezahlt."),
    ("scope", USUALLY, "Anträge werden innerhalb von zehn Tagen bearbeitet."),
    ("scope", SCHOOLS, "An mehreren Gymnasien des Landes fehlen 30 Lehrkräfte."),
    ("", LIMITED, "Der Zuschuss wird nur an gemeinnützige Vereine gezahlt."),
    ("", USUALLY, "Anträge werden grundsätzlich innerhalb von zehn Tagen bearbeitet."),
    ("", TRAINING, "Alle Beschäftigten der Steuerverwaltung können an der Fortbildung teilnehmen."),
    # Parts of a word must stand together
    ("", NEAR, "Eine KI-Strategie ist ein wichtiger Schritt."),
    ("coverage", FAR, "Das Ministerium erarbeitet eine KI-Strategie für die Werften."),
    # What is open, and what "this" narrows
    ("modality", OPEN, "Ein Handgeld wird von den Ländern an abgeschobene Personen ausgezahlt."),
    ("scope", THIS, "Es gab keine inhaltlichen Veränderungen."),
    ("", THIS, "Bei diesem Projekt gab es keine inhaltlichen Veränderungen."),
    ("", THIS, "Bei dem Projekt hat es keine inhaltlichen Veränderungen gegeben."),
    # The same in another form
    ("", PARTS, "Zum Beispiel wurden 2023 u. a. drei Stellen gemäß § 5 Abs. 2 geschaffen."),
    ("", PARTS, "Beispielsweise wurden im Jahr 2023 unter anderem 3 Stellen nach § 5 Absatz 2 geschaffen."),
    ("", LEVY, "Der Verband bekommt pro Jahr maximal 20 % der Abgabe."),
    ("", LEVY, "Der Verband erhält jährlich höchstens zwanzig Prozent der Abgabe."),
    ("", COURT, "Die Urteile des Europäischen Gerichtshofs sind nicht übersetzt worden."),
    # One word for another, where the rest is repeated
    ("wording", AGENCY, "Das Amt bearbeitet die Anträge vor Eingang der Unterlagen."),
    ("wording", AGENCY, "Das Amt bearbeitet die Unterlagen nach Eingang der Anträge."),
    ("wording", STATES, "Die Länder unterstützen die Gemeinden bei der Ausbildung."),
    ("number", FIGURES, "Von den 138 Standorten liegen 150 im Ausland."),
    ("wording", OFFICES, "In jedem Fall waren jeweils sieben Gesellschaften betroffen."),
    ("modality", POSSIBLE, "Ein Vergleich mit anderen Ländern wäre derzeit möglich."),
    ("modality", POSSIBLE, "Eine Auswertung hätte im Jahr 2024 stattgefunden."),
    ("number", GROWING, "Die Einnahmen sind 2023 gesunken, die Ausgaben gestiegen."),
    ("wording", AIMS, "Nach dem Bericht ist es Ziel, den Klimaschutz zu schwächen."),
    ("number", PARTS, "2023 wurden drei Stellen nach § 2 Absatz 5 geschaffen."),
    ("name", NATIONAL, "Der Nationale Rat für Meeresforschung hat zugestimmt."),
    ("wording", EXCLUDED, "Es kann ausgeschlossen werden, dass Daten abgeflossen sind."),
    # What limits a count, a denial or an "alle", and what a compound or a name was cut from
    ("scope", REGION, "In Sachsen werden die Anträge durch das Amt geprüft."),
    ("scope", SAXONY, "In Sachsen gibt es 12 Anlagen."),
    ("", REGION, "Durch das Amt werden die Anträge in Niedersachsen geprüft."),
    ("scope", SEALS, "2023 wurden keine Robben gesichtet."),
    ("scope", SEALS, "Vor Rügen wurden keine Robben gesichtet."),
    ("", SEALS, "Vor Rügen wurden 2023 keine Kegelrobben gesichtet."),
    # Cases and sides
    ("roles", LOAN, "Dem Kreis gewährt das Land ein Darlehen."),
    ("", LOAN, "Ein Darlehen gewährt der Kreis dem Land."),
    ("", LOAN, "Dem Land wird vom Kreis ein Darlehen gewährt."),
    # "über" that belongs to its verb, and what prevents
    ("", STAFF, "Das Amt verfügt über 12 Stellen."),
    ("number", STAFF, "Das Amt verfügt über mehr als 12 Stellen."),
    ("", STAFF, "Besetzt sind 9 Stellen."),
    ("negation", PREVENTED, "Es kam zu Ausfällen."),
]
