"""Settings come from the environment, and a bad one says what it may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import SettingNotAllowed
from rag.settings import PREFIX, Settings, load, variables


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in variables():
        monkeypatch.delenv(variable.name, raising=False)


def test_every_setting_is_described() -> None:
    assert {variable.name for variable in variables()} == {PREFIX + name.upper() for name in Settings.model_fields}
    assert all(variable.description.endswith(".") for variable in variables())


def test_the_environment_overrides_defaults_and_arguments_override_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_EVIDENCE", "3")
    monkeypatch.setenv("BELEGT_LIBRARY", "/somewhere")
    monkeypatch.setenv("BELEGT_LANGUAGE", "")
    assert (load().evidence, load().library, load().language) == (3, Path("/somewhere"), "auto")
    assert load(library=Path("/elsewhere")).library == Path("/elsewhere")


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("PORT", "x", "0 … 65535"),
        ("MODE", "perhaps", "composed | quoted | auto"),
        ("GENERATOR", "none", "llama | transformers | openai"),
        ("REFUSAL_THRESHOLD", "1.5", "0 … 1"),
        ("EVIDENCE", "0", "1 … 20"),
        ("GENERATOR_URL", "ftp://host", "http://… | https://…"),
        ("THREADS", "-1", "0 … 1024"),
        ("MAX_SOURCE_BYTES", "0", "1 …"),
    ],
)
def test_a_bad_value_says_what_is_allowed(monkeypatch: pytest.MonkeyPatch, name: str, value: str, allowed: str) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingNotAllowed) as raised:
        load()
    assert raised.value.message("en") == f"{PREFIX}{name}={value} cannot be used. Allowed: {allowed}"
    assert raised.value.message("de") == f"{PREFIX}{name}={value} ist nicht verwendbar. Erlaubt: {allowed}"


def test_a_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_GENERATOR_API_KEY", "hush-hush")
    assert load().generator_api_key.get_secret_value() == "hush-hush"
    assert "hush" not in repr(load())
    assert "hush" not in repr(load().model_dump())
