"""4-bit weights of multilingual-e5-small into an ordinary sentence-transformers folder.

It does not know where the weights come from, nor what the vectors are for.

The file ("E5S1", little-endian): a header, a vocabulary that we skip (the tokenizer comes from the publisher's own
`tokenizer.json`), a directory of tensors, the tensors. A tensor is float32 or Q4_0: blocks of 32 weights, each an fp16 scale and 16
bytes whose low halves are the first 16 weights and whose high halves the last 16; a weight is (half - 8) * scale.
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.types import Float32

Bytes = NDArray[np.uint8]

QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
CONFIG: dict[str, int | float | str] = {
    "hidden_size": 384,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
    "intermediate_size": 1536,
    "vocab_size": 250037,
    "max_position_embeddings": 512,
    "type_vocab_size": 2,
    "layer_norm_eps": 1e-12,
    "hidden_act": "gelu",
    "pad_token_id": 0,
}

# The publisher's `tokenizer.json` as it is: transformers' own XLM-RoBERTa class would build another from its vocabulary, which treats white
# space at the end of a text differently.
_TOKENIZER = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "model_max_length": 512,
    "bos_token": "<s>",
    "cls_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "pad_token": "<pad>",
    "unk_token": "<unk>",
    "mask_token": "<mask>",
}
_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_ENTRY = "<BIQQ"  # kind, number of weights, offset in the file, bytes
_Q4 = 1
_SIZES = tuple(CONFIG)[:7]

# The names in the file and those of transformers' BertModel.
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_PART = {"w": "weight", "b": "bias"}


def write_folder(weights: Path, tokenizer: Path, folder: Path, *, quantized: bool) -> None:
    """Write the sentence-transformers folder from 4-bit (`quantized`) or the publisher's own weights.

    Deterministic; `folder` appears complete or not at all. One process at a time. ValueError when the weights are not those of this model.
    """
    from safetensors.numpy import save_file

    draft = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(draft, ignore_errors=True)  # of a process that was killed; the caller holds the lock
    draft.mkdir(parents=True)
    try:
        if quantized:
            save_file(dict(read_tensors(np.fromfile(weights, np.uint8))), draft / "model.safetensors", metadata={"format": "pt"})
        else:
            shutil.copyfile(weights, draft / "model.safetensors")
        (draft / "model.safetensors").chmod(0o644)  # readable for a service that runs under another name, as its neighbours are
        shutil.copyfile(tokenizer, draft / "tokenizer.json")
        _write_configs(draft)
        draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def read_tensors(data: Bytes) -> Iterator[tuple[str, Float32]]:
    """Every tensor under its name in BertModel, as float32 in its shape there."""
    packed = data.data
    _check_header(packed)
    at = _directory(packed)
    (count,) = struct.unpack_from("<i", packed, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", packed, at)
        name = data[at + 2 : at + 2 + length].tobytes().decode("ascii")
        at += 2 + length
        kind, size, offset, stored = struct.unpack_from(_ENTRY, packed, at)
        at += struct.calcsize(_ENTRY)
        raw = data[offset : offset + stored]
        values = _dequantize(raw) if kind == _Q4 else raw.view("<f4").astype(np.float32)
        yield bert_name(name), values.reshape(_shape(name, size))


def bert_name(name: str) -> str:
    """`l3.fi.w` is `encoder.layer.3.intermediate.dense.weight`."""
    if name in _EMBEDDINGS:
        return _EMBEDDINGS[name]
    layer, module, part = name.split(".")
    return f"encoder.layer.{layer.removeprefix('l')}.{_LAYER[module]}.{_PART[part]}"


def _check_header(packed: memoryview) -> None:
    """Magic, version, then the sizes of the model: hidden, layers, heads, feed-forward, vocabulary, positions, types."""
    sizes = tuple(CONFIG[key] for key in _SIZES)
    if bytes(packed[:4]) != _MAGIC or struct.unpack_from("<7i", packed, 8) != sizes:
        raise ValueError("these are not the 4-bit weights of multilingual-e5-small")


def _directory(packed: memoryview) -> int:
    """The offset of the tensor directory: behind the header, the vocabulary (offsets, scores, letters) and the normalisation map."""
    header = 4 + 4 + 7 * 4 + 4 + 4
    pieces, letters = struct.unpack_from("<i16xQ", packed, header)
    at = header + 5 * 4 + 8 + (pieces + 1) * 4 + pieces * 4 + letters
    (mapping,) = struct.unpack_from("<4xI", packed, at)
    return int(at + 8 + mapping)


def _dequantize(raw: Bytes) -> Float32:
    blocks = raw.view(_BLOCK)
    halves = blocks["halves"]
    weights = np.concatenate([halves & 0x0F, halves >> 4], axis=1).astype(np.float32)
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def _shape(name: str, size: int) -> tuple[int, ...]:
    """Matrices are stored row by row, a row for each output; all but the second feed-forward matrix have `hidden_size` inputs."""
    is_matrix = name in ("emb.word", "emb.pos", "emb.type") or (name.endswith(".w") and "ln." not in name)
    if not is_matrix:
        return (size,)
    inputs = int(CONFIG["intermediate_size"] if name.endswith(".fo.w") else CONFIG["hidden_size"])
    return (size // inputs, inputs)


def _write_configs(folder: Path) -> None:
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    # BertModel's own pooler is not part of sentence embeddings and the 4-bit file leaves it out.
    limits = {"max_seq_length": CONFIG["max_position_embeddings"], "do_lower_case": False, "model_args": {"add_pooling_layer": False}}
    _write(folder / "config.json", {"model_type": "bert", "architectures": ["BertModel"], "dtype": "float32"} | CONFIG)
    _write(folder / "tokenizer_config.json", _TOKENIZER)
    _write(folder / "sentence_bert_config.json", limits)
    _write(folder / "modules.json", [_module(index, path, kind) for index, (path, kind) in enumerate(modules)])
    _write(folder / "1_Pooling" / "config.json", {"word_embedding_dimension": CONFIG["hidden_size"], "pooling_mode_mean_tokens": True})
    _write(folder / "2_Normalize" / "config.json", {})
    _write(folder / "config_sentence_transformers.json", {"prompts": {"query": QUERY_PREFIX, "passage": PASSAGE_PREFIX}})


def _module(index: int, path: str, kind: str) -> dict[str, str | int]:
    return {"idx": index, "name": str(index), "path": path, "type": f"sentence_transformers.models.{kind}"}


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
