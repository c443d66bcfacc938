"""Passages by number and the two legs in one form, for the contract that both keep; also the child process that is killed while it writes.

Passage `n` holds a word and a vector that no other has, so that it can be asked for by its number.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from index.changes import Changes, History, IndexedPassage, Leg
from index.dense import DenseIndex
from index.lexical import LexicalIndex
from index.types import Float32, Hit

DIMENSION = 16
KINDS = ("dense", "lexical")
STEP = 10  # passages that one step of the child adds


def open_leg(kind: str, folder: Path) -> Leg:
    return DenseIndex(folder / "dense", DIMENSION) if kind == "dense" else LexicalIndex(folder / "lexical")


def word(number: int) -> str:
    """A word of its own for each number, with nothing in common that a stemmer or a 4-gram would see."""
    letters = "bcdfghjklm"
    return "".join(letters[int(digit)] for digit in f"{number:06}")


def vector(number: int) -> Float32:
    made = np.random.default_rng(number).standard_normal(DIMENSION).astype(np.float32)
    return made / np.float32(np.linalg.norm(made))


def passage(number: int) -> IndexedPassage:
    text = f"Der Bericht {word(number)} wurde vorgelegt."
    return IndexedPassage(number, document_of(number), "Berichte", "", "text", text, vector(number))


def document_of(number: int) -> int:
    return number // STEP


def changes(sequence: int, added: Collection[int], removed: Sequence[int] = ()) -> Changes:
    numbers = sorted(added)
    batches = [[passage(number) for number in numbers[at : at + 3]] for at in range(0, len(numbers), 3)]
    return Changes(sequence, removed, batches, f"state {sequence}")


def history(sequence: int, library: str = "state") -> History:
    """Of a library that went through all states up to this one; each library names its own."""
    return History(sequence, [f"{library} {number}" for number in range(sequence + 1)])


def find(leg: Leg, number: int, limit: int = 3, document_ids: Collection[int] | None = None) -> list[Hit]:
    """What the leg says when it is asked for passage `number`."""
    if isinstance(leg, DenseIndex):
        return leg.search(vector(number), limit, document_ids)
    assert isinstance(leg, LexicalIndex)
    return leg.search(word(number), limit, document_ids)


def best(leg: Leg, number: int) -> int | None:
    """The passage found first, None when nothing is near."""
    hits = find(leg, number, limit=1)
    return hits[0].passage_id if hits else None


def ids_after(step: int) -> set[int]:
    """What the child's leg holds after `step` steps: ten passages come with each, and five of them go with the next."""
    newest = set(range(step * STEP, step * STEP + STEP)) if step else set()
    return newest | {number for earlier in range(1, step) for number in range(earlier * STEP + STEP // 2, (earlier + 1) * STEP)}


def changes_of(step: int) -> Changes:
    """What leads from `ids_after(step - 1)` to `ids_after(step)`."""
    return changes(step, ids_after(step) - ids_after(step - 1), sorted(ids_after(step - 1) - ids_after(step)))


def write_until_killed(kind: str, folder: Path) -> None:
    """Tell the sequence number at the start and after each step that is done."""
    leg = open_leg(kind, folder)
    while True:
        print(leg.sequence, flush=True)
        leg.update(changes_of(leg.sequence + 1))


if __name__ == "__main__":
    write_until_killed(sys.argv[1], Path(sys.argv[2]))
