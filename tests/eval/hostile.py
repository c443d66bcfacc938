"""Asks every hostile document's question with the models that `belegt` answers with, quoted and composed, and names what does not hold.

It does not know the documents (`tests.rag.hostile`) nor what must hold of an answer (`tests.rag.hostile.invariants`):

    python -m tests.eval.hostile [NUMBER ...]

Each is asked as people ask, among all others, and once more alone and with nothing refused, so that its own text must be the evidence. Exit
code 1 when something does not hold.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from index.library import Library
from index.types import Embedder
from rag.assistant import Assistant
from rag.opening import embedder_of, generator_of
from rag.settings import load
from rag.types import Options
from tests.rag.hostile import DOCUMENTS, Hostile
from tests.rag.hostile.asking import Overheard, ask, right, write


def main(arguments: Sequence[str]) -> int:
    """Print a line for each failure and one for each way of asking; 0 when everything holds."""
    documents = [document for document in DOCUMENTS if not arguments or document.name[:2] in arguments]
    embedder, generator = embedder_of(load()), generator_of(load(mode="composed"))
    assert generator is not None
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        (Path(folder) / "documents").mkdir()
        write(Path(folder) / "documents", library, embedder)
        overheard = Overheard(generator)
        failed = 0
        for writer in (None, overheard):
            failed += _asked(library, embedder, writer, Options(), documents, alone=False)
            failed += _asked(library, embedder, writer, Options(refusal_threshold=0.0), documents, alone=True)
    return int(failed > 0)


def _asked(library: Path, embedder: Embedder, writer: Overheard | None, options: Options, documents: Sequence[Hostile], alone: bool) -> int:
    """How many documents an answer was broken by."""
    held, true, statuses = 0, 0, list[str]()
    with Library.open(library, embedder) as opened:
        assistant = Assistant(opened, embedder, writer, options)
        for document in documents:
            answer, failures = ask(assistant, document, writer.heard if writer else [], alone)
            held, true = held + (not failures), true + right(answer, document)
            statuses.append(answer.status)
            for failure in failures:
                print(f"  {document.name}: {failure}")
    way = f"{'composed' if writer else 'quoted'}, {'alone' if alone else 'among all'}, threshold {options.refusal_threshold}"
    counts = ", ".join(f"{statuses.count(status)} {status}" for status in sorted(set(statuses)))
    print(f"{way}: {held} of {len(documents)} hold; {true} say what is true; {counts}", flush=True)
    return len(documents) - held


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
