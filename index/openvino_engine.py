"""A sentence-transformers model as one OpenVINO network on a CPU: token ids in, unit vectors out.

It does not know prefixes, nor what the texts are. sentence-transformers builds the network once (encoder, pooling, normalisation: the same
modules, traced); after that neither it nor torch is loaded any more, which is what makes a single search start in about a second.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.types import Float32

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Int64 = NDArray[np.int64]

BATCH = 4  # texts of like length at once; more gained nothing on two cores and costs memory
_STEP = 16  # lengths are padded to a multiple, so that few shapes are compiled
_SAME = 0.9999  # cosine that the network must reach with sentence-transformers on `_PROBES`
_PROBES = ("Wann und wo fand der Workshop statt?", " ".join(["Bis Ende des Jahres 2029 soll das Vorhaben umgesetzt werden."] * 8))


class ConversionError(Exception):
    """OpenVINO cannot run this model, or does not come to the same vectors."""


@dataclass(frozen=True, slots=True)
class Network:
    """The compiled network and its tokenizer (which truncates). Several threads may share it."""

    compiled: Any
    tokenizer: Tokenizer
    pad: int
    idle: list[Any] = field(default_factory=list, repr=False, compare=False)  # requests that were answered

    @property
    def precision(self) -> str:
        """ "bf16" or "f32"."""
        return str(self.compiled.get_property("INFERENCE_PRECISION_HINT").to_string())

    def encode(self, texts: Sequence[str]) -> Float32:
        """(n, dimension), float32."""
        tokens = [encoding.ids for encoding in self.tokenizer.encode_batch(list(texts))]
        request = self._request()
        vectors: Float32 | None = None
        for rows, ids, mask in _batches(tokens, self.pad):
            request.infer([ids, mask], share_inputs=True)
            found = request.get_output_tensor().data
            if vectors is None:
                vectors = np.empty((len(tokens), found.shape[1]), np.float32)
            vectors[rows] = found
        self.idle.append(request)
        return np.empty((0, self._dimension()), np.float32) if vectors is None else vectors

    def _request(self) -> Any:
        """One that no other thread is using: a new one claims its memory anew."""
        try:
            return self.idle.pop()
        except IndexError:
            return self.compiled.create_infer_request()

    def _dimension(self) -> int:
        return int(self.encode(["."]).shape[1])


def open_network(folder: Path, tokenizer: Tokenizer, kept: Path, threads: int | None = None) -> Network:
    """The network of the sentence-transformers model in `folder`, kept in the folder `kept`. Raises ConversionError."""
    if not kept.exists():
        _convert(folder, tokenizer, kept, threads)
    try:
        return _compile(kept, tokenizer, threads)
    except RuntimeError:  # damaged, or written by a version that this one cannot read
        shutil.rmtree(kept, ignore_errors=True)
        _convert(folder, tokenizer, kept, threads)
        return _compile(kept, tokenizer, threads)


def _compile(kept: Path, tokenizer: Tokenizer, threads: int | None) -> Network:
    import openvino

    core = openvino.Core()
    options: dict[str, Any] = {"PERFORMANCE_HINT": "LATENCY"}
    if core.get_property("CPU", "INFERENCE_PRECISION_HINT") != openvino.Type.bf16:
        options["INFERENCE_PRECISION_HINT"] = "f32"  # less only where it is bf16, whose range is that of float32
    if threads:
        options["INFERENCE_NUM_THREADS"] = threads
    compiled = core.compile_model(kept / "network.xml", "CPU", options)
    return Network(compiled, tokenizer, tokenizer.token_to_id("<pad>") or 0)


def _batches(tokens: Sequence[Sequence[int]], pad: int) -> Iterator[tuple[list[int], Int64, Int64]]:
    """Rows, ids and mask of texts of like length, longest first, so that little is padded and memory is claimed once."""
    order = sorted(range(len(tokens)), key=lambda row: -len(tokens[row]))
    for first in range(0, len(order), BATCH):
        rows = order[first : first + BATCH]
        width = -(-len(tokens[rows[0]]) // _STEP) * _STEP
        ids = np.full((len(rows), width), pad, np.int64)
        mask = np.zeros((len(rows), width), np.int64)
        for line, row in enumerate(rows):
            ids[line, : len(tokens[row])] = tokens[row]
            mask[line, : len(tokens[row])] = 1
        yield rows, ids, mask


def _convert(folder: Path, tokenizer: Tokenizer, kept: Path, threads: int | None) -> None:
    """Make `kept`, once however many processes ask, and only if it comes to the vectors of sentence-transformers."""
    from filelock import FileLock

    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(kept.with_name(f"{kept.name}.lock")):
            if not kept.exists():
                _trace_and_compare(folder, tokenizer, kept, threads)
    except OSError as error:  # no room, or a folder of another user
        raise ConversionError(f"the network cannot be kept: {error}") from error


def _trace_and_compare(folder: Path, tokenizer: Tokenizer, kept: Path, threads: int | None) -> None:
    draft = kept.with_name(f"{kept.name}.part")
    shutil.rmtree(draft, ignore_errors=True)  # of a process that was killed
    try:
        expected = _trace(folder, draft)
        found = _compile(draft, tokenizer, threads).encode(_PROBES)
        if (nearest := float((expected * found).sum(axis=1).min())) < _SAME:
            raise ConversionError(f"its vectors differ from those of sentence-transformers (cosine {nearest:.4f})")
        draft.replace(kept)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _trace(folder: Path, draft: Path) -> Float32:
    """Write the network into `draft`; returns what sentence-transformers makes of `_PROBES`."""
    import openvino
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True, model_kwargs={"use_safetensors": True})

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            found: torch.Tensor = self.model({"input_ids": input_ids, "attention_mask": attention_mask})["sentence_embedding"]
            return torch.nn.functional.normalize(found, dim=1)  # not every model ends in unit vectors; twice does no harm

    probes = model.tokenizer(list(_PROBES), return_tensors="pt", padding=True, truncation=True)
    try:
        with torch.inference_mode(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the tracer's remarks on code that is not ours
            example = {key: probes[key] for key in ("input_ids", "attention_mask")}
            network = openvino.convert_model(Whole().eval(), example_input=example)
    except (RuntimeError, TypeError, ValueError) as error:
        raise ConversionError(str(error)) from error
    # Weights as float16: half the disk and memory, and no vector moves visibly.
    openvino.save_model(network, draft / "network.xml", compress_to_fp16=True)
    expected: Float32 = model.encode(list(_PROBES), normalize_embeddings=True)
    return expected
