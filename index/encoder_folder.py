"""What a sentence-transformers folder says about itself: prompts, limit, tokenizer, and a digest of all that makes its vectors.

It does not know how the vectors are computed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.checksums import sha256_of
from index.errors import ModelUnusable

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class EncoderFolder:
    """A folder in the layout of sentence-transformers. A plain BERT-like model without its `modules.json` is one too."""

    path: Path

    @property
    def transformer(self) -> Path:
        """Where the first module keeps weights and tokenizer: the folder itself, or a subfolder in older models."""
        return self.path / next((module["path"] for module in self._modules() if "path" in module), "")

    @property
    def lower_case(self) -> bool:
        """Whether sentence-transformers folds case before its tokenizer does anything."""
        return bool(_read(self.transformer / "sentence_bert_config.json").get("do_lower_case", False))

    @property
    def max_tokens(self) -> int:
        """The most tokens that the encoder reads of a text, special tokens included."""
        limit = _read(self.transformer / "sentence_bert_config.json").get("max_seq_length")
        return int(limit or _read(self.transformer / "config.json").get("max_position_embeddings") or 512)

    def prompt(self, *names: str) -> str:
        """The first of these prompts in the model's configuration, else ""."""
        prompts = _read(self.path / "config_sentence_transformers.json").get("prompts") or {}
        return str(next((prompts[name] for name in names if prompts.get(name)), ""))

    def tokenizer(self) -> Tokenizer:
        """The model's tokenizer, cutting at `max_tokens`. Raises ModelUnusable."""
        from tokenizers import Tokenizer

        path = self.transformer / "tokenizer.json"
        if not path.exists():
            raise ModelUnusable(model=self.path, reason="it has no tokenizer.json")
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.enable_truncation(self.max_tokens)
        tokenizer.no_padding()
        return tokenizer

    def digest(self, memory: Path) -> str:
        """Hex digest over weights, tokenizer, modules and limit; `memory` spares reading the weights again. Raises ModelUnusable."""
        weights = sorted(path for path in self.path.rglob("*.safetensors") if not path.name.startswith("."))
        if not weights:
            raise ModelUnusable(model=self.path, reason="it has no weights in safetensors format")
        files = [*weights, self.transformer / "tokenizer.json"]
        content: dict[str, Any] = {path.relative_to(self.path).as_posix(): sha256_of(path, memory) for path in files if path.exists()}
        content["modules"] = [(module.get("type"), self._settings_of(module)) for module in self._modules()]
        content["limit"] = [self.max_tokens, self.lower_case]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def _modules(self) -> list[dict[str, Any]]:
        found = _read(self.path / "modules.json", [])
        return found if isinstance(found, list) else []

    def _settings_of(self, module: dict[str, Any]) -> Any:
        """Of pooling, dense and normalising modules; the transformer's own configuration holds names that change nothing."""
        return _read(self.path / module["path"] / "config.json") if module.get("path") else {}


def _read(path: Path, otherwise: Any = None) -> Any:
    if not path.exists():
        return {} if otherwise is None else otherwise
    return json.loads(path.read_text(encoding="utf-8"))
