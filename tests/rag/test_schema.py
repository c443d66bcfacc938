"""An answer survives the way to JSON and back, and its JSON Schema holds."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given, settings

from index.types import Passage, Span
from rag.schema import VERSION, event_to_dict, from_dict, json_schema, result_to_dict, to_dict
from rag.types import Answer, Citation, Claim, Finished, Found, Result, Verdict, Wrote
from tests.rag.strategies import ANSWERS

CITATION = Citation(1, 7, "Titel", Span(3, 9), "Zitat.", (), "datei.pdf", "8/2625", datetime.date(2023, 10, 6))
ANSWER = Answer("Frage?", "answered", (Claim("Satz.", (1,), Verdict(True)),), (CITATION,), (), (), 0.9, "de", "1", "modell")


@given(ANSWERS)
@settings(max_examples=60, deadline=None)
def test_every_answer_survives_json(answer: Answer) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(answer)))) == answer


@given(ANSWERS)
@settings(max_examples=30, deadline=None)
def test_every_answer_is_valid_by_the_schema(answer: Answer) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.validate(to_dict(answer), json_schema(), format_checker=jsonschema.FormatChecker())


def test_the_schema_refuses_what_is_no_answer() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.Draft202012Validator.check_schema(json_schema())
    for spoilt in ({"status": "perhaps"}, {"score": "high"}, {"schema_version": 99}, {"claims": [{"text": "Satz."}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(to_dict(ANSWER) | spoilt, json_schema())


def test_the_methods_of_an_answer_do_the_same() -> None:
    assert ANSWER.to_dict() == to_dict(ANSWER)
    assert Answer.from_dict(ANSWER.to_dict()) == ANSWER
    assert ANSWER.to_dict()["text"] == "Satz. [1]"
    assert ANSWER.to_dict()["citations"][0]["date"] == "2023-10-06"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"schema_version": VERSION + 1}, "schema_version"),
        ({"score": "high"}, "answer.score"),
        ({"score": True}, "answer.score"),
        ({"status": "perhaps"}, "answer.status"),
        ({"claims": [{"text": 3, "evidence": [], "verdict": {"supported": True}}]}, r"answer.claims\[0\].text"),
        ({"citations": [{}]}, r"answer.citations\[0\] lacks number"),
        ({"citations": "none"}, "answer.citations"),
    ],
)
def test_bad_data_is_named(change: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        from_dict(to_dict(ANSWER) | change)


def test_an_answer_of_the_version_before_is_read() -> None:
    data = json.loads(json.dumps(to_dict(ANSWER))) | {"schema_version": VERSION - 1}
    for field in ("matches", "failed"):
        del data["claims"][0]["verdict"][field]
    assert from_dict(data) == ANSWER


def test_fields_with_a_default_may_be_missing() -> None:
    data = to_dict(ANSWER)
    del data["timings"]
    assert from_dict(data) == ANSWER


def test_events_and_results_are_json() -> None:
    claim = ANSWER.claims[0]
    passage = Passage(1, 7, Span(0, 6), "Zitat.", (Span(0, 6),))
    assert [event_to_dict(event)["event"] for event in (Found((), (CITATION,)), Wrote(claim), Finished(ANSWER))] == [
        "found",
        "wrote",
        "finished",
    ]
    assert event_to_dict(Finished(ANSWER))["answer"] == to_dict(ANSWER)
    assert event_to_dict(Wrote(claim))["claim"]["text"] == "Satz."
    assert json.loads(json.dumps(result_to_dict(Result(passage, 0.5, CITATION))))["citation"]["quote"] == "Zitat."
