"""What a sentence refers to, and whether it says anything besides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.references import Reference, annexes, only_refers, references

WRITTEN = [
    ("Es wird auf die Antwort zu Frage 2 verwiesen.", "2"),
    ("Auf die Antworten zu den Fragen 3 bis 5 wird verwiesen.", "3 4 5"),
    ("Im Übrigen wird auf die Antwort zu den Fragen\n17 und 18 verwiesen.", "17 18"),
    ("Es wird auf die Antwort der Bundesregierung auf Frage 8 verwiesen.", "8"),
    ("Zur Begründung wird auf die Antwort zu Frage 9b verwiesen.", "9b"),
    ("Auf die Antwort zu 1 a wird verwiesen.", "1a"),
    ("Es wird auf die Beantwortung von Frage 20 und Frage 23a verwiesen.", "20 23a"),
    ("Mit Blick auf das Phänomen der Zwangsheirat wird auf Frage 15 verwiesen.", "15"),
    ("Es wird auf die Antwort zu Frage 2, Spiegelstrich 2, verwiesen.", "2"),
    ("Siehe Antwort zu Frage 1.", "1"),
    ("Soweit sich die Frage auf Bauten bezieht, wird auf die Antworten zu Fragen 19 bis 21 verwiesen.", "19 20 21"),
    ("Es wird auf die Antwort zu Frage 5 dieser Kleinen Anfrage verwiesen.", "5"),
    ("Auf die Vorbemerkung der Bundesregierung wird verwiesen.", "V"),
    ("Es wird auf die Vorbemerkung der Landesregierung zu den Fragen 1 bis 3 verwiesen.", "V 1 2 3"),
    ("Es wird auf die Vorbemerkung der Bundesregierung sowie die Antworten zu den Fragen 13 und 17 verwiesen.", "V + 13 17"),
    ("Die Bundesregierung verweist auf Nummer 2 ihrer Vorbemerkung.", "V"),
]

TWO = (
    "Es wird auf die Antwort zu Frage 2 sowie auf die Antwort der Bundesregierung vom 3. Mai 2024 zu Frage 7 der Kleinen Anfrage "
    "der Fraktion X auf Bundestagsdrucksache 20/1234 (Bundestagsdrucksache 20/111) verwiesen."
)


def told(found: tuple[Reference, ...]) -> str:
    return " + ".join(" ".join([*["V"] * each.remark, *(f"{number.main}{number.part}" for number in each.numbers)]) for each in found)


@pytest.mark.parametrize(("sentence", "named"), WRITTEN)
def test_what_is_referred_to(sentence: str, named: str) -> None:
    assert told(references(sentence)) == named
    assert not any(each.papers for each in references(sentence))
    assert only_refers(sentence)


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Es wird auf die Antwort der Bundesregierung zu Frage 7 auf Bundestagsdrucksache 20/1234 verwiesen.", "7 in 20/1234"),
        (TWO, "2 + 7 in 20/1234 20/111"),
        ("Es wird auf die Vorbemerkung der Bundesregierung auf Drucksache 19/55 verwiesen.", "V in 19/55"),
    ],
)
def test_other_papers_are_told_from_the_own_one(sentence: str, named: str) -> None:
    found = references(sentence)
    assert " + ".join(told((each,)) + (f" in {' '.join(each.papers)}" if each.papers else "") for each in found) == named
    assert [each.federal for each in found if each.papers] == ["undestags" in sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Es wird auf die Antwort auf die Kleine Anfrage der Fraktion X zu Frage 2 verwiesen.",
        "Es wird auf die Antwort auf die Mündliche Frage 32 der Abgeordneten X (Plenarprotokoll 21/13) verwiesen.",
        "Auf die Anlage 3 zu Frage 6 wird verwiesen.",
        "Auf die Vorbemerkung der Fragesteller wird verwiesen.",
        "Es wird auf § 1 Absatz 1 des Gesetzes verwiesen.",
        "Zur Beantwortung der Frage 1 wird auf die Anlage 1 verwiesen.",
    ],
)
def test_what_stands_elsewhere_only_refers_but_leads_nowhere(sentence: str) -> None:
    assert only_refers(sentence)
    assert not [each for each in references(sentence) if not each.papers]


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Bundesregierung liegen keine Erkenntnisse vor.",
        "Der Bundesregierung liegen hierzu keine eigenen Erkenntnisse im Sinne der Fragestellung vor.",
        "Die Zahl der Fälle stieg (siehe Antwort zu Frage 3) auf 120.",
        "Nein, siehe auch die Antworten zu den Fragen 4 und 5.",
        "Im Jahr 2024 werden 500 Stellen geschaffen; ergänzend wird auf die Antwort zu Frage 2 verwiesen.",
        "Der Bau kostet 5 Millionen Euro, im Übrigen wird auf die Antwort zu Frage 2 verwiesen.",
        "Die Fragen 5 bis 8 werden gemeinsam beantwortet.",
        "Die Antwort zu Frage 2 nennt 30 Schulen.",
        "",
    ],
)
def test_what_says_something_does_not_only_refer(sentence: str) -> None:
    assert not only_refers(sentence)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_sentence_can_be_read(before: str, after: str) -> None:
    for sentence in (before, f"{before} wird auf die Antwort zu Frage {after} verwiesen", f"{before} auf die Vorbemerkung {after}"):
        only_refers(sentence)
        assert all(each.numbers or each.remark for each in references(sentence))


@pytest.mark.parametrize("unit", ["wird auf ", "Auf die Antwort zu Frage 1 ", "werden, auf die ", "zu den Fragen 1, ", "siehe "])
def test_long_sentences_take_no_long_time(unit: str) -> None:
    sentence = unit * 1500
    only_refers(sentence)
    references(f"{sentence} verwiesen")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Die Antwort kann der Anlage 4* entnommen werden.", ["4"]),
        ("Die Werte sind den Anlagen 1 bis 3 und\n7 zu entnehmen.", ["1", "2", "3", "7"]),
        ("Die Höhe ist der als Anlage 1* beigefügten Tabelle zu entnehmen.", ["1"]),
        ("Siehe Tabelle in der Anlage*.", [""]),
        ("Weitere Angaben können der Tabelle 2 im Anhang* entnommen werden.", [""]),
        ("Hierzu wird auf die Anlage II verwiesen.", ["II"]),
        ("Die Liste der Orte ist als Anlage beigefügt.", [""]),
        ("Siehe Anlage 1 und Anlage 3.", ["1", "3"]),
        ("Auf die Anlage 1 zum Zwölften Buch Sozialgesetzbuch wird verwiesen.", []),
        ("Siehe Anlage 2 auf Bundestagsdrucksache 20/1234.", []),
        ("Genehmigte Anlagen sind im Register enthalten.", []),
        ("Die Anlage in Lubmin ist im Register aufgeführt.", []),
        ("Die Anlage 4 wurde im Mai geändert.", []),
    ],
)
def test_the_annexes_that_a_sentence_leaves_something_to(sentence: str, names: list[str]) -> None:
    assert list(annexes(sentence)) == names


@given(st.text())
def test_any_text_names_annexes_or_none(text: str) -> None:
    assert len(annexes(text)) == len(set(annexes(text)))
