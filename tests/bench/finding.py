"""What finding costs: the lexical index, the vectors of sentences, named and filtered questions, a second evaluation; and how well the
heads of real papers are read."""

from __future__ import annotations

import datetime
import gzip
import itertools
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from index.changes import Changes, IndexedPassage
from index.embedder import open_embedder
from index.lexical import LexicalIndex
from index.library import Library
from index.passages import embedding_text
from index.prepare import to_document
from index.readers import read
from index.search import Retriever
from index.types import Filters, Metadata, Passage, Source
from index.vectors import embed
from rag.material import gather
from tests.bench import syncing

EMBEDDED = 96  # passages
ROUNDS = 3
ADDED = 1000  # passages of an incremental update
ASKED = 100  # questions of each kind
EVIDENCE = 6
_TITLE = re.compile(r"(?P<kind>.+?) Drucksache (?P<number>\S+) \((?P<date>\d{4}-\d{2}-\d{2})\)")
_SHORTER = re.compile(r"\s|(?<=\(\w)\w+")  # "zu 204/25 (Beschluss)" is written zu204/25(B) in the titles of the file

Figures = dict[str, float | str]


def measure(library: Path, papers: list[Path], data: Path) -> Figures:
    """All figures on the library of the corpora; it is built if it is not there."""
    if not (library / "library.sqlite").exists():
        syncing.run(library, papers)
    with Library.open(library) as opened:
        found = lexical(opened) | embedding(opened) | asking(opened, data / "bundestag_antworten" / "questions.jsonl")
    heads = data / "bundestag_drucksachen" / "passages.jsonl.gz"
    return found | (metadata(heads) if heads.exists() else {}) | second_evaluation(data / "xquad_de")


def lexical(library: Library) -> Figures:
    """Passages a second: all at once, and `ADDED` to an index that holds the others."""
    changes = library.changes(0)
    passages = list(itertools.chain.from_iterable(changes.added))
    old, new = passages[:-ADDED] or passages, passages[-ADDED:]
    with TemporaryDirectory() as folder:
        whole = _seconds(LexicalIndex(Path(folder, "whole")).rebuild, Changes(changes.sequence, (), _batches(passages)))
        index = LexicalIndex(Path(folder, "grown"))
        index.rebuild(Changes(1, (), _batches(old)))
        more = _seconds(index.update, Changes(2, [each.id for each in new], _batches(new)))
    return {
        "lexical index, passages": float(len(passages)),
        "rebuilt, passages/s": len(passages) / whole,
        f"{len(new)} passages replaced in one update, passages/s": len(new) / more,
    }


def embedding(library: Library) -> Figures:
    """Passages a second with and without the vectors of their sentences; medians of rounds that take turns."""
    encoder = open_embedder()
    ids = sorted(each.id for batch in library.changes(0).added for each in batch)
    passages: Sequence[Passage] = library.passages(ids[:: max(len(ids) // EMBEDDED, 1)][:EMBEDDED])
    texts = [embedding_text(passage) for passage in passages]
    encoder.embed_passages(texts[:4])  # warm
    rounds = [(_seconds(encoder.embed_passages, texts), _seconds(embed, passages, encoder)) for _ in range(ROUNDS)]
    alone, both = (statistics.median(each) for each in zip(*rounds, strict=True))
    return {
        "vectors of passages alone, passages/s": len(passages) / alone,
        "and of their sentences, passages/s": len(passages) / both,
        "with sentences, times as long": both / alone,
    }


def asking(library: Library, questions: Path) -> Figures:
    """Milliseconds to the evidence of questions as they are, of those that name their paper, and of those with filters."""
    rows = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    rows = rows[:: max(len(rows) // ASKED, 1)][:ASKED]
    retriever = Retriever(library, open_embedder())
    kinds: dict[str, list[tuple[str, Filters | None]]] = {
        "as they are": [(row["question"], None) for row in rows],
        "that name their paper": [(f"{row['question']} (Drucksache {row['doc']})", None) for row in rows],
        "with a filter by number": [(row["question"], Filters(number=row["doc"])) for row in rows],
        "with a filter by date": [(row["question"], Filters(since=_day(row), until=_day(row))) for row in rows],
    }
    gather(library, retriever, "Wer?", EVIDENCE)
    found: Figures = {"questions of each kind": float(len(rows))}
    for kind, asked in kinds.items():
        took = sorted(1000 * _seconds(gather, library, retriever, question, EVIDENCE, filters) for question, filters in asked)
        found |= {f"evidence, questions {kind}, ms (p50)": statistics.median(took)}
        found |= {f"evidence, questions {kind}, ms (p95)": took[int(0.95 * (len(took) - 1))]}
    return found


def metadata(heads: Path) -> Figures:
    """Share of real papers of which number, date and kind are read right; what they are stands in the title of each line of the file."""
    right: dict[str, list[bool]] = {"number": [], "date": [], "kind": []}
    with gzip.open(heads, "rt", encoding="utf-8") as lines:
        records = [record for record in map(json.loads, lines) if record["id"].endswith("#0")]
    for record in records:
        match = _TITLE.fullmatch(record["title"])
        if match is None:
            continue
        known = _read(record["text"])
        right["number"].append(_SHORTER.sub("", known.number) == match["number"])
        right["date"].append(known.date is not None and known.date.isoformat() == match["date"])
        right["kind"].append(known.kind.casefold() == match["kind"].casefold())
    shares = {f"{name} right, share": statistics.mean(each) for name, each in right.items() if each}
    return {"heads of papers": float(len(right["number"])), **shares}


def second_evaluation(corpus: Path) -> Figures:
    """Seconds of a whole `belegt eval retrieval` whose library is there already."""
    options = ["--corpus", str(corpus / "passages.jsonl"), "--questions", str(corpus / "questions.jsonl"), "--quiet", "--json"]
    command = [sys.executable, "-m", "ui.cli", "eval", "retrieval", *options]
    subprocess.run([*command, "--sample", "1"], check=True, capture_output=True)  # builds the library, if it must
    began = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    questions = json.loads(done.stdout)["about"]["questions"]
    return {f"second evaluation of {corpus.name}, {questions} questions, s": time.perf_counter() - began}


def _read(text: str) -> Metadata:
    (raw,) = read(text.encode(), "paper.txt")
    return to_document(Source(1, "paper.txt", "", ""), raw).metadata


def _day(row: dict[str, str]) -> datetime.date:
    return datetime.date.fromisoformat(row["date"])


def _batches(passages: Sequence[IndexedPassage]) -> Iterator[Sequence[IndexedPassage]]:
    return (passages[at : at + 1000] for at in range(0, len(passages), 1000))


def _seconds(work: Callable[..., object], *arguments: object) -> float:
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began
