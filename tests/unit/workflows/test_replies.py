"""Answers kept in memory never outgrow it, and the least recently asked goes first."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.workflows.replies import Kept


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 60))))
def test_what_is_kept_never_outgrows_the_memory(steps: list[tuple[int, int]]):
    kept: Kept[int, int] = Kept(100)
    sizes: dict[int, int] = {}
    for key, size in steps:
        kept.keep(key, size, size)
        sizes = {each: value for each in range(10) if (value := kept.get(each)) is not None}
    assert sum(sizes.values()) <= 100


def test_the_least_recently_asked_goes_first():
    kept: Kept[str, str] = Kept(40)
    for key in ("a", "b", "c", "d"):
        kept.keep(key, key, 10)
    kept.get("a")
    kept.keep("e", "e", 10)
    assert [kept.get(key) for key in ("a", "b", "e")] == ["a", None, "e"]


def test_what_many_ask_for_at_once_is_made_once():
    kept: Kept[str, int] = Kept(100)
    asked, made = threading.Barrier(8), []

    def make() -> int:
        made.append(1)
        asked.wait()  # the maker is the last to come here, so everybody else waits for it or finds it kept
        return 7

    def ask(number: int) -> int:
        if number:
            asked.wait()
        return kept.made("a", make, lambda _: 1)

    with ThreadPoolExecutor(8) as people:
        assert list(people.map(ask, range(8))) == [7] * 8
    assert made == [1]


def test_what_cannot_be_made_is_said_and_made_the_next_time():
    kept: Kept[str, int] = Kept(100)
    with pytest.raises(ZeroDivisionError):
        kept.made("a", lambda: 1 // 0, lambda _: 1)
    assert kept.made("a", lambda: 2, lambda _: 1) == 2
