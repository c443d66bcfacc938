"""The variants of the German analysis differ in what they say, and the comparison is of what ships."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from index.changes import Changes, IndexedPassage
from index.lexical import LexicalIndex
from rag.evaluation import collection
from tests.eval import lexical_variants
from tests.eval.lexical_variants import SHIPPED, VARIANTS, Measured, Result, Variant, mean_difference
from tests.fakes import FakeEmbedder

OFFICE = "Bundesamt für Migration und Flüchtlinge"
TEXTS = [
    "Die Zäune wurden erhöht.",
    "Der Grenzzaun ist fertig.",
    *["Ein Zaun steht dort.", "Die Grenze ist offen."] * 4,
    f"Das {OFFICE} (BAMF) prüft.",
    "Beim BAMF sind Stellen frei.",
    "Nach § 433 haftet der Verkäufer.",
    "Die STRASSE ist gesperrt.",
]
PLURAL, COMPOUND, LONG_FORM, SHORT_FORM, SECTION, STREET = 0, 1, 10, 11, 12, 13
NAMES = ["words", "stems", "stems + compounds", "stems + n-grams", "stems + compounds + n-grams", "n-grams", SHIPPED.name]


def passages() -> list[IndexedPassage]:
    return [IndexedPassage(n, n, "", "", "text", text, np.zeros(1, np.float32)) for n, text in enumerate(TEXTS)]


def built(variant: Variant, folder: Path) -> LexicalIndex:
    index = LexicalIndex(folder, variant.analyser, variant.weights, variant.expanded)
    index.rebuild(Changes(1, (), [passages()]))
    return index


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LexicalIndex]:
    return {each.name: built(each, tmp_path_factory.mktemp("variant")) for each in VARIANTS}


def test_all_variants_that_are_to_be_compared_are_there() -> None:
    assert [each.name for each in VARIANTS] == NAMES


@pytest.mark.parametrize(
    ("question", "passage", "finding"),
    [
        ("Zaun", PLURAL, set(NAMES) - {"words"}),  # another form of the word
        ("Zaun", COMPOUND, {"stems + compounds", "stems + n-grams", "stems + compounds + n-grams", "n-grams", SHIPPED.name}),
        ("Grenzzäume", COMPOUND, {"stems + n-grams", "stems + compounds + n-grams", "n-grams", SHIPPED.name}),  # misspelt
        (OFFICE, SHORT_FORM, {SHIPPED.name}),  # only acronyms lead from one form to the other
        ("§ 433", SECTION, set(NAMES)),  # a number has no n-grams, and is found without words, too
        ("straße", STREET, set(NAMES)),  # folding is no stemming
    ],
)
def test_each_variant_finds_what_its_analysis_can(
    indexes: Mapping[str, LexicalIndex], question: str, passage: int, finding: set[str]
) -> None:
    assert {name for name, index in indexes.items() if passage in {hit.passage_id for hit in index.search(question, 20)}} == finding


@pytest.mark.parametrize("question", ["Zaun", OFFICE, "BAMF", "Was regelt § 433?", "Grenzzäume"])
def test_the_shipped_variant_is_what_ships(indexes: Mapping[str, LexicalIndex], question: str, tmp_path: Path) -> None:
    shipped = LexicalIndex(tmp_path)
    shipped.rebuild(Changes(1, (), [passages()]))
    assert indexes[SHIPPED.name].search(question, 20) == shipped.search(question, 20) != []
    assert indexes[SHIPPED.name].ceiling(question) == shipped.ceiling(question) > 0


def test_a_variant_that_is_opened_again_keeps_its_analysis(tmp_path: Path) -> None:
    words = VARIANTS[0]
    index = built(words, tmp_path)
    again = LexicalIndex(tmp_path, words.analyser, words.weights, words.expanded)
    assert again.search("Zäune", 20) == index.search("Zäune", 20)
    assert {hit.passage_id for hit in again.search("Zäune", 20)} == {PLURAL}


def test_sets_weigh_the_same_however_many_questions_they_have() -> None:
    mean, low, high = mean_difference([np.ones(2), np.zeros(200)], [np.zeros(2), np.zeros(200)])
    assert (mean, low, high) == (0.5, 0.5, 0.5)


def test_the_same_questions_asked_otherwise_are_drawn_together() -> None:
    """What one gains and the other loses on the same questions is no uncertainty of the mean."""
    gains = np.random.default_rng(1).normal(size=50)
    nothing = np.zeros(50)
    _mean, low, high = mean_difference([gains, -gains], [nothing, nothing])
    assert low == pytest.approx(0.0)
    assert high == pytest.approx(0.0)
    _mean, low, high = mean_difference([gains, -gains[:49]], [nothing, nothing[:49]])
    assert high - low > 0.05


def test_the_acronyms_are_judged_on_the_questions_that_hold_one() -> None:
    without, using = np.array([0.0, 0.0, 1.0]), np.array([0.5, 0.0, 1.0])
    variants = {each.name: Measured({"lexical": using if each is SHIPPED else without, "fused": without}, 1.0) for each in VARIANTS}
    found = lexical_variants.acronym_table([Result("some", variants, np.array([True, False, False]))])
    assert found.splitlines()[2].startswith("| some | 1 | .000 | .500 | +0.500 ")
    assert len(lexical_variants.acronym_table([Result("none", variants, np.zeros(3, np.bool_))]).splitlines()) == 2


def test_the_whole_comparison_writes_its_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "xquad_de"
    folder.mkdir()
    questions = [("Zaun", PLURAL), (OFFICE, SHORT_FORM), ("433", SECTION)]
    _write(folder / "passages.jsonl", [{"id": f"p{n}", "text": text} for n, text in enumerate(TEXTS)])
    _write(folder / "questions.jsonl", [{"id": str(n), "question": asked, "passage_ids": [f"p{n}"]} for asked, n in questions])
    monkeypatch.setattr(collection, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(lexical_variants, "embedder_of", lambda _settings: FakeEmbedder())
    monkeypatch.setattr(lexical_variants, "SETS", lexical_variants.SETS[-1:])
    lexical_variants.main(["--data", str(tmp_path), "--report", str(tmp_path / "report.md"), "--grams", "0.6"])
    report = (tmp_path / "report.md").read_text()
    lines = [line.split(" | ") for line in report.splitlines()]
    rows = {cells[0].strip("| "): cells for cells in lines if len(cells) == 6}
    assert set(rows) == {"xquad (3)", "---", *NAMES, "shipped, n-grams 0.6"}
    assert rows[SHIPPED.name][3] == rows[SHIPPED.name][5].strip("| ") == "same"
    assert float(rows["words"][2]) < float(rows[SHIPPED.name][2]), "it finds only the number"
    assert "mean of 1 sets" in report


def _write(file: Path, records: list[dict[str, object]]) -> None:
    file.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
