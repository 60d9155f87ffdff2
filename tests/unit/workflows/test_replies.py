"""Answers kept in memory never outgrow it, and the least recently asked goes first."""

from __future__ import annotations

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
