"""The grammar against German and English as they are written, in its two forms."""

import re

import pytest
from llguidance.gbnf_to_lark import gbnf_to_lark

from rag.generators.grammar import MAX_WORDS, gbnf, lark, regex
from rag.types import Constraint
from tests.rag.generators.drafts import accepts

FORM = Constraint(evidence=12, sentences=3)

GOOD = [
    "Die RIS MV soll bis 2029 umgesetzt werden. [1]",
    "Der Workshop fand am 20. Juni 2023 in Rostock statt. [2][3]",
    "Im 4. Quartal 2024 stiegen die Ausgaben um 1.234,56 €. [12]",
    "Das betrifft z. B. Schulen, d. h. auch Horte, u. a. in Rostock. [1]",
    "Das gilt i. d. R. nach § 5 Abs. 2 Nr. 3 Buchst. a BGB, vgl. Drs. 8/2625. [1]",
    "Art. 3 Abs. 1 GG bleibt unberührt. [4]",
    "Dr. Müller und Prof. Dr. h. c. Schmidt gehören dem Rat an. [1]",
    "Es werden ca. 3,5 Mio. Euro bzw. 12,4 Mrd. Euro veranschlagt. [1]",
    "Ggf. wird die St. Georgs-Schule (vgl. Nr. 3) ein weiteres Mal geprüft. [1]",
    "Die Antwort steht unter https://www.landtag-mv.de/drs/8-2625.pdf?seite=3 bereit. [1]",
    "Die Ministerin schreibt an poststelle@im.mv-regierung.de über „KI‑Strategien“ – und ‚mehr‘. [1]",
    "„Die Entwicklung einer KI-Strategie ist wichtig“, sagte der Minister. [1]",
    "Die Temperatur steigt um 1,5 °C, die Fläche um 20 m². [1]",
    "Konkrete Zahlen werden nicht genannt, weder für I. noch für II. Quartale usw. [1]",
    "Nein, in der Justiz werden noch keine KI-Anwendungen eingesetzt. [1]",
    "Nein. [1]",
    "Am 01.06.2023 um 10.30 Uhr begann die 16. Wahlperiode. [1] Sie endet 2026. [2]",
    "The report of Dr. Smith (No. 5) was published on 3 June 2023, i.e. too late. [1]",
    "U.S. companies paid approx. $3.5 million. [1] Nobody objected. [2] It's final. [3]",
    "§ 433 BGB gilt. [1]",
    "20 Prozent der Mittel fließen ab. [1]",
    "Der Anteil beträgt 20. [1]",
]

BAD = [
    "",
    "Das ist so.",
    "Das ist so [1]",
    "Das ist so [1].",
    "Das ist so.[1]",
    "Das ist so. [0]",
    "Das ist so. [13]",
    "Das ist so. [01]",
    "Das ist so. [1] [2]",
    "Das ist so. [1, 2]",
    "Das ist so. [1][2][3][4]",
    "Das ist so! [1]",
    "Ist das so? [1]",
    " Das ist so. [1]",
    "Das ist so. [1] ",
    "Das  ist so. [1]",
    "Das ist so. [1]  Und so. [2]",
    "Das ist\nso. [1]",
    "Das ist\u00a0so. [1]",
    "Das ist so. [1]\n",
    "Es soll umgesetzt werden. domestica [1]",
    "Es soll umgesetzt werden. Danach folgt mehr. [1]",
    "Das **ist** so. [1]",
    "Das `ist` so. [1]",
    "# Das ist so. [1]",
    "- Das ist so. [1]",
    "Das <b>ist</b> so. [1]",
    "Das | ist so. [1]",
    "Das [ist] so. [1]",
    "Das \u202eist so. [1]",
    "Das i\u200bst so. [1]",
    "Das i\x07st so. [1]",
    "这是一个中文句子. [1]",
    "Das ist 😀 so. [1]",
    "Das ist.. so. [1]",
    "Eins. [1] Zwei. [1] Drei. [1] Vier. [1]",
    "2029.0.0.0.0.0.0.0.0.0.0.0. [1]",
    f"{'Wort ' * (MAX_WORDS + 1)}Wort. [1]",
    f"Das ist ein {'a' * 100}. [1]",
]


@pytest.mark.parametrize("text", GOOD)
def test_sentences_of_official_text_are_in_the_form(text: str) -> None:
    assert re.fullmatch(regex(FORM), text)
    assert accepts(lark(FORM), text)


@pytest.mark.parametrize("text", BAD, ids=lambda text: text[:50])
def test_anything_else_is_not(text: str) -> None:
    assert not re.fullmatch(regex(FORM), text)
    assert not accepts(lark(FORM), text)


@pytest.mark.parametrize("text", GOOD + BAD, ids=lambda text: text[:50])
def test_the_gbnf_is_the_same_grammar(text: str) -> None:
    """Read by llguidance's own translator of GBNF, not by ours."""
    assert accepts(gbnf_to_lark(gbnf(FORM)), text) == bool(re.fullmatch(regex(FORM), text))


@pytest.mark.parametrize("evidence", [1, 9, 10, 25])
def test_a_mark_is_the_number_of_an_evidence_sentence(evidence: int) -> None:
    form = re.compile(regex(Constraint(evidence)))
    allowed = [number for number in range(130) if form.fullmatch(f"Das ist so. [{number}]")]
    assert allowed == list(range(1, evidence + 1))


@pytest.mark.parametrize("sentences", [1, 2, 5])
def test_a_draft_has_as_many_sentences_as_it_may(sentences: int) -> None:
    form = re.compile(regex(Constraint(3, sentences)))
    lengths = [n for n in range(8) if form.fullmatch(" ".join(["Das ist so. [1]"] * n))]
    assert lengths == list(range(1, sentences + 1))


@pytest.mark.parametrize(
    ("text", "in_form"), [("Was kostet das Messnetz? [1]", True), ("Was kostet es. [1]", False), ("Wer? Und wann? [1]", False)]
)
def test_a_draft_of_a_question_ends_in_its_mark(text: str, in_form: bool) -> None:
    form = Constraint(evidence=1, sentences=2, ends="?")
    assert [bool(re.fullmatch(regex(form), text)), accepts(lark(form), text), accepts(gbnf_to_lark(gbnf(form)), text)] == [in_form] * 3
