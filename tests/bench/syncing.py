"""A whole sync in a process of its own: passages a second, peak memory, size of the library; then a second one that finds nothing new."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

CHILD = """
import json, resource, sys, time
from pathlib import Path
from index.embedder import open_embedder
from index.sync import sync
report = sync([Path(name) for name in sys.argv[2:]], Path(sys.argv[1]), open_embedder())
print(json.dumps({**report.to_dict(), "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def measure(library: Path, papers: list[Path]) -> dict[str, float | str]:
    """Figures of the first sync (only when the library is not there yet) and of an unchanged second one."""
    from index.library import Library

    figures: dict[str, float | str] = {}
    if not (library / "library.sqlite").exists():
        first = run(library, papers)
        figures |= {"first sync: passages/s, all in": first["passages"] / first["seconds"], "first sync: peak memory, MB": first["peak"]}
    start = time.perf_counter()
    again = run(library, papers)
    figures |= {"unchanged sync, s": time.perf_counter() - start, "unchanged sync: peak memory, MB": again["peak"]}
    with Library.open(library) as opened:
        info = opened.info()
    bytes_each = info.bytes / info.passages
    return figures | {"documents": float(info.documents), "passages": float(info.passages), "library bytes per passage": bytes_each}


def run(library: Path, papers: list[Path]) -> dict[str, float]:
    """Sync in a child process; its report and its peak memory in MB."""
    command = [sys.executable, "-c", CHILD, str(library), *map(str, papers)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
