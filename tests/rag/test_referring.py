"""Answers that only refer are followed, inside their paper or to the one that they name."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.library import Library
from index.search import Retriever
from index.types import Filters, Span
from rag.assistant import Assistant
from rag.evidence import MOST_CHARACTERS
from rag.material import Material, gather
from rag.references import references
from rag.referring import says_nothing, with_references, with_sources
from rag.refusal import NAMES
from rag.types import Answer, Claim, Evidence, Options
from rag.verify import SUPPORTED
from tests.fakes import FakeEmbedder, ScriptedGenerator
from tests.libraries import library_of

REMARK = "Die Landesregierung unterstützt die Landkreise bei Bauwerken."
KOSTEN = "Hinsichtlich der Kosten der Sperrungen wird auf die Antwort zu Frage 4 verwiesen."
SUM = "Die Umleitungen schlagen mit 2 Millionen Euro im Jahr zu Buche."
ANSWERS = {  # of one paper, by the numbers of their questions
    "1. Wie viele Brücken sind gesperrt?": "Im Landkreis sind drei Brücken gesperrt.",
    "2. Welche Kosten entstehen durch Sperrungen?": KOSTEN,
    "3. Welche Fähren verkehren ersatzweise?": "Zu ersatzweise verkehrenden Fähren wird auf die Antwort zu Frage 2 verwiesen.",
    "4. Wie teuer sind Umleitungen?": f"{SUM} Die Ausgaben trägt der Landkreis.",
    "5. Was geschieht für die Deiche?": "Hinsichtlich der Deiche wird auf die Vorbemerkung der Landesregierung verwiesen.",
    "6. Wer prüft die Schleusen?": "Zur Prüfung der Schleusen wird auf die Antwort zu Frage 6 verwiesen.",
    "8. Wer beauftragt Gutachter?": "Zu Beauftragungen der Gutachter wird auf die Antwort zu Frage 12 verwiesen.",
    "9. Wann ist der Beginn des Neubaus?": "Zum Beginn des Neubaus wird auf die Antwort zu Frage 99 verwiesen.",
    "10. Welche Häfen sind betroffen?": "Betroffen ist der Hafen in Demmin. Im Übrigen wird auf die Antwort zu Frage 4 verwiesen.",
    "11. Welche Vereine werden gefördert?": "Zur Förderung der Vereine wird auf die Antwort zu Frage 3 verwiesen.",
    "12. Welche Schöpfwerke laufen?": "Zu laufenden Schöpfwerken wird auf die Antwort zu Frage 8 verwiesen.",
}


def as_file(answers: Mapping[str, str]) -> str:
    body = "\n\n".join(f"{question}\n\n{answer}" for question, answer in answers.items())
    return f"# Wege im Landkreis\n\n## Vorbemerkung der Landesregierung\n\n{REMARK}\n\n## Fragen\n\n{body}\n"


def as_lines(answers: Mapping[str, str], paper: str = "8/77") -> str:
    lines = [{"id": f"{paper}#V1", "text": f"Vorbemerkung der Landesregierung\n{REMARK}", "doc": paper}]
    for question, answer in answers.items():
        lines.append({"id": f"{paper}#A{question.split('.')[0]}.0", "text": answer, "doc": paper})
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


@pytest.fixture(scope="module", params=["anfrage.md", "antworten.jsonl"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = as_file(ANSWERS) if request.param.endswith(".md") else as_lines(ANSWERS)
    return library_of(tmp_path_factory.mktemp("paper"), {request.param: written})


def gathered(path: Path, question: str, limit: int = 6, filters: Filters | None = None) -> Material:
    with Library.open(path) as library:
        return gather(library, Retriever(library, FakeEmbedder()), question, limit, filters)


def texts(material: Material) -> list[str]:
    return [item.text for item in material.evidence]


def answered(path: Path, question: str, generator: ScriptedGenerator | None = None) -> Answer:
    with Assistant(Library.open(path), FakeEmbedder(), generator, Options(refusal_threshold=0.0)) as assistant:
        return assistant.answer(question)


def said(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.claims]


def question_of(number: int) -> str:
    return next(question.split(". ")[1] for question in ANSWERS if question.startswith(f"{number}."))


def test_what_is_referred_to_stands_right_behind_and_both_are_cited(library: Path) -> None:
    found = answered(library, question_of(2))
    assert said(found)[:2] == [KOSTEN, SUM]
    assert {number for claim in found.claims for number in claim.evidence} == {citation.number for citation in found.citations}
    assert [citation.quote for citation in found.citations][:2] == said(found)[:2]


def test_a_reference_to_a_reference_is_followed_once(library: Path) -> None:
    found = gathered(library, question_of(3))
    at = texts(found).index(ANSWERS["3. Welche Fähren verkehren ersatzweise?"])
    assert texts(found)[at + 1] == KOSTEN
    assert texts(found)[at + 2] in ANSWERS["4. Wie teuer sind Umleitungen?"]
    assert found.referred[at + 3] == at + 2
    assert found.referred[at + 2] == at + 1


def test_what_three_references_lead_to_is_left(library: Path) -> None:
    found = gathered(library, question_of(11))
    number = next(item.number for item in found.evidence if item.text == ANSWERS["11. Welche Vereine werden gefördert?"])
    assert number not in found.referred.values()


def test_the_remark_of_the_government_is_followed(library: Path) -> None:
    assert said(answered(library, question_of(5)))[:2] == [ANSWERS["5. Was geschieht für die Deiche?"], REMARK]


@pytest.mark.parametrize("number", [6, 8, 12, 9], ids=["itself", "circle", "the circle's other end", "no such question"])
def test_what_leads_nowhere_stays_as_it_is(library: Path, number: int) -> None:
    found = gathered(library, question_of(number), limit=1)
    assert texts(found) == [next(answer for question, answer in ANSWERS.items() if question.startswith(f"{number}."))]
    assert not found.referred
    assert set(found.features) == {*NAMES, "topic", "somebody", "across"}


def test_where_the_answer_says_something_the_rest_is_not_followed(library: Path) -> None:
    found = gathered(library, question_of(10))
    assert found.evidence[0].text.startswith("Betroffen ist der Hafen")
    number = next((item.number for item in found.evidence if item.text.startswith("Im Übrigen")), None)
    assert number is None or number not in found.referred.values()


def test_the_score_is_that_of_what_refers_and_the_features_are_whole(library: Path) -> None:
    found = gathered(library, question_of(2))
    source, target = found.evidence[found.referred[2] - 1], found.evidence[1]
    assert target.score == source.score
    assert set(found.features) == {*NAMES, "topic", "somebody", "across"}
    assert set(found.contexts) == {item.number for item in found.evidence}


def test_what_is_referred_to_answers_the_question_above_the_reference(tmp_path: Path) -> None:
    found = gathered(library_of(tmp_path, {"a.md": as_file(ANSWERS)}), question_of(2))
    assert question_of(2) in found.contexts[2]
    assert question_of(4) in found.contexts[2]


@pytest.mark.parametrize("limit", range(1, 7))
def test_the_limits_hold(library: Path, limit: int) -> None:
    for question in ANSWERS:
        found = gathered(library, question, limit)
        assert [item.number for item in found.evidence] == list(range(1, len(found.evidence) + 1))
        assert len(found.evidence) <= limit
        assert sum(map(len, texts(found))) <= MOST_CHARACTERS
        assert len({(item.document_id, item.span) for item in found.evidence}) == len(found.evidence)
        assert all(0 < source < target <= len(found.evidence) for target, source in found.referred.items())


def test_filters_hold_for_what_is_referred_to(tmp_path: Path) -> None:
    path = library_of(tmp_path, {"antworten.jsonl": as_lines(ANSWERS)})
    with Library.open(path) as library:
        fourth = next(entry.id for entry in library.documents() if entry.key == "8/77#A4.0")
    found = gathered(path, question_of(2), filters=Filters(excluded_document_ids=(fourth,)))
    assert KOSTEN in texts(found)
    assert SUM not in texts(found)


def test_a_composed_sentence_cites_what_refers_to_its_evidence_too(library: Path) -> None:
    generator = ScriptedGenerator([f"{SUM} [2]"])
    found = answered(library, question_of(2), generator)
    prompt = generator.history[0][0][-1].content
    assert prompt.index(KOSTEN) < prompt.index(SUM)
    assert (found.status, found.claims[0].evidence) == ("answered", (1, 2))
    assert [citation.number for citation in found.citations][:2] == [1, 2]


def test_a_composed_sentence_that_only_refers_is_no_answer(library: Path) -> None:
    found = answered(library, question_of(2), ScriptedGenerator([f"{KOSTEN} [1]"]))
    assert found.status == "quoted"
    assert [claim.verdict.code for claim in found.rejected] == ["relevance"]
    assert SUM in found.text


OTHER = {"1. Welche Schiffe fahren?": "Es fahren vier Schiffe.", "4. Wie teuer sind Schiffe?": "Der Betrieb verschlingt 9 Millionen Euro."}


def test_never_across_papers(tmp_path: Path) -> None:
    alone = {"2. Welche Kosten entstehen durch Sperrungen?": KOSTEN}
    path = library_of(
        tmp_path, {"a.jsonl": as_lines(alone) + "\n" + as_lines(OTHER, "8/78"), "b.md": as_file(OTHER), "c.md": as_file(alone)}
    )
    found = gathered(path, "Welche Kosten entstehen durch Sperrungen?")
    assert KOSTEN in texts(found)
    assert not found.referred


@pytest.mark.parametrize(("paper", "there"), [("8/78", True), ("8/79", False), ("8/7", False)])
def test_another_paper_is_followed_where_the_library_has_it(tmp_path: Path, paper: str, there: bool) -> None:
    answer = f"Zu Kosten der Sperrungen wird auf die Antwort der Landesregierung zu Frage 4 auf Landtagsdrucksache {paper} verwiesen."
    own = {"2. Welche Kosten entstehen durch Sperrungen?": answer, "4. Wie teuer sind Umleitungen?": "Umleitungen gibt es nicht."}
    path = library_of(tmp_path, {"a.jsonl": as_lines(own), "b.jsonl": as_lines(OTHER, "8/78")})
    found = gathered(path, "Welche Kosten entstehen durch Sperrungen?")
    referred = [item.text for item in found.evidence if item.number in found.referred]
    assert referred == (["Der Betrieb verschlingt 9 Millionen Euro."] if there else [])


def test_no_knowledge_is_an_answer_and_no_reference(tmp_path: Path) -> None:
    unknown = "Der Bundesregierung liegen keine Erkenntnisse vor."
    answers = {
        "1. Welche Vereine sind betroffen?": unknown,
        "2. Welche Verbände sind betroffen?": "Es wird auf die Antwort zu Frage 1 verwiesen.",
    }
    path = library_of(tmp_path, {"a.md": as_file(answers)})
    for question in answers:
        found = answered(path, question.split(". ")[1])
        assert found.status == "quoted"
        assert unknown in said(found)
    composed = answered(path, "Welche Vereine sind betroffen?", ScriptedGenerator([f"{unknown} [1]"]))
    assert (composed.status, said(composed)) == ("answered", [unknown])


NUMBERS = st.integers(1, 5)


@given(st.lists(st.lists(NUMBERS, max_size=2), min_size=5, max_size=5))
@settings(max_examples=25, deadline=None)
def test_whatever_refers_to_whatever_it_ends(tmp_path_factory: pytest.TempPathFactory, targets: list[list[int]]) -> None:
    """Five answers that refer to each other in any way, circles among them."""
    nouns = ["Brücken", "Fähren", "Deiche", "Schleusen", "Häfen"]
    answers = {
        f"{number}. Was ist mit {noun}?": f"Es wird auf die Antwort zu den Fragen {' und '.join(map(str, to))} verwiesen."
        if to
        else f"Die {noun} sind offen."
        for number, (noun, to) in enumerate(zip(nouns, targets, strict=True), 1)
    }
    path = library_of(tmp_path_factory.mktemp("any"), {"a.jsonl": as_lines(answers)})
    for noun, limit in itertools.product(nouns, (2, 6)):
        found = gathered(path, f"Was ist mit {noun}?", limit)
        assert 0 < len(found.evidence) <= limit
        assert len({(item.document_id, item.span) for item in found.evidence}) == len(found.evidence)
        for target, source in found.referred.items():
            assert source < target
            assert references(found.evidence[source - 1].text)


def evidence(*said: str) -> list[Evidence]:
    return [Evidence(number, 1, number, Span(number * 100, number * 100 + len(text)), text, 1.0) for number, text in enumerate(said, 1)]


REFERS, ALSO_REFERS, SAYS = "Es wird auf die Antwort zu Frage 2 verwiesen.", "Auf die Anlage 1 wird verwiesen.", "Es sind drei."


@pytest.mark.parametrize(
    ("quoted", "referred", "expected"),
    [
        ([2], {2: 1}, [1, 2]),
        ([1, 2], {2: 1}, [1, 2]),
        ([3], {3: 2, 2: 1}, [1, 2, 3]),
        ([1], {}, [1]),
        ([1, 3], {}, [3]),
        ([1, 2], {}, [1, 2]),
        ([], {}, []),
    ],
)
def test_quotes_stand_behind_what_refers_to_them(quoted: list[int], referred: dict[int, int], expected: list[int]) -> None:
    known = evidence(REFERS, ALSO_REFERS, SAYS)
    claims = [Claim(known[number - 1].text, (number,), SUPPORTED) for number in quoted]
    assert [claim.evidence for claim in with_references(claims, known, referred)] == [(number,) for number in expected]


def test_a_claim_cites_the_way_to_its_evidence() -> None:
    claim = Claim(SAYS, (3,), SUPPORTED)
    assert with_sources(claim, {3: 2, 2: 1}).evidence == (1, 2, 3)
    assert with_sources(claim, {2: 1}) is claim


def test_sentences_that_say_something_are_told_from_those_that_only_refer() -> None:
    assert says_nothing(f"{REFERS} {ALSO_REFERS}")
    assert not says_nothing(f"{SAYS} {REFERS}")
    assert not says_nothing("")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The first papers of a real corpus."""
    if not os.environ.get("BELEGT_EVAL_DATA"):
        pytest.skip("BELEGT_EVAL_DATA names no folder with evaluation data")
    source = Path(os.environ["BELEGT_EVAL_DATA"]) / "bundestag_antworten" / "passages.jsonl"
    with source.open(encoding="utf-8") as lines:
        first = "".join(itertools.islice(lines, 700))
    with Library.open(library_of(tmp_path_factory.mktemp("real"), {"passages.jsonl": first})) as library:
        yield library


def test_most_references_of_real_papers_are_found(real: Library) -> None:
    named = found = 0
    for passage in real.passages(range(1, 3000)):
        for span in passage.sentences:
            for reference in references(span.of(" " * passage.span.start + passage.text)):
                if reference.papers or reference.remark:
                    continue
                mains = {number.main for number in reference.numbers}
                known = {number.main for each in real.answered(passage.document_id, mains) for number in each.numbers}
                named += 1
                found += mains <= known
    assert named >= 20
    assert found >= 0.9 * named
