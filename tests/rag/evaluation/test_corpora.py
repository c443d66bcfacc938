"""Corpora and questions are read, and what is wrong with them is said with file and line."""

from __future__ import annotations

import datetime
import gzip
from pathlib import Path

import pytest

from index.catalogue import DocumentEntry
from index.errors import SourceUnreachable
from rag.evaluation.corpora import Question, beir, corpus_of, half_of, of_half, questions_about, questions_alone, questions_of, sample
from rag.evaluation.lines import PROBLEMS, BadEvaluationData
from tests.rag.evaluation.papers import CORPUS, OTHERS, QUESTIONS, write

PAPERS = {"b1": "9/100", "s1": "9/200"}


def beir_folder(folder: Path, judgements: str = "query-id\tcorpus-id\tscore\nq\td1\t2\nq\td2\t0\n") -> Path:
    write(
        folder / "corpus.jsonl", [{"_id": "d1", "title": "Titel", "text": "Erster Text."}, {"_id": "d2", "title": "", "text": "Zweiter."}]
    )
    write(folder / "queries.jsonl", [{"_id": "q", "text": "Was?"}, {"_id": "unjudged", "text": "Wer?"}])
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text(judgements, "utf-8")
    return folder


def test_lines_belong_to_their_paper_their_title_or_themselves(tmp_path: Path) -> None:
    lines = [{"id": "a", "text": "x", "doc": "9/1", "title": "T"}, {"id": "b", "text": "x", "title": "T"}, {"id": 3, "text": "x"}]
    assert corpus_of(write(tmp_path / "c.jsonl", lines)).papers == {"a": "9/1", "b": "T", "3": "3"}


def test_a_compressed_corpus_is_the_same(tmp_path: Path) -> None:
    plain = corpus_of(write(tmp_path / "c.jsonl", CORPUS))
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(plain.data))
    assert corpus_of(tmp_path / "c.jsonl.gz").data == plain.data


def test_a_field_is_put_before_the_question(tmp_path: Path) -> None:
    corpus = corpus_of(write(tmp_path / "c.jsonl", CORPUS))
    asked = questions_of(write(tmp_path / "q.jsonl", QUESTIONS), corpus.papers, "doc_title")
    assert asked[1].text == "Brücken: Wann wird die Brücke über die Musterach wieder geöffnet?"
    assert (asked[1].grades, asked[1].answers) == ({"b2": 1}, ("im Mai 2031",))


@pytest.mark.parametrize(
    ("lines", "line", "problem"),
    [
        (['{"id": "q", "question": "Was?", "passage_ids": ["b1"]}', "{kaputt"], 2, "no JSON object"),
        (['["q"]'], 1, "no JSON object (list)"),
        (['{"id": "q", "passage_ids": ["b1"]}'], 1, "“question” is missing"),
        (['{"id": "q", "question": " ", "passage_ids": ["b1"]}'], 1, "“question” is missing"),
        (['{"id": "q", "question": "Was?"}'], 1, "“passage_ids” is missing"),
        (['{"id": "q", "question": "Was?", "passage_ids": []}'], 1, "“passage_ids” is missing"),
        (['{"id": "q", "question": "Was?", "passage_ids": "b1"}'], 1, "“passage_ids” is missing"),
        (['{"id": "q", "question": "Was?", "passage_ids": ["b1"], "answers": [null]}'], 1, "“answers” is missing"),
        (["", '{"id": "q", "question": "Was?", "passage_ids": ["b9"]}'], 2, "b9 is not in what is searched"),
        (['{"id": "q", "question": "Was?", "passage_ids": ["b1"]}'] * 2, 2, "the id q stands in an earlier line"),
        ([""], 1, "holds no entry"),
    ],
)
def test_bad_questions_are_named(tmp_path: Path, lines: list[str], line: int, problem: str) -> None:
    with pytest.raises(BadEvaluationData) as caught:
        questions_of(write(tmp_path / "q.jsonl", lines), PAPERS)
    assert str(caught.value).startswith(f"q.jsonl, line {line}: ")
    assert problem in str(caught.value)
    assert caught.value.message("de").startswith(f"q.jsonl, Zeile {line}: ")


def test_a_missing_field_before_the_question_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadEvaluationData, match=r"q\.jsonl, line 1: the field “doc_title”"):
        questions_alone(write(tmp_path / "q.jsonl", OTHERS), "doc_title")


def test_every_problem_is_said_in_both_languages() -> None:
    assert [key for key, (german, english) in PROBLEMS.items() if german == english] == []


def test_bad_corpora_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadEvaluationData, match=r"c\.jsonl, line 2: the field “text”"):
        corpus_of(write(tmp_path / "c.jsonl", [CORPUS[0], {"id": "x"}]))
    with pytest.raises(SourceUnreachable):
        corpus_of(tmp_path / "none.jsonl")
    (tmp_path / "latin.jsonl").write_bytes('{"id": "ä"}'.encode("latin-1"))
    with pytest.raises(BadEvaluationData, match="not UTF-8"):
        corpus_of(tmp_path / "latin.jsonl")
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"id": "a", "text": "x"}')[:-6])
    with pytest.raises(BadEvaluationData, match="damaged"):
        corpus_of(tmp_path / "cut.jsonl.gz")


def test_beir_keeps_grades_and_leaves_out_what_nobody_judged(tmp_path: Path) -> None:
    corpus, asked = beir(beir_folder(tmp_path))
    assert asked == [Question("q", "Was?", {"d1": 2})]
    assert corpus.papers == {"d1": "Titel", "d2": "d2"}
    assert corpus.data.decode().splitlines()[0] == '{"id": "d1", "title": "Titel", "text": "Erster Text."}'


def test_judgements_of_what_is_not_there_are_counted_and_the_rest_is_used(tmp_path: Path) -> None:
    corpus, asked = beir(beir_folder(tmp_path, "q\td1\t1\nq\td9\t1\nx\td1\t1\n"))
    assert (corpus.unknown, asked) == (2, [Question("q", "Was?", {"d1": 1})])


def test_a_field_of_a_query_is_put_before_it(tmp_path: Path) -> None:
    folder = beir_folder(tmp_path)
    write(folder / "queries.jsonl", [{"_id": "q", "text": "Was?", "topic": "Brücken"}])
    assert [question.text for question in beir(folder, "topic")[1]] == ["Brücken: Was?"]
    with pytest.raises(BadEvaluationData, match=r"queries\.jsonl, line 1: the field “title”"):
        beir(folder, "title")


@pytest.mark.parametrize(
    ("judgements", "problem"),
    [
        ("query-id\tcorpus-id\tscore\nq\td9\t1\n", "line 2: d9 is not"),
        ("x\td1\t1\nq\td9\t1\n", "line 1: x is not"),
        ("q\td1\t1\nq d1 1\n", "line 2: three columns"),
        ("\n", "line 1: the file holds no entry"),
    ],
)
def test_bad_judgements_are_named(tmp_path: Path, judgements: str, problem: str) -> None:
    with pytest.raises(BadEvaluationData, match=f"test.tsv, {problem}"):
        beir(beir_folder(tmp_path, judgements))


def test_questions_name_documents_of_a_library(tmp_path: Path) -> None:
    day = datetime.date(2030, 1, 1)
    entries = [
        DocumentEntry(4, "Brücken", "ordner/bruecken.pdf", "", "Antwort", "9/100", day, 3, 9),
        DocumentEntry(7, "Schulen", "korpus.jsonl", "s1", "Antwort", "9/200", day, 1, 1),
        DocumentEntry(8, "Schulen", "korpus.jsonl", "s2", "Antwort", "9/200", day, 1, 1),
    ]
    lines = [
        {"question": "Eins?", "document": "bruecken.pdf", "page": 2},
        {"question": "Zwei?", "document": "9/200", "answers": ["57"]},
        {"question": "Drei?", "document": "s2"},
    ]
    asked = questions_about(write(tmp_path / "q.jsonl", lines), entries)
    assert [question.grades for question in asked] == [{"4#2": 1}, {"7": 1, "8": 1}, {"8": 1}]
    assert [question.by_page for question in asked] == [True, False, False]
    for line, problem in (({"document": "9/999"}, "9/999 is not"), ({"document": "s2", "page": 0}, "“page”"), ({}, "“document”")):
        with pytest.raises(BadEvaluationData, match=problem):
            questions_about(write(tmp_path / "bad.jsonl", [{"question": "Was?", **line}]), entries)


def test_a_sample_is_drawn_with_its_seed() -> None:
    asked = [Question(str(i), "Was?") for i in range(100)]
    assert sample(asked, 10, 0) == sample(asked, 10, 0) != sample(asked, 10, 1)
    assert len(set(map(id, sample(asked, 10, 0)))) == 10
    assert sample(asked, 200) == sample(asked, None) == asked


def test_a_paper_is_in_one_half_and_its_questions_with_it() -> None:
    papers = {f"{number}#{part}": f"21/{number}" for number in range(100) for part in "ab"}
    asked = [Question(f"q{i}", "Was?", {unit: 1}) for i, unit in enumerate(papers)]
    halves = [of_half(asked, papers, half) for half in (0, 1)]
    assert min(map(len, halves)) > 70
    assert sorted(question.id for half in halves for question in half) == sorted(question.id for question in asked)
    first, second = ({papers[unit] for question in half for unit in question.grades} for half in halves)
    assert not first & second
    assert of_half(asked, papers, None) == asked
    assert (half_of("21/112"), half_of("21/123")) == (0, 1), "the same in every run and on every machine"


def test_a_question_of_several_papers_or_of_none_has_one_half() -> None:
    papers = {"a": "21/123", "b": "21/112"}
    both, reverse = Question("1", "Was?", {"a": 1, "b": 1}), Question("2", "Was?", {"b": 1, "a": 1})
    page, alone = Question("3", "Was?", {"b#4": 1}, by_page=True), Question("21/123", "Was?")
    assert of_half([both, reverse, page, alone], papers, half_of("21/112")) == [both, reverse, page]
    assert of_half([both, reverse, page, alone], papers, half_of("21/123")) == [alone]
