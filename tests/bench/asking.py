"""From the question to the evidence, to the first checked sentence and to the last, warm, in this process."""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench import syncing

SEED_QUESTIONS = (
    "Bis wann soll die RIS MV umgesetzt werden?",
    "Werden in der Justiz bereits KI-Anwendungen eingesetzt?",
    "Wann und wo fand der Workshop zu Entlastungspotenzialen statt?",
    "Wie hoch ist das Budget für die KI-Strategie?",
)


def questions(path: Path, count: int) -> list[str]:
    """Real questions, each with the title of its paper before it, drawn with a fixed seed."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [f"{row['doc_title']}: {row['question']}"[:2000] for row in random.Random(0).sample(rows, count)]


def measure(library: Path, papers: list[Path], asked: Sequence[str], composed: int) -> dict[str, float | str]:
    """Milliseconds to the evidence over all questions; seconds to sentences over the first `composed` of them that are answered."""
    from rag import Assistant, Found, Timings
    from rag.settings import load

    if not (library / "library.sqlite").exists():
        syncing.run(library, papers)
    waits: list[float] = []
    timings: list[Timings] = []
    with Assistant.open(library, load(mode="composed")) as assistant:
        assistant.answer(asked[0])  # loads what is loaded late
        for question in asked:
            start = time.perf_counter()
            events = assistant.ask(question)
            found = next(events)
            waits.append(time.perf_counter() - start)
            assert isinstance(found, Found)
            events.close()  # type: ignore[attr-defined]
        for question in asked:
            if len(timings) < composed:
                answer = assistant.answer(question)
                timings += [answer.timings] if answer.claims else []
            else:
                break
    return {
        "questions": float(len(asked)),
        "to the evidence, ms (p50)": 1000 * statistics.median(waits),
        "to the evidence, ms (p95)": 1000 * sorted(waits)[int(0.95 * (len(waits) - 1))],
        "answers": float(len(timings)),
        "to the first sentence, s (p50)": statistics.median(timing.first_claim for timing in timings),
        "to the end, s (p50)": statistics.median(timing.total for timing in timings),
    }
