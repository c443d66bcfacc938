"""Words that a corruption or a paraphrase puts in the place of one another, by what they are.

They do not say how a sentence is changed. The lists were made without a look at those of the verifier: what it forgot shall show.
"""

from __future__ import annotations

# Names of a kind: any of them may stand for any other of the same line.
NAMES = (
    ("Bayern", "Sachsen", "Hessen", "Thüringen", "Brandenburg", "Niedersachsen", "Saarland", "Schleswig-Holstein", "Sachsen-Anhalt",
     "Baden-Württemberg", "Mecklenburg-Vorpommern", "Nordrhein-Westfalen", "Rheinland-Pfalz"),
    ("Berlin", "Hamburg", "Bremen", "München", "Köln", "Frankfurt", "Stuttgart", "Leipzig", "Dresden", "Rostock", "Schwerin", "Bonn",
     "Hannover", "Kiel", "Erfurt", "Mainz", "Potsdam", "Magdeburg", "Nürnberg", "Dortmund", "Brüssel", "Wien", "Paris", "London"),
    ("Deutschland", "Frankreich", "Italien", "Spanien", "Polen", "Österreich", "Belgien", "Dänemark", "Schweden", "Norwegen", "Finnland",
     "Griechenland", "Ungarn", "Rumänien", "Bulgarien", "Kroatien", "Serbien", "Portugal", "Irland", "Tschechien"),
    ("Russland", "China", "Indien", "Japan", "Syrien", "Afghanistan", "Irak", "Iran", "Israel", "Ägypten", "Marokko", "Tunesien", "Ghana",
     "Nigeria", "Äthiopien", "Kenia", "Brasilien", "Mexiko", "Kanada", "Pakistan", "Georgien", "Armenien", "Libanon", "Jordanien"),
    ("BMI", "BMF", "BMG", "BMAS", "BMJ", "BMVg", "BMBF", "BMWK", "BMWE", "BMUV", "BMDV", "BMEL", "BMFSFJ", "BMZ", "BMV", "BMDS"),
    ("BAMF", "BKA", "BSI", "BfV", "BND", "BBK", "BaFin", "BNetzA", "BVA", "BfArM", "RKI", "PEI", "UBA", "BLE", "BAFA", "KBA", "BSH", "THW"),
    ("CDU", "CSU", "SPD", "FDP", "AfD", "BSW"),
    ("EU", "NATO", "UNO", "OECD", "OSZE", "WTO", "WHO"),
    ("SGB II", "SGB III", "SGB V", "SGB VI", "SGB VIII", "SGB IX", "SGB XI", "SGB XII"),
    ("BGB", "StGB", "StPO", "GG", "AO", "ZPO", "VwVfG", "AufenthG", "AsylG", "BImSchG", "GWB", "HGB", "OWiG", "TKG"),
    ("Auswärtige Amt", "Bundeskanzleramt", "Umweltbundesamt", "Bundeskriminalamt", "Bundesverwaltungsamt", "Bundesamt für Justiz",
     "Kraftfahrt-Bundesamt", "Statistische Bundesamt", "Eisenbahn-Bundesamt", "Robert Koch-Institut"),
    ("Bundesagentur für Arbeit", "Bundespolizei", "Bundeswehr", "Bundesbank", "Bundesnetzagentur", "Zollverwaltung", "Deutsche Bahn AG"),
    ("Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Wagner", "Becker", "Hoffmann", "Schulz", "Koch"),
)  # fmt: skip

# Units: each may be taken for the next of its line, and the last for the first.
UNITS = (
    ("Euro", "Prozent", "Dollar"), ("Prozent", "Prozentpunkte"), ("Millionen", "Milliarden", "Tausend"), ("Mio.", "Mrd."), ("%", "Euro"),
    ("€", "%"), ("Million", "Milliarde"), ("Sekunden", "Minuten", "Stunden"), ("Tage", "Wochen", "Monate", "Jahre"),
    ("Tagen", "Wochen", "Monaten", "Jahren"), ("Tag", "Monat"), ("Woche", "Stunde"), ("Meter", "Kilometer"), ("km", "m"),
    ("Tonnen", "Kilogramm"), ("Hektar", "Quadratmeter", "Quadratkilometer"), ("Megawatt", "Gigawatt", "Kilowatt"), ("MW", "GW"),
    ("Liter", "Kubikmeter"), ("Grad Celsius", "Prozent"),
)  # fmt: skip

# Words that say how many or how much, and what they must not become. Each pair is used as it stands, from left to right.
QUANTIFIERS = (
    ("alle", "einige"), ("allen", "einigen"), ("aller", "einiger"), ("sämtliche", "einige"), ("sämtlichen", "einigen"),
    ("einige", "alle"), ("einigen", "allen"), ("einiger", "aller"), ("einzelne", "alle"), ("einzelnen", "allen"),
    ("mehrere", "alle"), ("mehreren", "allen"), ("viele", "wenige"), ("vielen", "wenigen"), ("zahlreiche", "wenige"),
    ("zahlreichen", "wenigen"), ("wenige", "viele"), ("mindestens", "höchstens"), ("höchstens", "mindestens"), ("maximal", "mindestens"),
    ("mehr als", "weniger als"), ("weniger als", "mehr als"), ("über", "unter"), ("bis zu", "mindestens"), ("rund", "über"),
    ("etwa", "unter"), ("jeder", "mancher"), ("jede", "manche"), ("jedes", "manches"), ("jeweils", "insgesamt"), ("beide", "alle drei"),
    ("beiden", "drei"), ("meisten", "wenigsten"), ("teilweise", "vollständig"), ("vollständig", "teilweise"), ("nur", "auch"),
    ("ausschließlich", "auch"), ("lediglich", "auch"), ("überwiegend", "vereinzelt"), ("stets", "manchmal"), ("immer", "manchmal"),
    ("regelmäßig", "selten"), ("in der Regel", "in jedem Fall"), ("grundsätzlich", "ausnahmslos"), ("insbesondere", "ausschließlich"),
    ("häufig", "selten"), ("kaum", "sehr"), ("insgesamt", "jeweils"),
)  # fmt: skip
BEFORE_A_NUMBER = frozenset({"über", "unter", "rund", "etwa", "bis zu", "mehr als", "weniger als"})  # they say how many only there

# Directions and comparisons; both ways.
DIRECTIONS = (
    ("gestiegen", "gesunken"), ("steigt", "sinkt"), ("stieg", "sank"), ("stiegen", "sanken"), ("steigen", "sinken"),
    ("Anstieg", "Rückgang"),
    ("erhöht", "verringert"), ("erhöhen", "verringern"), ("Erhöhung", "Senkung"), ("Zunahme", "Abnahme"), ("zugenommen", "abgenommen"),
    ("höher", "niedriger"), ("höhere", "niedrigere"), ("höheren", "niedrigeren"), ("größer", "kleiner"), ("größere", "kleinere"),
    ("größeren", "kleineren"), ("mehr", "weniger"), ("verbessert", "verschlechtert"), ("verbessern", "verschlechtern"),
    ("Verbesserung", "Verschlechterung"), ("gestärkt", "geschwächt"), ("stärken", "schwächen"), ("Stärkung", "Schwächung"),
    ("erweitert", "eingeschränkt"), ("Erweiterung", "Einschränkung"), ("verlängert", "verkürzt"), ("Verlängerung", "Verkürzung"),
    ("Einnahmen", "Ausgaben"), ("Ausfuhr", "Einfuhr"), ("Export", "Import"), ("früher", "später"), ("positiv", "negativ"),
    ("positive", "negative"), ("positiven", "negativen"), ("zugestimmt", "widersprochen"), ("Zustimmung", "Ablehnung"),
    ("Beginn", "Ende"), ("begonnen", "beendet"), ("befürwortet", "abgelehnt"), ("unterstützt", "behindert"), ("begrüßt", "bedauert"),
    ("zulässig", "verboten"), ("erlaubt", "verboten"), ("Vorteile", "Nachteile"), ("Vorteil", "Nachteil"), ("eingeführt", "abgeschafft"),
    ("Einführung", "Abschaffung"), ("beschleunigt", "verzögert"), ("beschleunigen", "verzögern"), ("Beschleunigung", "Verzögerung"),
    ("gesenkt", "angehoben"), ("senken", "anheben"), ("Senkung", "Anhebung"), ("Gewinn", "Verlust"), ("öffentlich", "geheim"),
    ("freiwillig", "verpflichtend"), ("niedrig", "hoch"), ("geringer", "größer"), ("gering", "hoch"), ("geringe", "hohe"),
    ("erleichtert", "erschwert"), ("erleichtern", "erschweren"), ("aufgebaut", "abgebaut"), ("Aufbau", "Abbau"), ("Ausbau", "Abbau"),
    ("innerhalb", "außerhalb"), ("zugunsten", "zulasten"), ("gemeinsam", "getrennt"), ("nationale", "internationale"),
    ("nationalen", "internationalen"), ("kurzfristig", "langfristig"), ("direkt", "indirekt"), ("bestätigt", "widerlegt"),
)  # fmt: skip
NOT_ALONE = frozenset({"mehr", "früher"})  # directions only in some uses: "mehr als" belongs to the quantifiers

# How sure something is, from left to right.
MODALITIES = (
    ("soll", "wird"), ("sollen", "werden"), ("sollte", "wird"), ("sollten", "werden"), ("kann", "muss"), ("können", "müssen"),
    ("könnte", "wird"), ("könnten", "werden"), ("muss", "kann"), ("müssen", "können"), ("darf", "muss"), ("dürfen", "müssen"),
    ("dürfte", "wird"), ("dürften", "werden"), ("voraussichtlich", ""), ("möglicherweise", ""), ("vermutlich", ""), ("gegebenenfalls", ""),
    ("geplant", "umgesetzt"), ("plant", "beschloss"), ("planen", "beschlossen"), ("beabsichtigt", "beschloss"), ("prüft", "beschließt"),
    ("geprüft", "beschlossen"), ("vorgesehen", "erfolgt"), ("möchte", "wird"), ("will", "wird"), ("wollen", "werden"),
    ("ist verpflichtet", "ist berechtigt"), ("sind verpflichtet", "sind berechtigt"), ("angestrebt", "erreicht"), ("strebt", "erreicht"),
    ("empfiehlt", "verlangt"), ("empfohlen", "vorgeschrieben"), ("wird", "könnte"), ("werden", "könnten"), ("ist", "wäre"),
    ("sind", "wären"), ("hat", "hätte"), ("haben", "hätten"),
)  # fmt: skip

# The same said otherwise, from left to right.
SYNONYMS = (
    ("sowie", "und"), ("lediglich", "nur"), ("bislang", "bisher"), ("bisher", "bislang"), ("bereits", "schon"), ("sämtliche", "alle"),
    ("sämtlichen", "allen"), ("derzeit", "zurzeit"), ("aktuell", "derzeit"), ("zurzeit", "derzeit"), ("gegenwärtig", "derzeit"),
    ("jedoch", "allerdings"), ("rund", "etwa"), ("circa", "etwa"), ("etwa", "rund"), ("maximal", "höchstens"), ("mehr als", "über"),
    ("beispielsweise", "zum Beispiel"), ("innerhalb von", "binnen"), ("auf Grund", "aufgrund"), ("im Jahr", "im Jahre"),
    ("Zudem", "Außerdem"), ("zudem", "außerdem"), ("Darüber hinaus", "Außerdem"), ("darüber hinaus", "außerdem"),
    ("bezüglich", "hinsichtlich"), ("in Bezug auf", "bezüglich"), ("mithilfe", "mit Hilfe"), ("insbesondere", "vor allem"),
    ("stets", "immer"), ("ebenfalls", "auch"), ("obwohl", "obgleich"), ("weil", "da"), ("sofern", "falls"), ("seitens", "vonseiten"),
    ("jährlich", "pro Jahr"), ("derzeitige", "aktuelle"), ("derzeitigen", "aktuellen"), ("erhält", "bekommt"),
    ("unmittelbar", "direkt"), ("genutzt", "verwendet"), ("notwendig", "erforderlich"), ("weiterhin", "nach wie vor"),
    ("hingegen", "dagegen"), ("zirka", "rund"), ("gemäß", "nach"),
)  # fmt: skip

# Short and long forms, both ways.
SHORT_FORMS = (
    ("%", "Prozent"), ("€", "Euro"), ("Mio.", "Millionen"), ("Mrd.", "Milliarden"), ("z. B.", "zum Beispiel"), ("bzw.", "beziehungsweise"),
    ("u. a.", "unter anderem"), ("ca.", "etwa"), ("Abs.", "Absatz"), ("Art.", "Artikel"), ("Nr.", "Nummer"), ("d. h.", "das heißt"),
    ("inkl.", "einschließlich"), ("ggf.", "gegebenenfalls"), ("vgl.", "vergleiche"), ("EUR", "Euro"), ("Drs.", "Drucksache"),
)  # fmt: skip

NUMERALS = ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
PARTS_OF_A_YEAR = (("Anfang", "Ende"), ("Ende", "Anfang"), ("Mitte", "Ende"), ("Herbst", "Frühjahr"), ("Frühjahr", "Herbst"),
                   ("Sommer", "Winter"))  # fmt: skip
BOUNDS_IN_TIME = (("bis", "ab"), ("seit", "bis"), ("ab", "bis"), ("vor", "nach"), ("nach", "vor"))
