"""What runs longer than it may is interrupted, once and never after it ended, by one thread for all of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from petroverse.lake.deadlines import Deadlines


@pytest.fixture
def deadlines() -> Iterator[Deadlines]:
    made = Deadlines()
    yield made
    made.close()


def test_what_runs_on_is_interrupted_once_and_what_ends_in_time_never(deadlines: Deadlines):
    told: list[str] = []
    with deadlines.after(0.05, lambda: told.append("late")):
        with deadlines.after(0.05, lambda: told.append("in time")):
            pass
        time.sleep(0.2)
    assert told == ["late"]


def test_a_shorter_time_is_kept_beside_a_longer_one_and_one_thread_serves_both(deadlines: Deadlines):
    told: list[str] = []
    before = threading.active_count()
    with (
        deadlines.after(60, lambda: told.append("never")),
        deadlines.after(0.05, lambda: told.append("first")),
        deadlines.after(0.1, lambda: told.append("second")),
    ):
        assert threading.active_count() == before + 1
        time.sleep(0.3)
    assert told == ["first", "second"]


def test_one_after_another_from_many_threads_each_has_its_own_time(deadlines: Deadlines):
    told: list[int] = []

    def work(number: int) -> None:
        for _ in range(50):
            with deadlines.after(30, lambda: told.append(-1)):
                pass
        with deadlines.after(0.01 * number, lambda: told.append(number)):
            time.sleep(0.5)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(told) == [1, 2, 3, 4, 5]
