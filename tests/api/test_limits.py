"""Buckets: what one name may ask in a minute, and who counts as one."""

from __future__ import annotations

import asyncio
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.api import TooManyRequests
from petroverse.api.limits import Buckets, network_of
from petroverse.api.narrow_door import NarrowDoor


class Time:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def taken(buckets: Buckets, name: str, times: int) -> int:
    """How many of so many attempts were given."""
    given_ = 0
    for _ in range(times):
        try:
            buckets.take(name)
        except TooManyRequests:
            continue
        given_ += 1
    return given_


def test_a_full_bucket_gives_a_minutes_worth_and_no_more():
    assert taken(Buckets(60, "questions", seconds=Time()), "ama", 100) == 60


def test_the_refusal_says_when_to_come_back_and_then_there_is_one():
    time = Time()
    buckets = Buckets(6, "questions", seconds=time)
    taken(buckets, "ama", 6)
    with pytest.raises(TooManyRequests, match="too many questions") as refused:
        buckets.take("ama")
    assert refused.value.retry_after_s == 10
    time.now_s += refused.value.retry_after_s
    assert taken(buckets, "ama", 2) == 1


def test_one_name_never_empties_anothers_bucket():
    buckets = Buckets(3, "questions", seconds=Time())
    assert taken(buckets, "ama", 10) == 3
    assert taken(buckets, "kofi", 10) == 3


def test_none_is_no_limit():
    assert taken(Buckets(0, "questions", seconds=Time()), "ama", 5000) == 5000


@given(st.lists(st.floats(0, 30), max_size=60), st.integers(1, 100))
def test_never_more_than_a_bucket_and_what_time_brings(pauses: list[float], per_minute: int):
    time = Time()
    buckets = Buckets(per_minute, "questions", seconds=time)
    got = 0
    for pause in pauses:
        time.now_s += pause
        got += taken(buckets, "ama", 3)
    assert got <= per_minute + per_minute * time.now_s / 60 + 1e-6


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:0:2", "2001:db8::/64"),
        ("odd", "odd"),
    ],
)
def test_an_address_counts_by_its_network(address: str, network: str):
    assert network_of(address) == network


def test_a_narrow_door_lets_few_through_at_once_and_sends_away_whom_it_has_no_room_for():
    let_go = threading.Event()

    async def crowd() -> list[object]:
        door = NarrowDoor(at_once=2, most_waiting=3, what="too many")
        came = [asyncio.create_task(door.through(let_go.wait)) for _ in range(8)]
        await asyncio.wait(came, return_when=asyncio.FIRST_EXCEPTION)
        let_go.set()
        return await asyncio.gather(*came, return_exceptions=True)

    told = asyncio.run(crowd())
    assert told.count(True) == 5
    assert [each.retry_after_s for each in told if isinstance(each, TooManyRequests)] == [3, 3, 3]
