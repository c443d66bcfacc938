"""How much memory a model may still take.

It does not know models. Best effort: where the system does not say, everything fits.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path


def free_memory() -> int:
    """Bytes that this process could still use: of the machine, of its container, of its own limit; `sys.maxsize` when unknown."""
    return min(_of_machine(), _of_container(), _of_process())


def _of_machine() -> int:
    found = re.search(r"MemAvailable:\s+(\d+) kB", _read("/proc/meminfo"))
    return int(found[1]) * 1024 if found else sys.maxsize


def _of_container(folder: str = "/sys/fs/cgroup") -> int:
    limit, used = _read(f"{folder}/memory.max").strip(), _read(f"{folder}/memory.current").strip()
    cached = re.search(r"^inactive_file (\d+)", _read(f"{folder}/memory.stat"), re.MULTILINE)  # given back when needed
    if not (limit.isdecimal() and used.isdecimal()):
        return sys.maxsize
    return int(limit) - int(used) + (int(cached[1]) if cached else 0)


def _of_process() -> int:
    if sys.platform == "win32":
        return sys.maxsize
    import resource

    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    used = _read("/proc/self/statm").split(" ")[0]
    if limit == resource.RLIM_INFINITY or not used.isdecimal():
        return sys.maxsize
    return limit - int(used) * resource.getpagesize()


def _read(path: str) -> str:
    try:
        return Path(path).read_text("ascii")
    except OSError:
        return ""
