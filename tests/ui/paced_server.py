"""The page of `tests.ui.paced` in a process of its own, which a test can kill.

    python -m tests.ui.paced_server FOLDER PORT [KEEP_DAYS]

Answers with "langsam" wait.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from tests.ui.paced import Paced, screen

if __name__ == "__main__":
    folder, port, *rest = sys.argv[1:]
    Paced.gate.clear()
    with screen(Path(folder), port=int(port), keep_days=int(rest[0]) if rest else 90) as running:
        print(running.url, flush=True)
        threading.Event().wait()
