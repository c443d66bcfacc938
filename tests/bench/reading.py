"""Pages a second from a PDF's bytes to a document that can be cited, on one core."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from index.prepare import to_document
from index.readers import read
from index.types import Source
from tests import pdfs

ROUNDS = 3
PAPERS = (  # a contract, a programme with hyphenation, a law: 156 + 73 + 456 pages
    "pdf/koalitionsvertrag/Marwe__210506_Koalitionsvertrag_2021-2026.pdf",
    "pdf/wahlprogramme/nicosrp__Bundestagswahlprogramme__AfD__2017.pdf",
    "pdf/gesetze_im_internet/bhc91__BGB.pdf",
)


def papers(data: Path | None) -> list[Path]:
    """The PDFs to measure with; without data the project's own are written into a folder."""
    if data is not None:
        return [data / name for name in PAPERS]
    made = Path("bench-results") / "own.pdf"
    made.parent.mkdir(exist_ok=True)
    made.write_bytes(pdfs.over_pages())
    return [made]


def measure(paths: list[Path]) -> dict[str, float | str]:
    """Pages a second for each paper, reading alone and with cleaning; medians."""
    return {f"{path.stem[:40]}: {what}, pages/s": rate for path in paths for what, rate in _paper(path).items()}


def _paper(path: Path) -> dict[str, float]:
    reading, whole = [], []
    data = path.read_bytes()
    for _ in range(ROUNDS):
        start = time.perf_counter()
        raw = list(read(data, path.name))
        read_at = time.perf_counter()
        for document in raw:
            to_document(Source(1, path.name, "", ""), document)
        pages = sum(len(document.pages) for document in raw)
        reading.append(pages / (read_at - start))
        whole.append(pages / (time.perf_counter() - start))
    return {"read": statistics.median(reading), "read and clean": statistics.median(whole)}
