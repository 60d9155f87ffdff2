"""Marks of readings: what a living gauge does is never marked, what it cannot do always is."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.core.places import PlaceId
from petroverse.core.readings import Reading, SiteReadings
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.gauges import Bounds, Past, bounds_of, marked, marked_site

AT = datetime(2026, 3, 1, tzinfo=UTC)
TANK = Tank(TankId("S7/1"), PlaceId("S7"), "gasoline", HorizontalCylinder(2.5, 10.0), 49_000.0, 45_000.0)
BOUNDS = replace(bounds_of(TANK), noise_m=0.0003)
EVERY_S = 10.0


def qualities(levels: list[float | None], bounds: Bounds = BOUNDS, **more: float) -> list[str]:
    found, past = [], None
    for number, level_m in enumerate(levels):
        reading = Reading(TANK.id, AT + timedelta(seconds=EVERY_S * number), level_m, **more)
        told, past = marked(reading, past, bounds)
        found.append(told.quality)
    return found


def told(level_m: float, noise: random.Random) -> float:
    """A height as a gauge with this noise and step tells it."""
    steps = (level_m + noise.gauss(0, BOUNDS.noise_m)) / BOUNDS.resolution_m
    return min(max(round(steps) * BOUNDS.resolution_m, 0.0), 2.4999)


@settings(max_examples=25, deadline=None)
@given(st.integers(), st.floats(0.1, 2.4), st.floats(-30.0, 30.0))
def test_a_living_gauge_is_good_whatever_flows_within_reason(seed, from_m, flow_l_s):
    noise, curve = random.Random(seed), BOUNDS.curve
    full_l = float(curve.volume_l(2.45))
    volumes = [min(max(float(curve.volume_l(from_m)) + flow_l_s * EVERY_S * step, 100.0), full_l) for step in range(60)]
    assert set(qualities([told(float(curve.level_m(each)), noise) for each in volumes])) == {"good"}


def test_noise_alone_calls_no_gauge_stuck_in_fifty_thousand_readings_of_the_worst_level():
    noise = random.Random(7)
    middle_of_a_step = BOUNDS.resolution_m * 4000
    assert set(qualities([told(middle_of_a_step, noise) for _ in range(50_000)])) == {"good"}


def test_a_gauge_that_repeats_itself_is_stuck_from_the_reading_on_that_noise_forbids():
    needed = BOUNDS.repeats
    assert needed == 23
    found = qualities([1.2] * 40, temp_c=28.0)
    assert found == ["good"] * (needed - 1) + ["stuck"] * (40 - needed + 1)
    assert qualities([1.2] * 40 + [1.2003])[-1] == "good"


def test_where_nobody_knows_the_noise_repeats_say_nothing():
    assert set(qualities([1.2] * 500, replace(BOUNDS, noise_m=0.0))) == {"good"}
    assert set(qualities([1.2] * 500, replace(BOUNDS, noise_m=0.00003))) == {"good"}


@settings(max_examples=25, deadline=None)
@given(st.floats(0.1, 2.4), st.floats(0.1, 2.4))
def test_a_jump_is_a_spike_once_and_believed_when_the_next_stands_there_too(low_m, high_m):
    flown_l = BOUNDS.largest_flow_l_s * EVERY_S * 3
    gap_l = abs(float(BOUNDS.curve.volume_l(low_m)) - float(BOUNDS.curve.volume_l(high_m)))
    if gap_l < flown_l + 1000:
        return
    assert qualities([low_m, low_m, high_m, low_m]) == ["good", "good", "spike", "good"]
    assert qualities([low_m, low_m, high_m, high_m, high_m]) == ["good", "good", "spike", "good", "good"]


def test_after_a_day_of_silence_any_level_is_reached():
    first, past = marked(Reading(TANK.id, AT, 0.3), None, BOUNDS)
    again, _ = marked(Reading(TANK.id, AT + timedelta(days=1), 2.3), past, BOUNDS)
    assert (first.quality, again.quality) == ("good", "good")


@pytest.mark.parametrize(
    ("values", "quality"),
    [
        ({"level_m": None}, "gap"),
        ({"level_m": 2.51}, "out_of_range"),
        ({"level_m": -0.01}, "out_of_range"),
        ({"level_m": 1e38}, "out_of_range"),
        ({"level_m": 1.0, "temp_c": 400.0}, "out_of_range"),
        ({"level_m": 1.0, "temp_c": -273.0}, "out_of_range"),
        ({"level_m": 0.2, "water_m": 0.3}, "out_of_range"),
        ({"level_m": 0.2, "water_m": -0.1}, "out_of_range"),
        ({"level_m": 1.0, "water_m": 0.06}, "water"),
        ({"level_m": 1.0, "water_m": 0.05}, "good"),
        ({"level_m": 0.0}, "good"),
        ({"level_m": 2.5}, "good"),
    ],
)
def test_what_one_reading_shows(values, quality):
    assert marked(Reading(TANK.id, AT, **values), None, BOUNDS)[0].quality == quality


@given(st.lists(st.one_of(st.none(), st.floats(-5, 5), st.floats(allow_nan=False, allow_infinity=False)), max_size=30))
def test_marks_change_nothing_but_quality_and_never_fail(levels):
    past: Past | None = None
    for number, level_m in enumerate(levels):
        reading = Reading(TANK.id, AT + timedelta(seconds=number), level_m)
        found, past = marked(reading, past, BOUNDS)
        assert replace(found, quality="good") == reading


def test_what_the_gauge_says_itself_stays_and_other_tanks_are_left_alone():
    other = Reading(TankId("S7/2"), AT, 99.0)
    site = SiteReadings(PlaceId("S7"), (Reading(TANK.id, AT, 1.0, quality="water"), other))
    pasts: dict[TankId, Past] = {}
    found = marked_site(site, pasts, {TANK.id: BOUNDS})
    assert [each.quality for each in found.readings] == ["water", "good"]
    assert list(pasts) == [TANK.id]
