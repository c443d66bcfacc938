"""An encoder that remembers the vectors of the last texts: the same question and the same sentences come again and again.

It does not know what is embedded, nor for what.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np

from index.types import Embedder, Float32

SIZE = 20_000  # vectors of each kind: 30 MB at 384 dimensions


class RememberingEmbedder:
    """An `Embedder` before another one. Safe to use from several threads."""

    def __init__(self, embedder: Embedder, size: int = SIZE) -> None:
        self._embedder = embedder
        self._queries = _Memory(embedder.embed_queries, size)
        self._passages = _Memory(embedder.embed_passages, size)

    @property
    def dimension(self) -> int:
        """Of the vectors."""
        return self._embedder.dimension

    @property
    def fingerprint(self) -> str:
        """That of the encoder behind."""
        return self._embedder.fingerprint

    def embed_queries(self, texts: Sequence[str]) -> Float32:
        """(n, dimension), float32, each row of length 1."""
        return self._queries.of(texts)

    def embed_passages(self, texts: Sequence[str]) -> Float32:
        """(n, dimension), float32, each row of length 1."""
        return self._passages.of(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The encoder's tokens in each text."""
        return self._embedder.count_tokens(texts)


class _Memory:
    def __init__(self, embed: Callable[[Sequence[str]], Float32], size: int) -> None:
        self._embed, self._size = embed, size
        self._known: OrderedDict[str, Float32] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, texts: Sequence[str]) -> Float32:
        with self._lock:
            known = {text: self._known[text] for text in texts if text in self._known}
        unknown = [text for text in dict.fromkeys(texts) if text not in known]
        if unknown:
            known.update(zip(unknown, self._embed(unknown), strict=True))
        self._keep(known)
        return np.stack([known[text] for text in texts]) if texts else self._embed([])

    def _keep(self, used: dict[str, Float32]) -> None:
        with self._lock:
            self._known.update(used)
            for text in used:
                self._known.move_to_end(text)
            while len(self._known) > self._size:
                self._known.popitem(last=False)
