"""What the lexical leg adds to the contract of the legs: German words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index import analysis, lexical
from index.changes import Changes, History, IndexedPassage, catch_up
from index.lexical import NO_PASSAGES, LexicalIndex
from index.lexical_files import put, writing
from tests.index.leg_cases import word

TEXTS = [
    "Der Haushaltsplan des Landes sieht 1.234,56 Euro für die Digitalisierungsstrategie vor.",
    "Die Ärztekammer hat am 3. Oktober 2023 über die Straße beraten.",
    "Nach § 433 BGB wird der Verkäufer einer Sache verpflichtet.",
    "Nach § 434 BGB ist die Sache frei von Mängeln.",
    "Siehe die Antwort auf Drucksache 21/1832.",
    "Siehe die Antwort auf Drucksache 21/1833.",
    "Die Kommunen bauen Kindertagesstätten und Schulen.",
]


def passages(texts: Sequence[str], first: int = 0, title: str = "", heading: str = "") -> list[IndexedPassage]:
    return [IndexedPassage(first + n, n, title, heading, "text", text, np.zeros(1, np.float32)) for n, text in enumerate(texts)]


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex(tmp_path / "lexical")
    made.update(Changes(1, (), [passages(TEXTS)]))
    return made


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Wie hoch ist der Haushalt?", 0),
        ("Welche Strategie gibt es zur Digitalisierung?", 0),
        ("1234,56 €", 0),
        ("Aerztekammer", 1),
        ("Was war am 03.10.2023?", 1),
        ("Was regelt § 433?", 2),
        ("Was regelt Paragraph 434?", 3),
        ("21/1832", 4),
        ("21/1833", 5),
        ("Kindertagesstätte", 6),
        ("Kindertagestätte", 6),  # misspelt
        ("KINDERTAGESSTÄTTEN", 6),
    ],
)
def test_german_questions_find_their_passage(index: LexicalIndex, question: str, first: int) -> None:
    assert index.search(question, 3)[0].passage_id == first


@pytest.mark.parametrize("question", ["", "   ", "?!", "Wer, wie, was, wieso, weshalb, warum?", "xyzxyz", "\x00", "\ud800"])
def test_a_question_without_any_known_word_finds_nothing(index: LexicalIndex, question: str) -> None:
    assert index.search(question, 10) == []


@pytest.mark.parametrize(
    "question", ['title:* OR text:"', "+-&&||!(){}[]^~*?:\\", "id:[0 TO 9]", "NOT Haushaltsplan", "key:state", "splitter", "state"]
)
def test_a_question_is_text_and_no_query_language(index: LexicalIndex, question: str) -> None:
    assert {hit.passage_id for hit in index.search(question, 100)} <= set(range(len(TEXTS)))


def test_a_very_long_question_is_answered(index: LexicalIndex) -> None:
    words = " ".join(word(number) for number in range(3000))
    assert index.search(f"{words} Haushaltsplan", 1)[0].passage_id == 0


def test_title_and_heading_are_searched(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    texts = ["Ja.", "Nein."]
    index.update(Changes(1, (), [passages(texts, 0, title="Hochwasserschutz"), passages(texts, 10, heading="Waldbrand")]))
    assert {hit.passage_id for hit in index.search("Hochwasserschutz", 9)} == {0, 1}
    assert {hit.passage_id for hit in index.search("Waldbrand", 9)} == {10, 11}


def test_the_longer_text_without_the_word_in_question_comes_later(index: LexicalIndex) -> None:
    scores = {hit.passage_id: hit.score for hit in index.search("Sache Mängel", 9)}
    assert scores[3] > scores[2] > 0


def test_compounds_are_learnt_from_the_library_itself(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    known = ["Die Grenze ist offen.", "Ein Zaun steht dort."] * 4
    index.update(Changes(1, (), [passages([*known, "Der Grenzzaun wurde erhöht."])]))
    assert "zaun" in index._view.analyser.terms("Grenzzaun").words.split()  # type: ignore[union-attr]


def test_when_the_library_has_doubled_the_compounds_are_learnt_again(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    before, after = passages(TEXTS), passages(["Die Grenze ist offen.", "Ein Zaun steht dort."] * 8, first=100)
    index.update(Changes(1, (), [before]))
    assert not index.outgrown

    def changes(since: int) -> Changes:
        return Changes(2, (), [before, after] if since == 0 else [after])

    catch_up(index, History(2, ["", ""]), changes)
    assert (index.sequence, len(index), index.outgrown) == (2, len(before) + len(after), False)
    assert "zaun" in index._view.analyser.terms("Grenzzaun").words.split()  # type: ignore[union-attr]


def test_an_index_of_another_analysis_is_built_anew(index: LexicalIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
    again = LexicalIndex(tmp_path / "lexical")
    assert (again.sequence, again.ids()) == (0, set())
    again.update(Changes(1, (), [passages(TEXTS[:2])]))
    assert again.ids() == {0, 1}


def test_a_folder_of_another_schema_is_replaced(tmp_path: Path) -> None:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("other")
    tantivy.Index(builder.build(), path=str(tmp_path))
    index = LexicalIndex(tmp_path)
    assert index.sequence == 0
    index.update(Changes(1, (), [passages(TEXTS)]))
    assert len(index) == len(TEXTS)


def test_importing_it_loads_no_model() -> None:
    code = "import sys, index.lexical; assert not {'torch', 'faiss', 'openvino'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


OFFICE = "Bundesamt für Migration und Flüchtlinge"
DEFINING = [
    f"Das {OFFICE} (BAMF) prüft Anträge.",
    "Das BAMF beschäftigt 8.000 Personen.",
    f"Beim {OFFICE} sind Stellen frei.",
    "Das Bundesamt für Naturschutz zählt Wölfe.",
    "Das Wetter wird beobachtet.",
]


@pytest.fixture
def defining(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex(tmp_path / "defining")
    made.update(Changes(1, (), [passages(DEFINING)]))
    return made


@pytest.mark.parametrize("question", ["Was macht das BAMF?", f"Was macht das {OFFICE}?", "was macht das bamf?"])
def test_what_the_library_itself_abbreviates_is_found_by_either_form(defining: LexicalIndex, question: str) -> None:
    found = [hit.passage_id for hit in defining.search(question, 9)]
    assert {0, 1, 2} <= set(found)
    assert found[0] in (0, 2) if OFFICE in question else found[0] in (0, 1), "it holds the form that was asked for"


def test_without_the_definition_either_form_finds_only_itself(tmp_path: Path) -> None:
    """So that the test above can fail."""
    index = LexicalIndex(tmp_path)
    index.update(Changes(1, (), [passages(DEFINING[1:], first=1)]))
    assert [hit.passage_id for hit in index.search("BAMF", 9)] == [1]


def test_the_form_that_was_asked_for_counts_more(defining: LexicalIndex) -> None:
    short = {hit.passage_id: hit.score for hit in defining.search("BAMF", 9)}
    assert short[1] > short[2] > 0
    long = {hit.passage_id: hit.score for hit in defining.search(OFFICE, 9)}
    assert long[2] > long[1] > 0


def test_acronyms_are_learnt_again_with_the_compounds_and_read_by_others(defining: LexicalIndex, tmp_path: Path) -> None:
    again = LexicalIndex(tmp_path / "defining")
    assert again.search("BAMF", 9) == defining.search("BAMF", 9)
    defining.rebuild(Changes(2, (), [passages(DEFINING[1:], first=11)]))
    assert [hit.passage_id for hit in defining.search("BAMF", 9)] == [11]
    again.refresh()
    assert again.search("BAMF", 9) == defining.search("BAMF", 9)


def test_an_update_that_defines_an_acronym_links_what_was_there_before(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    index.update(Changes(1, (), [passages(DEFINING[1:], first=1)]))
    learnt = index._view.trained_on  # type: ignore[union-attr]
    index.update(Changes(2, (), [passages(DEFINING[:1])]))
    assert {0, 1, 2} <= {hit.passage_id for hit in index.search("BAMF", 9)}
    assert index._view.trained_on == learnt, "nothing was built anew"  # type: ignore[union-attr]
    index.update(Changes(3, [0], []))
    assert {1, 2} <= {hit.passage_id for hit in index.search("BAMF", 9)}, "what was defined once is not forgotten by an update"


def test_an_update_can_make_an_acronym_ambiguous(defining: LexicalIndex) -> None:
    other = "Die Bundesakademie für Musik und Fotografie (BAMF) probt."
    defining.update(Changes(2, (), [passages([other], first=20)]))
    assert {hit.passage_id for hit in defining.search("BAMF", 9)} == {0, 1, 20}


def test_acronyms_are_learnt_beyond_the_sample_of_the_compounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical, "TRAINING_PASSAGES", 2)
    index = LexicalIndex(tmp_path)
    last = passages(DEFINING[::-1])
    index.rebuild(Changes(1, (), [last[:2], last[2:]]))
    assert {2, 3, 4} <= {hit.passage_id for hit in index.search("BAMF", 9)}


def test_an_index_that_counted_no_definitions_keeps_its_acronyms(defining: LexicalIndex) -> None:
    with writing(defining._index, defining.folder) as writer:
        put(writer, lexical.ACRONYMS, defining._view.acronyms.to_json())  # type: ignore[union-attr]
    defining.refresh()
    assert len(defining) == len(defining.ids()) == len(DEFINING)
    defining.update(Changes(2, (), [passages(["Das Institut für Natur und Umwelt (INU) misst."], first=20)]))
    assert len(defining) == len(defining.ids()) == len(DEFINING) + 1
    assert {0, 1, 2} <= {hit.passage_id for hit in defining.search("BAMF", 9)}
    assert defining.search("Institut für Natur und Umwelt", 1)[0].passage_id == 20


def test_what_the_index_keeps_of_itself_is_no_passage(defining: LexicalIndex) -> None:
    import tantivy

    assert len(defining) == len(defining.ids()) == len(DEFINING)
    searcher = tantivy.Index.open(str(defining.folder)).searcher()
    assert searcher.num_docs == len(DEFINING) + NO_PASSAGES
    assert defining.search("acronyms splitter state", 9) == []


QUESTIONS = [
    "BAMF",
    f"Was macht das {OFFICE}?",
    "Wie viele Wölfe zählt das Bundesamt für Naturschutz?",
    "Anträge Anträge",
    "Wetterbeobachtung",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_scores_of_given_passages_are_those_of_a_search(defining: LexicalIndex, question: str) -> None:
    found = {hit.passage_id: hit.score for hit in defining.search(question, 99)}
    assert found
    everything = list(range(len(DEFINING)))
    assert defining.scores(question, everything) == pytest.approx(found, rel=1e-5)
    for number in everything:
        assert defining.scores(question, [number]) == pytest.approx({key: found[key] for key in found if key == number}, rel=1e-5)
    assert defining.scores(question, [999]) == defining.scores(question, []) == {}
    assert defining.scores(question, list(np.array([0, 1]))) == defining.scores(question, [0, 1])


def test_scores_of_a_question_without_words_are_none(defining: LexicalIndex) -> None:
    assert defining.scores("?", [0, 1]) == {}


def test_an_index_that_is_not_there_scores_nothing(tmp_path: Path) -> None:
    assert LexicalIndex(tmp_path / "none").scores("BAMF", [1]) == {}
    assert LexicalIndex(tmp_path / "none").ceiling("BAMF") == 0.0


@pytest.mark.parametrize("question", [*TEXTS, "Wie hoch ist der Haushalt?", "Was regelt § 433 BGB?", "Drucksache 21/1832"])
def test_no_score_is_far_above_the_ceiling(index: LexicalIndex, question: str) -> None:
    best = index.search(question, 1)[0].score
    assert 0 < best <= 1.1 * index.ceiling(question)


@pytest.mark.parametrize("text", TEXTS)
def test_the_very_text_reaches_far_more_of_the_ceiling_than_a_word_of_it_among_strangers(index: LexicalIndex, text: str) -> None:
    """The ceiling is that of a word which a passage says again and again; one that stands there once reaches less than half."""
    share = index.search(text, 1)[0].score / index.ceiling(text)
    stranger = f"{text.split()[-2]} Walfang Ozeandampfer Mondlandung Kernspaltung"
    best = max((hit.score for hit in index.search(stranger, 1)), default=0.0)
    assert share > 0.3
    assert best / index.ceiling(stranger) < 0.5 * share


def test_a_passage_that_says_the_words_again_and_again_comes_near_the_ceiling(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    index.update(Changes(1, (), [passages([*TEXTS, "Wolf Schaf. " * 20])]))
    assert 0.7 < index.search("Wolf Schaf", 1)[0].score / index.ceiling("Wolf Schaf") <= 1.05


def test_the_ceiling_is_that_of_rare_words(index: LexicalIndex) -> None:
    assert index.ceiling("") == index.ceiling("?!") == 0.0
    assert index.ceiling("Verkäufer") > index.ceiling("Sache") > 0
    assert index.ceiling("Sache Sache") == index.ceiling("Sache")
    assert index.ceiling("Sache Mängel") > index.ceiling("Sache")
