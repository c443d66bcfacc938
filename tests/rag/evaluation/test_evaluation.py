"""The evaluations over a small corpus with the real encoder; the cache and the ranking of units with a fake one."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.sync import sync
from index.types import Embedder, Passage
from rag.evaluation import evidence, refusal, report, retrieval
from rag.evaluation.collection import Collection, build, opened_corpus, opened_library
from rag.evaluation.corpora import Question, corpus_of, questions_about, questions_alone, questions_of
from tests.fakes import FakeEmbedder
from tests.index.shelf import CountingEmbedder
from tests.rag.evaluation.papers import CORPUS, OTHERS, QUESTIONS, write
from tests.typeset import pdf
from tests.typeset import write as write_lines


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluation")
    write(folder / "corpus.jsonl", CORPUS)
    write(folder / "questions.jsonl", QUESTIONS)
    write(folder / "others.jsonl", OTHERS)
    return folder


@pytest.fixture(scope="module")
def asked(files: Path) -> list[Question]:
    return questions_of(files / "questions.jsonl", corpus_of(files / "corpus.jsonl").papers)


@pytest.fixture(scope="module")
def collection(files: Path, embedder: Embedder) -> Iterator[Collection]:
    corpus = corpus_of(files / "corpus.jsonl")
    path, problems = build(corpus, embedder, files / "cache")
    with opened_corpus(corpus, path, embedder, problems) as opened:
        yield opened


def test_finding_is_measured_for_every_leg(collection: Collection, asked: list[Question]) -> None:
    shown = list[tuple[int, int]]()
    result = retrieval.evaluate(
        collection, asked, others=[{"dense_short": 0.0}], against=["rrf"], show=lambda done, total: shown.append((done, total))
    )
    assert list(result.legs) == ["dense", "lexical", "rrf", "fused", "dense_short=0"]
    assert result.legs["fused"]["nDCG@10"].mean > 0.9
    assert result.legs["fused"]["R@50"].mean == 1.0
    assert result.legs["fused"]["nDCG@10"].questions == 4
    assert [(each.left, each.right) for each in result.comparisons] == [("fused", "rrf"), ("fused", "dense_short=0")]
    assert all(0 < result.latency[name].p50 <= result.latency[name].p95 for name in result.legs)
    assert shown == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_words_alone_rank_as_the_lexical_leg_does(collection: Collection, asked: list[Question]) -> None:
    nothing_else = dict.fromkeys(("dense_short", "dense_long", "paper_words", "paper_dense", "askers", "named"), 0.0)
    result = retrieval.evaluate(collection, asked, others=[nothing_else])
    (alone,) = result.legs.keys() - {*retrieval.LEGS}
    assert result.legs[alone]["RR@10"] == result.legs["lexical"]["RR@10"]


def test_fewer_candidates_are_compared_as_what_they_are(collection: Collection, asked: list[Question]) -> None:
    assert _fetched(collection, asked[0], 1) < _fetched(collection, asked[0], 3) < len(CORPUS)


def _fetched(collection: Collection, question: Question, candidates: int) -> int:
    """How many passages a ranking of so many candidates has."""
    seen = list[int]()

    class Watched(Collection):
        def ranked(self, question: Question, passages: Sequence[Passage]) -> list[str]:
            seen.append(len(passages))
            return Collection.ranked(self, question, passages)

    watched = Watched(**{each.name: getattr(collection, each.name) for each in dataclasses.fields(collection)})
    retrieval.evaluate(watched, [question], legs=(), others=[{"candidates": candidates}])
    return min(seen)


def test_refusal_tells_what_cannot_be_answered(collection: Collection, asked: list[Question], files: Path) -> None:
    result = refusal.evaluate(collection, asked, questions_alone(files / "others.jsonl"))
    assert result.auroc_easy is not None
    assert result.auroc_easy > 0.9
    assert result.auroc_hard is not None
    assert result.auroc_hard > 0.9
    assert result.found.mean == 1.0
    assert (result.refused_hard.questions, result.refused_easy.questions) == (4, 3)
    assert result.curve[-1].coverage == 1.0
    assert result.curve_hard[-1].risk == 0.5  # the hard ones, half of all, have nothing that answers them


def test_the_whole_paper_is_out_of_reach(collection: Collection, asked: list[Question]) -> None:
    kept = set(collection.units) - set(collection.answering_papers(asked[0]))
    assert {collection.units[number] for number in kept} == {"s1", "s2", "w1", "h1"}


def test_evidence_holds_the_answers(collection: Collection, asked: list[Question]) -> None:
    result = evidence.evaluate(collection, asked)
    assert result.recall[6].mean == 1.0
    assert result.recall[1].mean <= result.recall[3].mean <= result.recall[6].mean
    assert result.gold_passage.mean == 1.0
    assert (result.all_numbers.mean, result.all_numbers.questions) == (1.0, 2)
    assert 0.5 < result.f1_first.mean <= 1
    assert 0.5 < result.f1_all.mean < 1


def test_a_recall_at_more_sentences_than_are_chosen_is_not_told(collection: Collection, asked: list[Question]) -> None:
    assert [evidence.depths(limit) for limit in (1, 2, 3, 6, 8)] == [(1,), (1, 2), (1, 3), (1, 3, 6), (1, 3, 6, 8)]
    assert list(evidence.evaluate(collection, asked, limit=2).recall) == [1, 2]


def test_evidence_may_be_sought_in_what_answers_alone(collection: Collection, asked: list[Question]) -> None:
    result = evidence.evaluate(collection, asked, gold_only=True)
    assert result.gold_only
    assert result.gold_passage.mean == 1.0
    wrong = [dataclasses.replace(question, grades={"h1": 1}) for question in asked]
    assert evidence.evaluate(collection, wrong, gold_only=True).recall[6].mean == 0.0


def test_the_same_run_gives_the_same_result(collection: Collection, asked: list[Question]) -> None:
    first, second = (report.to_dict(report.about("evidence", collection, 4, {}), evidence.evaluate(collection, asked)) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)


def test_pictures_are_drawn_and_the_same_every_time(collection: Collection, asked: list[Question], tmp_path: Path) -> None:
    result = refusal.evaluate(collection, asked)
    labels = {"coverage": "Anteil", "risk": "Risiko", "curve": "alle", "curve_hard": "schwere"}
    for name in ("a.svg", "b.svg", "c.png"):
        report.draw(result, tmp_path / name, labels)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")


def test_a_corpus_is_embedded_once(files: Path, tmp_path: Path) -> None:
    corpus = corpus_of(files / "corpus.jsonl")
    first, second = CountingEmbedder(), CountingEmbedder()
    assert build(corpus, first, tmp_path) == build(corpus, second, tmp_path)
    assert first.embedded
    assert second.embedded == []
    other = corpus_of(write(tmp_path / "other.jsonl", CORPUS[:3]))
    assert build(other, second, tmp_path)[0] != build(corpus, second, tmp_path)[0]
    assert build(corpus, CountingEmbedder("another"), tmp_path)[0] != build(corpus, second, tmp_path)[0]


def test_a_line_without_text_is_reported_and_the_rest_is_measured(tmp_path: Path) -> None:
    corpus = corpus_of(write(tmp_path / "corpus.jsonl", [*CORPUS, {"id": "leer", "text": ""}]))
    path, problems = build(corpus, FakeEmbedder(), tmp_path / "cache")
    assert len(problems) == 1
    lost = [Question("q", "Was steht im leeren Papier?", {"leer": 1}, ("Nichts.",))]
    with opened_corpus(corpus, path, FakeEmbedder(), problems) as opened:
        assert report.about("retrieval", opened, 1, {}).unread == 1
        assert retrieval.evaluate(opened, lost).legs["fused"]["R@50"].mean == 0.0
        assert evidence.evaluate(opened, lost, gold_only=True).gold_passage.mean == 0.0


def test_a_line_counts_where_its_best_passage_stands(tmp_path: Path) -> None:
    long = " ".join(f"Der Bericht Nummer {i} handelt von Brücken und Straßen im Landkreis." for i in range(400))
    corpus = corpus_of(write(tmp_path / "corpus.jsonl", [{"id": "lang", "text": long}, *CORPUS]))
    path, _problems = build(corpus, FakeEmbedder(), tmp_path / "cache")
    with opened_corpus(corpus, path, FakeEmbedder()) as opened:
        passages = [passage for number in range(1, 200) for passage in opened.library.passages([number])]
        assert sum(opened.units[passage.document_id] == "lang" for passage in passages) > 3
        ranked = opened.ranked(Question("q", "Was?"), passages)
    assert sorted(ranked) == sorted(["lang", *(str(line["id"]) for line in CORPUS)])


def test_pages_of_a_library_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    bridges = [f"Die Brücke Nummer {i} in Beispielau ist gesperrt und wird erneuert." for i in range(1, 40)]
    harbours = [f"Im Hafen Nummer {i} von Musterstadt liegen Schiffe am Kai und an der Mole." for i in range(1, 40)]

    def draw(canvas: Canvas) -> None:
        for lines in (bridges, [*harbours, "Zuletzt erhielt Musterstadt einen Kran mit Drehwerk."]):
            write_lines(canvas, lines)
            canvas.showPage()

    (tmp_path / "papers" / "bericht.pdf").write_bytes(pdf(draw))
    sync([tmp_path / "papers"], tmp_path / "library", FakeEmbedder())
    lines = [{"question": "Wo gibt es einen Kran mit Drehwerk?", "document": "bericht.pdf", "page": page} for page in (1, 2)]
    lines += [{"question": "Wo ist ein Kran?", "document": "bericht.pdf"}]
    with opened_library(tmp_path / "library", FakeEmbedder()) as opened:
        asked = questions_about(write(tmp_path / "q.jsonl", lines), opened.library.documents())
        (document,) = opened.units.values()
        passages = opened.library.passages(range(1, 20))
        assert set(opened.ranked(asked[0], passages)) == {f"{document}#1", f"{document}#2"}
        assert opened.ranked(asked[2], passages) == [document]
        found = [retrieval.evaluate(opened, [question]).legs["fused"]["R@1"].mean for question in asked]
    assert found == [0.0, 1.0, 1.0]
