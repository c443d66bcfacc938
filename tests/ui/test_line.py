"""The line in front of the answers: first come, first served, and too many are turned away."""

from __future__ import annotations

import threading

import pytest

from ui.line import Line, LineFull


def test_only_so_many_at_once_and_the_rest_in_their_order() -> None:
    line = Line(places=2, waiting=2)
    first, second, third, fourth = (line.stand() for _ in range(4))
    assert [line.ahead(ticket) for ticket in (first, second, third, fourth)] == [0, 0, 1, 2]
    with pytest.raises(LineFull):
        line.stand()
    line.leave(second)
    assert [line.ahead(ticket) for ticket in (first, third, fourth)] == [0, 0, 1]
    line.leave(second)
    assert line.ahead(fourth) == 1


def test_who_waits_goes_on_as_soon_as_somebody_leaves() -> None:
    line = Line(places=1, waiting=1)
    first, second = line.stand(), line.stand()
    entered = threading.Event()

    def wait() -> None:
        with second:
            entered.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert not entered.wait(0.05)
    line.leave(first)
    assert entered.wait(10)
    waiting.join(10)
    assert line.ahead(line.stand()) == 0


def test_who_only_moves_up_waits_on() -> None:
    line = Line(places=1, waiting=2)
    first, _second, third = (line.stand() for _ in range(3))
    line.leave(first)
    assert not third.called.is_set()
    assert line.wait(third, 0.0) == 1


def test_a_failure_gives_the_place_back() -> None:
    line = Line(places=1, waiting=0)
    with pytest.raises(ZeroDivisionError), line.stand():
        raise ZeroDivisionError
    line.stand()
