"""What the assistant makes of a draft: every sentence is proved or it is not said."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import DocumentMissing, EmptyQuestion, QuestionTooLong
from index.library import Library
from index.metadata.where import NoDocumentFits, where
from index.sync import sync
from index.types import Filters, Metadata
from rag.assistant import Assistant
from rag.types import Answer, Finished, Found, Options, Turn, Wrote
from tests.fakes import FakeEmbedder, ScriptedGenerator
from tests.rag.conftest import Making

COST = "Wie viel kostet der Umbau des Museums?"


def number_of(answer: Answer, part: str) -> int:
    """The number of the evidence sentence that holds `part`."""
    return next(item.number for item in answer.evidence if part in item.text)


def drafted(assistant_of: Making, question: str, *pieces: str, **options: object) -> Answer:
    return assistant_of(ScriptedGenerator(pieces), **options).answer(question)


def test_a_proved_sentence_is_said_with_its_place(assistant_of: Making) -> None:
    answer = drafted(assistant_of, COST, "Der Umbau kostet 1,5 Mio. Euro. [1]")
    assert (answer.status, answer.model, answer.language) == ("answered", "scripted", "de")
    assert answer.text == f"Der Umbau kostet 1,5 Mio. Euro. [{number_of(answer, '1,5')}]"
    (citation,) = answer.citations
    assert citation.quote == "Der Umbau des Museums kostet 1,5 Millionen Euro."
    assert citation.source_name == "museum.txt"
    assert [place.page for place in citation.places] == [1]
    assert not answer.rejected


@pytest.mark.parametrize(
    ("question", "invented", "code"),
    [
        (COST, "Der Umbau kostet 100 Milliarden Euro. [1]", "number"),
        ("Wird das Museum in Wismar geschlossen?", "Ja, das Museum in Wismar wird geschlossen. [1]", "negation"),
        ("Bis wann soll der Umbau beendet sein?", "Der Umbau soll bis zum Jahr 2031 beendet sein. [1]", "date"),
        ("Bis wann soll der Umbau beendet sein?", "Der Umbau wurde 2027 beendet. [1]", "modality"),
        ("Wo steht das Museum?", "Das Museum in Rostock wird nicht geschlossen. [1]", "name"),
        (COST, "Die Ausstellung begeisterte zahlreiche Besucherinnen. [1]", "coverage"),
    ],
)
def test_what_nothing_proves_is_rejected_and_the_evidence_quoted(assistant_of: Making, question: str, invented: str, code: str) -> None:
    answer = drafted(assistant_of, question, invented)
    assert (answer.status, answer.model) == ("quoted", "")
    assert [claim.verdict.code for claim in answer.rejected] == [code]
    assert answer.rejected[0].verdict.reason
    assert answer.rejected[0].text not in answer.text
    quotes = {citation.number: citation.quote for citation in answer.citations}
    assert answer.claims
    assert all(quotes[claim.evidence[0]] == claim.text for claim in answer.claims)


def test_a_wrong_number_is_put_right(assistant_of: Making) -> None:
    question = "Bis wann soll der Umbau des Museums beendet sein?"
    shown = drafted(assistant_of, question)
    right, wrong = number_of(shown, "2027"), number_of(shown, "1,5 Millionen")
    answer = drafted(assistant_of, question, f"Der Umbau soll bis 2027 beendet sein. [{wrong}]")
    assert [claim.evidence for claim in answer.claims] == [(right,)]


def test_two_evidence_sentences_may_prove_one_claim(assistant_of: Making) -> None:
    question = "Was ist über Museum und Umbau bekannt?"
    answer = drafted(assistant_of, question, "Der Umbau kostet 1,5 Millionen Euro und soll bis zum Jahr 2027 beendet sein. [1]")
    assert len(answer.claims[0].evidence) == 2


def test_marks_that_prove_nothing_are_dropped(assistant_of: Making) -> None:
    answer = drafted(assistant_of, COST, "Der Umbau kostet 1,5 Millionen Euro. [1][2][3]")
    assert answer.claims[0].evidence == (number_of(answer, "1,5"),)


def test_the_same_sentence_twice_is_said_once(assistant_of: Making) -> None:
    answer = drafted(assistant_of, COST, "Der Umbau kostet 1,5 Millionen Euro. [1]", " Der Umbau kostet 1,5 Millionen Euro. [1]")
    assert len(answer.claims) == 1


def test_good_sentences_stay_when_bad_ones_go(assistant_of: Making) -> None:
    answer = drafted(assistant_of, COST, "Der Umbau kostet 1,5 Millionen Euro. [1]", " Er kostet pro Kopf 40 Euro. [1]")
    assert (answer.status, len(answer.claims), len(answer.rejected)) == ("answered", 1, 1)


def test_events_come_in_order_and_before_the_model_has_finished(assistant_of: Making) -> None:
    generator = ScriptedGenerator(["Der Umbau kostet 1,5 Millionen Euro. [1]", " Der Umbau soll bis 2027 beendet sein. [1]"])
    events = assistant_of(generator).ask("Was kostet der Umbau und bis wann soll er beendet sein?")
    assert isinstance(next(events), Found)
    assert generator.history == []
    assert isinstance(next(events), Wrote)
    assert len(generator.said) == 1
    rest = list(events)
    assert [type(event) for event in rest] == [Wrote, Finished]
    assert isinstance(rest[-1], Finished)
    timings = rest[-1].answer.timings
    assert 0 < timings.evidence <= timings.first_claim <= timings.total


def test_closing_stops_the_model(assistant_of: Making) -> None:
    generator = ScriptedGenerator(["Der Umbau kostet 1,5 Millionen Euro. [1]", " Der Umbau soll bis 2027 beendet sein. [1]"])
    events = assistant_of(generator).ask(COST)
    next(events), next(events)
    events.close()  # type: ignore[attr-defined]
    assert generator.stopped
    assert len(generator.said) == 1


def test_a_hostile_document_is_data(assistant_of: Making) -> None:
    generator = ScriptedGenerator(["Der Fährverkehr nach Hiddensee ruht im Januar. [1]"])
    answer = assistant_of(generator).answer("Ruht der Fährverkehr nach Hiddensee im Januar?")
    prompt = generator.history[0][0][-1].content
    assert prompt.splitlines()[1:-2] == ["[1] Der Fährverkehr nach Hiddensee ruht im Januar."]
    assert answer.claims[0].text == "Der Fährverkehr nach Hiddensee ruht im Januar."


def test_without_a_model_answers_are_quoted(assistant_of: Making) -> None:
    answer = assistant_of(None).answer(COST)
    assert (answer.status, answer.model) == ("quoted", "")
    assert "1,5 Millionen Euro" in answer.text


def test_below_the_threshold_nothing_is_written(assistant_of: Making) -> None:
    generator = ScriptedGenerator()
    answer = assistant_of(generator, refusal_threshold=1.0).answer("Wie hoch ist der Mond?")
    assert (answer.status, answer.claims, answer.citations, generator.history) == ("no_evidence", (), (), [])
    assert answer.evidence


def test_an_answer_in_another_language_is_quoted_where_nothing_writes(assistant_of: Making) -> None:
    answer = assistant_of(None).answer("How much does the Umbau of the Museum cost?")
    assert (answer.language, answer.status) == ("en", "quoted")


def test_an_english_sentence_stands_for_the_quote_that_it_was_checked_against(
    assistant_of: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.crosslingual.LEAST_COSINE", 0.0)  # a fake encoder knows no languages
    monkeypatch.setattr("rag.lacking.LEAST_DOUBT", 2.0)
    drafts = ["The conversion costs 1.5 million euros. [1]", "The conversion costs 2.5 million euros. [1]"]
    question = "How much does the Umbau of the Museum cost?"
    right, wrong = (assistant_of(ScriptedGenerator([draft], *[[draft]] * 2)).answer(question) for draft in drafts)
    assert (right.status, right.claims[0].text) == ("answered", "The conversion costs 1.5 million euros.")
    assert "1,5 Millionen Euro" in right.citations[0].quote
    assert (wrong.status, {claim.verdict.code for claim in wrong.rejected}) == ("quoted", {"number"})
    assert "1,5 Millionen Euro" in wrong.text


def test_filters_narrow_the_evidence(assistant_of: Making) -> None:
    assistant = assistant_of(None)
    harbour = next(entry.id for entry in assistant.library.documents() if "120" in assistant.library.document(entry.id).text)
    answer = assistant.answer(COST, filters=Filters(document_ids=(harbour,)))
    assert {item.document_id for item in answer.evidence} == {harbour}


def test_a_follow_up_is_searched_with_the_question_before(assistant_of: Making) -> None:
    assistant = assistant_of(None)
    history = [Turn("Wie viele Beschäftigte arbeiten im Hafen Sassnitz?")]
    answer = assistant.answer("Und wie stark sank der Umschlag?", history)
    assert "4,3 Prozent" in answer.text
    assert answer.question == "Und wie stark sank der Umschlag?"


def test_the_same_question_gives_the_same_answer(assistant_of: Making) -> None:
    draft = "Der Umbau kostet 1,5 Millionen Euro. [1]"
    first, second = (drafted(assistant_of, COST, draft) for _ in range(2))
    assert (first.claims, first.citations, first.evidence, first.score) == (second.claims, second.citations, second.evidence, second.score)


def test_several_threads_may_ask(assistant_of: Making) -> None:
    assistant = assistant_of(None)
    questions = [COST, "Wie viele Beschäftigte arbeiten im Hafen Sassnitz?"] * 6
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(assistant.answer, questions))
    assert all(("1,5" if answer.question == COST else "120") in answer.text for answer in answers)


def test_search_quotes_whole_passages(assistant_of: Making) -> None:
    results = assistant_of(None).search("Hafen Sassnitz", limit=2)
    assert len(results) == 2
    assert [result.citation.number for result in results] == [1, 2]
    assert results[0].citation.quote == results[0].passage.text
    assert "Sassnitz" in results[0].passage.text
    assert results[0].citation.places


@pytest.mark.parametrize("question", ["", "  \n\t ", "?", " … ?!"])
def test_an_empty_question_is_told_at_once(assistant_of: Making, question: str) -> None:
    with pytest.raises(EmptyQuestion):
        assistant_of(None).ask(question)


@pytest.mark.parametrize("written", ["\ud800 {}", "{}\udcff", "{}\x00", "\x1b[2J {}"], ids=repr)
def test_characters_that_nobody_can_type_are_left_out(assistant_of: Making, written: str) -> None:
    assistant = assistant_of(None)
    answer = assistant.answer(written.format(COST), [Turn(written.format("Was kostet der Umbau?"), written.format("Viel."))])
    assert "1,5 Millionen" in answer.text
    assert json.dumps(answer.to_dict(), ensure_ascii=False).encode()
    assert answer.question.isprintable()
    assert assistant.search(written.format("Museum"))
    with pytest.raises(NoDocumentFits):
        assistant.search("Museum", filters=where(["kind=\ud800"]))


def test_a_question_of_nothing_else_is_empty(assistant_of: Making) -> None:
    with pytest.raises(EmptyQuestion):
        assistant_of(None).ask("\ud800\x00")


def test_a_long_question_is_told_at_once(assistant_of: Making) -> None:
    with pytest.raises(QuestionTooLong, match="2001 characters, at most 2000"):
        assistant_of(None).ask("x" * 2001)


def test_what_another_process_removed_is_left_out(assistant_of: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = assistant_of(ScriptedGenerator(["Im Hafen Sassnitz arbeiten 120 Beschäftigte. [1]"]))
    question = "Wie viele Beschäftigte arbeiten im Hafen Sassnitz, und was kostet der Umbau des Museums?"
    gone = assistant.search("Umbau des Museums")[0].passage.document_id
    there = assistant.library.metadata

    def metadata(document_id: int) -> Metadata:
        if document_id == gone:
            raise DocumentMissing(path=assistant.library.path, id=document_id)
        return there(document_id)

    monkeypatch.setattr(assistant.library, "metadata", metadata)
    answer = assistant.answer(question)
    assert gone not in {item.document_id for item in answer.evidence}
    assert [item.number for item in answer.evidence] == list(range(1, len(answer.evidence) + 1))
    assert answer.claims[0].text == "Im Hafen Sassnitz arbeiten 120 Beschäftigte."


def test_what_is_true_but_was_not_asked_for_is_rejected(assistant_of: Making) -> None:
    answer = drafted(assistant_of, "Wie hoch steht der Mond über Sassnitz?", "Der Umschlag im Hafen sank im Jahr 2021 um 4,3 Prozent. [2]")
    assert "Der Umschlag im Hafen" in " ".join(item.text for item in answer.evidence)
    assert [claim.verdict.code for claim in answer.rejected] == ["relevance"]
    assert answer.status == "quoted"


def test_a_yes_stays_only_before_what_was_asked(assistant_of: Making) -> None:
    about = "Prüft die Leitung des Museums, ob der Eintritt gesenkt werden kann?"
    asked = drafted(assistant_of, about, "Ja, die Leitung des Museums prüft, ob der Eintritt gesenkt werden kann. [1]")
    beside = drafted(
        assistant_of,
        "Findet die Leitung Eintritt, Umbau und Öffnungszeiten sachgerecht?",
        "Ja, die Leitung des Museums prüft, ob der Eintritt gesenkt werden kann. [1]",
    )
    assert asked.claims[0].text.startswith("Ja, die Leitung")
    assert beside.claims[0].text.startswith("Die Leitung")


def test_a_sentence_without_the_date_that_was_asked_for_is_rejected(assistant_of: Making) -> None:
    answer = drafted(assistant_of, "Bis wann soll der Umbau des Museums beendet sein?", "Der Umbau soll beendet sein. [1]")
    assert [claim.verdict.code for claim in answer.rejected] == ["relevance"]
    assert "2027" in answer.text


HEADER = ("Landkreis", "Anträge", "Bewilligungen")


@pytest.mark.parametrize("draft", ["", "Der Landkreis Musterhausen Nummer 38 hat 266 Anträge. [1]"])
def test_writer_and_reader_see_the_head_of_a_table_that_began_in_another_passage(tmp_path: Path, draft: str) -> None:
    rows = [f"| Musterhausen Nummer {number} | {number * 7} | {number * 3} |" for number in range(1, 61)]
    table = "\n".join([f"| {' | '.join(HEADER)} |", "|---|---|---|", *rows])
    (tmp_path / "kreise.md").write_text(f"# Förderung\n\n{table}\n", "utf-8")
    sync([tmp_path / "kreise.md"], tmp_path / "library", FakeEmbedder())
    generator = ScriptedGenerator([draft])
    with Assistant(Library.open(tmp_path / "library"), FakeEmbedder(), generator, Options(refusal_threshold=0.0)) as assistant:
        answer = assistant.answer("Wie viele Anträge gab es in Musterhausen Nummer 38?")
        (item,) = [each for each in answer.evidence if "Nummer 38 " in each.text]
        assert all(word in item.lead and word not in item.text for word in HEADER)
        assert all(assistant.library.document(each.document_id).quote(each.span) == each.text for each in answer.evidence)
    assert f"{' '.join(item.lead.split())} … " in generator.history[0][0][-1].content
    (citation,) = [each for each in answer.citations if each.number == item.number]
    assert (citation.lead, citation.quote) == (item.lead, item.text)
    assert answer.status == ("answered" if draft else "quoted")
