"""Keeps the libraries from calling anyone: no hub, no usage statistics, no progress bars of their own.

It does not know which libraries are used; it must run before they are imported, because most of them read the environment once.
"""

from __future__ import annotations

import os
import sys

QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Else Gradio makes a table of its latest 10,000 questions' times after each question, which nobody reads.
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TRANSFORMERS_NO_ADVISORY_WARNINGS": "1",
}


def quiet_environment() -> None:
    """Nothing leaves this machine from here on. Safe to repeat."""
    os.environ.update(QUIET)
    # OpenMP's threads spin while they wait for each other, on the very cores that the others need: beside other work a draft of llama.cpp
    # took ten times as long. Whoever loads OpenMP first decides for all, so it is decided here.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    # OpenVINO reports usage through a package of its own and has a stand-in for machines without it. It asks nobody first.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
