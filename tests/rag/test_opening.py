"""Each setting reaches the part that it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ModelMissing, SettingNotAllowed
from rag.generators.llama import LlamaGenerator
from rag.generators.openai import OpenAIGenerator
from rag.opening import generator_of, options_of, rewriter_of
from rag.settings import load
from rag.types import Options


def test_a_file_of_ones_own_is_not_loaded_before_it_is_needed(tmp_path: Path) -> None:
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF")
    generator = generator_of(load(generator_model=str(file)))
    assert isinstance(generator, LlamaGenerator)
    assert generator.name == "own"


def test_a_server_needs_an_address() -> None:
    with pytest.raises(SettingNotAllowed, match="BELEGT_GENERATOR_URL"):
        generator_of(load(generator="openai"))
    with pytest.raises(SettingNotAllowed, match="BELEGT_GENERATOR_MODEL"):
        generator_of(load(generator="openai", generator_url="http://127.0.0.1:9/v1"))
    generator = generator_of(load(generator="openai", generator_url="http://127.0.0.1:9/v1", generator_model="big"))
    assert isinstance(generator, OpenAIGenerator)


def test_transformers_needs_a_model() -> None:
    with pytest.raises(SettingNotAllowed, match="BELEGT_GENERATOR_MODEL"):
        generator_of(load(generator="transformers"))


def test_without_the_model_auto_quotes_and_composed_says_so(tmp_path: Path) -> None:
    assert generator_of(load(mode="auto", models=tmp_path)) is None
    assert generator_of(load(mode="quoted", models=tmp_path)) is None
    with pytest.raises(ModelMissing):
        generator_of(load(mode="composed", models=tmp_path))


def test_auto_composes_with_a_writer_of_ones_own_and_quotes_with_the_default(tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF")
    assert load().mode == "auto"
    assert generator_of(load(generator_model=str(own))) is not None
    assert generator_of(load(generator="openai", generator_url="http://127.0.0.1:9/v1", generator_model="big")) is not None
    with pytest.raises(ModelMissing):  # what somebody has set is not passed over in silence
        generator_of(load(generator_model=str(tmp_path / "absent.gguf")))


def test_the_default_writer_stays_at_hand_for_plain_language(writer_model: Path) -> None:
    settings = load(models=writer_model.parent.parent if writer_model.parent.name != "models" else writer_model.parent)
    assert generator_of(settings) is None
    assert isinstance(rewriter_of(settings), LlamaGenerator)
    assert rewriter_of(settings.model_copy(update={"mode": "quoted"})) is None


def test_options_are_the_settings_of_the_same_names() -> None:
    settings = load(evidence=3, sentences=2, refusal_threshold=0.7, question_max_length=10, language="en")
    assert options_of(settings) == Options(3, 2, 0.7, 10, "en")
    assert options_of(load()) == Options()
