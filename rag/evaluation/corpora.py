"""Corpora and their questions in three forms: JSON lines, BEIR folders, and a library with questions that name its documents.

It does not know how anything is searched. A *unit* is what a ranking is judged by: a line of a corpus, a document of a library, or a
page of one. Units are named by texts.
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.catalogue import DocumentEntry
from rag.evaluation.lines import BadEvaluationData, Line, bad, numbered, objects, read


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the units that answer it and how well they do (1 or more), and the answers in words, where they are known.

    by_page: its units are pages of documents.
    """

    id: str
    text: str
    grades: Mapping[str, int] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    by_page: bool = False


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents as JSON lines, as `index.sync` reads them. papers: for each line's id what it is a part of.

    unknown: judgements that name a question or a document that is not there; they do not count.
    """

    name: str
    data: bytes
    papers: Mapping[str, str]
    unknown: int = 0


def corpus_of(file: Path) -> Corpus:
    """A file of lines {"id", "text", "title"?, "doc"?}. Errors: BadEvaluationData, SourceUnreachable."""
    papers = {}
    for line in objects(file, "id"):
        key = line.text("id")
        if not isinstance(line.record.get("text"), str):
            raise bad(file, line.number, "field", field="text")
        papers[key] = next((str(line.record[name]) for name in ("doc", "title") if line.record.get(name)), key)
    return Corpus(f"{file.resolve().parent.name}/{file.name}", read(file), papers)


def questions_of(file: Path, papers: Mapping[str, str], before: str = "") -> list[Question]:
    """Lines {"id"?, "question", "passage_ids", "answers"?}; the text of the field `before` is put before the question.

    Errors: BadEvaluationData, also for a passage id that is not in `papers`; SourceUnreachable.
    """
    return _questions(file, before, lambda line: dict.fromkeys(_known(line, line.texts("passage_ids", needed=True), papers), 1))


def questions_alone(file: Path, before: str = "") -> list[Question]:
    """The questions of a file, whatever answers them. Errors: BadEvaluationData, SourceUnreachable."""
    return _questions(file, before, lambda _line: {})


def beir(folder: Path, before: str = "") -> tuple[Corpus, list[Question]]:
    """A folder in the form of BEIR: corpus.jsonl, queries.jsonl and qrels/*.tsv, of which test.tsv alone counts where there is one.

    The text of the field `before` of a query is put before it. Queries that nothing is judged for are left out, judgements of what is
    not there are counted. Errors: BadEvaluationData, also where no judgement can be used; SourceUnreachable.
    """
    papers, written = {}, list[str]()
    for line in objects(folder / "corpus.jsonl", "_id"):
        key, title, text = line.text("_id"), line.record.get("title") or "", line.record.get("text")
        if not isinstance(text, str) or not isinstance(title, str):
            raise bad(line.file, line.number, "field", field="text" if isinstance(title, str) else "title")
        papers[key] = title or key
        written.append(json.dumps({"id": key, "title": title, "text": text}, ensure_ascii=False))
    queries = {line.text("_id"): _after(line, before, line.text("text")) for line in objects(folder / "queries.jsonl", "_id")}
    judged, unknown = _judged(folder, queries, papers)
    asked = [Question(key, text, judged[key]) for key, text in queries.items() if judged.get(key)]
    return Corpus(folder.resolve().name, ("\n".join(written) + "\n").encode(), papers, unknown), asked


def questions_about(file: Path, entries: Sequence[DocumentEntry], before: str = "") -> list[Question]:
    """Lines {"question", "document", "page"?, "answers"?}; a document is named by its file, its paper number or its id in the file.

    Errors: BadEvaluationData, SourceUnreachable.
    """
    ids: dict[str, list[str]] = {}
    for entry in entries:
        for name in {entry.key, entry.number, entry.source_name, Path(entry.source_name).name} - {""}:
            ids.setdefault(name, []).append(str(entry.id))

    def units(line: Line) -> dict[str, int]:
        page = line.record.get("page")
        if page is not None and (isinstance(page, bool) or not isinstance(page, int) or page < 1):
            raise bad(file, line.number, "field", field="page")
        (name,) = _known(line, [line.text("document")], ids)
        return {key if page is None else page_unit(key, page): 1 for key in ids[name]}

    asked = _questions(file, before, units)
    return [replace(question, by_page=any("#" in unit for unit in question.grades)) for question in asked]


def page_unit(document: str, page: int) -> str:
    """The unit of a page; `document` is an id in the library."""
    return f"{document}#{page}"


def sample(questions: Sequence[Question], size: int | None, seed: int = 0) -> list[Question]:
    """So many questions, drawn at random; all where there are not more, or `size` is None."""
    if size is None or size >= len(questions):
        return list(questions)
    return random.Random(seed).sample(list(questions), size)


def of_half(questions: Sequence[Question], papers: Mapping[str, str], half: int | None) -> list[Question]:
    """The questions whose answering paper belongs to one half of the papers, 0 or 1; all where `half` is None.

    papers: for each unit what it is a part of. What was chosen on one half is judged on the other.
    """
    return [question for question in questions if half is None or half_of(paper_of(question, papers)) == half]


def paper_of(question: Question, papers: Mapping[str, str]) -> str:
    """The paper that answers, by name the first of several; the question's own id where it is not known."""
    units = (unit.partition("#")[0] if question.by_page else unit for unit in question.grades)
    return min((papers.get(unit, unit) for unit in units), default=question.id)


def half_of(paper: str) -> int:
    """0 or 1, by the name alone: a paper stays in its half whatever else is in the corpus, in whatever order."""
    return zlib.crc32(paper.encode()) % 2


def _questions(file: Path, before: str, units: Callable[[Line], dict[str, int]]) -> list[Question]:
    found = []
    for line in objects(file, "id", needed=False):
        text = _after(line, before, line.text("question"))
        found.append(Question(str(line.record.get("id", line.number)), text, units(line), line.texts("answers")))
    return found


def _after(line: Line, before: str, text: str) -> str:
    return f"{line.text(before)}: {text}" if before else text


def _known(line: Line, names: Iterable[str], known: Mapping[str, object]) -> list[str]:
    names = list(names)
    for name in names:
        if name not in known:
            raise bad(line.file, line.number, "unknown", id=name)
    return names


def _judged(folder: Path, queries: Mapping[str, str], papers: Mapping[str, str]) -> tuple[dict[str, dict[str, int]], int]:
    """What answers each query, and how many judgements name what is not there."""
    files = sorted((folder / "qrels").glob("*.tsv"))
    if not files:
        raise bad(folder / "qrels", 1, "empty")
    judged, unknown = dict[str, dict[str, int]](), list[BadEvaluationData]()
    for file in [each for each in files if each.name == "test.tsv"] or files:
        for number, text in numbered(file):
            if number == 1 and not text.rsplit("\t", 1)[-1].strip().lstrip("-").isdigit():
                continue  # the names of the columns
            query, document, grade = _judgement(file, number, text)
            strange = next((each for each, known in ((query, queries), (document, papers)) if each not in known), None)
            if strange is not None:
                unknown.append(bad(file, number, "unknown", id=strange))
            elif grade > 0:
                judged.setdefault(query, {})[document] = grade
    if unknown and not judged:
        raise unknown[0]
    return judged, len(unknown)


def _judgement(file: Path, number: int, text: str) -> tuple[str, str, int]:
    try:
        query, document, grade = text.strip().split("\t")
        return query, document, int(grade)
    except ValueError:
        raise bad(file, number, "columns") from None
