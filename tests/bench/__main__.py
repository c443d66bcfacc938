"""Print the table of speed and memory; write it as JSON to bench-results/.

    python -m tests.bench                        what needs no data: the starter library and the project's own PDFs
    BELEGT_EVAL_DATA=FOLDER python -m tests.bench    also the corpora and papers of FOLDER
    python -m tests.bench reading asking         only these sections

The library of the corpora is kept in bench-results/library: its first sync takes minutes and measures the memory of a sync.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import asking, embedding, finding, importing, reading, serving, syncing

RESULTS = Path("bench-results")
ROOT = Path(__file__).parent.parent.parent
Figures = dict[str, float | str]


def main(wanted: list[str]) -> None:
    """Run the sections and print each as soon as it is there."""
    data = Path(os.environ["BELEGT_EVAL_DATA"]) if os.environ.get("BELEGT_EVAL_DATA") else None
    found: dict[str, Figures] = {
        "machine": {"cores": os.cpu_count() or 0, "python": platform.python_version(), "system": platform.platform()}
    }
    for name, section in sections(data).items():
        if not wanted or name in wanted:
            found[name] = section()
            print(f"\n{name}")
            print(
                "\n".join(
                    f"  {key:<58} {value:>12,.4g}" if isinstance(value, float) else f"  {key:<58} {value:>12}"
                    for key, value in found[name].items()
                )
            )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(json.dumps(found, indent=2, ensure_ascii=False), encoding="utf-8")


def sections(data: Path | None) -> dict[str, Callable[[], Figures]]:
    """Each section and how it is measured, with the corpora where they are."""
    seeds = [ROOT / "seeds"]
    plain: dict[str, Callable[[], Figures]] = {
        "importing": importing.measure,
        "reading": lambda: reading.measure(reading.papers(data)),
        "asking the starter library": lambda: asking.measure(RESULTS / "seeds", seeds, asking.SEED_QUESTIONS, composed=4),
        "serving": lambda: serving.measure(RESULTS / "seeds", seeds),
        "twenty people at once": lambda: serving.together(RESULTS / "seeds", seeds),
    }
    if data is None:
        return plain
    corpus = data / "bundestag_antworten"
    papers = [corpus / "passages.jsonl", *reading.papers(data)]
    questions = asking.questions(corpus / "questions.jsonl", 200)
    return plain | {
        "embedding": lambda: embedding.measure(corpus / "passages.jsonl"),
        "equal vectors": lambda: embedding.compare(data / "xquad_de"),
        "syncing": lambda: syncing.measure(RESULTS / "library", papers),
        "finding": lambda: finding.measure(RESULTS / "library", papers, data),
        "asking 13,345 passages": lambda: asking.measure(RESULTS / "library", papers, questions, composed=10),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
