"""`import rag` is cheap, and what it names is there."""

from __future__ import annotations

import subprocess
import sys

import pytest

import rag

HEAVY = (
    "torch",
    "faiss",
    "gradio",
    "transformers",
    "pydantic_settings",
    "sentence_transformers",
    "openvino",
    "tantivy",
    "numpy",
    "xllamacpp",
)


def test_importing_rag_loads_nothing_heavy() -> None:
    code = f"import sys, rag; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == []


@pytest.mark.parametrize("name", rag.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(rag, name) is not None


def test_the_public_names_are_sorted_and_nothing_else_is() -> None:
    assert sorted(rag.__all__) == rag.__all__ == dir(rag)
    with pytest.raises(AttributeError, match="nothing_of_this_name"):
        _ = rag.nothing_of_this_name
