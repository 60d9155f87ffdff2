"""Laws of what insights rest on: odds, discoveries, freshness, writing and reading, words."""

from __future__ import annotations

import string
import tomllib
from datetime import date
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.insight import (
    AUDIENCES,
    FINDERS,
    About,
    Candidate,
    Insight,
    insight_from_plain,
    insight_to_plain,
    month_after,
)
from petroverse.insight.kin import successions
from petroverse.insight.odds import discoveries, is_fresh, spread, surprise_of
from petroverse.insight.ranking import ranked
from petroverse.metrics import Filter, Query

FINITE = st.floats(-50, 50)
CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=12)
MONTH = st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(lambda day: day.replace(day=1))
NAMES = st.text(string.ascii_uppercase + " &", min_size=1, max_size=12)
ABOUT = st.builds(
    About,
    st.sampled_from(["omc", "national", ""]),
    st.lists(st.sampled_from(["gasoline", "gasoil", "lpg"]), unique=True).map(tuple),
    st.sampled_from(["company", ""]),
    NAMES,
    st.lists(NAMES, max_size=2).map(tuple),
)
QUERY = st.just(Query(("volume",), ("month",), (Filter("source", "in", ("omc",)),)))
CANDIDATE = st.builds(
    Candidate,
    st.sampled_from([each.kind for each in FINDERS]),
    ABOUT,
    MONTH,
    st.tuples(QUERY),
    st.floats(0, 4),
    st.floats(0, 1e6),
    st.sampled_from(["up", "down", "level"]),
)
WEIGHTS = {each.kind: each.audiences for each in FINDERS}


@given(FINITE, FINITE)
def test_what_is_further_off_is_no_less_surprising(one: float, other: float):
    low, high = sorted((abs(one), abs(other)))
    assert 0.0 <= surprise_of(low) <= surprise_of(high) <= 4.0
    assert surprise_of(one) == surprise_of(-one)


@pytest.mark.parametrize(("deviations", "chance"), [(2.353, 0.10), (3.182, 0.05), (5.841, 0.01), (12.924, 0.001)])
def test_odds_are_those_of_the_printed_table_of_t_with_three_degrees_of_freedom(deviations: float, chance: float):
    assert 10 ** -surprise_of(deviations) == pytest.approx(chance, rel=2e-3)


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=30), st.floats(-1e3, 1e3), st.floats(0.1, 10))
def test_spread_does_not_know_where_and_scales_with_how_much(values: list[float], moved: float, by: float):
    own = spread(np.array(values))
    assert spread(np.array(values) + moved) == pytest.approx(own, abs=1e-6)
    assert spread(np.array(values) * by) == pytest.approx(own * by, rel=1e-9, abs=1e-9)


@given(CHANCES, st.floats(0.001, 0.2))
def test_a_discovery_is_at_least_as_likely_true_as_the_cautious_bound_asks(chances: list[float], rate: float):
    found = discoveries(chances, rate)
    worst = max((chance for chance, stands in zip(chances, found, strict=True) if stands), default=0.0)
    assert all(stands == (chance <= worst) for chance, stands in zip(chances, found, strict=True) if any(found))
    assert all(discoveries([chance], rate)[0] for chance, stands in zip(chances, found, strict=True) if stands)


@given(CHANCES, st.floats(0.001, 0.1), st.floats(1, 2))
def test_a_stricter_rate_finds_no_more(chances: list[float], rate: float, wider: float):
    strict, loose = discoveries(chances, rate), discoveries(chances, rate * wider)
    assert all(later or not earlier for earlier, later in zip(strict, loose, strict=True))


@given(st.lists(FINITE, min_size=1, max_size=12), st.floats(0.1, 10))
def test_what_goes_on_is_told_once(sizes: list[float], least: float):
    if is_fresh(np.array(sizes), least=least):
        assert not is_fresh(np.array([*sizes, sizes[-1]]), least=least)


@given(CANDIDATE, st.lists(CANDIDATE, max_size=2), st.floats(-1e9, 1e9))
def test_an_insight_is_read_as_it_was_written(found: Candidate, folded: list[Candidate], value: float):
    scores = dict.fromkeys(AUDIENCES, 1.0)
    told = Insight(
        found,
        {"value": value},
        scores,
        found.queries[0],
        {"kind": "line", "x": "month", "y": "volume"},
        tuple((each, {"value": value}) for each in folded),
    )
    assert insight_from_plain(insight_to_plain(told)) == told


@given(st.lists(CANDIDATE, max_size=12), st.randoms())
def test_what_is_told_does_not_depend_on_the_order_of_what_was_seen(candidates: list[Candidate], chance):
    unique = list({(each.kind, each.about): each for each in candidates}.values())
    mixed = list(unique)
    chance.shuffle(mixed)
    assert {each.found for each in ranked(unique, WEIGHTS, 1e6)} == {each.found for each in ranked(mixed, WEIGHTS, 1e6)}


@given(MONTH, st.integers(-300, 300))
def test_months_are_counted_forth_and_back(month: date, count: int):
    assert month_after(month_after(month, count), -count) == month


def test_two_companies_of_like_names_that_trade_side_by_side_are_never_one():
    parts = np.ones((2, 1, 24)) * 1000.0
    assert successions(["BF PETROLEUM", "BG PETROLEUM"], parts) == {}


def test_every_kind_is_said_whichever_way_it_goes():
    words = tomllib.loads(resources.files("petroverse.insight.words").joinpath("en.toml").read_text("utf-8"))
    ways = {"year": ("fast", "slow", "fall"), "entered": ("up",), "left": ("down",), "lead": ("up",), "thin": ("down",)}
    level = ("renamed", "disagreement", "repeated", "restated")
    for each in FINDERS:
        for way in ways.get(each.kind, ("level",) if each.kind in level else ("up", "down")):
            assert {"title", "text"} <= words[f"{each.kind}_{way}"].keys()
