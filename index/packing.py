"""Arrays, texts and records as compact bytes, and back to exactly what they were.

It does not know where the bytes are kept. Little endian everywhere, so that a library opens on every machine; no pickle.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.types import Block, Float32, Heading, Int32, Metadata, Span


def pack_text(text: str) -> bytes:
    """Deflated UTF-8. A lone surrogate, as damaged files hold it, survives."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack_text(blob: bytes) -> str:
    """The text of `pack_text`."""
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def pack_ints(rows: Int32) -> bytes:
    """int32 (n, columns) whose columns mostly ascend: differences from row to row, deflated."""
    return _deflate(np.diff(rows, axis=0, prepend=np.zeros((1, rows.shape[1]), np.int32)).astype("<i4"))


def unpack_ints(blob: bytes, columns: int) -> Int32:
    """The array of `pack_ints`."""
    return np.cumsum(_inflate(blob, "<i4", columns), axis=0, dtype=np.int32)


def pack_floats(rows: Float32) -> bytes:
    """float32 (n, columns), deflated."""
    return _deflate(rows.astype("<f4"))


def unpack_floats(blob: bytes, columns: int) -> Float32:
    """The array of `pack_floats`."""
    return _inflate(blob, "<f4", columns).astype(np.float32)


def pack_vectors(vectors: Float32) -> list[bytes]:
    """Each row as float16: the cosine to the original differs by less than 1e-3, at half the bytes."""
    return [row.tobytes() for row in vectors.astype("<f2")]


def unpack_vectors(blobs: Sequence[bytes]) -> Float32:
    """float32 (n, dimension), each row of length 1 again; (0, 0) for none."""
    if not blobs:
        return np.empty((0, 0), np.float32)
    rows = np.frombuffer(b"".join(blobs), "<f2").astype(np.float32).reshape(len(blobs), -1)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    np.divide(rows, lengths, out=rows, where=lengths > 0)
    return rows


def pack_sentences(vectors: Sequence[Float32 | None]) -> bytes:
    """A vector for each sentence of a passage, or None: which have one, a bit each, and those as int8, each to its own scale.

    The cosine to the original differs by less than 2e-3, at a quarter of the bytes.
    """
    there = [vector for vector in vectors if vector is not None]
    rows = np.stack(there) if there else np.empty((0, 0), np.float32)
    scaled = np.rint(rows * (127 / np.maximum(np.abs(rows).max(axis=1, keepdims=True, initial=0.0), 1e-9))).astype(np.int8)
    which: bytes = np.packbits(np.array([vector is not None for vector in vectors], np.bool_)).tobytes()
    return b"".join([len(vectors).to_bytes(4, "little"), which, scaled.tobytes()])


def unpack_sentences(blob: bytes, dimension: int) -> tuple[NDArray[np.int64], Float32]:
    """The positions of the sentences that have a vector, and those: float32 (n, dimension), each of length 1."""
    count, end = _sentences(blob)
    there = np.flatnonzero(np.unpackbits(np.frombuffer(blob[4:end], np.uint8), count=count))
    rows = np.frombuffer(blob[end:], np.int8).reshape(len(there), dimension).astype(np.float32)
    return there, rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def unpack_all_sentences(blobs: Sequence[bytes | None], dimension: int) -> tuple[NDArray[np.int64], Float32]:
    """How many sentences of each passage have a vector, (n,), and those of all passages one after the other, each of length 1.

    A search reads a few hundred passages; to unpack each of them on its own takes longer than to find them.
    """
    packed = [blob[_sentences(blob)[1] :] if blob else b"" for blob in blobs]
    counts = np.array([len(each) // dimension for each in packed], np.int64)
    rows = np.frombuffer(b"".join(packed), np.int8).reshape(-1, dimension).astype(np.float32)
    rows /= np.maximum(np.sqrt(np.einsum("ij,ij->i", rows, rows)), 1e-9)[:, np.newaxis]
    return counts, rows


def _sentences(blob: bytes) -> tuple[int, int]:
    """How many sentences a passage has, and where in the bytes their vectors begin."""
    count = int.from_bytes(blob[:4], "little")
    return count, 4 + (count + 7) // 8


def pack_spans(spans: Sequence[Span]) -> bytes:
    """Spans in ascending order, as `pack_ints`: about four bytes each."""
    return pack_ints(np.array([(span.start, span.end) for span in spans], np.int32).reshape(-1, 2))


def unpack_spans(blob: bytes) -> tuple[Span, ...]:
    """The spans of `pack_spans`."""
    return tuple(Span(start, end) for start, end in unpack_ints(blob, 2).tolist())


def pack_ids(ids: Sequence[int]) -> bytes:
    """Ascending ids, deflated."""
    return zlib.compress(np.diff(np.array(ids, "<i8"), prepend=0).tobytes())


def unpack_ids(blob: bytes) -> list[int]:
    """The ids of `pack_ids`."""
    ids: list[int] = np.cumsum(np.frombuffer(zlib.decompress(blob), "<i8")).tolist()
    return ids


def pack_blocks(blocks: Sequence[Block]) -> bytes:
    """Blocks by the names of their kinds, so that a kind may be added anywhere."""
    return pack_text(_json([[block.span.start, block.span.end, block.kind, block.level] for block in blocks]))


def unpack_blocks(blob: bytes) -> tuple[Block, ...]:
    """The blocks of `pack_blocks`."""
    return tuple(Block(Span(start, end), kind, level) for start, end, kind, level in json.loads(unpack_text(blob)))


def headings_to_json(headings: Sequence[Heading]) -> str:
    """The headings of a page: start, end, level."""
    return _json([[heading.span.start, heading.span.end, heading.level] for heading in headings])


def headings_from_json(text: str) -> tuple[Heading, ...]:
    """The headings of `headings_to_json`."""
    return tuple(Heading(Span(start, end), level) for start, end, level in json.loads(text))


def metadata_to_json(metadata: Metadata) -> str:
    """What is known, by field; what is not known is left out."""
    known = {field.name: getattr(metadata, field.name) for field in dataclasses.fields(metadata)}
    return _json({name: value for name, value in known.items() if value})


def metadata_from_json(text: str) -> Metadata:
    """The metadata of `metadata_to_json`."""
    known: dict[str, Any] = json.loads(text)
    if "date" in known:
        known["date"] = datetime.date.fromisoformat(known["date"])
    if "groups" in known:
        known["groups"] = tuple(known["groups"])
    if "extra" in known:
        known["extra"] = tuple((name, value) for name, value in known["extra"])
    return Metadata(**known)


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), default=datetime.date.isoformat)


def _deflate(rows: np.ndarray[Any, Any]) -> bytes:
    # Column by column, and of each all first bytes, then all second ones: what is alike stands together. A quarter less room for runs.
    return zlib.compress(np.ascontiguousarray(rows.T).view(np.uint8).reshape(-1, 4).T.tobytes())


def _inflate(blob: bytes, kind: str, columns: int) -> np.ndarray[Any, Any]:
    planes = np.frombuffer(zlib.decompress(blob), np.uint8).reshape(4, -1)
    return np.ascontiguousarray(np.ascontiguousarray(planes.T).view(kind).reshape(columns, -1).T)
