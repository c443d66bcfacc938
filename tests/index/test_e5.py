"""From 4-bit weights to a sentence-transformers folder: the layout on small files, the result on the real one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import e5
from index.types import Embedder, Float32
from tests.conftest import MODELS


def pack(weights: Float32) -> bytes:
    """Q4_0 as the format describes it, written here a second time, from the other end."""
    blocks = []
    for block in weights.reshape(-1, 32):
        furthest = block[np.abs(block).argmax()]
        scale = np.float16(furthest / -8)
        steps = np.clip(np.round(block / np.float32(scale)) + 8 if scale else np.full(32, 8), 0, 15).astype(np.uint8)
        blocks.append(scale.tobytes() + (steps[:16] | steps[16:] << 4).tobytes())
    return b"".join(blocks)


@given(st.lists(st.integers(-8, 7), min_size=64, max_size=64), st.sampled_from([0.5, 0.25, 1.0, 2**-10]))
def test_four_bits_come_back_exactly(steps: list[int], scale: float) -> None:
    steps[0] = steps[32] = -8  # the furthest of its block: the scale comes out as it went in
    weights = np.array(steps, np.float32) * np.float32(scale)
    unpacked = e5._dequantize(np.frombuffer(pack(weights), np.uint8))
    assert unpacked.dtype == np.float32
    assert unpacked.tolist() == weights.tolist()


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        ("emb.word", "embeddings.word_embeddings.weight"),
        ("l0.q.w", "encoder.layer.0.attention.self.query.weight"),
        ("l3.ao.b", "encoder.layer.3.attention.output.dense.bias"),
        ("l11.oln.w", "encoder.layer.11.output.LayerNorm.weight"),
    ],
)
def test_names_are_those_of_bert(stored: str, name: str) -> None:
    assert e5.bert_name(stored) == name


@pytest.mark.parametrize("data", [b"", b"E5S1" + bytes(100), b"GGUF" + bytes(100)])
def test_another_file_is_not_converted(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(data.ljust(64, b"\0"))
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ValueError, match="not the 4-bit weights"):
        e5.write_folder(tmp_path / "weights", tmp_path / "tokenizer.json", tmp_path / "encoder", quantized=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tokenizer.json", "weights"], "nothing half made is left"


def test_the_publishers_weights_are_taken_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(b"safetensors")
    (tmp_path / "tokenizer").write_text("{}")
    e5.write_folder(tmp_path / "weights", tmp_path / "tokenizer", tmp_path / "encoder", quantized=False)
    assert (tmp_path / "encoder" / "model.safetensors").read_bytes() == b"safetensors"
    assert json.loads((tmp_path / "encoder" / "modules.json").read_text())[1]["path"] == "1_Pooling"


def test_the_real_folder_holds_every_tensor_of_bert(embedder: Embedder) -> None:
    from safetensors import safe_open

    with safe_open(MODELS / "multilingual-e5-small" / "model.safetensors", "np") as tensors:
        shapes = {name: tuple(tensors.get_slice(name).get_shape()) for name in tensors.keys()}  # noqa: SIM118
        scale = tensors.get_tensor("embeddings.LayerNorm.weight")
    assert len(shapes) == 5 + 12 * 16
    assert sum(int(np.prod(shape)) for shape in shapes.values()) == 117_505_920
    assert shapes["embeddings.word_embeddings.weight"] == (250_037, 384)
    assert shapes["encoder.layer.11.intermediate.dense.weight"] == (1536, 384)
    assert shapes["encoder.layer.11.output.dense.weight"] == (384, 1536)
    assert 0.1 < float(np.abs(scale).mean()) < 10


def test_conversion_gives_the_same_bytes_everywhere(embedder: Embedder) -> None:
    """Libraries are bound to a fingerprint of these bytes: a change here would make every library unreadable."""
    with (MODELS / "multilingual-e5-small" / "model.safetensors").open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    assert digest == "8520eedb7ea5147f2345d7535bda10480394cca9f4451e415bf76a00d7eb8071"
