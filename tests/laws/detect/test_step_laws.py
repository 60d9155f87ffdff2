"""Whatever a gauge says, a step gives an answer; what is told begins before it ends; memory survives storage."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.core.devices import Meter, MeterId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import QUALITIES, MeterReading, Reading, SiteReadings
from petroverse.core.tanks import HorizontalCylinder, StrappingTable, VerticalCylinder
from petroverse.detect.tank import SiteState, TankState, from_plain, site_step, step, to_plain, watched, watched_site
from petroverse.measurement.strapping import curve_of
from tank_story import START, TANK, TankStory

PLACE = PlaceId("S7")
METER = MeterId("N1")
SITE = watched_site(
    Network(places=(Place(PLACE, "Seven", "station"),), tanks=(TANK,), meters=(Meter(METER, PLACE, TANK.id),)), PLACE
)
ANY = st.builds(
    lambda level_m, temp_c, water_m, quality: (level_m, temp_c, water_m, quality),
    st.one_of(st.none(), st.floats(-1.0, 5.0), st.floats(0.5, 2.4)),
    st.one_of(st.none(), st.floats(-300.0, 300.0), st.floats(10.0, 40.0)),
    st.one_of(st.none(), st.floats(-1.0, 3.0)),
    st.sampled_from((*QUALITIES, "good", "good", "good", "good")),
)
MESSAGES = st.lists(st.tuples(ANY, st.floats(-50.0, 7200.0), st.floats(0.0, 500.0)), max_size=40)


def messages(rows):
    at, total = START, 0.0
    for (level_m, temp_c, water_m, quality), seconds, sold_l in rows:
        at, total = at + timedelta(seconds=seconds), total + sold_l
        reading = Reading(TANK.id, at, level_m, temp_c, water_m, quality)
        yield SiteReadings(PLACE, (reading,), (MeterReading(METER, at, total),))


@given(MESSAGES)
def test_any_readings_are_answered_and_nothing_ends_that_did_not_begin(rows):
    state, active = SiteState(), set()
    for message in messages(rows):
        found = site_step(SITE, state, message)
        state = found.state
        assert len(found.measured) == 1
        for each in found.conditions:
            assert each.is_active or each.rule in active
            active = active | {each.rule} if each.is_active else active - {each.rule}
        assert set(state.tanks[TANK.id].told) == active


@given(MESSAGES, st.integers(0, 40))
def test_memory_that_was_stored_goes_on_as_if_it_had_not_been(rows, cut):
    whole = stored = SiteState()
    for number, message in enumerate(messages(rows)):
        if number == cut:
            stored = from_plain(json.loads(json.dumps(to_plain(stored), allow_nan=False)))
        one, other = site_step(SITE, whole, message), site_step(SITE, stored, message)
        assert one == other
        whole, stored = one.state, other.state


@given(MESSAGES)
def test_a_message_that_comes_twice_changes_nothing(rows):
    state = SiteState()
    for message in messages(rows):
        state = site_step(SITE, state, message).state
        again = site_step(SITE, state, message)
        assert again.state == state
        assert again.conditions == ()


@given(MESSAGES)
def test_every_metered_litre_is_either_used_or_waits(rows):
    """What meters counted is in the hour being learned, in the comparison, or kept for the next good reading."""
    state, sold = TankState(), 0.0
    ready = watched(TANK, [METER])
    for message in messages(rows):
        litres = 10.0
        found = step(ready, state, message.readings[0], litres)
        waiting = state.unsold_l + litres
        assert found.state.unsold_l in {0.0, waiting}
        assert (found.state.unsold_l == 0.0) == (found.measured is not None)
        state, sold = found.state, sold + litres


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.floats(0.0001, 0.0012), st.floats(3_000.0, 26_000.0))
def test_a_tank_at_rest_raises_nothing(seed, noise_m, volume_l):
    story = TankStory(volume_l=volume_l, noise_m=noise_m, seed=seed)
    story.rest(300)
    assert story.told("sudden_loss") == []
    assert story.told("stuck") == []
    assert [each.delivery for each in story.steps if each.delivery] == []


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.floats(3_000.0, 15_000.0), st.floats(0.0, 40.0))
def test_a_drop_has_its_litres_whatever_is_sold_meanwhile(seed, litres, sold_a_minute_l):
    story = TankStory(volume_l=8_000.0, seed=seed)
    story.rest(10)
    for _ in range(25):
        story.minute(came_l=litres / 25.0, sold_l=sold_a_minute_l)
    for _ in range(40):
        story.minute(sold_l=sold_a_minute_l)
    (found,) = [each.delivery for each in story.steps if each.delivery]
    assert found.standard_l == pytest.approx(litres, abs=6 * found.sd_l)


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.floats(300.0, 3_000.0))
def test_a_theft_is_told_with_its_litres_between_sales(seed, stolen_l):
    story, dice = TankStory(seed=seed), random.Random(seed)
    for _ in range(60):
        story.minute(sold_l=dice.choice((0.0, 0.0, 30.0)))
    for _ in range(15):
        story.minute(stolen_l=stolen_l / 15.0)
    story.rest(60)
    told = story.told("sudden_loss")
    assert told[0][0]
    assert told[-1] == (False, pytest.approx(stolen_l, rel=0.1, abs=25.0))


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_a_day_of_sales_raises_nothing(seed):
    story, dice = TankStory(volume_l=20_000.0, seed=seed), random.Random(seed)
    for _ in range(600):
        story.minute(sold_l=dice.choice((0.0, 0.0, 0.0, dice.uniform(2.0, 60.0))))
    assert story.told("sudden_loss") == []
    assert story.told("stuck") == []


SHAPES = st.one_of(
    st.builds(HorizontalCylinder, st.floats(1.5, 3.0), st.floats(2.0, 12.0), st.floats(0.0, 0.4)),
    st.builds(VerticalCylinder, st.floats(2.0, 30.0), st.floats(2.0, 15.0)),
    st.builds(
        lambda steps: StrappingTable(
            tuple(0.1 * row for row in range(len(steps) + 1)), tuple(float(each) for each in np.cumsum([0.0, *steps]))
        ),
        st.lists(st.floats(200.0, 2_000.0), min_size=3, max_size=30),
    ),
)


@given(SHAPES, st.floats(0.0, 1.0))
def test_the_fast_table_is_the_strapping(shape, part):
    """Against ``measurement.strapping``, which computes each height anew: within a ten-thousandth of the tank."""
    curve = curve_of(shape)
    capacity_l = float(curve.volume_l(curve.highest_m))
    tank = replace(TANK, strapping=shape, capacity_l=capacity_l, safe_fill_l=0.95 * capacity_l, dead_stock_l=0.0)
    level_m = curve.lowest_m + part * (curve.highest_m - curve.lowest_m)
    found = watched(tank).volume_l(min(level_m, curve.highest_m))
    assert found == pytest.approx(float(curve.volume_l(min(level_m, curve.highest_m))), abs=1e-4 * capacity_l)
