"""The desk over two papers, once for each file of tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from argon2 import PasswordHasher

from tests.ui.desk.desks import Desk, opened
from ui.desk import users


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """With an account for each role."""
    made = opened(tmp_path_factory.mktemp("desk"))
    yield made
    made.assistant.close()


@pytest.fixture(scope="session", autouse=True)
def _cheap() -> Iterator[None]:
    """Hashes that take no time: what the real ones cost is theirs, and a test signs in often."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(users, "PasswordHasher", partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1))
        yield
