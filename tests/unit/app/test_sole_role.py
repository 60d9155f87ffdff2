"""A part that one process plays: whatever goes wrong in it, it begins anew, until it is told to stop."""

from __future__ import annotations

import threading
import time

from petroverse.app.sole_role import beside, play
from petroverse.core.errors import Unavailable
from petroverse.database import Database, SolePart


def test_a_part_begins_anew_after_a_fault_and_after_what_nobody_foresaw(database: Database):
    faults: list[Exception] = [Unavailable("the bus is away"), ValueError("nobody foresaw this")]
    begun = threading.Event()

    def work(stop: threading.Event):
        async def part(ours: SolePart) -> None:
            assert ours.is_ours()
            if faults:
                raise faults.pop()
            begun.set()
            stop.wait(20)

        return play(database.url, "a-part", stop, part)

    with beside("a-part", work):
        assert begun.wait(20)
    assert not [each for each in threading.enumerate() if each.name == "a-part"]


def test_two_do_not_play_at_once(database: Database):
    playing, most = [], []

    def work(stop: threading.Event):
        async def part(_: SolePart) -> None:
            playing.append(1)
            most.append(len(playing))
            stop.wait(0.5)
            playing.pop()

        return play(database.url, "a-part", stop, part)

    with beside("one", work), beside("two", work):
        time.sleep(1.5)
    assert set(most) == {1}
