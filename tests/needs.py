"""What a test needs of the machine: where it is missing the test is skipped and says why, in CI it fails.

CI is what the Makefile takes for it: the variable CI with any value but the empty one.
"""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def in_ci() -> bool:
    """Whether whatever a test needs must be there."""
    return bool(os.environ.get("CI"))


def missing(what: str) -> NoReturn:
    """End the test for want of something."""
    if in_ci():
        pytest.fail(what)
    pytest.skip(what)
