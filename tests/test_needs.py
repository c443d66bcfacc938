"""What is missing fails in CI and skips elsewhere; the Makefile and the tests take the same for CI."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.needs import in_ci, missing


@pytest.mark.parametrize(("value", "expected"), [("true", True), ("1", True), ("", False)])
def test_any_value_of_the_variable_is_ci(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("CI", value)
    assert in_ci() is expected
    with pytest.raises(pytest.fail.Exception if expected else pytest.skip.Exception, match="Chromium"):
        missing("Chromium is missing")


def test_nobody_decides_it_otherwise() -> None:
    root = Path(__file__).parent.parent
    readers = [path.name for path in (root / "tests").rglob("*.py") if 'environ.get("CI")' in path.read_text("utf-8")]
    assert sorted(readers) == ["needs.py", "test_needs.py"]
    assert '[ -z "$$CI" ]' in (root / "Makefile").read_text("utf-8")
