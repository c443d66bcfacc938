"""The dense leg: nearest vectors by inner product, by FAISS, in one file.

It does not know text. Vectors and sequence number are one file that is replaced in one rename, so a killed update leaves the old one; a
file that cannot be read is built anew by the next update.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.changes import Changes, IndexedPassage
from index.store import translated
from index.types import Float32, Hit

Int64 = NDArray[np.int64]

FORMAT = 2
FILE = "dense.npz"
NO_FILE = (0, 0)
EXACT_UP_TO = 100_000  # vectors; exact search of 384 dimensions then takes 18 ms on one core, as long as embedding the question
SAMPLED = 4_000  # vectors, evenly drawn, whose mean stands for that of all
FEW = 50  # vectors whose mean counts half: it is that of each of them and of its like
PROBES = 64  # cells searched; at 100,000 and 200,000 vectors more of them found nothing more


@dataclass(frozen=True, slots=True)
class _View:
    """One state. `ids` ascend; `documents` says which document each of them belongs to."""

    index: Any
    ids: Int64
    documents: Int64
    sequence: int
    state: str
    trained_on: int
    stamp: tuple[int, int] = NO_FILE


class DenseIndex:
    """A folder with the dense index. Any number of threads and processes may search, one may update."""

    def __init__(self, folder: Path, dimension: int, exact_up_to: int = EXACT_UP_TO) -> None:
        self.folder = folder
        self.dimension = dimension
        self.exact_up_to = exact_up_to
        self._view: _View | None = None
        self._mean: tuple[_View, Float32] | None = None
        self.refresh()

    @property
    def sequence(self) -> int:
        """The library's sequence number that the index is complete up to; 0 when there is no usable index."""
        view = self._view  # once: another thread may change it between two looks
        return view.sequence if view else 0

    @property
    def state(self) -> str:
        """The name of the library's state with that number; "" when there is no usable index."""
        view = self._view
        return view.state if view else ""

    @property
    def outgrown(self) -> bool:
        """Whether so many vectors were added that another kind of index, or one with more cells, would serve better."""
        view = self._view
        return view is not None and len(view.ids) > max(self.exact_up_to, 2 * view.trained_on)

    def __len__(self) -> int:
        view = self._view
        return len(view.ids) if view else 0

    def ids(self) -> set[int]:
        """The ids of all passages."""
        view = self._view
        return set(view.ids.tolist()) if view else set()

    def refresh(self) -> None:
        """See what another process, or another object of this one, has put in place."""
        stamp = _stamp(self.folder / FILE)
        if self._view is None or stamp != self._view.stamp:
            self._view = _read(self.folder / FILE, self.dimension, stamp) if stamp != NO_FILE else None

    def update(self, changes: Changes) -> None:
        """Apply `changes` since `sequence`; for an index at 0 they must be complete."""
        faiss = _faiss()
        view = self._view
        if view is None:
            self.rebuild(changes)
            return
        gone = np.asarray(sorted(changes.removed), np.int64)
        index = faiss.deserialize_index(faiss.serialize_index(view.index))  # searches go on in the old one
        index.remove_ids(gone)
        kept = ~np.isin(view.ids, gone)
        new = _gather(changes.added, self.dimension)
        index.add_with_ids(new.vectors, new.ids)
        ids, documents = np.append(view.ids[kept], new.ids), np.append(view.documents[kept], new.documents)
        self._write(_View(index, ids, documents, changes.sequence, changes.state, view.trained_on))

    def rebuild(self, changes: Changes) -> None:
        """Choose the kind of index anew and add everything again; `changes` must be complete."""
        new = _gather(changes.added, self.dimension)
        index = empty_index(new.vectors, self.dimension, self.exact_up_to)
        index.add_with_ids(new.vectors, new.ids)
        self._write(_View(index, new.ids, new.documents, changes.sequence, changes.state, len(new.ids)))

    def search(self, vector: Float32, limit: int, document_ids: Collection[int] | None = None) -> list[Hit]:
        """The passages whose vectors are nearest to `vector` (dimension,), best first; `document_ids` None means all."""
        view = self._view
        if view is None or limit < 1:
            return []
        _faiss().omp_set_num_threads(1)  # one question gains nothing from more, and threads that wait for work hinder the others
        scores, ids = view.index.search(vector[np.newaxis], limit, params=_parameters(view, document_ids))
        found = zip(ids[0].tolist(), scores[0].tolist(), strict=True)
        return [Hit(passage_id, score) for passage_id, score in found if passage_id >= 0]

    def scores(self, vector: Float32, ids: Sequence[int]) -> list[float]:
        """The inner product of `vector` with each passage's; passages that are not in the index count 0."""
        view = self._view
        wanted, found = np.asarray(ids, np.int64), np.zeros(len(ids))
        if view is None or not len(view.ids):
            return found.tolist()
        there = view.ids[np.minimum(np.searchsorted(view.ids, wanted), len(view.ids) - 1)] == wanted
        found[there] = view.index.reconstruct_batch(wanted[there]) @ vector
        return found.tolist()

    def mean(self) -> Float32:
        """What all passages have in common: the direction of their mean, (dimension,); the fewer they are, the shorter."""
        view, known = self._view, self._mean  # once: another thread may change them between two looks
        if view is None or not len(view.ids):
            return np.zeros(self.dimension, np.float32)
        self._mean = known = known if known and known[0] is view else (view, _mean_of(view))
        return known[1]

    def _write(self, view: _View) -> None:
        """Put a new file in the place of the old one, on the disk before it gets its name. LibraryFull when the disk is full."""
        with translated(self.folder):
            self._replace_file(view)
        self._view = replace(view, stamp=_stamp(self.folder / FILE))

    def _replace_file(self, view: _View) -> None:
        faiss = _faiss()
        self.folder.mkdir(parents=True, exist_ok=True)
        new, path = self.folder / f"{FILE}.new", self.folder / FILE
        with new.open("wb") as file:
            header = np.asarray([FORMAT, self.dimension, view.sequence, view.trained_on], np.int64)
            state, index = np.asarray(view.state), faiss.serialize_index(view.index)
            np.savez(file, header=header, state=state, ids=view.ids, documents=view.documents, index=index)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        _settle(self.folder)


@dataclass(frozen=True, slots=True)
class _Gathered:
    vectors: Float32
    ids: Int64
    documents: Int64


def _gather(batches: Iterable[Sequence[IndexedPassage]], dimension: int) -> _Gathered:
    """The passages as arrays. It takes 1.5 kB of memory for a passage of 384 dimensions, texts not kept."""
    vectors, ids, documents = [np.empty((0, dimension), np.float32)], [], []
    for batch in batches:
        if batch:
            vectors.append(np.stack([passage.vector for passage in batch]).astype(np.float32, copy=False))
            ids += [passage.id for passage in batch]
            documents += [passage.document_id for passage in batch]
    return _Gathered(np.concatenate(vectors), np.asarray(ids, np.int64), np.asarray(documents, np.int64))


def empty_index(vectors: Float32, dimension: int, exact_up_to: int = EXACT_UP_TO) -> Any:
    """A trained FAISS index for `vectors`: exact for few, for many an inverted file of cells with 8 bits for each number."""
    faiss = _faiss()
    if len(vectors) <= exact_up_to:
        return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
    cells = int(4 * len(vectors) ** 0.5)
    kind = faiss.ScalarQuantizer.QT_8bit
    index = faiss.IndexIVFScalarQuantizer(faiss.IndexFlatIP(dimension), dimension, cells, kind, faiss.METRIC_INNER_PRODUCT)
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    index.nprobe = PROBES
    index.cp.niter = 10
    index.train(vectors)
    index.set_direct_map_type(faiss.DirectMap.Hashtable)
    return index


def _mean_of(view: _View) -> Float32:
    drawn = np.linspace(0, len(view.ids) - 1, min(len(view.ids), SAMPLED)).astype(np.int64)
    mean: Float32 = np.mean([view.index.reconstruct(number) for number in view.ids[drawn].tolist()], axis=0, dtype=np.float32)
    return mean * (len(view.ids) / (len(view.ids) + FEW) / max(float(np.linalg.norm(mean)), 1e-9))


def _parameters(view: _View, document_ids: Collection[int] | None) -> Any:
    """How to search: everywhere with FAISS' own settings, or among some documents in every cell."""
    faiss = _faiss()
    if document_ids is None:
        return None
    allowed = view.ids[np.isin(view.documents, np.fromiter(document_ids, np.int64))]
    selector = faiss.IDSelectorBatch(allowed)
    if isinstance(view.index, faiss.IndexIVF):
        return faiss.SearchParametersIVF(sel=selector, nprobe=view.index.nlist)
    return faiss.SearchParameters(sel=selector)


def _settle(folder: Path) -> None:
    """Have the folder itself on the disk; without it, a power cut could undo the rename."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _stamp(path: Path) -> tuple[int, int]:
    """What changes with every replacement of the file; NO_FILE when there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return NO_FILE
    return (status.st_ino, status.st_mtime_ns)


def _read(path: Path, dimension: int, stamp: tuple[int, int]) -> _View | None:
    """What `_write` wrote; None when it is damaged (every member has a checksum) or of another version or dimension."""
    faiss = _faiss()
    try:
        with np.load(path, allow_pickle=False) as file:
            version, width, sequence, trained_on = file["header"].tolist()
            if (version, width) != (FORMAT, dimension):
                return None
            index, state = faiss.deserialize_index(file["index"]), str(file["state"])
            return _View(index, file["ids"], file["documents"], sequence, state, trained_on, stamp)
    except (OSError, ValueError, KeyError, EOFError, RuntimeError, zipfile.BadZipFile):
        return None


def _faiss() -> Any:
    """FAISS, imported by the first who needs it; its own annotations leave out half of what it has."""
    import faiss

    return faiss
