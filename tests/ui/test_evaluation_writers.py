"""Writers by name, side by side in one table: a Hugging Face folder and a server of the OpenAI protocol."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from index.errors import SettingNotAllowed
from index.types import Embedder
from rag.settings import load
from tests.rag.evaluation.papers import CORPUS, QUESTIONS, write
from tests.rag.generators.conftest import random_model
from tests.rag.generators.servers import Misbehaving, event, misbehaving
from ui.cli import app
from ui.evaluation_writers import writer_settings

__all__ = ["random_model"]  # the fixture


def chosen(given: str) -> dict[str, tuple[str, str, str, str]]:
    found = writer_settings(given, load(evidence=3), "en")
    assert all(each.evidence == 3 for each in found.values())
    return {name: (each.mode, each.generator, each.generator_model, each.generator_url) for name, each in found.items()}


def test_a_writer_is_named_by_its_kind_and_where_it_is() -> None:
    assert chosen("llama, llama:/m/a.gguf,transformers:/m/b,openai:http://u:p@127.0.0.1:1/v1#c") == {
        "llama": ("composed", "llama", "", ""),
        "llama:/m/a.gguf": ("composed", "llama", "/m/a.gguf", ""),
        "transformers:/m/b": ("composed", "transformers", "/m/b", ""),
        "openai:http://127.0.0.1:1/v1#c": ("composed", "openai", "c", "http://u:p@127.0.0.1:1/v1"),
    }
    assert chosen("") == {}


@pytest.mark.parametrize("name", ["gpt", "transformers", "transformers:", "openai:http://a/v1", "openai:#m", "openai"])
def test_what_names_no_writer_is_refused(name: str) -> None:
    run = CliRunner().invoke(app, ["eval", "answers", "--writers", name])
    assert run.exit_code == 2
    assert "transformers:" in run.output


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(SettingNotAllowed):
        writer_settings("openai:nowhere#m", load(), "de")


def test_writers_stand_in_one_table_with_their_tokens(
    random_model: Path, embedder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert embedder.dimension
    monkeypatch.setenv("BELEGT_LIBRARY", str(tmp_path / "library"))
    corpus, questions = write(tmp_path / "corpus.jsonl", CORPUS), write(tmp_path / "questions.jsonl", QUESTIONS[:1])
    said = "In Beispielau sind derzeit zwölf Brücken gesperrt. [1]"

    def write_on(server: Misbehaving, _: object) -> None:
        server.events(event(said, "stop"), 'data: {"choices": [], "usage": {"completion_tokens": 17}}', "data: [DONE]")

    given = ["--corpus", str(corpus), "--questions", str(questions), "--cache", str(tmp_path / "cache"), "--json", "-q"]
    with misbehaving(write_on) as server:
        names = [f"transformers:{random_model}", f"openai:{server.url}#m"]
        run = CliRunner().invoke(app, ["eval", "answers", *given, "--modes", "quoted", "--writers", ",".join(names)])
    assert run.exit_code == 0, run.output
    assert [body["stream_options"] for body in server.asked] == [{"include_usage": True}]
    result: dict[str, Any] = json.loads(run.stdout)["result"]
    assert list(result) == ["quoted", *names]
    assert result["quoted"]["tokens_per_second"] is None
    assert all(result[name]["tokens_per_second"] > 0 for name in names)
    assert _shares(result[names[1]], ("answered", "quoted")) == [1.0, 0.0]
    assert _shares(result["quoted"], ("answered", "quoted")) == [0.0, 1.0]


def _shares(result: dict[str, Any], statuses: Sequence[str]) -> list[float]:
    return [result["statuses"][status]["mean"] for status in statuses]
