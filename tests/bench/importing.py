"""How long `import rag` takes, in fresh processes."""

from __future__ import annotations

import statistics
import subprocess
import sys

ROUNDS = 9
TIMED = "import time; start = time.perf_counter(); import rag; print(time.perf_counter() - start)"


def measure() -> dict[str, float | str]:
    """Seconds, median of several processes; the first one, which reads from disk, does not count."""
    times = [
        float(subprocess.run([sys.executable, "-c", TIMED], check=True, capture_output=True, text=True).stdout) for _ in range(ROUNDS + 1)
    ]
    return {"import rag, s (median)": statistics.median(times[1:])}
