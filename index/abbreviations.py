"""The words that decide where a German sentence ends: abbreviations, ordinals' nouns, and words that open sentences.

It does not know the rules that use them (`index.sentences`). Abbreviations stand without their last full stop; those of several
letters ("z. B.") stand joined: "z.B". Written by hand from official papers and laws.
"""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# What follows belongs to these, whatever it is: "Nr. 3", "Drs. 8/2625", "Dr. Die", "vgl. Der Spiegel 3/2024".
OPEN_ABBREVIATIONS = _words("""
    Halbs Hs UAbs Unterabs Spiegelstr resp Epl orig Orig Var Doc Rev Kath Ev ev Evang evang spez Spez Abb Abl Abs Abschn Abt Adr allg
    Anl Anm Ann App Aufl Ausg Ausschussdrs Az BAnz Bd Bde Bek bes betr Betr bez bezgl Bez BGBl Bhf bspw BR-Drs BR-Drucks Brig BStBl
    BT-Drs BT-Drucks Buchst bzgl bzw ca Ca cf Chr Cons Dir Dipl Dr Drs Drucks DRs dt Dtl durchschn ebd Ebd eidg einschl eig eigtl Einf
    engl entspr Erl Erw etw evtl Evtl exkl Fa fachl Fam Fig Forts frz Frhr Fn gegr gem Gem ges gesch gest geb Ges gez Ggf ggf ggfs ggü
    GMBl GOBl GVBl GVOBl grds Hg Hl hl Hptm Hr Hrn Hrsg hrsg HRB HRA inkl Inkl insb insbes Inst insg int Ing jew jur kath Kfm kfm kgl Kl
    Komm Krs Kto kult lfd Lfd lit Lit Ltd LT-Drs LT-Drucks lt Lt Maj männl max med MinBl Nds Nr Nrn Nro Obb ORR öff österr Pf phil Pkt
    Plz pol Pos Präs Prof Proj Prot Rdn Rdnr Reg rer Rn Rnr Rz röm russ RdErl RGBl Rs Rspr s S SaBl schweiz sen sog Sog sogen soz St
    staatl Stellv stellv StAnz steuerl SV SVBl Sp Tab tägl techn Tel Tgb teilw Teilw theol Tz u ugs ungef Univ unveröff urspr Urt verb
    Verf vgl Vgl v vorl Vors vors VkBl VO VOBl vs weibl Wiss wiss Wstr Ziff ziv zit zul zuzügl zz zzgl Zzgl zzt Hbf Gebr Fr Frl Sr Jr
    Sen Hon Ref Bgm OBgm StS PSt PStS Nebst Abk Bsp Bspw ABl Amtsbl BGBI gl vorm ehem Ehem mdl schriftl tel zw Zw lftr
""")

# These may stand at the end: a word that opens sentences must follow ("usw. Die ...", but "Mio. Euro", "u. a. Bund und Länder").
CLOSING_ABBREVIATIONS = _words("""
    Alt Adm Admin vol Vol Bundesgesetzbl Reichsgesetzbl Gesetzbl Art Kap Red Mag Str str min mind Mio Mrd Bio Tsd Mill Md Std Min Sek
    Stk Jh Jhd Jhdt Jan Feb Febr Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez Mo Di Mi Do Sa So f ff Co Cie Inc Corp jun MwSt USt Mwst rd Rd
    al p Pers Einw Ew Ausl Kr Lkr Ldkr Landkr Bl Vj Hj Rep Mecklenb Vorp Bhv Württ Westf Rheinl Pfl Thür Sachs Schl Holst z.T z.Zt z.Z
    d.J d.M v.J v.H v.T u.a u.ä u.Ä u.s.w u.v.m u.v.a o.ä o.Ä o.a o.g o.J o.O o.V s.o s.u a.a.O m.E m.W m.w.N e.V e.G e.K a.D i.R i.d.R
    i.E i.e.S i.w.S i.G i.L i.A i.V k.A k.o n.Chr v.Chr n.F a.F n.V n.N N.N p.a p.m S.A U.S U.S.A d.Ä d.h.c h.c a.M a.O a.d.O b.a.w
    b.g.u g.g.A g.U K.d.ö.R KdöR v.g u.U z.K z.d.A w.o
""")

# These close a list, so that any capital behind them opens a sentence, even a noun: "usw. Bürgerinnen und Bürger können ..."
LISTING_ABBREVIATIONS = frozenset({"usw", "etc", "usf", "u.s.f", "u.s.w", "uvm", "uva"})

# Of those with several letters, these never stand at the end.
OPEN_LETTERS = _words("""
    z.B Z.B d.h D.h D.H i.V.m i.S.v i.S.d i.H.v i.H.d i.Z.m i.d.F i.d.F.v i.Vm i.Vb i.Verb.m i.B.a i.S i.d i.F i.H i.Z u.E n.a a.d i.a
    i.e d.i v.a m.H m.H.v m.b m.d o.Prof z z.Hd z.Hdn z.N z.H n.J s.a S.a i.A.d u.d.T u.d z.Bsp b.z.w v.l m.a.W a.G d.g d.s g.e i.O.m
    i.Br i.Ü
""")

MONTHS = _words("""
    Januar Jänner Jan Februar Feb Febr März Mrz April Apr Mai Juni Jun Juli Jul August Aug September Sept Sep Oktober Okt November Nov
    Dezember Dez
""")

# Nouns that count: a number with a full stop before them is an ordinal, wherever it stands ("16. Wahlperiode", "19. Jahrhundert").
COUNTED_NOUNS = _words("""
    Wahlperiode Legislaturperiode Legislatur Sitzung Plenarsitzung Tagung Sitzungsperiode Lesung Jahrhundert Jahrhunderts Jahrhunderte
    Jahrtausend Jahrtausends Jh Jhd Jhdt Quartal Quartals Halbjahr Halbjahres Trimester Semester Auflage Ausgabe Fassung Nachtrag
    Novelle Novellierung Änderungsgesetz Änderungsverordnung Verordnung BImSchV Lebensjahr Lebensjahres Lebenswoche Lebensmonat
    Schuljahr Jahrestag Jahrestages Geburtstag Geburtstages Todestag Klasse Klassen Klassenstufe Jahrgangsstufe Jahrgang Schuljahrgang
    Stock Stockwerk Obergeschoss Untergeschoss OG UG Etage Bundestag Bundestages Bundestags Landtag Landtages Bundesversammlung
    Untersuchungsausschuss Untersuchungsausschusses Ausschuss Senat Senats Zivilsenat Strafsenat Kammer Zivilkammer Strafkammer
    Weltkrieg Weltkrieges Weltkriegs Armee Division Bataillon Kompanie Infanterie Kongress Konferenz Parteitag Internationale Platz Rang
    Preis Kalendertag Werktag Tag Tages Woche Kalenderwoche KW Monat Monats Jahr Jahres Mal Bericht Berichts Staatsvertrag
    Rundfunkänderungsstaatsvertrag Medienänderungsstaatsvertrag Bundeskanzler Präsident Kapitel Abschnitt Teil Buch Absatz Satz
    Spiegelstrich Strophe Periode Runde Stufe Instanz Welle Etappe Spieltag Minute Grad Bezirk Arrondissement Dynastie ÄndG
""")

# Behind these a number refers to a part of a paper, so that its full stop ends a sentence ("nach § 12. Absatz 2 ...").
REFERENCE_CUES = _words("""
    Halbs. Hs. § §§ Nr. Nrn. Nummer Nummern Abs. Absatz Absätze Absätzen Art. Artikel Artikeln Artikels Satz Sätze Seite Seiten S. Kap.
    Kapitel Kapitels Titel Tit. Tab. Tabelle Tabellen Abb. Abbildung Abbildungen Anlage Anlagen Anhang Anhangs Frage Fragen Antwort
    Ziffer Ziffern Ziff. Rn. Rdnr. Randnummer Punkt Punkte Teil Abschnitt Abschn. Buchstabe Halbsatz Alternative Spalte Zeile Drs.
    Drucksache BT-Drucksache Bundestagsdrucksache Bundesratsdrucksache Landtagsdrucksache Einzelplan Epl. Titelgruppe Los Zone Gruppe
    Stufe Phase Modul Version Entgeltgruppe Besoldungsgruppe Fußnote Fn. Beispiel Bild Variante Option Ziel Raum Zimmer Linie Gleis
    Bundesstraße Covid-19 COVID-19 Paragraph Paragraf Teilfrage Teilfragen Unterfrage Maßnahme
""")

# Behind these a number is an amount, unless a noun that counts follows ("stieg auf 150. Grund ...", but "auf 16. Platz").
AMOUNT_CUES = _words("""
    auf von rund etwa circa ca. insgesamt mindestens höchstens maximal minimal knapp fast gut jeweils je über unter um mal plus minus
    gleich = < > ≥ ≤ ± + - – / : × x Euro EUR € Prozent Jahr Jahre Jahren Jahres Ende Anfang Mitte Stand Baujahr
""")

# Behind these a number is an ordinal whatever its size ("der 124. Deutsche Ärztetag").
ORDINAL_CUES = _words("""
    der die das dem den des im am zum zur vom beim ab bis und oder in jeder jede jedes jeden dieser diese dieses diesem diesen einer
    einem eines Der Die Das Dem Den Des Im Am Zum Zur Vom Beim Ab Bis und/oder sowie seit seinem seinen seiner ihrem ihren ihrer unserem
    mein dessen deren
""")

# Words without a vowel that are words nevertheless.
VOWELLESS_WORDS = _words("""
    Pkw Lkw Kfz km kg cm mm qm kWh kW kV kHz MHz GHz Hz kB kbit kt Gt pp ct Brr Psst Krk
""")

# Behind these a single capital letter is a name or a mark, not an initial: "Anlage A. Die ..."
LETTER_CUES = _words("""
    Anlage Anhang Buchstabe Buchst. Klasse Kategorie Typ Gruppe Teil Abschnitt Vitamin Plan Punkt Variante Hepatitis Stufe Lit. lit.
    Zone Halle Block Haus Modul Alternative Option Los Spalte Zeile Tabelle Fall Land Staat Person Zeuge Herr Frau Beamter Influenza
    Kapitel Titel Version
""")

# Behind these a roman numeral closes what came before: "im Kapitel IV. Leistungen ...", "nach SGB II. Leistungen ...".
ROMAN_CUES = _words("""
    SGB Kapitel Teil Abschnitt Anlage Anhang Titel Buch Hartz Stufe Phase Klasse Kategorie Gruppe Tabelle Band Ziffer Nummer Dublin Rom
    Brüssel Abteilung Abt. Basel Solvency Säule Tarif Typ Sek Sekundarstufe Bd. Nr. Mifid MiFID
""")

# Words that open sentences and, capitalised, are hardly ever nouns or names.
OPENERS = _words("""
    Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Er Sie Es Ihr Ihre Ihren Ihrem Ihrer Ich Wir Uns Unser Unsere Unseren Man
    Dieser Diese Dieses Diesen Diesem Jener Jene Jenes Jeder Jede Jedes Jeden Jedem Kein Keine Keinen Keiner Solche Solcher Solches
    Manche Derselbe Dieselbe Dasselbe Derjenige Diejenigen Diejenige Dasjenige Alle Allen Aller Alles Allem Beide Beiden Beides Viele
    Vielen Einige Einigen Einiges Mehrere Mehr Weitere Weiterer Weiteres Weiteren Andere Anderen Anderes Sein Seine Seinen Seiner Seinem
    Deren Dessen Denen In Im Ins An Am Ans Auf Aus Bei Beim Bis Durch Für Gegen Gegenüber Gemäß Hinter Infolge Innerhalb Mit Mithilfe
    Nach Neben Ohne Seit Statt Trotz Über Um Unter Unterhalb Von Vom Vor Wegen Während Zu Zum Zur Zwischen Ab Anhand Angesichts
    Anlässlich Anstelle Aufgrund Außer Außerhalb Bezüglich Dank Entgegen Entlang Entsprechend Hinsichtlich Laut Mangels Mittels Oberhalb
    Seitens Zufolge Zugunsten Zuungunsten Und Oder Aber Denn Doch Sondern Sowie Sowohl Weder Entweder Jedoch Dennoch Allerdings Auch
    Außerdem Zudem Ferner Weiterhin Darüber Daneben Dabei Dadurch Dafür Dagegen Daher Dahin Damals Damit Danach Dann Daran Darauf
    Daraufhin Daraus Darin Darum Darunter Davon Davor Dazu Deshalb Deswegen Demgegenüber Demnach Demzufolge Derzeit Diesbezüglich Dort
    Ebenfalls Ebenso Erst Etwa Folglich Gegebenenfalls Gegenwärtig Gleichzeitig Gleichwohl Hier Hieraus Hierbei Hierdurch Hierfür
    Hiermit Hiernach Hierunter Hiervon Hierzu Hingegen Immer Immerhin Indes Indessen Insbesondere Insgesamt Insofern Insoweit Inzwischen
    Ja Jetzt Künftig Letztlich Lediglich Mittlerweile Möglicherweise Nachdem Nämlich Nein Nicht Nichts Noch Nun Nur Obwohl Obgleich Ob
    Oft Schließlich Schon Seitdem Seither So Sobald Sodann Sofern Sofort Sogar Solange Somit Sonst Soweit Später Stattdessen Teilweise
    Trotzdem Überdies Übrigens Umso Vielmehr Vielleicht Vorher Wann Warum Was Weil Welche Welcher Welches Welchen Welchem Wenn
    Wenngleich Wer Werden Weshalb Wie Wieder Wieso Wieviel Wird Wo Wobei Wodurch Wofür Woher Wohin Womit Woran Worauf Wurde Wurden War
    Waren Sind Ist Hat Haben Hatte Kann Können Soll Sollen Sollte Sollten Darf Dürfen Muss Müssen Gibt Liegen Zunächst Zuletzt Zurzeit
    Zuvor Zwar Als Da Dass Bereits Bislang Bisher Besonders Aktuell Anschließend Ansonsten Abschließend Abweichend Anders Ausgenommen
    Ausweislich Bitte Einerseits Andererseits Einzelne Erstmals Erstens Zweitens Drittens Falls Jährlich Jedenfalls Konkret Nachfolgend
    Nunmehr Regelmäßig Selbst Selbstverständlich Sämtliche Tatsächlich Üblicherweise Unabhängig Ungeachtet Ursprünglich Vergleichbare
    Vorliegend Vollständig Weltweit Bundesweit Landesweit Wesentliche Zusätzlich Zusammenfassend Zukünftig Bestehen Bleibt Dient Dies
    Eben
""")
