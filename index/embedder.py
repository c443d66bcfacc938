"""Texts to unit vectors: any sentence-transformers model, the pinned encoder by default.

It does not know what the vectors are searched for. On a CPU the network runs in OpenVINO, which needs neither torch nor
sentence-transformers once the network is there; on a GPU, or where OpenVINO cannot run the model, in sentence-transformers itself.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from index.encoder_folder import EncoderFolder
from index.errors import ModelUnusable
from index.models import cache_folder, checksums, model_path
from index.openvino_engine import ConversionError, open_network
from index.pins import ENCODER
from index.quiet import quiet_environment
from index.types import Float32

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Engine = Literal["auto", "openvino", "torch"]
Encode = Callable[[Sequence[str]], Float32]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Encoder:
    """An `Embedder`. `engine` says what computes and how, such as "openvino bf16". Several threads may share it.

    White space around a text is not read: sentence-transformers and the model's own tokenizer differ in what they make of it.
    """

    fingerprint: str
    dimension: int
    engine: str
    query_prefix: str
    passage_prefix: str
    tokenizer: Tokenizer = field(repr=False)
    encode: Encode = field(repr=False)

    def embed_queries(self, texts: Sequence[str]) -> Float32:
        """(n, dimension), float32, each row of length 1. Tokens beyond the encoder's limit are not read."""
        return self.encode([self.query_prefix + text.strip() for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Float32:
        """(n, dimension), float32, each row of length 1. Tokens beyond the encoder's limit are not read."""
        return self.encode([self.passage_prefix + text.strip() for text in texts])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The encoder's tokens in each text, without prefix and special tokens, those beyond its limit included."""
        found = self.tokenizer.encode_batch_fast([text.strip() for text in texts], add_special_tokens=False)
        return [len(first) + sum(map(len, first.overflowing)) for first in found]


def open_embedder(
    model: str | Path = ENCODER,
    *,
    query_prefix: str | None = None,
    passage_prefix: str | None = None,
    engine: Engine = "auto",
    threads: int | None = None,
    models: Path | None = None,
) -> Encoder:
    """The encoder `model`: a pinned name, a sentence-transformers folder, or an id in the local Hugging Face cache.

    Prefixes default to the prompts "query" and "passage" (or "document") of the model's own configuration. `models` is the folder that
    pinned models and compiled networks lie in. Nothing is fetched. Raises ModelMissing, ModelMismatch, ModelUnusable.
    """
    quiet_environment()
    models = models or cache_folder()
    folder = EncoderFolder(model_path(str(model), models))
    query = folder.prompt("query") if query_prefix is None else query_prefix
    passage = folder.prompt("passage", "document") if passage_prefix is None else passage_prefix
    digest = folder.digest(checksums(models))
    prefixed = hashlib.sha256(f"{digest}\n{query}\n{passage}".encode()).hexdigest()
    tokenizer = folder.tokenizer()
    name, encode = _open(folder, tokenizer, models / "openvino" / digest[:16], engine, threads)
    return Encoder(
        fingerprint=f"{Path(model).name} {prefixed[:16]}",
        dimension=encode(["."]).shape[1],
        engine=name,
        query_prefix=query,
        passage_prefix=passage,
        tokenizer=tokenizer,
        encode=encode,
    )


def _open(folder: EncoderFolder, tokenizer: Tokenizer, kept: Path, engine: Engine, threads: int | None) -> tuple[str, Encode]:
    if engine == "openvino" or (engine == "auto" and _suits_openvino(folder)):
        try:
            network = open_network(folder.path, tokenizer, kept, threads)
        except ConversionError as error:
            if engine == "openvino":
                raise ModelUnusable(model=folder.path, reason=f"OpenVINO: {error}") from error
            _log.warning("%s runs in torch, which is slower: OpenVINO cannot run it (%s)", folder.path, error)
        else:
            return f"openvino {network.precision}", network.encode
    return _open_torch(folder.path, threads)


def _suits_openvino(folder: EncoderFolder) -> bool:
    return importlib.util.find_spec("openvino") is not None and not folder.lower_case and not _accelerator()


def _accelerator() -> bool:
    """Whether torch has a GPU. Its CPU build says so by its version, which spares importing it."""
    if importlib.metadata.version("torch").endswith("+cpu"):
        return False
    import torch

    return bool(torch.accelerator.is_available())


def _open_torch(folder: Path, threads: int | None) -> tuple[str, Encode]:
    import torch
    from sentence_transformers import SentenceTransformer

    if threads:
        torch.set_num_threads(threads)
    model = SentenceTransformer(str(folder), local_files_only=True, model_kwargs={"use_safetensors": True})
    return f"torch {model.device.type}", partial(_encode, model)


def _encode(model: Any, texts: Sequence[str]) -> Float32:
    if not texts:
        return np.empty((0, model.get_embedding_dimension()), np.float32)
    vectors: Float32 = model.encode(list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False)
    return vectors.astype(np.float32, copy=False)
