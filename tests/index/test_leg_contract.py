"""What both legs promise: what was added is found, what was removed is not, and a killed update leaves the old state or the new one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.changes import Changes, IndexedPassage, Leg, catch_up
from tests.index.leg_cases import KINDS, best, changes, changes_of, document_of, find, history, ids_after, open_leg

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def leg(kind: str, tmp_path: Path) -> Leg:
    return open_leg(kind, tmp_path)


def test_a_new_leg_is_empty_and_makes_no_folder(leg: Leg, tmp_path: Path) -> None:
    assert (leg.sequence, leg.ids(), leg.outgrown, find(leg, 1)) == (0, set(), False, [])
    assert not list(tmp_path.iterdir())


def test_each_passage_is_found_by_what_only_it_holds(leg: Leg) -> None:
    leg.update(changes(1, range(1, 60)))
    assert [best(leg, number) for number in range(1, 60)] == list(range(1, 60))


def test_what_was_removed_is_never_returned(leg: Leg) -> None:
    leg.update(changes(1, range(1, 30)))
    leg.update(changes(2, [30], removed=range(10, 20)))
    assert leg.ids() == {*range(1, 10), *range(20, 31)}
    for number in range(10, 20):
        assert not {hit.passage_id for hit in find(leg, number, limit=100)} & set(range(10, 20))


def test_removing_the_unknown_is_no_error(leg: Leg) -> None:
    leg.update(changes(1, [1, 2]))
    leg.update(changes(2, [], removed=[99]))
    assert (leg.sequence, leg.ids()) == (2, {1, 2})


def test_an_update_without_passages_moves_the_sequence_number(leg: Leg) -> None:
    leg.update(changes(4, []))
    assert (leg.sequence, leg.ids(), find(leg, 1)) == (4, set(), [])
    leg.update(changes(5, [7]))
    assert (leg.sequence, best(leg, 7)) == (5, 7)


def test_everything_may_be_removed_and_added_again(leg: Leg) -> None:
    leg.update(changes(1, [1, 2]))
    leg.update(changes(2, [], removed=[1, 2]))
    assert (leg.ids(), find(leg, 1)) == (set(), [])
    leg.update(changes(3, [3]))
    assert best(leg, 3) == 3


def test_it_is_the_same_when_opened_again(kind: str, leg: Leg, tmp_path: Path) -> None:
    leg.update(changes(3, range(1, 20)))
    again = open_leg(kind, tmp_path)
    assert (again.sequence, again.ids(), find(again, 5)) == (3, leg.ids(), find(leg, 5))


def test_other_readers_see_an_update_when_they_refresh(kind: str, leg: Leg, tmp_path: Path) -> None:
    leg.update(changes(1, [1]))
    reader = open_leg(kind, tmp_path)
    leg.update(changes(2, [2], removed=[1]))
    assert (reader.sequence, reader.ids()) == (1, {1})
    reader.refresh()
    assert (reader.sequence, reader.ids()) == (2, {2})


def test_a_search_can_be_narrowed_to_documents(leg: Leg) -> None:
    leg.update(changes(1, range(100)))
    found = find(leg, 42, limit=100, document_ids=[4, 7])
    assert found[0].passage_id == 42
    assert {document_of(hit.passage_id) for hit in found} <= {4, 7}
    assert 42 not in {hit.passage_id for hit in find(leg, 42, limit=100, document_ids=[5])}
    assert find(leg, 42, document_ids=[]) == []
    assert find(leg, 42, document_ids=[999]) == []


def test_no_more_than_the_limit_best_first(leg: Leg) -> None:
    leg.update(changes(1, range(50)))
    for limit in (0, 1, 7, 1000):
        scores = [hit.score for hit in find(leg, 3, limit=limit)]
        assert len(scores) <= min(limit, 50)
        assert scores == sorted(scores, reverse=True)


def test_deleted_and_built_again_it_gives_the_same(kind: str, leg: Leg, tmp_path: Path) -> None:
    leg.update(changes(1, range(40)))
    before = [find(leg, number) for number in range(40)]
    for folder in tmp_path.iterdir():
        shutil.rmtree(folder)
    again = open_leg(kind, tmp_path)
    assert again.sequence == 0
    again.update(changes(1, range(40)))
    assert [find(again, number) for number in range(40)] == before


def test_a_deleted_folder_is_noticed_by_an_open_leg(leg: Leg, tmp_path: Path) -> None:
    leg.update(changes(1, [1]))
    for folder in tmp_path.iterdir():
        shutil.rmtree(folder)
    leg.refresh()
    assert leg.sequence == 0
    leg.update(changes(2, [2]))
    assert (leg.sequence, leg.ids()) == (2, {2})


@pytest.mark.parametrize("damage", [b"", b"\x00" * 100], ids=["emptied", "overwritten"])
def test_damaged_files_count_as_no_index_and_are_replaced(kind: str, leg: Leg, tmp_path: Path, damage: bytes) -> None:
    leg.update(changes(1, range(20)))
    for file in tmp_path.rglob("*"):
        if file.is_file():
            file.write_bytes(damage)
    again = open_leg(kind, tmp_path)
    assert (again.sequence, again.ids(), find(again, 1)) == (0, set(), [])
    again.update(changes(1, range(20)))
    assert (again.sequence, best(again, 7)) == (1, 7)


def test_a_failed_update_changes_nothing(leg: Leg) -> None:
    leg.update(changes(1, [1]))
    broken = changes(2, [2, 3, 4, 5], removed=[1])

    def fails() -> Iterator[Sequence[IndexedPassage]]:
        yield from broken.added
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        leg.update(Changes(2, [1], fails()))
    assert (leg.sequence, leg.ids(), best(leg, 1)) == (1, {1}, 1)
    leg.update(broken)
    assert (leg.sequence, leg.ids()) == (2, {2, 3, 4, 5})


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sets(st.integers(0, 40), max_size=12), st.sets(st.integers(0, 400), max_size=8)), max_size=5))
def test_after_any_updates_it_holds_what_it_was_told(
    kind: str, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[set[int], set[int]]]
) -> None:
    leg = open_leg(kind, tmp_path_factory.mktemp("leg"))
    held: set[int] = set()
    for sequence, (count, removed) in enumerate(steps, 1):
        added = {sequence * 50 + number for number in count}  # ids are never used twice
        leg.update(changes(sequence, added, sorted(removed & held)))
        held = held - removed | added
        assert (leg.sequence, leg.ids()) == (sequence, held)
    assert [best(leg, number) for number in sorted(held)] == sorted(held)


def test_catching_up_applies_what_is_missing_and_starts_again_when_ahead(leg: Leg) -> None:
    asked: list[int] = []

    def listed(since: int) -> Changes:
        asked.append(since)
        return changes(3, [1, 2, 3]) if since == 0 else changes(3, [3])

    leg.update(changes(2, [1, 2]))
    catch_up(leg, history(3), listed)
    catch_up(leg, history(3), listed)
    assert (asked, leg.sequence, leg.ids()) == ([2], 3, {1, 2, 3})
    leg.update(changes(9, [77]))  # as if the library had been put back from a backup
    catch_up(leg, history(3), listed)
    assert (asked, leg.sequence, leg.ids()) == ([2, 0], 3, {1, 2, 3})


@pytest.mark.parametrize("reached", [2, 3], ids=["an earlier number", "the same number"])
def test_an_index_of_another_library_is_built_anew(leg: Leg, reached: int) -> None:
    asked: list[int] = []

    def listed(since: int) -> Changes:
        asked.append(since)
        return Changes(3, (), changes(3, [1, 2, 3]).added, "other 3")

    leg.update(changes(reached, [77]))
    catch_up(leg, history(3, "other"), listed)
    assert (asked, leg.sequence, leg.state, leg.ids()) == ([0], 3, "other 3", {1, 2, 3})
    catch_up(leg, history(3, "other"), listed)
    assert asked == [0]


def test_the_name_of_the_state_is_kept(kind: str, leg: Leg, tmp_path: Path) -> None:
    assert leg.state == ""
    leg.update(changes(1, [1]))
    leg.update(changes(2, [2]))
    assert (leg.state, open_leg(kind, tmp_path).state) == ("state 2", "state 2")


def test_searches_go_on_while_another_thread_updates(leg: Leg) -> None:
    leg.update(changes_of(1))
    finished = threading.Event()
    wrong: list[object] = []

    def search() -> None:
        while not finished.is_set():
            try:
                if best(leg, 15) != 15:  # stays through all steps
                    wrong.append(find(leg, 15))
            except BaseException as error:  # noqa: BLE001 - whatever it is, the test must see it
                wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for step in range(2, 12):
        leg.update(changes_of(step))
    finished.set()
    for thread in threads:
        thread.join()
    assert not wrong
    assert leg.ids() == ids_after(11)


def test_killed_at_any_moment_it_is_old_or_new_never_a_mix(kind: str, tmp_path: Path) -> None:
    chance = random.Random(0)
    reached = 0
    for _ in range(5):
        command = [sys.executable, "-m", "tests.index.leg_cases", kind, str(tmp_path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            told = [int(child.stdout.readline()) for _ in range(3)]
            assert told == [reached, reached + 1, reached + 2]
            time.sleep(chance.uniform(0, 0.05))
            os.kill(child.pid, signal.SIGKILL)
            told += [int(line) for line in child.stdout if line.endswith("\n")]
        leg = open_leg(kind, tmp_path)
        reached = leg.sequence
        assert told[-1] <= reached <= told[-1] + 1
        assert leg.ids() == ids_after(reached)
        assert all(best(leg, number) == number for number in sorted(ids_after(reached))[-15:])
    leg.update(changes_of(reached + 1))  # no lock was left behind
    assert leg.ids() == ids_after(reached + 1)
