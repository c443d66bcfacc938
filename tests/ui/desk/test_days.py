"""Days are read as people in Germany write them, and as links of before hold them."""

from __future__ import annotations

import datetime

import pytest

from ui.desk.days import day_of

DAY = datetime.date(2023, 10, 6)


@pytest.mark.parametrize("written", ["6.10.2023", "06.10.2023", " 6. 10. 2023 ", "2023-10-06"])
def test_a_day_is_read(written: str) -> None:
    assert day_of(written) == DAY


@pytest.mark.parametrize("written", ["", "gestern", "31.2.2023", "10/6/2023", "6.10.23", "0.0.0000", "6.10.2023 x", "\u0666.10.2023"])
def test_what_is_no_day_is_none(written: str) -> None:
    assert day_of(written) is None
