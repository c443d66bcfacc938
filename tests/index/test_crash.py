"""A sync that is killed at any moment leaves every document old or new, and whole; the next sync finishes the work."""

import multiprocessing
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

from index.errors import LibraryMissing
from index.library import Library
from index.prepare import to_document
from index.readers import read
from index.sync import sync
from index.types import Source
from tests.fakes import FakeEmbedder
from tests.index.crashing import sync_in_small_steps, sync_until
from tests.index.shelf import Texts, assert_legs_agree, assert_whole, texts_of, write_corpus

KILLS = 55
FILES, LINES = 8, 30
SEED = 20231006
SENTENCE = "Die Landesregierung berichtet im Stand {} über Vorhaben {}, dessen Kosten {} Euro betragen."


class Folder:
    """A folder of documents that changes from round to round."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.path, self.chance = path, chance
        self.corpus = {str(number): self._text() for number in range(LINES)}
        path.mkdir()
        for number in range(FILES):
            self._write_file(number)
        self._write_corpus()

    def change(self) -> None:
        """Files and lines come, change and go."""
        for number in range(FILES):
            if self.chance.random() < 0.3:
                (self.path / f"{number}.txt").unlink(missing_ok=True)
            elif self.chance.random() < 0.4:
                self._write_file(number)
        for key in map(str, range(LINES)):
            if self.chance.random() < 0.2:
                self.corpus.pop(key, None)
            elif self.chance.random() < 0.3:
                self.corpus[key] = self._text()
        self._write_corpus()

    def _write_file(self, number: int) -> None:
        text = "\n\n".join(self._text(self.chance.randrange(5, 30)) for _paragraph in range(self.chance.randrange(1, 5)))
        (self.path / f"{number}.txt").write_text(text, encoding="utf-8")

    def _write_corpus(self) -> None:
        write_corpus(self.path / "corpus.jsonl", self.corpus)

    def _text(self, sentences: int = 3) -> str:
        chance = self.chance
        return " ".join(SENTENCE.format(chance.randrange(99), chance.randrange(99), chance.randrange(10**6)) for _i in range(sentences))


def test_killed_at_any_moment_every_document_is_old_or_new_and_the_next_sync_finishes(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    path = tmp_path / "library"
    folder = Folder(tmp_path / "documents", chance)
    _finish(folder, tmp_path / "one")  # starts the server that the others are forked by
    longest = _finish(folder, tmp_path / "two")
    kills = 0
    while kills < KILLS:
        if kills % 10 == 0:  # the first sync of all is interrupted, too
            shutil.rmtree(path, ignore_errors=True)
        old = _texts(path)
        folder.change()
        prune = chance.random() < 0.7
        new = _expected(folder.path)
        finished = _run(folder, path, prune, seconds=chance.uniform(0, longest))
        kills += finished is None
        _check(path, old, new, prune, finished is not None)
        if chance.random() < 0.2:
            sync([folder.path], path, FakeEmbedder(), prune=True)
            assert _texts(path) == new
            assert not list(path.glob("sources/.*"))
    sync([folder.path], path, FakeEmbedder(), prune=True)
    sync([folder.path], tmp_path / "fresh", FakeEmbedder())
    with Library.open(path) as library, Library.open(tmp_path / "fresh") as fresh:
        assert texts_of(library) == texts_of(fresh) == _expected(folder.path)
        assert _passages(library) == _passages(fresh)
        assert_whole(library)
        assert_legs_agree(library)
        assert {file.name for file in path.glob("sources/*")} == {file.name for file in (tmp_path / "fresh").glob("sources/*")}


def test_killed_before_each_step_that_lasts_every_document_is_old_or_new_and_the_next_sync_finishes(tmp_path: Path) -> None:
    folder, before, after = tmp_path / "documents", tmp_path / "before", tmp_path / "after"
    folder.mkdir()
    _write(folder, {"same": "1", "changed": "2", "gone": "3"}, {"same": "4", "changed": "5", "gone": "6"})
    sync([folder], before, FakeEmbedder())
    (folder / "gone.txt").unlink()
    old = _texts(before)
    _write(folder, {"changed": "7", "new": "8"}, {"same": "4", "changed": "9", "new": "0"})
    new = _expected(folder)
    finished, step = False, 0
    while not finished:
        step += 1
        shutil.rmtree(after, ignore_errors=True)
        shutil.copytree(before, after)
        finished = _killed(sync_until, (step, folder, after), seconds=60) is not None
        _check(after, old, new, prune=True, finished=finished)
        sync([folder], after, FakeEmbedder(), prune=True)
        with Library.open(after) as library:
            assert texts_of(library) == new
            assert_whole(library)
    assert step > 20, step


def _write(folder: Path, files: dict[str, str], lines: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(f"Der Bericht {text} liegt vor.", encoding="utf-8")
    write_corpus(folder / "corpus.jsonl", {key: f"Die Zeile {text} steht hier." for key, text in lines.items()})


def _expected(folder: Path) -> Texts:
    """What a library of the folder must hold."""
    found = {}
    for path in folder.iterdir():
        source = Source(0, path.name, "", "")
        found.update({(path.name, raw.key): to_document(source, raw).text for raw in read(path.read_bytes(), path.name)})
    return found


def _run(folder: Folder, library: Path, prune: bool, seconds: float) -> float | None:
    """Sync in a process that is killed after some seconds; how long it took, None when it was killed before it finished."""
    return _killed(sync_in_small_steps, (folder.path, library, prune), seconds)


def _killed(target: Callable[..., None], arguments: tuple[object, ...], seconds: float) -> float | None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.index.crashing"])
    process = context.Process(target=target, args=arguments)
    process.start()
    started = time.monotonic()
    process.join(seconds)
    process.kill()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL), "it failed by itself"
    return time.monotonic() - started if process.exitcode == 0 else None


def _finish(folder: Folder, library: Path) -> float:
    seconds = _run(folder, library, prune=True, seconds=60)
    assert seconds is not None
    return seconds


def _texts(path: Path) -> Texts:
    """What a library holds; one that was killed before it was made holds nothing."""
    try:
        with Library.open(path) as library:
            return texts_of(library)
    except LibraryMissing:
        return {}


def _check(path: Path, old: Texts, new: Texts, prune: bool, finished: bool) -> None:
    found = _texts(path)
    for document in old.keys() | new.keys() | found.keys():
        allowed = {old.get(document), new.get(document)}
        if document[0] not in {name for name, _key in new} and not prune:
            allowed = {old.get(document)}
        assert found.get(document) in ({new.get(document)} if finished and document in new else allowed), document
    if found:
        with Library.open(path) as library:
            assert_whole(library)
            assert_legs_agree(library)


def _passages(library: Library) -> list[tuple[str, str, str, bytes]]:
    """All passages without their ids, which depend on the history."""
    indexed = (passage for batch in library.changes(0).added for passage in batch)
    return sorted((passage.title, passage.heading, passage.text, passage.vector.tobytes()) for passage in indexed)
