"""Words and forms that say the same, in one table: whoever compares two sentences looks here.

It does not know claims or evidence. Only what can always stand for one another is here; what says nearly the same is not. Numbers, dates
and units have modules of their own (`rag.verify.numbers`, `rag.verify.dates`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Same:
    """A word and what stands for it.

    written: other ways to write it, exchanged for it before sentences are compared; one that begins with a small letter also stands for its
    capital. limits: the forms, itself included, of a word that changes what a sentence says; they count as one word. related: words whose
    stems are compared as its stem.
    """

    form: str
    written: tuple[str, ...] = ()
    limits: str = ""
    related: str = ""


TABLE: tuple[Same, ...] = (
    # Words that count, limit, place or join
    Same(
        "nicht",
        limits="nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder keinerlei keineswegs keinesfalls nein",
    ),
    Same("ohne", limits="ohne"),
    Same("wäre", limits="wäre wären hätte hätten gäbe käme"),
    Same("sei", limits="sei seien"),
    Same("würde", limits="würde würden"),
    Same("soll", limits="soll sollen sollte sollten sollt"),
    Same("kann", limits="kann können könnte könnten konnte konnten"),
    Same("muss", limits="muss müssen musste mussten müsste müssten"),
    Same("darf", limits="darf dürfen durfte durften"),
    Same("dürfte", limits="dürfte dürften"),
    Same("will", limits="will wollen wollte wollten möchte möchten"),
    Same("möglicherweise", limits="möglicherweise vielleicht eventuell"),
    Same("gegebenenfalls", written=("ggf.", "gegebenen Falls"), limits="gegebenenfalls"),
    Same("voraussichtlich", limits="voraussichtlich vermutlich wahrscheinlich mutmaßlich"),
    Same("alle", written=("sämtliche",), limits="alle allen aller alles jede jeder jedes jedem jeden ausnahmslos"),
    Same("viele", limits="viele vielen vieler zahlreiche zahlreichen zahlreicher"),
    Same("wenige", limits="wenige wenigen weniger wenig"),
    Same("mehrere", limits="mehrere mehreren mehrerer verschiedene verschiedenen"),
    Same("einige", limits="einige einigen einiger einzelne einzelnen einzelner manche manchen mancher manches"),
    Same("teilweise", limits="teilweise teils"),
    Same("vollständig", limits="vollständig vollständige vollständigen vollumfänglich vollends gänzlich"),
    Same("meist", limits="meist meiste meisten meistens mehrheitlich überwiegend überwiegende überwiegenden größtenteils"),
    Same("vereinzelt", limits="vereinzelt vereinzelte"),
    Same("beide", limits="beide beiden beider beides"),
    Same("nur", written=("lediglich", "bloß", "ausschließlich"), limits="nur allein"),
    Same("insbesondere", written=("vor allem", "insb.", "im Besonderen"), limits="insbesondere"),
    Same("jeweils", limits="jeweils jeweilige jeweiligen jeweiliger"),
    Same("insgesamt", written=("in Summe", "zusammengenommen", "alles in allem"), limits="insgesamt"),
    Same("mindestens", written=("wenigstens", "minimal", "zumindest"), limits="mindestens"),
    Same("höchstens", written=("maximal", "bis zu"), limits="höchstens"),
    Same("etwa", written=("ca.", "circa", "zirka", "ungefähr", "rund"), limits="etwa knapp gut nahezu fast annähernd"),
    Same("mehr", limits="mehr"),
    Same("immer", written=("stets", "jederzeit", "allzeit"), limits="immer"),
    Same("manchmal", limits="manchmal gelegentlich mitunter"),
    Same("häufig", limits="häufig oft oftmals"),
    Same("selten", limits="selten"),
    Same("regelmäßig", limits="regelmäßig regelmäßige regelmäßigen"),
    Same("grundsätzlich", written=("in der Regel", "im Allgemeinen", "üblicherweise", "im Grundsatz"), limits="grundsätzlich generell"),
    Same("kaum", limits="kaum"),
    Same("sehr", limits="sehr"),
    Same("bereits", written=("schon",), limits="bereits"),
    Same("erst", limits="erst"),
    Same("bisher", written=("bislang", "bis dato", "bis jetzt"), limits="bisher"),
    Same("erneut", limits="erneut wieder wiederholt"),
    Same("vorläufig", limits="vorläufig vorübergehend"),
    Same("vor", limits="vor bevor"),
    Same("nach", written=("gemäß", "laut", "entsprechend", "gem.", "zufolge"), limits="nach nachdem"),
    Same("bis", limits="bis"),
    Same("ab", limits="ab"),
    Same("seit", limits="seit seitdem"),
    Same("gegen", limits="gegen wider"),
    Same("außerhalb", limits="außerhalb"),
    Same("innerhalb", limits="innerhalb"),
    Same("zwischen", limits="zwischen"),
    Same("trotz", limits="trotz trotzdem"),
    Same("anstelle", written=("an Stelle", "anstatt"), limits="anstelle"),
    Same("aufgrund", written=("auf Grund", "wegen"), limits="aufgrund"),
    Same("oder", limits="oder bzw entweder"),
    Same("gemeinsam", limits="gemeinsam zusammen"),
    Same("getrennt", limits="getrennt"),
    # The same written otherwise
    Same("beispielsweise", written=("z. B.", "z.B.", "zum Beispiel", "bspw.", "beispielhaft")),
    Same("unter anderem", written=("u. a.", "u.a.", "unter anderen")),
    Same("bzw", written=("bzw.", "beziehungsweise", "respektive")),
    Same("das heißt", written=("d. h.", "d.h.")),
    Same("einschließlich", written=("inkl.", "inklusive", "einschl.")),
    Same("gegenüber", written=("ggü.",)),
    Same("siehe", written=("vgl.", "vergleiche", "s. o.", "s. u.")),
    Same("weiterhin", written=("nach wie vor", "weiter hin")),
    Same("jährlich", written=("pro Jahr", "im Jahresdurchschnitt", "je Jahr", "p. a.", "per annum")),
    Same("monatlich", written=("pro Monat", "je Monat")),
    Same("von", written=("seitens", "vonseiten", "von Seiten")),
    Same("mithilfe", written=("mit Hilfe",)),
    Same(
        "bezüglich", written=("hinsichtlich", "in Bezug auf", "mit Bezug auf", "im Hinblick auf", "in Hinblick auf", "bzgl.", "betreffend")
    ),
    Same("innerhalb von", written=("binnen", "innerhalb")),
    Same("zugunsten", written=("zu Gunsten",)),
    Same("zulasten", written=("zu Lasten",)),
    Same("infolge", written=("in Folge",)),
    Same("sofern", written=("falls", "soweit", "wenn", "für den Fall, dass")),
    Same("weil", written=("da", "denn")),
    Same("obwohl", written=("obgleich", "obschon", "wenngleich")),
    Same("derzeit", written=("zurzeit", "zur Zeit", "aktuell", "momentan", "gegenwärtig", "augenblicklich", "im Moment")),
    Same("derzeitige", written=("aktuelle", "gegenwärtige", "momentane")),
    Same("derzeitigen", written=("aktuellen", "gegenwärtigen", "momentanen")),
    Same("derzeitiger", written=("aktueller", "gegenwärtiger")),
    Same("jedoch", written=("allerdings", "hingegen", "dagegen", "demgegenüber", "indes", "indessen", "aber")),
    Same("auch", written=("ebenfalls", "gleichfalls", "ebenso")),
    Same("allen", written=("sämtlichen",)),
    Same("aller", written=("sämtlicher",)),
    Same("und", written=("sowie", "&", "wie auch")),
    Same("mehr als", written=("über",)),
    Same("weniger als", written=("unter",)),
    Same("zudem", written=("außerdem", "darüber hinaus", "ferner", "des Weiteren", "überdies", "im Übrigen", "daneben", "zusätzlich")),
    Same("Absatz", written=("Abs.",)),
    Same("Artikel", written=("Art.",)),
    Same("Nummer", written=("Nr.",)),
    Same("Nummern", written=("Nrn.",)),
    Same("Ziffer", written=("Ziff.", "Zif.")),
    Same("Buchstabe", written=("Buchst.", "lit.")),
    Same("Drucksache", written=("Drs.", "BT-Drs.", "Bundestagsdrucksache", "Landtagsdrucksache", "BT-Drucksache")),
    Same("Euro", written=("EUR", "€")),
    Same("Prozent", written=("%", "v. H.", "vom Hundert")),
    Same("Millionen", written=("Mio.", "Mio")),
    Same("Milliarden", written=("Mrd.", "Mrd")),
    Same("Tausend", written=("Tsd.",)),
    # Words of one meaning
    Same("erhalten", related="bekommen bekommt"),
    Same("erforderlich", related="notwendig nötig"),
    Same("unmittelbar", related="direkt"),
    Same("nutzen", related="verwenden benutzen"),
    Same("Zahl", related="Anzahl"),
    Same("kennen", related="bekannt"),
)
