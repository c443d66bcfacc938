"""Every setting of Belegt: its variable, its default, what it does. The environment is read here and nowhere else.

It does not know who uses a setting: the composition root (`rag.assistant.Assistant.open`, the command line) hands plain arguments on.
Import it late: pydantic-settings costs a third of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import SettingNotAllowed

PREFIX = "BELEGT_"

Generators = Literal["llama", "transformers", "openai"]
Modes = Literal["composed", "quoted", "auto"]
Languages = Literal["auto", "de", "en"]
LogLevels = Literal["debug", "info", "warning", "error"]
Port = Annotated[int, Field(ge=0, le=65535)]


def default_library() -> Path:
    """The library that `belegt sync` and `make run` use when none is named."""
    return Path(platformdirs.user_data_dir("belegt", appauthor=False)) / "library"


class Settings(BaseSettings):
    """All settings. Each is an environment variable: BELEGT_ and the name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    library: Path = Field(default_factory=default_library, description="Folder of the library.")
    models: Path | None = Field(None, description="Folder that holds the models; empty: the platform's folder for caches.")
    max_source_bytes: int = Field(500_000_000, ge=1, description="Largest file that is read, in bytes.")

    embedder: str = Field("", description="Encoder: empty for the pinned default, else a sentence-transformers folder.")
    reranker: str = Field("", description="Folder of a cross-encoder that orders the best passages anew; empty: none.")
    nli: str = Field("", description="Folder of a cross-encoder for entailment that checks sentences after the rules; empty: none.")
    threads: int = Field(0, ge=0, le=1024, description="Threads of the models; 0: one for each core.")

    mode: Modes = Field(
        "auto",
        description="composed: the language model writes, and what it cannot prove is replaced by quotes. quoted: quotes only, no "
        "language model. auto: composed with a model of your own (one of the next three settings), quoted with the small default.",
    )
    generator: Generators = Field(
        "llama",
        description="llama: a GGUF file in this process. transformers: a Hugging Face model in this process. openai: a server at "
        "BELEGT_GENERATOR_URL that speaks the OpenAI protocol.",
    )
    generator_model: str = Field("", description="GGUF file, model folder or the server's name for the model; empty: the pinned default.")
    generator_url: str = Field("", pattern=r"^(https?://\S+)?$", description="Address of the server, such as http://127.0.0.1:8000/v1.")
    generator_api_key: SecretStr = Field(SecretStr(""), description="Key that the server asks for. It is never logged or shown.")

    evidence: int = Field(6, ge=1, le=20, description="Most evidence sentences that an answer is written from.")
    sentences: int = Field(3, ge=1, le=20, description="Most sentences of a composed answer.")
    refusal_threshold: float = Field(0.5, ge=0, le=1, description="Below this probability that the evidence answers, nothing is answered.")
    question_max_length: int = Field(2000, ge=1, le=100_000, description="Most characters of a question.")
    language: Languages = Field("auto", description="Language of answers; auto: that of the question.")

    host: str = Field("127.0.0.1", min_length=1, description="Address that `belegt serve` listens on.")
    port: Port = Field(7860, description="Port that `belegt serve` listens on; 0: any that is free.")
    library_name: str = Field("", description="What the chat calls the documents; empty: the parliaments that they come from.")
    keep_days: int = Field(
        90,
        ge=0,
        le=36_500,
        description="Days that an answer is kept for sharing, feedback and export; shared ones stay. 0: nothing is kept or shared, and "
        "what was is deleted.",
    )
    upload_max_bytes: int = Field(50_000_000, ge=1, description="Largest file that is taken at the desk, in bytes.")
    uploads_max_bytes: int = Field(10_000_000_000, ge=1, description="All files that were brought to the desk together, in bytes.")
    questions_per_minute: int = Field(20, ge=0, le=10_000, description="Most questions from one address in a minute; 0: no limit.")
    review_share: float = Field(
        0.02, ge=0, le=1, description="Share of all answers that staff are given to review without any other reason; drawn at random."
    )
    log_level: LogLevels = Field("warning", description="What is written to the log on standard error.")


@dataclass(frozen=True, slots=True)
class Variable:
    """One line of the list of settings in the README."""

    name: str
    default: str
    description: str


def load(**values: object) -> Settings:
    """The settings of this process: `values` first, then the environment, then the defaults. SettingNotAllowed names the first bad one."""
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        raise _bad_setting(error) from None


def variables() -> list[Variable]:
    """All settings in their order, for the README and `--help`."""
    return [_variable(name, field) for name, field in Settings.model_fields.items()]


def _variable(name: str, field: FieldInfo) -> Variable:
    default = "the platform's folder for data" if field.default_factory else field.default
    shown = "" if default is None or isinstance(default, SecretStr) else str(default)
    return Variable(PREFIX + name.upper(), shown, field.description or "")


def _bad_setting(error: ValidationError) -> SettingNotAllowed:
    first = error.errors()[0]
    name = str(first["loc"][0]).lower().removeprefix(PREFIX.lower())
    allowed = _allowed(name) or str(first["msg"])
    return SettingNotAllowed(setting=PREFIX + name.upper(), value=first["input"], allowed=allowed)


@cache
def _allowed(name: str) -> str:
    """What a setting may hold, in signs that need no translation: "a | b" or "0 … 20"; "" when there is no such short form."""
    field = Settings.model_fields.get(name)
    if field is None:
        return ""
    if choices := get_args(field.annotation):
        return " | ".join(str(choice) for choice in choices if isinstance(choice, str))
    least = next((bound.ge for bound in field.metadata if hasattr(bound, "ge")), None)
    most = next((bound.le for bound in field.metadata if hasattr(bound, "le")), "")
    if least is None:
        return "http://… | https://…" if name.endswith("url") else ""
    return f"{least} … {most}".strip()
