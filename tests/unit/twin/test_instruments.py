"""What the gauges of a simulated world see: the world, with the errors that were stated and no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time

import numpy as np
import pytest

from petroverse.core.devices import GaugeId
from petroverse.core.errors import NotFound
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import from_bytes, to_bytes
from petroverse.core.readings import READINGS, from_body
from petroverse.measurement.strapping import curve_of
from petroverse.twin import (
    GaugeErrors,
    Instruments,
    SilentGauge,
    StuckGauge,
    invented_network,
    message_of,
    seen,
    start,
    step,
)

MONDAY = datetime(2025, 3, 3, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NETWORK = invented_network(3, seed=5)
GAUGE = next(each for each in NETWORK.gauges if each.place == "S002")
TANK = NETWORK.tanks_at(GAUGE.place)[0]
PERFECT = GaugeErrors(noise_m=0.0, drop_noise_m=0.0, resolution_m=1e-5, temp_noise_c=0.0, dropout_share=0.0)


def world_at(hours: float, *incidents):
    return step(start(NETWORK, MONDAY, 9, incidents=incidents), MONDAY + hours * HOUR)[0]


def test_a_perfect_gauge_sees_what_is_there():
    world, shown = world_at(31), {}
    for each in seen(world, GAUGE.id, Instruments(PERFECT)).readings:
        shown[each.tank] = each
    assert list(shown) == [each.id for each in NETWORK.tanks_at(GAUGE.place)]
    for tank in NETWORK.tanks_at(GAUGE.place):
        number = world.plant.tank_at[tank.id]
        by_chart_l = float(curve_of(tank.strapping).volume_l(shown[tank.id].level_m))
        slack_l = 2 * float(world.plant.float_band_l[number])
        assert by_chart_l == pytest.approx(float(world.observed_l[number]), abs=slack_l)
        assert shown[tank.id].gauge_volume_l == pytest.approx(by_chart_l, abs=0.2)
        assert shown[tank.id].temp_c == pytest.approx(float(world.tanks.temp_c[number]), abs=0.05)


def test_a_gauge_asked_twice_says_the_same_and_meters_never_run_back():
    world, before = world_at(1), {}
    for _ in range(20):
        site = seen(world, GAUGE.id)
        assert site == seen(world, GAUGE.id)
        for each in site.meters:
            assert each.total_l >= before.get(each.meter, 0.0)
            before[each.meter] = each.total_l
        world, _ = step(world, world.at + 0.37 * HOUR)


def test_noise_offset_and_steps_are_as_stated():
    errors = GaugeErrors(noise_m=0.003, drop_noise_m=0.003, resolution_m=0.0005, offset_m=0.05, dropout_share=0.0)
    noisy, exact = Instruments(own={GAUGE.id: errors}), Instruments(PERFECT)
    world, off = world_at(1.0), []
    for _ in range(300):
        world, _ = step(world, world.at + timedelta(seconds=20))
        for rough, true in zip(
            seen(world, GAUGE.id, noisy).readings, seen(world, GAUGE.id, exact).readings, strict=True
        ):
            off.append(rough.level_m - true.level_m)
            assert rough.level_m / 0.0005 == pytest.approx(round(rough.level_m / 0.0005), abs=1e-6)
    assert np.mean(off) == pytest.approx(0.05, abs=0.0005)
    assert np.std(off) == pytest.approx(0.003, rel=0.1)


def test_waves_run_over_a_tank_while_a_truck_drops():
    errors = Instruments(replace(PERFECT, drop_noise_m=0.01))
    world, off = start(NETWORK, MONDAY, 9), {True: [], False: []}
    for minute in range(0, 3 * 1440, 5):
        world, _ = step(world, MONDAY + minute * timedelta(minutes=1))
        for number, each in enumerate(NETWORK.tanks_at(GAUGE.place)):
            rough, calm = (
                seen(world, GAUGE.id, how).readings[number].level_m for how in (errors, Instruments(PERFECT))
            )
            off[world.is_dropping(world.plant.tank_at[each.id])].append(rough - calm)
    assert np.std(off[True]) == pytest.approx(0.01, rel=0.5)
    assert np.std(off[False]) == 0


def test_drop_outs_come_as_often_as_stated_and_are_gaps():
    often = Instruments(GaugeErrors(dropout_share=0.2))
    world, kinds = world_at(1), []
    for _ in range(300):
        world, _ = step(world, world.at + timedelta(seconds=20))
        kinds += [(each.quality, each.level_m is None) for each in seen(world, GAUGE.id, often).readings]
    assert set(kinds) == {("good", False), ("gap", True)}
    assert kinds.count(("gap", True)) / len(kinds) == pytest.approx(0.2, abs=0.05)


def test_a_stuck_gauge_repeats_itself_until_somebody_frees_it():
    stuck = StuckGauge(TANK.id, MONDAY + 6 * HOUR, MONDAY + 18 * HOUR)
    world, heights = start(NETWORK, MONDAY, 9, incidents=(stuck,)), {}
    for hour in range(1, 24):
        world, _ = step(world, MONDAY + hour * HOUR)
        heights[hour] = seen(world, GAUGE.id, Instruments(replace(PERFECT, noise_m=0.001))).readings[0].level_m
    assert len({heights[hour] for hour in range(6, 18)}) == 1
    assert len({heights[hour] for hour in range(18, 24)}) > 4
    assert len({heights[hour] for hour in range(1, 6)}) > 3


def test_a_silent_gauge_says_nothing_and_the_others_go_on():
    silent = SilentGauge(GAUGE.id, MONDAY + HOUR, MONDAY + 2 * HOUR)
    assert seen(world_at(1.5, silent), GAUGE.id) is None
    assert seen(world_at(1.5, silent), NETWORK.gauges[-1].id) is not None
    assert seen(world_at(2.0, silent), GAUGE.id) is not None


def test_a_gauge_goes_by_its_own_clock():
    world = world_at(50)
    late = Instruments(GaugeErrors(clock_ahead_s=-90.0))
    site = seen(world, GAUGE.id, late)
    assert {each.at for each in (*site.readings, *site.meters)} == {world.at - timedelta(seconds=90)}
    true = seen(world, GAUGE.id)
    assert [each.ended_at for each in site.drops] == [each.ended_at - timedelta(seconds=90) for each in true.drops]


def test_a_float_does_not_follow_what_is_less_than_its_friction():
    world = world_at(2)
    number = world.plant.tank_at[TANK.id]
    rest = seen(world, GAUGE.id, Instruments(PERFECT)).readings[0].level_m
    little = float(world.plant.float_band_l[number]) * 0.2
    resting = replace(world.tanks, float_l=world.observed_l + world.tanks.water_l)
    moved = replace(resting, stock_l=resting.stock_l - little * world.tanks.ctl)
    assert abs(rest - seen(world.changed(tanks=resting), GAUGE.id, Instruments(PERFECT)).readings[0].level_m) < 5e-4
    assert (
        seen(world.changed(tanks=moved), GAUGE.id, Instruments(PERFECT)).readings[0].level_m
        == seen(world.changed(tanks=resting), GAUGE.id, Instruments(PERFECT)).readings[0].level_m
    )


def test_a_gauge_remembers_ten_drops_of_each_tank_oldest_first():
    site = seen(world_at(35 * 24), GAUGE.id)
    assert [each.ended_at for each in site.drops] == sorted(each.ended_at for each in site.drops)
    assert max(sum(each.tank == tank.id for each in site.drops) for tank in NETWORK.tanks_at(GAUGE.place)) == 10
    assert all(each.after_l > each.before_l for each in site.drops)


def test_a_message_says_that_it_is_simulated_and_comes_through_the_wire():
    world = world_at(3)
    site = seen(world, GAUGE.id)
    told = message_of(world, GAUGE.id, site, OrganisationId("made-up"))
    assert told.source == f"sim:{GAUGE.id}"
    assert told.kind == READINGS
    assert from_body(from_bytes(to_bytes(told)).body) == site
    assert told == message_of(world, GAUGE.id, site, OrganisationId("made-up"))
    later = step(world, world.at + timedelta(seconds=1))[0]
    assert told.id != message_of(later, GAUGE.id, site, OrganisationId("made-up")).id


def test_gauges_of_every_class_are_drawn():
    drawn = Instruments.drawn(invented_network(60, seed=1).gauges, np.random.default_rng(1))
    assert {each.resolution_m for each in drawn.own.values()} == {0.0003, 0.001, 0.0025}
    assert drawn.of(GaugeId("another")) == GaugeErrors()


def test_nobody_sees_through_a_gauge_that_is_not_there():
    with pytest.raises(NotFound):
        seen(world_at(0.1), GaugeId("nowhere"))


def test_two_hundred_stations_at_sixty_times_their_pace_cost_less_than_a_tenth_of_a_core():
    network = invented_network(200, seed=1)
    world, _ = step(start(network, MONDAY, 1), MONDAY + 7 * HOUR)
    before_s = process_time()
    for _ in range(20):
        world, _ = step(world, world.at + timedelta(seconds=60))
        assert all(seen(world, each.id) for each in network.gauges)
    assert process_time() - before_s < 20 * 0.1
