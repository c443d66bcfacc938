"""The form as JSON: read while it is written, believed in nothing."""

import json
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import validate

from rag.generators.form import conform
from rag.generators.json_form import marked, schema
from rag.types import Constraint
from tests.rag.generators.drafts import cut, drafts

FORM = Constraint(evidence=7, sentences=4)


def as_json(draft: list[str], indent: int | None) -> str:
    claims = [claim.rsplit(" ", 1) for claim in draft]
    told = [{"text": text, "evidence": [int(mark) for mark in marks.strip("[]").split("][")]} for text, marks in claims]
    answer = {"sentences": told}
    validate(answer, schema(FORM))
    return json.dumps(answer, ensure_ascii=False, indent=indent)


@given(st.data(), st.sampled_from([None, 2]), st.sampled_from(["{}", "```json\n{}\n```", "\n {} \n"]))
def test_a_draft_as_json_is_the_same_draft(data: st.DataObject, indent: int | None, around: str) -> None:
    draft = data.draw(drafts(FORM))
    said = around.replace("{}", as_json(draft, indent), 1)
    assert [piece.strip() for piece in conform(marked(data.draw(cut(said))), FORM)] == draft


def test_a_sentence_leaves_when_its_object_is_complete() -> None:
    heard: list[str] = []

    def speak() -> Iterator[str]:
        for piece in ('{"sentences": [{"text": "Das gilt.", ', '"evidence": [1]}', ', {"text": "Dies'):
            heard.append(piece)
            yield piece

    assert next(conform(marked(speak()), FORM)) == "Das gilt. [1]"
    assert len(heard) == 2


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ('{"sentences": [{"text": "Das gilt", "evidence": [2, 1]}]}', "Das gilt. [2][1]"),
        ('{"sentences": [{"text": "Das gilt. Dies auch.", "evidence": [2]}]}', "Das gilt. [2] Dies auch. [2]"),
        ('{"sentences": [{"text": "Das [3] **gilt**.", "evidence": [2]}]}', "Das (3) gilt. [2]"),
        ('{"sentences": [{"text": "Das gilt.", "evidence": [8]}, {"text": "Dies gilt.", "evidence": [7]}]}', "Dies gilt. [7]"),
        ('{"sentences": [{"text": "Das gilt.", "evidence": []}, {"text": "Dies gilt.", "evidence": [1]}]}', "Dies gilt. [1]"),
        ('{"sentences": [{"text": 5, "evidence": [1]}, {"text": "Das gilt.", "evidence": "1"}, 7, null, [], {}]}', ""),
        ('{"sentences": [{"text": "Das gilt.", "evidence": [1]}, {"text": "Dies gi', "Das gilt. [1]"),
        ('{"sentences": [{"text": "Das gilt.", "evidence": [true, -1, 1.0, 10000]}]}', ""),
        ('{"sentences": [' + "[" * 100_000, ""),
        ('{"antwort": "Das gilt. [1]"}' + " " * 100, ""),
        ("Das gilt. [1]", "Das gilt. [1]"),
        ("Die Menge {a} gilt. [1]", "Die Menge a gilt. [1]"),
        ("`RIS` gilt. [1]", "RIS gilt. [1]"),
        ("", ""),
    ],
)
def test_only_sentences_with_their_evidence_are_taken(said: str, left: str) -> None:
    assert "".join(conform(marked([said]), FORM)) == left
    assert "".join(conform(marked(said[:400]), FORM)) == left


@pytest.mark.parametrize("opening", ['{"sentences": [{"text": "', "{", '{"sentences": ['])
def test_a_server_that_does_not_end_is_not_waited_for(opening: str) -> None:
    read = count()
    assert list(conform(marked(opening if number == 0 else "bla [1] " for number in read), FORM)) == []
    assert next(read) < 2_000
