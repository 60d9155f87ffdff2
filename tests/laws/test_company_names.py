"""Names that stand for a company: chains are followed, days are kept, and taking one back undoes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.country import CompanyAlias
from petroverse.lake import StandsFor, name_map

NAMES = ("A", "B", "C", "D")
DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2024, 12, 31)))
ALIASES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), DAYS).filter(lambda each: each[0] < each[1]), max_size=6
).map(lambda drawn: tuple(CompanyAlias(name, company, since) for name, company, since in drawn))


def read_as(rows: Sequence[StandsFor], name: str, day: date) -> str:
    return next((each.company for each in rows if each.name == name and each.since <= day < each.until), name)


def followed(aliases: Sequence[CompanyAlias], name: str, day: date) -> str:
    """The slow way: step by step, the latest alias that has begun."""
    begun: Mapping[date, str] = {
        each.since or date.min: each.company
        for each in aliases
        if each.alias == name and (each.since or date.min) <= day
    }
    return followed(aliases, begun[max(begun)], day) if begun else name


@given(ALIASES, st.sampled_from(NAMES), st.dates(date(2019, 1, 1), date(2026, 1, 1)))
def test_the_map_follows_every_chain_on_every_day(aliases, name, day):
    assert read_as(name_map(aliases).rows, name, day) == followed(aliases, name, day)


@given(ALIASES)
def test_no_two_lines_of_the_map_speak_for_one_name_on_one_day(aliases):
    rows = name_map(aliases).rows
    assert not [
        (one, other)
        for one in rows
        for other in rows
        if one is not other and one.name == other.name and one.since < other.until and other.since < one.until
    ]


@given(ALIASES)
def test_equal_maps_have_equal_keys_and_none_has_no_key(aliases):
    assert (name_map(aliases).key == "") == (not name_map(aliases).rows)
    again = tuple(CompanyAlias(each.alias, each.company, each.since) for each in aliases)
    assert name_map(aliases).key == name_map(again).key


def test_a_circle_ends():
    assert name_map((CompanyAlias("A", "B"), CompanyAlias("B", "A"))).rows != ()
